"""HTML pages: what a reader sees, the head's metadata, and the links."""

from __future__ import annotations

import re
from html import unescape

from claimlint.document import Document, Trouble
from claimlint.late import regex
from claimlint.parsers.bare_links import bare_links
from claimlint.parsers.collector import Collector
from claimlint.parsers.elements import Elements
from claimlint.parsers.front_matter import language_tag, read_front_matter
from claimlint.parsers.json_values import JsonError, read_json_whole
from claimlint.parsers.specials import Specials, markup_text, mask
from claimlint.parsers.tags import COMMENT, OPEN, RAW, Token, attributes, tokens
from claimlint.parsers.templates import find_templates
from claimlint.parsers.values import Node, fields
from claimlint.source import Source, Span

_LINKED_DATA = regex(r"application/ld\+json", re.IGNORECASE)
_HEAD_TITLES = ("og_title", "twitter_title")
_HEAD_DESCRIPTIONS = ("description", "og_description", "twitter_description")


def parse(source: Source) -> Document:
    """Return the document of an HTML page or fragment."""
    collector = Collector(source)
    text = source.text
    if text.startswith(("---", "+++", ";;;")):
        plain = text.replace("\r\n", " \n").replace("\r", "\n")
        begin = read_front_matter(collector, plain)
        text = " " * begin + text[begin:]
    specials = find_templates(text.replace("\r", " "), "html")
    masked = mask(text, specials)
    items = sorted([*specials, *bare_links(masked)], key=lambda item: (item.start, -item.end))
    _Page(collector, masked, Specials(collector, items)).walk()
    return collector.build()


class _Page:
    """Walks the tags of a page."""

    def __init__(self, collector: Collector, masked: str, specials: Specials) -> None:
        self.collector = collector
        self.masked = masked
        self.specials = specials
        self.elements = Elements(collector, self._text)
        self.titled = False
        self.linked_data = False

    def walk(self) -> None:
        specials = self.specials
        for token in tokens(self.masked):
            if token.kind in (COMMENT, RAW):
                specials.drop(token.end)
            if specials.next_start < token.start:
                specials.catch_up(token.start)
            if token.kind == RAW:
                self._raw(token)
            elif token.kind == OPEN and token.name in ("html", "meta", "script"):
                self._head(token)
            self.elements.feed(self.masked, token)
        specials.catch_up(len(self.masked))

    def _text(self, start: int, end: int) -> None:
        collector = self.collector
        if collector.hidden:
            self.specials.drop(end)
        elif collector.builder.is_open or not self.masked[start:end].isspace():
            self.specials.text(start, end, markup=True, urls=not collector.frame.linked)

    def _head(self, token: Token) -> None:
        collector = self.collector
        if token.name == "script":
            self.linked_data = _LINKED_DATA.search(self.masked, token.start, token.end) is not None
            return
        found = attributes(self.masked, token.name_end, token.end - 1, collector.source.text)
        if token.name == "html":
            if "lang" in found and not collector.language:
                collector.language = language_tag(found["lang"].value)
            return
        key = found.get("name") or found.get("property")
        content = found.get("content")
        if key is None or content is None:
            return
        name = key.value.strip().lower().replace(":", "_")
        kind = "title" if name in _HEAD_TITLES else "description" if name in _HEAD_DESCRIPTIONS else ""
        if kind:
            self._block(kind, content.start, content.end, content.value)

    def _block(self, kind: str, start: int, end: int, value: str) -> None:
        """Write a title or a description, unless the same words have been written already."""
        collector = self.collector
        words = " ".join(value.split())
        if not words or (kind, words) in collector.written:
            return
        collector.written.add((kind, words))
        collector.close_block()
        collector.builder.open(kind)
        markup_text(collector.builder, start, end)
        collector.builder.close()

    def _raw(self, token: Token) -> None:
        if token.name == "title" and not self.titled and not self.collector.open_names["svg"]:
            self.titled = True
            self._block("title", token.start, token.end, unescape(self.collector.source.text[token.start : token.end]))
        elif token.name == "script" and self.linked_data:
            self._linked_data(token.start, token.end)

    def _linked_data(self, start: int, end: int) -> None:
        collector = self.collector
        raw = collector.source.text
        if not raw[start:end].strip():
            return
        try:
            node = read_json_whole(raw, start, end)
        except JsonError as error:
            if raw[start:end] == self.masked[start:end]:
                message = f"the JSON-LD is not valid: {error.message}, so its metadata was not read; correct it."
                place = min(error.offset, len(raw) - 1)
                collector.troubles.append(Trouble(message, Span(place, place + 1)))
            return
        for item in _things(node):
            for field, _node in fields(item, "json-ld"):
                collector.fields.append(field)


def _things(node: Node) -> list[Node]:
    """Return the things that JSON-LD describes: one, a list, or a graph of them."""
    found: list[Node] = []
    for item in node.items or (node,):
        graph = next((value for key, _start, _end, value in item.entries if key == "@graph"), None)
        found += graph.items if graph is not None else (item,)
    return found
