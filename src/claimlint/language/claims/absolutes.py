"""Absolute words near a claim: it holds always, for everybody, wholly, at once or for ever."""

from __future__ import annotations

from functools import cache

from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.scene import Scene
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import word_set

_REACH = 6


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for term in load_terms("absolute-words"):
        words = tuple(term.split())
        table.setdefault(words[0], []).append(words)
    return {first: tuple(phrases) for first, phrases in table.items()}


def _describes(scene: Scene, draft: Draft, i: int) -> bool:
    """Tell whether a word only says which is meant: "overnight fasting", "death from all causes"."""
    if scene.word(i) == "all":
        return scene.word(i + 1) == "causes"
    if scene.word(i) != "overnight":
        return False
    return i < draft.first or scene.word(i - 1) in _LASTING or scene.word(i + 1).endswith("ing")


_LASTING = word_set("time hours kept stay stayed fast fasted fasting left an")


def absolute_near(scene: Scene, draft: Draft) -> str:
    """Return the absolute words that stand in the clause of a claim, close to it; empty without."""
    table = _phrases()
    first = max(scene.clause_start(draft.first), draft.first - _REACH)
    limit = min(draft.last + _REACH, scene.last)
    for i in range(first, limit):
        if i > draft.last and scene.broken(i):
            return ""
        for phrase in table.get(scene.word(i), ()):
            if tuple(scene.slice(i, i + len(phrase))) == phrase and not _describes(scene, draft, i):
                return scene.written(i, i + len(phrase))
    return ""
