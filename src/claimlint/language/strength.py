"""Claim strength: how firmly a sentence says that one thing changes another (Yu, Li and Wang 2019).

The main predicate decides. An association outranks causal words, a modal over
a causal predicate makes it conditional, participles and aims are no predicates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimlint.claim import Strength
from claimlint.language.content import Content, content_of
from claimlint.language.predicates import Predicate, embedded_zones, find_predicates, phrase_hits
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis
    from claimlint.language.cues import Hit
    from claimlint.language.reading import Reading

_HEDGING = frozenset(["may", "might", "could", "couldn't", "would"])


@dataclass(frozen=True, slots=True)
class StrengthReading:
    """The strength of a sentence with the words that decided it."""

    strength: Strength
    span: Span | None = None
    """In the prose; None where nothing is claimed."""
    cue: str = ""
    because: str = ""
    """Which rule of the grammar decided, in a word or two."""


def strength_of(analysis: Analysis, index: int) -> StrengthReading:
    """Return the strength of the sentence with this index."""
    reading = analysis.readings[index]
    if not reading.words:
        return StrengthReading(Strength.NONE)
    return _Weigher(reading).decide()


class _Weigher:
    """Weighs the predicates and phrases of one sentence against one another."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.content: Content = content_of(reading)
        self.hits = phrase_hits(reading)
        self.predicates = find_predicates(reading, self.content)
        self.zones = embedded_zones(reading, self.content)

    def _of(self, scope: str, inside: bool = True) -> list[Hit]:
        return [
            hit
            for hit in self.hits
            if hit.cue.scope == scope and (not inside or self.content.start <= hit.first < self.content.end)
        ]

    def _main(self, hits: list[Hit]) -> list[Hit]:
        return [hit for hit in hits if not any(a <= hit.first < b for a, b in self.zones)]

    def _result(self, strength: Strength, first: int, last: int, because: str) -> StrengthReading:
        reading = self.reading
        return StrengthReading(strength, reading.span(first, last), reading.written(first, last), because)

    def _by_hit(self, strength: Strength, hit: Hit, because: str) -> StrengthReading:
        return self._result(strength, hit.first, hit.last, because)

    def _by_predicate(self, strength: Strength, predicate: Predicate, because: str) -> StrengthReading:
        return self._result(strength, predicate.first, predicate.last, because)

    def decide(self) -> StrengthReading:
        nothing = StrengthReading(Strength.NONE)
        if self._of("none", inside=False):
            return nothing
        if self.content.aim:
            return nothing
        causes = [p for p in self.predicates if p.kind in ("cause", "particle", "work") and p.finite]
        main = [p for p in causes if not p.embedded]
        advice = self._main(self._of("advice"))
        if advice:
            main = [p for p in main if p.last <= advice[0].first]
            if not main:
                return nothing
        association = self._association(main)
        if association:
            return self._by_hit(Strength.CORRELATIONAL, association, "association")
        if main:
            return self._cause(main)
        comparison = self._main(self._of("comparison"))
        effect = self._main(self._of("effect"))
        modal = self._modal()
        if effect:
            hedged = modal is not None and modal.first < effect[0].last + 2
            return self._by_hit(Strength.CONDITIONAL if hedged else Strength.DIRECT, effect[0], "effect")
        if comparison:
            return self._by_hit(Strength.CORRELATIONAL, comparison[0], "comparison")
        if causes:
            return self._cause(causes)
        rest = self._of("association") or self._of("comparison") or self._of("risk")
        if rest:
            return self._by_hit(Strength.CORRELATIONAL, rest[0], "risk")
        return nothing

    def _association(self, main: list[Predicate]) -> Hit | None:
        hits = self._main(self._of("association"))
        if not hits:
            return None
        first = hits[0]
        if main and main[0].first < first.first:
            return None
        return first

    def _modal(self) -> Hit | None:
        pseudo = self._of("pseudo-modal", inside=False)
        for hit in self._of("modal", inside=False):
            if not any(p.first < hit.last and hit.first < p.last for p in pseudo):
                return hit
        return None

    def _cause(self, main: list[Predicate]) -> StrengthReading:
        modal = self._modal()
        first = main[0]
        hedged = first.modal in _HEDGING or (
            modal is not None and modal.first < first.first and first.first - modal.last < 6
        )
        return self._by_predicate(Strength.CONDITIONAL if hedged else Strength.DIRECT, first, "predicate")
