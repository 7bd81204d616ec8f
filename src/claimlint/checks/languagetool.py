"""The kind ``languagetool``: what LanguageTool finds, for those who choose it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar

from claimlint.document import Document
from claimlint.engines.remark import Remark
from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_SPELLER = regex(r"^(?:MORFOLOGIK|HUNSPELL)_|SPELL(?:ER|ING)_RULE")
"""Ids of LanguageTool's rules that look words up in a dictionary, and in nothing else."""


@dataclass(frozen=True)
class LanguageToolCheck:
    """Reports what LanguageTool finds in some of its categories, when the settings choose that engine."""

    VALUES: ClassVar[tuple[str, ...]] = ("problem", "suggestions")

    categories: tuple[str, ...] = field(
        default=("TYPOS", "GRAMMAR", "CONFUSED_WORDS"), metadata={"doc": "LanguageTool's categories that are reported."}
    )

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        if analysis.settings.spelling.engine != "languagetool":
            return
        from claimlint.engines import languagetool
        from claimlint.engines.annotated import annotate
        from claimlint.engines.review import Review, readable_blocks

        settings = analysis.settings.spelling.languagetool
        language = settings.language.partition("-")[0].lower()
        declared = analysis.document.language.partition("-")[0]
        # Without a declaration an article counts as English, unless it is plainly in one of a few languages.
        if declared not in ("en", language):
            return
        blocks = readable_blocks(analysis)
        passages = [annotate(analysis.document, block.span) for block in blocks]
        answers = languagetool.read(passages, settings, analysis.settings.root, tuple(sorted(self.categories)))
        remarks = [
            Remark(
                Span(block.span.start + said.span.start, block.span.start + said.span.end),
                said.message,
                said.suggestions,
                bool(_SPELLER.search(said.rule)),
            )
            for block, answer in zip(blocks, answers, strict=True)
            for said in answer
            if said.category in self.categories
        ]
        for remark in Review(analysis, english=language == "en").counting(remarks):
            yield match_of(remark, analysis.document)


def match_of(remark: Remark, document: Document) -> Match:
    """Return the match for what an engine says of some words."""
    problem = remark.problem.strip()
    values = {
        "problem": problem if problem.endswith((".", "!", "?")) else f"{problem}.",
        "suggestions": ", ".join(f"“{text}”" for text in remark.suggestions[:3]) or "something else",
    }
    # An edit over markup would take the markup away with the words.
    plain = document.map.to_source(remark.span).length == remark.span.length
    edits = (Edit(remark.span, remark.suggestions[0]),) if plain and remark.suggestions else ()
    return Match(remark.span, values, edits=edits)
