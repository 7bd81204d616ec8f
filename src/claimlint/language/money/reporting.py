"""Whether an article reports: lets others speak, and says where it has their words or their results from.

An essay, a manual or a label quotes nobody; a page of testimonials quotes, but names no paper, office or interview.
One paragraph of a report shows too little to tell it from one that quotes in passing, so a whole article is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    spoken: set[int] = set()
    for span in _places(analysis, "voice"):
        spoken.add(analysis.sentence_index(span.start))
        if len(spoken) == _VOICES:
            break
    else:
        return ""
    origins = [place for name in _ORIGINS if (place := next(_places(analysis, name), None))]
    quoted = " and ".join(f"“{analysis.document.prose(place).strip(' ,.')}”" for place in origins[:2])
    return f"it lets others speak and names its sources as reports do ({quoted})" if origins else ""


def _places(analysis: ArticleText, name: str) -> Iterator[Span]:
    """Yield places one by one: most reports show early that they are."""
    for start, end in _telling()[name].finditer(analysis.haystack):
        if analysis.text.find("\n", start, end) < 0:
            yield Span(start, end)
