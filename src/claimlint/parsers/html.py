"""HTML pages: what a reader sees, the head's metadata, and the links."""

from __future__ import annotations

from claimlint.document import Document
from claimlint.parsers.bare_links import bare_links
from claimlint.parsers.collector import Collector
from claimlint.parsers.elements import Elements
from claimlint.parsers.specials import Specials
from claimlint.parsers.tags import tokens
from claimlint.source import Source


def parse(source: Source) -> Document:
    """Return the document of an HTML page or fragment."""
    collector = Collector(source)
    _Page(collector, source.text).walk()
    return collector.build()


class _Page:
    """Walks the tags of a page."""

    def __init__(self, collector: Collector, masked: str) -> None:
        self.collector = collector
        self.masked = masked
        self.specials = Specials(collector, bare_links(masked))
        self.elements = Elements(collector, self._text)

    def walk(self) -> None:
        for token in tokens(self.masked):
            if self.specials.next_start < token.start:
                self.specials.catch_up(token.start)
            self.elements.feed(self.masked, token)
        self.specials.catch_up(len(self.masked))

    def _text(self, start: int, end: int) -> None:
        collector = self.collector
        if collector.hidden:
            self.specials.drop(end)
        elif collector.builder.is_open or not self.masked[start:end].isspace():
            inside_link = any(frame.link >= 0 for frame in collector.frames)
            self.specials.text(start, end, markup=True, urls=not inside_link)
