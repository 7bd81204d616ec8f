"""Runs an automaton over a text, making the deterministic states as they are met.

A state is the ordered list of instructions that may come next, which keeps what the pattern
prefers; each character costs one look-up. States are dropped when there are too many, so memory
is bounded, and each character costs at most as much as the automaton is long.
"""

from __future__ import annotations

import re

from . import nfa
from .chars import is_word_char

MAX_TRANSITIONS = 20_000
MAX_THREADS = 200_000
"""What one `Dfa` remembers, in characters seen in states and instructions in states."""

_RESTART = -1
_CHUNK = 256


def kind(char: str) -> int:
    """What `char`, empty for the end of the text, is to the place beside it."""
    if not char:
        return nfa.EDGE
    return nfa.NEWLINE if char == "\n" else nfa.WORD if is_word_char(char) else nfa.OTHER


class State(dict[str, "State"]):
    """A state, and the states that characters lead to; missing ones are made."""

    __slots__ = ("dfa", "kind", "matched", "special", "steps", "threads")

    def __init__(self, dfa: Dfa, threads: tuple[int, ...], beside: int, matched: bool) -> None:
        super().__init__()
        self.dfa = dfa
        self.threads = threads
        self.kind = beside
        self.matched = matched
        """Whether a match ended before the last character."""
        self.special = matched or not threads or threads == (_RESTART,)
        self.steps: dict[tuple[int, int], State] = {}

    def __missing__(self, char: str) -> State:
        state = self[char] = self.dfa.step(self, char)
        return state


class Dfa:
    """One automaton in one direction.

    Forwards it looks for a match that starts anywhere and prefers as the pattern does; backwards
    it starts where a match ends and goes as far as it can.
    """

    def __init__(self, automaton: nfa.Automaton, *, backwards: bool, starts: re.Pattern[str] | None = None) -> None:
        self.automaton = automaton
        self.backwards = backwards
        self.starts = starts
        self._states: dict[tuple[tuple[int, ...], int, bool], State] = {}
        self._signatures: dict[str, tuple[int, int]] = {}
        self._transitions = 0
        self._threads = 0
        self._literals = {each: 1 << at for at, each in enumerate(automaton.classes) if isinstance(each, str)}
        self._sets = [(each, 1 << at) for at, each in enumerate(automaton.classes) if not isinstance(each, str)]

    def find_end(self, text: str, start: int, stop: int, *, any_end: bool = False) -> tuple[int, int] | None:
        """Where the first match ends, and a place at or before its start; any end of it if that is enough."""
        state = self._initial(kind(text[start - 1 : start]) if start else nfa.EDGE)
        end: int | None = None
        floor = at = start
        while at < stop:
            if self.starts is not None and state.threads == (_RESTART,):
                found = self.starts.search(text, at, stop)
                if found is None:
                    return None
                floor = found.start()
                state = self._initial(kind(text[floor - 1 : floor]) if floor else nfa.EDGE) if floor > at else state
                at = floor
            for char in text[at : min(at + _CHUNK, stop)]:
                state = state[char]
                if state.special:
                    if state.matched:
                        end = at
                        if any_end:
                            return floor, end
                    if not state.threads:
                        return None if end is None else (floor, end)
                    if self.starts is not None and state.threads == (_RESTART,):
                        at += 1
                        break
                at += 1
        if self._follow(state.threads, state.kind, kind(text[stop : stop + 1]))[1]:
            end = stop
        return None if end is None else (floor, end)

    def find_start(self, text: str, floor: int, end: int) -> int:
        """The first start, not before `floor`, of the matches that end at `end`; there must be one."""
        state = self._state((self.automaton.start,), kind(text[end : end + 1]), False)
        start = at = end
        while at > floor:
            state = state[text[at - 1]]
            if state.special:
                if state.matched:
                    start = at
                if not state.threads:
                    return start
            at -= 1
        beside = kind(text[floor - 1 : floor]) if floor else nfa.EDGE
        return floor if self._follow(state.threads, state.kind, beside)[1] else start

    def _initial(self, beside: int) -> State:
        return self._state((_RESTART,), beside, False)

    def _state(self, threads: tuple[int, ...], beside: int, matched: bool) -> State:
        key = (threads, beside, matched)
        state = self._states.get(key)
        if state is None:
            self._threads += len(threads)
            if self._threads > MAX_THREADS or self._transitions > MAX_TRANSITIONS:
                self._states.clear()
                self._signatures.clear()
                self._threads = len(threads)
                self._transitions = 0
            state = self._states[key] = State(self, threads, beside, matched)
        return state

    def step(self, state: State, char: str) -> State:
        """The state after `state` has met `char`."""
        self._transitions += 1
        signature = self._signatures.get(char)
        if signature is None:
            signature = self._signatures[char] = self._signature(char), kind(char)
        following = state.steps.get(signature)
        if following is None:
            taken, beside = signature
            threads, matched = self._follow(state.threads, state.kind, beside)
            instructions = self.automaton.instructions
            after: dict[int, None] = {}
            for each in threads:
                if each == _RESTART:
                    after[_RESTART] = None
                elif taken >> instructions[each].argument & 1:
                    after[instructions[each].next] = None
            ordered = tuple(sorted(after)) if self.backwards else tuple(after)
            following = state.steps[signature] = self._state(ordered, beside, matched)
        return following

    def _signature(self, char: str) -> int:
        """The classes that `char` is in, as bits."""
        return self._literals.get(char, 0) | sum(bit for members, bit in self._sets if members.takes(char))

    def _follow(self, threads: tuple[int, ...], seen: int, ahead: int) -> tuple[list[int], bool]:
        """The characters that may come next, in order of preference, and whether a match ends here."""
        left, right = (ahead, seen) if self.backwards else (seen, ahead)
        instructions = self.automaton.instructions
        reached: list[int] = []
        known: set[int] = set()
        matched = False
        for thread in threads:
            waiting = [self.automaton.start if thread == _RESTART else thread]
            while waiting:
                place = waiting.pop()
                if place in known:
                    continue
                known.add(place)
                operation, argument, following, other = instructions[place]
                if operation == nfa.CHAR:
                    reached.append(place)
                elif operation == nfa.SPLIT:
                    waiting += (other, following)
                elif operation == nfa.SAVE or (operation == nfa.PLACE and nfa.holds(argument, left, right)):
                    waiting.append(following)
                elif operation == nfa.MATCH:
                    if not self.backwards:
                        return reached, True
                    matched = True
            if thread == _RESTART:
                reached.append(_RESTART)
        return reached, matched
