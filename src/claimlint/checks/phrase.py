"""The kind ``phrase``: words that are wrong where they stand, unless something excuses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import ClassVar, Literal

from claimlint.checks import Phrase
from claimlint.language.analysis import Analysis
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

Shield = Literal[
    "disclaimer",
    "myth",
    "regulator",
    "warning",
    "negation",
    "quotation",
    "attribution",
    "question",
    "aim",
    "condition",
    "hedge",
    "background",
]
Reach = Literal["sentence", "neighbours", "block", "document"]
TermKind = Literal[
    "conditions", "symptoms", "body", "functions", "markers", "remedies", "foods", "drugs", "practices", "procedures"
]
"""Lexicons whose terms a rule may require nearby, in every form."""


def words_pattern(phrases: Iterable[str], *, ignore_case: bool = True) -> Pattern | None:
    """Return one pattern for several phrases, each at word boundaries; None for no phrases."""
    parts = [_bounded(part) for phrase in phrases for part in _alternatives(phrase)]
    return Pattern("|".join(parts), ignore_case=ignore_case) if parts else None


def _alternatives(phrase: str) -> list[str]:
    """Split a phrase at its outermost ``|``, so that each side gets its own boundaries."""
    parts, depth, start, escaped, in_class = [], 0, 0, False, False
    for index, char in enumerate(phrase):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            parts.append(phrase[start:index])
            start = index + 1
    return [*parts, phrase[start:]]


def _bounded(phrase: str) -> str:
    """Put word boundaries where a phrase begins or ends with what can be a letter or digit."""
    head = "" if re.match(r"[^\w\\(\[.^]|\\[^wdbB]|\\b|\^", phrase) else r"\b"
    # What may end in a letter or in a per cent sign is left open here and looked at after the match.
    tail = "" if "%" in phrase[-90:] or re.search(r"(?:[^\w)\]+*?}.$]|\\[^wd\w]|\\b|\$)$", phrase) else r"\b"
    return f"{head}(?:{phrase}){tail}"


@dataclass(frozen=True)
class PhraseCheck:
    """Reports phrases, minus other senses, minus what the text around them excuses."""

    VALUES: ClassVar[tuple[str, ...]] = ("reason", "content")

    any: tuple[Phrase, ...] = field(metadata={"doc": "What is reported; earlier phrases win over later ones."})
    other_senses: tuple[Phrase, ...] = field(
        default=(), metadata={"doc": "Longer phrases in which the words mean something else."}
    )
    unless: tuple[Phrase, ...] = field(default=(), metadata={"doc": "Phrases nearby that excuse a match."})
    unless_in: Reach = field(default="sentence", metadata={"doc": "How far away an excuse may stand."})
    requires: tuple[Phrase, ...] = field(
        default=(), metadata={"doc": "Phrases of which one must stand nearby or in the match."}
    )
    requires_terms: tuple[TermKind, ...] = field(
        default=(), metadata={"doc": "Kinds of medical terms of which one must stand nearby, or a required phrase."}
    )
    requires_in: Reach = field(default="sentence", metadata={"doc": "How far away the required phrase may stand."})
    shields: tuple[Shield, ...] = field(
        default=(), metadata={"doc": "What in the sentence or around it silences the rule."}
    )
    only_in: tuple[Shield, ...] = field(
        default=(), metadata={"doc": "Report only where one of these holds: words that are quoted, for one."}
    )
    unless_evidence: bool = field(default=False, metadata={"doc": "Whether evidence nearby silences the rule."})
    match_case: bool = field(default=False, metadata={"doc": "Whether upper and lower case differ."})
    once: bool = field(default=False, metadata={"doc": "Whether only the first match of an article counts."})

    @cached_property
    def _any(self) -> Pattern | None:
        return words_pattern(self.any, ignore_case=not self.match_case)

    @cached_property
    def _excuses(self) -> tuple[Pattern | None, Pattern | None, Pattern | None]:
        return words_pattern(self.other_senses), words_pattern(self.unless), words_pattern(self.requires)

    def patterns(self) -> Iterable[Pattern]:
        return [pattern for pattern in (self._any, *self._excuses) if pattern is not None]

    def needs(self) -> list[Pattern]:
        return [self._any] if self._any is not None else []

    def check(self, analysis: Analysis) -> Iterator[Match]:
        if self._any is None:
            return
        senses, unless, requires = self._excuses
        for span in analysis.find(self._any):
            if analysis.text[span.end - 1].isalnum() and analysis.text[span.end : span.end + 1].isalnum():
                continue
            if senses and any(other != span for other in analysis.found_in(senses, span)):
                continue
            if unless and self._nearby(analysis, unless, span, self.unless_in):
                continue
            if (requires or self.requires_terms) and not self._required(analysis, requires, span):
                continue
            if self._shielded(analysis, span):
                continue
            yield Match(span, {"content": analysis.content.kind, "reason": analysis.content.reason})
            if self.once:
                return

    def _required(self, analysis: Analysis, requires: Pattern | None, span: Span) -> bool:
        if requires and self._nearby(analysis, requires, span, self.requires_in):
            return True
        wanted = self._kinds
        return bool(wanted) and analysis.has_term(wanted, analysis.around(span, self.requires_in))

    @cached_property
    def _kinds(self) -> int:
        from claimlint.language.claims.mentions import NOUN_FILES

        kinds = 0
        for name in self.requires_terms:
            kinds |= NOUN_FILES[name]
        return kinds

    def _nearby(self, analysis: Analysis, pattern: Pattern, span: Span, reach: str) -> bool:
        return bool(analysis.found_in(pattern, analysis.around(span, reach)))

    def _stands_in(self, analysis: Analysis, span: Span, shields: tuple[Shield, ...]) -> bool:
        from claimlint.language.standing.status import SHIELDS, status_of

        return bool(status_of(analysis, span, ignore=frozenset(SHIELDS) - frozenset(shields)).shield)

    def _shielded(self, analysis: Analysis, span: Span) -> bool:
        if self.only_in and not self._stands_in(analysis, span, self.only_in):
            return True
        if self.shields and self._stands_in(analysis, span, self.shields):
            return True
        if self.unless_evidence:
            from claimlint.language.evidence.nearby import SUPPORTING, evidence_near

            return any(item.tier in SUPPORTING for item in evidence_near(analysis, span))
        return False
