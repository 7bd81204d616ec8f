"""The words around doses, ``rules/data/upper-intake.yaml``: nutrients, groups of people, what excuses a dose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from claimlint.language.text.pattern_file import read_table
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern

AMOUNT = Pattern(
    r"\b(?:\d[\d,. ]{0,14}(?:k|thousand|hundred|million)?|one|two|three|four|five|six|ten|half an?"
    r"|thousand|hundred|million)"
    r"[ -]?(?:mg|mcg|µg|μg|ug|iu|i\.u\.|g|gms?|grams?|grammes?|milligrams?|micrograms?|international units|units)\b"
)
"""What every sentence with a dose holds: asked before anything is read."""
_AGE = regex(
    r"\b(?:(\d{1,2})[- ]year[- ]olds?|(?:ages?|aged) (\d{1,2})|under (?:the age of )?(\d{1,2})s?\b"
    r"|(\d{1,2}) years old)",
    re.I,
)
_AGES = ((1, "infant"), (4, "toddler"), (9, "child"), (14, "older child"), (19, "teenager"))
"""The age below which somebody belongs to a group."""


@dataclass(frozen=True)
class IntakeWords:
    """The compiled patterns of the data file."""

    nutrients: dict[str, dict[str, Any]]
    names: re.Pattern[str]
    not_covered: dict[str, re.Pattern[str]]
    people: dict[str, re.Pattern[str]]
    cues: dict[str, re.Pattern[str]]


@cache
def intake_words() -> IntakeWords:
    """Read and compile the data file."""
    table = read_table("upper-intake")
    nutrients: dict[str, dict[str, Any]] = table["nutrients"]
    groups = [f"(?P<n{index}>{entry['names']})" for index, entry in enumerate(nutrients.values())]
    cues = (
        "not_people",
        "limit_before",
        "urged_before",
        "warning",
        "clinician",
        "clinician_denied",
        "route",
        "food",
        "report",
        "urging",
        "finite",
        "label",
        "taking",
        "command",
        "not_after",
    )
    return IntakeWords(
        nutrients,
        regex(rf"\b(?:{'|'.join(groups)})\b", re.I),
        {name: regex(rf"\b(?:{entry['not']})\b", re.I) for name, entry in nutrients.items() if "not" in entry},
        {name: regex(rf"\b(?:{pattern})\b", re.I) for name, pattern in table["people"].items()},
        {name: regex(table[name], re.I) for name in cues},
    )


def named_nutrients(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the names of nutrients, and whether what follows makes each something else."""
    words = intake_words()
    for match in words.names.finditer(text):
        yield match, words.cues["not_after"].match(text, match.end()) is not None


def nutrient_of(match: re.Match[str]) -> str:
    """Return the name of the nutrient that a match of ``names`` is about."""
    return list(intake_words().nutrients)[int((match.lastgroup or "n0")[1:])]


def people_in(text: str) -> str:
    """Return the group of people that a text speaks to; empty for nobody in particular."""
    words = intake_words()
    if words.cues["not_people"].search(text):
        return ""
    for name, pattern in words.people.items():
        if pattern.search(text):
            return _by_age(text) or name if name in ("child", "teenager") else name
    return _by_age(text)


def _by_age(text: str) -> str:
    match = _AGE.search(text)
    if match is None:
        return ""
    age = int(next(filter(None, match.groups())))
    return next((name for below, name in _AGES if age < below), "adult")
