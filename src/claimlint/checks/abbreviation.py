"""The kind ``abbreviation``: capital-letter abbreviations that an article never explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from claimlint.language.analysis import Analysis
from claimlint.language.lexicon import load_terms
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

# Neither part of a name (BRCA1, IL-6, R&D, U.S.), nor a word in a line of capitals.
_CANDIDATE = re.compile(
    r"(?<![\w/&'.@#-])(?<![A-Z] )([A-Z]{2,6})(?:s|'s)?(?![\w/&@-]|'[a-z]|\.[A-Za-z]| [A-Z]{2,}\b| ?\d)"
)
_SMALL = "of|the|for|and|on|in|to|a|an|with|by"
_PLACED_AFTER = (
    r"\([^()]*\b{0}s?\b[^()]*\)|\b(?:called|known as|abbreviated(?: as| to)?|stands? for|or|aka) (?:the )?{0}s?\b"
)
_PLACED_BEFORE = (
    r"\b{0}s?['\"\u201d]?(?: \([^()]*[a-z]{{3}}[^()]*\)|,? (?:which )?(?:stands for|is short for|means|meaning|short for|is the "
    r"name|is an abbreviation)|, or (?:the )?[a-z]{{4}}|,? also (?:known|called))"
)


@dataclass(frozen=True)
class AbbreviationCheck:
    """Reports the first use of each abbreviation that readers may not know and that is explained nowhere."""

    VALUES: ClassVar[tuple[str, ...]] = ("times",)

    known: str = field(
        default="known-abbreviations", metadata={"doc": "Lexicon of the abbreviations that need no explanation."}
    )
    also_known: tuple[str, ...] = field(default=(), metadata={"doc": "More of them."})
    shortest: int = field(default=3, metadata={"doc": "Fewest letters of an abbreviation that is looked at."})

    def patterns(self) -> Iterable[Pattern]:
        return ()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*load_terms(self.known), *self.also_known))

    def check(self, analysis: Analysis) -> Iterator[Match]:
        known = self._known | set(analysis.settings.spelling.words)
        places: dict[str, list[Span]] = {}
        for line in analysis.readability.lines:
            for match in _CANDIDATE.finditer(analysis.text, line.span.start, line.span.end):
                letters = match[1]
                if len(letters) >= self.shortest and letters not in known:
                    places.setdefault(letters, []).append(Span(match.start(1), match.end(1)))
        for letters, spans in places.items():
            if not is_explained(letters, analysis.text):
                times = f" ({len(spans)} times)" if len(spans) > 1 else ""
                yield Match(spans[0], {"times": times})


def is_explained(letters: str, text: str) -> bool:
    """Tell whether a text says anywhere what an abbreviation stands for, or writes words with these initials."""
    if any(re.search(pattern.format(letters), text) for pattern in (_PLACED_AFTER, _PLACED_BEFORE)):
        return True
    between = rf"\w*[ -](?:(?:{_SMALL}) )*"
    initials = between.join(f"[{letter}{letter.lower()}]" for letter in letters)
    return len(letters) > 2 and re.search(rf"\b{initials}", text) is not None
