"""HTML cut into tags, comments and text, with the place of every piece.

Written for linting: every offset is exact, the time is linear whatever the
input, and what a browser would silently swallow is told apart from text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimlint.late import regex

TEXT, OPEN, CLOSE, COMMENT, DECLARATION, RAW = range(6)
"""Kinds of token. RAW is what stands inside ``<script>``, ``<style>`` and the like."""

RAW_TEXT = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
"""Elements whose content a browser does not read as markup."""

_SIMPLE = regex(r"<(/?)([A-Za-z][A-Za-z0-9]*)>")
_NAME = regex(r"[A-Za-z][^\s/><]*+")
_ATTRIBUTE = regex(
    r"""[\s/]*+(?P<name>[^\s/>=<"']++)(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)))?"""
)
_JUNK = regex(r"""[\s/"'=]*+""")
_RAW_END = {name: regex(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW_TEXT}
REFERENCE = regex(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{0,40})(?:;|(?![A-Za-z0-9=]))")
"""A character reference, as in ``&nbsp;`` or ``&#x2014;``."""


class Token(NamedTuple):
    """One piece of HTML; offsets are half-open code points."""

    kind: int
    start: int
    end: int
    name: str = ""
    """Of a tag: in lower case, or as written for a component (``AffiliateLink``)."""
    name_end: int = 0
    """Where the attributes of an opening tag begin."""
    closed: bool = True
    """False for a comment or raw text that runs to the end because nothing ends it."""


class Attribute(NamedTuple):
    """The value of an attribute and where it stands, without its quotes."""

    value: str
    """Entities resolved."""
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]`` in order, without gaps.

    A ``<`` that begins nothing is text. After the opening tag of a raw-text
    element its content comes as one RAW token, even when it is empty.
    """
    end = len(text) if end is None else end
    position = begin = start
    while True:
        position = text.find("<", position, end)
        if position < 0:
            break
        simple = _SIMPLE.match(text, position, end)
        if simple is not None:
            name = simple[2]
            token: Token | None = Token(
                CLOSE if simple[1] else OPEN,
                position,
                simple.end(),
                name if name.islower() else tag_name(name),
                simple.end() - 1,
            )
        else:
            token = _token(text, position, end)
        if token is None:
            position += 1
            continue
        if begin < position:
            yield Token(TEXT, begin, position)
        yield token
        position = begin = token.end
        if token.kind == OPEN and token.name in RAW_TEXT:
            close = _RAW_END[token.name].search(text, position, end)
            position = begin = close.start() if close else end
            yield Token(RAW, token.end, position, token.name, closed=close is not None)
    if begin < end:
        yield Token(TEXT, begin, end)


def _token(text: str, start: int, end: int) -> Token | None:
    follower = text[start + 1 : start + 2]
    if follower == "/":
        name = _NAME.match(text, start + 2, end)
        close = text.find(">", name.end(), end) if name else -1
        if name is None or close < 0:
            return None
        return Token(CLOSE, start, close + 1, tag_name(name.group()), name.end())
    if follower == "!" or follower == "?":
        return _declaration(text, start, end)
    name = _NAME.match(text, start + 1, end)
    if name is None:
        return None
    close = _tag_end(text, name.end(), end)
    return Token(OPEN, start, close, tag_name(name.group()), name.end()) if close > 0 else None


def _declaration(text: str, start: int, end: int) -> Token | None:
    if text.startswith("<!--", start):
        if text.startswith((">", "->"), start + 4):
            return Token(COMMENT, start, text.index(">", start) + 1)
        close = text.find("-->", start + 4, end)
        return Token(COMMENT, start, close + 3 if close >= 0 else end, closed=close >= 0)
    if text.startswith("<![CDATA[", start):
        close = text.find("]]>", start, end)
        return Token(DECLARATION, start, close + 3 if close >= 0 else end, closed=close >= 0)
    if text[start + 1] == "!" and not text[start + 2 : start + 3].isalpha():
        return None
    close = text.find(">", start, end)
    return Token(DECLARATION, start, close + 1) if close >= 0 else None


def _tag_end(text: str, position: int, end: int) -> int:
    """Return the offset after the ``>`` of a tag, or -1 when it never ends."""
    while True:
        if text.startswith(">", position) and position < end:
            return position + 1
        match = _ATTRIBUTE.match(text, position, end) or _JUNK.match(text, position, end)
        if match is None or match.end() == position:
            return -1
        position = match.end()


def attributes(text: str, start: int, end: int, original: str, base: int = 0) -> dict[str, Attribute]:
    """Return the attributes between the name of a tag and its end; the first of a name counts.

    ``text[0]`` stands at ``original[base]``; values and places are those of ``original``.
    """
    found: dict[str, Attribute] = {}
    position = start
    while position < end:
        match = _ATTRIBUTE.match(text, position, end)
        if match is None:
            junk = _JUNK.match(text, position, end)
            if junk is None or junk.end() == position:
                break
            position = junk.end()
            continue
        position = match.end()
        group = match.lastgroup or "name"
        name = match["name"].lower()
        if name not in found:
            low, high = match.span(group)
            if group == "name":
                low, value = high, ""
            else:
                value = original[low + base : high + base]
                if "&" in value:
                    from html import unescape

                    value = unescape(value)
            found[name] = Attribute(value, low + base, high + base)
    return found


def tag_name(name: str) -> str:
    """Return a tag's name in lower case, unless its letters say that it is a component.

    >>> tag_name("DIV"), tag_name("AffiliateLink"), tag_name("Card.Title")
    ('div', 'AffiliateLink', 'Card.Title')
    """
    return name if name[0].isupper() and name != name.upper() else name.lower()
