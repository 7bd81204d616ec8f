"""The kind ``spacing``: a space before punctuation, or none after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar, Literal

from claimlint.document import Block
from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.vocabulary import shipped
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_BEFORE = regex(r" (?<=[a-z][a-z)] )[,.;:!?](?= [A-Za-z]|\n|$)")
_INSIDE = regex(r"[.!?;,](?=[A-Za-z][a-z])")
_AFTER = regex(r"(?<![^ \n(\"\u201c])([A-Za-z]{3,})[.!?;,]([A-Za-z][a-z]{1,})(?=[ \n,;]|[.](?![a-z])|$)")
_COMMON = 3
"""The level (see ``vocabulary``) both words around must have: file names and hosts are built of rarer ones."""


@dataclass(frozen=True)
class SpacingCheck:
    """Reports punctuation with a space on the wrong side; tables and captions are left alone."""

    VALUES: ClassVar[tuple[str, ...]] = ("right",)

    report: Literal["space-before", "no-space-after"] = field(
        default="space-before", metadata={"doc": "space-before: “word ,”; no-space-after: “end.Next”."}
    )
    endings: tuple[str, ...] = field(
        default=(), metadata={"doc": "Words after a full stop that end a host or a file name: com, md."}
    )

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        before = self.report == "space-before"
        for found in _BEFORE.finditer(analysis.text) if before else _glued_words(analysis):
            block = analysis.document.block_at(found.start())
            if block is None or block.kind in ("cell", "caption", "alt"):
                continue
            yield from self._space_before(analysis, block, found) if before else self._glued(found)

    def _space_before(self, analysis: Analysis, block: Block, found: re.Match[str]) -> Iterator[Match]:
        place = Span(found.start(), found.start() + 1)
        start = max(analysis.text.rfind(" ", block.span.start, place.start) + 1, block.span.start)
        word = analysis.text[start : place.start]
        written = analysis.document.map.to_source(place)
        edit = Edit(place, "", safe=analysis.document.source.text[written.start : written.end] == " ")
        yield Match(Span(start, found.end()), {"right": word + found[0][-1]}, edits=(edit,))

    def _glued(self, found: re.Match[str]) -> Iterator[Match]:
        left, right, mark = found[1], found[2], found[0][len(found[1])]
        capital = right[0].isupper()
        if right.lower() in self.endings or (mark != "," and not capital) or (mark == "," and capital):
            return
        level = shipped().level
        levels = level(left.lower()), level(right.lower())
        if any(item is None or item > _COMMON for item in levels):
            return
        after = found.start(2)
        yield Match(Span(*found.span()), {"right": f"{left}{mark} {right}"}, edits=(Edit(Span(after, after), " "),))


def _glued_words(analysis: Analysis) -> Iterator[re.Match[str]]:
    """Yield two words with a mark and no space between them: marks inside are few, words are many."""
    tokens, text = analysis.tokens, analysis.text
    for mark in _INSIDE.finditer(text):
        index = bisect_left(tokens.starts, mark.start()) - 1
        found = _AFTER.match(text, tokens.starts[index]) if index >= 0 else None
        if found is not None and found.end(1) == mark.start():
            yield found
