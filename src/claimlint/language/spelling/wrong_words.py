"""Right words that were probably meant to be another word one slip away: told by how words stand together.

For each such neighbour the odds are told that it was meant and not what is written: by the words
beside it, by the parts of speech around it, by what the article says elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimlint.language.spelling.chances import spelt
from claimlint.language.spelling.wrong_word_evidence import evidence, rough_evidence
from claimlint.language.spelling.wrong_word_model import model, worth_weighing
from claimlint.language.spelling.wrong_word_places import Article, Place
from claimlint.late import dataclass
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText


@dataclass(frozen=True, slots=True)
class WrongWord:
    """A word that was probably meant to be another."""

    span: Span
    word: str
    meant: str
    """In the case of the word."""


def find_wrong_words(analysis: ArticleText, least: float, least_confused: float) -> tuple[WrongWord, ...]:
    """Return the words for which another scores enough, in reading order.

    ``least`` is asked of slips of the pen, ``least_confused`` of words that sound alike or that people confuse.
    """
    article, wanted = Article(analysis), (least, least_confused)
    found = []
    for index, place in article.places():
        odds = [(score - wanted[bool(kind)], other) for score, other, kind in scores(article, place)]
        if odds and max(odds)[0] >= 0:
            start, form = analysis.tokens.starts[index], analysis.tokens.forms[index]
            word = spelt(max(odds)[1])
            word = word.capitalize() if place.capital else word
            found.append(WrongWord(Span(start, start + len(form)), form, word))
    return tuple(found)


def scores(article: Article, place: Place) -> Iterator[tuple[float, int, int]]:
    """Yield the odds, as logs, of the words that may have been meant and come near, with their kinds."""
    for other, kind in place.meant:
        if worth_weighing(place.word, other, kind, rough_evidence(article, place, other)):
            yield model(kind).score(evidence(article, place, other, kind)), other, kind
