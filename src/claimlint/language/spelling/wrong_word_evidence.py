"""What speaks for another word at a place: numbers that the weights and trees of ``wrong_word_model`` judge.

What is the same for two words wherever they stand is worked out once; what a few look-ups tell comes
next, and the chances of words and parts of speech, which cost most, last.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from math import log, log1p
from typing import TYPE_CHECKING

from claimlint.language.spelling.chances import (
    COMMA_MARK,
    FIGURE_MARK,
    LEVEL,
    NAME_TAG,
    START_MARK,
    WORD_WEIGHT,
    after_tag,
    before_tag,
    log_of_tag_before,
    order,
    rate,
    share,
    spelt,
)
from claimlint.language.spelling.contexts import ALIKE, CLOSED, CONFUSED, SPECIAL, TERM, contexts

if TYPE_CHECKING:
    from claimlint.language.spelling.wrong_word_places import Article, Place

FIXED_FEATURES = (
    "commoner", "commoner_in_health", "rate", "other_rate", "health", "other_health", "level", "other_level", "length",
    "short", "grammar", "other_grammar", "term", "longer", "shorter", "alike", "confused", "same_part",
    "other_number", "same_beginning", "same_end",
)  # fmt: skip
"""Names of what is the same wherever two words stand."""
ROUGH_FEATURES = (
    *FIXED_FEATURES, "other_after", "other_before", "after", "before", "repeated", "twice", "elsewhere", "found",
)  # fmt: skip
"""Those, and what a few look-ups tell: how often each word was counted beside the neighbours, and in the article."""
_MARKS = (START_MARK, COMMA_MARK, FIGURE_MARK, NAME_TAG)
_AROUND = tuple(f"{side}_{what}" for side in ("left", "right") for what in ("stop", "pause", "figure", "name", "rare"))
FEATURES = (
    *ROUGH_FEATURES, "apart", "other_apart", "related", "chance_after", "other_chance_after", "more_after",
    "chance_before", "other_chance_before", "more_before", "order", "other_order", "better_order", "part_before",
    "other_part_before", "better_part_before", "part_after", "other_part_after", "left_total", "right_total",
    "capital", "left_other_elsewhere", "other_right_elsewhere", "left_elsewhere", "right_elsewhere", *_AROUND,
)  # fmt: skip
"""Names of all evidence, in the order of ``evidence``."""
_UNSEEN = 0.5
_MOST = 3.0
"""Times from which it does not matter how much oftener an article has something."""


@lru_cache(maxsize=1 << 15)
def fixed_evidence(word: int, other: int, kind: int) -> tuple[float, ...]:
    """Return what speaks for another word wherever it stands, in the order of ``FIXED_FEATURES``."""
    table, lower, other_lower = contexts(), spelt(word), spelt(other)
    levels, tags = table.columns["levels"], table.columns["tags"]
    level, other_level, length = levels[word], levels[other], len(lower)
    return (
        log(rate(other) / rate(word)),
        log((table.in_health(other) + _UNSEEN) / (table.in_health(word) + _UNSEEN)),
        log(rate(word)),
        log(rate(other)),
        log1p(table.in_health(word)),
        log1p(table.in_health(other)),
        float(level & LEVEL),
        float(other_level & LEVEL),
        min(length, 9.0),
        float(length <= 3),
        float(bool(level & CLOSED)),
        float(bool(other_level & CLOSED)),
        float(bool(level & TERM)),
        float(length < len(other_lower)),
        float(length > len(other_lower)),
        float(kind == ALIKE),
        float(kind == CONFUSED),
        float(tags[word] == tags[other]),
        float(table.other_number(word) == other),
        float(lower[:-1] in (other_lower, other_lower[:-1]) or lower == other_lower[:-1]),
        float(lower[1:] in (other_lower, other_lower[1:]) or lower == other_lower[1:]),
    )


def rough_evidence(article: Article, place: Place, other: int) -> tuple[float, ...]:
    """Return what a few look-ups tell, in the order of ``ROUGH_FEATURES`` after the fixed ones."""
    _, left, right, _ = place.words
    after, before = beside(left, place.word, right)
    other_after, other_before = beside(left, other, right)
    times, meant = article.counts[place.lower], article.counts[spelt(other)]
    return (
        log1p(other_after),
        log1p(other_before),
        log1p(after),
        log1p(before),
        min(times - 1.0, _MOST),
        float(times > 1),
        min(meant, _MOST),
        float(meant > 0),
    )


def evidence(article: Article, place: Place, other: int, kind: int) -> tuple[float, ...]:
    """Return all that speaks for another word, in the order of ``FEATURES``."""
    word, (_, left, right, _), tags = place.word, place.words, place.tags
    after, other_after = (_chance_after(place, each) for each in (word, other))
    before, other_before = (_chance_before(place, each) for each in (word, other))
    own_order, other_order = (_order(place, each) for each in (word, other))
    part, other_part = (log_of_tag_before(tags[1], each) for each in (word, other))
    pairs = article.pairs
    return (
        *fixed_evidence(word, other, kind),
        *rough_evidence(article, place, other),
        log1p(apart(place, word)),
        log1p(apart(place, other)),
        float(_related(article.counts, place.lower, spelt(other))),
        after,
        other_after,
        other_after - after,
        before,
        other_before,
        other_before - before,
        own_order,
        other_order,
        other_order - own_order,
        part,
        other_part,
        other_part - part,
        log(before_tag(word, tags[2]) / share(tags[2])),
        log(before_tag(other, tags[2]) / share(tags[2])),
        log1p(contexts().total(left)),
        log1p(contexts().total(right)),
        float(place.capital),
        min(pairs[left, other], _MOST),
        min(pairs[other, right], _MOST),
        min(pairs[left, word] - 1.0, _MOST),
        min(pairs[word, right] - 1.0, _MOST),
        *_around(tags[1]),
        *_around(tags[2]),
    )


@lru_cache(maxsize=1 << 12)
def beside(left: int, word: int, right: int) -> tuple[float, float]:
    """Return how often a word was counted after its left neighbour, and before the right one; asked again and again.

    The neighbour in its other number counts half.
    """
    table = contexts()
    after, before = table.beside(left, word), table.beside(word, right)
    form = table.other_number(left)
    if form >= 0:
        after += 0.5 * table.beside(form, word)
    form = table.other_number(right)
    if form >= 0:
        before += 0.5 * table.beside(word, form)
    return after, before


def apart(place: Place, word: int) -> float:
    """Return how often a word was counted with one word between it and the outer neighbours of a place."""
    table, (first, _, _, last) = contexts(), place.words
    return table.apart(first, word) + table.apart(word, last)


def _chance_after(place: Place, word: int) -> float:
    _, left, right, _ = place.words
    return log(beside(left, word, right)[0] + WORD_WEIGHT * after_tag(place.tags[1], word))


def _chance_before(place: Place, word: int) -> float:
    (_, left, right, _), tag = place.words, place.tags[2]
    chance = before_tag(word, tag) * rate(right) / share(tag)
    return log((beside(left, word, right)[1] + WORD_WEIGHT * chance) / (contexts().total(word) + WORD_WEIGHT))


def _order(place: Place, word: int) -> float:
    """Return the log of the chance of the parts of speech around a place, with those of a word in it."""
    return order(*place.tags, int(contexts().columns["tags"][word]))


def _related(words: Container[str], lower: str, other: str) -> bool:
    """Tell whether the article has another form of the word written, which is not the word that may be meant."""
    stem = lower.removesuffix("s").removesuffix("e")
    forms = {stem + ending for ending in ("", "s", "es", "e", "ed", "ing")} - {lower, other}
    return len(stem) > 2 and any(form in words for form in forms)


def _around(tag: int) -> tuple[float, ...]:
    # The tags after that of names are of words about which hardly more is known than that they are words.
    return (*(float(tag == mark) for mark in _MARKS), float(NAME_TAG < tag < len(SPECIAL)))
