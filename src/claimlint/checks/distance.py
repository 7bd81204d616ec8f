"""The kind ``distance``: what a place on a page asks for is there, and too far away for whoever needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from claimlint.checks import Phrase
from claimlint.checks.phrase import words_pattern
from claimlint.checks.require import Demand, Disclaims
from claimlint.finding import Related
from claimlint.language.analysis import Analysis
from claimlint.language.money.layout import BOTTOM, Layout
from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.safety.triggers import Trigger, triggered
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span


def _doc(text: str) -> dict[str, str]:
    return {"doc": text}


@dataclass(frozen=True)
class DistanceCheck:
    """Reports a place whose answer stands elsewhere on the page: farther than some words, or at its foot."""

    VALUES: ClassVar[tuple[str, ...]] = ("because", "answer", "distance")

    demands: tuple[Demand, ...] = field(metadata=_doc("What in the language of the article asks: red-flags, suicide."))
    satisfied_by: tuple[Disclaims, ...] = field(default=(), metadata=_doc("Kinds of disclaimer that answer."))
    satisfied_by_phrases: tuple[Phrase, ...] = field(default=(), metadata=_doc("Phrases that answer."))
    within_words: int = field(default=150, metadata=_doc("How many words away an answer may stand; 0: any number."))
    any_place: bool = field(
        default=False, metadata=_doc("Whether an answer near one of the places is enough for all of them.")
    )

    @cached_property
    def _answer(self) -> Pattern | None:
        return words_pattern(self.satisfied_by_phrases)

    def patterns(self) -> Iterable[Pattern]:
        return [self._answer] if self._answer is not None else []

    def check(self, analysis: Analysis) -> Iterator[Match]:
        places = sorted(
            (place for name in self.demands for place in triggered(analysis, name)), key=lambda one: one.span
        )
        answers = self._answers(analysis) if places else []
        if not answers:
            return
        layout = Layout(analysis.document)
        far = [(place, answer) for place in places if (answer := self._far(layout, analysis, place, answers))]
        if self.any_place and len(far) < len(places):
            return
        for place, answer in far[:1]:
            yield self._match(layout, analysis, place, answer)

    def _answers(self, analysis: Analysis) -> list[Span]:
        wanted = {Group(name) for name in self.satisfied_by}
        found = [item.span for item in analysis.disclaimers if item.groups & wanted]
        if any(not span.length for span in found):
            # An include or a template answers at a place of its own, which nobody can tell from here.
            return []
        if self._answer is not None:
            found += analysis.find(self._answer)
        return sorted(found)

    def _far(self, layout: Layout, analysis: Analysis, place: Trigger, answers: list[Span]) -> Span | None:
        """Return the nearest answer when all are out of reach, else None."""
        reachable = [span for span in answers if not _at_foot(layout, analysis, span, place.span)]
        nearest = min(reachable or answers, key=lambda span: _words(layout, place.span, span))
        if not reachable:
            return nearest
        return nearest if self.within_words and _words(layout, place.span, nearest) > self.within_words else None

    def _match(self, layout: Layout, analysis: Analysis, place: Trigger, answer: Span) -> Match:
        words = _words(layout, place.span, answer)
        foot = "at the foot of the page, " if _at_foot(layout, analysis, answer, place.span) else ""
        values = {
            "because": place.because,
            "answer": analysis.document.prose(answer)[:70],
            "distance": f"{foot}{words} word{'' if words == 1 else 's'} away",
        }
        return Match(place.span, values, place.because, (Related(answer, "It stands here."),))


def _at_foot(layout: Layout, analysis: Analysis, span: Span, place: Span) -> bool:
    """Whether an answer stands in the footer or under a heading such as "Disclaimer", and the place does not."""
    document = analysis.document
    index, home = document.block_index(span.start), document.block_index(place.start)
    if index < 0 or home < 0 or index == home:
        return False
    if document.blocks[home].region in BOTTOM:
        return False
    return document.blocks[index].region in BOTTOM or layout.under_footer_heading(span.start, index)


def _words(layout: Layout, place: Span, answer: Span) -> int:
    start, end = sorted((place.start, answer.start))
    return layout.words(start, end)
