"""What another engine says about some words."""

from __future__ import annotations

from claimlint.late import dataclass
from claimlint.source import Span


@dataclass(frozen=True, slots=True)
class Remark:
    """A mistake that an engine sees, in the prose."""

    span: Span
    problem: str
    """In the engine's words."""
    suggestions: tuple[str, ...] = ()
    """Likeliest first."""
    unknown_word: bool = False
    """Whether all it says is that its dictionary lacks the word."""
