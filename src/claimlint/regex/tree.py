"""The nodes of a parsed pattern, and the error of a pattern that cannot be parsed."""

from __future__ import annotations

from typing import NamedTuple

from .chars import CharClass

MAX_REPEAT = 1000
MAX_SIZE = 50_000
"""Characters a pattern may have after its counted repetitions are written out."""
MAX_DEPTH = 100
"""Groups within groups."""


class PatternError(ValueError):
    """A pattern that cannot be used; ``position`` is a 0-based offset in code points, or None."""

    def __init__(self, message: str, position: int | None = None) -> None:
        self.message = message
        self.position = position
        super().__init__(message if position is None else f"{message} (at position {position})")


class Text(NamedTuple):
    """Characters that stand for themselves, at least one; folded when ``ignore_case``."""

    text: str
    ignore_case: bool


class Set(NamedTuple):
    """One character of a class. ``ignore_case`` says that the class is already closed under case."""

    members: CharClass
    ignore_case: bool


class Assertion(NamedTuple):
    """A place and not a character: ``b B`` word boundary or not, ``A z`` text, ``^ $`` line."""

    kind: str


class Sequence(NamedTuple):
    parts: tuple[Node, ...]


class Choice(NamedTuple):
    """The branches in the order in which they are preferred."""

    branches: tuple[Node, ...]


class Repeat(NamedTuple):
    """``high`` is None for no limit."""

    body: Node
    low: int
    high: int | None
    greedy: bool


class Group(NamedTuple):
    """A capturing group; ``name`` is empty when it has only a number."""

    body: Node
    name: str


Node = Text | Set | Assertion | Sequence | Choice | Repeat | Group
EMPTY = Sequence(())


def nullable(node: Node) -> bool:
    """Whether `node` can match without taking a character."""
    match node:
        case Text() | Set():
            return False
        case Assertion():
            return True
        case Sequence(parts):
            return all(nullable(part) for part in parts)
        case Choice(branches):
            return any(nullable(branch) for branch in branches)
        case Repeat(body, low, _, _):
            return low == 0 or nullable(body)
        case Group(body, _):
            return nullable(body)


def counts_case(node: Node) -> bool:
    """Whether some letter of `node` matches in one case only."""
    match node:
        case Text(text, ignore_case):
            return not ignore_case and (not text.isascii() or text.lower() != text.upper())
        case Set(_, ignore_case):
            return not ignore_case
        case Assertion():
            return False
        case Sequence(children) | Choice(children):
            return any(map(counts_case, children))
        case Repeat(body, _, _, _) | Group(body, _):
            return counts_case(body)


def check_size(node: Node) -> None:
    if _repeats(node) > MAX_REPEAT:
        raise PatternError(f"repetitions inside repetitions multiply to more than {MAX_REPEAT}: count less, or write *")
    if _size(node) > MAX_SIZE:
        raise PatternError(f"the pattern is longer than {MAX_SIZE} characters when written out: split the rule")


def _repeats(node: Node) -> int:
    """The largest product of counts of repetitions that stand inside one another."""
    match node:
        case Sequence(children) | Choice(children):
            return max(map(_repeats, children), default=1)
        case Group(body, _):
            return _repeats(body)
        case Repeat(body, low, high, _):
            return max(1, low if high is None else high) * _repeats(body)
    return 1


def _size(node: Node) -> int:
    match node:
        case Text(text, _):
            return len(text)
        case Sequence(children) | Choice(children):
            return 1 + sum(map(_size, children))
        case Group(body, _):
            return _size(body)
        case Repeat(body, low, high, _):
            return 1 + max(1, low if high is None else high) * _size(body)
    return 1


def has_inner_place(node: Node) -> bool:
    r"""Whether ``\B`` is part of `node`."""
    match node:
        case Assertion(kind):
            return kind == "B"
        case Sequence(children) | Choice(children):
            return any(map(has_inner_place, children))
        case Repeat(body, _, _, _) | Group(body, _):
            return has_inner_place(body)
    return False


def group_names(node: Node) -> list[str]:
    """The names of the groups of `node`, in their order in the pattern."""
    match node:
        case Sequence(children) | Choice(children):
            return [name for child in children for name in group_names(child)]
        case Repeat(body, _, _, _):
            return group_names(body)
        case Group(body, name):
            return [name, *group_names(body)] if name else group_names(body)
    return []
