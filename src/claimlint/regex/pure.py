"""Matching in pure Python, for where google-re2 has no wheel: slower, as linear, the same results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import literals, nfa, tree
from .clues import Clues
from .dfa import Dfa
from .syntax import parse
from .text import Haystack


class PureProgram:
    """One pattern; its automata are made when a text holds the strings that it requires."""

    __slots__ = ("_backwards", "_forwards", "_node", "_required", "_starts", "folds")

    def __init__(self, pattern: str, ignore_case: bool) -> None:
        self._node = parse(pattern, ignore_case)
        self.folds = not tree.counts_case(self._node)
        known = literals.facts(self._node, self.folds)
        required = literals.required_strings(known)
        self._required = literals.plain(required[0]) if required else ()
        self._starts = None if known.start is None or "" in known.start else known.start
        self._forwards: Dfa | None = None
        self._backwards: Dfa | None = None

    @property
    def clues(self) -> Clues:
        """What texts must hold to be searched at all."""
        return literals.clues(self._node)

    def spans(self, haystack: Haystack, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The matches that lie within `start` and `end`, in code points, half-open."""
        text = haystack.folded(self.folds)
        if self._required and not any(each in text for each in self._required):
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
                starts = re.compile("|".join(map(re.escape, literals.least(self._starts, at_start=True))))
            self._forwards = Dfa(nfa.Automaton(self._node, folds=self.folds), backwards=False, starts=starts)
            self._backwards = Dfa(nfa.Automaton(self._node, folds=self.folds, backwards=True), backwards=True)
        return self._forwards, self._backwards
