"""TOML read by the standard library, with the place of every value found beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from claimlint.late import regex
from claimlint.parsers.values import Node

_KEY_NAME = r"(?:[\w-]++|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')"
_KEY = regex(rf"[ \t]*+({_KEY_NAME}(?:[ \t]*\.[ \t]*{_KEY_NAME})*+)[ \t]*+=[ \t]*+")
_TABLE = regex(r"[ \t]*\[\[?[ \t]*([^\]\n]+?)[ \t]*\]\]?")
_KEY_PART = regex(r"[\w-]++|\"([^\"\n]*+)\"|'([^'\n]*+)'")
_STRING = regex(
    r'"""(?:\r?\n)?(?P<a>(?:[^\\]|\\.)*?)"""(?!")|\'\'\'(?:\r?\n)?(?P<b>.*?)\'\'\'(?!\')|"(?P<c>(?:[^"\\\n]|\\.)*+)"|\'(?P<d>[^\'\n]*+)\'',
    re.DOTALL,
)
_PLAIN = regex(r"[^\s,\]}#][^\n,\]}#]*")
_LINE = regex(r"[^\n]*\n?")


class TomlError(ValueError):
    """What is wrong with the TOML, and at which offset of the source."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def read_toml(text: str, start: int, end: int) -> Node:
    """Return the mapping that stands between two offsets; raises TomlError."""
    import tomllib

    body = text[start:end]
    try:
        values = tomllib.loads(body.replace("\r\n", " \n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError as error:
        message, offset = _place(str(error), body)
        raise TomlError(message, start + offset) from error
    return _located(text, start, end, values)


def _place(message: str, body: str) -> tuple[str, int]:
    match = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if match is None:
        return message.removesuffix(" (at end of document)"), len(body)
    offset = 0
    for _ in range(int(match[1]) - 1):
        line = _LINE.match(body, offset)
        offset = line.end() if line else offset
    return message[: match.start()], min(offset + int(match[2]) - 1, len(body))


def _located(text: str, start: int, end: int, values: dict[str, object]) -> Node:
    """Walk the lines for keys and match each with the value that the library read."""
    found: dict[tuple[str, ...], tuple[int, int, Node]] = {}
    table: tuple[str, ...] = ()
    position = start
    while position < end:
        header = _TABLE.match(text, position, end)
        key = _KEY.match(text, position, end)
        if header is not None:
            table = _parts(header[1])
            position = header.end()
        elif key is not None:
            path = (*table, *_parts(key[1]))
            node = _locate_value(text, key.end(), end, _get(values, path))
            found.setdefault(path, (key.start(1), key.end(1), node))
            position = max(node.end, key.end())
        newline = text.find("\n", position, end)
        position = newline + 1 if newline >= 0 else end
    return _tree(values, (), found, start, end)


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part[1] or part[2] or part.group() for part in _KEY_PART.finditer(key))


def _get(values: object, path: tuple[str, ...]) -> object:
    for part in path:
        if isinstance(values, list) and values:
            values = values[0]
        if not isinstance(values, dict):
            return None
        values = values.get(part)
    return values


def _locate_value(text: str, start: int, end: int, value: object) -> Node:
    string = _STRING.match(text, start, end)
    if string is not None:
        group = string.lastgroup or "c"
        style = "double" if group in "ac" else "plain"
        return Node(value, string.start(group), string.end(group), style, raw=str(value))
    if text.startswith(("[", "{"), start):
        return Node(value, start, _bracketed(text, start, end))
    plain = _PLAIN.match(text, start, end)
    if plain is None:
        return Node(value, start, start)
    return Node(value, start, start + len(plain.group().rstrip()), raw=plain.group().rstrip())


def _bracketed(text: str, start: int, end: int) -> int:
    depth, position = 0, start
    while position < end:
        string = _STRING.match(text, position, end)
        if string is not None:
            position = string.end()
            continue
        char = text[position]
        if char == "#":
            newline = text.find("\n", position, end)
            position = newline if newline >= 0 else end
            continue
        depth += (char in "[{") - (char in "]}")
        position += 1
        if depth == 0:
            break
    return position


def _tree(
    values: dict[str, object],
    path: tuple[str, ...],
    found: dict[tuple[str, ...], tuple[int, int, Node]],
    start: int,
    end: int,
) -> Node:
    entries: list[tuple[str, int, int, Node]] = []
    for key, value in values.items():
        here = (*path, key)
        place = found.get(here)
        if place is not None:
            entries.append((key, place[0], place[1], replace(place[2], value=value)))
        elif isinstance(value, dict):
            node = _tree(value, here, found, start, end)
            first = node.entries[0][3] if node.entries else Node(value, start, start)
            entries.append((key, first.start, first.end, replace(node, start=first.start, end=first.end)))
        else:
            entries.append((key, start, start, Node(value, start, start)))
    return Node(values, start, end, entries=tuple(entries))
