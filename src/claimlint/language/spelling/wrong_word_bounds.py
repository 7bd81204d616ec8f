"""Which words can score enough at a place to be worth weighing: bounds from what costs little to know.

Of four hundred words that an article might have meant for others, hardly one comes near. What is
the same for two words wherever they stand is worked out once; chances, which cost most, are taken
for certainty, which they cannot exceed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import inf, log, log1p

from claimlint.language.spelling.chances import WORD_WEIGHT, rate, share, spelt
from claimlint.language.spelling.contexts import contexts
from claimlint.language.spelling.wrong_words import FIXED_FEATURES, Article, Place, fixed_evidence, weights

_ABOVE = 1.1
"""What a chance may come out as at most: counts are rounded to an eighth of a doubling."""
_FOLLOWS = 10.0
"""More than any word's share of its part of speech, which is at most about 1, times the weight of words."""
_CHANCES = ("left", "right", "order", "before")


def promising(article: Article, place: Place, wanted: tuple[float, float]) -> Iterator[tuple[int, int]]:
    """Yield the words, with their kinds, that may score what is wanted: of slips of the pen, of confused words."""
    grounds: list[float | None] = [None, None]
    after = _ABOVE * WORD_WEIGHT * rate(place.words[2]) / share(place.tags[2])
    for other, kind in place.meant:
        confused = bool(kind)
        weight = weights(kind).by_name
        ground = grounds[confused]
        if ground is None:
            ground = grounds[confused] = _ground(article, place, weight)
        score = ground + _fixed(place.word, other, kind)
        score += max(weight["apart_seen"], 0.0) * log1p(article.apart(place, other))
        times = article.counts[spelt(other)]
        if times:
            score += weight["found"] + weight["elsewhere"] * min(times, 3.0)
        total = contexts().total(other)
        if after < _FOLLOWS and score + _seen_always(total, kind) < wanted[confused]:
            continue
        if score + _seen(weight, *article.beside(place, other), total, after) >= wanted[confused]:
            yield other, kind


def _ground(article: Article, place: Place, weight: Mapping[str, float]) -> float:
    """Return what any word scores at most at a place, but for what is asked of the word itself."""
    if min(weight[name] for name in _CHANCES) < 0:
        return inf
    word, times = place.word, article.counts[place.lower]
    left, right = article.beside(place, word)
    return (
        weight["left_word"] * min(left, 3.0)
        + weight["right_word"] * min(right, 3.0)
        + max(weight["apart_word"], 0.0) * 3
        + weight["repeated"] * min(times - 1.0, 3.0)
        + weight["twice"] * (times > 1)
        + max(weight["related"], 0.0)
        - weight["left"] * article.left(place, word, left)
        - weight["right"] * article.right(place, word, right)
        + weight["order"] * (3 * log(_ABOVE) - article.order(place, word))
        + weight["before"] * (log(_ABOVE) - article.before(place, word))
    )


def _seen(weight: Mapping[str, float], left: float, right: float, total: int, after: float) -> float:
    """Return what a word scores at most for having been counted so often beside its neighbours, and in all."""
    return (
        weight["left_seen"] * log1p(left)
        + weight["right_seen"] * log1p(right)
        + weight["left"] * log(left + _ABOVE * WORD_WEIGHT)
        + weight["right"] * log((right + after) / (total + WORD_WEIGHT))
    )


@lru_cache(maxsize=1 << 15)
def _seen_always(total: int, kind: int) -> float:
    # Beside the neighbour, and half as often again beside its other number.
    most = 1.5 * _ABOVE * total + 1
    return _seen(weights(kind).by_name, most, most, total, _FOLLOWS)


@lru_cache(maxsize=1 << 15)
def _fixed(word: int, other: int, kind: int) -> float:
    weight, evidence = weights(kind).by_name, fixed_evidence(word, other, kind)
    return sum(weight[name] * value for name, value in zip(FIXED_FEATURES, evidence, strict=True))
