"""Words with what stands between them: the one tokenisation that everything about claims shares.

Words are lower case, keep inner apostrophes and hyphens (``don't``,
``anti-inflammatory``), and figures keep their decimals and per cent sign.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from claimlint.late import dataclass, regex
from claimlint.source import Span

_PORTION = 1 << 16
"""Code points split at a time, which bounds what is held besides the result."""
_WORD = regex(r"([a-z]++(?:['-][a-z0-9]++)*+(?!\w)|\w++(?:['.,-]\w++)*+%?)")


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a prose in reading order.

    ``words[i]`` begins at ``starts[i]`` (code points of the prose); ``gaps[i]`` stands
    before it and ``gaps[len(words)]`` after the last.
    """

    words: list[str]
    starts: Sequence[int]
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
    """Split a prose into words; offsets are code points of the text given.

    Equal words are one object and offsets take four bytes each: a text of fifty megabytes has nine million words.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    known: dict[str, str] = {}
    share = known.setdefault
    words: list[str] = []
    gaps: list[str] = []
    starts = array("I")
    carried = ""
    for at, portion in portions(lowered):
        pieces = _WORD.split(portion)
        found, between = pieces[1::2], pieces[::2]
        between[0] = carried + between[0]
        carried = between.pop()
        words += map(share, found, found)
        gaps += map(share, between, between)
        starts.extend(islice(accumulate(map(len, pieces), initial=at), 1, len(pieces), 2))
    gaps.append(carried)
    return Words(words, starts, gaps)


def portions(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in portions that end with a line feed, each with its offset."""
    at = 0
    while at < len(text):
        stop = text.find("\n", at + _PORTION) + 1 or len(text)
        yield at, text[at:stop]
        at = stop


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
