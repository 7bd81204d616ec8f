"""The kind ``claim``: health claims that are made, chosen by what they say, who acts and how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import ClassVar, Literal

from claimlint.checks import Phrase
from claimlint.checks.phrase import words_pattern
from claimlint.claim import Claim, Status
from claimlint.language.analysis import Analysis
from claimlint.language.claims.hedging import hedged
from claimlint.language.evidence.nearby import SUPPORTING
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match

Kind = Literal[
    "efficacy",
    "function",
    "implied-disease",
    "cause",
    "replacement",
    "danger",
    "testimonial",
    "safety",
    "benefit",
    "promise",
]
StrengthName = Literal["none", "correlational", "conditional", "direct", "absolute"]
StatusName = Literal[
    "asserted",
    "negated",
    "hedged",
    "attributed",
    "quoted",
    "questioned",
    "conditional",
    "rejected",
    "aim",
    "background",
]
AgentKind = Literal[
    "remedy",
    "food",
    "device",
    "practice",
    "brand",
    "own",
    "product",
    "drug",
    "procedure",
    "habit",
    "exposure",
    "unknown",
]
TargetKind = Literal["condition", "symptom", "marker", "function", "body", "medicine", "care", "unknown"]


@dataclass(frozen=True)
class ClaimCheck:
    """Reports claims of some kinds, strengths and standings."""

    VALUES: ClassVar[tuple[str, ...]] = ("agent", "target", "because", "content", "reason", "cue")

    kinds: tuple[Kind, ...] = field(metadata={"doc": "Families of claims that are reported."})
    strengths: tuple[StrengthName, ...] = field(default=(), metadata={"doc": "Strengths that count; empty: any."})
    statuses: tuple[StatusName, ...] = field(
        default=("asserted",), metadata={"doc": "Standings that count: asserted, hedged, quoted ..."}
    )
    agents: tuple[AgentKind, ...] = field(default=(), metadata={"doc": "What must be said to act; empty: anything."})
    targets: tuple[TargetKind, ...] = field(default=(), metadata={"doc": "What must be acted on; empty: anything."})
    stated: bool = field(
        default=False, metadata={"doc": "Whether only full statements count, not noun phrases and purposes."}
    )
    without_evidence: bool = field(
        default=False, metadata={"doc": "Whether a study, review or guideline nearby silences the rule."}
    )
    unless: tuple[Phrase, ...] = field(default=(), metadata={"doc": "Phrases in the sentence that silence the rule."})
    about: tuple[Phrase, ...] = field(
        default=(), metadata={"doc": "Phrases of which one must stand in the sentence; empty: none needed."}
    )

    hedge: bool = field(
        default=False, metadata={"doc": "Whether an unsafe fix proposes “may” before the verb of the claim."}
    )

    @cached_property
    def _phrases(self) -> tuple[Pattern | None, Pattern | None]:
        return words_pattern(self.unless), words_pattern(self.about)

    def patterns(self) -> Iterable[Pattern]:
        return [pattern for pattern in self._phrases if pattern is not None]

    def check(self, analysis: Analysis) -> Iterator[Match]:
        unless, about = self._phrases
        # Elsewhere a quotation is the page's choice of words; the news quote because it was said.
        reported = analysis.content.kind == "news" and Status.ASSERTED.value in self.statuses
        for claim in analysis.claims:
            if not self._wanted(claim) or (reported and claim.status is Status.QUOTED):
                continue
            if unless and analysis.found_in(unless, claim.sentence):
                continue
            if about and not analysis.found_in(about, claim.sentence):
                continue
            yield self._match(analysis, claim)

    def _wanted(self, claim: Claim) -> bool:
        return (
            claim.kind in self.kinds
            and claim.status.value in self.statuses
            and (not self.strengths or claim.strength.value in self.strengths)
            and (not self.agents or claim.agent_kind in self.agents)
            and (not self.targets or claim.target_kind in self.targets)
            and (claim.stated or not self.stated)
            and not (self.without_evidence and any(item.tier in SUPPORTING for item in claim.evidence))
        )

    def _match(self, analysis: Analysis, claim: Claim) -> Match:
        content = analysis.content
        values = {
            "agent": claim.agent,
            "target": claim.target,
            "because": claim.because,
            "cue": claim.cue,
            "content": content.kind,
            "reason": content.reason,
        }
        edit = hedged(analysis, claim) if self.hedge else None
        return Match(claim.span, values, because=_because(claim), edits=(edit,) if edit else ())


def _because(claim: Claim) -> str:
    """Say why it reads as a claim and why nothing excuses it."""
    reason = f"reads as a claim because {claim.because}"
    if claim.status is Status.HEDGED:
        return f"{reason}; hedged by “{claim.cue}”"
    if claim.status is Status.ASSERTED:
        return f"{reason}; not excused, because nothing in the sentence denies, doubts or attributes it"
    return f"{reason}; its standing is {claim.status.value}" + (f" by “{claim.cue}”" if claim.cue else "")
