"""Builds the prose of a document and its source map while a parser walks its events."""

from __future__ import annotations

import re

from claimlint.document import PLACEHOLDER, Block, SourceMap
from claimlint.late import regex
from claimlint.source import Source, Span

# White space other than a single space, and characters no reader can see.
_ODD = regex(r" \s+|[^\S ]\s*|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+|[\ufb00-\ufb04]")
# The same in the form a regular expression finds fastest: one set of characters. Two spaces are looked for apart.
_ODD_CHARACTER = regex(
    "[\\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u2064\\u3000\\u00ad\\u180e\\ufeff\\ufb00-\\ufb04]"
)
_ALIKE = {"\u2019": "'", "\u02bc": "'", "\uff07": "'", "\u2010": "-", "\u2011": "-"}
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}


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
        self._open: tuple[str, int, bool, str, str] | None = None
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
        if self._open is not None:
            self.close()
        self._open = (kind, level, quoted, region, label)
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
        (kind, level, quoted, region, label), self._open = self._open, None
        if self._length > self._block_start and self._ends_with_space():
            self._drop_last()
        if not self._readable:
            parts, segments, self._length = self._mark
            del self._parts[parts:], self._segments[segments:]
            return None
        block = Block(kind, Span(self._block_start, self._length), level, quoted, region, label)
        self.blocks.append(block)
        return block

    def text(self, span: Span) -> None:
        """Add source text as it stands, with white space collapsed and invisible characters left out."""
        self.add(span.start, span.end)

    def add(self, start: int, end: int) -> None:
        """Do what ``text`` does, for two offsets of the source."""
        raw = self.source.text
        if raw.find("  ", start, end) < 0 and not _ODD_CHARACTER.search(raw, start, end):
            self._verbatim(start, end)
            return
        position = start
        for odd in _ODD.finditer(raw, start, end):
            self._verbatim(position, odd.start())
            piece = odd.group()
            if piece in _LIGATURES:
                self._put(_LIGATURES[piece], odd.start(), 1)
            elif piece[0].isspace():
                self.space(Span(odd.start(), odd.end()))
            position = odd.end()
        self._verbatim(position, end)

    def replace(self, span: Span, text: str) -> None:
        """Add what an entity, an escape or a component shows in place of its source."""
        shown = "".join(_LIGATURES.get(char, char) for char in text if not _invisible(char))
        if not shown:
            return
        if shown.isspace():
            self.space(span)
        else:
            self._put(re.sub(r"\s+", " ", shown), span.start, span.length)

    def placeholder(self, span: Span) -> None:
        """Add the mark for something that is not prose."""
        self._put(PLACEHOLDER, span.start, span.length)

    def space(self, span: Span) -> None:
        """Add one space for white space or a line break, unless the prose already ends with one."""
        if self._length > self._block_start and not self._ends_with_space():
            self._put(" ", span.start, span.length)

    def ends_with(self, tail: str) -> bool:
        """Whether the open block ends with a few given characters."""
        size = len(tail)
        return self._length - self._block_start >= size and "".join(self._parts[-size - 1 :]).endswith(tail)

    def build(self) -> tuple[str, SourceMap, tuple[Block, ...]]:
        """Return the prose, its map and its blocks."""
        self.close()
        text = "".join(self._parts)
        for char, plain in _ALIKE.items():
            text = text.replace(char, plain)
        return text, SourceMap(self._segments), tuple(self.blocks)

    def _verbatim(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.source.text[start] == " " and (self._length <= self._block_start or self._ends_with_space()):
            start += 1
        if start < end:
            self._put(self.source.text[start:end], start, end - start)

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
