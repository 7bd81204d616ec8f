"""Teasers: lines in an article that hold no more than the headline of another one, under or behind a label."""

from __future__ import annotations

import re

from claimlint.document import Document
from claimlint.late import regex
from claimlint.source import Span

_LABELS = (
    r"(?:(?:read|see|watch|view|learn)(?: \w+)? (?:more|also|next)|(?:read|watch|listen)|more|related(?: \w+){0,2}|also"
    r"|more (?:from|on|in|about) [^:\n]{2,40}|you (?:may|might) (?:also )?like|don't miss|from the archive|recommended"
    r"|most read|trending)"
)
_IN_LINE = regex(rf"{_LABELS} ?[:|\u00bb\u203a\u2013\u2014] ?(?=\S)", re.I)
"""A label with the headline in the same line."""
_ABOVE = regex(rf"{_LABELS} ?:?$", re.I)
"""A label alone in its line."""
_BEHIND = regex(r"\b(?:read|see|watch) more$", re.I)
_LINES = 4
"""Lines under a label that may be headlines."""
_LONGEST = 160
"""Code points; what is longer is a paragraph."""


def teaser_label(document: Document, index: int) -> Span | None:
    """Return the label that makes a block a teaser, None for a block that is none."""
    block = document.blocks[index]
    text = document.prose(block.span)
    if len(text) > _LONGEST or text.endswith((".", ":")):
        return None
    if found := _IN_LINE.match(text) or _BEHIND.search(text):
        return Span(block.span.start + found.start(), block.span.start + found.end())
    for above in range(index - 1, max(index - _LINES, 0) - 1, -1):
        label = document.prose(document.blocks[above].span)
        if len(label) < _LONGEST and _ABOVE.match(label):
            return document.blocks[above].span
        if len(label) > _LONGEST or label.endswith("."):
            return None
    return None
