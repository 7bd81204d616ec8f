"""The kind ``require``: something a text asks for is not there.

The finding points at what asks for it, and names as a second place what was
found instead, where there is something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import ClassVar, Literal

from claimlint.checks import Phrase
from claimlint.checks.phrase import words_pattern
from claimlint.finding import Related
from claimlint.language.analysis import Analysis
from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.safety.triggers import Trigger, trigger_patterns, triggered
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

Demand = Literal[
    "advice", "dose", "medicines", "fasting", "vulnerable", "supplement-claim", "testimonial", "red-flags", "suicide",
    "clinician", "intervention", "offered-intervention", "health", "commercial", "plain-claims",
    "fda-inexact", "fda-incomplete", "fda-unlinked",
]  # fmt: skip
Disclaims = Literal[
    "not_advice", "info_only", "consult", "never_disregard", "no_relationship", "not_professional", "dshea",
    "emergency", "crisis", "pregnant", "results_vary", "own_risk", "not_endorse",
]  # fmt: skip
Reach = Literal["sentence", "neighbours", "block", "document"]

_MOST_QUOTED = 70
"""Characters of a disclaimer that a message quotes."""


def _doc(text: str) -> dict[str, str]:
    return {"doc": text}


@dataclass(frozen=True)
class RequireCheck:
    """Reports the place that asks for something when nothing in the article gives it."""

    VALUES: ClassVar[tuple[str, ...]] = ("because", "instead", "not_enough", "reason", "content")

    demands: tuple[Demand, ...] = field(
        default=(), metadata=_doc("What in the language of the article asks for it: advice, dose, red-flags ...")
    )
    demands_phrases: tuple[Phrase, ...] = field(default=(), metadata=_doc("Phrases that ask for it."))
    because: str = field(default="", metadata=_doc("Why the phrases ask for it, as a half sentence."))
    at_least: int = field(default=1, metadata=_doc("How many places must ask before anything is required."))
    satisfied_by: tuple[Disclaims, ...] = field(default=(), metadata=_doc("Kinds of disclaimer that give it."))
    satisfied_by_phrases: tuple[Phrase, ...] = field(default=(), metadata=_doc("Phrases that give it."))
    other_senses: tuple[Phrase, ...] = field(
        default=(), metadata=_doc("Longer phrases in which those words mean something else and do not count.")
    )
    satisfied_at: int = field(default=1, metadata=_doc("How many such phrases are needed."))
    satisfied_in: Reach = field(default="document", metadata=_doc("How far from the place the phrases may stand."))
    satisfied_by_fields: tuple[str, ...] = field(default=(), metadata=_doc("Metadata fields that give it."))
    partial: tuple[Disclaims, ...] = field(
        default=(), metadata=_doc("Kinds of disclaimer that are named as found instead, and are not enough.")
    )
    clashes_with: tuple[Disclaims, ...] = field(
        default=(), metadata=_doc("Turns the rule round: it fires where such a disclaimer contradicts the text.")
    )
    each: bool = field(default=False, metadata=_doc("Whether every place is reported, and not only the first."))

    @cached_property
    def _phrases(self) -> tuple[Pattern | None, Pattern | None, Pattern | None]:
        phrases = (self.demands_phrases, self.satisfied_by_phrases, self.other_senses)
        asking, giving, senses = (words_pattern(item) for item in phrases)
        return asking, giving, senses

    def patterns(self) -> Iterable[Pattern]:
        own = [pattern for pattern in self._phrases if pattern is not None]
        return [*own, *(trigger_patterns() if self.demands else ())]

    def needs(self) -> list[Pattern] | None:
        asking = self._phrases[0]
        return None if self.demands else [asking] if asking is not None else []

    def check(self, analysis: Analysis) -> Iterator[Match]:
        places = self._places(analysis)
        if not places or len(places) < self.at_least or self._in_fields(analysis) or self._disclaimed(analysis):
            return
        instead = self._clashing(analysis) if self.clashes_with else self._partly(analysis)
        if self.clashes_with and not instead:
            return
        whole = self.satisfied_in == "document"
        if whole and self._said(analysis, places[0].span):
            return
        for place in places:
            # What counts in the whole article is looked for once, so that many places stay linear.
            if not whole and self._said(analysis, place.span):
                continue
            yield self._match(analysis, place, instead)
            if not self.each:
                return

    def _places(self, analysis: Analysis) -> list[Trigger]:
        asking = self._phrases[0]
        places = [place for name in self.demands for place in triggered(analysis, name)]
        if asking is not None:
            places += [Trigger(span, self.because) for span in analysis.find(asking)]
        return sorted(places, key=lambda place: place.span)

    def _match(self, analysis: Analysis, place: Trigger, instead: tuple[Related, ...]) -> Match:
        said = _shorten(analysis.document.prose(instead[0].span)) if instead else ""
        values = {
            "because": place.because,
            "instead": said,
            "not_enough": f" “{said}” does not say so." if said else "",
            "content": analysis.content.kind,
            "reason": analysis.content.reason,
        }
        looked = instead or _looked(analysis, place.span)
        return Match(place.span, values, place.because, looked)

    def _in_fields(self, analysis: Analysis) -> bool:
        return any(
            item.value not in (None, "", [], False)
            for item in analysis.document.fields
            if item.name in self.satisfied_by_fields
        )

    def _disclaimed(self, analysis: Analysis) -> bool:
        wanted = {Group(name) for name in self.satisfied_by}
        if analysis.settings.disclaimer.accept_consult_only and Group.CONSULT.value in self.partial:
            wanted.add(Group.CONSULT)
        return bool(wanted) and any(item.groups & wanted for item in analysis.disclaimers)

    def _said(self, analysis: Analysis, place: Span) -> bool:
        _, saying, senses = self._phrases
        if saying is None:
            return False
        found = analysis.found_in(saying, analysis.around(place, self.satisfied_in))
        if senses is not None and found:
            found = [span for span in found if not analysis.found_in(senses, span)]
        return len(found) >= self.satisfied_at

    def _partly(self, analysis: Analysis) -> tuple[Related, ...]:
        if not self.partial:
            return ()
        found = [item for item in analysis.disclaimers if {group.value for group in item.groups} & set(self.partial)]
        return tuple(Related(item.span, "This is not enough by itself.") for item in found[:1] if item.span.length)

    def _clashing(self, analysis: Analysis) -> tuple[Related, ...]:
        found = [
            item for item in analysis.disclaimers if {group.value for group in item.groups} & set(self.clashes_with)
        ]
        return tuple(Related(item.span, "This says the opposite.") for item in found[:1])


def _shorten(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[: _MOST_QUOTED - 1].rsplit(' ', 1)[0]}…"


def _looked(analysis: Analysis, place: Span) -> tuple[Related, ...]:
    """Name the end of the article, where most pages have what is missing."""
    blocks = analysis.document.blocks
    last = blocks[-1].span if blocks else place
    if last.start <= place.start:
        return ()
    return (Related(Span(last.end - 1, last.end), "It was looked for up to here, in includes and in the metadata."),)
