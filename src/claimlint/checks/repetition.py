"""The kind ``repetition``: a word written twice in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from itertools import compress, count, islice
from operator import eq
from typing import ClassVar

from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.vocabulary import shipped
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_COMMON = 1
"""The level (see ``vocabulary``) up to which a word opens a sentence oftener than it is a name or a genus."""


@dataclass(frozen=True)
class RepetitionCheck:
    """Reports words that stand twice in a row, over a line break too, and removes one."""

    VALUES: ClassVar[tuple[str, ...]] = ("word",)

    allowed: tuple[str, ...] = field(
        default=(), metadata={"doc": "Words that writers double on purpose, or that grammar doubles (“had had”)."}
    )
    allowed_after: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict,
        metadata={"doc": "A word to the words before it that make two of it right: “in” to “logged”."},
    )

    @cached_property
    def _allowed(self) -> frozenset[str]:
        return frozenset(self.allowed)

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        tokens, text = analysis.tokens, analysis.text
        lower = tokens.lower
        for index in compress(count(1), map(eq, lower, islice(lower, 1, None))):
            start, end = tokens.end(index - 1), tokens.end(index)
            if text[start] == " " and end - start == len(lower[index]) + 1 and self._wrong(analysis, index):
                edit = Edit(Span(start, end), "", safe=_plain(analysis, Span(start, end)))
                yield Match(Span(tokens.starts[index - 1], end), {"word": tokens.forms[index]}, edits=(edit,))

    def _wrong(self, analysis: Analysis, index: int) -> bool:
        """Tell whether two equal words, the second at ``index``, are a slip."""
        tokens, text = analysis.tokens, analysis.text
        word, first, second = tokens.lower[index], tokens.forms[index - 1], tokens.forms[index]
        if word in self._allowed or (len(word) == 1 and word not in "ai") or not second.islower():
            return False
        if text[tokens.starts[index - 1] - 1 : tokens.starts[index - 1]] == "-":
            return False
        if text[tokens.end(index) : tokens.end(index) + 1] == "-":
            return False
        before = tokens.lower[index - 2] if index > 1 else ""
        if before in self.allowed_after.get(word, ()) or before == word:
            return False
        if first.islower():
            return True
        # A genus and its species (Bison bison) look like a sentence that opens with a doubled word.
        level = shipped().level(word)
        return level is not None and level <= _COMMON and not first.isupper()


def _plain(analysis: Analysis, span: Span) -> bool:
    """Tell whether the source between two words holds white space alone, so that removing it leaves markup whole."""
    document = analysis.document
    place = document.map.to_source(span)
    written = document.source.text[place.start : place.end]
    return written.strip() == document.prose(span).strip() and "\n\n" not in written
