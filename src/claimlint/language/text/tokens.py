"""Words of the prose with their places: what spelling, confusables and repetition read.

A word is letters, with apostrophes inside; hyphens and figures separate words. Whatever is no
letter becomes a space first, each character one, so that the words are what stands between spaces.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import accumulate, compress, count

from claimlint.language.text.words import portions
from claimlint.late import dataclass, regex
from claimlint.remembered import Remembered

_COMMON_MARKS = "\u201c\u201d\u2018\u2013\u2014\u2026"
_OUTER_APOSTROPHE = regex("'(?:(?<![^ ']')|(?![^ ']))")
_SPACE = ord(" ")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in reading order, as columns of equal length."""

    starts: Sequence[int]
    """Code points in the prose."""
    forms: list[str]
    """As written."""
    lower: list[str]

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.forms[index])

    def places(self, words: Container[str]) -> Iterator[int]:
        """Yield the indices of the words, in lower case, that are among some words."""
        return compress(count(), map(words.__contains__, self.lower))


@cache
def _letters() -> Remembered[int, int]:
    """Return what ``str.translate`` puts for characters."""
    return Remembered(_put, most=5_000)


def _put(code: int) -> int:
    """Return a letter or an apostrophe as it is, a space for any other character."""
    char = chr(code)
    return code if char == "'" or (char.isalnum() and not char.isdecimal()) else _SPACE


def tokenize(text: str) -> Tokens:
    """Return every word of a text; a linear pass. Equal words are one object, and offsets take four bytes each."""
    starts, forms, lower = array("I"), list[str](), list[str]()
    known: dict[str, str] = {}
    letters = _letters()
    share = known.setdefault
    for at, portion in portions(text):
        # The commonest marks go first: what is left is mostly ASCII, which is translated ten times faster.
        for mark in _COMMON_MARKS:
            portion = portion.replace(mark, " ")
        pieces = _OUTER_APOSTROPHE.sub(" ", portion.translate(letters)).split(" ")
        starts.extend(compress(accumulate([len(piece) + 1 for piece in pieces], initial=at), pieces))
        words = list(filter(None, pieces))
        forms += map(share, words, words)
        words = list(map(str.lower, words))
        lower += map(share, words, words)
    return Tokens(starts, forms, lower)
