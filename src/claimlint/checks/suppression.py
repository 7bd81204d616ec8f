"""The kind ``suppression``: what is wrong with the comments that suppress findings.

The filter stage finds these, not a look at the prose; the check only carries
the options, so that such rules are configured like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar, Literal

from claimlint.language.analysis import Analysis
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match


@dataclass(frozen=True)
class SuppressionCheck:
    """Stands for one thing that can be wrong with a suppression."""

    VALUES: ClassVar[tuple[str, ...]] = ("rule", "until", "hint")

    problem: Literal["unused", "expired", "unknown-rule", "no-reason"] = field(
        metadata={"doc": "What is wrong: unused, expired, unknown-rule or no-reason."}
    )

    def check(self, analysis: Analysis) -> Iterator[Match]:
        return iter(())

    def patterns(self) -> Iterable[Pattern]:
        return ()
