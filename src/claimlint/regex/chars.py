r"""Characters as every rule pattern sees them: words, folding, classes.

Both matching engines take their idea of a character from here, so that they cannot disagree:

- a *word character* (``\w``, and what ``\b`` looks at) is ``_``, whatever ``str.isalnum`` accepts
  and the combining marks, so that "naïve" and "café" are words whether composed or decomposed;
- ignoring case means comparing `fold_char` of both sides: Unicode simple folding, one code point
  to one code point, so that folding never moves an offset ("İ" folds to itself).

A `CharClass` holds two lists of code point ranges, because the set of all word characters is
never spelt out: ``plain`` decides for ASCII and for characters outside words, ``word`` decides
for word characters beyond ASCII. Union and complement then work on each list by itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

Range = tuple[int, int]
"""First and last code point, both included."""

LAST = 0x10FFFF
EVERYTHING: tuple[Range, ...] = ((0, LAST),)

_CASED_BLOCKS: tuple[Range, ...] = (
    (0x41, 0x587),
    (0x10A0, 0x10FF),
    (0x13A0, 0x13FD),
    (0x1C80, 0x1CBF),
    (0x1D79, 0x1D8E),
    (0x1E00, 0x1FFC),
    (0x2126, 0x2188),
    (0x24B6, 0x24E9),
    (0x2C00, 0x2D2D),
    (0xA640, 0xA7FF),
    (0xAB30, 0xABBF),
    (0xFB00, 0xFB06),
    (0xFF21, 0xFF5A),
    (0x10400, 0x105BF),
    (0x10C80, 0x10D85),
    (0x118A0, 0x118DF),
    (0x16E40, 0x16E7F),
    (0x16EA0, 0x16ED3),
    (0x1E900, 0x1E943),
)
"""Where letters with case live: looking at these and not at all of Unicode takes 3 ms, not 300."""


def is_word_char(char: str) -> bool:
    """Whether `char` is part of a word: a letter, digit, underscore or combining mark."""
    if char.isalnum() or char == "_":
        return True
    return char > "\u02ff" and unicodedata.category(char) in ("Mn", "Mc") and not _is_variation_selector(char)


def _is_variation_selector(char: str) -> bool:
    # They follow emoji ("❤️cure"), and an emoji must not glue itself to the next word.
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def fold_char(char: str) -> str:
    """The one code point that stands for `char` when case is ignored."""
    lower = char.lower()
    if len(lower) != 1:
        return char
    folded = lower.casefold()
    return folded if len(folded) == 1 else lower


@lru_cache(maxsize=1)
def _orbits() -> dict[int, tuple[int, ...]]:
    """Every cased code point with all the code points that are the same letter, itself included."""
    families: dict[str, list[int]] = {}
    for first, last in _CASED_BLOCKS:
        for code in range(first, last + 1):
            char = chr(code)
            folded = fold_char(char)
            if folded != char:
                families.setdefault(folded, [ord(folded)]).append(code)
    return {code: tuple(family) for family in families.values() for code in family}


def same_letter(code: int) -> tuple[int, ...]:
    """All code points equal to `code` when case is ignored, itself included."""
    return _orbits().get(code, (code,))


class CharClass(NamedTuple):
    """A set of characters: ``plain`` for ASCII and non-words, ``word`` for words beyond ASCII."""

    plain: tuple[Range, ...]
    word: tuple[Range, ...]

    def takes(self, char: str) -> bool:
        """Whether `char` is in the class."""
        code = ord(char)
        ranges = self.word if code > 127 and is_word_char(char) else self.plain
        return any(first <= code <= last for first, last in ranges)


@lru_cache(maxsize=256)
def ranges_class(ranges: tuple[Range, ...], *, ignore_case: bool) -> CharClass:
    """The class of `ranges`, with every other case of its letters when `ignore_case`."""
    wanted = normal(ranges)
    if ignore_case:
        extra = [
            (other, other)
            for code, family in (_orbits() if _may_have_case(wanted) else _ascii_orbits()).items()
            if any(first <= code <= last for first, last in wanted)
            for other in family
        ]
        wanted = normal((*wanted, *extra))
    return CharClass(wanted, wanted)


def _may_have_case(ranges: tuple[Range, ...]) -> bool:
    """Whether something beyond ASCII in `ranges` may have another case: neither "€" nor a dash has."""
    beyond = [(max(first, 128), last) for first, last in ranges if last > 127]
    if sum(last - first for first, last in beyond) > 64:
        return True
    each = (chr(code) for first, last in beyond for code in range(first, last + 1))
    return any(char.lower() != char or char.upper() != char for char in each)


@lru_cache(maxsize=1)
def _ascii_orbits() -> dict[int, tuple[int, ...]]:
    """`_orbits` for ASCII letters, without looking at Unicode; "s" and "k" have a third form."""
    families = [(code, code - 32) for code in range(ord("a"), ord("z") + 1)]
    third = {ord("s"): (0x17F,), ord("k"): (0x212A,)}
    return {code: pair + third.get(pair[0], ()) for pair in families for code in pair}


def union(classes: Iterable[CharClass]) -> CharClass:
    """Every character that is in one of `classes`."""
    members = list(classes)
    return CharClass(
        normal(each for member in members for each in member.plain),
        normal(each for member in members for each in member.word),
    )


def complement(of: CharClass) -> CharClass:
    """Every character that is not in `of`."""
    return CharClass(_gaps(of.plain), _gaps(of.word))


def _gaps(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    gaps: list[Range] = []
    start = 0
    for first, last in ranges:
        if first > start:
            gaps.append((start, first - 1))
        start = last + 1
    if start <= LAST:
        gaps.append((start, LAST))
    return tuple(gaps)


def normal(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """`ranges` sorted, without overlaps, neighbours joined."""
    joined: list[Range] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


DIGIT = CharClass(((0x30, 0x39),), ())
WORD = CharClass(((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)), EVERYTHING)
_SPACES = normal(
    [
        (9, 13),
        (0x1C, 0x20),
        (0x85, 0x85),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
    ]
)
SPACE = CharClass(_SPACES, ())
NEWLINE = CharClass(((10, 10),), ())
NOTHING = CharClass((), ())
EVERY_CHAR = complement(NOTHING)
EVERY_CHAR_BUT_NEWLINE = complement(NEWLINE)


def without(ranges: tuple[Range, ...], first: int, last: int) -> tuple[Range, ...]:
    """`ranges` less the code points from `first` to `last`."""
    return _gaps(normal((*_gaps(ranges), (first, last))))


def within(ranges: tuple[Range, ...], first: int, last: int) -> tuple[Range, ...]:
    """The part of `ranges` from `first` to `last`."""
    cut = ((max(start, first), min(end, last)) for start, end in ranges)
    return tuple((start, end) for start, end in cut if start <= end)
