"""The wording of disclosures as data: ``rules/data/disclosures.yaml``, read and compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from claimlint.matcher import Haystack, Pattern
from claimlint.resources import data_path


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

_POSITIVE = tuple(Kind)[:9]


@dataclass(frozen=True)
class Wording:
    """The compiled patterns of the data file."""

    hints: tuple[str, ...]
    hint_starts: tuple[str, ...]
    kinds: Mapping[Kind, tuple[tuple[Pattern, ...], ...]]
    """For each kind the alternatives; all patterns of an alternative must match."""
    lists: Mapping[str, tuple[Pattern, ...]]
    """The single lists: denied, scoped, negated, neutral, question, topic, headings, money, footers, statement."""

    def hinted(self, lowered: str) -> bool:
        """Whether a text in lower case can hold a disclosure at all."""
        return any(hint in lowered for hint in self.hints) or lowered.startswith(self.hint_starts)

    def any(self, name: str, haystack: Haystack) -> bool:
        """Whether one of a list's patterns matches."""
        return any(pattern.search(haystack) is not None for pattern in self.lists[name])

    def kind(self, haystack: Haystack) -> Kind | None:
        """Return the first kind one of whose alternatives matches, without regard to negation and topic."""
        for kind, alternatives in self.kinds.items():
            if any(all(pattern.search(haystack) for pattern in alternative) for alternative in alternatives):
                return kind
        return None

    def without_neutral(self, text: str) -> str:
        """Take out what denies something else: "at no extra cost", "does not affect our choice"."""
        for pattern in self.lists["neutral"]:
            spans = list(pattern.finditer(Haystack(text)))
            for start, end in reversed(spans):
                text = f"{text[:start]}\u2026{text[end:]}"
        return text


@cache
def wording() -> Wording:
    """Read the data file; a file of claimlint itself, so it is not validated again."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with data_path("data/disclosures.yaml").open(encoding="utf-8") as stream:
        data = yaml.load(stream, Loader=loader)
    words: dict[str, str] = {}
    for name, piece in data["words"].items():
        words[name] = _expand(piece, words)
    kinds = {
        Kind(name): tuple(tuple(_pattern(text, words) for text in _listed(entry)) for entry in entries)
        for name, entries in data["kinds"].items()
    }
    named = ("denied", "scoped", "negated", "neutral", "question", "topic", "headings", "money", "footers", "statement")
    lists = {name: tuple(_pattern(text, words) for text in data[name]) for name in named}
    return Wording(tuple(data["hints"]), tuple(data["hint_starts"]), kinds, lists)


def _listed(entry: str | Sequence[str]) -> Sequence[str]:
    return [entry] if isinstance(entry, str) else entry


def _pattern(text: str, words: Mapping[str, str]) -> Pattern:
    return Pattern(_expand(text, words))


def _expand(text: str, words: Mapping[str, str]) -> str:
    return re.sub(r"\{([A-Za-z]\w*)\}", lambda match: words[match[1]], text)
