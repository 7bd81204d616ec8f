"""Words with what stands between them: the one tokenisation that everything about claims shares.

Words are lower case, keep inner apostrophes and hyphens (``don't``,
``anti-inflammatory``), and figures keep their decimals and per cent sign.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from claimlint.late import dataclass, regex
from claimlint.source import Span

_WORD = regex(r"([a-z]++(?:['-][a-z0-9]++)*+(?!\w)|\w++(?:['.,-]\w++)*+%?)")


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a prose in reading order.

    ``words[i]`` begins at ``starts[i]`` (code points of the prose); ``gaps[i]`` stands
    before it and ``gaps[len(words)]`` after the last.
    """

    words: list[str]
    starts: list[int]
    gaps: list[str]

    def end(self, index: int) -> int:
        """Return where a word ends in the prose, exclusive."""
        return self.starts[index] + len(self.words[index])

    def span(self, first: int, last: int) -> Span:
        """Return the prose span of the words ``first`` up to, not including, ``last``."""
        return Span(self.starts[first], self.end(last - 1))

    def range(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of words that begin inside a prose span."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)


def split_words(text: str) -> Words:
    """Split a prose into words; offsets are code points of the text given."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    pieces = _WORD.split(lowered)
    ends = list(accumulate(map(len, pieces)))
    return Words(pieces[1::2], ends[:-1:2], pieces[::2])


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, as white space separates them, as a set."""
    return frozenset(text.split())


class Listed:
    """Words of a list in a data file, those ending in ``*`` by their beginning.

    >>> "orders" in Listed(["order*"]), "ordeal" in Listed(["order*"])
    (True, False)
    """

    __slots__ = ("_stems", "_whole")

    def __init__(self, words: list[str]) -> None:
        self._whole = frozenset(str(word) for word in words if not str(word).endswith("*"))
        self._stems = tuple(str(word)[:-1] for word in words if str(word).endswith("*"))

    def __contains__(self, word: str) -> bool:
        return word in self._whole or (bool(self._stems) and word.startswith(self._stems))
