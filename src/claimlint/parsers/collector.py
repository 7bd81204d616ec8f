"""What every parser fills: the prose under construction and all that stands around it.

A ``Collector`` keeps the stack of containers (list items, cells, quotations,
regions, hidden elements), opens a block when the first text of it arrives, and
keeps the places of links and includes right when a block turns out to be empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from claimlint.document import (
    Comment,
    Document,
    Field,
    Include,
    Link,
    Reference,
    Trouble,
)
from claimlint.prose import ProseBuilder
from claimlint.source import Source, Span


@dataclass(frozen=True, slots=True)
class Frame:
    """A container that is open, with what holds for the text inside it."""

    name: str = ""
    """The HTML tag, or ``#item`` and the like for a container of Markdown."""
    kind: str = "paragraph"
    level: int = 0
    quoted: bool = False
    region: str = ""
    label: str = ""
    hidden: bool = False
    link: int = -1
    """Index of the link this element stands for."""


class Collector:
    """Gathers a document while a parser walks its source in order."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.builder = ProseBuilder(source)
        self.frames: list[Frame] = [Frame()]
        self.links: list[Link] = []
        self.includes: list[Include] = []
        self.comments: list[Comment] = []
        self.fields: list[Field] = []
        self.references: list[Reference] = []
        self.troubles: list[Trouble] = []
        self.language = ""
        self.written: set[tuple[str, str]] = set()
        """Titles and descriptions that have become blocks."""
        self._later: list[tuple[str, Callable[[], None]]] = []
        self._marks = (0, 0, 0, 0)

    @property
    def top(self) -> Frame:
        return self.frames[-1]

    @property
    def hidden(self) -> bool:
        return self.frames[-1].hidden

    def push(self, name: str, **changes: object) -> None:
        """Enter a container that inherits everything ``changes`` does not say."""
        self.frames.append(replace(self.frames[-1], name=name, link=-1, **changes))  # type: ignore[arg-type]

    def depth(self) -> int:
        return len(self.frames)

    def unwind(self, depth: int) -> None:
        """Leave every container above a depth that ``depth()`` gave; links they stand for end here."""
        for frame in self.frames[max(depth, 1) :]:
            if frame.link >= 0:
                self.end_link(frame.link, self.links[frame.link].span.end)
        del self.frames[max(depth, 1) :]

    def ensure_block(self) -> None:
        """Open the block that the containers ask for, unless one is open."""
        if self.builder.is_open:
            return
        frame = self.frames[-1]
        self._marks = (len(self.links), len(self.includes), len(self.comments), len(self.references))
        self.builder.open(frame.kind, level=frame.level, quoted=frame.quoted, region=frame.region, label=frame.label)

    def close_block(self) -> None:
        """End the block, then write the blocks that waited for it, such as alternative texts."""
        if self.builder.is_open:
            start = self.builder.block_start
            block = self.builder.close()
            self._settle(start, block.span.end if block else start)
        if self._later:
            later, self._later = self._later, []
            frame = self.frames[-1]
            for kind, write in later:
                self.builder.open(kind, quoted=frame.quoted, region=frame.region, label=frame.label)
                write()
                self.builder.close()

    def after_block(self, kind: str, write: Callable[[], None]) -> None:
        """Write a block of its own once the block it stands in has ended.

        ``write`` adds its text straight to the builder's open block.
        """
        self._later.append((kind, write))
        if not self.builder.is_open:
            self.close_block()

    def text(self, span: Span) -> None:
        """Add source text without markup, unless it stands in something hidden."""
        if not self.frames[-1].hidden:
            if not self.builder.is_open:
                self.ensure_block()
            self.builder.text(span)

    def replaced(self, span: Span, text: str) -> None:
        """Add what an entity or an escape shows."""
        if not self.frames[-1].hidden:
            self.ensure_block()
            self.builder.replace(span, text)

    def space(self, span: Span) -> None:
        """Add the space of a line end, when a block is open."""
        if self.builder.is_open and not self.frames[-1].hidden:
            self.builder.space(span)

    def placeholder(self, span: Span) -> None:
        if not self.frames[-1].hidden:
            self.ensure_block()
            self.builder.placeholder(span)

    def begin_link(self, url: str, kind: str, span: Span, destination: Span, **more: object) -> int:
        """Enter a link before its text is added; return the index ``end_link`` wants."""
        if not self.frames[-1].hidden and kind not in ("form", "widget", "area", "metadata"):
            self.ensure_block()
        offset = self.builder.offset
        link = Link(url, kind, span, destination, offset, Span(offset, offset), **more)  # type: ignore[arg-type]
        self.links.append(link)
        return len(self.links) - 1

    def mark_link(self, index: int) -> None:
        """Let the innermost container end the link when it ends."""
        self.frames[-1] = replace(self.frames[-1], link=index)

    def end_link(self, index: int, end: int, **changes: object) -> None:
        """Complete a link whose last code point in the source is before ``end``."""
        link = self.links[index]
        text = Span(link.offset, max(link.offset, self.builder.offset))
        self.links[index] = replace(link, span=Span(link.span.start, end), text=text, **changes)  # type: ignore[arg-type]

    def include(
        self,
        name: str,
        syntax: str,
        span: Span,
        attributes: Mapping[str, str] | None = None,
        conditional: bool = False,
    ) -> None:
        region = self.frames[-1].region
        place = self.builder.offset
        self.includes.append(Include(name, syntax, span, place, attributes or {}, region, conditional))

    def comment(self, text: str, span: Span) -> None:
        self.comments.append(Comment(text.strip(), span, self.builder.offset))

    def reference(self, label: str, span: Span) -> None:
        self.references.append(Reference(label, span, self.builder.offset))

    def build(self) -> Document:
        """Return the document; the collector is spent."""
        self.close_block()
        text, source_map, blocks = self.builder.build()
        self._marks = (0, 0, 0, 0)
        self._settle(len(text), len(text))
        return Document(
            source=self.source,
            text=text,
            map=source_map,
            blocks=blocks,
            links=tuple(self.links),
            includes=tuple(self.includes),
            comments=tuple(self.comments),
            fields=tuple(self.fields),
            references=tuple(self.references),
            troubles=tuple(self.troubles),
            language=self.language or "en",
        )

    def _settle(self, start: int, end: int) -> None:
        """Pull back to ``end`` whatever was placed after it: the block lost its end, or all of its text."""
        links, *others = self._marks
        for i in range(links, len(self.links)):
            link = self.links[i]
            if link.text.end > end:
                place = Span(min(link.text.start, end), end)
                self.links[i] = replace(link, offset=min(link.offset, end), text=place)
        for items, mark in zip((self.includes, self.comments, self.references), others, strict=True):
            for i in range(mark, len(items)):
                if items[i].offset > end:
                    items[i] = replace(items[i], offset=end)  # type: ignore[call-overload]
