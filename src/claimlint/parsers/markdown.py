"""Markdown: CommonMark with the tables, footnotes, shortcodes and front matter of real sites."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from claimlint.document import Document
from claimlint.late import regex
from claimlint.parsers.bare_links import bare_links
from claimlint.parsers.collector import Collector, Frame
from claimlint.parsers.elements import Elements
from claimlint.parsers.front_matter import read_front_matter
from claimlint.parsers.markdown_links import MarkdownLinks, markdown_options
from claimlint.parsers.offsets import code_point_offsets
from claimlint.parsers.specials import Special, Specials, mask
from claimlint.parsers.tags import COMMENT, RAW, tokens
from claimlint.parsers.templates import find_templates
from claimlint.source import Source, Span

_LONE_RETURN = regex(r"\r(?!\n)")


def parse(source: Source) -> Document:
    """Return the document of a Markdown source."""
    collector = Collector(source)
    text = source.text
    plain = text
    if "\r" in text:
        # The Markdown parser does not take a lone carriage return for the end of every kind of line.
        text = _LONE_RETURN.sub("\n", text)
        plain = text.replace("\r\n", " \n")
    begin = read_front_matter(collector, plain)
    if begin:
        blank = " " * (begin - 1) + "\n"
        plain, text = blank + plain[begin:], blank + text[begin:]
    specials = find_templates(plain, "mdx" if source.path.lower().endswith(".mdx") else "markdown")
    masked = mask(text, specials)
    items = sorted([*specials, *bare_links(masked)], key=lambda item: (item.start, -item.end))
    _Walker(collector, masked, items).walk()
    return collector.build()


class _Walker:
    """Turns the events of the Markdown parser into prose and links."""

    def __init__(self, collector: Collector, masked: str, items: list[Special]) -> None:
        self.collector = collector
        self.masked = masked
        self.specials = Specials(collector, items)
        self.elements = Elements(collector, self._html_text)
        self.at = code_point_offsets(masked)
        self.links = MarkdownLinks(collector, masked, self.specials, self.at)
        self.last_end = 0
        self.depths: list[int] = []
        self.in_code = False
        self.gaps: deque[tuple[int, int]] = deque()
        self.html: list[tuple[int, int]] | None = None

    def walk(self) -> None:
        import pyromark

        at, specials = self.at, self.specials
        for event, place in pyromark.events_with_range(self.masked, options=markdown_options()):
            if isinstance(event, str):
                self._simple(event, at(place["start"]), at(place["end"]))
                continue
            ((name, value),) = event.items()
            if name == "Text":
                self._text(str(value), at(place["start"]), at(place["end"]))
            elif name == "End":
                self._end(value, at(place["end"]))
            elif name == "Start":
                start = at(place["start"])
                if specials.next_start < start:
                    specials.catch_up(start)
                self._start(value, start)
            else:
                self._other(name, value, at(place["start"]), at(place["end"]))
        specials.catch_up(len(self.masked))

    def _simple(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self.collector.close_block()
        elif self.links.images:
            self.links.alt.append((self.collector.builder.space, (Span(start, end),)))
        else:
            self.collector.space(Span(start, end))

    def _text(self, value: str, start: int, end: int) -> None:
        self.last_end = end
        if self.in_code:
            self.specials.drop(end)
        elif self.links.images:
            builder, span = self.collector.builder, Span(start, end)
            if self.masked[start:end] == value:
                self.links.alt.append((builder.add, (start, end)))
            else:
                self.links.alt.append((builder.replace, (span, value)))
            self.specials.drop(end)
        elif len(value) != end - start or self.masked[start:end] != value:
            if not self.specials.covers(start):
                self.collector.replace(Span(start, end), value)
        elif not self.specials.before(end):
            self.collector.add(start, end)
        else:
            self.specials.text(start, end, markup=False, urls=not self.links.links and not self.collector.frame.linked)

    def _html_text(self, start: int, end: int) -> None:
        if self.collector.hidden:
            self.specials.drop(end)
            return
        for low, high in self._without_gaps(start, end):
            if self.collector.builder.is_open or not self.masked[low:high].isspace():
                urls = not self.links.links and not self.collector.frame.linked
                self.specials.text(low, high, markup=True, urls=urls)

    def _without_gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the pieces of a stretch of HTML that are not marks of quotations and lists."""
        while self.gaps and self.gaps[0][0] < end:
            low, high = self.gaps.popleft()
            if start < low:
                yield start, low
            start = max(start, high)
        if start < end:
            yield start, end

    def _other(self, name: str, value: Any, start: int, end: int) -> None:
        collector = self.collector
        if name == "Html":
            if self.html is not None:
                self.html.append((start, end))
            return
        if self.specials.next_start < start:
            self.specials.catch_up(start)
        self.last_end = end
        if name == "InlineHtml":
            for token in tokens(self.masked, start, end):
                if token.kind == COMMENT:
                    self.specials.drop(end)
                self.elements.feed(self.masked, token)
        elif name == "FootnoteReference":
            if not collector.hidden:
                collector.reference(str(value), Span(start, end))
        elif name == "TaskListMarker":
            pass
        else:
            self.specials.drop(end)
            if self.links.images:
                self.links.alt.append((collector.builder.placeholder, (Span(start, end),)))
            else:
                collector.placeholder(Span(start, end))

    def _start(self, tag: Any, start: int) -> None:
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        collector = self.collector
        if name in ("Emphasis", "Strong", "Strikethrough"):
            return
        if name == "Link":
            self.links.start_link(value, start)
        elif name == "Image":
            self.links.start_image(value, start)
        elif name == "HtmlBlock":
            self.html = []
        else:
            collector.close_block()
            self.depths.append(collector.depth())
            frame = _frame(name, value, collector.frame)
            if frame is not None:
                collector.push(f"#{name}", frame)
            self.in_code = name in ("CodeBlock", "MetadataBlock")
        self.last_end = start

    def _end(self, tag: Any, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in ("Emphasis", "Strong", "Strikethrough"):
            self.last_end = end
            return
        if name == "Link":
            self.links.end_link(end, self.last_end)
        elif name == "Image":
            self.links.end_image(end, self.last_end)
        elif name == "HtmlBlock":
            self._end_html()
        else:
            if self.in_code:
                self.in_code = False
                self.specials.drop(end)
            self.collector.close_block()
            self.collector.unwind(self.depths.pop())
        self.last_end = end

    def _end_html(self) -> None:
        pieces, self.html = self.html or [], None
        if not pieces:
            return
        start = pieces[0][0]
        parts = [self.masked[start : pieces[0][1]]]
        for before, piece in pairwise(pieces):
            # What stands between two pieces is the mark of a quotation or the indent of a list.
            parts += (" " * (piece[0] - before[1]), self.masked[piece[0] : piece[1]])
        fragment = "".join(parts)
        self.gaps = deque((before[1], piece[0]) for before, piece in pairwise(pieces) if before[1] < piece[0])
        for token in tokens(fragment):
            if token.kind in (COMMENT, RAW):
                self.specials.drop(token.end + start)
            if self.specials.next_start < token.start + start:
                self.specials.catch_up(token.start + start)
            self.elements.feed(fragment, token, start)
        self.gaps.clear()


def _frame(name: str, value: Any, frame: Frame) -> Frame | None:
    """Return what holds inside a container of Markdown; None for a plain block."""
    if name == "Heading":
        return frame._replace(kind="heading", level=int(value["level"][1]))
    if name in ("Item", "DefinitionListTitle", "DefinitionListDefinition"):
        return frame._replace(kind="item", level=frame.lists)
    if name in ("List", "DefinitionList"):
        return frame._replace(lists=frame.lists + 1)
    if name == "TableCell":
        return frame._replace(kind="cell")
    if name == "BlockQuote":
        return frame._replace(region="aside") if value else frame._replace(quoted=True)
    if name == "FootnoteDefinition":
        return frame._replace(kind="paragraph", level=0, region="footnote", label=str(value))
    return None
