"""Frames: what a sentence says by words of several classes together, as tables under ``rules/data`` give them.

A frame is one pattern, or several that must all match the same sentence, less those that take it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claimlint.language.text.pattern_file import read_pieces, write_out
from claimlint.matcher import Haystack, Pattern, PatternSet


class Frames:
    """The frames of one table by what they mean.

    The table has ``words``, named pieces of patterns; ``gates``, patterns without all of which no frame is tried; and
    ``frames``: for each meaning a list of patterns, of lists of patterns that must all match, or of mappings ``all``
    and ``unless``, each a list.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        pieces = read_pieces(table)
        index: dict[str, int] = {}

        def numbers(texts: Sequence[str]) -> tuple[int, ...]:
            return tuple(index.setdefault(write_out(text, pieces), len(index)) for text in texts)

        self._gates = tuple(Pattern(write_out(text, pieces)) for text in table["gates"])
        self._frames = tuple(
            (meaning, numbers(_needed(entry)), numbers(entry.get("unless", []) if isinstance(entry, dict) else []))
            for meaning, entries in table["frames"].items()
            for entry in entries
        )
        self._set = PatternSet([Pattern(text) for text in index])

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return what a sentence means by its frames, in the order of the table, each once."""
        haystack = Haystack(text)
        if any(gate.search(haystack) is None for gate in self._gates):
            return ()
        possible, patterns = self._set.possible(haystack), self._set.patterns
        known: dict[int, bool] = {}

        def matches(number: int) -> bool:
            if number not in known:
                known[number] = number in possible and patterns[number].search(haystack) is not None
            return known[number]

        found = [
            meaning
            for meaning, needed, unless in self._frames
            if all(map(possible.__contains__, needed)) and all(map(matches, needed)) and not any(map(matches, unless))
        ]
        return tuple(dict.fromkeys(found))


def _needed(entry: str | list[str] | dict[str, list[str]]) -> list[str]:
    if isinstance(entry, dict):
        return entry["all"]
    return [entry] if isinstance(entry, str) else entry
