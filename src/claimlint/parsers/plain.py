"""Plain text as writers paste it from a word processor or a content system."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimlint.document import Document
from claimlint.late import regex
from claimlint.parsers.bare_links import bare_links
from claimlint.parsers.collector import Collector, Frame
from claimlint.parsers.front_matter import read_front_matter
from claimlint.parsers.headings import Line, heading_levels
from claimlint.parsers.specials import Special, Specials, in_order, mask
from claimlint.parsers.templates import find_templates
from claimlint.source import Source, Span

_LINE = regex(r"[^\n]++")
_COMMENT = regex(r"<!--(?P<body>.*?)-->", re.DOTALL)
_MARKER = regex(
    r"(?:[-*+\u2022\u2013\u2014\u00b7\u2023\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u2713\u2714\u27a4\u25ba\uf0b7\u2219]"
    r"|o(?=[ \t]))"
    r"[^\S\n]+(?=\S)"
    r"|\(?(?P<number>\d{1,3})[.)][^\S\n]+(?=\S)|[a-z]\)[^\S\n]+(?=\S)"
)
_QUOTE = regex(r"(?:>[^\S\n]?)+")
_HASHES = regex(r"(?P<level>#{1,6})[^\S\n]+(?=\S)")
_RULE = regex(r"([-=_*~\u2014\u2500#])(?:[^\S\n]*\1){2,}")
_FIRST_WORD = regex(r"\S+")
_LONG = 120
"""No editor wraps its lines beyond this, so a longer one is a paragraph."""


def parse(source: Source) -> Document:
    """Return the document of a plain text."""
    collector = Collector(source)
    text = source.text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in source.text else source.text
    begin = read_front_matter(collector, text, only_clear=True)
    if begin:
        text = " " * (begin - 1) + "\n" + text[begin:]
    specials = in_order([*_comments(text), *find_templates(text, "text")])
    masked = mask(text, specials)
    items = sorted([*specials, *bare_links(masked)], key=lambda item: (item.start, -item.end))
    _Writer(collector, masked, Specials(collector, items)).write(_lines(masked))
    return collector.build()


def _comments(text: str) -> list[Special]:
    if "<!--" not in text or "-->" not in text:
        return []
    return [
        Special(match.start(), match.end(), "comment", match["body"].strip(), visible=False, alone=True)
        for match in _COMMENT.finditer(text)
    ]


def _lines(text: str) -> list[Line]:
    """Return the lines that hold something, each with what its beginning says it is."""
    lines: list[Line] = []
    last_end = -2
    for match in _LINE.finditer(text):
        raw = match.group()
        if raw.isspace():
            continue
        lines.append(_line(text, match.start(), raw, match.start() != last_end + 1))
        last_end = match.end()
    return lines


def _line(text: str, start: int, raw: str, after_blank: bool) -> Line:
    stripped = raw.strip()
    begin = start + len(raw) - len(raw.lstrip())
    end = begin + len(stripped)
    kind, level = "text", 0
    first = stripped[0]
    if first == ">" and (quote := _QUOTE.match(text, begin, end)):
        return Line(quote.end(), end, "quote", 1, begin - start, after_blank)
    if first == "#" and (hashes := _HASHES.match(text, begin, end)):
        return Line(hashes.end(), end, "heading", len(hashes["level"]), begin - start, after_blank)
    if not first.isalpha() and _RULE.fullmatch(stripped):
        return Line(begin, begin, "double" if first == "=" else "rule", 0, begin - start, after_blank)
    if (not first.isalpha() or stripped[1:2] in (")", " ", "\t")) and (marker := _MARKER.match(text, begin, end)):
        number = int(marker["number"]) if marker["number"] else -1
        return Line(marker.end(), end, "item", number, begin - start, after_blank)
    return Line(begin, end, kind, level, begin - start, after_blank)


class _Writer:
    """Writes lines as blocks."""

    def __init__(self, collector: Collector, text: str, specials: Specials) -> None:
        self.collector = collector
        self.text = text
        self.specials = specials

    def write(self, lines: list[Line]) -> None:
        width = _wrap_width(lines)
        paragraphs = list(self._paragraphs(lines, width))
        levels = heading_levels(self.text, paragraphs)
        indents: list[int] = []
        for i, paragraph in enumerate(paragraphs):
            first = paragraph[0]
            if first.kind == "item":
                while indents and first.indent < indents[-1]:
                    indents.pop()
                if not indents or first.indent > indents[-1] + 1:
                    indents.append(first.indent)
                self._block(paragraph, Frame(kind="item", level=len(indents)))
                continue
            indents = indents if first.indent and indents and first.kind == "text" else []
            if levels[i]:
                self._block(paragraph, Frame(kind="heading", level=levels[i]))
            elif self._is_table(paragraph):
                self._cells(paragraph)
            else:
                self._block(paragraph, Frame(quoted=first.kind == "quote"))
        self.specials.catch_up(len(self.text))

    def _paragraphs(self, lines: list[Line], width: int) -> Iterator[list[Line]]:
        """Yield the lines that belong together; rules are left out."""
        group: list[Line] = []
        number = 0
        for i, line in enumerate(lines):
            if line.kind in ("rule", "double"):
                if group and not line.after_blank and group[-1].kind == "text" and len(group) == 1:
                    group = [group[0]._replace(kind="heading", number=1 if line.kind == "double" else 2)]
                if group:
                    yield group
                group = []
                continue
            if line.kind == "item" and line.number > 1 and group and not line.after_blank and line.number != number + 1:
                # A number that begins a wrapped line, as in "chapter\n3. That is".
                line = lines[i] = line._replace(start=self._unmarked(line), kind="text", number=0)
            if line.kind == "item":
                number = line.number
            if group and self._separate(group[-1], line, width, group[0].kind):
                yield group
                group = []
            group.append(line)
        if group:
            yield group

    def _unmarked(self, line: Line) -> int:
        begin = self.text.rfind("\n", 0, line.start) + 1
        return begin + line.indent

    def _separate(self, before: Line, line: Line, width: int, kind: str) -> bool:
        """Whether a line begins a block of its own rather than continuing the one before."""
        if line.after_blank or line.kind == "item" or before.kind == "heading" or line.kind == "heading":
            return True
        if line.kind == "quote" or before.kind == "quote":
            return line.kind != before.kind
        if not width or before.end - before.start > _LONG or line.end - line.start > _LONG:
            return True
        if "\t" in self.text[before.start : before.end] and "\t" in self.text[line.start : line.end]:
            return False
        first = _FIRST_WORD.match(self.text, line.start)
        would_fit = before.indent + before.end - before.start + 1 + (len(first.group()) if first else 0) <= width * 0.75
        if not would_fit:
            return False
        ends = self.text[before.end - 1] in ".?!:;\u201d\"'"
        return ends or not self.text[line.start].islower()

    def _block(self, lines: list[Line], frame: Frame) -> None:
        collector = self.collector
        collector.close_block()
        collector.frame = frame
        contiguous = frame.quoted is False
        if contiguous:
            self.specials.text(lines[0].start, lines[-1].end, markup=False)
        else:
            for line in lines:
                self.specials.text(line.start, line.end, markup=False)
                collector.space(Span(line.end, line.end))
        collector.close_block()

    def _is_table(self, lines: list[Line]) -> bool:
        return len(lines) > 1 and all(self.text.find("\t", line.start, line.end) >= 0 for line in lines)

    def _cells(self, lines: list[Line]) -> None:
        for line in lines:
            start = line.start
            for cell in self.text[line.start : line.end].split("\t"):
                if cell.strip():
                    self._block([Line(start, start + len(cell))], Frame(kind="cell"))
                start += len(cell) + 1


def _wrap_width(lines: list[Line]) -> int:
    """Return at which column the lines are wrapped, 0 when every line is a paragraph."""
    lengths = [line.end - line.start + line.indent for line in lines]
    total = sum(lengths)
    if sum(length for length in lengths if length > _LONG) * 2 > total:
        return 0
    wrapped = [length for length in lengths if length <= _LONG]
    return max(wrapped, default=0)
