"""Scores: what a text says by how many classes of words stand together in it, whatever their order.

A class is a list of words of one meaning, a reading gives points for each class that a text holds and says how many
make up its meaning: "We test, you buy, and a shop says thank you with a cheque" has those behind the page, a sale, a
seller and money, and no phrase that anybody has used before. Both are tables under ``rules/data`` that can be read,
and every verdict names the words that decided it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from claimlint.language.text.entries import Entries
from claimlint.language.text.pattern_file import read_table
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex
from claimlint.remembered import Remembered

_TOKEN = regex(r"'s\b|([^\W_]+(?:'(?:t|d|m|re|ve|ll)\b)?|[%£$€#≠†])")
_CLAUSE = regex(
    r"[;:.?!()|\n\u2013\u2014]|,? (?:but|though|although|however|yet|except|whereas|because)\b"
    r"|,(?= (?:and |so |some |most |all |many |a few |these |the )?(?:\w+ )?(?:i|we|it|this|that|they|you|links?)\b)"
    r"| and(?= (?:i|we|it|this|that|they|you)\b)",
)
_QUOTED = regex(r'["\u201c][^"\u201c\u201d]*["\u201d]|\u201c[^\u201d]*$|^[^\u201c]*\u201d')
"""Words that somebody else says, also where a quotation goes on beyond the text."""
SHORT_PAIR = 40
"""Words that two sentences have at most to be read as one."""
_SPARED = 5
"""Words after a denial among which one that is spared shows that something else is denied: "at no extra cost"."""

_COMMON = word_set(
    """a an the this that these those of to in on at by for from with as and or is are was were be been being am it its
    i me my we us our you your they them their he she his her not no never have has had do does did can could will would
    may might which who what when some any all other also after over one two more most much than then there here so if
    just only about into out up off how their found took take make made well good own each it's that's people used"""
)
"""Words that nearly every text holds."""
_NAME = regex(r"[a-z,;:] ([A-Z][a-z]\w+)")
NAME = "name"
"""The class of words that begin with a capital within a sentence: mostly those of somebody or something named."""
DENIAL = "denial"
SPARED = "spared"


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning: the points of its classes, how many make it up, and what takes it back."""

    meaning: str
    least: int
    points: tuple[tuple[tuple[str, ...], int], ...]
    """Of the first class of each that is there; fewer than none for classes that speak against it."""
    needs: tuple[frozenset[str], ...]
    """Of each set one class must be there."""
    unless: frozenset[str]
    """Classes of which none may be there."""
    most: int
    """Words that a text may have at most; 0 for no bound."""
    denied: bool
    """Whether clauses that deny something are read as well."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a text says by a reading that it fulfils, and the words that decided it."""

    meaning: str
    points: int
    least: int
    words: Mapping[str, str]
    """The first words of each class that gave points."""


def without_quotes(text: str) -> str:
    """Return a text with a mark where it quotes somebody."""
    return _QUOTED.sub(" \u2026 ", text)


class Scores:
    """The readings of one table, and the words of its classes."""

    def __init__(self, name: str) -> None:
        table = read_table(name)
        self.readings = tuple(_reading(entry) for entry in table["readings"])
        self._bits = {kind: 1 << place for place, kind in enumerate((NAME, *table["classes"]))}
        self._gates = [
            (reading, [self._mask(kinds) for kinds in reading.needs], self._mask(reading.unless))
            for reading in self.readings
        ]
        """Each reading with the classes it needs one of and those it bears none of, as bits."""
        self._entries = Entries()
        self._telling: dict[str, int] = {}
        for kind, entries in table["classes"].items():
            for entry in entries.split(","):
                spaced = entry.replace("-", " ")
                self._entries.add(kind, spaced)
                for word in max((place.split("/") for place in spaced.split()), key=_rarity):
                    self._telling[word] = self._telling.get(word, 0) | self._bits[kind]
        self._stems = {word[:-1] for word in self._telling if word.endswith("*")}
        self._told: Remembered[str, int] = Remembered(self._told_by)

    def _mask(self, kinds: Iterable[str]) -> int:
        return sum(self._bits[kind] for kind in kinds)

    def may_say(self, words: Iterable[str], given: Iterable[str] = ()) -> bool:
        """Whether a text of these words, in lower case, may say anything by these readings, with classes given."""
        told = reduce(or_, map(self._told.__getitem__, words), self._mask((NAME, *given)))
        for _, needs, _ in self._gates:
            for need in needs:
                if not told & need:
                    break
            else:
                return True
        return False

    def _told_by(self, word: str) -> int:
        """Return the classes that may be there where a word is: those of it, and of the parts a hyphen joins."""
        told = 0
        for part in (word, *_TOKEN.findall(word)):
            told |= self._telling.get(part, 0)
            for length in range(1, len(part) + 1):
                if part[:length] in self._stems:
                    told |= self._telling[f"{part[:length]}*"]
        return told

    def read(self, text: str, given: Mapping[str, str] | None = None) -> Iterator[Scored]:
        """Yield what a text says, in the order of the table; ``given`` are classes that its place adds, with words.

        The text is read without regard to case.
        """
        lowered = text.lower()
        if not self.may_say(filter(None, _TOKEN.findall(lowered)), given or ()):
            return
        tokens, clauses = _split(lowered)
        found = list(self._entries.found(tokens))
        denied = self._denied(found, clauses)
        every = _by_kind(found)
        plain = _by_kind([item for item in found if clauses[item[1]] not in denied]) if denied else every
        name = _NAME.search(text)
        added = {**(given or {}), **({NAME: name[1]} if name else {})}
        more, masks = self._mask(added), {True: self._mask(every), False: self._mask(plain)}
        for reading, needs, unless in self._gates:
            held = masks[reading.denied]
            if held & unless or (reading.most and len(tokens) > reading.most):
                continue
            for need in needs:
                if not (held | more) & need:
                    break
            else:
                scored = _judge(reading, every if reading.denied else plain, added, tokens)
                if scored is not None:
                    yield scored

    @staticmethod
    def _denied(found: Sequence[tuple[str, int, int]], clauses: Sequence[int]) -> set[int]:
        """Return the clauses that deny something that counts."""
        spared = {place for kind, start, end in found if kind == SPARED for place in range(start, end)}
        return {
            clauses[start]
            for kind, start, _ in found
            if kind == DENIAL and spared.isdisjoint(range(start, start + _SPARED + 1))
        }


def _rarity(place: Sequence[str]) -> int:
    """Rate the words of one place of an entry by how seldom a text may hold one of them: long ones are rare."""
    return min(0 if word in _COMMON else len(word) for word in place)


def _by_kind(found: Sequence[tuple[str, int, int]]) -> dict[str, list[tuple[int, int]]]:
    held: dict[str, list[tuple[int, int]]] = {}
    for kind, start, end in found:
        held.setdefault(kind, []).append((start, end))
    return held


def _judge(
    reading: Reading, held: Mapping[str, Sequence[tuple[int, int]]], added: Mapping[str, str], tokens: Sequence[str]
) -> Scored | None:
    """Count the points of a text; words all of which other classes have been counted for count no more."""
    counted: dict[str, str] = {}
    used: set[int] = set()
    total = 0
    for kinds, points in reading.points:
        for kind in kinds:
            spans = [span for span in held.get(kind, ()) if points < 0 or not used.issuperset(range(*span))]
            if not spans and kind not in added:
                continue
            if points > 0:
                counted[kind] = " ".join(tokens[slice(*spans[0])]) if spans else added[kind]
                used.update(range(*spans[0]) if spans else ())
            total += points
            break
    return Scored(reading.meaning, total, reading.least, counted) if total >= reading.least else None


def _reading(entry: Mapping[str, Any]) -> Reading:
    return Reading(
        entry["means"],
        entry["least"],
        tuple((tuple(kinds.split("|")), points) for kinds, points in entry["points"].items()),
        tuple(frozenset(kinds.split("|")) for kinds in entry.get("needs", ())),
        frozenset(entry.get("unless", ())),
        entry.get("most", 0),
        entry.get("denied", False),
    )


def _split(text: str) -> tuple[list[str], list[int]]:
    """Return the words of a text and the number of the clause that each stands in."""
    tokens: list[str] = []
    clauses: list[int] = []
    start = number = 0
    for match in _CLAUSE.finditer(text):
        words = [word for word in _TOKEN.findall(text, start, match.start()) if word]
        tokens += words
        clauses += [number] * len(words)
        start, number = match.start(), number + 1
    words = [word for word in _TOKEN.findall(text, start) if word]
    return tokens + words, clauses + [number] * len(words)
