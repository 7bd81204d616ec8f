"""Matching in pure Python, for where google-re2 has no wheel: slower, as linear, the same results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from . import nfa, tree
from .dfa import Dfa
from .literals import facts, least
from .syntax import parse
from .text import Haystack


class PureProgram:
    """One pattern; its automata are made when a text holds the strings that it requires."""

    __slots__ = ("_backwards", "_forwards", "_node", "_starts", "folds", "required")

    def __init__(self, pattern: str, ignore_case: bool) -> None:
        self._node = parse(pattern, ignore_case)
        self.folds = not tree.counts_case(self._node)
        known = facts(self._node, self.folds)
        self.required = () if known.required is None else least(known.required, at_start=False)
        self._starts = None if known.start is None or "" in known.start else known.start
        self._forwards: Dfa | None = None
        self._backwards: Dfa | None = None

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

    def possible(self, haystack: Haystack) -> set[int]:
        """The indices of the programs whose strings are there, so that they may match."""
        held = {folds: Held(haystack.folded(folds)) for folds in {program.folds for program in self._programs}}
        return {index for index, program in enumerate(self._programs) if held[program.folds].one_of(program)}

    def matching(self, haystack: Haystack) -> set[int]:
        """The indices of the programs that match somewhere."""
        return {index for index in self.possible(haystack) if self._programs[index].occurs(haystack)}


class _Requires(Protocol):
    @property
    def required(self) -> tuple[str, ...] | None: ...


class Held(dict[str, bool]):
    """Whether a text holds strings. Its triples of letters are listed first: most strings fail by theirs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._triples = set(map("".join, zip(text, text[1:], text[2:], strict=False)))

    def __missing__(self, string: str) -> bool:
        triples = self._triples
        possible = len(string) < 3 or (string[:3] in triples and string[-3:] in triples)
        return self.setdefault(string, possible and string in self._text)

    def one_of(self, program: _Requires) -> bool:
        """Whether the text holds one of the strings that a program requires, or it requires none."""
        return not program.required or any(map(self.__getitem__, program.required))
