"""Whether an article reports: lets others speak, and says where it has their words or their results from.

An essay, a manual or a label quotes nobody; a page of testimonials quotes, but names no paper, office or interview.
One paragraph of a report shows too little to tell it from one that quotes in passing, so a whole article is needed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimlint.language.text.pattern_file import read_table
from claimlint.matcher import Pattern
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_MIN_WORDS = 80
_MIN_PARAGRAPHS = 3
_VOICES = 2
"""Sentences in which others speak: a page that quotes once does not report yet."""
_ORIGINS = ("told", "paper", "office")


@cache
def _telling() -> dict[str, Pattern]:
    data = read_table("content")
    return {
        name: Pattern("|".join(lines).replace("{say}", data["say"]), ignore_case=False)
        for name, lines in data["telling"].items()
    }


def telling_patterns() -> list[Pattern]:
    """Return the patterns that `how_it_reports` looks for."""
    return list(_telling().values())


def how_it_reports(analysis: ArticleText) -> str:
    """Return as a half sentence what shows that an article reports; empty where too little does."""
    paragraphs = sum(block.kind == "paragraph" for block in analysis.document.blocks)
    if paragraphs < _MIN_PARAGRAPHS or analysis.word_count < _MIN_WORDS:
        return ""
    voices = _places(analysis, "voice")
    spoken = len({analysis.sentence_index(span.start) for span in voices})
    if spoken < _VOICES:
        return ""
    origins = [places[0] for name in _ORIGINS if (places := _places(analysis, name))]
    if not origins:
        return ""
    quoted = " and ".join(f"“{analysis.document.prose(span).strip(' ,.')}”" for span in origins[:2])
    return f"it lets others speak in {spoken} sentences and names its sources as reports do ({quoted})"


def _places(analysis: ArticleText, name: str) -> list[Span]:
    return list(analysis.find(_telling()[name]))
