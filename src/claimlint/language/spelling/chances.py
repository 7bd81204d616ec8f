"""The chances of words and parts of speech in a row, from the counts that come with claimlint.

What was counted too seldom is told by what is counted oftener: a pair of words by
the tag of the first, a row of three tags by rows of two.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from math import log

from claimlint.language.spelling.contexts import (
    CLOSED,
    COMMA,
    ENDINGS,
    FIGURE,
    HYPHEN,
    NAME,
    SPECIAL,
    START,
    TAGS,
    UNKNOWN,
    contexts,
)
from claimlint.language.spelling.dialect import counterpart
from claimlint.language.spelling.vocabulary import AMERICAN, BRITISH, shipped

START_MARK, COMMA_MARK, HYPHEN_MARK, FIGURE_MARK, NAME_TAG = (
    SPECIAL.index(name) for name in (START, COMMA, HYPHEN, FIGURE, NAME)
)
"""The numbers, as words and as tags, of what stands between words; and the tag of names."""
MARKS = 4
"""How many of the lowest numbers are of what stands between words."""
LEVEL = 15
"""The bits of a level that say how common a word is."""
WORD_WEIGHT, TAG_WEIGHT, _BACK_OFF = 4.0, 20.0, 3.0
"""Counts that what is known of rarer things is worth: of tags for words, of words for tags, of shorter rows of tags."""
RARITY = (30.0, 6.0, 2.0, 0.8, 0.4, 0.2)
"""What a word that was never counted is worth, by its level in the word list."""
_MOST_WORDS = 50_000
_STOPS = frozenset(".!?\n:;")
_LEAST, _LEAST_CONFUSED = 100.0, 1.2
"""How many times likelier than the word written another must be after the word to the left, to be looked at at all."""
_ROUNDED = 1.1
"""No packed count is more than so many times the real one."""


@lru_cache(maxsize=1 << 14)
def rate(word: int) -> float:
    """Return the share of a word among all that was counted."""
    table = contexts()
    level = table.columns["levels"][word] & LEVEL if word >= 0 else 9
    return (table.total(word) + (RARITY[level] if level < 6 else 0.1)) / table.counted


def likelier(word: int, left: int, tag: int, before: float, *, slips: bool) -> tuple[tuple[int, int], ...]:
    """Return the words that may be meant and are likelier after the word to the left, which most are not.

    ``before`` is how often the word itself was counted there. Without ``slips``, of those that are confused alone.
    """
    table = contexts()
    beside, columns = table.beside, table.columns
    starts, others, kinds = columns["near_starts"], columns["near_words"], columns["near_kinds"]
    totals, tag_total = columns["totals"], columns["tag_totals"][tag] + TAG_WEIGHT
    own = before + WORD_WEIGHT * after_tag(tag, word)
    found = []
    for place in range(starts[word], starts[word + 1]):
        other, kind = others[place], kinds[place]
        if not (kind or slips):
            break
        least, count = own * (_LEAST_CONFUSED if kind else _LEAST), beside(left, other)
        if count < least:
            # How often a word stands anywhere bounds how often it stands after a tag, which takes longer to look up.
            most = _ROUNDED * totals[other] + TAG_WEIGHT * rate(other)
            if count + WORD_WEIGHT * most / tag_total < least or count + WORD_WEIGHT * after_tag(tag, other) < least:
                continue
        found.append((other, kind))
    return tuple(found)


def after_tag(tag: int, word: int) -> float:
    """Return the chance of a word after one with a tag."""
    table = contexts()
    return (table.after_tag(word, tag) + TAG_WEIGHT * rate(word)) / (table.columns["tag_totals"][tag] + TAG_WEIGHT)


@lru_cache(maxsize=1 << 14)
def spelt(word: int) -> str:
    return contexts().spelt(word)


@lru_cache(maxsize=1 << 12)
def mark(gap: str) -> int:
    """Return what stands between two words: a stop, a figure, a hyphen or a pause."""
    if not _STOPS.isdisjoint(gap) and not any(char.isdigit() for char in gap):
        return START_MARK
    if any(char.isdigit() for char in gap):
        return START_MARK if gap.rstrip()[-1:] in _STOPS else FIGURE_MARK
    return HYPHEN_MARK if gap == "-" else COMMA_MARK


def number_of(lower: str) -> int:
    """Return the number of a word in lower case; British spellings share what was counted of American ones."""
    vocabulary = shipped()
    if vocabulary.dialects(lower) == BRITISH:
        lower = counterpart(lower, AMERICAN, vocabulary) or lower
    return contexts().number(lower)


@lru_cache(maxsize=1 << 14)
def tag_of(lower: str, word: int, capital: bool) -> int:
    """Return the tag of a word; a capital inside a sentence makes a name of all but words of grammar."""
    table = contexts()
    if capital and not (word >= 0 and table.columns["levels"][word] & CLOSED):
        return NAME_TAG
    if word >= 0:
        return int(table.columns["tags"][word])
    return guessed(lower)


class _Numbers(dict[str, int]):
    """The numbers of words, asked of the table once."""

    def __missing__(self, lower: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        number = self[lower] = number_of(lower)
        return number


class _Doubtful(dict[str, int]):
    """Twice the numbers of words that may have been written for others, and one where people confuse them.

    0 for the rest; asked of the table once.
    """

    def __missing__(self, lower: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        number, columns, doubt = number_memory()[lower], contexts().columns, 0
        if number >= 0 and (first := columns["near_starts"][number]) != columns["near_starts"][number + 1]:
            # Those that are confused come first.
            doubt = 2 * number + bool(columns["near_kinds"][first])
        self[lower] = doubt
        return doubt


class _Tags(dict[str, int]):
    """The tags of words in small letters, worked out once."""

    def __missing__(self, lower: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        tag = self[lower] = tag_of(lower, number_of(lower), False)
        return tag


@cache
def number_memory() -> Mapping[str, int]:
    """Return what leads from words in lower case to their numbers, remembering them."""
    return _Numbers()


@cache
def doubt_memory() -> Mapping[str, int]:
    """Return what leads from words in lower case to twice their numbers, if they may have been written for others."""
    return _Doubtful()


@cache
def tag_memory() -> Mapping[str, int]:
    """Return what leads from words in small letters to their tags, remembering them."""
    return _Tags()


def guessed(lower: str) -> int:
    """Return the tag of a word whose parts of speech nobody knows, by its ending."""
    return SPECIAL.index(next((tag for ending, tag in ENDINGS if lower.endswith(ending)), UNKNOWN))


@lru_cache(maxsize=1 << 14)
def before_tag(word: int, tag: int) -> float:
    """Return the chance of a tag after a word."""
    table, own = contexts(), contexts().columns["tags"][word]
    follows = (table.pair(own, tag) + 2 * share(tag)) / (table.columns["prose_totals"][own] + 2)
    return (table.before_tag(word, tag) + TAG_WEIGHT * follows) / (table.total(word) + TAG_WEIGHT)


def log_of_tag_before(tag: int, word: int) -> float:
    """Return the log of the chance of a tag before a word."""
    table, own = contexts(), contexts().columns["tags"][word]
    follows = (table.pair(tag, own) + 2 * share(tag)) / (table.columns["prose_totals"][own] + 2)
    return log((table.after_tag(word, tag) + TAG_WEIGHT * follows) / (table.total(word) + TAG_WEIGHT))


@lru_cache(maxsize=TAGS)
def share(tag: int) -> float:
    table = contexts()
    return float((table.columns["prose_totals"][tag] + 0.5) / (table.prose + 100))


@lru_cache(maxsize=1 << 14)
def _after(one: int, other: int) -> float:
    """Return the chance of a tag after another."""
    table = contexts()
    return (table.pair(one, other) + _BACK_OFF * share(other)) / (table.columns["prose_totals"][one] + _BACK_OFF)


@lru_cache(maxsize=1 << 14)
def _third(one: int, two: int, three: int) -> float:
    """Return the log of the chance of a tag after two others."""
    table = contexts()
    return log((table.triple(one, two, three) + _BACK_OFF * _after(two, three)) / (table.pair(one, two) + _BACK_OFF))


def order(first: int, left: int, right: int, last: int, own: int) -> float:
    return _third(first, left, own) + _third(left, own, right) + _third(own, right, last)
