"""What on a page earns money, and what the page says about it: the facts that verdicts rest on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from claimlint.language.money.connections import Connection, find_cues, find_declared, find_links, reading_order
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.money.layout import Layout
from claimlint.language.money.page_disclosures import Disclosure, find_disclosures
from claimlint.late import dataclass

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

OUT_OF_SIGHT = frozenset({"details", "hidden"})
"""Regions that readers see only when they unfold or hover."""
_ADMITS = frozenset({Kind.STRONG, Kind.AMAZON, Kind.LEGACY, Kind.WEAK})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that is wrong with a page's disclosure, or right (``ok-before``)."""

    state: str
    first: Connection
    """What demands the disclosure; the finding points at it."""
    others: tuple[Connection, ...] = ()
    """Those of the same kind that the verdict covers too."""
    disclosure: Disclosure | None = None
    """Where the disclosure was found, however insufficient."""
    words: int = 0
    """Between the two."""
    headings: int = 0


class Commerce:
    """The connections and disclosures of a page, each found when first asked for."""

    def __init__(self, analysis: ArticleText) -> None:
        self.analysis = analysis
        self.settings = analysis.settings
        self.layout = Layout(analysis.document)
        self.links = find_links(analysis)

    @cached_property
    def paid(self) -> tuple[Connection, ...]:
        """Links that are affiliate links for certain."""
        return tuple(item for item in self.links if item.program.certain)

    @cached_property
    def disclosures(self) -> tuple[Disclosure, ...]:
        return find_disclosures(self.analysis)

    @cached_property
    def connections(self) -> tuple[Connection, ...]:
        """Everything that needs a disclosure, in reading order."""
        cues = [*find_cues(self.analysis, "always"), *find_cues(self.analysis, "exact")]
        if self.declared_product:
            cues = [item for item in cues if item.kind != "coupon"]
        if not self.paid:
            lost = find_cues(self.analysis, "admitted")
            cues += lost if lost and self.admits else ()
        declared = None if self.paid else find_declared(self.analysis)
        found = [*self.paid, *_apart(self._not_said(cues)), *([declared] if declared else [])]
        return tuple(sorted(found, key=reading_order))

    def _not_said(self, cues: list[Connection]) -> list[Connection]:
        """Leave out the words that are themselves part of a disclosure."""
        if not cues:
            return cues
        said = [(item.offset, item.end) for item in self.disclosures if item.kind is not None and item.origin == "text"]
        return [item for item in cues if not any(start <= item.offset and item.end <= end for start, end in said)]

    @cached_property
    def declared_product(self) -> bool:
        """Whether the page says that it sells: then its coupons and products are plainly its own."""
        field = self.analysis.document.field("content", "content_type")
        declared = str(field.value) if field else self.settings.content
        return declared.strip().lower() == "product"

    @cached_property
    def admits(self) -> bool:
        """Whether the page says somewhere that it earns from what readers buy."""
        return any(item.kind in _ADMITS for item in self.disclosures)

    def verdict(
        self, state: str, first: Connection, others: tuple[Connection, ...], disclosure: Disclosure | None
    ) -> Verdict:
        """Return a verdict with the distance between the connection and the disclosure."""
        others = tuple(item for item in others if item is not first)
        if disclosure is None or disclosure.origin in ("declared", "off"):
            return Verdict(state, first, others, disclosure)
        start, end = sorted((first.offset, disclosure.offset))
        words, headings = self.layout.words(start, end), self.layout.headings(start, end)
        return Verdict(state, first, others, disclosure, words, headings)


def _apart(cues: list[Connection]) -> list[Connection]:
    """Return the cues in reading order without those that overlap an earlier one."""
    kept: list[Connection] = []
    for item in sorted(cues, key=lambda item: (item.offset, -item.end)):
        if not kept or item.offset >= kept[-1].end:
            kept.append(item)
    return kept
