"""The kind ``shouting``: words in capitals, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from claimlint.language.analysis import Analysis
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_CAPITALS = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,})+\b")


@dataclass(frozen=True)
class ShoutingCheck:
    """Reports runs of words in capitals."""

    VALUES: ClassVar[tuple[str, ...]] = ("words",)

    least: int = field(default=3, metadata={"doc": "Fewest words in a row that are reported."})

    def check(self, analysis: Analysis) -> Iterator[Match]:
        for found in _CAPITALS.finditer(analysis.text):
            words = len(found.group().split())
            if words >= self.least:
                yield Match(Span(*found.span()), {"words": str(words)})

    def patterns(self) -> Iterable[Pattern]:
        return ()
