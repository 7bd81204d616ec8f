"""The kind ``dose``: advice to take more of a vitamin or mineral than the tolerable upper intake level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar

from claimlint.language.analysis import Analysis
from claimlint.language.safety.intake import Intake, find_intakes
from claimlint.language.safety.intake_words import AMOUNT
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match

_PEOPLE = {
    "adult": "adults",
    "infant": "infants",
    "toddler": "children of 1 to 3",
    "child": "children of 4 to 8",
    "older child": "children of 9 to 13",
    "teenager": "teenagers",
    "pregnancy": "pregnant women",
}
_UNITS = {"mcg": "µg", "mg": "mg"}


@dataclass(frozen=True)
class DoseCheck:
    """Reports advised doses above the limit of ``rules/data/upper-intake.yaml``, converted to its unit a day."""

    VALUES: ClassVar[tuple[str, ...]] = ("nutrient", "amount", "limit", "times", "people", "covers")

    above: float = field(default=1.0, metadata={"doc": "Times the limit from which a dose for adults is reported."})
    up_to: float = field(
        default=0.0, metadata={"doc": "Times the limit up to which a dose for adults is reported; 0: any."}
    )
    vulnerable: bool = field(
        default=True, metadata={"doc": "Whether doses above the limit for children and in pregnancy are reported."}
    )

    def patterns(self) -> Iterable[Pattern]:
        return [AMOUNT]

    def needs(self) -> list[Pattern]:
        return [AMOUNT]

    def check(self, analysis: Analysis) -> Iterator[Match]:
        if not analysis.find(AMOUNT):
            return
        for intake in find_intakes(analysis):
            if self._wanted(intake):
                yield Match(intake.span, _values(intake), _because(intake))

    def _wanted(self, intake: Intake) -> bool:
        if intake.people != "adult":
            return self.vulnerable
        return intake.times > self.above and (not self.up_to or intake.times <= self.up_to)


def _values(intake: Intake) -> dict[str, str]:
    return {
        "nutrient": intake.nutrient,
        "amount": f"{_rounded(intake.amount)} {_UNITS[intake.unit]}",
        "limit": intake.shown_limit,
        "times": _rounded(round(intake.times, 1)),
        "people": _PEOPLE[intake.people],
        "covers": f" ({intake.covers})" if intake.covers else "",
    }


def _rounded(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 or number == round(number) else f"{number:,.1f}"


def _because(intake: Intake) -> str:
    return f"the sentence advises it, and it makes {_rounded(intake.amount)} {_UNITS[intake.unit]} a day"
