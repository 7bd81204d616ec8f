"""Stretches of source that are neither prose nor markup: template tags and bare URLs.

They are found before the text is parsed, kept in order, and met again while the
parser walks: inside text they become a placeholder and a link or an include.
"""

from __future__ import annotations

from dataclasses import field

from claimlint.late import dataclass
from claimlint.parsers.collector import Collector
from claimlint.parsers.tags import REFERENCE
from claimlint.prose import ProseBuilder
from claimlint.source import Span

_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Special:
    """One stretch and what it stands for."""

    start: int
    end: int
    kind: str
    """``include``, ``comment``, ``url`` or ``blank`` (markup that leaves nothing)."""
    name: str = ""
    """Name of the include, text of the comment, or the URL a bare one leads to."""
    syntax: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    url: str = ""
    """Where the include leads, when it stands for a link."""
    destination: tuple[int, int] = (0, 0)
    is_link: bool = False
    opens: bool = False
    """Whether a closing tag belongs to it, so that what stands between is its content."""
    visible: bool = True
    """Whether something is shown at this place; not so for a closing tag."""
    conditional: bool = False
    alone: bool = False
    """Whether nothing else stands on its lines, so that it separates paragraphs."""
    inner: tuple[Special, ...] = ()
    """Includes inside an expression."""


def in_order(items: list[Special]) -> list[Special]:
    """Return specials in the order of the source; of two that overlap, the one that begins first."""
    result: list[Special] = []
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if not result or item.start >= result[-1].end:
            result.append(item)
    return result


def mask(text: str, specials: list[Special]) -> str:
    """Return a text of the same length in which letters stand for the specials."""
    if not specials:
        return text
    parts: list[str] = []
    position = 0
    for item in specials:
        parts += (text[position : item.start], "x" * (item.end - item.start))
        position = item.end
    parts.append(text[position:])
    return "".join(parts)


class Specials:
    """The specials of a source in order, with a cursor that only moves on."""

    def __init__(self, collector: Collector, items: list[Special]) -> None:
        self.collector = collector
        self.items = items
        self._cursor = 0
        self._done = 0
        self._open: list[tuple[str, int]] = []
        self.next_start = items[0].start if items else _NEVER

    def catch_up(self, position: int) -> None:
        """Record the specials that begin before ``position`` and stand in no text."""
        while self.next_start < position:
            item = self.items[self._cursor]
            if item.kind != "url":
                self._record(item)
                self._done = max(self._done, item.end)
            self._advance()

    def drop(self, position: int) -> None:
        """Forget the specials that begin before ``position``: they stand in code."""
        while self.next_start < position:
            self._advance()

    def before(self, position: int) -> bool:
        """Whether anything special may stand before ``position``, or reach into what follows."""
        return self.next_start < position or self._done > 0

    def covers(self, position: int) -> bool:
        """Whether a special that has been shown reaches beyond ``position``."""
        return position < self._done

    def skip(self, position: int) -> None:
        """Take nothing before ``position`` for text."""
        self._done = max(self._done, position)

    def text(self, start: int, end: int, *, markup: bool, urls: bool = True) -> None:
        """Add source text with its specials; ``markup`` when it may hold character references.

        A special that began in an earlier piece of text is not shown again.
        """
        while True:
            start = max(start, self._done)
            if self.next_start < start:
                self.catch_up(start)
                continue
            if start >= end:
                return
            if self.next_start >= end:
                self._plain(start, end, markup)
                return
            item = self.items[self._cursor]
            self._plain(start, item.start, markup)
            self._show(item, urls)
            self._done = item.end
            self._advance()

    def _plain(self, start: int, end: int, markup: bool) -> None:
        if start >= end:
            return
        if markup:
            markup_text(self.collector, start, end)
        else:
            self.collector.add(start, end)

    def _show(self, item: Special, urls: bool) -> None:
        collector = self.collector
        span = Span(item.start, item.end)
        if item.kind == "url":
            if urls and not collector.hidden:
                index = collector.begin_link(item.name, "bare", span, span)
                collector.placeholder(span)
                collector.end_link(index, item.end)
            else:
                collector.placeholder(span)
        elif item.alone:
            collector.close_block()
            self._record(item)
        else:
            before = len(collector.links)
            self._record(item)
            if item.visible:
                collector.placeholder(span)
                if len(collector.links) > before:
                    collector.end_link(before, item.end)

    def _record(self, item: Special) -> None:
        collector = self.collector
        if collector.hidden and item.kind != "comment":
            return
        span = Span(item.start, item.end)
        if item.kind == "comment":
            collector.comment(item.name, span)
        elif item.kind == "include" and item.name:
            collector.include(item.name, item.syntax, span, item.attributes, item.conditional)
            if item.is_link:
                rel = tuple(item.attributes.get("rel", "").lower().split())
                place = Span(*item.destination)
                index = collector.begin_link(item.url, "component", span, place, name=item.name, rel=rel)
                if item.opens:
                    self._open.append((f"/{item.name}", index))
        elif item.name.startswith("/") and self._open:
            self._close_link(item)
        for inner in item.inner:
            self._record(inner)

    def _close_link(self, item: Special) -> None:
        """End the link of the component that this closing tag belongs to."""
        for i in range(len(self._open) - 1, -1, -1):
            name, index = self._open[i]
            if name == item.name:
                self.collector.end_link(index, item.end)
                del self._open[i:]
                return

    def _advance(self) -> None:
        self._cursor += 1
        self.next_start = self.items[self._cursor].start if self._cursor < len(self.items) else _NEVER


def markup_text(sink: Collector | ProseBuilder, start: int, end: int) -> None:
    """Add source text whose character references are resolved."""
    raw = sink.source.text
    if raw.find("&", start, end) >= 0:
        from html import unescape

        for match in REFERENCE.finditer(raw, start, end):
            shown = unescape(match.group())
            if shown == match.group():
                continue
            if start < match.start():
                sink.add(start, match.start())
            sink.replace(Span(match.start(), match.end()), shown)
            start = match.end()
    if start < end:
        sink.add(start, end)
