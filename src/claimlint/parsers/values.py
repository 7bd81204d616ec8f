"""Structured values with their places: what front matter and JSON-LD are read into.

YAML, TOML and JSON all become ``Node``; from there metadata fields and the
prose of titles and descriptions are made in one way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from itertools import islice

from claimlint.document import Field, normalise_key
from claimlint.late import dataclass, regex
from claimlint.prose import ProseBuilder
from claimlint.source import Span

_MOST_FIELDS = 2000
_DEEPEST = 8
_ESCAPE = regex(
    r"\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}"
    r"|\r?\n[ \t]*|\r[ \t]*|.)"
)
_DOUBLED = regex("''")
_SIMPLE = {
    "n": " ",
    "t": " ",
    "r": " ",
    "f": " ",
    "v": " ",
    "b": "",
    "a": "",
    "e": "",
    "0": "",
    "N": " ",
    "_": "\u00a0",
    "L": " ",
    "P": " ",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A value, where it stands, and what it is made of."""

    value: object
    start: int
    """In the source, code points; quotes left out."""
    end: int
    style: str = "plain"
    """``plain``, ``single`` (doubled apostrophes) or ``double`` (backslash escapes) for text."""
    entries: tuple[tuple[str, int, int, Node], ...] = ()
    """Of a mapping: key, span of the key, value."""
    items: tuple[Node, ...] = ()
    """Of a list."""
    raw: str = field(default="", compare=False)
    """A scalar as written, before it is read as a boolean, number or date."""


def fields(node: Node, origin: str) -> Iterator[tuple[Field, Node]]:
    """Return a field for every key of a mapping and of those inside it, with the node it came from.

    A nested mapping is given whole and as ``parent_child``; a list is given as a list.
    """
    return islice(_walk(node, "", origin, 0), _MOST_FIELDS)


def _walk(node: Node, prefix: str, origin: str, depth: int) -> Iterator[tuple[Field, Node]]:
    if depth > _DEEPEST:
        return
    for key, start, end, value in node.entries:
        name = f"{prefix}{normalise_key(key)}"
        span = Span(value.start, value.end) if value.start < value.end else Span(start, end)
        yield Field(name, value.value, span, origin), value
        yield from _walk(value, f"{name}_", origin, depth + 1)
        for item in value.items:
            yield from _walk(item, f"{name}_", origin, depth + 1)


def write_scalar(builder: ProseBuilder, node: Node) -> None:
    """Add the text of a scalar to the open block, verbatim except for its escapes."""
    raw = builder.source.text
    position = node.start
    if node.style == "single":
        for match in _DOUBLED.finditer(raw, node.start, node.end):
            builder.text(Span(position, match.start()))
            builder.replace(Span(match.start(), match.end()), "'")
            position = match.end()
    elif node.style == "double":
        for match in _ESCAPE.finditer(raw, node.start, node.end):
            builder.text(Span(position, match.start()))
            shown = unescaped(match.group())
            if shown:
                builder.replace(Span(match.start(), match.end()), shown)
            position = match.end()
    builder.text(Span(position, node.end))


def unescaped(escape: str) -> str:
    """Return what a backslash escape of YAML, TOML or JSON shows.

    >>> unescaped("\\\\u2019"), unescaped('\\\\"'), unescaped("\\\\ud83d\\\\ude00") == chr(0x1F600)
    ('’', '"', True)
    """
    letter = escape[1]
    if letter in "uUx" and len(escape) > 2:
        if len(escape) == 12:
            return escape.encode().decode("unicode_escape").encode("utf-16", "surrogatepass").decode("utf-16")
        code = int(escape[2:], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if letter in "\r\n":
        return ""
    return _SIMPLE.get(letter, letter)
