"""Figures of speech: words of health said of what is no body, such as a budget's headache or the heart of a town."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimlint.language.claims.mentions import CARE, DRUG, EXPOSURE, PROCEDURE, REMEDY, TARGET, Noun
from claimlint.language.claims.scene import DETERMINERS, Scene, terms
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import word_set

_OF_HEALTH = TARGET | DRUG | PROCEDURE | CARE | EXPOSURE
_GOVERNING = word_set("of for")
_OWNERS = word_set("your my her his our you me")
"""Whose body is meant after all: "knees like hinges" are somebody's."""
_REACH = 4


def is_figure(scene: Scene) -> bool:
    """Tell whether a sentence says words of health of things only: none is meant, so nothing is claimed."""
    said = scene.said if not _is_asked(scene) else scene.said.union(_next_words(scene))
    elsewhere = not _elsewhere().isdisjoint(said)
    if not elsewhere and _places().isdisjoint(said):
        return False
    figurative = terms("figurative-health")
    if figurative.isdisjoint(scene.said):
        return False
    for noun in scene.nouns:
        if noun.kinds & (_OF_HEALTH | REMEDY) and not _is_figurative(scene, noun, figurative):
            return False
    if elsewhere:
        return True
    return any(
        _stands_with_thing(scene, i) for i in range(scene.first, scene.last) if scene.words.words[i] in figurative
    )


def are_figures(passage: Sequence[Scene]) -> bool:
    """Tell whether sentences that are read together say words of health of things only."""
    told = [is_figure(scene) for scene in passage]
    return any(told) and all(
        figure or not any(noun.kinds & _OF_HEALTH for noun in scene.nouns)
        for scene, figure in zip(passage, told, strict=True)
    )


def _is_asked(scene: Scene) -> bool:
    return scene.analysis.readings[scene.index].question


def _next_words(scene: Scene) -> list[str]:
    """Return the words after a question, in which those who ask it say what they mean: "Tired grout? Our pen"."""
    return scene.words.words[scene.last : scene.last + 2 * _REACH]


def _is_figurative(scene: Scene, noun: Noun, figurative: frozenset[str]) -> bool:
    words = scene.words.words[noun.first : noun.last]
    if not _OWNERS.isdisjoint(scene.slice(noun.first - 2, noun.first)):
        return False
    return words[-1] in figurative or " ".join(words) in figurative or words[-1] in _elsewhere()


def _stands_with_thing(scene: Scene, i: int) -> bool:
    """Tell whether a thing is what the word ``i`` is said of: "a tired sofa", "heart of the town"."""
    things = _places()
    if scene.word(i - 1) in things and not scene.broken(i):
        return True
    k = i + 1
    if scene.word(k) in _GOVERNING:
        k += 1
        while scene.word(k) in DETERMINERS:
            k += 1
    end = min(k + 2, i + _REACH + 1, scene.last)
    return any(scene.word(j) in things and scene.unbroken(i, j) for j in range(k, end))


@cache
def _elsewhere() -> frozenset[str]:
    return _owned("elsewhere-words")


@cache
def _places() -> frozenset[str]:
    return _owned("elsewhere-places") | _elsewhere()


def _owned(name: str) -> frozenset[str]:
    """Return the words of a lexicon that has many in a line, each as it is and as an owner: "town", "town's"."""
    words = " ".join(load_terms(name)).split()
    return frozenset(words + [f"{word}'s" for word in words])
