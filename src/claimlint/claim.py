"""A health claim: what a sentence says that something does to a body, and how it says it."""

from __future__ import annotations

from enum import StrEnum

from claimlint.late import dataclass
from claimlint.source import Span


class Strength(StrEnum):
    """How strong a claim is (Yu, Li and Wang 2019), with *absolute* above their scale."""

    NONE = "none"
    CORRELATIONAL = "correlational"
    CONDITIONAL = "conditional"
    DIRECT = "direct"
    ABSOLUTE = "absolute"

    @property
    def rank(self) -> int:
        """0 for none up to 4 for absolute."""
        return list(Strength).index(self)


class Status(StrEnum):
    """Whose claim it is and whether it is made at all."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HEDGED = "hedged"
    ATTRIBUTED = "attributed"
    QUOTED = "quoted"
    QUESTIONED = "questioned"
    CONDITIONAL = "conditional"
    REJECTED = "rejected"
    AIM = "aim"
    BACKGROUND = "background"


class Tier(StrEnum):
    """How much a piece of evidence is worth, best first."""

    GUIDELINE = "guideline"
    REVIEW = "review"
    TRIAL = "trial"
    COHORT = "cohort"
    JOURNAL = "journal"
    PREPRINT = "preprint"
    ANIMAL = "animal"
    PRESS = "press"
    WEB = "web"
    SHOP = "shop"
    OWN = "own"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something near a claim that is offered as its support."""

    tier: Tier
    text: str
    span: Span
    """In the source."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence's health claim; spans in the prose."""

    sentence: Span
    span: Span
    """The words that make the claim: its predicate with what it acts on."""
    strength: Strength
    status: Status
    cue: str = ""
    """The words that decided the status; empty for a plain assertion."""
    agent: str = ""
    """What is said to act, as written."""
    agent_kind: str = ""
    """remedy, drug, procedure, food, device, practice, brand, exposure, unknown."""
    target: str = ""
    """What it is said to act on, as written."""
    target_kind: str = ""
    """condition, symptom, body, marker, function, risk, unknown."""
    kind: str = ""
    """The family of the claim: efficacy, safety, replacement, testimonial, danger, hype, cause ..."""
    because: str = ""
    """Why it reads as a claim, as a half sentence."""
    evidence: tuple[Evidence, ...] = ()
    stated: bool = True
    """Whether subject and verb state it; a noun phrase, a purpose or an activity only implies it."""
