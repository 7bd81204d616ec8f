"""The kind ``spelling``: words that are misspelt, by how they were recognised, and words of the other dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar, Literal

from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.dialect import dialect_words
from claimlint.language.spelling.misspellings import Misspelling
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match

Report = Literal["listed", "unknown", "glued", "dialect", "dialect-mix"]


@dataclass(frozen=True)
class SpellingCheck:
    """Reports misspelt words with what was probably meant."""

    VALUES: ClassVar[tuple[str, ...]] = ("suggestion", "suggestions", "dialect")

    report: tuple[Report, ...] = field(
        metadata={
            "doc": "listed: known misspellings; unknown: words no list has, one slip from a word that is;"
            " glued: two words without their space; dialect: words of the dialect that is not configured;"
            " dialect-mix: the rarer dialect of an article that mixes both."
        }
    )

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        for found in analysis.misspellings:
            if found.kind.value in self.report:
                yield _match(found)
        if "dialect" in self.report or "dialect-mix" in self.report:
            mixed = analysis.settings.spelling.dialect not in ("us", "gb")
            if ("dialect-mix" if mixed else "dialect") in self.report:
                for word in dialect_words(analysis):
                    values = {"suggestion": word.other, "suggestions": word.other, "dialect": word.dialect}
                    edits = (Edit(word.span, word.other),) if word.other else ()
                    yield Match(word.span, values, edits=edits)


def _match(found: Misspelling) -> Match:
    first = found.suggestions[0] if found.suggestions else ""
    values = {"suggestion": first, "suggestions": _listed(found.suggestions), "dialect": ""}
    edits = (Edit(found.span, first, safe=found.certain),) if first else ()
    return Match(found.span, values, edits=edits)


def _listed(words: tuple[str, ...]) -> str:
    """Return the suggestions as a half sentence: “a”, “b” or “c”."""
    quoted = [f"“{word}”" for word in words[:3]]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
