"""Right words that were probably meant to be another word one slip away: told by how words stand together.

For each such neighbour a sum says how much likelier it is here than what is
written: by the words beside it, by the parts of speech around it, by what the
article says elsewhere. Its weights were fitted to errors planted by lot.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from math import log, log1p
from typing import TYPE_CHECKING

from claimlint.document import PLACEHOLDER
from claimlint.language.spelling.collocation import word_classes
from claimlint.language.spelling.contexts import (
    CLOSED,
    COMMA,
    ENDINGS,
    FIGURE,
    HYPHEN,
    NAME,
    NOWHERE,
    SPECIAL,
    START,
    TAGS,
    TERM,
    UNKNOWN,
    Contexts,
    contexts,
)
from claimlint.language.spelling.vocabulary import Vocabulary, article_vocabulary
from claimlint.late import dataclass
from claimlint.resources import data_path
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_START, _COMMA, _HYPHEN, _FIGURE, _NAME = (SPECIAL.index(name) for name in (START, COMMA, HYPHEN, FIGURE, NAME))
_STOPS = frozenset(".!?\n:;")
_CODE = frozenset("@/\\_#&=+~$%*<>|^" + PLACEHOLDER)
_LEVEL = 15
_SURE = 2
"""Times two words must have been counted side by side to be right whatever else could be meant."""
_OFTEN = 4
"""Times an article uses a word that it means."""
_WORD_WEIGHT, _TAG_WEIGHT, _BACK_OFF = 4.0, 20.0, 3.0
"""Counts that what is known of rarer things is worth: of tags for words, of words for tags, of shorter rows of tags."""
RARITY = (30.0, 6.0, 2.0, 0.8, 0.4, 0.2)
"""What a word that was never counted is worth, by its level in the word list."""


@dataclass(frozen=True, slots=True)
class WrongWord:
    """A word that was probably meant to be another."""

    span: Span
    word: str
    meant: str
    """In the case of the word."""
    score: float
    """Log of the odds, as far as the planted errors tell."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word that may be wrong, with what stands around it: numbers of words and tags, two on each side."""

    word: int
    words: tuple[int, ...]
    tags: tuple[int, ...]
    lower: str


def find_wrong_words(analysis: Analysis, least: float) -> tuple[WrongWord, ...]:
    """Return the words whose best neighbour scores at least ``least``, in reading order."""
    article, weights = Article(analysis), fitted()
    found = []
    for index, place in article.places():
        score, meant = max((weights.sum(article.evidence(place, other)), other) for other in article.meant(place))
        if score >= least:
            start, form = analysis.tokens.starts[index], analysis.tokens.forms[index]
            word = article.table.spelt(meant)
            word = word.capitalize() if form[:1].isupper() else word
            found.append(WrongWord(Span(start, start + len(form)), form, word, score))
    return tuple(found)


class Article:
    """The words of one article as numbers, and what speaks for another word at each place."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.table: Contexts = contexts()
        self.vocabulary: Vocabulary = article_vocabulary(analysis)
        self.counts = analysis.word_counts
        self._words: list[int] = []
        self._tags: list[int] = []
        self._tokens: list[int] = []
        self._read()

    def _read(self) -> None:
        """Lay the words out in a line, with what stands between them, two stops at each end."""
        text, tokens = self.analysis.text, self.analysis.tokens
        number, tag = _number, _tag
        words, tags, places = [_START, _START], [_START, _START], [NOWHERE, NOWHERE]
        last = 0
        for index, (start, form, lower) in enumerate(zip(tokens.starts, tokens.forms, tokens.lower, strict=True)):
            gap = text[last:start]
            if gap != " " and index:
                between = mark(gap)
                words.append(between)
                tags.append(between)
                places.append(NOWHERE)
            word = number(lower)
            words.append(word)
            tags.append(tag(lower, word, form[0].isupper() and tags[-1] != _START))
            places.append(index)
            last = start + len(form)
        for line, end in ((words, _START), (tags, _START), (places, NOWHERE)):
            line += [end, end]
        self._words, self._tags, self._tokens = words, tags, places

    def places(self) -> Iterator[tuple[int, Place]]:
        """Yield every word that may be wrong with its token's index."""
        words, tags, tokens = self._words, self._tags, self._tokens
        forms, lower = self.analysis.tokens.forms, self.analysis.tokens.lower
        beside, starts, counts = self.table.beside, self.table.columns["near_starts"], self.counts
        for at in range(2, len(words) - 2):
            index, word = tokens[at], words[at]
            if index < 0 or word < 0 or starts[word] == starts[word + 1] or counts[lower[index]] >= _OFTEN:
                continue
            left, right = words[at - 1], words[at + 1]
            if left == _HYPHEN or right == _HYPHEN or not self._plain(at, forms[index], lower[index]):
                continue
            if beside(left, word) >= _SURE and beside(word, right) >= _SURE:
                continue
            around = words[at - 2], left, right, words[at + 2]
            yield index, Place(word, around, (tags[at - 2], tags[at - 1], tags[at + 1], tags[at + 2]), lower[index])

    def _plain(self, at: int, form: str, lower: str) -> bool:
        """Tell whether a word is no name, no piece of an address, no part of a heading and none of the project's."""
        start = self.analysis.tokens.starts[self._tokens[at]]
        if _in_address(self.analysis.text, start, start + len(form)):
            return False
        if not form.islower():
            if not form.istitle() or self._tags[at - 1] != _START or self._tags[at + 1] == _NAME:
                return False
            if form in self.vocabulary.words or lower in word_classes()["names"]:
                return False
        if lower in self.vocabulary.own:
            return False
        block = self.analysis.document.block_at(start)
        return block is None or block.kind not in ("heading", "title")

    def meant(self, place: Place) -> memoryview:
        """Return the words that may have been meant; never empty."""
        return self.table.near(place.word)

    def evidence(self, place: Place, other: int) -> tuple[float, ...]:
        """Return what speaks for another word, in the order of ``FEATURES``."""
        table, word = self.table, place.word
        _, left, right, _ = place.words
        beside = table.beside
        left_other, other_right = beside(left, other), beside(other, right)
        left_word, word_right = beside(left, word), beside(word, right)
        other_lower = table.spelt(other)
        meant = self.counts[other_lower]
        levels = table.columns["levels"]
        level, other_level = levels[word], levels[other]
        length = len(place.lower)
        return (
            1.0,
            log(self._rate(other) / self._rate(word)),
            self._left(place, other, left_other) - self._left(place, word, left_word),
            self._right(place, other, other_right) - self._right(place, word, word_right),
            self._order(place, other) - self._order(place, word),
            self._before(place, other) - self._before(place, word),
            log1p(left_other),
            log1p(other_right),
            min(left_word, 3.0),
            min(word_right, 3.0),
            min(self.counts[place.lower] - 1.0, 3.0),
            float(self.counts[place.lower] > 1),
            min(meant, 3.0),
            float(meant > 0),
            float(self._related(place.lower, other_lower)),
            float(level & _LEVEL),
            float(other_level & _LEVEL),
            min(length, 9.0),
            float(length <= 3),
            float(bool(level & CLOSED)),
            float(bool(other_level & CLOSED)),
            float(bool(level & TERM)),
            float(length < len(other_lower)),
            float(length > len(other_lower)),
        )

    def _rate(self, word: int) -> float:
        """Return the share of a word among all that was counted."""
        level = self.table.columns["levels"][word] & _LEVEL if word >= 0 else 9
        return (self.table.total(word) + (RARITY[level] if level < 6 else 0.1)) / self.table.counted

    def _left(self, place: Place, word: int, seen: float) -> float:
        tag = place.tags[1]
        total = self.table.columns["tag_totals"][tag]
        rate = (self.table.after_tag(tag, word) + _TAG_WEIGHT * self._rate(word)) / (total + _TAG_WEIGHT)
        return log(seen + _WORD_WEIGHT * rate)

    def _right(self, place: Place, word: int, seen: float) -> float:
        table, right, tag = self.table, place.words[2], place.tags[2]
        own, total = self._tag(word), table.total(word)
        share = self._share(tag)
        follows = (table.pair(own, tag) + 2 * share) / (table.columns["prose_totals"][own] + 2)
        follows = (table.before_tag(word, tag) + _TAG_WEIGHT * follows) / (total + _TAG_WEIGHT)
        return log((seen + _WORD_WEIGHT * follows * self._rate(right) / share) / (total + _WORD_WEIGHT))

    def _before(self, place: Place, word: int) -> float:
        table, tag, own = self.table, place.tags[1], self._tag(word)
        follows = (table.pair(tag, own) + 2 * self._share(tag)) / (table.columns["prose_totals"][own] + 2)
        return log((table.after_tag(tag, word) + _TAG_WEIGHT * follows) / (table.total(word) + _TAG_WEIGHT))

    def _order(self, place: Place, word: int) -> float:
        """Return the log of the chance of the parts of speech around a place, with those of a word in it."""
        return _order(*place.tags, self._tag(word))

    def _tag(self, word: int) -> int:
        return int(self.table.columns["tags"][word])

    def _share(self, tag: int) -> float:
        return _share(tag)

    def _related(self, lower: str, other: str) -> bool:
        """Tell whether the article has another form of the word written, which is not the word that may be meant."""
        stem = lower.removesuffix("s").removesuffix("e")
        forms = {stem + ending for ending in ("", "s", "es", "e", "ed", "ing")} - {lower, other}
        return len(stem) > 2 and any(form in self.counts for form in forms)


FEATURES = (
    "constant", "commoner", "left", "right", "order", "before", "left_seen", "right_seen", "left_word", "right_word",
    "repeated", "twice", "elsewhere", "found", "related", "level", "other_level", "length", "short", "grammar",
    "other_grammar", "term", "longer", "shorter",
)  # fmt: skip
"""Names of what speaks for another word."""


@dataclass(frozen=True)
class Weights:
    """What each piece of evidence counts."""

    values: tuple[float, ...]

    def sum(self, evidence: tuple[float, ...]) -> float:
        return sum(map(float.__mul__, self.values, evidence))


@cache
def fitted() -> Weights:
    """Return the weights in ``rules/data/wrong-words.txt``."""
    lines = data_path("data/wrong-words.txt").read_text("utf-8").splitlines()
    values = dict(line.split() for line in lines if line and not line.startswith("#"))
    return Weights(tuple(float(values[name]) for name in FEATURES))


def _in_address(text: str, start: int, end: int) -> bool:
    """Tell whether what touches a word shows that it is a piece of an address, a formula or a code."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 2]
    if (after[:1] == "." and after[1:].isalnum()) or (before == "." and text[start - 2 : start - 1].isalnum()):
        return True
    return any(char in _CODE or char.isdigit() for char in before + after[:1])


@lru_cache(maxsize=1 << 12)
def mark(gap: str) -> int:
    """Return what stands between two words: a stop, a figure, a hyphen or a pause."""
    if not _STOPS.isdisjoint(gap) and not any(char.isdigit() for char in gap):
        return _START
    if any(char.isdigit() for char in gap):
        return _START if gap.rstrip()[-1:] in _STOPS else _FIGURE
    return _HYPHEN if gap == "-" else _COMMA


@lru_cache(maxsize=1 << 14)
def _number(lower: str) -> int:
    return contexts().number(lower)


@lru_cache(maxsize=1 << 14)
def _tag(lower: str, word: int, capital: bool) -> int:
    """Return the tag of a word; a capital inside a sentence makes a name of all but words of grammar."""
    table = contexts()
    if capital and not (word >= 0 and table.columns["levels"][word] & CLOSED):
        return _NAME
    if word >= 0:
        return int(table.columns["tags"][word])
    return guessed(lower)


def guessed(lower: str) -> int:
    """Return the tag of a word whose parts of speech nobody knows, by its ending."""
    return SPECIAL.index(next((tag for ending, tag in ENDINGS if lower.endswith(ending)), UNKNOWN))


@lru_cache(maxsize=TAGS)
def _share(tag: int) -> float:
    table = contexts()
    return float((table.columns["prose_totals"][tag] + 0.5) / (table.prose + 100))


@lru_cache(maxsize=1 << 14)
def _after(one: int, other: int) -> float:
    """Return the chance of a tag after another."""
    table = contexts()
    return (table.pair(one, other) + _BACK_OFF * _share(other)) / (table.columns["prose_totals"][one] + _BACK_OFF)


@lru_cache(maxsize=1 << 14)
def _third(one: int, two: int, three: int) -> float:
    """Return the log of the chance of a tag after two others."""
    table = contexts()
    return log((table.triple(one, two, three) + _BACK_OFF * _after(two, three)) / (table.pair(one, two) + _BACK_OFF))


@lru_cache(maxsize=1 << 14)
def _order(first: int, left: int, right: int, last: int, own: int) -> float:
    return _third(first, left, own) + _third(left, own, right) + _third(own, right, last)
