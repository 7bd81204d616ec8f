"""Turns a tree into the instructions of an automaton (Thompson), in order of preference.

The construction for repetitions of what can be empty is google-re2's, so that both engines prefer
the same match: ``x*`` becomes ``(x+)?``.
"""

from __future__ import annotations

from typing import NamedTuple

from . import chars, tree

CHAR, SPLIT, PLACE, SAVE, MATCH = range(5)


class Instruction(NamedTuple):
    """``argument``: for CHAR the number of its class, for SAVE a slot, for PLACE its kind's place in `PLACES`."""

    operation: int
    argument: int
    next: int
    other: int
    """The second choice of a SPLIT."""


PLACES = "bBAz^$"
OTHER, WORD, NEWLINE, EDGE = range(4)
"""What stands beside a place: any other character, a word character, a line end, the end of the text."""


def holds(place: int, left: int, right: int) -> bool:
    """Whether the assertion numbered `place` holds between two kinds of neighbours."""
    match PLACES[place]:
        case "b":
            return (left == WORD) != (right == WORD)
        case "B":
            return (left == WORD) == (right == WORD)
        case "A":
            return left == EDGE
        case "z":
            return right == EDGE
        case "^":
            return left >= NEWLINE
    return right >= NEWLINE


class Automaton:
    """``instructions`` from ``start``; ``classes`` are what CHAR instructions take."""

    def __init__(self, node: tree.Node, *, folds: bool, backwards: bool = False, captures: bool = False) -> None:
        self._folds = folds
        self._backwards = backwards
        self._captures = captures
        self._numbers: dict[str | chars.CharClass, int] = {}
        self.instructions = [Instruction(MATCH, 0, 0, 0)]
        self.names = tree.group_names(node)
        self.start = self._build(node, 0)
        self.classes = tuple(self._numbers)

    def _add(self, operation: int, argument: int, following: int, other: int = 0) -> int:
        self.instructions.append(Instruction(operation, argument, following, other))
        return len(self.instructions) - 1

    def _build(self, node: tree.Node, following: int) -> int:
        """Adds what matches `node` and then goes on at `following`; the place where it starts."""
        match node:
            case tree.Text(text, ignore_case):
                for char in text if self._backwards else reversed(text):
                    following = self._take_char(char, ignore_case, following)
                return following
            case tree.Set(members, _):
                return self._take(members, following)
            case tree.Assertion(kind):
                return self._add(PLACE, PLACES.index(kind), following)
            case tree.Sequence(parts):
                for part in parts if self._backwards else reversed(parts):
                    following = self._build(part, following)
                return following
            case tree.Choice(branches):
                starts = [self._build(branch, following) for branch in branches]
                start = starts.pop()
                while starts:
                    start = self._add(SPLIT, 0, starts.pop(), start)
                return start
            case tree.Repeat():
                return self._repeat(node, following)
            case tree.Group(body, name):
                return self._group(body, name, following)

    def _take_char(self, char: str, ignore_case: bool, following: int) -> int:
        if ignore_case and not self._folds:
            return self._take(chars.ranges_class(((ord(char), ord(char)),), ignore_case=True), following)
        return self._take(char, following)

    def _take(self, members: str | chars.CharClass, following: int) -> int:
        return self._add(CHAR, self._numbers.setdefault(members, len(self._numbers)), following)

    def _group(self, body: tree.Node, name: str, following: int) -> int:
        if not self._captures or not name:
            return self._build(body, following)
        slot = 2 * self.names.index(name)
        return self._add(SAVE, slot, self._build(body, self._add(SAVE, slot + 1, following)))

    def _repeat(self, node: tree.Repeat, following: int) -> int:
        body, low, high, greedy = node
        required = low
        if high is None:
            required = max(0, low - 1)
            start = self._loop(body, greedy, following, optional=low == 0)
        else:
            start = following
            for _ in range(high - low):
                start = self._split(self._build(body, start), following, greedy)
        for _ in range(required):
            start = self._build(body, start)
        return start

    def _loop(self, body: tree.Node, greedy: bool, following: int, *, optional: bool) -> int:
        again = self._add(SPLIT, 0, 0)
        start = self._build(body, again)
        self.instructions[again] = self.instructions[self._split(start, following, greedy)]
        if not optional:
            return start
        return self._split(start, following, greedy) if tree.nullable(body) else again

    def _split(self, more: int, following: int, greedy: bool) -> int:
        return self._add(SPLIT, 0, more, following) if greedy else self._add(SPLIT, 0, following, more)
