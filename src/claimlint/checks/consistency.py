"""The kind ``consistency``: one thing named in two ways in the same article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from claimlint.checks import Phrase
from claimlint.checks.phrase import words_pattern
from claimlint.finding import Related
from claimlint.language.analysis import Analysis
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span


@dataclass(frozen=True)
class ConsistencyCheck:
    """Reports the rarer of two names; the first place of the other one is the related place."""

    VALUES: ClassVar[tuple[str, ...]] = ("other", "count", "other_count")

    either: Mapping[str, str] = field(
        metadata={"doc": "Pairs of words for one thing, such as `acetaminophen: paracetamol`; plural -s is understood."}
    )
    unless: tuple[Phrase, ...] = field(
        default=(), metadata={"doc": "Phrases in which a word is excused: an explanation of the other name."}
    )

    @cached_property
    def _pairs(self) -> tuple[tuple[Pattern, Pattern], ...]:
        return tuple((_word(one), _word(other)) for one, other in self.either.items())

    @cached_property
    def _excuses(self) -> Pattern | None:
        return words_pattern(self.unless)

    def patterns(self) -> Iterable[Pattern]:
        pairs = [pattern for pair in self._pairs for pattern in pair]
        return pairs if self._excuses is None else [*pairs, self._excuses]

    def needs(self) -> list[Pattern]:
        return [one for one, _ in self._pairs]

    def check(self, analysis: Analysis) -> Iterator[Match]:
        matches = [match for pair in self._pairs for match in self._compare(analysis, *pair)]
        yield from sorted(matches, key=lambda match: match.span)

    def _compare(self, analysis: Analysis, one: Pattern, other: Pattern) -> Iterator[Match]:
        first, second = self._places(analysis, one), self._places(analysis, other)
        if not first or not second:
            return
        # The name used less is the slip; on a tie the one that came later.
        rare, usual = (
            (first, second) if (len(first), -first[0].start) < (len(second), -second[0].start) else (second, first)
        )
        if self._explained(analysis, rare[0], usual):
            return
        for span in rare:
            values = {
                "other": analysis.document.prose(usual[0]),
                "count": str(len(rare)),
                "other_count": str(len(usual)),
            }
            related = (Related(usual[0], f"Here it is called “{values['other']}”."),)
            yield Match(span, values, f"“{values['other']}” stands {len(usual)} times", related)

    def _places(self, analysis: Analysis, pattern: Pattern) -> list[Span]:
        found = analysis.find(pattern)
        excuses = self._excuses
        own = [span for span in found if excuses is None or not analysis.found_in(excuses, span)]
        return [span for span in own if not analysis.names_work(span)]

    def _explained(self, analysis: Analysis, span: Span, usual: list[Span]) -> bool:
        """Whether a name stands beside the other one, in brackets or after "or", to explain it."""
        for other in usual:
            between = analysis.text[min(span.end, other.end) : max(span.start, other.start)]
            if len(between) <= _BESIDE and any(mark in between for mark in ("(", " or ", "called", "known as", "/")):
                return True
        return False


_BESIDE = 24
"""Code points between two names for one to explain the other."""


def _word(text: str) -> Pattern:
    pattern = words_pattern([f"{text}s?" if text[-1:].isalpha() and not text.endswith("s") else text])
    assert pattern is not None
    return pattern
