"""Claim strength: how firmly a sentence says that one thing changes another (Yu, Li and Wang 2019).

The main predicate decides. An association outranks causal words, a modal over
a causal predicate makes it conditional, participles and aims are no predicates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimlint.claim import Strength
from claimlint.language.content import Content, content_of
from claimlint.language.cues import Cue, Hit
from claimlint.language.grammar import OUTCOMES, is_adverb
from claimlint.language.predicates import Predicate, embedded_zones, find_predicates, phrase_hits
from claimlint.language.words import word_set
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis
    from claimlint.language.reading import Reading

COMPARATIVES = word_set(
    """higher lower greater fewer better worse poorer longer shorter larger smaller faster slower older younger heavier
    earlier later stronger weaker milder healthier thinner taller safer easier rarer more less increased decreased
    reduced elevated improved excess raised diminished lesser sooner closer superior inferior"""
)
HOLDING = word_set("had have has having show showed shows were are was is at with exhibited reported")
_AMONG = word_set("among in for after with when at if")
_QUANTIFYING = word_set("the a an no any or and of to")
_SUBJECT_NOUNS = word_set("disparities disparity factors factor inequalities inequality markers biomarkers")
_SELF = word_set("previously reported expected thought believed previous that-reported published recommended")
_COMPARATIVE = Cue("strength", "comparison", "", ("comparative",))
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
        self.zones = embedded_zones(reading, self.content)
        self.predicates = find_predicates(reading, self.content, self.zones)

    def _of(self, scope: str, inside: bool = True) -> list[Hit]:
        return [
            hit
            for hit in self.hits
            if hit.cue.scope == scope
            and (not inside or self.content.start <= hit.first < self.content.end)
            and not self._is_name(hit)
            and not self._counts(hit)
        ]

    def _is_name(self, hit: Hit) -> bool:
        """Tell whether a word is part of a name: the American Heart Association."""
        reading = self.reading
        return hit.first > 0 and reading.capital(hit.first) and reading.capital(hit.first - 1)

    def _counts(self, hit: Hit) -> bool:
        """Tell whether "more than" counts something: "more than 2 million"."""
        words = self.reading.words
        return words[hit.last - 1] == "than" and hit.last < len(words) and words[hit.last][0].isdigit()

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
        causes = [p for p in self.predicates if p.kind in ("cause", "particle", "work") and p.finite]
        others = self._of("other-object")
        causes = [p for p in causes if not any(p.last <= hit.first <= p.last + 4 for hit in others)]
        main = [p for p in causes if not p.embedded]
        bare = [p for p in main if p.bare and p.kind == "cause"]
        main = [p for p in main if not (p.bare and p.kind == "cause")]
        advice = [hit for hit in self._main(self._of("advice", inside=False)) if hit.first < self.content.end]
        if advice:
            main = [p for p in main if p.last <= advice[0].first]
            if not main:
                return nothing
        association = self._association(main)
        if association:
            return self._by_hit(Strength.CORRELATIONAL, association, "association")
        if main:
            helped = self._helped(main[0])
            if helped:
                return self._by_predicate(Strength.CORRELATIONAL, helped, "prediction")
            return self._cause(main)
        comparison = self._main(self._of("comparison")) or self._comparatives()
        effect = self._main(self._of("effect"))
        modal = self._modal()
        if effect:
            hedged = modal is not None and modal.first < effect[0].last + 2
            return self._by_hit(Strength.CONDITIONAL if hedged else Strength.DIRECT, effect[0], "effect")
        if bare:
            return self._by_predicate(Strength.CORRELATIONAL, bare[0], "change")
        achieved = self._achieved()
        if achieved:
            return achieved
        if comparison:
            return self._by_hit(Strength.CORRELATIONAL, comparison[0], "comparison")
        if causes:
            return self._cause(causes)
        rest = self._of("association") or self._of("comparison") or self._of("risk")
        if rest:
            return self._by_hit(Strength.CORRELATIONAL, rest[0], "risk")
        following = [p for p in self.predicates if p.kind in ("cause", "particle") and p.following]
        if following:
            return self._cause(following)
        return nothing

    def _achieved(self) -> StrengthReading | None:
        """Judge a verb of bringing about by its object: "yields a drop in deaths"."""
        objects = self._of("object")
        for verb in self.predicates:
            if verb.kind == "achieve" and verb.finite and not verb.embedded:
                if any(verb.last <= hit.first <= verb.last + 6 for hit in objects):
                    return self._cause([verb])
        return None

    def _helped(self, cause: Predicate) -> Predicate | None:
        """Return the predicting verb that "helps" or "allows" leads to: a test that helps to predict claims no cause."""
        if cause.lemma not in ("help", "allow", "enable", "aid"):
            return None
        return next((p for p in self.predicates if p.kind == "predict" and p.first > cause.first), None)

    def _association(self, main: list[Predicate]) -> Hit | None:
        hits = self._main(self._of("association"))
        if not hits:
            return None
        first = hits[0]
        if main and (main[0].first < first.first or self.reading.words[first.last - 1] in _SUBJECT_NOUNS):
            return None
        effects = [hit for hit in self._main(self._of("effect")) if hit.first < first.first]
        if effects and self.reading.words[first.last - 1] in ("factor", "factors"):
            return None
        return first

    def _comparatives(self) -> list[Hit]:
        """Return comparatives that compare groups or name a risk: "older than", "had a higher risk"."""
        reading, end = self.reading, self.content.end
        found = []
        for i in range(self.content.start, end):
            if reading.words[i] not in COMPARATIVES or any(a <= i < b for a, b in self.zones):
                continue
            ahead = reading.words[i + 1 : min(i + 16, end)]
            if "than" in ahead:
                place = i + 1 + ahead.index("than")
                if (
                    place + 1 < end
                    and not reading.words[place + 1][0].isdigit()
                    and not _SELF.intersection(reading.words[place + 1 : place + 4])
                ):
                    found.append(Hit(i, place + 1, _COMPARATIVE))
            elif ahead and ahead[0] in _AMONG and i > self.content.start and reading.words[i - 1] not in _QUANTIFYING:
                found.append(Hit(i, i + 1, _COMPARATIVE))
            elif not OUTCOMES.isdisjoint(ahead[:4]) or self._is_held(i):
                found.append(Hit(i, i + 1, _COMPARATIVE))
        return found

    def _is_held(self, i: int) -> bool:
        """Tell whether a comparative is what somebody is or has: "were older", "had more anxiety"."""
        words, j = self.reading.words, i - 1
        while j > 0 and is_adverb(words[j]):
            j -= 1
        return j >= 0 and words[j] in HOLDING

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
