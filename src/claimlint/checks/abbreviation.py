"""The kind ``abbreviation``: capital-letter abbreviations that an article never explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from claimlint.language.analysis import Analysis
from claimlint.language.lexicon import load_terms
from claimlint.language.words import word_set
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_CAPITALS = re.compile(r"[A-Z]{2,6}(?:s|'s)?(?![\w/&@-]|'[a-z]|\.[A-Za-z]| [A-Z]{2,}\b| ?\d)")
# Neither part of a name (BRCA1, IL-6, R&D, U.S.), nor a word in a line of capitals.
_NOT_BEFORE = re.compile(r"[\w/&'.@#-]")
_SMALL = word_set("of the for and on in to a an with by")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LETTERS = re.compile(r"\b[A-Z]{2,6}(?=s?\b)")
_NAMED = re.compile(r"\b(?:called|known as|abbreviated(?: as| to)?|stands? for|or|aka) (?:the )?([A-Z]{2,6})s?\b")
_MEANT = re.compile(
    r"\b([A-Z]{2,6})s?['\"\u201d]?(?: \([^()]*[a-z]{3}[^()]*\)|, or (?:the )?[a-z]{4}|,? also (?:known|called)"
    r"|,? (?:which )?(?:stands for|is short for|means|meaning|short for|is the name|is an abbreviation))"
)
_INITIALS = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


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
        for span in _candidates(analysis.text):
            letters = analysis.text[span.start : span.end]
            if len(letters) >= self.shortest and letters not in known and analysis.readability.holds(span):
                places.setdefault(letters, []).append(span)
        explained = explained_letters(analysis.text) if places else frozenset()
        initials = initials_of(analysis.text) if places else ""
        for letters, spans in places.items():
            if letters not in explained and (len(letters) < 3 or letters.lower() not in initials):
                times = f" ({len(spans)} times)" if len(spans) > 1 else ""
                yield Match(spans[0], {"times": times})


def _candidates(text: str) -> Iterator[Span]:
    """Yield what is written like an abbreviation, without a plural or possessive ending."""
    for match in _CAPITALS.finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        if before and (_NOT_BEFORE.match(before) or (before == " " and text[start - 2 : start - 1].isupper())):
            continue
        yield Span(start, start + len(match[0].rstrip("'s")))


def explained_letters(text: str) -> frozenset[str]:
    """Return the abbreviations whose meaning a text gives somewhere, in brackets or in so many words."""
    in_brackets = (letters for found in _BRACKETS.finditer(text) for letters in _LETTERS.findall(found[1]))
    return frozenset((*in_brackets, *_NAMED.findall(text), *_MEANT.findall(text)))


def initials_of(text: str) -> str:
    """Return the first letters of a text's words, small words left out: ``ibs`` for irritable bowel syndrome."""
    return "".join(word[0] for word in _INITIALS.findall(text.lower()) if word not in _SMALL)
