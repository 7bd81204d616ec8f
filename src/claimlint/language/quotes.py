"""Quotations: where somebody else's words begin and end, across sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlint.document import Document
from claimlint.source import Span

_MARK = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb]"
    r"|(?:(?<=[\s(\u2014\u2013-])|^)['\u2018](?=[A-Za-z0-9\u201c\"])"
    r"|(?<=[A-Za-z0-9.,!?%])['\u2019](?=[\s.,;:!?)\u2014]|$)"
)
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
    return tuple(found)


def _in_block(text: str, block: Span) -> list[tuple[int, int]]:
    """Return the quotations of one block, marks left out."""
    found: list[tuple[int, int]] = []
    double: int | None = None
    single: int | None = None
    for mark in _MARK.finditer(text, block.start, block.end):
        char, place = mark.group(), mark.start()
        if char in "'\u2018\u2019":
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


def _letter(char: str) -> bool:
    return char.isalnum() or char in ".,!?%"


def _is_inch(text: str, place: int, block: Span) -> bool:
    """Tell whether a straight mark stands for inches or seconds (``6" long``)."""
    return text[place - 1].isdigit() and (place + 1 >= block.end or not text[place + 1].isalnum())


def _is_scare(words: str) -> bool:
    return len(words.split()) <= _SCARE_WORDS and not words.rstrip().endswith((".", "!", "?", ","))
