"""Metadata that stands in the tags of a page: ``<meta>``, ``itemprop``, ``rel=author``, ``<time>``."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimlint.document import Field, normalise_key
from claimlint.late import regex
from claimlint.parsers.collector import Collector
from claimlint.parsers.tags import Attribute
from claimlint.source import Span

_VALUE_ATTRIBUTES = ("content", "datetime")
_DATES = (
    (regex(r"\b(?:dt-)?(?:updated|modified|lastmod)\b|dateModified", re.IGNORECASE), "date_modified"),
    (regex(r"\b(?:dt-)?(?:published|pubdate|entry-date)\b|datePublished", re.IGNORECASE), "date_published"),
    (regex(r"lastReviewed|\breviewed\b", re.IGNORECASE), "last_reviewed"),
)


class _Open(NamedTuple):
    """An element whose text is the value of a field."""

    depth: int
    name: str
    offset: int


class Microdata:
    """Collects fields from attributes and from the text of marked elements."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self._open: list[_Open] = []

    def void(self, name: str, found: dict[str, Attribute]) -> None:
        """Take what an element without content says: ``<meta>`` and ``<link>``."""
        if name == "link" and "rel" in found and "href" in found:
            rel = found["rel"].value.lower().split()
            if "canonical" in rel or "author" in rel:
                self._add("canonical" if "canonical" in rel else "author_url", found["href"], "meta")
        elif name == "meta" and "content" in found:
            key = next((found[key] for key in ("name", "property", "itemprop", "http-equiv") if key in found), None)
            if key is not None and key.value.strip():
                self._add(key.value, found["content"], "meta")

    def opens(self, name: str, found: dict[str, Attribute]) -> None:
        """Note an element that is about to open and whose attributes or text are metadata."""
        for key in ("itemprop", "rel"):
            if key in found and (key == "itemprop" or "author" in found[key].value.lower().split()):
                self._marked("author" if key == "rel" else found[key].value, found)
        if name == "time" and "datetime" in found and "itemprop" not in found:
            kind = found["class"].value if "class" in found else "published" if "pubdate" in found else ""
            label = next((label for pattern, label in _DATES if pattern.search(kind)), "time")
            self._add(label, found["datetime"], "html")

    def closes(self, depth: int) -> None:
        """Give the elements their text that end when everything above ``depth`` does."""
        while self._open and self._open[-1].depth >= depth:
            item = self._open.pop()
            self.collector.field_from_prose(item.name, item.offset)

    def _marked(self, name: str, found: dict[str, Attribute]) -> None:
        for key in _VALUE_ATTRIBUTES:
            if key in found:
                self._add(name, found[key], "html")
                return
        if not self.collector.hidden:
            collector = self.collector
            self._open.append(_Open(collector.depth(), normalise_key(name), collector.builder.offset))

    def _add(self, name: str, value: Attribute, origin: str) -> None:
        span = Span(value.start, value.end)
        self.collector.fields.append(Field(normalise_key(name), value.value.strip(), span, origin))
