"""Markdown: CommonMark with the tables, footnotes, shortcodes and front matter of real sites."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from claimlint.document import Document
from claimlint.parsers.bare_links import bare_links
from claimlint.parsers.collector import Collector
from claimlint.parsers.elements import Elements
from claimlint.parsers.offsets import code_point_offsets
from claimlint.parsers.specials import Special, Specials
from claimlint.parsers.tags import tokens
from claimlint.source import Source, Span

_DEFINITION = re.compile(r"\s*\[(?:\\.|[^\]\\])*+\]:\s*(?:<(?P<angle>(?:\\.|[^>\\\n])*)>|(?P<bare>\S+))", re.DOTALL)
_ATTRIBUTE_LIST = re.compile(r"\{:?(?P<body>(?:[^{}\n\"']|\"[^\"\n]*\"|'[^'\n]*')*)\}")
_REL = re.compile(r"\brel\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))")


def parse(source: Source) -> Document:
    """Return the document of a Markdown source."""
    collector = Collector(source)
    masked, specials = source.text, []
    items = sorted([*specials, *bare_links(masked)], key=lambda item: (item.start, -item.end))
    _Walker(collector, masked, items).walk()
    return collector.build()


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
        self.links: list[tuple[int, int]] = []
        self.images: list[int] = []
        self.alt: list[tuple[Callable[..., None], tuple[object, ...]]] = []
        self.in_code = False
        self.html: list[tuple[int, int]] | None = None
        self._definitions: dict[str, tuple[int, int]] | None = None

    def walk(self) -> None:
        import pyromark

        at = self.at
        for event, place in pyromark.events_with_range(self.masked, options=_options()):
            start, end = at(place["start"]), at(place["end"])
            if isinstance(event, str):
                self._simple(event, start, end)
                continue
            ((name, value),) = event.items()
            if name == "Text":
                self._text(value, start, end)
            elif name == "Start":
                if self.specials.next_start < start:
                    self.specials.catch_up(start)
                self._start(value, start, end)
            elif name == "End":
                self._end(value, end)
            else:
                self._other(name, value, start, end)
        self.specials.catch_up(len(self.masked))

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
            same = self.masked[start:end] == value
            builder = self.collector.builder
            if same:
                self.alt.append((builder.text, (Span(start, end),)))
            else:
                self.alt.append((builder.replace, (Span(start, end), value)))
            self.specials.drop(end)
        elif len(value) != end - start or self.masked[start:end] != value:
            self.collector.replaced(Span(start, end), value)
        else:
            self.specials.text(start, end, markup=False, urls=not self.links)

    def _html_text(self, start: int, end: int) -> None:
        if self.collector.hidden:
            return
        if not self.collector.builder.is_open and self.masked[start:end].isspace():
            return
        self.specials.text(start, end, markup=True, urls=not self.links)

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

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        collector = self.collector
        if name in ("Emphasis", "Strong", "Strikethrough"):
            return
        if name == "Link":
            self._start_link(value, start, end)
        elif name == "Image":
            self._start_image(value, start, end)
        elif name == "HtmlBlock":
            self.html = []
        else:
            collector.close_block()
            self.depths.append(collector.depth())
            changes = _changes(name, value, collector)
            if changes is not None:
                collector.push("#" + name.lower(), **changes)
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
        start, end = pieces[0][0], pieces[-1][1]
        fragment = self.masked[start:end]
        gaps = [(a[1] - start, b[0] - start) for a, b in zip(pieces, pieces[1:], strict=False) if a[1] < b[0]]
        for low, high in gaps:
            fragment = fragment[:low] + " " * (high - low) + fragment[high:]
        for token in tokens(fragment):
            if self.specials.next_start < token.start + start:
                self.specials.catch_up(token.start + start)
            self.elements.feed(fragment, token, start)
        self.collector.space(Span(end, end))

    def _start_link(self, value: Any, start: int, end: int) -> None:
        kind = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}.get(value["link_type"], "reference")
        url = f"mailto:{value['dest_url']}" if value["link_type"] == "Email" else value["dest_url"]
        if self.images:
            self.links.append((-1, start))
            return
        index = self.collector.begin_link(url, kind, Span(start, end), Span(start, start), title=value["title"])
        self.links.append((index, start))
        if kind == "autolink":
            self.collector.placeholder(Span(start, end))
            self.specials.drop(end)
            self.collector.push("#autolink", hidden=True)

    def _end_link(self, end: int) -> None:
        index, start = self.links.pop()
        if index < 0:
            return
        link = self.collector.links[index]
        if link.kind == "autolink":
            self.collector.unwind(self.collector.depth() - 1)
            self.collector.end_link(index, end, destination=Span(start + 1, end - 1))
            return
        destination = self._destination(link.kind, start, end)
        self.collector.end_link(index, end, destination=destination)

    def _start_image(self, value: Any, start: int, end: int) -> None:
        collector = self.collector
        if not self.images and not collector.hidden:
            index = collector.begin_link(
                value["dest_url"], "image", Span(start, end), Span(start, start), title=value["title"]
            )
            collector.placeholder(Span(start, end))
            self.links.append((index, start))
        else:
            self.links.append((-1, start))
        self.images.append(start)

    def _end_image(self, end: int) -> None:
        self.images.pop()
        index, start = self.links.pop()
        if index >= 0:
            kind = "inline" if self.masked.startswith("](", self.last_end) else "image"
            self.collector.end_link(index, end, destination=self._destination(kind, start, end))
        if not self.images:
            actions, self.alt = self.alt, []
            if actions and index >= 0:
                self.collector.after_block("alt", lambda: [action(*given) for action, given in actions] and None)

    def _destination(self, kind: str, start: int, end: int) -> Span:
        return Span(start, start)


def _changes(name: str, value: Any, collector: Collector) -> dict[str, object] | None:
    """Return what holds inside a container of Markdown; None for a plain block."""
    if name == "Heading":
        return {"kind": "heading", "level": int(value["level"][1])}
    if name in ("Item", "DefinitionListTitle", "DefinitionListDefinition"):
        return {"kind": "item"}
    if name in ("List", "DefinitionList"):
        depth = sum(frame.name in ("ul", "ol", "#list", "#definitionlist") for frame in collector.frames)
        return {"level": depth + 1}
    if name == "TableCell":
        return {"kind": "cell"}
    if name == "BlockQuote":
        return {"region": "aside"} if value else {"quoted": True}
    if name == "FootnoteDefinition":
        return {"kind": "paragraph", "region": "footnote", "label": str(value)}
    return None
