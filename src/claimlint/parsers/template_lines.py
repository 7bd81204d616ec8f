"""Whole lines of template code in Markdown, and tags that share their line with no prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from claimlint.late import regex
from claimlint.parsers.specials import Special

_LINE_WINDOW = 300
"""How far beside a tag its line is looked at."""
_IMPORT = regex(r"^import\s(?:[^\n;'\"]*?\sfrom\s+)?(?:'[^'\n]+'|\"[^\"\n]+\")[^\S\n]*;?[^\S\n]*$", re.MULTILINE)
_EXPORT = regex(
    r"^export\s+(?:default|const|let|var|function|async|class|\{|\*)[^\n]*+(?:\n(?!\s*$)[^\n]++)*+", re.MULTILINE
)
_KRAMDOWN = regex(r"^[^\S\n]*+\{:[^{}\n]*\}[^\S\n]*$", re.MULTILINE)


def lines_without_prose(text: str, dialect: str) -> list[Special]:
    """Return the lines that are no prose as a whole: imports, exports, attribute lists."""
    patterns = [_EXPORT] if dialect == "mdx" and "export" in text else []
    if "\nimport " in text or text.startswith("import "):
        patterns.append(_IMPORT)
    if "{:" in text:
        patterns.append(_KRAMDOWN)
    return [
        Special(match.start(), match.end(), "blank", visible=False, alone=True)
        for pattern in patterns
        for match in pattern.finditer(text)
    ]


def stand_alone(text: str, found: list[Special]) -> list[Special]:
    """Note which tags share their lines with nothing but other tags: those separate paragraphs."""

    def on_the_left(item: Special, other: Special | None) -> bool | None:
        return _blank_between(text, other.end if other else -1, item.start)

    def on_the_right(item: Special, other: Special | None) -> bool | None:
        return _blank_between(text, item.end, other.start if other else -1)

    before = _clear(found, on_the_left)
    after = _clear(found[::-1], on_the_right)
    return [
        replace(item, alone=True) if left and right and item.syntax != "variable" else item
        for item, left, right in zip(found, before, reversed(after), strict=True)
    ]


def _clear(items: list[Special], blank: Callable[[Special, Special | None], bool | None]) -> list[bool]:
    """Return for each item whether its line holds only tags on the side that has been passed."""
    clear: list[bool] = []
    for i, item in enumerate(items):
        near = blank(item, items[i - 1]) if i else None
        if near is None:
            clear.append(bool(blank(item, None)))
        else:
            clear.append(near and clear[-1] and items[i - 1].syntax != "variable")
    return clear


def _blank_between(text: str, start: int, end: int) -> bool | None:
    """Whether nothing stands between two offsets of a line; None when they are on different lines.

    An offset of -1 means the end of the line on that side.
    """
    if start < 0:
        low = max(0, end - _LINE_WINDOW)
        line = text.rfind("\n", low, end)
        return not text[max(line + 1, low) : end].strip(" \t>")
    if end < 0:
        return not text[start : start + _LINE_WINDOW].partition("\n")[0].strip()
    between = text[start : min(end, start + _LINE_WINDOW)]
    return None if "\n" in between else not between.strip()
