"""How evidence for a wrong word is weighed: a rough sum first, which rules nearly every word out, then trees.

Both were fitted to errors planted by lot (``scripts/fit_wrong_words.py``), apart for slips of the pen and for
words that are confused. ``data/wrong-words.txt`` holds them: ``rough NAME SLIP CONFUSED``, and ``slip`` or
``confused`` with one tree a line, each branch in front of what hangs on it: ``NAME LIMIT BELOW ABOVE``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from claimlint.language.spelling.wrong_word_evidence import FEATURES, FIXED_FEATURES, ROUGH_FEATURES, fixed_evidence
from claimlint.late import dataclass
from claimlint.resources import data_path, derived

Tree = Any
"""A number that a leaf adds, or the place of a piece of evidence, its limit, and the trees up to it and above."""

_FIRST = 30
"""Trees by which more than half of the words are given up, and hardly any that would have scored enough."""


@dataclass(frozen=True)
class Model:
    """Weights and trees for one kind of wrong words."""

    constant: float
    fixed: Sequence[float]
    rough: Sequence[float]
    base: float
    trees: Sequence[Tree]

    def score(self, evidence: tuple[float, ...]) -> float:
        """Return the log of the odds that another word was meant, as far as the planted errors tell.

        Where the first trees say that it was not, the others are not asked.
        """
        score = self.base + _added(self.trees[:_FIRST], evidence)
        return score if score < 0 else score + _added(self.trees[_FIRST:], evidence)


def _added(trees: Sequence[Tree], evidence: tuple[float, ...]) -> float:
    score = 0.0
    for node in trees:
        while type(node) is list:
            node = node[2] if evidence[node[0]] <= node[1] else node[3]
        score += node
    return score


def worth_weighing(word: int, other: int, kind: int, evidence: tuple[float, ...]) -> bool:
    """Tell whether the rough sum is high enough, from what ``rough_evidence`` gives."""
    return _fixed(word, other, kind) + sum(map(float.__mul__, model(kind).rough, evidence)) >= 0


@lru_cache(maxsize=1 << 15)
def _fixed(word: int, other: int, kind: int) -> float:
    of_kind = model(kind)
    return of_kind.constant + sum(map(float.__mul__, of_kind.fixed, fixed_evidence(word, other, kind)))


def model(kind: int) -> Model:
    """Return what judges slips of the pen (kind 0) or words that are confused."""
    return _models()[bool(kind)]


@cache
def _models() -> tuple[Model, Model]:
    slips, confused = [Model(*model) for model in derived("wrong-words") or packed()]
    return slips, confused


def packed() -> list[tuple[Any, ...]]:
    """Return what a wheel keeps of ``data/wrong-words.txt``: the fields of both models."""
    lines = data_path("data/wrong-words.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if line[:1] != "#"]
    weights = {row[1]: row[2:] for row in rows if row[0] == "rough"}
    return [
        _fields({name: float(values[column]) for name, values in weights.items()}, what, rows)
        for column, what in enumerate(("slip", "confused"))
    ]


def _fields(weights: Mapping[str, float], what: str, rows: list[list[str]]) -> tuple[Any, ...]:
    places = {name: place for place, name in enumerate(FEATURES)}
    trees = [_tree(iter(row[1:]), places) for row in rows if row[0] == what]
    values = [weights[name] for name in ROUGH_FEATURES]
    known = len(FIXED_FEATURES)
    return weights["constant"], values[:known], values[known:], weights["base"], trees


def _tree(pieces: Iterator[str], places: Mapping[str, int]) -> Tree:
    piece = next(pieces)
    place = places.get(piece)
    if place is None:
        return float(piece)
    limit = float(next(pieces))
    below = _tree(pieces, places)
    return [place, limit, below, _tree(pieces, places)]
