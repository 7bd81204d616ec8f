"""Cue phrases: the lists in ``rules/lexicons/cues-*.txt``, compiled once and found in one pass over a sentence.

A cue is a row of words. ``a|b`` is either word, ``word?`` may be missing, ``_``
is any one word, ``...`` up to four words, a lone ``,`` or ``:`` that mark before
the next word, ``^`` the start of the sentence and ``$`` its end. A line ``[scope]``
or ``[scope force]`` opens a section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from claimlint.language.text.lexicon import load_terms
from claimlint.late import dataclass, regex
from claimlint.remembered import Remembered
from claimlint.resources import derived

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

_SECTION = regex(r"\[([a-z-]+)(?: ([a-z-]+))?\]")
_GAP = 4
_LONGEST_CUE = 20
_MARKS = frozenset([",", ":", ";", "?", "_", "...", "$", "^"])


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


_Part = frozenset[str] | str
"""Choices for one word, or a mark: punctuation, ``...``, ``_`` or ``$``."""


class _Head(NamedTuple):
    """What may follow the first word of cues."""

    alone: list[Cue]
    by_second: dict[str, list[tuple[Cue, tuple[_Part, ...]]]]
    others: list[tuple[Cue, tuple[_Part, ...], bool]]


class CueTable:
    """All cues by their first word, and by their second where that is plain, so that few are ever tried.

    What begins with a word is taken apart when the word first occurs.
    """

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._texts: Sequence[str] = [f"{cue.shield}\t{cue.scope}\t{cue.force}\t{' '.join(cue.parts)}" for cue in cues]
        self._lines: Mapping[str, str] = _lines(cues)
        self._heads = Remembered(self._head)
        self._cues: dict[str, Cue] = {}

    @classmethod
    def unpacked(cls, packed: Sequence[str]) -> CueTable:
        """Return a table from what ``packed`` returned."""
        texts, words, lines = (text.split("\n") for text in packed)
        table = cls(())
        table._texts, table._lines = texts, dict(zip(words, lines, strict=True))
        return table

    def packed(self) -> list[str]:
        """Return three texts that ``unpacked`` reads."""
        return ["\n".join(self._texts), "\n".join(self._lines), "\n".join(self._lines.values())]

    def _cue(self, number: str) -> Cue:
        cue = self._cues.get(number)
        if cue is None:
            shield, scope, force, parts = self._texts[int(number)].split("\t")
            cue = self._cues[number] = Cue(shield, scope, force, tuple(parts.split(" ")))
        return cue

    def _head(self, word: str) -> _Head | None:
        if word not in self._lines:
            return None
        head = _Head([], {}, [])
        for line in self._lines[word].split("\t"):
            number, *row = line.split(" ")
            cue, opening = self._cue(number), row[0] == "^"
            _, *rest = [_compile(part) for part in (row[1:] if opening else row)]
            second = rest[0] if rest else None
            if opening or isinstance(second, str):
                head.others.append((cue, tuple(rest), opening))
            elif second is None:
                head.alone.append(cue)
            else:
                for following in second:
                    head.by_second.setdefault(following, []).append((cue, tuple(rest[1:])))
        return head

    def find(self, words: Sequence[str], gaps: Sequence[str]) -> tuple[Hit, ...]:
        """Return every cue in a row of words, in reading order; a longer cue hides those of its kind inside it.

        ``gaps[i]`` stands before word ``i``; there is one more of them than of words.
        """
        found: list[Hit] = []
        final = len(words) - 1
        for i, head in enumerate(map(self._heads.__getitem__, words)):
            if head is None:
                continue
            alone, by_second, others = head
            for cue in alone:
                found.append(Hit(i, i + 1, cue))
            if by_second and i < final:
                for cue, rest in by_second.get(words[i + 1], ()):
                    last = _match(rest, 0, i + 2, words, gaps) if rest else i + 2
                    if last:
                        found.append(Hit(i, last, cue))
            for cue, rest, opening in others:
                if not (opening and i):
                    last = _match(rest, 0, i + 1, words, gaps)
                    if last:
                        found.append(Hit(i, last, cue))
        if len(found) < 2:
            return tuple(found)
        return tuple([hit for i, hit in enumerate(found) if not _is_hidden(found, i)])


def _lines(cues: Sequence[Cue]) -> dict[str, str]:
    """Return, by first word, the numbers of cues with their rows."""
    rows: dict[str, list[str]] = {}
    for number, cue in enumerate(cues):
        for row in _expand(cue.parts):
            line = f"{number} {' '.join(row)}"
            for word in _compile(row[row[0] == "^"]):
                rows.setdefault(word, []).append(line)
    return {word: "\t".join(lines) for word, lines in rows.items()}


def _is_hidden(found: Sequence[Hit], i: int) -> bool:
    """Tell whether a longer cue nearby covers this one; cues come in the order of their first words."""
    hit = found[i]
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(found) and abs(found[j].first - hit.first) <= _LONGEST_CUE:
            if _hides(found[j], hit):
                return True
            j += step
    return False


def _hides(other: Hit, hit: Hit) -> bool:
    """Tell whether a longer cue of the same shield and scope covers this one."""
    return (
        other.first <= hit.first
        and hit.last <= other.last
        and other.last - other.first > hit.last - hit.first
        and other.cue.shield == hit.cue.shield
        and other.cue.scope == hit.cue.scope
    )


def _match(parts: tuple[_Part, ...], p: int, i: int, words: Sequence[str], gaps: Sequence[str]) -> int:
    """Return the index after the last word matched, 0 when the parts do not match from word ``i``."""
    while p < len(parts):
        part = parts[p]
        if not isinstance(part, str):
            if i >= len(words) or words[i] not in part:
                return 0
            i += 1
        elif part == "_":
            i += 1
            if i > len(words):
                return 0
        elif part == "...":
            reach = range(i, min(i + _GAP, len(words)) + 1)
            return next((end for j in reach if (end := _match(parts, p + 1, j, words, gaps))), 0)
        elif (i < len(words)) if part == "$" else (part not in gaps[i]):
            return 0
        p += 1
    return i


def _compile(part: str) -> _Part:
    return part if part in _MARKS else frozenset(part.split("|"))


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
    known = derived("cues")
    if known is not None:
        return CueTable.unpacked(known)
    return CueTable(
        [
            Cue(name, scope, force, tuple(line.split()))
            for name in FILES
            for scope, force, line in read_sections(f"cues-{name}")
        ]
    )
