"""Cue phrases: the lists in ``rules/lexicons/cues-*.txt``, compiled once and found in one pass over a sentence.

A cue is a row of words. ``a|b`` is either word, ``word?`` may be missing,
``stem*`` any word that begins so, ``_`` any one word, ``...`` up to four words,
a lone ``,`` or ``:`` that mark before the next word, ``^`` the start of the
sentence and ``$`` its end. A line ``[scope]`` or ``[scope force]`` opens a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimlint.language.lexicon import load_terms

FILES = (
    "negation",
    "hedge",
    "question",
    "condition",
    "aim",
    "myth",
    "warning",
    "regulator",
    "disclaimer",
    "background",
)
"""Each names a shield and a file ``cues-<name>.txt``."""

_SECTION = re.compile(r"\[([a-z-]+)(?: ([a-z-]+))?\]")
_GAP = 4
_MARKS = frozenset(",:;?")


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of a cue list."""

    shield: str
    scope: str
    """The section it stands in, such as ``forward``, ``backward``, ``clause`` or ``sentence``."""
    force: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence: words ``first`` up to, not including, ``last``."""

    first: int
    last: int
    cue: Cue


class CueTable:
    """All cues by their first word."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._by_word: dict[str, list[tuple[Cue, tuple[str, ...], bool]]] = {}
        self._by_stem: dict[str, list[tuple[Cue, tuple[str, ...], bool]]] = {}
        for cue in cues:
            for parts in _expand(cue.parts):
                opening = parts[0] == "^"
                head, rest = (parts[1], parts[2:]) if opening else (parts[0], parts[1:])
                for word in head.split("|"):
                    place = self._by_stem if word.endswith("*") else self._by_word
                    place.setdefault(word.rstrip("*"), []).append((cue, rest, opening))
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})

    def find(self, words: Sequence[str], gaps: Sequence[str]) -> tuple[Hit, ...]:
        """Return every cue in a row of words, in reading order; a longer cue hides those of its kind inside it."""
        found = [hit for i, word in enumerate(words) for hit in self._at(i, word, words, gaps)]
        return (
            tuple(hit for hit in found if not any(_hides(other, hit) for other in found))
            if len(found) > 1
            else (*found,)
        )

    def _at(self, i: int, word: str, words: Sequence[str], gaps: Sequence[str]) -> Iterator[Hit]:
        candidates = self._by_word.get(word, [])
        for length in self._stem_lengths:
            if length <= len(word) and (stems := self._by_stem.get(word[:length])):
                candidates = candidates + stems
        for cue, rest, opening in candidates:
            if opening and i:
                continue
            last = _match(rest, 0, i + 1, words, gaps)
            if last:
                yield Hit(i, last, cue)


def _hides(other: Hit, hit: Hit) -> bool:
    """Tell whether a longer cue of the same shield and scope covers this one."""
    return (
        other.cue.shield == hit.cue.shield
        and other.cue.scope == hit.cue.scope
        and other.first <= hit.first
        and hit.last <= other.last
        and other.last - other.first > hit.last - hit.first
    )


def _match(parts: tuple[str, ...], p: int, i: int, words: Sequence[str], gaps: Sequence[str]) -> int:
    """Return the index after the last word matched, 0 when the parts do not match from word ``i``."""
    while p < len(parts):
        part = parts[p]
        if part == "...":
            return next((end for j in range(i, i + _GAP + 1) if (end := _match(parts, p + 1, j, words, gaps))), 0)
        if part == "$":
            if i < len(words):
                return 0
        elif part in _MARKS:
            if part not in gaps[i]:
                return 0
        elif i >= len(words) or not _fits(part, words[i]):
            return 0
        else:
            i += 1
        p += 1
    return i


def _fits(part: str, word: str) -> bool:
    if part == word or part == "_":
        return True
    if "|" in part:
        return any(_fits(choice, word) for choice in part.split("|"))
    return part.endswith("*") and word.startswith(part[:-1])


def _expand(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the rows a cue with optional words stands for."""
    rows: list[tuple[str, ...]] = [()]
    for part in parts:
        if part.endswith("?") and len(part) > 1:
            rows = [*rows, *((*row, part[:-1]) for row in rows)]
        else:
            rows = [(*row, part) for row in rows]
    return rows


def read_sections(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (scope, force, line) for every line of a lexicon divided into sections."""
    scope, force = "", ""
    for line in load_terms(name):
        section = _SECTION.fullmatch(line)
        if section:
            scope, force = section[1], section[2] or ""
        else:
            yield scope, force, line


@cache
def cue_table() -> CueTable:
    """Return the table of all shipped cues."""
    return CueTable(
        [
            Cue(name, scope, force, tuple(line.split()))
            for name in FILES
            for scope, force, line in read_sections(f"cues-{name}")
        ]
    )
