"""Claim strength: how firmly a sentence says that one thing changes another (Yu, Li and Wang 2019).

The main predicate decides. An association outranks causal words, a modal over
a causal predicate makes it conditional, participles and aims are no predicates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimlint.claim import Strength
from claimlint.language.strength.comparatives import find_comparatives
from claimlint.language.strength.content import Content, content_of
from claimlint.language.strength.embedding import embedded_zones
from claimlint.language.strength.predicates import Predicate, find_predicates, phrase_hits
from claimlint.language.text.words import word_set
from claimlint.late import dataclass
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis
    from claimlint.language.standing.cues import Hit
    from claimlint.language.standing.reading import Reading

_HEDGING = word_set("may might could couldn't would")
_HELPERS = word_set("help allow enable aid")
_TELLING = word_set("detect discriminate distinguish diagnose forecast foretell precede")
_SUBJECT_NOUNS = word_set("disparities disparity factors factor inequalities inequality markers biomarkers")
_MODAL_REACH = 6
_OBJECT_REACH = 6


@dataclass(frozen=True, slots=True)
class StrengthReading:
    """The strength of a sentence with the words that decided it."""

    strength: Strength
    span: Span | None = None
    """In the prose; None where nothing is claimed."""
    cue: str = ""
    """Those words, as written."""
    because: str = ""
    """What they are: predicate, effect, association, comparison, prediction, change, risk or consequence."""


_NOTHING = StrengthReading(Strength.NONE)


def strength_of(analysis: Analysis, index: int) -> StrengthReading:
    """Return the strength of the sentence with this index; never ``absolute``, which is a matter of rules."""
    reading = analysis.readings[index]
    return _Weigher(reading).decide() if reading.words else _NOTHING


class _Weigher:
    """Weighs the predicates and phrases of one sentence against one another."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.content: Content = content_of(reading)
        self.zones = embedded_zones(reading, self.content)
        self.hits = [hit for hit in phrase_hits(reading) if not self._is_name(hit)]
        self.predicates = find_predicates(reading, self.content, self.zones)

    def decide(self) -> StrengthReading:
        """Ask the clearest sign first, those of the main clause before embedded ones."""
        if any(hit.cue.scope == "none" for hit in self.hits) or not self._heeds_advice():
            return _NOTHING
        main, bare, embedded = self._causes()
        association = self._association(main)
        if association:
            return self._by_hit(Strength.CORRELATIONAL, association, "association")
        if main:
            helped = self._helped(main[0])
            return self._correlate(helped, "prediction") if helped else self._cause(main[0], "predicate")
        return (
            self._effect(self._main("effect"))
            or (self._change(bare[0]) if bare else None)
            or self._achieved()
            or self._comparison(self._main("comparison") or find_comparatives(self.reading, self.content, self.zones))
            or self._detected()
            or self._embedded(embedded)
            or self._headline()
            or _NOTHING
        )

    def _of(self, scope: str) -> list[Hit]:
        start, end = self.content.start, self.content.end
        return [hit for hit in self.hits if hit.cue.scope == scope and start <= hit.first < end]

    def _main(self, scope: str) -> list[Hit]:
        return [hit for hit in self._of(scope) if not self._embeds(hit.first)]

    def _embeds(self, i: int) -> bool:
        return any(start <= i < end for start, end in self.zones)

    def _is_name(self, hit: Hit) -> bool:
        """Tell whether a word is part of a name: the American Heart Association."""
        if hit.cue.scope != "association":
            return False
        return hit.first > 0 and self.reading.capital(hit.first) and self.reading.capital(hit.first - 1)

    def _heeds_advice(self) -> bool:
        """Cut the content off before a recommendation; tell whether a predicate of cause is left of it."""
        places = [hit.first for hit in self.hits if hit.cue.scope == "advice" and not self._embeds(hit.first)]
        if not places or places[0] >= self.content.end:
            return True
        self.content = Content(self.content.start, places[0], self.content.reporter)
        self.predicates = [p for p in self.predicates if p.first < places[0]]
        return bool(self._causes()[0])

    def _causes(self) -> tuple[list[Predicate], list[Predicate], list[Predicate]]:
        """Return the verbs of cause of the main clause, those of mere change, and those of embedded clauses."""
        others = self._of("other-object")
        causes = [
            p
            for p in self.predicates
            if p.kind in ("cause", "particle", "work")
            and p.finite
            and not any(p.last <= hit.first <= p.last + 4 for hit in others)
        ]
        main = [p for p in causes if not p.embedded and not (p.bare and p.kind == "cause")]
        bare = [p for p in causes if not p.embedded and p.bare and p.kind == "cause"]
        return main, bare, [p for p in causes if p.embedded]

    def _association(self, main: list[Predicate]) -> Hit | None:
        hits = self._main("association")
        if not hits:
            return None
        first = hits[0]
        noun = self.reading.words[first.last - 1] in _SUBJECT_NOUNS
        if main and (main[0].first < first.first or noun):
            return None
        return None if noun and any(hit.first < first.first for hit in self._main("effect")) else first

    def _helped(self, cause: Predicate) -> Predicate | None:
        """Return the predicting verb that "helps" leads to: a test that helps to predict claims no cause."""
        if cause.lemma not in _HELPERS:
            return None
        return next((p for p in self.predicates if p.kind == "predict" and p.first > cause.first), None)

    def _achieved(self) -> StrengthReading | None:
        """Judge a verb of bringing about by its object: "yields a drop in deaths"."""
        objects = self._of("object")
        for verb in self.predicates:
            near = any(verb.last <= hit.first <= verb.last + _OBJECT_REACH for hit in objects)
            if near and verb.kind == "achieve" and verb.finite and not verb.embedded:
                return self._cause(verb, "predicate")
        return None

    def _detected(self) -> StrengthReading | None:
        """Return a verb of telling apart: what a test detects goes with the disease and does not cause it."""
        found = [p for p in self.predicates if p.lemma in _TELLING and p.finite and not p.embedded]
        return self._correlate(found[0], "prediction") if found else None

    def _headline(self) -> StrengthReading | None:
        """Take the modal of a headline, or of what a closing attribution reports, for the claim's."""
        attributed = self.content.end < len(self.reading.words)
        if not attributed and self.reading.text.rstrip("\"')\u201d ").endswith((".", "?", "!")):
            return None
        modal = next((hit for hit in self._main("modal") if self.reading.words[hit.first] in _HEDGING), None)
        return self._by_hit(Strength.CONDITIONAL, modal, "modal") if modal else None

    def _embedded(self, causes: list[Predicate]) -> StrengthReading | None:
        """Take what stands in embedded clauses and noun phrases when the main clause says nothing."""
        if causes:
            return self._cause(causes[0], "predicate")
        risk = self._of("association") or self._of("comparison") or self._of("risk")
        if risk:
            return self._by_hit(Strength.CORRELATIONAL, risk[0], "risk")
        effects = self._of("effect")
        if effects:
            return self._effect(effects)
        following = [p for p in self.predicates if p.kind in ("cause", "particle") and p.following]
        return self._cause(following[0], "consequence") if following else None

    def _modal(self, place: int) -> Hit | None:
        """Return the modal or hedge that reaches a word; those of clauses inserted before it do not."""
        pseudo = [hit for hit in self.hits if hit.cue.scope == "pseudo-modal"]
        for hit in self.hits:
            if hit.cue.scope != "modal" or any(p.first < hit.last and hit.first < p.last for p in pseudo):
                continue
            if not any(start <= hit.first < end <= place for start, end in self.zones):
                return hit
        return None

    def _effect(self, effects: list[Hit]) -> StrengthReading | None:
        if not effects:
            return None
        modal = self._modal(effects[0].first)
        hedged = modal is not None and modal.first < effects[0].last + 2
        return self._by_hit(Strength.CONDITIONAL if hedged else Strength.DIRECT, effects[0], "effect")

    def _comparison(self, hits: list[Hit]) -> StrengthReading | None:
        return self._by_hit(Strength.CORRELATIONAL, hits[0], "comparison") if hits else None

    def _cause(self, cause: Predicate, because: str) -> StrengthReading:
        modal = self._modal(cause.first)
        near = modal is not None and modal.first < cause.first and cause.first - modal.last < _MODAL_REACH
        strength = Strength.CONDITIONAL if near or cause.modal in _HEDGING else Strength.DIRECT
        return self._result(strength, cause.first, cause.last, because)

    def _change(self, verb: Predicate) -> StrengthReading:
        """Judge a change without cause or object: an association, unless it is only thought possible."""
        caused = self._cause(verb, "change")
        return caused if caused.strength is Strength.CONDITIONAL else self._correlate(verb, "change")

    def _correlate(self, predicate: Predicate, because: str) -> StrengthReading:
        return self._result(Strength.CORRELATIONAL, predicate.first, predicate.last, because)

    def _by_hit(self, strength: Strength, hit: Hit, because: str) -> StrengthReading:
        return self._result(strength, hit.first, hit.last, because)

    def _result(self, strength: Strength, first: int, last: int, because: str) -> StrengthReading:
        reading = self.reading
        return StrengthReading(strength, reading.span(first, last), reading.written(first, last), because)
