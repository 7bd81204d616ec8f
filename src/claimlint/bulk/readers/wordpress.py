"""A WordPress export (WXR): posts and pages, with what WordPress knows about them as metadata.

The file is parsed as it streams by, without a tree; entities may not be declared, so none can expand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from claimlint.bulk.columns import clean
from claimlint.bulk.inputs import open_input
from claimlint.bulk.job import Input, Options, Record, Value
from claimlint.bulk.readers import Meter
from claimlint.bulk.readers.lines import longest, open_plain

_CHUNK = 1 << 16
_KINDS = ("post", "page")
_GONE = ("trash", "auto-draft")
_MARKED_UP = re.compile(r"<!-- wp:|<p[\s>]")
"""What only content has whose paragraphs are marked; the classic editor leaves blank lines instead."""
_DEEPEST = 100
_NOT_XML = bytes.maketrans(bytes(set(range(32)) - {9, 10, 13}), b" " * 29)
"""Control characters, which WordPress exports and XML forbids."""


@dataclass
class _Item:
    texts: dict[str, list[str]] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    size: int = 0

    def text(self, name: str) -> str:
        return "".join(self.texts.get(name, ()))


class _Forbidden(ValueError):
    """Something in the file that no WordPress writes and that could do harm."""


class _Export:
    """Collects items from the events of the parser."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.items: list[_Item] = []
        self.item: _Item | None = None
        self.path: list[str] = []
        self.channel: dict[str, str] = {}
        self.authors: dict[str, str] = {}
        self.author: dict[str, str] = {}
        self.domain = ""
        self.key = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_: object) -> None:
        raise _Forbidden("it declares XML entities, which no WordPress export does")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise _Forbidden("its elements are nested deeper than those of any WordPress export")
        if name == "item":
            self.item = _Item()
        elif name == "category":
            self.domain = attributes.get("domain", "category")

    def _characters(self, text: str) -> None:
        name, item = self.path[-1] if self.path else "", self.item
        if item is None:
            into = self.author if "wp:author" in self.path else self.channel
            if len(into.get(name, "")) < _CHUNK:
                into[name] = into.get(name, "") + text
            return
        item.size += len(text)
        if item.size <= self.limit:
            # The path tells an item's own fields from those of its comments.
            inner = "/".join(self.path[self.path.index("item") + 1 :])
            item.texts.setdefault(inner, []).append(text)

    def _end(self, name: str) -> None:
        self.path.pop()
        item = self.item
        if name == "wp:author":
            login = self.author.get("wp:author_login", "").strip()
            self.authors[login] = self.author.get("wp:author_display_name", "").strip() or login
            self.author = {}
        elif item is None:
            return
        elif name == "item":
            self.items.append(item)
            self.item = None
        elif name == "category":
            term = "".join(item.texts.pop("category", ())).strip()
            item.terms.setdefault(self.domain, []).append(term)
        elif name == "wp:postmeta":
            key = "".join(item.texts.pop("wp:postmeta/wp:meta_key", ())).strip()
            item.meta[key] = "".join(item.texts.pop("wp:postmeta/wp:meta_value", ())).strip()


def read(file: Input, options: Options, meter: Meter) -> Iterator[Record]:
    """Yield the posts and pages of an export; raises OSError, EOFError or ValueError where it cannot be read."""
    export = _Export(longest(options))
    row = 0
    with open_input(file) as raw, open_plain(file, raw) as plain:
        plain_xml = True
        first = True
        while True:
            chunk = plain.read(_CHUNK)
            if first:
                plain_xml = not chunk.startswith((b"\xff\xfe", b"\xfe\xff"))
                first = False
            try:
                export.parser.Parse(chunk.translate(_NOT_XML) if plain_xml else chunk, not chunk)
            except expat.ExpatError as error:
                problem: ValueError | None = ValueError(f"not well-formed XML: {error}")
            except _Forbidden as error:
                problem = error
            else:
                problem = None
            meter.position = raw.tell()
            for item in export.items:
                yield _record(item, row, file, export, options)
                row += 1
            export.items.clear()
            if problem is not None:
                raise problem
            if not chunk:
                return


def _record(item: _Item, row: int, file: Input, export: _Export, options: Options) -> Record:
    link = item.text("link").strip() or item.text("guid").strip()
    name = clean(link or f"{file.name}:{row}")
    kind, status = item.text("wp:post_type").strip(), item.text("wp:status").strip()
    if kind not in _KINDS:
        return Record(row, name, problem=clean(f"not a post or page but {kind or 'of no type'}."), skipped=True)
    if status in _GONE:
        return Record(row, name, problem=clean(f"its status is {status}."), skipped=True)
    if item.size > export.limit:
        return Record(row, name, problem=f"longer than {export.limit} characters. Raise --max-chars to read it.")
    text = item.text("content:encoded")
    markup = options.markup or ("html" if _MARKED_UP.search(text) else "markdown")
    return Record(row, name, clean(text), markup, _metadata(item, status, export))


def _metadata(item: _Item, status: str, export: _Export) -> dict[str, Value]:
    login = item.text("dc:creator").strip()
    found: dict[str, Value] = {
        "title": item.text("title").strip(),
        "description": item.text("excerpt:encoded").strip() or item.meta.get("_yoast_wpseo_metadesc", ""),
        "author": export.authors.get(login, login),
        "date": _day(item.text("wp:post_date")),
        "modified": _day(item.text("wp:post_modified")),
        "status": "draft" if status in ("draft", "pending") else "published",
        "canonical": item.text("link").strip(),
        "lang": export.channel.get("language", "").strip(),
        "categories": [clean(term) for term in item.terms.get("category", ())],
        "tags": [clean(term) for term in item.terms.get("post_tag", ())],
    }
    return {key: clean(value) if isinstance(value, str) else value for key, value in found.items() if value}


def _day(text: str) -> str:
    """Return the day of ``2026-01-31 12:00:00``; empty for WordPress's year 0, which stands for none."""
    return "" if text.startswith("0000") else text.strip()[:10]
