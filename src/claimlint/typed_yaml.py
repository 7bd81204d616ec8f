"""YAML read into dataclasses, with the place of every mistake.

A file format is a frozen dataclass: its fields are the keys, their types what
may stand there. Reading reports all mistakes at once, each with line, column
and the nearest valid key; the same types yield a JSON Schema for editors.
Scalars follow YAML 1.2 (``no`` and ``on`` are text), duplicate keys are
mistakes, anchors are not accepted: a rule says what it says where it stands.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import field
from enum import Enum
from functools import cache
from typing import Any

from claimlint.errors import Problem, ProblemsError
from claimlint.late import dataclass, regex

_INT = regex(r"[-+]?[0-9]+")
_FLOAT = regex(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_CONSTANTS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(slots=True)
class Node:
    """A YAML value with its place; ``value`` is a scalar, a list of nodes or a mapping of nodes."""

    value: object
    line: int = 1
    column: int = 1
    raw: str = ""
    """A scalar as written, without quotes."""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Line and column of each key of a mapping."""

    def plain(self) -> object:
        """Return the value without places."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value


def from_plain(value: object) -> Node:
    """Return a node for a value that has no place, such as one read from TOML."""
    if isinstance(value, Mapping):
        return Node({str(key): from_plain(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return Node([from_plain(item) for item in value])
    return Node(value, raw="" if value is None else str(value))


def read_yaml(text: str, path: str, line: int = 1) -> Node:
    """Compose YAML text; ``line`` is the 1-based line of the file on which the text begins.

    Raises ProblemsError for invalid YAML, duplicate keys, anchors and keys that are no text.
    """
    # Most runs read compiled rules and no configuration; importing this takes longer than linting a page.
    import yaml

    problems: list[Problem] = []
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + line, mark.column + 1) if mark else (line, 1)
        what = " ".join(part for part in (error.context, error.problem) if part)
        raise ProblemsError([Problem(path, f"invalid YAML: {what}.", *place)]) from error
    except yaml.YAMLError as error:
        raise ProblemsError([Problem(path, f"invalid YAML: {str(error).splitlines()[0]}.", line)]) from error
    node = Node(None, line) if root is None else _construct(root, path, line - 1, problems, set())
    if problems:
        raise ProblemsError(problems)
    return node


def _construct(node: Any, path: str, shift: int, problems: list[Problem], seen: set[int]) -> Node:
    """Return a node of PyYAML with its places; nodes are told by their ``id``, for which nothing is imported."""
    line, column = node.start_mark.line + 1 + shift, node.start_mark.column + 1
    if id(node) in seen:
        problems.append(Problem(path, "anchors and aliases are not supported.", line, column, "Write the value out."))
        return Node(None, line, column)
    seen.add(id(node))
    if node.id == "scalar":
        return Node(_scalar(node), line, column, node.value)
    if node.id == "sequence":
        return Node([_construct(item, path, shift, problems, seen) for item in node.value], line, column)
    result = Node({}, line, column)
    items: dict[str, Node] = {}
    for key, value in node.value:
        place = (key.start_mark.line + 1 + shift, key.start_mark.column + 1)
        if key.id != "scalar":
            problems.append(Problem(path, "a key must be text.", *place))
        elif key.value in items:
            first = result.keys[key.value][0]
            problems.append(Problem(path, f"duplicate key {key.value!r}; it stands first on line {first}.", *place))
        else:
            result.keys[key.value] = place
            items[key.value] = _construct(value, path, shift, problems, seen)
    result.value = items
    return result


def _scalar(node: Any) -> object:
    text: str = node.value
    if node.style:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


Converter = Callable[[str], str]
"""Returns the text to use, or raises ValueError with what is wrong."""


class Reader:
    """Converts nodes into typed values and collects every problem on the way.

    ``converters`` checks and converts text of a ``NewType``: the key is the name of the type.
    """

    def __init__(self, path: str, converters: Mapping[str, Converter] | None = None) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.converters = converters or {}

    def complain(self, node: Node, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self.path, message, node.line, node.column, hint))

    def read(self, node: Node, annotation: typing.Any, where: str) -> typing.Any:
        """Return the value of ``node`` as ``annotation`` says; None after a complaint."""
        origin = typing.get_origin(annotation)
        if annotation is Node:
            return node
        if annotation is object or annotation is typing.Any:
            return node.plain()
        if origin in (types.UnionType, typing.Union):
            return self._union(node, typing.get_args(annotation), where)
        if origin is tuple:
            return self._tuple(node, typing.get_args(annotation)[0], where)
        if origin in (Mapping, dict):
            return self._mapping(node, typing.get_args(annotation)[1], where)
        if origin is typing.Literal:
            return self._choice(node, [str(value) for value in typing.get_args(annotation)], where)
        if dataclasses.is_dataclass(annotation):
            return self.read_dataclass(node, annotation, where)
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            chosen = self._choice(node, [str(member.value) for member in annotation], where)
            return None if chosen is None else annotation(chosen)
        return self._scalar(node, annotation, where)

    def read_dataclass(self, node: Node, cls: typing.Any, where: str) -> typing.Any:
        """Return an instance of a dataclass from a mapping; None when it is no mapping or lacks a key.

        A field that is wrong keeps its default, so that reading can go on and
        find what else is wrong: whoever uses the value looks at ``problems`` first.
        """
        if node.value is None:
            node = Node({}, node.line, node.column)
        if not isinstance(node.value, dict):
            self.complain(node, f"{where} must be a mapping of keys to values.")
            return None
        fields = {item.name: item for item in dataclasses.fields(cls)}
        hints = type_hints(cls)
        values = {}
        for key, value in node.value.items():
            name, before = key.replace("-", "_"), len(self.problems)
            if name not in fields:
                place = Node(None, *node.keys.get(key, (node.line, node.column)))
                self.complain(place, f"unknown key {key!r} in {where}.", nearest(key, list(fields)))
                continue
            # "the configuration" names the file, which the place of a problem does already.
            result = self.read(value, hints[name], key if not where or where.startswith("the ") else f"{where}.{key}")
            if len(self.problems) == before:
                values[name] = result
        complete = True
        for name, item in fields.items():
            required = item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING
            if required and name not in values:
                complete = False
                if name not in {key.replace("-", "_") for key in node.value}:
                    self.complain(node, f"{where} lacks the key {name!r}.")
        return cls(**values) if complete else None

    def _union(self, node: Node, options: tuple[typing.Any, ...], where: str) -> typing.Any:
        if node.value is None and type(None) in options:
            return None
        rest = [option for option in options if option is not type(None)]
        for option in rest:
            if _fits(node, option):
                return self.read(node, option, where)
        choices = [option for option in rest if typing.get_origin(option) is typing.Literal]
        # Who wrote a word meant one of the words, not the mapping that may stand there as well.
        return self.read(node, choices[0] if choices and isinstance(node.raw, str) else rest[-1], where)

    def _tuple(self, node: Node, item: typing.Any, where: str) -> tuple[typing.Any, ...] | None:
        if isinstance(node.value, dict):
            self.complain(node, f"{where} must be a list.")
            return None
        nodes = node.value if isinstance(node.value, list) else [] if node.value is None else [node]
        return tuple(self.read(entry, item, f"{where}[{index}]") for index, entry in enumerate(nodes))

    def _mapping(self, node: Node, item: typing.Any, where: str) -> dict[str, typing.Any] | None:
        if node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.complain(node, f"{where} must be a mapping of keys to values.")
            return None
        return {key: self.read(value, item, f"{where}.{key}") for key, value in node.value.items()}

    def _choice(self, node: Node, choices: list[str], where: str) -> str | None:
        if node.raw not in choices:
            listed = ", ".join(choices)
            self.complain(node, f"{where} must be one of {listed}, not {node.raw or node.plain()!r}.")
            return None
        return node.raw

    def _scalar(self, node: Node, annotation: typing.Any, where: str) -> typing.Any:
        kind = getattr(annotation, "__supertype__", annotation)
        if kind is str and isinstance(node.value, str | int | float):
            try:
                return self.converters.get(getattr(annotation, "__name__", ""), str)(node.raw)
            except ValueError as error:
                return self.complain(node, f"{where}: {error}")
        if kind is float and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return float(node.value)
        if kind is int and isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.value
        if kind is bool and isinstance(node.value, bool):
            return node.value
        names = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
        return self.complain(node, f"{where} must be {names.get(kind, kind)}, not {node.raw or node.plain()!r}.")


def nearest(key: str, valid: list[str]) -> str:
    """Return a hint with the nearest valid key, or the list of valid ones."""
    import difflib

    close = difflib.get_close_matches(key.replace("-", "_"), valid, 1, 0.6)
    return f"Did you mean {close[0]!r}?" if close else f"Valid keys: {', '.join(sorted(valid))}."


@cache
def type_hints(cls: typing.Any) -> dict[str, typing.Any]:
    """Return the resolved types of a dataclass's fields, without class variables."""
    names = {item.name for item in dataclasses.fields(cls)}
    return {name: hint for name, hint in typing.get_type_hints(cls).items() if name in names}


def _fits(node: Node, annotation: typing.Any) -> bool:
    origin = typing.get_origin(annotation)
    if origin is tuple:
        return isinstance(node.value, list)
    if origin in (Mapping, dict) or dataclasses.is_dataclass(annotation):
        return isinstance(node.value, dict)
    if annotation is bool:
        return isinstance(node.value, bool)
    if annotation in (int, float):
        return isinstance(node.value, int | float) and not isinstance(node.value, bool)
    if origin is typing.Literal:
        return node.raw in [str(value) for value in typing.get_args(annotation)]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return node.raw in [str(member.value) for member in annotation]
    return isinstance(node.value, str)
