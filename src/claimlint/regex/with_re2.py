r"""Matching by google-re2, of patterns as `translation` spells them.

Patterns go to google-re2 as bytes: given `str` it counts offsets anew for every match, which
measured three times slower than bytes and bisection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from .pure import Held, PureProgram
from .text import Haystack
from .translation import Prepared, translated

PATTERN_MEMORY = 64 << 20
"""Bytes that google-re2 may use at most for one pattern; it starts with far less."""

FEW = 3
"""Texts that are searched before a filter is worth making."""
SHORT = 20_000
"""Characters of a text for which it is worth making at once."""

FILTER_BYTES = 24 << 10
"""Pattern text in one filter: its memory cannot be set, and seldom ends at less than twice as much."""

_SENTINEL = b"\x01every text\x01"
"""Put behind every text, so that a set that does not find it is known to have failed."""


@lru_cache(maxsize=1)
def _module() -> Any:
    # The package has no type stubs, and importing it is put off until a pattern is compiled.
    import re2  # type: ignore[import-untyped,unused-ignore]

    return re2


def is_available() -> bool:
    """Whether google-re2 can be imported, and is google's (others use the same import name)."""
    try:
        return hasattr(_module(), "Set")
    except ImportError:
        return False


@lru_cache(maxsize=8)
def _options(memory: int) -> Any:
    options = _module().Options()
    options.max_mem = memory
    options.log_errors = False
    options.never_capture = True
    return options


class Re2Program:
    """One pattern.

    ``folds`` says which of the two encodings of a text it reads; ``exact`` that google-re2 finds it
    only where it is: ``\\B`` also holds inside the spelling of one character, where `spans` ignores it.
    One of the strings ``required`` is in every match; empty: none is known, None: nobody has looked.
    """

    __slots__ = ("_compiled", "exact", "folds", "ignore_case", "pattern", "required", "source")

    def __init__(self, pattern: str, ignore_case: bool, known: Prepared | None = None) -> None:
        self.pattern = pattern
        self.ignore_case = ignore_case
        self.required: tuple[str, ...] | None = None
        self._compiled: Any = None
        if known is None:
            self.folds, self.exact, self.source = translated(pattern, ignore_case)
        else:
            self.folds, self.exact, self.source, self.required = known

    def spans(self, haystack: Haystack, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The matches that lie within `start` and `end`, in code points, half-open."""
        compiled = self.compile()
        if isinstance(compiled, PureProgram):
            yield from compiled.spans(haystack, start, end)
            return
        encoded = haystack.encoded(self.folds)
        previous = None
        for match in compiled.finditer(encoded.data, encoded.from_text(start), encoded.from_text(end)):
            first, last = match.span()
            if first == last and (previous == (first, last) or encoded.to_text(first) is None):
                # google-re2 repeats an empty match, and finds them inside of characters too.
                continue
            previous = first, last
            begin, stop = encoded.to_text(first), encoded.to_text(last)
            assert begin is not None and stop is not None, "a match that is not empty ends where a character ends"
            yield begin, stop

    def occurs(self, haystack: Haystack) -> bool:
        """Whether there is a match."""
        return next(self.spans(haystack, 0, len(haystack.text)), None) is not None

    def take(self, compiled: Any) -> None:
        """Use google-re2's object for this pattern that is there already."""
        if self._compiled is None:
            self._compiled = compiled

    def compile(self) -> Any:
        """google-re2's object, or the other engine where the pattern is too large for this one."""
        if self._compiled is None:
            try:
                self._compiled = _module().compile(self.source, _options(PATTERN_MEMORY))
            except _module().error:
                # Either this is no pattern, which the other engine's parser says, or it is too large.
                self._compiled = PureProgram(self.pattern, self.ignore_case)
        return self._compiled


class Re2Set:
    """Many patterns at once: one pass for the strings that they need, then those whose strings are there.

    One automaton for all patterns would answer at once, but it is so large that every new text still
    visits states never built before: measured fifty times slower on texts it has not seen.
    """

    __slots__ = ("_filters", "_programs", "_searched", "_unfiltered")

    def __init__(self, programs: Sequence[Re2Program]) -> None:
        self._programs = programs
        self._searched = 0
        self._filters: list[tuple[bool, list[int], Any]] | None = None
        self._unfiltered: set[int] = set()

    def possible(self, haystack: Haystack) -> set[int]:
        """The indices of the programs whose strings are there, so that they may match."""
        if self._filters is None:
            self._searched += 1
            if (
                self._searched <= FEW
                and len(haystack.text) <= SHORT
                and all(program.required is not None for program in self._programs)
            ):
                # To make a filter takes as long as to look for every string by itself in five articles.
                held = {folds: Held(haystack.folded(folds)) for folds in (True, False)}
                return {index for index, program in enumerate(self._programs) if held[program.folds].one_of(program)}
            self._filters = [each for portion in self._portions() for each in self._filtered(*portion)]
        possible = set(self._unfiltered)
        for folds, indices, strings in self._filters:
            found = strings.Match(haystack.encoded(folds).data + _SENTINEL, True)
            if not found or found[-1] != len(indices):
                # Not even the last, which is in every text, was found: memory ran out.
                possible.update(indices)
            else:
                possible.update([indices[each] for each in found[:-1]])
        return possible

    def matching(self, haystack: Haystack) -> set[int]:
        """The indices of the programs that match somewhere."""
        return {index for index in self.possible(haystack) if self._programs[index].occurs(haystack)}

    def _portions(self) -> Iterator[tuple[bool, list[int]]]:
        """Cut the programs into portions that google-re2 surely has the memory for: it tells of failures on stderr."""
        for folds in (True, False):
            portion: list[int] = []
            size = 0
            for index, program in enumerate(self._programs):
                length = len(program.source)
                if program.folds is not folds:
                    continue
                if length > FILTER_BYTES:
                    self._unfiltered.add(index)
                    continue
                if size + length > FILTER_BYTES:
                    yield folds, portion
                    portion, size = [], 0
                portion.append(index)
                size += length
            if portion:
                yield folds, portion

    def _filtered(self, folds: bool, indices: list[int]) -> Iterator[tuple[bool, list[int], Any]]:
        strings, error = _module().Filter(), _module().error
        kept: list[int] = []
        for index in indices:
            program = self._programs[index]
            try:
                strings.Add(program.source, _options(PATTERN_MEMORY))
            except error:
                program.compile()
                self._unfiltered.add(index)
                continue
            program.take(strings.re(len(kept)))
            kept.append(index)
        strings.Add(_SENTINEL, _options(PATTERN_MEMORY))
        try:
            strings.Compile()
            yield folds, kept, strings
        except error:
            # Few patterns can need many strings: sixteen for "[abcd][efgh]" and each as long as what follows.
            if len(kept) < 2:
                self._unfiltered.update(kept)
                return
            middle = len(kept) // 2
            yield from self._filtered(folds, kept[:middle])
            yield from self._filtered(folds, kept[middle:])
