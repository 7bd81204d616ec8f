"""A walker that applies tags of HTML to prose: whole pages and the HTML inside Markdown alike.

The caller feeds tokens in order; the open elements are kept in the collector.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claimlint.document import Trouble
from claimlint.late import regex
from claimlint.parsers.collector import Collector, Frame
from claimlint.parsers.html_names import (
    ASIDE_FROM_PROSE,
    BLOCKS,
    CLOSED_BY,
    CODE,
    HEADINGS,
    KEEPS_PARAGRAPH,
    KINDS,
    LISTS,
    P_STOPS,
    REGIONS,
    UNSEEN,
    VOID,
)
from claimlint.parsers.microdata import Microdata
from claimlint.parsers.notes import footnote_frame, note_label
from claimlint.parsers.specials import markup_text
from claimlint.parsers.tags import CLOSE, COMMENT, OPEN, RAW, TEXT, Attribute, Token, attributes
from claimlint.parsers.wordpress import block_include, is_block_comment
from claimlint.source import Span

_PARAGRAPH = frozenset(("p",))
_HIDING_STYLE = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WIDGET = regex(
    r"amazon-adsystem|amazon\.[a-z.]+/widgets|skimresources|skimlinks|viglink|sovrn|shareasale|awin1?\.|dwin1|rstyle"
    r"|rewardstyle|shopmy|shopify|impact\.com|partnerize|linksynergy|rakuten",
    re.IGNORECASE,
)
_SSI = regex(r"<!--#\s*include\s+(?:virtual|file)\s*=\s*[\"']([^\"']+)[\"']")
_CLICK = regex(r"(?:location(?:\.href)?\s*=|window\.open\()\s*['\"]([^'\"]+)['\"]")


class Elements:
    """Applies tags and text of HTML to a collector."""

    def __init__(self, collector: Collector, add_text: Callable[[int, int], None]) -> None:
        self.collector = collector
        self.add_text = add_text
        self.microdata = Microdata(collector)
        self._last_break = -1

    def feed(self, text: str, token: Token, base: int = 0) -> None:
        """Apply one token of ``text``, which stands ``base`` code points into the source."""
        kind, start, end, name, name_end, closed = token
        if kind == TEXT:
            self.add_text(start + base, end + base)
        elif kind == OPEN:
            found: dict[str, Attribute] = {}
            if end - name_end > 1:
                found = attributes(text, name_end, end - 1, self.collector.source.text, base)
            self._start(name, found, Span(start + base, end + base), text, end)
            if text.startswith("/", end - 2) and end - name_end > 1 and name not in VOID:
                self._end(name, end + base, end + base)
        elif kind == CLOSE:
            self._end(name, start + base, end + base)
        elif kind == COMMENT:
            self._comment(self.collector.source.text[start + base : end + base], Span(start + base, end + base))
        if not closed and kind in (COMMENT, RAW):
            what = "comment" if kind == COMMENT else f"<{name}> element"
            message = f"this {what} is never closed, so nothing after it was read; close it."
            self.collector.troubles.append(Trouble(message, Span(start + base, min(start + base + 4, end + base))))

    def _comment(self, raw: str, span: Span) -> None:
        collector = self.collector
        server_side = _SSI.match(raw)
        if server_side is not None:
            collector.include(server_side[1], "ssi", span)
            return
        if is_block_comment(raw):
            block = block_include(raw, span.start)
            if block is not None:
                collector.include(block.name, block.syntax, span, block.attributes)
            return
        collector.comment(raw.removeprefix("<!--").removesuffix("-->"), span)

    def _start(self, name: str, found: dict[str, Attribute], tag: Span, text: str, after: int) -> None:
        collector = self.collector
        if name in BLOCKS:
            self._close_implied(name)
            if name not in KEEPS_PARAGRAPH:
                collector.close_block()
        if name == "br":
            self._break(tag)
        elif name == "img":
            self._image(found, tag)
        elif found and not collector.frame.void:
            self._address(name, found, tag)
        if name in VOID:
            if found:
                self.microdata.void(name, found)
            return
        if name in CODE:
            collector.placeholder(tag)
        elif name == "q":
            collector.replace(tag, "\u201c")
        frame = self._frame(name, found, tag, text, after)
        if found:
            self.microdata.opens(name, found)
        collector.push(name, frame)
        if name == "a" and "href" in found and not collector.frame.void:
            self._link(found, tag)

    def _end(self, name: str, start: int, end: int) -> None:
        """Close the nearest element of this name, and what stands open inside it."""
        collector = self.collector
        if name in BLOCKS and name not in KEEPS_PARAGRAPH:
            collector.close_block()
        if name == "br":
            self._break(Span(start, end))
        if not collector.open_names[name]:
            return
        names = collector.names
        depth = len(names) - 1
        while names[depth] != name:
            if names[depth].startswith("#"):
                return
            depth -= 1
        if name == "q":
            collector.replace(Span(start, end), "\u201d")
        self.microdata.closes(depth)
        collector.unwind(depth, end)

    def _frame(self, name: str, found: dict[str, Attribute], tag: Span, text: str, after: int) -> Frame | None:
        """Return what holds inside an element, None when it changes nothing."""
        frame = self.collector.frame
        if frame.void:
            return None
        changed = frame
        if name in HEADINGS:
            changed = changed._replace(kind="heading", level=HEADINGS[name])
        elif name in KINDS:
            kind = KINDS[name]
            changed = changed._replace(kind=kind, level=max(frame.lists, 1) if kind == "item" else 0)
        elif name in LISTS:
            changed = changed._replace(lists=frame.lists + 1)
        elif name == "blockquote":
            changed = changed._replace(quoted=True)
        elif name in REGIONS:
            changed = changed._replace(region=REGIONS[name])
        elif name in ASIDE_FROM_PROSE:
            changed = changed._replace(hidden=True)
        elif name in ("sup", "a"):
            label = note_label(self.collector, name, found, text, after)
            if label is not None:
                self.collector.reference(label, tag)
                changed = changed._replace(hidden=True, void=True)
            elif name == "sup" and self.collector.builder.ends_with("10"):
                self.collector.replace(tag, "^")
        elif "-" in name or name[0].isupper():
            attributes_here = {key: value.value for key, value in found.items()}
            self.collector.include(name, "html", tag, attributes_here)
        if found:
            changed = footnote_frame(changed, name, found)
            if _is_hidden(found):
                changed = changed._replace(hidden=True, void=True)
        if name in UNSEEN:
            changed = changed._replace(hidden=True, void=True)
        return changed if changed is not frame else None

    def _close_implied(self, name: str) -> None:
        collector = self.collector
        if name in CLOSED_BY:
            closes, stops = CLOSED_BY[name]
        elif name not in KEEPS_PARAGRAPH:
            closes, stops = _PARAGRAPH, P_STOPS
        else:
            return
        for item in closes:
            if collector.open_names[item]:
                break
        else:
            return
        while any(collector.open_names[item] for item in closes):
            names = collector.names
            depth = len(names) - 1
            while depth and names[depth] not in closes and names[depth] not in stops and names[depth][:1] != "#":
                depth -= 1
            if names[depth] not in closes:
                return
            collector.close_block()
            self.microdata.closes(depth)
            collector.unwind(depth)

    def _break(self, tag: Span) -> None:
        """Add a space for a line break; two of them end a paragraph."""
        collector = self.collector
        if collector.hidden or not collector.builder.is_open:
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
        place = Span(href.start, href.end)
        self.collector.mark_link(
            self.collector.begin_link(href.value.strip(), "html", tag, place, rel=rel, title=title, tag=tag)
        )

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
            collector.after_block("alt", lambda builder: markup_text(builder, alt.start, alt.end))

    def _address(self, name: str, found: dict[str, Attribute], tag: Span) -> None:
        """Record what leads somewhere without being an ``<a>``."""
        kind, address = "widget", None
        if name == "area":
            kind, address = "area", found.get("href")
        elif name == "form":
            kind, address = "form", found.get("action")
        elif name in ("button", "input") and "formaction" in found:
            kind, address = "form", found["formaction"]
        elif name in ("iframe", "embed", "script"):
            address = found.get("src") or found.get("data-src")
            if name == "script" and address is not None and not _WIDGET.search(address.value):
                return
        elif "onclick" in found and name != "a":
            self._click(name, found["onclick"], tag)
            return
        if address is not None and address.value:
            rel = tuple(found["rel"].value.lower().split()) if "rel" in found else ()
            place = Span(address.start, address.end)
            self.collector.begin_link(address.value.strip(), kind, tag, place, rel=rel, name=name, tag=tag)

    def _click(self, name: str, action: Attribute, tag: Span) -> None:
        raw = self.collector.source.text
        match = _CLICK.search(raw, action.start, action.end)
        if match is not None:
            self.collector.begin_link(match[1], "form", tag, Span(match.start(1), match.end(1)), name=name, tag=tag)


def _is_hidden(found: dict[str, Attribute]) -> bool:
    if "hidden" in found and found["hidden"].value.lower() != "until-found":
        return True
    if "aria-hidden" in found and found["aria-hidden"].value.strip().lower() == "true":
        return True
    return "style" in found and _HIDING_STYLE.search(found["style"].value) is not None
