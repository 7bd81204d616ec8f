"""A block of an article as annotated text: what is text, what is markup, and what the markup stands for.

LanguageTool reads the text with the stand-ins in place of markup, which is the prose of
the block, and answers in UTF-16 units of everything it was sent, text and markup together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from claimlint.document import PLACEHOLDER, Document
from claimlint.source import Span

_MOST_MARKUP = 60
"""Characters of a piece of markup that are sent: a picture may be a megabyte of it, and an address is nobody's."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the source: text as it stands, or markup with the prose it stands for."""

    source: str
    prose: str
    """Equal in length to the source where ``is_text``."""
    is_text: bool

    @property
    def sent(self) -> str:
        """What a server is sent of the source: all text, and as much of the markup as tells what it is."""
        return self.source if self.is_text else self.source[:_MOST_MARKUP]

    def annotation(self) -> dict[str, str]:
        """Return the part in the form LanguageTool reads."""
        if self.is_text:
            return {"text": self.sent}
        return {"markup": self.sent, "interpretAs": self.prose} if self.prose else {"markup": self.sent}


@dataclass(frozen=True)
class Annotated:
    """A stretch of prose in parts: their sources joined are its source, their prose joined is its prose."""

    parts: tuple[Part, ...]

    @cached_property
    def seen(self) -> str:
        """What a reader of the annotated text sees; as long as the prose, code point for code point."""
        return "".join(part.source if part.is_text else part.prose for part in self.parts)

    @cached_property
    def size(self) -> int:
        """UTF-16 units of what is sent."""
        return self._starts[-1]

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((_units(part.sent) for part in self.parts), initial=0))

    @cached_property
    def _prose_starts(self) -> list[int]:
        return list(accumulate((len(part.prose) for part in self.parts), initial=0))

    def to_prose(self, start: int, end: int) -> Span | None:
        """Return the code points of the prose for UTF-16 units of what was sent; None where only markup stands.

        Markup at either end is left out; markup that stands for something counts as a whole.
        """
        first, last = self._place(start, after=False), self._place(end - 1, after=True)
        return Span(first, last) if start < end and first < last else None

    def _place(self, unit: int, *, after: bool) -> int:
        """Return the prose offset before, or after, the code point that holds a unit of what was sent."""
        unit = min(max(unit, 0), self.size - 1)
        index = bisect_right(self._starts, unit) - 1
        part, place = self.parts[index], self._prose_starts[index]
        if not part.is_text:
            return place + len(part.prose) if after else place
        within = unit - self._starts[index]
        if not part.source.isascii():
            within = len(part.source.encode("utf-16-le", "surrogatepass")[: 2 * within].decode("utf-16-le", "ignore"))
        return place + within + after


def annotate(document: Document, span: Span) -> Annotated:
    """Return a stretch of prose inside one block as annotated text."""
    return Annotated(tuple(_joined(_parts(document, span))))


def _parts(document: Document, span: Span) -> Iterator[Part]:
    """Yield the parts of a stretch; the segments of the source map are what is text, the rest is markup."""
    source = document.source.text
    position = document.map.to_source(Span(span.start, span.start + 1)).start if span.length else 0
    segments = document.map.segments
    index = max(bisect_right(segments, span.start, key=lambda segment: segment[0]) - 1, 0)
    while index < len(segments) and segments[index][0] < span.end:
        start, length, source_start, source_length = segments[index]
        index += 1
        first, last = max(start, span.start), min(start + length, span.end)
        if first >= last:
            continue
        exact = length == source_length
        begin = source_start + first - start if exact else source_start
        stop = begin + last - first if exact else source_start + source_length
        if begin > position:
            yield Part(source[position:begin], "", False)
        prose = document.text[first:last]
        if exact and PLACEHOLDER not in prose:
            yield Part(source[begin:stop], prose, True)
        elif exact:
            yield from (Part(*pair, pair[1] != PLACEHOLDER) for pair in zip(source[begin:stop], prose, strict=True))
        elif stop >= position:
            yield Part(source[begin:stop], prose, False)
        position = max(stop, position)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Join neighbours that are text, or markup that stands for nothing, so that there are few."""
    held: Part | None = None
    for part in parts:
        if held and held.is_text is part.is_text and (part.is_text or not held.prose or not part.prose):
            held = Part(held.source + part.source, held.prose + part.prose, held.is_text)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
