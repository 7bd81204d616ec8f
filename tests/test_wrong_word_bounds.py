"""Words that are not weighed at a place: none of them could have scored enough."""

from __future__ import annotations

import pytest

from claimlint.language.analysis import Analysis
from claimlint.language.spelling.chances import number_of
from claimlint.language.spelling.wrong_word_bounds import promising
from claimlint.language.spelling.wrong_words import Article, weights
from claimlint.parsers import parse
from claimlint.source import Source

TEXT = """# Sleep and the heart

The nurse will shoo you how to clean the wound, and too much salt is bad form your heart. Most people wan to go home on
the same day; they can eat what they like, but should lie done when they fell faint. Form the second week on the does is
halved. A quite room helps, as dose a walk before dinner. Ask your doctor weather the tablets suit you.
"""


@pytest.mark.parametrize("wanted", [-8.0, -4.0, 0.0, 3.0])
def test_whatever_scores_enough_is_weighed(wanted: float) -> None:
    article = Article(Analysis(parse(Source("a.md", TEXT, "markdown"))))
    weighed = 0
    for _, place in article.places():
        enough = {
            (other, kind)
            for other, kind in place.meant
            if weights(kind).sum(article.evidence(place, other, kind)) >= wanted
        }
        kept = set(promising(article, place, (wanted, wanted)))
        assert enough <= kept
        weighed += len(kept)
    assert weighed


def test_hardly_any_word_is_weighed() -> None:
    article = Article(Analysis(parse(Source("a.md", TEXT, "markdown"))))
    near = sum(
        len(article.table.near(number)) for number in map(number_of, article.analysis.tokens.lower) if number >= 0
    )
    kept = sum(len(list(promising(article, place, (4.3, 3.7)))) for _, place in article.places())
    assert kept < 0.05 * near
