"""Quotations: where somebody else's words begin and end, across sentences and paragraphs."""

from __future__ import annotations

from claimlint.document import Document
from claimlint.late import dataclass, regex
from claimlint.source import Span

# A bare class, so that the text is scanned at the speed of one; single marks are judged by their neighbours.
_MARK = regex("[\"\u201c\u201d\u201e\u00ab\u00bb'\u2018\u2019]")
_BEFORE_SINGLE = regex(r"[\s(\u2014\u2013-]")
_AFTER_SINGLE = regex(r"[A-Za-z0-9\u201c\"]")
_BEFORE_CLOSING = regex(r"[A-Za-z0-9.,!?%]")
_AFTER_CLOSING = regex(r"[\s.,;:!?)\u2014]")
_OPENERS = "\u201c\u201e\u00ab"
_CLOSERS = "\u201d\u00bb"
_SCARE_WORDS = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks; the span leaves the marks out."""

    span: Span
    scare: bool
    """Whether it is only a word or three, held at arm's length."""


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """Return every quotation in reading order.

    One that a paragraph leaves open goes on in the next paragraph if that begins
    with a mark, as printers do; otherwise it ends with its paragraph.
    """
    text, found = document.text, []
    for block in document.blocks:
        for start, end in _in_block(text, block.span):
            if start < end:
                found.append(Quotation(Span(start, end), _is_scare(text[start:end])))
    return tuple(sorted(found, key=lambda quotation: quotation.span.start))


def _in_block(text: str, block: Span) -> list[tuple[int, int]]:
    """Return the quotations of one block, marks left out."""
    found: list[tuple[int, int]] = []
    double: int | None = None
    single: int | None = None
    for mark in _MARK.finditer(text, block.start, block.end):
        char, place = mark.group(), mark.start()
        if char in "'\u2018\u2019":
            if not _single(text, place, block.end):
                continue
            opens = char == "\u2018" or (char == "'" and (place == block.start or not _letter(text[place - 1])))
            if opens:
                single = place + 1
            elif single is not None and double is None:
                found.append((single, place))
                single = None
        elif double is None:
            if char in _CLOSERS or (char == '"' and place > block.start and _is_inch(text, place, block)):
                continue
            double, single = place + 1, None
        elif char in _OPENERS:
            continue
        else:
            found.append((double, place))
            double = None
    if double is not None and block.end - double > 1:
        found.append((double, block.end))
    return found


def _single(text: str, place: int, end: int) -> bool:
    """Tell whether a single mark can open or close a quotation, where it is no apostrophe."""
    char, before, after = text[place], text[place - 1 : place], text[place + 1 : min(place + 2, end)]
    if char != "\u2019" and (not before or _BEFORE_SINGLE.match(before)) and _AFTER_SINGLE.match(after):
        return True
    closes = char != "\u2018" and _BEFORE_CLOSING.match(before) is not None
    return closes and (not after or _AFTER_CLOSING.match(after) is not None)


def _letter(char: str) -> bool:
    return char.isalnum() or char in ".,!?%"


def _is_inch(text: str, place: int, block: Span) -> bool:
    """Tell whether a straight mark stands for inches or seconds (``6" long``)."""
    return text[place - 1].isdigit() and (place + 1 >= block.end or not text[place + 1].isalnum())


def _is_scare(words: str) -> bool:
    return len(words.split()) <= _SCARE_WORDS and not words.rstrip().endswith((".", "!", "?", ","))
