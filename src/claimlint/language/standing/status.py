"""Assertion status: whether the words at a place are the article's own claim, judged by scope, not by presence.

Shields are what can excuse: each has a name, so that a rule may disregard those
that do not excuse what it looks for ("never catch flu again" is no denial).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from claimlint.claim import Status
from claimlint.language.standing.citing import FINDING, Source, find_result, source_after, source_before
from claimlint.language.standing.scopes import covers, live_hits, parity
from claimlint.language.standing.sources import find_sources
from claimlint.language.standing.speakers import is_crowd, known_words
from claimlint.language.standing.teasers import teaser_label
from claimlint.language.text.words import word_set
from claimlint.late import dataclass
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis
    from claimlint.language.standing.cues import Hit
    from claimlint.language.standing.reading import Reading

STATUS_OF_SHIELD = {
    "disclaimer": Status.NEGATED,
    "myth": Status.REJECTED,
    "regulator": Status.ATTRIBUTED,
    "warning": Status.REJECTED,
    "negation": Status.NEGATED,
    "quotation": Status.QUOTED,
    "attribution": Status.ATTRIBUTED,
    "aim": Status.AIM,
    "question": Status.QUESTIONED,
    "condition": Status.CONDITIONAL,
    "hedge": Status.HEDGED,
    "background": Status.BACKGROUND,
}
"""Every shield with the status it gives, the one that decides first at the top."""

SHIELDS = tuple(STATUS_OF_SHIELD)
NO_SOURCE = frozenset(["crowd", "name"])
"""Kinds of source that take no words off a writer, but for those of news."""
_STUDY_SUBJECTS = word_set(
    """study studies trial trials researchers scientists team we authors investigators experiment project review
    analysis paper meta-analysis they research investigation"""
)
_CAPITAL_BODIES = word_set("fda ftc asa efsa mhra tga accc ema fsa nad cap usda dshea")
_SUBJECT_REACH = 6
_SPEAKING = word_set("i we you it our my your")
"""Words of a crowd that the writer or the reader belongs to."""
_QUANTITIES = word_set("many some everyone others most few several they")
_NEAR = 7
"""Words before a verb of speaking, and the verb, in which its crowd is named."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """The standing of a place in the text, with the cue that decided."""

    status: Status
    shield: str = ""
    """Name of the shield that decided; empty for a plain assertion."""
    cue: str = ""
    """The words that decided, as written."""
    span: Span | None = None
    """Where they stand in the prose."""
    force: str = ""
    """Hedge: ``strong`` or ``weak``; quotation: ``speech``, ``bare`` or ``scare``; assertion: ``can``."""
    source: str = ""
    """study, institution, person, name, company or crowd when the sentence names one; a crowd never excuses."""


def status_of(analysis: Analysis, span: Span, ignore: frozenset[str] = frozenset()) -> Assertion:
    """Return the status of the words at a span of the prose.

    ``ignore`` names the shields that do not count, as in ``SHIELDS``. The cue
    of the first shield that holds, in the order of ``SHIELDS``, decides.
    """
    index = analysis.sentence_index(span.start)
    if index < 0:
        return Assertion(Status.ASSERTED)
    reading = analysis.readings[index]
    place = _Place(analysis, reading, span)
    for shield, status in STATUS_OF_SHIELD.items():
        if shield not in ignore:
            found = place.shielded(shield)
            if found:
                return Assertion(status, shield, *found, source=place.source_kind)
    return Assertion(Status.ASSERTED, force="can" if place.softened() else "", source=place.source_kind)


_Found = tuple[str, Span | None, str]


class _Place:
    """A span in its sentence, asked about one shield after the other."""

    def __init__(self, analysis: Analysis, reading: Reading, span: Span) -> None:
        self.analysis = analysis
        self.reading = reading
        self.span = span
        self.word = reading.word_at(span.start)
        self.hits = live_hits(reading)
        self._sources: tuple[Source, ...] | None = None

    def shielded(self, shield: str) -> _Found | None:
        """Return the cue, its span and its force when a shield covers the place."""
        special = getattr(self, f"_{shield}", None)
        return special() if special else self._by_scope(shield)

    def softened(self) -> bool:
        return any(hit.cue.force == "can" and covers(self.reading, hit, self.word) for hit in self.hits["hedge"])

    @property
    def sources(self) -> tuple[Source, ...]:
        if self._sources is None:
            self._sources = find_sources(self.reading)
        return self._sources

    @property
    def source_kind(self) -> str:
        kinds = [source.kind for source in self.sources if source.start <= self.word < source.end]
        return next((kind for kind in kinds if kind not in NO_SOURCE), kinds[0] if kinds else "")

    def _found(self, hit: Hit) -> _Found:
        reading = self.reading
        return reading.written(hit.first, hit.last), reading.span(hit.first, hit.last), hit.cue.force

    def _by_scope(self, shield: str) -> _Found | None:
        for hit in self.hits[shield]:
            if hit.cue.force != "can" and covers(self.reading, hit, self.word):
                return self._found(hit)
        return None

    def _negation(self) -> _Found | None:
        hit = parity(self.reading, self.hits["negation"], self.word)
        return self._found(hit) if hit else None

    def _myth(self) -> _Found | None:
        return self._by_scope("myth") or self._next_sentence() or self._heading()

    def _next_sentence(self) -> _Found | None:
        readings, block = self.analysis.readings, self.reading.sentence.block
        nearest = readings.get(self.reading.index + 1, block)
        following = nearest or readings.get(self.reading.index + 1, block + 1)
        if following is None or self.reading.question:
            return None
        for hit in following.hits:
            if hit.cue.shield == "myth" and hit.cue.scope == "next" and hit.first == 0:
                if nearest is None and ":" not in following.gaps[min(hit.last, len(following.words))]:
                    continue
                return following.written(hit.first, hit.last), following.span(hit.first, hit.last), "next"
        return None

    def _heading(self) -> _Found | None:
        document = self.analysis.document
        if self.reading.block.kind in ("title", "heading"):
            return None
        heading = document.heading_before(self.reading.sentence.block)
        if heading is None:
            return None
        above = self.analysis.readings[self.analysis.sentence_index(heading.span.start)]
        for hit in above.hits:
            if hit.cue.shield == "myth" and hit.cue.scope in ("heading", "label"):
                return above.written(hit.first, hit.last), above.span(hit.first, hit.last), "heading"
        return None

    def _regulator(self) -> _Found | None:
        reading, hits = self.reading, self.hits["regulator"]
        for hit in hits:
            if hit.cue.scope == "sentence":
                return self._found(hit)
        for body in hits:
            if body.cue.scope != "body" or (
                reading.words[body.first] in _CAPITAL_BODIES and not reading.capital(body.first)
            ):
                continue
            for act in hits:
                if act.cue.scope == "act" and 0 <= act.first - body.last <= 6 and "," not in reading.gaps[act.first]:
                    return reading.written(body.first, act.last), reading.span(body.first, act.last), ""
        return None

    def _warning(self) -> _Found | None:
        hits, reading = self.hits["warning"], self.reading
        for seller in hits:
            if seller.cue.scope != "seller":
                continue
            for act in hits:
                if act.cue.scope == "claiming" and 0 <= act.first - seller.last <= 4 and self.word >= act.last:
                    return reading.written(seller.first, act.last), reading.span(seller.first, act.last), ""
        return self._by_scope("warning")

    def _aim(self) -> _Found | None:
        reading = self.reading
        for hit in self.hits["aim"]:
            if hit.cue.scope == "subject":
                start, end = reading.clause(hit.first)
                subjects = reading.words[max(start, hit.first - _SUBJECT_REACH) : hit.first]
                found = not FINDING.isdisjoint(reading.words[hit.last : self.word])
                if hit.last <= self.word < end and not found and not _STUDY_SUBJECTS.isdisjoint(subjects):
                    return self._found(hit)
        return self._by_scope("aim")

    def _question(self) -> _Found | None:
        reading = self.reading
        if reading.question and not any(hit.cue.scope == "rhetorical" for hit in self.hits["question"]):
            end = reading.sentence.span.end
            return "?", Span(end - 1, end), ""
        return self._by_scope("question")

    def _quotation(self) -> _Found | None:
        if self.reading.block.quoted:
            return "block quotation", None, "speech"
        quotations = self.analysis.readings.quotations
        place = bisect_right(quotations, self.span.start, key=lambda quotation: quotation.span.start)
        # A quotation inside another begins after it, so the last two that began can hold the place.
        for quotation in quotations[max(place - 2, 0) : place]:
            if quotation.span.start <= self.span.start and self.span.end <= quotation.span.end:
                force = "scare" if quotation.scare else "speech" if self._is_spoken() else "bare"
                words = self.analysis.text[quotation.span.start : quotation.span.end]
                return words if len(words) <= 40 else f"{words[:37]}...", quotation.span, force
        return None

    def _is_spoken(self) -> bool:
        """Tell whether somebody is named as the speaker, in the sentence or beside it."""
        readings, block, index = self.analysis.readings, self.reading.sentence.block, self.reading.index
        near = (self.reading, readings.get(index - 1, block), readings.get(index + 1, block))
        return any(find_sources(reading) for reading in near if reading)

    def _attribution(self) -> _Found | None:
        reading = self.reading
        for source in self.sources:
            if source.start <= self.word < source.end and self._answers(source):
                return reading.written(source.first, source.last), reading.span(source.first, source.last), source.kind
        return self._teaser() or self._result() or self._attributed_beside()

    @property
    def _news(self) -> bool:
        return self.analysis.content.kind == "news"

    def _answers(self, source: Source) -> bool:
        """Tell whether a source takes the words off the writer; a crowd does in the news, which only report it."""
        if source.kind not in NO_SOURCE:
            return True
        if source.kind == "name":
            # The news have told who that is; a testimonial has not.
            return self._news
        words = self.reading.words[source.first : source.last]
        if not self._news or not _SPEAKING.isdisjoint(words):
            return False
        # "Many years were spent finding that" has neither a crowd for its subject nor a verb of speaking.
        behind = words[0] in known_words().by_kind["reporting"] or words[-1] not in known_words().by_kind["reporting"]
        near = words if behind else words[-2:-1] if words[-1].endswith("ing") else words[-_NEAR:-1]
        return not _QUANTITIES.isdisjoint(words[-2:-1]) or any(map(is_crowd, near))

    def _result(self) -> _Found | None:
        """Find in a news report the comparison whose result is told: "compared with placebo, the pill cut pain"."""
        found = find_result(self.reading, self.word, self.span) if self._news else None
        return (self.reading.written(*found), self.reading.span(*found), "study") if found else None

    def _teaser(self) -> _Found | None:
        """Find in a news report the label of a line that only leads to another article: "MORE: ...", "Read more"."""
        if not self._news:
            return None
        span = teaser_label(self.analysis.document, self.reading.sentence.block)
        return (self.analysis.document.prose(span), span, "institution") if span else None

    def _attributed_beside(self) -> _Found | None:
        """Find the source that the sentence before or after names: "That is the position of the College"."""
        readings = self.analysis.readings
        report = self.analysis.content.kind in ("editorial", "news")
        beside = source_after(readings, self.reading) or source_before(readings, self.reading, self.word, report=report)
        if beside is None:
            return None
        other, end, kind = beside
        return other.written(0, end), other.span(0, end), kind
