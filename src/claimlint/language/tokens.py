"""Words of the prose with their places: what spelling, confusables and repetition read."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
"""Letters, with apostrophes inside; hyphens separate words."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in reading order, as columns of equal length."""

    starts: list[int]
    """Code points in the prose."""
    forms: list[str]
    """As written."""
    lower: list[str]

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.forms[index])


def tokenize(text: str) -> Tokens:
    """Return every word of a text; a linear pass."""
    starts: list[int] = []
    forms: list[str] = []
    for match in WORD.finditer(text):
        starts.append(match.start())
        forms.append(match[0])
    return Tokens(starts, forms, [form.lower() for form in forms])
