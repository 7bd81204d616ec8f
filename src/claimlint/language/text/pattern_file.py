"""Tables of patterns under ``rules/data``: YAML with named pieces, read and compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from claimlint.late import regex
from claimlint.matcher import Haystack, Pattern, PatternSet
from claimlint.resources import data_path, derived

_PIECE = regex(r"\{([A-Za-z]\w*)\}")

Alternatives = tuple[tuple[Pattern, ...], ...]
"""One of these must match; each is several patterns that must all match."""


def read_table(name: str) -> dict[str, Any]:
    """Return ``rules/data/<name>.yaml``: a file of claimlint itself, so it is not validated again."""
    known: dict[str, Any] | None = derived(name)
    if known is not None:
        return known
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with data_path(f"data/{name}.yaml").open(encoding="utf-8") as stream:
        table: dict[str, Any] = yaml.load(stream, Loader=loader)
    return table


def read_pieces(table: Mapping[str, Any]) -> dict[str, str]:
    """Return the pieces of a table's ``words`` written out; a piece may use those before it."""
    pieces: dict[str, str] = {}
    for name, text in table.get("words", {}).items():
        pieces[name] = write_out(text, pieces)
    return pieces


def write_out(text: str, pieces: Mapping[str, str]) -> str:
    """Return a pattern with every ``{piece}`` put in."""
    return _PIECE.sub(lambda match: pieces[match[1]], text)


def alternatives(entries: Sequence[str | Sequence[str]], pieces: Mapping[str, str]) -> Alternatives:
    """Return compiled alternatives; an entry is one pattern, or several that must all match."""
    return tuple(
        tuple(Pattern(write_out(text, pieces)) for text in ([entry] if isinstance(entry, str) else entry))
        for entry in entries
    )


def pieces_pattern(pieces: Sequence[str]) -> Pattern:
    """Return a pattern that finds any of some pieces of text, wherever they stand."""
    return Pattern("|".join(re.escape(piece) for piece in pieces), ignore_case=False)


def words_pattern(words: Sequence[str]) -> Pattern:
    """Return a pattern that finds any of some words, whole."""
    return Pattern(rf"\b(?:{'|'.join(map(re.escape, words))})\b", ignore_case=False)


def matches(entries: Alternatives, haystack: Haystack) -> bool:
    """Whether one of the alternatives matches."""
    return any(all(pattern.search(haystack) is not None for pattern in entry) for entry in entries)


class NamedPatterns:
    """Patterns by name, all looked for in one pass over a text."""

    def __init__(self, patterns: Mapping[str, Pattern]) -> None:
        self._names = tuple(patterns)
        self._set = PatternSet(tuple(patterns.values()))

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All of them."""
        return self._set.patterns

    def found_in(self, text: str) -> frozenset[str]:
        """Return the names of the patterns that match somewhere in a text."""
        return frozenset(self._names[index] for index in self._set.matching(Haystack(text)))
