"""What the elements of HTML mean for prose, and a walker that applies it.

Serves whole pages and the HTML inside Markdown alike: the caller feeds tags and
text in order, the walker keeps the open elements in the collector's frames.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claimlint.parsers.collector import Collector
from claimlint.parsers.specials import markup_text
from claimlint.parsers.tags import CLOSE, COMMENT, OPEN, TEXT, Attribute, Token, attributes
from claimlint.source import Span

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BLOCKS = frozenset(
    "address article aside blockquote body center caption dd details dialog dir div dl dt fieldset figcaption figure footer"
    " form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link listing main menu meta nav noscript ol"
    " option p plaintext pre script search section select style summary table tbody td template textarea tfoot th thead"
    " title tr ul".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
NOT_PROSE = frozenset(
    "head nav script style template textarea title xmp iframe noembed noframes pre code kbd samp var svg math object"
    " select option datalist canvas audio video map".split()
)
CODE = frozenset(("code", "kbd", "samp", "var", "math"))
KINDS = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "figcaption": "caption",
}
REGIONS = {"footer": "footer", "aside": "aside", "header": "header", "details": "details"}
LISTS = frozenset(("ul", "ol", "menu", "dl"))
_CLOSED_BY = {
    "li": (frozenset(("li",)), LISTS),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "td": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "th": (frozenset(("td", "th")), frozenset(("table", "tr"))),
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table",))),
    "tbody": (frozenset(("tr", "td", "th", "tbody", "thead", "tfoot")), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
_P_BARRIER = frozenset("button table td th caption object html".split())
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDGET = re.compile(
    r"amazon-adsystem|skimresources|skimlinks|viglink|sovrn|shareasale|awin|rewardstyle|shopmy|ltk", re.I
)
_NUMBERED = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[*†‡§])(?:\s*[,;–-]\s*\d{1,3})*\s*[\])]?", re.IGNORECASE)


class Elements:
    """Applies tags and text of HTML to a collector."""

    def __init__(self, collector: Collector, add_text: Callable[[int, int], None]) -> None:
        self.collector = collector
        self.add_text = add_text
        self._last_break = -1

    def feed(self, text: str, token: Token, base: int = 0) -> None:
        """Apply one token of ``text``, which stands ``base`` code points into the source."""
        kind = token.kind
        if kind == TEXT:
            self.add_text(token.start + base, token.end + base)
        elif kind == OPEN:
            found = attributes(text, token.name_end, token.end - 1)
            if base:
                found = {name: Attribute(a.value, a.start + base, a.end + base) for name, a in found.items()}
            self.start(token.name, found, Span(token.start + base, token.end + base))
            if text.startswith("/", token.end - 2):
                self.end(token.name, Span(token.end + base, token.end + base))
        elif kind == CLOSE:
            self.end(token.name, Span(token.start + base, token.end + base))
        elif kind == COMMENT:
            self.comment(text[token.start : token.end], Span(token.start + base, token.end + base))

    def comment(self, raw: str, span: Span) -> None:
        self.collector.comment(raw.removeprefix("<!--").removesuffix("-->"), span)

    def start(self, name: str, found: dict[str, Attribute], tag: Span) -> None:
        """Open an element; ``tag`` is the span of its opening tag in the source."""
        collector = self.collector
        if name in BLOCKS:
            self._close_implied(name)
            collector.close_block()
        if name == "br":
            self._break(tag)
            return
        if name == "img":
            self._image(found, tag)
        elif name in ("area", "iframe", "embed") or (name == "script" and "src" in found):
            self._widget(name, found, tag)
        if name in VOID:
            return
        if name in CODE and not collector.hidden and name != "pre":
            collector.placeholder(tag)
        collector.push(name, **self._changes(name, found))
        if name == "a" and "href" in found:
            self._link(found, tag)
        elif name == "form" and found.get("action"):
            action = found["action"]
            collector.begin_link(action.value, "form", tag, Span(action.start, action.end), tag=tag)

    def end(self, name: str, tag: Span) -> None:
        """Close the nearest element of this name, and what stands open inside it."""
        collector = self.collector
        if name in BLOCKS:
            collector.close_block()
        if name == "br":
            self._break(tag)
            return
        frames = collector.frames
        for i in range(len(frames) - 1, 0, -1):
            if frames[i].name == name:
                break
            if frames[i].name.startswith("#"):
                return
        else:
            return
        for frame in reversed(frames[i:]):
            if frame.link >= 0:
                collector.end_link(frame.link, tag.end if frame is frames[i] else tag.start)
        collector.unwind(i)

    def _changes(self, name: str, found: dict[str, Attribute]) -> dict[str, object]:
        changes: dict[str, object] = {}
        if name in HEADINGS:
            changes = {"kind": "heading", "level": HEADINGS[name]}
        elif name in KINDS:
            changes["kind"] = KINDS[name]
        elif name in LISTS:
            changes["level"] = self._list_depth() + 1
        elif name == "blockquote":
            changes["quoted"] = True
        elif name in REGIONS:
            changes["region"] = REGIONS[name]
        if name in NOT_PROSE or _is_hidden(found):
            changes["hidden"] = True
        return changes

    def _list_depth(self) -> int:
        return sum(frame.name in LISTS or frame.name == "#list" for frame in self.collector.frames)

    def _close_implied(self, name: str) -> None:
        frames = self.collector.frames
        if name in _CLOSED_BY:
            closes, barriers = _CLOSED_BY[name]
        elif name in HEADINGS or name not in ("script", "style", "link", "meta", "template"):
            closes, barriers = frozenset(("p",)), _P_BARRIER
        else:
            return
        for i in range(len(frames) - 1, 0, -1):
            if frames[i].name in barriers or frames[i].name.startswith("#"):
                return
            if frames[i].name in closes:
                self.collector.close_block()
                self.collector.unwind(i)

    def _break(self, tag: Span) -> None:
        collector = self.collector
        if collector.hidden:
            return
        if self._last_break == collector.builder.offset:
            collector.close_block()
        else:
            collector.space(tag)
        self._last_break = collector.builder.offset

    def _link(self, found: dict[str, Attribute], tag: Span) -> None:
        href = found["href"]
        rel = tuple(found["rel"].value.lower().split()) if "rel" in found else ()
        title = found["title"].value if "title" in found else ""
        index = self.collector.begin_link(
            href.value.strip(), "html", tag, Span(href.start, href.end), rel=rel, title=title, tag=tag
        )
        self.collector.mark_link(index)

    def _image(self, found: dict[str, Attribute], tag: Span) -> None:
        collector = self.collector
        if collector.hidden or _is_hidden(found):
            return
        source = found.get("src", Attribute("", tag.start, tag.start))
        index = collector.begin_link(source.value, "image", tag, Span(source.start, source.end), tag=tag)
        collector.placeholder(tag)
        collector.end_link(index, tag.end)
        alt = found.get("alt")
        if alt and alt.value.strip():
            collector.after_block("alt", lambda: markup_text(collector, alt.start, alt.end))

    def _widget(self, name: str, found: dict[str, Attribute], tag: Span) -> None:
        key = "href" if name == "area" else "src"
        address = found.get(key)
        if address is None or (name == "script" and not _WIDGET.search(address.value)):
            return
        kind = "area" if name == "area" else "widget"
        self.collector.begin_link(address.value, kind, tag, Span(address.start, address.end), name=name, tag=tag)


def _is_hidden(found: dict[str, Attribute]) -> bool:
    if not found:
        return False
    if "hidden" in found and found["hidden"].value.lower() != "until-found":
        return True
    if "aria-hidden" in found and found["aria-hidden"].value.strip().lower() == "true":
        return True
    return "style" in found and _HIDING_STYLE.search(found["style"].value) is not None
