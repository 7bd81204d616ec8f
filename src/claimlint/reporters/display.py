"""Text made safe to print on one line, and measured in terminal columns."""

from __future__ import annotations

import unicodedata

from claimlint.late import regex

_UNSAFE = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_SPACES = regex(r"\s+")
_EMOJI_STYLE = "\ufe0f"
_TAB = "    "


def one_line(text: str) -> str:
    r"""Return text on one line, without characters that could steer a terminal or a CI log.

    >>> one_line("cures\n  cancer\x1b[31m")
    'cures cancer\ufffd[31m'
    """
    return harmless(_SPACES.sub(" ", text)).strip()


def harmless(text: str) -> str:
    """Return text with its spaces, without characters that could steer a terminal or begin a new line."""
    return _UNSAFE.sub("\ufffd", text)


def cells(text: str) -> list[tuple[str, int]]:
    r"""Return for every code point what to show and how many columns it takes.

    >>> cells("a\u0301\t\u767d")
    [('a', 1), ('\u0301', 0), ('    ', 4), ('白', 2)]
    """
    shown = [_cell(char) for char in text]
    for index, char in enumerate(text):
        if char == _EMOJI_STYLE and index and shown[index - 1][1] == 1:
            shown[index - 1] = (shown[index - 1][0], 2)
    return shown


def _cell(char: str) -> tuple[str, int]:
    if " " <= char <= "~":
        return char, 1
    if char == "\t":
        return _TAB, len(_TAB)
    if char == _EMOJI_STYLE:
        return char, 0
    category = unicodedata.category(char)
    if category == "Cf":
        return "", 0
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return "\ufffd", 1
    if category in ("Mn", "Me"):
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def shown(row: list[tuple[str, int]]) -> str:
    """Return what a row of cells shows."""
    return "".join(text for text, _ in row)


def columns(row: list[tuple[str, int]]) -> int:
    """Return how many terminal columns a row of cells takes."""
    return sum(width for _, width in row)
