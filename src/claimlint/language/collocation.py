"""Contexts in which a word is wrong: compiled from ``leaky _`` or ``_ <noun>`` and asked of each occurrence.

A context names the words around the place ``_``. ``a|b`` are alternatives, ``<name>``
is a class from ``rules/data/word-classes.txt``, ``*`` any word, ``^`` and ``$`` the beginning and
the end of a clause. ``!`` in front makes it an excuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from claimlint.language.tokens import Tokens
from claimlint.resources import data_path

EDGE = "$"
"""Stands for the beginning or the end of a clause among the words around a place."""
_REACH = 3


class ContextError(ValueError):
    """A context that cannot be read."""


@dataclass(frozen=True, slots=True)
class Context:
    """The words that must stand around a place, nearest first on both sides; an empty set is any word."""

    left: tuple[frozenset[str], ...]
    right: tuple[frozenset[str], ...]

    def fits(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        """Tell whether the words around a place, nearest first, are those of this context."""
        return _side(self.left, left) and _side(self.right, right)


def _side(wanted: tuple[frozenset[str], ...], given: tuple[str, ...]) -> bool:
    for i, words in enumerate(wanted):
        if i >= len(given) or (words and given[i] not in words) or (not words and given[i] == EDGE):
            return False
    return True


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of words by name."""
    lines = data_path("data/word-classes.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): frozenset(words.split()) for name, _, words in pairs}


def read_context(text: str) -> Context:
    """Read one context; raises ContextError with what is wrong with it."""
    pieces = text.split()
    if pieces.count("_") != 1 or len(pieces) == 1:
        raise ContextError(f"“{text}” must have words around one “_” that stands for the word itself")
    place = pieces.index("_")
    if max(place, len(pieces) - place - 1) > _REACH:
        raise ContextError(f"“{text}” reaches more than {_REACH} words to one side")
    return Context(
        tuple(_words(piece, text) for piece in reversed(pieces[:place])),
        tuple(_words(piece, text) for piece in pieces[place + 1 :]),
    )


def _words(piece: str, text: str) -> frozenset[str]:
    if piece == "*":
        return frozenset()
    found: set[str] = set()
    for part in piece.split("|"):
        if part.startswith("<") and part.endswith(">"):
            words = word_classes().get(part[1:-1])
            if words is None:
                raise ContextError(f"“{text}” names the unknown class {part}; known: {', '.join(sorted(word_classes()))}")
            found |= words
        else:
            found.add(EDGE if part in "^$" else part.lower())
    return frozenset(found)


@dataclass
class Confusion:
    """Contexts in which one written word is another that was meant."""

    meant: str
    contexts: list[Context] = field(default_factory=list)
    excuses: list[Context] = field(default_factory=list)

    def fits(self, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        return any(item.fits(left, right) for item in self.contexts) and not any(
            item.fits(left, right) for item in self.excuses
        )


def read_confusions(contexts: Mapping[str, Iterable[str]]) -> dict[str, list[Confusion]]:
    """Compile ``{"guy > gut": ["leaky _"]}`` by written word; raises ContextError."""
    table: dict[str, list[Confusion]] = {}
    for pair, texts in contexts.items():
        written, arrow, meant = (piece.strip().lower() for piece in pair.partition(">"))
        if not arrow or not written or not meant:
            raise ContextError(f"“{pair}” must say “written > meant”")
        confusion = Confusion(meant)
        for text in texts:
            excuse = text.startswith("!")
            (confusion.excuses if excuse else confusion.contexts).append(read_context(text.removeprefix("!")))
        table.setdefault(written, []).append(confusion)
    return table


def around(tokens: Tokens, text: str, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return up to three words on each side, nearest first, ended by EDGE where the clause ends."""
    left: list[str] = []
    at = index
    while len(left) < _REACH:
        if at == 0 or not _joined(text[tokens.end(at - 1) : tokens.starts[at]]):
            left.append(EDGE)
            break
        at -= 1
        left.append(tokens.lower[at])
    right: list[str] = []
    at = index
    while len(right) < _REACH:
        if at + 1 == len(tokens.starts) or not _joined(text[tokens.end(at) : tokens.starts[at + 1]]):
            right.append(EDGE)
            break
        at += 1
        right.append(tokens.lower[at])
    return tuple(left), tuple(right)


def _joined(gap: str) -> bool:
    return gap == " "
