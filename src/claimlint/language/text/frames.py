"""Frames: what a sentence says by words of several classes together, as tables under ``rules/data`` give them.

A frame is one pattern, or several that must all match the same sentence, less those that take it back. There are more
of them than a sentence can be searched for one by one, so each has words without one of which it cannot match:
``rules/data/frame-words.yaml``, made by ``scripts/build_frame_words.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from claimlint.language.text.pattern_file import read_pieces, read_table, write_out
from claimlint.late import dataclass, regex
from claimlint.matcher import Haystack, Pattern

_TOKEN = regex(r"\w+")
_LABEL = 70
"""Code points up to which a text is looked at whatever its words: a label, a heading, a short sentence."""
_REMEMBERED = 20_000
"""Words of texts whose sets are remembered: the same few thousand come again and again."""
_KEY = 4
"""Letters by which the words of frames are looked up."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its meaning, patterns that must match and patterns of which none may."""

    meaning: str
    needed: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


def read_frames(table: Mapping[str, Any]) -> tuple[Frame, ...]:
    """Return the frames of a table in its order.

    The table has ``words``, named pieces of patterns; ``address``, words without one of which no text but a short one
    is looked at; and ``frames``: for each meaning a list of patterns, of lists of patterns that must all match, or of
    mappings ``all`` and ``unless``, each a list.
    """
    pieces = read_pieces(table)

    def compiled(texts: Sequence[str]) -> tuple[Pattern, ...]:
        return tuple(Pattern(write_out(text, pieces)) for text in texts)

    return tuple(
        Frame(meaning, compiled(needed), compiled(unless))
        for meaning, entries in table["frames"].items()
        for needed, unless in map(_parts, entries)
    )


def _parts(entry: str | list[str] | dict[str, list[str]]) -> tuple[list[str], list[str]]:
    if isinstance(entry, dict):
        return entry["all"], entry.get("unless", [])
    return ([entry] if isinstance(entry, str) else entry), []


class Frames:
    """The frames of one table, looked up by the words of a sentence."""

    def __init__(self, name: str) -> None:
        table = read_table(name)
        self.frames = read_frames(table)
        self._address = frozenset(table["address"])
        words = read_table("frame-words")
        self._needed = [frozenset(numbers) for numbers in words[name]]
        self._by_key: dict[str, list[tuple[str, int]]] = {}
        for number in sorted(frozenset().union(*self._needed)):
            for word in words["sets"][number]:
                self._by_key.setdefault(word[:_KEY], []).append((word, number))
        self._sets_of = lru_cache(maxsize=_REMEMBERED)(self._sets_with)

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns of all frames."""
        return tuple(pattern for frame in self.frames for pattern in (*frame.needed, *frame.unless))

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return what a sentence means by its frames, in the order of the table, each once."""
        tokens = self.tokens(text)
        if len(text) > _LABEL and self._address.isdisjoint(tokens):
            return ()
        haystack = Haystack(text)
        known: dict[Pattern, bool] = {}

        def matches(pattern: Pattern) -> bool:
            if pattern not in known:
                known[pattern] = pattern.search(haystack) is not None
            return known[pattern]

        found: dict[str, None] = {}
        for number in self.possible(tokens):
            frame = self.frames[number]
            if frame.meaning not in found and all(map(matches, frame.needed)) and not any(map(matches, frame.unless)):
                found[frame.meaning] = None
        return tuple(found)

    @staticmethod
    def tokens(text: str) -> frozenset[str]:
        """Return the words of a text as frames are looked up by them: in lower case, cut at apostrophes."""
        return frozenset(_TOKEN.findall(text.lower()))

    def possible(self, tokens: frozenset[str]) -> list[int]:
        """Return the numbers of the frames whose words are all among those of a text, in the order of the table."""
        held: frozenset[int] = frozenset().union(*map(self._sets_of, tokens))
        return [number for number, needed in enumerate(self._needed) if needed <= held]

    def _sets_with(self, token: str) -> frozenset[int]:
        """Return the sets of words one of which begins a token."""
        lengths = range(1, min(_KEY, len(token)) + 1)
        words = (item for length in lengths for item in self._by_key.get(token[:length], ()))
        return frozenset(number for word, number in words if token.startswith(word))
