r"""Matching by google-re2, of patterns as `translation` spells them.

Patterns go to google-re2 as bytes: given `str` it counts offsets anew for every match, which
measured three times slower than bytes and bisection.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from .clues import Clues
from .literals import clues
from .pure import PureProgram
from .syntax import parse
from .text import Haystack
from .translation import Prepared, translated

PATTERN_MEMORY = 64 << 20
"""Bytes that google-re2 may use at most for one pattern; it starts with far less."""


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
    """

    __slots__ = ("_clues", "_compiled", "exact", "folds", "ignore_case", "pattern", "source")

    def __init__(self, pattern: str, ignore_case: bool, known: Prepared | None = None) -> None:
        self.pattern = pattern
        self.ignore_case = ignore_case
        self._clues: Clues | None = None
        self._compiled: Any = None
        if known is None:
            self.folds, self.exact, self.source = translated(pattern, ignore_case)
        else:
            self.folds, self.exact, self.source, self._clues = known

    @property
    def clues(self) -> Clues:
        """What texts must hold to be searched at all."""
        if self._clues is None:
            self._clues = clues(parse(self.pattern, self.ignore_case))
        return self._clues

    def spans(self, haystack: Haystack, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The matches that lie within `start` and `end`, in code points, half-open."""
        compiled = self._compile()
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

    def _compile(self) -> Any:
        """google-re2's object, or the other engine where the pattern is too large for this one."""
        if self._compiled is None:
            try:
                self._compiled = _module().compile(self.source, _options(PATTERN_MEMORY))
            except _module().error:
                # Either this is no pattern, which the other engine's parser says, or it is too large.
                self._compiled = PureProgram(self.pattern, self.ignore_case)
        return self._compiled
