"""A parsed article: its prose, where each piece of it stands, and what is around it.

Prose (``Document.text``) is what a reader reads, made easy to match: markup is
gone, entities are characters, every run of white space is one space, invisible
characters are left out, curly apostrophes are straight and odd hyphens plain.
Blocks are joined by one line feed, which occurs nowhere else in the prose.
``SourceMap`` leads from there back to the source, by construction.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from claimlint.late import dataclass
from claimlint.source import Source, Span

PLACEHOLDER = "\ufffc"
"""Stands in the prose for what is not prose: code, a URL, an image, a component."""


class SourceMap:
    """Where each stretch of prose stands in the source.

    A segment is (prose start, prose length, source start, source length). Where
    both lengths are equal, code points correspond one to one; otherwise the
    segment stands for an entity, a ligature or a run of white space as a whole.

    >>> SourceMap([(0, 2, 0, 2), (2, 3, 4, 3)]).to_source(Span(0, 5))  # "cu**res**"
    Span(start=0, end=7)
    """

    __slots__ = ("_starts", "segments")

    def __init__(self, segments: list[tuple[int, int, int, int]]) -> None:
        self.segments = segments
        self._starts = [segment[0] for segment in segments]

    def to_source(self, span: Span) -> Span:
        """Return the source span from the first to the last code point of a prose span.

        An empty span stays empty, before the code point it points at.
        """
        if span.start == span.end:
            place = self._start(span.start)
            return Span(place, place)
        return Span(self._start(span.start), self._end(span.end))

    def gaps(self, span: Span) -> Iterator[Span]:
        """Yield the source spans inside a prose span that no prose stands for: markup, and invisible characters.

        >>> list(SourceMap([(0, 2, 0, 2), (2, 3, 4, 3)]).gaps(Span(0, 5)))
        [Span(start=2, end=4)]
        """
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        for index in range(first + 1, bisect_left(self._starts, span.end)):
            _, _, before, length = self.segments[index - 1]
            after = self.segments[index][2]
            if before + length < after:
                yield Span(before + length, after)

    def _segment(self, offset: int) -> tuple[int, int, int, int]:
        if not self.segments:
            return (0, 0, 0, 0)
        return self.segments[max(bisect_right(self._starts, offset) - 1, 0)]

    def _start(self, offset: int) -> int:
        prose, length, source, source_length = self._segment(offset)
        if offset >= prose + length:
            return source + source_length
        return source + offset - prose if length == source_length else source

    def _end(self, offset: int) -> int:
        prose, length, source, source_length = self._segment(offset - 1)
        if length == source_length:
            return source + min(offset - prose, length)
        return source + source_length


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of prose that no sentence crosses."""

    kind: str
    """title, description, heading, paragraph, item, cell, caption or alt."""
    span: Span
    """In the prose; never empty."""
    level: int = 0
    """1 to 6 for a heading, nesting depth for an item, otherwise 0."""
    quoted: bool = False
    """Whether it stands in a block quotation."""
    region: str = ""
    """``footer``, ``aside``, ``header``, ``details`` or ``footnote`` when it stands in one."""
    label: str = ""
    """The label of the footnote it belongs to."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or what stands for one: an image link, a form, a widget, a component."""

    url: str
    """Decoded: entities resolved, escapes removed; empty where a component hides it."""
    kind: str
    """inline, reference, autolink, bare, image, html, area, form, widget, component or metadata."""
    span: Span
    """In the source: the whole link with its text."""
    destination: Span
    """In the source: the URL, at the point of use where possible; empty if there is none."""
    offset: int
    """Where it stands in the prose."""
    text: Span
    """Its words in the prose; may be empty."""
    rel: tuple[str, ...] = ()
    """Lower-case tokens of the rel attribute."""
    title: str = ""
    name: str = ""
    """Name of the component or shortcode that stands for the link."""
    tag: Span | None = None
    """In the source: the opening HTML tag, where a ``rel`` could be written."""
    attributes: Span | None = None
    """In the source: the attribute list behind a Markdown link, ``{: rel="sponsored"}``."""


@dataclass(frozen=True, slots=True)
class Include:
    """Something a template puts in: a shortcode, a partial, a component."""

    name: str
    """As written, without brackets: ``affiliate-disclosure``, ``AffiliateDisclosure``, ``note.html``."""
    syntax: str
    """hugo, liquid, wordpress, mdx, handlebars or ssi."""
    span: Span
    """In the source."""
    offset: int
    """Where it stands in the prose."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Named arguments; positional ones under ``0``, ``1`` ..."""
    region: str = ""
    conditional: bool = False
    """Whether it is shown only under a condition (``{show && <Notice />}``)."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the source: HTML, MDX, Liquid, or a line of front matter for claimlint."""

    text: str
    """Without its delimiters, stripped."""
    span: Span
    """In the source, delimiters included."""
    offset: int
    """Where it stands in the prose."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of the article's metadata."""

    name: str
    """Normalised: lower case, words joined by ``_`` (``reviewedBy`` is ``reviewed_by``)."""
    value: object
    """Text, number, boolean, date, list or mapping, as written."""
    span: Span
    """In the source: the value, or the key where the value is empty."""
    origin: str
    """``front matter``, ``meta``, ``json-ld``, ``html`` or ``byline``."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A mark in the prose that points to a footnote or a numbered reference."""

    label: str
    span: Span
    """In the source."""
    offset: int
    """Where it stands in the prose."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a parser could not read, such as broken front matter; becomes a notification."""

    message: str
    span: Span
    """In the source."""


@dataclass(frozen=True)
class Document:
    """A parsed article; all spans in the prose unless a field says otherwise."""

    source: Source
    text: str
    map: SourceMap
    blocks: tuple[Block, ...]
    """In reading order; their spans ascend and are disjoint."""
    links: tuple[Link, ...] = ()
    """In reading order."""
    includes: tuple[Include, ...] = ()
    comments: tuple[Comment, ...] = ()
    fields: tuple[Field, ...] = ()
    references: tuple[Reference, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    language: str = "en"
    """A BCP 47 tag in lower case, from ``lang`` in front matter or HTML, else told by the prose."""
    language_declared: bool = False

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def block_index(self, offset: int) -> int:
        """Return the index of the block that holds a prose offset, or of the last one before it; -1 for none."""
        return bisect_right(self._block_starts, offset) - 1

    def block_at(self, offset: int) -> Block | None:
        index = self.block_index(offset)
        return self.blocks[index] if index >= 0 else None

    @cached_property
    def _headings_before(self) -> list[Block | None]:
        """For each block the nearest heading above it: one pass, since every claim may ask."""
        found: list[Block | None] = []
        nearest: Block | None = None
        for block in self.blocks:
            found.append(nearest)
            nearest = block if block.kind == "heading" else nearest
        return found

    def heading_before(self, index: int) -> Block | None:
        """Return the nearest heading above the block of this index, or None."""
        return self._headings_before[index]

    def prose(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def field(self, *names: str) -> Field | None:
        """Return the first field under one of the normalised names, in the order of the names."""
        for name in names:
            for item in self.fields:
                if item.name == name:
                    return item
        return None


def normalise_key(key: str) -> str:
    """Return a metadata key in the one form rules use.

    >>> normalise_key("reviewedBy"), normalise_key("Last-Reviewed"), normalise_key("og:title")
    ('reviewed_by', 'last_reviewed', 'og_title')
    """
    return re.sub(r"[\s:.-]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.strip())).lower()
