"""A parsed article: its prose, where each piece of it stands, and what is around it.

Prose (``Document.text``) is what a reader reads, made easy to match: markup is
gone, entities are characters, every run of white space is one space, invisible
characters are left out, curly apostrophes are straight and odd hyphens plain.
Blocks are joined by one line feed, which occurs nowhere else in the prose.
``SourceMap`` leads from there back to the source, by construction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from claimlint.source import Source, Span

PLACEHOLDER = "\ufffc"
"""Stands in the prose for what is not prose: code, a URL, an image, a component."""

# White space other than a single space, and characters no reader can see.
_ODD = re.compile(r" \s+|[^\S ]\s*|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|[\ufb00-\ufb04]")
_ALIKE = str.maketrans({"\u2019": "'", "\u02bc": "'", "\uff07": "'", "\u2010": "-", "\u2011": "-"})
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


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
    """A BCP 47 tag in lower case, from ``lang`` in front matter or HTML."""

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def block_index(self, offset: int) -> int:
        """Return the index of the block that holds a prose offset, or of the last one before it; -1 for none."""
        return bisect_right(self._block_starts, offset) - 1

    def block_at(self, offset: int) -> Block | None:
        index = self.block_index(offset)
        return self.blocks[index] if index >= 0 else None

    def heading_before(self, index: int) -> Block | None:
        """Return the nearest heading above the block of this index, or None."""
        return next((self.blocks[i] for i in range(index - 1, -1, -1) if self.blocks[i].kind == "heading"), None)

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


class ProseBuilder:
    """Builds prose and its source map while a parser walks its events in order.

    Source spans must ascend within a block. A block that stays empty, or holds
    nothing but placeholders, is dropped: nobody can read it.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._segments: list[tuple[int, int, int, int]] = []
        self._length = 0
        self._open: dict[str, object] | None = None
        self._block_start = 0
        self._readable = False
        self._mark = (0, 0, 0)

    @property
    def offset(self) -> int:
        """The prose offset at which the next text will stand."""
        if self._open is None and self._length:
            return self._length + 1
        return max(self._length, self._block_start)

    def open(self, kind: str, *, level: int = 0, quoted: bool = False, region: str = "", label: str = "") -> None:
        """Begin a block, closing the one before it."""
        self.close()
        self._open = {"kind": kind, "level": level, "quoted": quoted, "region": region, "label": label}
        self._block_start = self._length + 1 if self._length else 0
        self._readable = False
        self._mark = (len(self._parts), len(self._segments), self._length)

    @property
    def block_start(self) -> int:
        """Where the prose of the open block begins, or would begin."""
        return self._block_start

    @property
    def is_open(self) -> bool:
        """Whether a block is open, so that text can be added."""
        return self._open is not None

    def close(self) -> Block | None:
        """End the block; return it, or None when nothing stood in it."""
        if self._open is None:
            return None
        options, self._open = self._open, None
        if self._length > self._block_start and self._ends_with_space():
            self._drop_last()
        if not self._readable:
            parts, segments, self._length = self._mark
            del self._parts[parts:], self._segments[segments:]
            return None
        block = Block(span=Span(self._block_start, self._length), **options)  # type: ignore[arg-type]
        self.blocks.append(block)
        return block

    def text(self, span: Span) -> None:
        """Add source text as it stands, with white space collapsed and invisible characters left out."""
        raw = self.source.text
        position = span.start
        for odd in _ODD.finditer(raw, span.start, span.end):
            self._verbatim(position, odd.start())
            piece = odd.group()
            if piece in _LIGATURES:
                self._put(_LIGATURES[piece], odd.start(), 1)
            elif piece[0].isspace():
                self.space(Span(odd.start(), odd.end()))
            position = odd.end()
        self._verbatim(position, span.end)

    def replace(self, span: Span, text: str) -> None:
        """Add what an entity, an escape or a component shows in place of its source."""
        shown = "".join(_LIGATURES.get(char, char) for char in text if not _invisible(char))
        if not shown:
            return
        if shown.isspace():
            self.space(span)
        else:
            self._put(re.sub(r"\s", " ", shown).translate(_ALIKE), span.start, span.length)

    def placeholder(self, span: Span) -> None:
        """Add the mark for something that is not prose."""
        self._put(PLACEHOLDER, span.start, span.length)

    def space(self, span: Span) -> None:
        """Add one space for white space or a line break, unless the prose already ends with one."""
        if self._length > self._block_start and not self._ends_with_space():
            self._put(" ", span.start, span.length)

    def build(self) -> tuple[str, SourceMap, tuple[Block, ...]]:
        """Return the prose, its map and its blocks."""
        self.close()
        return "".join(self._parts), SourceMap(self._segments), tuple(self.blocks)

    def _verbatim(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.source.text[start] == " " and (self._length <= self._block_start or self._ends_with_space()):
            start += 1
        if start < end:
            self._put(self.source.text[start:end].translate(_ALIKE), start, end - start)

    def _put(self, text: str, source_start: int, source_length: int) -> None:
        if self._open is None:
            raise ValueError("prose outside a block")
        if self._length < self._block_start:
            self._parts.append("\n")
            self._length = self._block_start
        self._parts.append(text)
        if not self._readable and text not in (" ", PLACEHOLDER):
            self._readable = True
        last = self._segments[-1] if self._segments else None
        joins = (
            last is not None
            and last[1] == last[3]
            and len(text) == source_length
            and last[0] + last[1] == self._length
            and last[2] + last[3] == source_start
        )
        if joins and last is not None:
            self._segments[-1] = (last[0], last[1] + len(text), last[2], last[3] + source_length)
        else:
            self._segments.append((self._length, len(text), source_start, source_length))
        self._length += len(text)

    def _ends_with_space(self) -> bool:
        return bool(self._parts) and self._parts[-1].endswith(" ")

    def _drop_last(self) -> None:
        prose, length, source, source_length = self._segments[-1]
        self._parts[-1] = self._parts[-1][:-1]
        self._length -= 1
        if length == 1:
            self._segments.pop()
        elif length == source_length:
            self._segments[-1] = (prose, length - 1, source, source_length - 1)
        else:
            self._segments[-1] = (prose, length - 1, source, source_length)


def _invisible(char: str) -> bool:
    match = _ODD.fullmatch(char)
    return match is not None and not char.isspace() and char not in _LIGATURES
