"""The kinds of check: one module a kind, one line here.

A check is a frozen dataclass. Its fields are the options a rule may set, and
their types are validated by the ruleset; ``Phrase`` marks text that is a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, NewType, Protocol, runtime_checkable

from claimlint.language.analysis import Analysis
from claimlint.matcher import Pattern
from claimlint.rule import Match

Phrase = NewType("Phrase", str)
"""A pattern in a rule: RE2 syntax, matched without regard to case and at word boundaries.

``{name}`` stands for any term of the lexicon ``rules/lexicons/name.txt``.
"""


@runtime_checkable
class Check(Protocol):
    """The algorithm of a kind, with the options of one rule."""

    VALUES: ClassVar[tuple[str, ...]]
    """Placeholders a message may use besides ``{match}``."""

    def check(self, analysis: Analysis) -> Iterator[Match]:
        """Yield every match in reading order."""
        ...

    def patterns(self) -> Iterable[Pattern]:
        """Return the patterns it will look for, so that one pass over the text serves all rules."""
        ...
