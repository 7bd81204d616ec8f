"""Which patterns can match a text at all, known from its pieces one at a time.

A *clue* is what a text must hold for a pattern to match: part of a piece between spaces, with a
`MARK` at each edge of a word ("cure" behind a mark is in "cured" and not in "secure"), or two
words in neighbouring pieces ("side effects"). `literals` works out which strings every match of a
pattern holds one of, and of each string the clue that says most is taken.

What a piece holds is remembered, since texts share most of theirs. So most words of a text cost
one look-up, however many patterns there are; google-re2's own filter reads every letter, which
measured eight times slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import compress, islice, pairwise
from operator import add, or_
from typing import Any

from claimlint.late import regex
from claimlint.remembered import Remembered

from .chars import is_word_char
from .text import Haystack, fold

MARK = "\b"
"""Stands in strings where a word begins or ends."""

Clues = tuple[tuple[str, ...], ...]
"""Sets of clues of a pattern, at most `SETS`: every match holds a clue of each. The first says most."""

SETS = 2

_LONGEST = 24
"""Characters of a clue: what is longer says hardly more."""
_MOST_KNOWN = 20_000
"""Pieces of text that are remembered; an article has some hundred."""
_HEAD = 3
"""Characters by which most places of a text are seen not to begin a clue."""

_COMMON = frozenset(
    "the of and to in a is that for it as with was on by at from or be are this not have has can you your we an"
    " will they who which were more been but".split()
)
"""Words that every text holds, and which therefore say nothing of it."""
_PUNCTUATION = frozenset(".,'’-\"")
_AROUND = ".,;:!?()[]'\"‘’“”…"
"""What stands around most words that do not stand alone; none of it is part of a word."""
_PIECE = regex(r"\S+")


@lru_cache(maxsize=8192)
def strength(string: str) -> float:
    """How much it says that a text holds `string`: about the letters of its best clue, 0 for nothing."""
    return _strength(best_clue(string))


@lru_cache(maxsize=8192)
def best_clue(string: str) -> str:
    """The clue that says most of those in `string`, in which marks stand where words must begin or end; or nothing."""
    pieces = []
    for found in _PIECE.finditer(string):
        piece = found[0]
        opens = found.start() > 0 or piece[0] == MARK
        closes = found.end() < len(string) or piece[-1] == MARK
        pieces.append(_clue(piece.replace(MARK, ""), opens, closes))
    if len(pieces) == 1:
        return pieces[0]
    pairs = [f"{_last(left)} {_first(right)}" for left, right in pairwise(pieces) if _last(left) and _first(right)]
    return max((*pieces, *pairs), key=_strength, default="")


@lru_cache(maxsize=8192)
def _clue(piece: str, opens: bool, closes: bool) -> str:
    """A piece of a string as it is in a marked text where its ends, or one of them, are those of words."""
    if not piece:
        return ""
    clue = marked(piece)
    return clue[clue[0] == MARK and not opens : len(clue) - (clue[-1] == MARK and not closes)][:_LONGEST]


def _first(piece: str) -> str:
    """The whole word, or other character, with which a marked text begins; nothing where it is part of a word."""
    if piece[:1] == MARK:
        return piece[: piece.find(MARK, 1) + 1]
    return "" if not piece or is_word_char(piece[0]) else piece[0]


def _last(piece: str) -> str:
    """The same of the end."""
    if piece[-1:] == MARK:
        start = piece.rfind(MARK, 0, -1)
        return piece[start:] if start >= 0 else ""
    return "" if not piece or is_word_char(piece[-1]) else piece[-1]


def marked(piece: str) -> str:
    """A text without white space, with marks where its words begin and end."""
    core = piece.strip(_AROUND)
    if core.isalnum():
        before, _, after = piece.partition(core)
        return f"{before}{MARK}{core}{MARK}{after}"
    words = [False, *map(is_word_char, piece), False]
    edges = [MARK if before is not after else "" for before, after in pairwise(words)]
    return "".join([f"{edge}{char}" for edge, char in zip(edges, (*piece, ""), strict=True)])


@lru_cache(maxsize=8192)
def _strength(clue: str) -> float:
    if " " in clue:
        return sum(map(_strength, clue.split(" ")))
    piece = clue.strip(MARK)
    if len(piece) == 1 and not is_word_char(piece):
        return 0.5 if piece in _PUNCTUATION else 3.5
    if piece in _COMMON:
        return 1.0
    # Nearly every line has a figure in it.
    return 0.5 if piece.isdigit() and len(clue) == 1 else float(len(clue))


Packed = tuple[Any, ...]
"""What an index is made of, in types that ``marshal`` knows."""

_Piece = tuple[int, str | None, str | None]
"""What is known of a piece of text: the sets of which it holds a clue, as bits, and the word it begins with and the
one it ends with where clues have them beside another."""


class ClueIndex:
    """The clues of many patterns, each known by its number."""

    __slots__ = (
        "_always",
        "_characters",
        "_clues",
        "_count",
        "_known",
        "_lengths",
        "_pairs",
        "_sets",
        "_twos",
        "_words",
    )

    def __init__(self, patterns: Sequence[Clues]) -> None:
        self._count = count = len(patterns)
        # A set is a bit: those of all pieces of a text are put together by "or", and those of a pattern by "and".
        sets_of: dict[str, int] = {}
        self._always = 0
        for number, sets in enumerate(patterns):
            first, second = 1 << number, 1 << number + count
            if not sets:
                self._always |= first | second
            elif len(sets) == 1:
                _add(sets_of, sets[0], first | second)
            else:
                _add(sets_of, sets[0], first)
                _add(sets_of, sets[1], second)
        # Most clues are of the same few sets, so these are told by a place in one list: it makes the whole a third.
        places = {sets: place for place, sets in enumerate(dict.fromkeys([0, *sets_of.values()]))}
        self._sets = tuple(places)
        # Two neighbours are known by the word that the one ends with and the other begins with.
        pairs: dict[str, tuple[str | None, ...]] = {clue: (*clue.split(" "),) for clue in sets_of if " " in clue}
        self._pairs = {pair: places[sets_of.pop(clue)] for clue, pair in pairs.items()}
        self._words = {word: word for pair in self._pairs for word in pair if word}
        self._clues = {clue: places[sets] for clue, sets in sets_of.items()}
        short = {clue for clue in self._clues if len(clue) < _HEAD}
        self._characters = {clue for clue in short if len(clue) == 1}
        self._twos = short - self._characters
        lengths: dict[str, set[int]] = {}
        for clue in self._clues:
            lengths.setdefault(clue[:_HEAD], set()).add(len(clue))
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items() if len(head) == _HEAD}
        self._known = Remembered(self._read, most=_MOST_KNOWN)

    def packed(self) -> Packed:
        """Return what `unpacked` makes the same index from in a quarter of the time."""
        return tuple(getattr(self, name) for name in _KEPT)

    @classmethod
    def unpacked(cls, packed: Packed) -> ClueIndex:
        """Make an index from what `packed` returned."""
        index = cls.__new__(cls)
        for name, value in zip(_KEPT, packed, strict=True):
            setattr(index, name, value)
        index._known = Remembered(index._read, most=_MOST_KNOWN)
        return index

    def possible(self, haystack: Haystack) -> frozenset[int]:
        """The numbers of the patterns of whose sets of clues the text holds one each."""
        pieces = list(map(self._known.__getitem__, haystack.lowered.split()))
        if not pieces:
            return self._numbers(self._always)
        sets, firsts, lasts = zip(*pieces, strict=True)
        met = reduce(or_, filter(None, sets), self._always)
        for pair in filter(self._pairs.__contains__, zip(lasts, islice(firsts, 1, None), strict=False)):
            met |= self._sets[self._pairs[pair]]
        return self._numbers(met)

    def _numbers(self, met: int) -> frozenset[int]:
        """The numbers of the patterns of whose sets all are among some."""
        both = met & met >> self._count
        return frozenset(compress(range(self._count), map("1".__eq__, f"{both:b}"[: -self._count - 1 : -1])))

    def _read(self, piece: str) -> _Piece:
        text = marked(fold(piece))
        return self._held(text), self._words.get(_first(text)), self._words.get(_last(text))

    def _held(self, text: str) -> int:
        """The sets of which a marked text holds a clue."""
        known, all_sets, lengths = self._clues, self._sets, self._lengths
        sets = 0
        for clue in (*self._characters.intersection(text), *self._twos.intersection(map(add, text, text[1:]))):
            sets |= all_sets[known[clue]]
        for start in range(len(text) - _HEAD + 1):
            for length in lengths.get(text[start : start + _HEAD], ()):
                if place := known.get(text[start : start + length]):
                    sets |= all_sets[place]
        return sets


def _add(known: dict[str, int], clues: Iterable[str], bits: int) -> None:
    for clue in clues:
        before = known.setdefault(clue, bits)
        if before is not bits:
            known[clue] = before | bits


_KEPT = tuple(name for name in ClueIndex.__slots__ if name != "_known")
