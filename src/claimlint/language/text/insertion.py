"""Where a paragraph can be put in front of a link without breaking what stands around it."""

from __future__ import annotations

import re
from html import escape

from claimlint.finding import Edit
from claimlint.late import regex
from claimlint.source import Source, Span

_LISTED = regex(r"\s|[-*+]\s|\d{1,9}[.)]\s|>|\|")
_HTML_BLOCK = regex(r"<(p|ul|ol|dl|table|figure|blockquote|h[1-6]|div|form|section|article)\b[^>]*>", re.I)
_RAW = regex(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", re.I | re.S)
_HEADING = regex(r"#{1,6}\s")
_FENCE = regex(r"(?:---|\+\+\+)[ \t]*$")
_REL = regex(r"""\srel\s*=\s*("|')([^"']*)\1""", re.I)
_LISTED_REL = regex(r"""[\s{:]rel=["']([^"']*)""", re.I)
_TAG_NAME = regex(r"<[A-Za-z][\w.-]*")


def paragraph_before(source: Source, offset: int, text: str) -> Edit | None:
    """Return the edit that puts ``text`` as a paragraph of its own above the block at ``offset``.

    ``offset`` counts code points of the source. None where no safe place is found.
    """
    if not text:
        return None
    end = _line_end(source.text)
    if source.format == "html":
        place = _html_place(source.text, offset)
        return (
            None if place is None else Edit(Span(place, place), f"<p>{escape(text, quote=False)}</p>{end}", safe=True)
        )
    place = _text_place(source, offset)
    return None if place is None else Edit(Span(place, place), f"{text}{end}{end}", safe=True)


def sponsored(source: Source, tag: Span) -> Edit | None:
    """Return the edit that writes ``rel="sponsored"`` into an opening HTML tag."""
    written = source.slice(tag)
    rel = _REL.search(written)
    if rel is not None:
        place = tag.start + rel.start(2)
        return Edit(Span(place, place), "sponsored " if rel[2].strip() else "sponsored", safe=True)
    name = _TAG_NAME.match(written)
    if name is None:
        return None
    place = tag.start + name.end()
    return Edit(Span(place, place), ' rel="sponsored"', safe=True)


def sponsored_list(source: Source, attributes: Span) -> Edit:
    """Return the edit that writes ``rel="sponsored"`` into an attribute list behind a Markdown link."""
    written = source.slice(attributes)
    rel = _LISTED_REL.search(written)
    if rel is not None:
        place = attributes.start + rel.start(1)
        return Edit(Span(place, place), "sponsored " if rel[1].strip() else "sponsored", safe=True)
    place = attributes.end - 1
    return Edit(Span(place, place), f'{"" if written[-2:-1].isspace() else " "}rel="sponsored"', safe=True)


def _line_end(text: str) -> str:
    first = re.search(r"\r\n|\n|\r", text)
    return first.group() if first else "\n"


def _html_place(text: str, offset: int) -> int | None:
    """Return the start of the last block element opened before an offset, outside scripts and comments."""
    raw = [match.span() for match in _RAW.finditer(text, 0, offset)]
    place = None
    for match in _HTML_BLOCK.finditer(text, 0, offset):
        if not any(start <= match.start() < end for start, end in raw):
            place = match.start()
    return place


def _text_place(source: Source, offset: int) -> int | None:
    """Return the start of the paragraph, the whole list, quotation or table around an offset."""
    lines = source.lines
    line = lines.position(offset).line
    first = _paragraph_start(source, line)
    while first > 1 and _LISTED.match(lines.line_text(first)):
        above = first - 1
        while above > 1 and not lines.line_text(above).strip():
            above -= 1
        before = _paragraph_start(source, above)
        if not lines.line_text(above).strip() or not _LISTED.match(lines.line_text(before)):
            break
        first = before
    if _FENCE.match(lines.line_text(first)):
        return None
    return lines.line_span(first).start


def _paragraph_start(source: Source, line: int) -> int:
    """Return the 1-based first line of the stretch without blank lines and headings that holds a line."""
    lines = source.lines
    while line > 1:
        above = lines.line_text(line - 1)
        if not above.strip() or _HEADING.match(above) or _FENCE.match(above):
            return line
        line -= 1
    return line
