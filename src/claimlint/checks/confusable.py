"""The kind ``confusable``: a right word in the wrong place, told by the words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.collocation import (
    Confusion,
    ContextError,
    around,
    nearest_words,
    read_confusions,
    word_classes,
)
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.remembered import Remembered
from claimlint.rule import Match
from claimlint.source import Span


@dataclass(frozen=True)
class ConfusableCheck:
    """Reports words that were probably meant to be another word."""

    VALUES: ClassVar[tuple[str, ...]] = ("suggestion", "evidence")

    contexts: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict,
        metadata={
            "doc": "“written > meant” to the contexts in which it is an error: words around “_”, “a|b” for"
            " alternatives, “<class>” for a class of words, “*” for any word, “^” and “$” for the ends of a clause,"
            " “!” before a context that excuses it, “!~” before words that excuse it anywhere in the article,"
            " “~” after a context before words of which the article must have one."
        },
    )

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def mistakes(self) -> Iterator[str]:
        """Yield what is wrong with the contexts: asked when a rule is read, not when it runs."""
        try:
            for confusions in read_confusions(self.contexts).values():
                for confusion in confusions:
                    confusion.verify()
        except ContextError as error:
            yield f"{error}."

    @cached_property
    def _table(self) -> dict[str, list[Confusion]]:
        return read_confusions(self.contexts)

    @cached_property
    def _neighbours(self) -> Remembered[str, tuple[Set[str], Set[str]] | None]:
        return Remembered(self._nearest)

    def _nearest(self, word: str) -> tuple[Set[str], Set[str]] | None:
        return nearest_words(self._table[word])

    def check(self, analysis: Analysis) -> Iterator[Match]:
        tokens, table, neighbours = analysis.tokens, self._table, self._neighbours
        lower, article, names = tokens.lower, analysis.word_counts, word_classes()["names"]
        size = len(lower)
        for index in tokens.places(table):
            word = lower[index]
            nearest = neighbours[word]
            # Behind the last word comes the first: at an end, as at a full stop, the words beside it show too much.
            if nearest and lower[index - 1] not in nearest[0] and lower[index + 1 - size] not in nearest[1]:
                continue
            # A word in capitals is an abbreviation (LED) or shouted; either way the words beside it say little.
            if tokens.forms[index].isupper() and len(word) > 1:
                continue
            if word in names and tokens.forms[index][0].isupper():
                continue
            left, right = around(tokens, analysis.text, index)
            found = next((item for item in table[word] if item.fits(left, right, article)), None)
            if found is not None:
                yield _match(analysis, index, found.meant)


def _match(analysis: Analysis, index: int, meant: str) -> Match:
    tokens = analysis.tokens
    start, form = tokens.starts[index], tokens.forms[index]
    span = Span(start, start + len(form))
    word = meant[:1].upper() + meant[1:] if form[:1].isupper() else meant
    return Match(span, {"suggestion": word, "evidence": ""}, edits=(Edit(span, word),))
