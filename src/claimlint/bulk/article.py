"""A document as linting wants it: its metadata as front matter, and the way back to its columns.

Front matter is written so that every value stands in it code point for code
point; a finding is therefore told by the column it stands in and its place there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from claimlint.bulk.job import Record, Value
from claimlint.parsers.collector import Collector
from claimlint.parsers.front_matter import read_front_matter
from claimlint.source import LineIndex, Source, Span

TEXT = "text"
"""Name of the field that is the document itself."""
_TAKES_FRONT_MATTER = frozenset({"markdown", "html", "text"})
_PLAIN_KEY = re.compile(r"[a-z_][a-z0-9_]*")
_LINE_ENDS = re.compile(r"[\r\n\x85\u2028\u2029]")
_NOT_YAML = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document: the field, and lines, columns and offsets in it as in the JSON report."""

    field: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int


@dataclass(frozen=True)
class Article:
    """A source with the fields it was composed from."""

    source: Source
    fields: tuple[tuple[str, int, int], ...]
    """Name, start and end of each field's value in the source, ascending; the text is the last."""

    @cached_property
    def _entries(self) -> list[int]:
        """Where the line of each field begins: the one that follows the value before it."""
        return [0, *(end + 1 for _, _, end in self.fields[:-2]), self.fields[-1][1]][-len(self.fields) :]

    @cached_property
    def _lines(self) -> dict[str, LineIndex]:
        return {}

    def place(self, span: Span) -> Place:
        """Return where a span of the source stands; what leaves its field ends where that ends."""
        name, begin, finish = self.fields[bisect_right(self._entries, span.start) - 1]
        start = min(max(span.start, begin), finish)
        end = min(max(span.end, start), finish)
        lines = self._lines.get(name)
        if lines is None:
            lines = self._lines[name] = LineIndex(self.source.text[begin:finish])
        first, last = lines.position(start - begin), lines.position(end - begin)
        return Place(name, first.line, first.column, last.line, last.column, start - begin, end - begin)


def compose(record: Record) -> Article:
    """Return the article of a record, with its metadata as front matter unless it brings its own."""
    text = record.text
    if not record.metadata or record.markup not in _TAKES_FRONT_MATTER or _has_front_matter(text, record.markup):
        return Article(Source(record.id, text, record.markup), ((TEXT, 0, len(text)),))
    pieces, fields = ["---\n"], []
    position = len(pieces[0])
    for name, value in record.metadata.items():
        before, written, after = _entry(name, value)
        start = position + len(before)
        fields.append((name, start, start + len(written)))
        pieces += (before, written, after)
        position = start + len(written) + len(after)
    pieces += ("---\n", text)
    position += 4
    fields.append((TEXT, position, position + len(text)))
    return Article(Source(record.id, "".join(pieces), record.markup), tuple(fields))


def _entry(name: str, value: Value) -> tuple[str, str, str]:
    """Return a line of YAML as what stands before the value, the value, and what stands after it."""
    key = name if _PLAIN_KEY.fullmatch(name) else json.dumps(_printable(name), ensure_ascii=False)
    if isinstance(value, str):
        written = _printable(value)
        # A literal block has no escapes, so the value's code points are the column's.
        return (f"{key}: |2-\n  ", written, "\n") if written.strip() else (f'{key}: "', "", '"\n')
    return f"{key}: ", json.dumps(_printed(value), ensure_ascii=False), "\n"


def _printable(text: str) -> str:
    """Return text on one line that YAML takes, of the same length."""
    return _NOT_YAML.sub("\ufffd", _LINE_ENDS.sub(" ", text))


def _printed(value: Value) -> Value:
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, list):
        return [_printed(item) for item in value]
    if isinstance(value, Mapping):
        return {_printable(key): _printed(item) for key, item in value.items()}
    return value


def _has_front_matter(text: str, markup: str) -> bool:
    if not text.startswith(("---", "+++", ";;;", "{")) or (markup == "html" and text.startswith("{")):
        return False
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    return read_front_matter(Collector(Source("", plain, markup)), plain, only_clear=markup == "text") > 0
