"""Markdown: CommonMark with the tables, footnotes, shortcodes and front matter of real sites."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from claimlint.document import Document
from claimlint.parsers.bare_links import bare_links
from claimlint.parsers.collector import Collector, Frame
from claimlint.parsers.destinations import attribute_list, definitions, inline_destination, normal_label
from claimlint.parsers.elements import Elements
from claimlint.parsers.front_matter import read_front_matter
from claimlint.parsers.offsets import code_point_offsets
from claimlint.parsers.specials import Special, Specials
from claimlint.parsers.tags import COMMENT, RAW, tokens
from claimlint.parsers.templates import find_templates, mask
from claimlint.source import Source, Span

_LONE_RETURN = re.compile(r"\r(?!\n)")
_LINK_KINDS = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}


class _OpenLink(NamedTuple):
    """A link or an image whose end has not been met."""

    place: int
    """In the collector's links; -1 when it counts for nothing, as inside an alternative text."""
    kind: str
    label: str
    start: int


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


@cache
def _options() -> Any:
    from pyromark import Options

    return (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_GFM
    )


class _Walker:
    """Turns the events of the Markdown parser into prose and links."""

    def __init__(self, collector: Collector, masked: str, items: list[Special]) -> None:
        self.collector = collector
        self.masked = masked
        self.specials = Specials(collector, items)
        self.elements = Elements(collector, self._html_text)
        self.at = code_point_offsets(masked)
        self.last_end = 0
        self.depths: list[int] = []
        self.links: list[_OpenLink] = []
        self.images: list[_OpenLink] = []
        self.alt: list[tuple[Callable[..., None], tuple[object, ...]]] = []
        self.in_code = False
        self.gaps: deque[tuple[int, int]] = deque()
        self.html: list[tuple[int, int]] | None = None
        self.definitions: dict[str, Span] | None = None

    def walk(self) -> None:
        import pyromark

        at, specials = self.at, self.specials
        for event, place in pyromark.events_with_range(self.masked, options=_options()):
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
        elif self.images:
            self.alt.append((self.collector.builder.space, (Span(start, end),)))
        else:
            self.collector.space(Span(start, end))

    def _text(self, value: str, start: int, end: int) -> None:
        self.last_end = end
        if self.in_code:
            self.specials.drop(end)
        elif self.images:
            builder, span = self.collector.builder, Span(start, end)
            if self.masked[start:end] == value:
                self.alt.append((builder.add, (start, end)))
            else:
                self.alt.append((builder.replace, (span, value)))
            self.specials.drop(end)
        elif len(value) != end - start or self.masked[start:end] != value:
            if not self.specials.covers(start):
                self.collector.replace(Span(start, end), value)
        elif not self.specials.before(end):
            self.collector.add(start, end)
        else:
            self.specials.text(start, end, markup=False, urls=not self.links and not self.collector.frame.linked)

    def _html_text(self, start: int, end: int) -> None:
        if self.collector.hidden:
            self.specials.drop(end)
            return
        for low, high in self._without_gaps(start, end):
            if self.collector.builder.is_open or not self.masked[low:high].isspace():
                urls = not self.links and not self.collector.frame.linked
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
            if self.images:
                self.alt.append((collector.builder.placeholder, (Span(start, end),)))
            else:
                collector.placeholder(Span(start, end))

    def _start(self, tag: Any, start: int) -> None:
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        collector = self.collector
        if name in ("Emphasis", "Strong", "Strikethrough"):
            return
        if name == "Link":
            self._start_link(value, start)
        elif name == "Image":
            self._start_image(value, start)
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
            self._end_link(end)
        elif name == "Image":
            self._end_image(end)
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

    def _start_link(self, value: Any, start: int) -> None:
        kind = _LINK_KINDS.get(value["link_type"], "reference")
        index = -1
        if not self.images:
            url = f"mailto:{value['dest_url']}" if value["link_type"] == "Email" else value["dest_url"]
            place = Span(start, start)
            index = self.collector.begin_link(url, kind, place, place, title=value["title"])
        self.links.append(_OpenLink(index, kind, value["id"], start))
        if kind == "autolink" and not self.images:
            self.collector.push("#autolink", self.collector.frame._replace(hidden=True))

    def _end_link(self, end: int) -> None:
        link = self.links.pop()
        if link.place < 0:
            return
        if link.kind == "autolink":
            self.collector.unwind(self.collector.depth() - 1)
            self.specials.drop(end)
            self.collector.placeholder(Span(link.start, end))
            self.collector.end_link(link.place, end, destination=Span(link.start + 1, end - 1))
        else:
            self._finish(link, end)

    def _start_image(self, value: Any, start: int) -> None:
        collector = self.collector
        index = -1
        if not self.images and not collector.hidden:
            place = Span(start, start)
            index = collector.begin_link(value["dest_url"], "image", place, place, title=value["title"])
        self.images.append(_OpenLink(index, _LINK_KINDS.get(value["link_type"], "reference"), value["id"], start))

    def _end_image(self, end: int) -> None:
        image = self.images.pop()
        if image.place < 0:
            return
        self.collector.placeholder(Span(image.start, end))
        self._finish(image, end)
        actions, self.alt = self.alt, []
        if actions:
            self.collector.after_block("alt", lambda _builder: _replay(actions))

    def _finish(self, link: _OpenLink, end: int) -> None:
        """Complete a link or an image with the place of its URL and the attributes behind it."""
        changes: dict[str, object] = {}
        if link.kind == "reference":
            place = self._defined(link.label)
        else:
            place = inline_destination(self.masked, self.last_end, end)
        if place is not None:
            changes["destination"] = place
            raw = self.collector.source.slice(place)
            if raw != self.masked[place.start : place.end]:
                changes["url"] = raw
        if self.masked.startswith("{", end):
            attributes = attribute_list(self.masked, end)
            if attributes is not None:
                end, rel = attributes
                changes["rel"] = rel
                self.specials.skip(end)
        self.collector.end_link(link.place, end, **changes)

    def _defined(self, label: str) -> Span | None:
        if self.definitions is None:
            from pyromark import reference_definitions

            found: Any = reference_definitions(self.masked, options=_options())
            self.definitions = definitions(self.masked, found, self.at)
        return self.definitions.get(normal_label(label))


def _replay(actions: list[tuple[Callable[..., None], tuple[object, ...]]]) -> None:
    for action, arguments in actions:
        action(*arguments)


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
