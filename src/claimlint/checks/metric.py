"""The kind ``metric``: what a readability formula says of a whole article, with the sentences that drive it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar, Literal

from claimlint.finding import Related
from claimlint.language.analysis import Analysis
from claimlint.language.readability.formulas import FORMULAS
from claimlint.language.readability.measured import Readability
from claimlint.late import dataclass
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
AUDIENCES = ("general", "patient", "professional")
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
_COUNTS = ("no", "one", "two", "three", "four", "five")


@dataclass(frozen=True)
class MetricCheck:
    """Compares an article's readability with what its audience can read; points at the hardest sentence."""

    VALUES: ClassVar[tuple[str, ...]] = ("score", "limit", "formula", "audience", "sentences", "words")

    formula: Name = field(metadata={"doc": "What is computed, with textstat's numbers."})
    limit: float | None = field(
        default=None,
        metadata={
            "doc": "Hardest number allowed; a reading ease must not fall below it, a grade not exceed it."
            " Without it a grade is held against `readability.grade`, any number against what suits the audience:"
            " grade 8 in general and 6 for patients, a reading ease of 60 and 70; nothing for professionals."
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
        if FORMULAS[self.formula].exceeds(score, limit):
            yield self._match(analysis, readability, score, limit)

    def _limit(self, analysis: Analysis) -> float | None:
        if self.limit is not None:
            return self.limit
        own, formula = analysis.settings.readability.grade, FORMULAS[self.formula]
        if own is not None and formula.scale == "grade":
            return own
        audience = audience_of(analysis)
        return None if audience == "professional" else formula.patient if audience == "patient" else formula.general

    def _match(self, analysis: Analysis, readability: Readability, score: float, limit: float) -> Match:
        hardest = readability.hardest(_SENTENCES)
        lines = [readability.lines[index] for index in hardest]
        without = readability.score(self.formula, frozenset(hardest)) if hardest else score
        cost = abs(score - without)
        unit = "grade" if FORMULAS[self.formula].scale == "grade" else "point"
        those = "its hardest sentence" if len(lines) == 1 else f"its {_COUNTS[len(lines)]} hardest sentences"
        which = "this one" if len(lines) == 1 else "this one first"
        sentences = f" Without {those}, {which}, it would be {cost:.1f} {unit}s easier." if cost >= 0.1 else ""
        words = ", ".join(readability.hardest_words(_WORDS))
        return Match(
            lines[0].span if lines else readability.lines[0].span,
            {
                "score": f"grade {score:.1f}" if unit == "grade" else f"{score:.1f}",
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
        if named in AUDIENCES:
            return named
    audience = analysis.settings.readability.audience
    return "patient" if audience == "general" and analysis.content.kind == "patient" else audience
