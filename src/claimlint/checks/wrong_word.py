"""The kind ``wrong-word``: a right word that was probably meant to be another, told by how words stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar

from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match


@dataclass(frozen=True)
class WrongWordCheck:
    """Reports words one slip away from a word that is far likelier where they stand."""

    VALUES: ClassVar[tuple[str, ...]] = ("suggestion",)

    least: float = field(
        metadata={
            "doc": "The score a word must reach: the log of the odds that it is wrong, as errors planted by lot tell."
            " A higher one reports fewer words."
        }
    )

    least_confused: float = field(
        metadata={"doc": "The same for words that sound alike, and for pairs that other rules of this family list."}
    )

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        from claimlint.language.spelling.wrong_words import find_wrong_words

        for found in find_wrong_words(analysis, self.least, self.least_confused):
            yield Match(found.span, {"suggestion": found.meant}, edits=(Edit(found.span, found.meant),))
