"""What every parser fills: the prose under construction and all that stands around it.

A ``Collector`` keeps the stack of containers (list items, cells, quotations,
regions, hidden elements), opens a block when the first text of it arrives, and
keeps the places of links and includes right when a block turns out to be empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from claimlint.document import Comment, Document, Field, Include, Link, Reference, Trouble
from claimlint.language.text.tongue import language_of_article
from claimlint.prose import ProseBuilder
from claimlint.source import Source, Span


class Frame(NamedTuple):
    """What holds for the text inside the containers that are open."""

    kind: str = "paragraph"
    level: int = 0
    quoted: bool = False
    region: str = ""
    label: str = ""
    lists: int = 0
    """How many lists are open."""
    hidden: bool = False
    """Whether text is left out."""
    void: bool = False
    """Whether links are left out as well: nobody sees them."""
    linked: bool = False
    """Whether it stands inside a link."""


class Collector:
    """Gathers a document while a parser walks its source in order."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.builder = ProseBuilder(source)
        self.frame = Frame()
        """What holds at this place."""
        self.names: list[str] = [""]
        """Names of the open containers: HTML tags, or ``#item`` and the like for Markdown."""
        self.open_names: defaultdict[str, int] = defaultdict(int)
        self.links: list[Link] = []
        self.includes: list[Include] = []
        self.comments: list[Comment] = []
        self.fields: list[Field] = []
        self.references: list[Reference] = []
        self.troubles: list[Trouble] = []
        self.language = ""
        self.written: set[tuple[str, str]] = set()
        """Titles and descriptions that have become blocks."""
        self._frames: list[Frame] = [self.frame]
        self._link_at: dict[int, int] = {}
        self._later: list[tuple[str, Callable[[ProseBuilder], None]]] = []
        self._pending: list[tuple[str, int, int]] = []
        self._marks = (0, 0, 0, 0)

    @property
    def hidden(self) -> bool:
        return self.frame.hidden

    def push(self, name: str, frame: Frame | None = None) -> None:
        """Enter a container; without ``frame`` it changes nothing for its text."""
        if frame is not None:
            self.frame = frame
        self.names.append(name)
        self._frames.append(self.frame)
        self.open_names[name] += 1

    def depth(self) -> int:
        return len(self.names)

    def unwind(self, depth: int, end: int = -1) -> None:
        """Leave every container above a depth that ``depth()`` gave; links they stand for end before ``end``."""
        while len(self.names) > max(depth, 1):
            self._frames.pop()
            self.open_names[self.names.pop()] -= 1
            index = self._link_at.pop(len(self.names), -1)
            if index >= 0:
                self.end_link(index, end if end >= 0 else self.links[index].span.end)
        self.frame = self._frames[-1]

    def ensure_block(self) -> None:
        """Open the block that the containers ask for, unless one is open."""
        if self.builder.is_open:
            return
        frame = self.frame
        self._marks = (len(self.links), len(self.includes), len(self.comments), len(self.references))
        self.builder.open(frame.kind, level=frame.level, quoted=frame.quoted, region=frame.region, label=frame.label)

    def close_block(self) -> None:
        """End the block, then write the blocks that waited for it, such as alternative texts."""
        if self.builder.is_open:
            start = self.builder.block_start
            block = self.builder.close()
            if self._counts() != self._marks:
                self._settle(block.span.end if block else start)
        if self._later:
            later, self._later = self._later, []
            frame = self.frame
            for kind, write in later:
                self.builder.open(kind, quoted=frame.quoted, region=frame.region, label=frame.label)
                write(self.builder)
                self.builder.close()

    def after_block(self, kind: str, write: Callable[[ProseBuilder], None]) -> None:
        """Write a block of its own once the block it stands in has ended."""
        self._later.append((kind, write))
        if not self.builder.is_open:
            self.close_block()

    def add(self, start: int, end: int) -> None:
        """Add source text without markup, unless it stands in something hidden."""
        if not self.frame.hidden:
            if not self.builder.is_open:
                self.ensure_block()
            self.builder.add(start, end)

    def replace(self, span: Span, text: str) -> None:
        """Add what an entity or an escape shows."""
        if not self.frame.hidden:
            self.ensure_block()
            self.builder.replace(span, text)

    def space(self, span: Span) -> None:
        """Add the space of a line end, when a block is open."""
        if self.builder.is_open and not self.frame.hidden:
            self.builder.space(span)

    def placeholder(self, span: Span) -> None:
        if not self.frame.hidden:
            self.ensure_block()
            self.builder.placeholder(span)

    def begin_link(self, url: str, kind: str, span: Span, destination: Span, **more: object) -> int:
        """Enter a link before its text is added; return the index ``end_link`` wants."""
        if not self.frame.hidden and kind not in _WITHOUT_TEXT:
            self.ensure_block()
        offset = self.builder.offset
        link = Link(url, kind, span, destination, offset, Span(offset, offset), **more)  # type: ignore[arg-type]
        self.links.append(link)
        return len(self.links) - 1

    def mark_link(self, index: int) -> None:
        """Let the innermost container end the link when it ends."""
        self._link_at[len(self.names) - 1] = index
        self.frame = self._frames[-1] = self.frame._replace(linked=True)

    def end_link(self, index: int, end: int, **changes: object) -> None:
        """Complete a link whose last code point in the source is before ``end``."""
        link = self.links[index]
        text = Span(link.offset, max(link.offset, self.builder.offset))
        span = Span(link.span.start, max(end, link.span.end))
        self.links[index] = replace(link, span=span, text=text, **changes)  # type: ignore[arg-type]

    def include(
        self,
        name: str,
        syntax: str,
        span: Span,
        attributes: Mapping[str, str] | None = None,
        conditional: bool = False,
    ) -> None:
        place = self.builder.offset
        self.includes.append(Include(name, syntax, span, place, attributes or {}, self.frame.region, conditional))

    def comment(self, text: str, span: Span) -> None:
        self.comments.append(Comment(text.strip(), span, self.builder.offset))

    def reference(self, label: str, span: Span) -> None:
        if not self.frame.hidden:
            self.ensure_block()
            self.references.append(Reference(label, span, self.builder.offset))

    def field_from_prose(self, name: str, start: int) -> None:
        """Record metadata whose value is the prose from ``start`` to here."""
        self._pending.append((name, start, self.builder.offset))

    def build(self) -> Document:
        """Return the document; the collector is spent."""
        self.close_block()
        text, source_map, blocks = self.builder.build()
        self._marks = (0, 0, 0, 0)
        self._settle(len(text))
        for name, start, end in self._pending:
            value = text[start:end].strip()
            if value:
                begin = text.index(value, start)
                span = source_map.to_source(Span(begin, begin + len(value)))
                self.fields.append(Field(name, value.replace("\n", " "), span, "html"))
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
            language=self.language or language_of_article(text),
            language_declared=bool(self.language),
        )

    def _counts(self) -> tuple[int, int, int, int]:
        return len(self.links), len(self.includes), len(self.comments), len(self.references)

    def _settle(self, end: int) -> None:
        """Pull back to ``end`` whatever was placed after it: the block lost its end, or all of its text."""
        links, *others = self._marks
        for i in range(links, len(self.links)):
            link = self.links[i]
            if link.text.end > end:
                place = Span(min(link.text.start, end), end)
                self.links[i] = replace(link, offset=min(link.offset, end), text=place)
        includes, comments, references = others
        for i in range(includes, len(self.includes)):
            self.includes[i] = replace(self.includes[i], offset=min(self.includes[i].offset, end))
        for i in range(comments, len(self.comments)):
            self.comments[i] = replace(self.comments[i], offset=min(self.comments[i].offset, end))
        for i in range(references, len(self.references)):
            self.references[i] = replace(self.references[i], offset=min(self.references[i].offset, end))


_WITHOUT_TEXT = frozenset(("form", "widget", "area", "metadata", "component"))
