"""The kind ``harper``: what Harper finds, for those who choose it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from typing import ClassVar

from claimlint.checks.languagetool import match_of
from claimlint.language.analysis import Analysis
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span


@dataclass(frozen=True)
class HarperCheck:
    """Reports what Harper finds of some kinds, when the settings choose that engine."""

    VALUES: ClassVar[tuple[str, ...]] = ("problem", "suggestions")

    kinds: tuple[str, ...] = field(
        default=("Agreement", "BoundaryError", "Eggcorn", "Grammar", "Malapropism", "Repetition", "Spelling", "Typo"),
        metadata={"doc": "Harper's kinds of finding that are reported; those of style are never looked for."},
    )
    without: tuple[str, ...] = field(
        default=("AWhile", "DisjointPrefixes", "MassNouns", "QuantifierNumeralConflict"),
        metadata={"doc": "Harper's rules that are not listened to; by default those that were wrong on health news."},
    )

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        if analysis.settings.grammar.engine != "harper":
            return
        from claimlint.engines import harper
        from claimlint.engines.review import Review, readable_blocks

        blocks = readable_blocks(analysis)
        passages = [analysis.document.prose(block.span) for block in blocks]
        found = harper.read(passages, analysis.settings.spelling.dialect, self.kinds, self.without)
        remarks = [
            replace(remark, span=Span(block.span.start + remark.span.start, block.span.start + remark.span.end))
            for block, of_block in zip(blocks, found, strict=True)
            for remark in of_block
        ]
        for remark in Review(analysis).counting(remarks):
            yield match_of(remark, analysis.document)
