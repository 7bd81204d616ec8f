"""The links and images of Markdown: where they stand, where they lead, and alternative texts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from claimlint.parsers.collector import Collector
from claimlint.parsers.destinations import AttributeLists, definitions, inline_destination, normal_label
from claimlint.parsers.specials import Specials
from claimlint.source import Span

_LINK_KINDS = {"Inline": "inline", "Autolink": "autolink", "Email": "autolink"}


class _OpenLink(NamedTuple):
    """A link or an image whose end has not been met."""

    place: int
    """In the collector's links; -1 when it counts for nothing, as inside an alternative text."""
    kind: str
    label: str
    start: int


@cache
def markdown_options() -> Any:
    """Return what the Markdown parser is to understand beyond CommonMark."""
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


class MarkdownLinks:
    """Keeps the links and images that are open while the events of Markdown are walked."""

    def __init__(self, collector: Collector, masked: str, specials: Specials, at: Callable[[int], int]) -> None:
        self.collector = collector
        self.masked = masked
        self.specials = specials
        self.at = at
        self.links: list[_OpenLink] = []
        self.images: list[_OpenLink] = []
        self.alt: list[tuple[Callable[..., None], tuple[object, ...]]] = []
        """What adds the alternative text of the open image to a block, in order."""
        self.definitions: dict[str, Span] | None = None
        # Read as written: in MDX braces hold expressions and are masked, and an attribute list is none.
        self.lists = AttributeLists(collector.source.text)

    def start_link(self, value: Any, start: int) -> None:
        """Enter a link; ``value`` is what the Markdown parser tells of it."""
        kind = _LINK_KINDS.get(value["link_type"], "reference")
        index = -1
        if not self.images and not self.collector.frame.void:
            url = f"mailto:{value['dest_url']}" if value["link_type"] == "Email" else value["dest_url"]
            place = Span(start, start)
            index = self.collector.begin_link(url, kind, place, place, title=value["title"])
        self.links.append(_OpenLink(index, kind, value["id"], start))
        if kind == "autolink" and index >= 0:
            self.collector.push("#autolink", self.collector.frame._replace(hidden=True))

    def end_link(self, end: int, label_end: int) -> None:
        """Leave the innermost link, which ends before ``end``; its label ends at ``label_end`` or just after."""
        link = self.links.pop()
        if link.place < 0:
            return
        if link.kind == "autolink":
            self.collector.unwind(self.collector.depth() - 1)
            self.specials.drop(end)
            self.collector.placeholder(Span(link.start, end))
            changes: dict[str, object] = {"destination": Span(link.start + 1, end - 1)}
            self.collector.end_link(link.place, self._attributes(end, changes), **changes)
        else:
            self._finish(link, end, label_end)

    def start_image(self, value: Any, start: int) -> None:
        """Enter an image, whose alternative text becomes a block of its own."""
        collector = self.collector
        index = -1
        if not self.images and not collector.hidden:
            place = Span(start, start)
            index = collector.begin_link(value["dest_url"], "image", place, place, title=value["title"])
        self.images.append(_OpenLink(index, _LINK_KINDS.get(value["link_type"], "reference"), value["id"], start))

    def end_image(self, end: int, label_end: int) -> None:
        """Leave the innermost image."""
        image = self.images.pop()
        if image.place < 0:
            return
        self.collector.placeholder(Span(image.start, end))
        self._finish(image, end, label_end)
        actions, self.alt = self.alt, []
        if actions:
            self.collector.after_block("alt", lambda _builder: _replay(actions))

    def _finish(self, link: _OpenLink, end: int, label_end: int) -> None:
        """Complete a link or an image with the place of its URL and the attributes behind it."""
        changes: dict[str, object] = {}
        if link.kind == "reference":
            place = self._defined(link.label)
        else:
            place = inline_destination(self.masked, label_end, end)
        if place is not None:
            changes["destination"] = place
            raw = self.collector.source.slice(place)
            if raw != self.masked[place.start : place.end]:
                changes["url"] = raw
        end = self._attributes(end, changes)
        self.collector.end_link(link.place, end, **changes)

    def _attributes(self, end: int, changes: dict[str, object]) -> int:
        """Add what an attribute list behind a link says; return where the list, or else the link, ends."""
        read = self.lists.read(end) if self.collector.source.text.startswith("{", end) else None
        if read is None:
            return end
        changes["attributes"], changes["rel"] = Span(end, read[0]), read[1]
        self.specials.skip(read[0])
        return read[0]

    def _defined(self, label: str) -> Span | None:
        if self.definitions is None:
            from pyromark import reference_definitions

            found: Any = reference_definitions(self.masked, options=markdown_options())
            self.definitions = definitions(self.masked, found, self.at)
        return self.definitions.get(normal_label(label))


def _replay(actions: list[tuple[Callable[..., None], tuple[object, ...]]]) -> None:
    for action, arguments in actions:
        action(*arguments)
