"""Matching in pure Python, for where google-re2 has no wheel: slower, as linear, the same results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import nfa, tree
from .dfa import Dfa, kind
from .literals import facts, least
from .syntax import parse
from .text import Haystack


class PureProgram:
    """One pattern; its automata are made when a text holds the strings that it requires."""

    __slots__ = ("_backwards", "_capturing", "_forwards", "_node", "_starts", "folds", "required")

    def __init__(self, pattern: str, ignore_case: bool) -> None:
        self._node = parse(pattern, ignore_case)
        self.folds = not tree.counts_case(self._node)
        known = facts(self._node, self.folds)
        self.required = () if known.required is None else least(known.required, at_start=False)
        self._starts = None if known.start is None or "" in known.start else known.start
        self._forwards: Dfa | None = None
        self._backwards: Dfa | None = None
        self._capturing: nfa.Automaton | None = None

    def spans(self, haystack: Haystack, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The matches that lie within `start` and `end`, in code points, half-open."""
        text = haystack.folded(self.folds)
        if self.required and not any(each in text for each in self.required):
            return
        forwards, backwards = self._automata()
        while start <= end:
            found = forwards.find_end(text, start, end)
            if found is None:
                return
            floor, last = found
            first = backwards.find_start(text, floor, last)
            yield first, last
            start = last if last > first else last + 1

    def groups(self, haystack: Haystack) -> Iterator[tuple[int, int, dict[str, str]]]:
        """The matches with the text of the named groups that took part in them."""
        if self._capturing is None:
            self._capturing = nfa.Automaton(self._node, folds=self.folds, captures=True)
        for start, end in self.spans(haystack, 0, len(haystack.text)):
            slots = _captures(self._capturing, haystack.folded(self.folds), start, end)
            named = zip(self._capturing.names, slots[::2], slots[1::2], strict=True)
            yield start, end, {name: haystack.text[at:to] for name, at, to in named if at >= 0 and to >= 0}

    def occurs(self, haystack: Haystack) -> bool:
        """Whether there is a match. Does not look for the required strings, which the caller has seen to."""
        text = haystack.folded(self.folds)
        return self._automata()[0].find_end(text, 0, len(text), any_end=True) is not None

    def _automata(self) -> tuple[Dfa, Dfa]:
        if self._forwards is None or self._backwards is None:
            starts = None
            if self._starts is not None:
                starts = re.compile("|".join(map(re.escape, least(self._starts, at_start=True))))
            self._forwards = Dfa(nfa.Automaton(self._node, folds=self.folds), backwards=False, starts=starts)
            self._backwards = Dfa(nfa.Automaton(self._node, folds=self.folds, backwards=True), backwards=True)
        return self._forwards, self._backwards


class PureSet:
    """Many patterns: each string that one of them requires is looked for once, then the patterns left are run."""

    __slots__ = ("_programs",)

    def __init__(self, programs: Sequence[PureProgram]) -> None:
        self._programs = programs

    def matching(self, haystack: Haystack) -> set[int]:
        """The indices of the programs that match somewhere."""
        held = {folds: _Held(haystack.folded(folds)) for folds in {program.folds for program in self._programs}}
        return {
            index
            for index, program in enumerate(self._programs)
            if not program.required or any(map(held[program.folds].__getitem__, program.required))
            if program.occurs(haystack)
        }


class _Held(dict[str, bool]):
    """Whether a text holds strings. Its triples of letters are listed first: most strings fail by theirs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._triples = set(map("".join, zip(text, text[1:], text[2:], strict=False)))

    def __missing__(self, string: str) -> bool:
        triples = self._triples
        possible = len(string) < 3 or (string[:3] in triples and string[-3:] in triples)
        return self.setdefault(string, possible and string in self._text)


def _captures(automaton: nfa.Automaton, text: str, start: int, end: int) -> tuple[int, ...]:
    """The start and end of each named group in the match from `start` to `end`; -1 for none (Pike's machine)."""
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
