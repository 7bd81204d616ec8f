"""The kind ``metadata``: what a page must say about itself and does not, or says and leaves stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar, Literal

from claimlint.document import PLACEHOLDER
from claimlint.finding import Related
from claimlint.language.analysis import Analysis
from claimlint.language.safety.accountability import (
    Statement,
    find_statements,
    has_credentials,
    has_sources,
    is_key,
    is_nobody,
    line_patterns,
    weak_sources,
)
from claimlint.language.safety.interests import (
    earning_people,
    machine_declared,
    states_machine_use,
    tells_interests,
    tells_of_machine,
)
from claimlint.language.text.dates import months_between, today
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

Subject = Literal[
    "author", "nobody", "credentials", "reviewer", "date", "review-age", "references", "weak-references",
    "conflicts", "ai-use", "ai-statement",
]  # fmt: skip


@dataclass(frozen=True)
class MetadataCheck:
    """Reports what a page does not say about itself: at its head, or at the field that is empty or stale."""

    VALUES: ClassVar[tuple[str, ...]] = ("value", "months", "limit", "content", "reason")

    subject: Subject = field(metadata={"doc": "What is looked at: author, nobody, credentials, reviewer, date ..."})
    months: int = field(
        default=0, metadata={"doc": "Age from which a review is stale; 0: as `metadata.stale_months` says."}
    )

    def patterns(self) -> Iterable[Pattern]:
        return line_patterns()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        step = {
            "author": self._absent,
            "reviewer": self._absent,
            "date": self._absent,
            "nobody": self._nobody,
            "credentials": self._credentials,
            "review-age": self._stale,
            "references": self._references,
            "weak-references": self._weak,
            "conflicts": self._conflicts,
            "ai-use": self._ai_untold,
            "ai-statement": self._ai_unstated,
        }[self.subject]
        yield from step(analysis)

    def _absent(self, analysis: Analysis) -> Iterator[Match]:
        found = find_statements(analysis, self.subject)
        # A shelf of a shop has a seller, whom the shop names, and no author.
        if not found and not analysis.content.shelf:
            yield from _at_head(analysis)
        elif found and found[0].empty:
            yield Match(
                found[0].span,
                _values(analysis),
                f"the {found[0].origin} has the field, and it is empty",
                in_source=True,
            )

    def _nobody(self, analysis: Analysis) -> Iterator[Match]:
        found = [item for item in find_statements(analysis, "author") if not item.empty]
        if found and all(is_nobody(item.text) for item in found):
            yield _at(analysis, found[0])

    def _credentials(self, analysis: Analysis) -> Iterator[Match]:
        found = [item for item in find_statements(analysis, "author") if not item.empty]
        told_elsewhere = any(is_nobody(item.text) or is_key(item.text) for item in found)
        if found and not told_elsewhere and not has_credentials(analysis):
            yield _at(analysis, found[0])

    def _stale(self, analysis: Analysis) -> Iterator[Match]:
        limit = self.months or analysis.settings.metadata.stale_months
        dated = [(item.day.date, item) for item in find_statements(analysis, "date") if item.day is not None]
        if not dated:
            return
        newest, statement = max(dated, key=lambda pair: pair[0])
        age = months_between(newest, today(analysis.settings.metadata.today))
        if age > limit:
            values = {"value": statement.text, "months": str(age), "limit": str(limit)}
            yield _at(analysis, statement, values)

    def _references(self, analysis: Analysis) -> Iterator[Match]:
        if not has_sources(analysis):
            yield from _at_head(analysis)

    def _weak(self, analysis: Analysis) -> Iterator[Match]:
        place = weak_sources(analysis)
        if place is not None:
            words = [analysis.document.prose(link.text) for link in analysis.document.links if link.span == place]
            shown = next(
                (text for text in words if text.strip(f" {PLACEHOLDER}")), analysis.document.source.slice(place)
            )
            yield Match(place, {**_values(analysis), "value": shown}, in_source=True)

    def _conflicts(self, analysis: Analysis) -> Iterator[Match]:
        person = earning_people(analysis)
        if person is not None and not tells_interests(analysis):
            yield _at(analysis, person, {"reason": _why_earning(analysis)})

    def _ai_untold(self, analysis: Analysis) -> Iterator[Match]:
        declared = machine_declared(analysis)
        if declared is not None and not tells_of_machine(analysis):
            shown = analysis.document.source.slice(declared.span) or declared.text
            yield _at(analysis, declared, {"value": shown.strip()})

    def _ai_unstated(self, analysis: Analysis) -> Iterator[Match]:
        if not states_machine_use(analysis):
            yield from _at_head(analysis)


def _why_earning(analysis: Analysis) -> str:
    paid = analysis.placement.paid
    return f"{paid[0].program.program}: “{paid[0].text}”" if paid else analysis.content.reason


def _at(analysis: Analysis, statement: Statement, values: dict[str, str] | None = None) -> Match:
    """Point at what the page says, or at its head where that is not in the text."""
    shown = {**_values(analysis), "value": statement.text, **(values or {})}
    if statement.span.length:
        return Match(statement.span, shown, in_source=True)
    return Match(analysis.head or Span(0, 0), shown, f"the {statement.origin} says so")


def _at_head(analysis: Analysis) -> Iterator[Match]:
    place = analysis.head
    if place is None:
        return
    blocks = analysis.document.blocks
    end = blocks[-1].span.end
    related = (Related(Span(end - 1, end), "It was looked for in the metadata and at both ends of the text."),)
    yield Match(place, _values(analysis), related=related if end - 1 > place.end else ())


def _values(analysis: Analysis) -> dict[str, str]:
    return {"content": analysis.content.kind, "reason": analysis.content.reason, "value": "", "months": "", "limit": ""}
