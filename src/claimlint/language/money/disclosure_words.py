"""The wording of disclosures as data: ``rules/data/disclosures.yaml``, read and compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache, lru_cache

from claimlint.language.text.pattern_file import pieces_pattern, read_pieces, read_table, words_pattern, write_out
from claimlint.late import dataclass
from claimlint.matcher import Haystack, Pattern, PatternSet


class Kind(StrEnum):
    """What a sentence says about who pays for the page."""

    STRONG = "strong"
    """Says that somebody earns when the reader buys."""
    AMAZON = "amazon"
    """Amazon's own statement: enough for Amazon's links alone."""
    LEGACY = "legacy"
    """The older Amazon paragraph about "advertising fees"."""
    PAID_LABEL = "paid_label"
    """"(paid link)": enough beside its link."""
    SPONSOR = "sponsor"
    GIFT = "gift"
    SUPPORT = "support"
    """Asks to support the site by buying, and does not say that it is paid."""
    WEAK = "weak"
    """"Affiliate link" and the like, which readers may not understand."""
    CONNECTION = "connection"
    """The writer's own product or employer."""
    NEGATED = "negated"
    """Says what the page is not: "not sponsored"."""
    DENIED = "denied"
    """Says that the page has no affiliate links and earns nothing."""


ADEQUATE = frozenset({Kind.STRONG, Kind.SPONSOR, Kind.GIFT})
"""Kinds that tell readers enough about any link that follows."""

_LISTS = (
    "others",
    "elliptic",
    "denied",
    "scoped",
    "negated",
    "neutral",
    "question",
    "topic",
    "headings",
    "money",
    "footers",
    "statement",
)


@dataclass(frozen=True)
class Wording:
    """The compiled patterns of the data file; a text is looked at once for all of them."""

    hints: Pattern
    """Any of the pieces without which a text discloses nothing."""
    hint_words: Pattern
    """Whole words of which one does as well: those behind the page."""
    hint_starts: tuple[str, ...]
    patterns: PatternSet
    kinds: Mapping[Kind, tuple[frozenset[int], ...]]
    """For each kind the alternatives: indices of patterns that must all match."""
    lists: Mapping[str, frozenset[int]]
    """The single lists of the data file, by the names in ``_LISTS``."""

    def hinted(self, lowered: str) -> bool:
        """Whether a text in lower case can hold a disclosure at all."""
        haystack = Haystack(f" {lowered}")
        return (
            self.hints.search(haystack) is not None
            or self.hint_words.search(haystack) is not None
            or lowered.startswith(self.hint_starts)
        )

    def read(self, text: str) -> frozenset[int]:
        """Return the indices of the patterns that match a text."""
        return _read(text)

    def any(self, name: str, found: frozenset[int]) -> bool:
        """Whether one of a list's patterns is among those that matched."""
        return not self.lists[name].isdisjoint(found)

    def kind(self, found: frozenset[int]) -> Kind | None:
        """Return the first kind one of whose alternatives matched, without regard to negation and topic."""
        if not found:
            return None
        for kind, alternatives in self.kinds.items():
            if any(alternative <= found for alternative in alternatives):
                return kind
        return None

    def without_neutral(self, text: str) -> str:
        """Take out what denies something else: "at no extra cost", "does not affect our choice"."""
        haystack = Haystack(text)
        possible = self.lists["neutral"] & self.patterns.possible(haystack)
        for index in sorted(index for index in possible if self.patterns.patterns[index].search(haystack)):
            spans = list(self.patterns.patterns[index].finditer(Haystack(text)))
            for start, end in reversed(spans):
                text = f"{text[:start]}\u2026{text[end:]}"
        return text


@lru_cache(maxsize=64)
def _read(text: str) -> frozenset[int]:
    # A sentence is judged as it stands and again without its label, which is mostly the same.
    return frozenset(wording().patterns.matching(Haystack(text)))


@cache
def wording() -> Wording:
    """Return the patterns of ``rules/data/disclosures.yaml``."""
    data = read_table("disclosures")
    pieces = read_pieces(data)
    index: dict[str, int] = {}

    def number(text: str) -> int:
        return index.setdefault(write_out(text, pieces), len(index))

    kinds = {
        Kind(name): tuple(frozenset(number(text) for text in _listed(entry)) for entry in entries)
        for name, entries in data["kinds"].items()
    }
    lists = {name: frozenset(number(text) for text in data[name]) for name in _LISTS}
    patterns = PatternSet([Pattern(text) for text in index])
    words = words_pattern(data["hint_words"])
    return Wording(pieces_pattern(data["hints"]), words, tuple(data["hint_starts"]), patterns, kinds, lists)


def _listed(entry: str | Sequence[str]) -> Sequence[str]:
    return [entry] if isinstance(entry, str) else entry
