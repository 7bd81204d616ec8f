"""How evidence for a wrong word is weighed: the rough sum, the trees, and the file that holds both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.analysis import Analysis
from claimlint.language.spelling.chances import number_of
from claimlint.language.spelling.contexts import contexts
from claimlint.language.spelling.wrong_word_evidence import (
    FEATURES,
    FIXED_FEATURES,
    ROUGH_FEATURES,
    evidence,
    fixed_evidence,
    rough_evidence,
)
from claimlint.language.spelling.wrong_word_model import Model, model, worth_weighing
from claimlint.language.spelling.wrong_word_places import Article, Place
from claimlint.parsers import parse
from claimlint.source import Source

TEXT = """# Sleep and the heart

The nurse will shoo you how to clean the wound, and too much salt is bad form your heart. Most people wan to go home on
the same day; they can eat what they like, but should lie done when they fell faint. Form the second week on the does is
halved. A quite room helps, as dose a walk before dinner. Ask your doctor weather the tablets suit you.
"""
KINDS = pytest.mark.parametrize("kind", [0, 1], ids=["slip", "confused"])


def places() -> tuple[Article, list[Place]]:
    article = Article(Analysis(parse(Source("a.md", TEXT, "markdown"))))
    return article, [place for _, place in article.places()]


def test_evidence_has_a_number_for_every_name() -> None:
    article, found = places()
    other, kind = found[0].meant[0]
    assert len(evidence(article, found[0], other, kind)) == len(FEATURES)


def test_rough_evidence_is_how_the_evidence_begins() -> None:
    article, found = places()
    for place in found:
        for other, kind in place.meant:
            rough = (*fixed_evidence(place.word, other, kind), *rough_evidence(article, place, other))
            assert evidence(article, place, other, kind)[: len(ROUGH_FEATURES)] == rough


@KINDS
def test_the_file_has_a_weight_for_every_name(kind: int) -> None:
    read = model(kind)
    assert len(read.fixed) == len(FIXED_FEATURES)
    assert len(read.fixed) + len(read.rough) == len(ROUGH_FEATURES)


@KINDS
def test_every_branch_asks_for_evidence_there_is(kind: int) -> None:
    waiting = list(model(kind).trees)
    asked = set()
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, list):
            asked.add(tree[0])
            waiting += tree[2:]
    assert asked <= set(range(len(FEATURES)))
    assert len(asked) > len(FEATURES) / 2


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_a_limit_itself_is_below(value: float, limit: float) -> None:
    read = Model(0.0, (), (), 1.0, [[0, limit, 2.0, 4.0], 8.0])
    assert read.score((value,)) == (11.0 if value <= limit else 13.0)


def test_the_last_trees_are_asked_only_where_the_first_agree() -> None:
    first, last = [0, 0.0, -0.1, 0.1], 5.0
    read = Model(0.0, (), (), 0.0, (*[first] * 30, last))
    assert read.score((1.0,)) == pytest.approx(8.0)
    assert read.score((-1.0,)) == pytest.approx(-3.0)


def test_hardly_any_word_is_weighed() -> None:
    article, found = places()
    asked = [number_of(lower) for lower in article.counts]
    near = sum(len(contexts().near(number)) for number in asked if number >= 0)
    weighed = sum(
        worth_weighing(place.word, other, kind, rough_evidence(article, place, other))
        for place in found
        for other, kind in place.meant
    )
    assert 0 < weighed < 0.05 * near
