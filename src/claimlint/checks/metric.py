"""The kind ``metric``: what a readability formula says of a whole article, with the sentences that drive it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from claimlint.finding import Related
from claimlint.language.analysis import Analysis
from claimlint.language.readability import Readability
from claimlint.language.readability_formulas import FORMULAS
from claimlint.matcher import Pattern
from claimlint.rule import Match

Name = Literal[
    "flesch_kincaid_grade",
    "flesch_reading_ease",
    "smog",
    "coleman_liau",
    "ari",
    "gunning_fog",
    "dale_chall",
    "fernandez_huerta",
    "szigriszt_pazos",
    "wiener_sachtextformel",
    "gulpease",
]
GRADES = {"general": 8.0, "patient": 6.0, "professional": None}
"""The school grade an audience can be asked to read; None: any."""
_AUDIENCE_WORDS = {
    "patients": "patient",
    "public": "general",
    "professionals": "professional",
    "clinician": "professional",
    "clinicians": "professional",
    "hcp": "professional",
}
_SENTENCES = 5
_WORDS = 5
_FEWEST_SENTENCES = 5
_COUNTS = ("no", "one sentence", "two sentences", "three sentences", "four sentences", "five sentences")


@dataclass(frozen=True)
class MetricCheck:
    """Compares an article's readability with what its audience can read; points at the hardest sentence."""

    VALUES: ClassVar[tuple[str, ...]] = ("score", "limit", "formula", "audience", "sentences", "words")

    formula: Name = field(metadata={"doc": "What is computed, with textstat's numbers."})
    limit: float | None = field(
        default=None,
        metadata={
            "doc": "Hardest number allowed; a reading ease must not fall below it, a grade not exceed it."
            " Without it a grade is held against `readability.grade` or the audience's: general 8, patient 6."
        },
    )
    min_words: int = field(default=100, metadata={"doc": "Fewest words for which the formula means anything."})

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        limit = self._limit(analysis)
        if limit is None or analysis.word_count < self.min_words:
            return
        readability = analysis.readability
        counts = readability.counts()
        if counts.words < self.min_words or counts.sentences < _FEWEST_SENTENCES:
            return
        score = readability.score(self.formula)
        if (score > limit) if FORMULAS[self.formula].grade else (score < limit):
            yield self._match(analysis, readability, score, limit)

    def _limit(self, analysis: Analysis) -> float | None:
        if self.limit is not None:
            return self.limit
        own = analysis.settings.readability.grade
        return own if own is not None else GRADES.get(audience_of(analysis), GRADES["general"])

    def _match(self, analysis: Analysis, readability: Readability, score: float, limit: float) -> Match:
        hardest = readability.hardest(_SENTENCES)
        lines = [readability.lines[index] for index in hardest]
        without = readability.score(self.formula, frozenset(hardest)) if hardest else score
        cost = abs(score - without)
        unit = "grade" if FORMULAS[self.formula].grade else "point"
        sentences = (
            f" {_COUNTS[len(lines)].capitalize()} cost{'s' * (len(lines) == 1)} {cost:.1f} {unit}s of it;"
            " this is the hardest."
            if cost >= 0.1
            else ""
        )
        words = ", ".join(readability.hardest_words(_WORDS))
        return Match(
            lines[0].span if lines else readability.lines[0].span,
            {
                "score": f"{score:.1f}",
                "limit": f"{limit:g}",
                "formula": FORMULAS[self.formula].name,
                "audience": audience_of(analysis),
                "sentences": sentences,
                "words": f" Long words that weigh most: {words}." if words else "",
            },
            related=tuple(Related(line.span, "Also among the hardest sentences.") for line in lines[1:]),
        )


def audience_of(analysis: Analysis) -> str:
    """Return ``general``, ``patient`` or ``professional``: front matter first, then the content, then the settings."""
    field = analysis.document.field("audience")
    if field is not None:
        named = str(field.value).strip().lower()
        named = _AUDIENCE_WORDS.get(named, named)
        if named in GRADES:
            return named
    audience = analysis.settings.readability.audience
    return "patient" if audience == "general" and analysis.content.kind == "patient" else audience
