r"""Looking for patterns in texts, in time linear in both, whatever they hold.

With google-re2 installed it does the work; without (it has no wheel for musl) a pure-Python engine
does, with the same results. The syntax is told in `claimlint.regex.syntax`, what a word and a case
are in `claimlint.regex.chars`. All offsets are 0-based, in code points, half-open.

    haystack = Haystack("Cures cancer.")
    patterns = PatternSet([Pattern(r"\bcures?\b"), Pattern(r"\bheals?\b")])
    for index in sorted(patterns.matching(haystack)):
        for start, end in patterns.patterns[index].finditer(haystack):
            ...

A match is the leftmost, and of those at one place the one that the pattern prefers (the earlier
branch of ``|``, more for ``*``, less for ``*?``), as in Perl and Python. Matches do not overlap;
after an empty one the search goes on at the next character.

One search is linear. Finding all matches is too unless a pattern has to read far to learn that a
short match is all there is, again and again (``a|a*b``), which is the same in every such engine.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, Protocol

from claimlint.resources import derived

from .regex.clues import ClueIndex, Clues, Packed
from .regex.syntax import parse
from .regex.text import Haystack
from .regex.tree import PatternError, nullable

if TYPE_CHECKING:
    from .regex.captures import Captures
    from .regex.translation import Prepared

__all__ = [
    "Haystack",
    "Packed",
    "Pattern",
    "PatternError",
    "PatternSet",
    "Prepared",
    "backend",
    "check_pattern",
    "pack",
    "prepare",
]


class _Program(Protocol):
    """A pattern as an engine has it."""

    @property
    def clues(self) -> Clues: ...

    def occurs(self, haystack: Haystack) -> bool: ...

    def spans(self, haystack: Haystack, start: int, end: int) -> Iterator[tuple[int, int]]: ...


@lru_cache(maxsize=1)
def backend() -> Literal["re2", "python"]:
    """The engine in use; the environment variable ``CLAIMLINT_MATCHER=python`` forces the second."""
    if os.environ.get("CLAIMLINT_MATCHER") == "python":
        return "python"
    from .regex.with_re2 import is_available

    return "re2" if is_available() else "python"


def _program(pattern: str, ignore_case: bool, prepared: Prepared | None) -> _Program:
    # Each engine is imported only where it is the one in use.
    if backend() == "re2":
        from .regex.with_re2 import Re2Program

        return Re2Program(pattern, ignore_case, prepared)
    from .regex.pure import PureProgram

    return PureProgram(pattern, ignore_case)


class Pattern:
    """One pattern, compiled when first used; equal to another with the same text and case.

    Using one that cannot be compiled raises `PatternError`; `check_pattern` tells beforehand.
    """

    __slots__ = ("_captures", "_compiled", "_hash", "_prepared", "ignore_case", "pattern")

    def __init__(self, pattern: str, *, ignore_case: bool = True) -> None:
        self.pattern = pattern
        self.ignore_case = ignore_case
        self._hash = hash((pattern, ignore_case))
        self._compiled: _Program | None = None
        self._prepared: Prepared | None = None
        self._captures: Captures | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.key == other.key

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r}, ignore_case={self.ignore_case})"

    def __reduce__(self) -> tuple[object, ...]:
        return _pattern, self.key

    @property
    def key(self) -> tuple[str, bool]:
        """What makes it equal to another."""
        return self.pattern, self.ignore_case

    def take(self, prepared: Prepared | None) -> None:
        """Use what was worked out before."""
        self._prepared = self._prepared or prepared

    def _known(self) -> Prepared | None:
        if self._prepared is None and _kept() and (kept := _kept().get(_digest(self))):
            self._prepared = marshal.loads(kept)
        return self._prepared

    @property
    def clues(self) -> Clues:
        """What a text must hold to be searched for it at all."""
        known = self._known()
        return known[3] if known else self.program.clues

    @property
    def program(self) -> _Program:
        """The pattern as its engine has it."""
        if self._compiled is None:
            self._compiled = _program(self.pattern, self.ignore_case, self._known())
        return self._compiled

    def finditer(self, haystack: Haystack) -> Iterator[tuple[int, int]]:
        """The matches from left to right."""
        return self.program.spans(haystack, 0, len(haystack.text))

    def groups(self, haystack: Haystack) -> Iterator[tuple[int, int, dict[str, str]]]:
        """The matches with the text of each named group that took part; slower than `finditer`."""
        for start, end in self.finditer(haystack):
            if self._captures is None:
                from .regex.captures import Captures

                self._captures = Captures(self.pattern, self.ignore_case)
            yield start, end, self._captures.of(haystack, start, end)

    def search(self, haystack: Haystack, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        r"""The first match within `start` and `end`; ``^ $ \b`` still see the text around."""
        stop = len(haystack.text) if end is None else min(end, len(haystack.text))
        return next(self.program.spans(haystack, max(start, 0), stop), None)


def prepare(pattern: Pattern) -> Prepared:
    """Work out what a compiled ruleset keeps of a pattern; `PatternSet` takes it."""
    from .regex import translation

    return translation.prepare(pattern.pattern, pattern.ignore_case)


def pack(patterns: Iterable[Pattern]) -> dict[bytes, bytes]:
    """Work out what a wheel keeps of the patterns of claimlint's own tables; each is unpacked when it is used."""
    return {_digest(pattern): marshal.dumps(prepare(pattern), 4) for pattern in patterns}


def _digest(pattern: Pattern) -> bytes:
    return blake2b(
        f"{pattern.ignore_case:d}{pattern.pattern}".encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()


@lru_cache(maxsize=1)
def _kept() -> Mapping[bytes, bytes]:
    return derived("patterns") or {}


def _pattern(pattern: str, ignore_case: bool) -> Pattern:
    return Pattern(pattern, ignore_case=ignore_case)


class PatternSet:
    """Many patterns: one look at each word of a text tells which of them it may hold at all."""

    __slots__ = ("_index", "_packed", "_prepared", "indices", "patterns")

    def __init__(
        self,
        patterns: Sequence[Pattern],
        prepared: Mapping[tuple[str, bool], Prepared] | None = None,
        packed: Packed | None = None,
    ) -> None:
        self.patterns = tuple(patterns)
        self._prepared = prepared or {}
        self._packed = packed
        self.indices = {pattern: index for index, pattern in enumerate(self.patterns)}
        self._index: ClueIndex | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return PatternSet, (self.patterns, self._prepared, self._packed)

    @property
    def clues(self) -> ClueIndex:
        """The clues of all patterns; made anew where they did not come packed."""
        if self._index is None:
            for pattern in self.patterns:
                pattern.take(self._prepared.get(pattern.key))
            if self._packed:
                self._index = ClueIndex.unpacked(self._packed)
            else:
                self._index = ClueIndex([pattern.clues for pattern in self.patterns])
        return self._index

    def possible(self, haystack: Haystack) -> frozenset[int]:
        """The indices of the patterns that match somewhere and of some that do not, known by the strings they need."""
        return self.clues.possible(haystack)

    def matching(self, haystack: Haystack) -> set[int]:
        """The indices of the patterns that match somewhere."""
        return {index for index in self.possible(haystack) if self.patterns[index].program.occurs(haystack)}


def check_pattern(pattern: str, *, allow_empty: bool = False) -> None:
    """Raise `PatternError` with what to write instead if a rule cannot use `pattern`.

    A pattern that can match nothing at all would match everywhere, which is an error too unless
    `allow_empty` says that it is only a part of another.
    """
    if nullable(parse(pattern, True)) and not allow_empty:
        raise PatternError("the pattern also matches no text at all, so it would match everywhere: require a character")
