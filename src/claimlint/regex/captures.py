"""What the named groups of a match hold.

The same for both engines: google-re2's own engines differ among themselves on loops that can be
empty, and only the few matches whose groups are asked for get here.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import nfa, tree
from .dfa import kind
from .syntax import parse
from .text import Haystack


class Captures:
    """The named groups of one pattern."""

    __slots__ = ("_automaton", "_folds")

    def __init__(self, pattern: str, ignore_case: bool) -> None:
        node = parse(pattern, ignore_case)
        self._folds = not tree.counts_case(node)
        self._automaton = nfa.Automaton(node, folds=self._folds, captures=True)

    def of(self, haystack: Haystack, start: int, end: int) -> dict[str, str]:
        """The text of each named group that took part in the match from `start` to `end`."""
        slots = _slots(self._automaton, haystack.folded(self._folds), start, end)
        named = zip(self._automaton.names, slots[::2], slots[1::2], strict=True)
        return {name: haystack.text[at:to] for name, at, to in named if at >= 0 and to >= 0}


def _slots(automaton: nfa.Automaton, text: str, start: int, end: int) -> tuple[int, ...]:
    """The start and end of each group, in the order of ``automaton.names``; -1 for none (Pike's machine)."""
    slots = (-1,) * (2 * len(automaton.names))
    result = slots
    threads = [(automaton.start, slots)]
    for at in range(start, end + 1):
        left = kind(text[at - 1 : at]) if at else nfa.EDGE
        reached = _follow(automaton, threads, at, left, kind(text[at : at + 1]))
        threads = []
        for place, slots in reached:
            operation, argument, following, _ = automaton.instructions[place]
            if operation == nfa.MATCH:
                if at == end:
                    result = slots
                break
            members = automaton.classes[argument]
            if at < end and (text[at] == members if isinstance(members, str) else members.takes(text[at])):
                threads.append((following, slots))
    return result


def _follow(
    automaton: nfa.Automaton, threads: list[tuple[int, tuple[int, ...]]], at: int, left: int, right: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The CHAR and MATCH instructions that `threads` lead to, with what each has captured, best first."""
    known: set[int] = set()
    waiting = threads[::-1]
    while waiting:
        place, slots = waiting.pop()
        if place in known:
            continue
        known.add(place)
        operation, argument, following, other = automaton.instructions[place]
        if operation in (nfa.CHAR, nfa.MATCH):
            yield place, slots
        elif operation == nfa.SPLIT:
            waiting += ((other, slots), (following, slots))
        elif operation == nfa.SAVE:
            waiting.append((following, (*slots[:argument], at, *slots[argument + 1 :])))
        elif nfa.holds(argument, left, right):
            waiting.append((following, slots))
