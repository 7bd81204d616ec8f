"""The statement that 21 CFR 101.93(c) asks of supplements: exact, complete, and tied to the claim it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.safety.disclaimer_words import wording
from claimlint.matcher import Haystack
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_MARKS = "*\u2020\u2021\u00a7\u00b9"
_STARTS_WITH_MARK = (*_MARKS, "\\*")


def problems(analysis: Analysis, problem: str) -> Iterator[tuple[Span, str]]:
    """Yield where the page's FDA statement is ``inexact``, ``incomplete`` or ``unlinked``, with the reason."""
    places = [item for item in analysis.disclaimers if Group.DSHEA in item.groups and item.origin == "text"]
    if not places:
        return
    words = wording()
    first = [words.dshea_first.search(Haystack(_plain(item.text))) is not None for item in places]
    second = [words.dshea_second.search(Haystack(_plain(item.text))) is not None for item in places]
    exact = any(first) and any(second)
    if problem == "unlinked" and exact:
        yield from _unlinked(analysis, places[0].span)
    elif not exact:
        wrong = [place.span for place, one, other in zip(places, first, second, strict=True) if not (one or other)]
        if problem == "inexact" and wrong:
            yield wrong[0], "the statement differs from the words of the regulation"
        if problem == "incomplete" and not wrong:
            lacks = "“This product is not intended to diagnose …”" if any(first) else "“This statement has not been …”"
            yield places[0].span, f"it lacks the sentence {lacks}"


def _plain(text: str) -> str:
    return " ".join(text.strip(f"{_MARKS} \\").split())


def _unlinked(analysis: Analysis, statement: Span) -> Iterator[tuple[Span, str]]:
    """The statement must stand in the claim's own block or be tied to it by a mark such as an asterisk."""
    from claimlint.language.safety.triggers import TRIGGERS

    document = analysis.document
    home = document.block_at(statement.start)
    before = document.text[max(statement.start - 3, home.span.start if home else 0) : statement.start + 1]
    marked = any(mark in before for mark in _MARKS)
    index = document.block_index(statement.start)
    for claim in TRIGGERS["supplement-claim"](analysis):
        adjacent = abs(document.block_index(claim.span.start) - index) <= 1
        sentence = analysis.sentence_at(claim.span.start)
        end = sentence.span.end + 2 if sentence else claim.span.end + 2
        tied = marked and any(mark in document.text[claim.span.start : end] for mark in _MARKS)
        if not (adjacent or tied):
            yield claim.span, "no asterisk or other mark ties this claim to the statement"
