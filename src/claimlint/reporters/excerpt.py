"""The words of a finding in their line, underlined, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.late import dataclass
from claimlint.reporters.display import cells, columns, shown
from claimlint.source import Source, Span

_MOST_LINES = 3
_LEAST_ROOM = 24
_CUT = "…"

Row = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A source line, or the part of it around the words."""

    number: int
    """1-based."""
    text: str
    indent: int
    """Terminal columns before the words."""
    marked: int
    """Terminal columns of the words, at least 1."""


def excerpt(source: Source, span: Span, width: int) -> Iterator[ExcerptLine]:
    """Yield the lines a span stands in, at most three, each cut to ``width`` terminal columns."""
    lines = source.lines
    first, last = lines.position(span.start).line, lines.position(span.end).line
    given = 0
    for number in range(first, last + 1):
        line = lines.line_span(number)
        start, end = max(span.start, line.start), min(span.end, line.end)
        if start >= end and number > first:
            continue
        if given == _MOST_LINES:
            return
        given += 1
        yield _window(source.text, number, line, Span(min(start, line.end), max(end, min(start, line.end))), width)


def _window(text: str, number: int, line: Span, words: Span, width: int) -> ExcerptLine:
    # Only what can be shown is looked at: a pasted article may be one line of megabytes.
    before = cells(text[max(line.start, words.start - width) : words.start])
    core = cells(text[words.start : min(words.end, words.start + width)])
    after = cells(text[words.end : min(line.end, words.end + width)])
    cut_before, cut_after = words.start - width > line.start, words.end + width < line.end
    whole = columns(before) + columns(core) + columns(after)
    if whole > width or cut_before or cut_after or words.length > width:
        before, core, after = _fit(before, core, after, width, cut_before, cut_after)
    return ExcerptLine(number, shown([*before, *core, *after]).rstrip(), columns(before), max(columns(core), 1))


def _fit(before: Row, core: Row, after: Row, width: int, cut_before: bool, cut_after: bool) -> tuple[Row, Row, Row]:
    most = max(width - _LEAST_ROOM, 1)
    if columns(core) > most:
        return _tail(before, _LEAST_ROOM // 2, cut_before), [*_take(core, most), (_CUT, 1)], []
    room = width - columns(core)
    left = min(columns(before) + cut_before, max(room // 2, room - columns(after) - cut_after))
    head = _tail(before, left, cut_before)
    return head, core, _head(after, room - columns(head), cut_after)


def _take(row: Row, room: int) -> Row:
    taken, used = [], 0
    for cell in row:
        used += cell[1]
        if used > room:
            break
        taken.append(cell)
    return taken


def _head(row: Row, room: int, cut: bool) -> Row:
    if columns(row) <= room and not cut:
        return row
    kept = _take(row, room - 1)
    return [*_whole_words(kept, row), (_CUT, 1)]


def _tail(row: Row, room: int, cut: bool) -> Row:
    if columns(row) <= room and not cut:
        return row
    backwards = row[::-1]
    kept = _take(backwards, room - 1)
    whole = _whole_words(kept, backwards)
    # What combines with a character that was cut off goes with it, and so does the space before a word.
    while whole and (whole[-1][1] == 0 or whole[-1][0].isspace()):
        whole.pop()
    return [(_CUT, 1), *whole[::-1]]


def _whole_words(kept: Row, row: Row) -> Row:
    """Drop the piece of a word at the end of what was kept, unless that would leave little."""
    if len(kept) == len(row) or row[len(kept)][0].isspace():
        return kept
    space = next((index for index in range(len(kept) - 1, -1, -1) if kept[index][0].isspace()), -1)
    return kept[:space] if space >= 0 and len(kept) - space < 16 else kept
