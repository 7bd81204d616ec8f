"""JSON read with the place of every key and value."""

from __future__ import annotations

import json
import re

from claimlint.late import regex
from claimlint.parsers.values import Node

_SPACE = regex(r"[ \t\r\n]*+")
_STRING = regex(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_SCALAR = regex(r"-?\d[\d.eE+-]*+|true|false|null")
_DEEPEST = 60


class JsonError(ValueError):
    """What is wrong with the JSON, and at which offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def read_json(text: str, start: int, end: int) -> Node:
    """Return the value that begins at ``start``; raises JsonError when it is no JSON."""
    node, _after = _value(text, start, end, 0)
    return node


def read_json_whole(text: str, start: int, end: int) -> Node:
    """Return the only value between two offsets; raises JsonError when anything else stands there."""
    node, after = _value(text, start, end, 0)
    rest = _skip(text, after, end)
    if rest < end and not text.startswith(";", rest):
        raise JsonError("unexpected text after the value", rest)
    return node


def json_end(text: str, start: int, end: int) -> int:
    """Return the offset after the value that begins at ``start``; raises JsonError."""
    return _value(text, start, end, 0)[1]


def _skip(text: str, position: int, end: int) -> int:
    match = _SPACE.match(text, position, end)
    return match.end() if match else position


def _value(text: str, position: int, end: int, depth: int) -> tuple[Node, int]:
    position = _skip(text, position, end)
    if position >= end:
        raise JsonError("it ends where a value should stand", position)
    if depth > _DEEPEST:
        raise JsonError("it is nested too deeply", position)
    first = text[position]
    if first == '"':
        return _string(text, position, end)
    if first == "{":
        return _object(text, position, end, depth)
    if first == "[":
        return _array(text, position, end, depth)
    match = _SCALAR.match(text, position, end)
    if match is None:
        raise JsonError("a value should stand here", position)
    try:
        value = json.loads(match.group())
    except ValueError as error:
        raise JsonError("this is no number", position) from error
    return Node(value, position, match.end(), raw=match.group()), match.end()


def _string(text: str, position: int, end: int) -> tuple[Node, int]:
    match = _STRING.match(text, position, end)
    if match is None:
        raise JsonError("a text begins here and its quotation mark is never closed", position)
    try:
        value = json.loads(match.group(), strict=False)
    except ValueError as error:
        raise JsonError("a text holds an escape that JSON does not know", position) from error
    return Node(value, match.start(1), match.end(1), "double", raw=value), match.end()


def _object(text: str, start: int, end: int, depth: int) -> tuple[Node, int]:
    entries: list[tuple[str, int, int, Node]] = []
    position = _skip(text, start + 1, end)
    while not text.startswith("}", position) or position >= end:
        if not text.startswith('"', position) or position >= end:
            raise JsonError("a key in quotation marks should stand here", position)
        key, position = _string(text, position, end)
        position = _skip(text, position, end)
        if not text.startswith(":", position):
            raise JsonError("a colon should stand here", position)
        value, position = _value(text, position + 1, end, depth + 1)
        entries.append((str(key.value), key.start, key.end, value))
        position = _separator(text, position, end, "}")
    mapping = {key: value.value for key, _start, _end, value in entries}
    return Node(mapping, start, position + 1, entries=tuple(entries)), position + 1


def _array(text: str, start: int, end: int, depth: int) -> tuple[Node, int]:
    items: list[Node] = []
    position = _skip(text, start + 1, end)
    while not text.startswith("]", position) or position >= end:
        value, position = _value(text, position, end, depth + 1)
        items.append(value)
        position = _separator(text, position, end, "]")
    return Node([item.value for item in items], start, position + 1, items=tuple(items)), position + 1


def _separator(text: str, position: int, end: int, close: str) -> int:
    position = _skip(text, position, end)
    if text.startswith(",", position) and position < end:
        return _skip(text, position + 1, end)
    if not text.startswith(close, position) or position >= end:
        raise JsonError(f"a comma or {close!r} should stand here", position)
    return position
