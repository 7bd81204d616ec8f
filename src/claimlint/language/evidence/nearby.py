"""Evidence near a claim: what stands in its sentence, beside it and in its paragraph, and what it is worth."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from claimlint.claim import Evidence, Tier
from claimlint.document import Block, Document, Link, Reference
from claimlint.language.evidence.citations import (
    Citation,
    cites_volume,
    design_tier,
    find_author_years,
    find_identifiers,
    find_named_study,
)
from claimlint.language.evidence.hosts import tier_of_url
from claimlint.language.evidence.reference_list import ReferenceList, read_references
from claimlint.language.standing.sources import find_sources, names_authority
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

SUPPORTING = frozenset([Tier.GUIDELINE, Tier.REVIEW, Tier.TRIAL, Tier.COHORT, Tier.JOURNAL, Tier.PREPRINT])
"""Tiers that can support a claim about people; the others are shown and support nothing."""

_REFINED = frozenset([Tier.JOURNAL, Tier.PREPRINT])
_NOT_CITED = frozenset(["image", "form", "widget", "metadata"])
_WORDED = frozenset(["inline", "reference", "html"])
"""Links that readers see by their words: without any in the prose they belong to a menu."""
_YEAR = regex(r"(?:19[5-9]|20[0-4])\d")
_PATH_IDENTIFIER = regex(r"(?i)(10\.\d{4,9}/[^\s?#]+)|/(?:pubmed/)?(\d{4,9})/?$|/(PMC\d{5,9})")


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of evidence with where it stands in the prose."""

    offset: int
    evidence: Evidence


class EvidenceIndex:
    """All evidence of a document by place, read block by block when first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._by_block: dict[int, tuple[_Item, ...]] = {}

    @property
    def document(self) -> Document:
        return self.analysis.document

    @cached_property
    def references(self) -> ReferenceList:
        return read_references(self.document)

    @cached_property
    def _link_offsets(self) -> list[int]:
        return [link.offset for link in self.document.links]

    @cached_property
    def _marks_in_order(self) -> list[Reference]:
        return sorted(self.document.references, key=lambda reference: reference.offset)

    @cached_property
    def _mark_offsets(self) -> list[int]:
        return [reference.offset for reference in self._marks_in_order]

    @cached_property
    def _entries_by_year(self) -> dict[str, list[Block]]:
        found: dict[str, list[Block]] = {}
        for block in self.references.numbered.values():
            for year in set(_YEAR.findall(self.document.prose(block.span))):
                found.setdefault(year, []).append(block)
        return found

    @cached_property
    def _retracted(self) -> frozenset[str]:
        settings = self.analysis.settings
        path = settings.evidence.retractions
        if not path:
            return frozenset()
        from claimlint.language.evidence.retractions import load_retractions

        return load_retractions(path, settings.root)

    def in_block(self, index: int) -> tuple[_Item, ...]:
        """Return the evidence of one block, in the order of its places, each piece once."""
        found = self._by_block.get(index)
        if found is None:
            items = sorted(self._gather(self.document.blocks[index]), key=lambda item: item.offset)
            found = self._by_block[index] = tuple(dict.fromkeys(items))
        return found

    def _gather(self, block: Block) -> Iterator[_Item]:
        yield from self._links(block)
        yield from self._citations(block)
        yield from self._marks(block)
        yield from self._footnotes(block)

    def _links(self, block: Block) -> Iterator[_Item]:
        offsets = self._link_offsets
        for link in self.document.links[bisect_left(offsets, block.span.start) : bisect_right(offsets, block.span.end)]:
            evidence = self._of_link(link, self.document.prose(link.text))
            if evidence:
                yield _Item(link.offset, evidence)

    def _of_link(self, link: Link, words: str) -> Evidence | None:
        unseen = link.kind in _NOT_CITED or (link.kind in _WORDED and not link.text.length)
        tier = None if unseen else tier_of_url(link.url, self.analysis.settings.affiliate.own_domains)
        if tier is None:
            return None
        if tier in _REFINED:
            tier = design_tier(words, tier)
        if self._is_retracted(*_identifiers(link.url)):
            tier = Tier.RETRACTED
        return Evidence(tier, link.url, link.span)

    def _is_retracted(self, *identifiers: str) -> bool:
        return any(identifier in self._retracted for identifier in identifiers)

    def _citations(self, block: Block) -> Iterator[_Item]:
        text, (start, end) = self.analysis.text, (block.span.start, block.span.end)
        for found in find_identifiers(text, start, end):
            tier = Tier.RETRACTED if self._is_retracted(found.identifier) else found.tier
            if tier in _REFINED:
                tier = design_tier(text[start:end], tier)
            yield self._item(found, tier)
        for found in find_author_years(text, start, end):
            entry = self._entry(found)
            yield self._item(found, self._of_entry(entry, found.tier) if entry else found.tier)

    def _item(self, found: Citation, tier: Tier) -> _Item:
        span = Span(found.start, found.end)
        return _Item(found.start, Evidence(tier, self.document.prose(span), self.document.map.to_source(span)))

    def _entry(self, found: Citation) -> Block | None:
        """Return the reference entry that begins with the author and holds the year."""
        for block in self._entries_by_year.get(found.year[:4], ()):
            if found.author in self.document.prose(block.span)[:80]:
                return block
        return None

    def _of_entry(self, entry: Block, otherwise: Tier) -> Tier:
        """Return the tier of what a reference entry or footnote cites."""
        items = [*self._links(entry), *self._identified(entry)]
        tiers = [item.evidence.tier for item in items]
        if Tier.RETRACTED in tiers:
            return Tier.RETRACTED
        words = self.document.prose(entry.span)
        if not tiers and cites_volume(words):
            otherwise = min(Tier.JOURNAL, otherwise, key=list(Tier).index)
        best = min(tiers, key=list(Tier).index, default=otherwise)
        return design_tier(words, best) if best in _REFINED else best

    def _identified(self, entry: Block) -> Iterator[_Item]:
        for found in find_identifiers(self.analysis.text, entry.span.start, entry.span.end):
            yield self._item(found, Tier.RETRACTED if self._is_retracted(found.identifier) else found.tier)

    def _marks(self, block: Block) -> Iterator[_Item]:
        section = self.references.section
        if section and section.contains(block.span):
            return
        for mark, entry in self.references.find_marks(self.analysis.text, block.span.start, block.span.end):
            yield self._pointing(mark.start, self.document.map.to_source(mark), entry)

    def _footnotes(self, block: Block) -> Iterator[_Item]:
        offsets = self._mark_offsets
        first, last = bisect_left(offsets, block.span.start), bisect_right(offsets, block.span.end)
        for reference in self._marks_in_order[first:last]:
            for entry in self.references.entries(reference.label):
                yield self._pointing(reference.offset, reference.span, entry)

    def _pointing(self, offset: int, span: Span, entry: Block) -> _Item:
        words = self.document.prose(entry.span)
        shown = words if len(words) <= 160 else f"{words[:157]}..."
        return _Item(offset, Evidence(self._of_entry(entry, Tier.WEB), shown, span))

    def in_sentence(self, index: int) -> list[Evidence]:
        """Return studies and agencies that a sentence names without a link."""
        sentence = self.analysis.sentences[index].span
        found: list[Evidence] = []
        study = find_named_study(self.analysis, sentence)
        if study:
            found.append(self._item(study, study.tier).evidence)
            return found
        reading = self.analysis.readings[index]
        for source in find_sources(reading):
            if source.kind == "institution":
                span = reading.span(source.first, source.last)
                tier = Tier.GUIDELINE if names_authority(reading, source) else Tier.JOURNAL
                cited = Evidence(tier, self.document.prose(span), self.document.map.to_source(span))
                found.append(cited)
        return found


def evidence_near(analysis: Analysis, span: Span, reach: str = "block") -> tuple[Evidence, ...]:
    """Return the evidence near a span of the prose, nearest first; its spans are spans of the source.

    ``reach`` is ``sentence``, ``neighbours`` or ``block``. A heading's evidence is
    looked for in the block below it as well. Shops and the site itself are listed
    with their tier; ``SUPPORTING`` says which tiers support anything.
    """
    index = analysis.sentence_index(span.start)
    block = analysis.document.block_index(span.start)
    if index < 0 or block < 0:
        return ()
    evidence = analysis.evidence
    rings = [analysis.around(span, ring) for ring in ("sentence", "neighbours", "block")]
    rings = rings[: ("sentence", "neighbours", "block").index(reach) + 1]
    items = evidence.in_block(block)
    # A mark after the full stop belongs to the sentence before it, hence the closed end.
    found = [
        item.evidence for ring in rings for item in items if ring.start < item.offset + 1 and item.offset <= ring.end
    ]
    found[:0] = evidence.in_sentence(index)
    if reach == "block" and analysis.document.blocks[block].kind in ("title", "heading", "description"):
        below = block + 1
        if below < len(analysis.document.blocks):
            found += [item.evidence for item in evidence.in_block(below)]
    if reach == "block" and not found:
        found += _reported(analysis, block, index)
    return tuple(dict.fromkeys(found))


_LEAD = 3
"""Blocks, the title among them, in which a report says what a study found before it says which study."""
_TOLD_WITHIN = 6
"""Sentences after it that may name the study."""


def _reported(analysis: Analysis, block: int, index: int) -> list[Evidence]:
    """Return the study that a report names right behind its title or lead; a product's text reports nothing."""
    lead = sum(item.kind not in ("alt", "description") for item in analysis.document.blocks[: min(block, 8)])
    if lead >= _LEAD or analysis.content.kind == "product":
        return []
    topic = _topic(analysis, index)
    for following in range(index + 1, min(index + 1 + _TOLD_WITHIN, len(analysis.sentences))):
        # A study of something else is no evidence, so a word of the claim must come back.
        if not topic.isdisjoint(_topic(analysis, following)):
            cited = analysis.evidence.in_sentence(following)
            if cited:
                return cited
    return []


def _topic(analysis: Analysis, index: int) -> frozenset[str]:
    """Return the beginnings of the longer words of a sentence that tell what it is about."""
    words = analysis.words
    first, last = words.range(analysis.sentences[index].span)
    return frozenset(word[:_STEM] for word in words.words[first:last] if len(word) >= _STEM and word not in _EVERYWHERE)


_STEM = 5
_EVERYWHERE = word_set(
    """study studies trial research researchers patients people adults women children participants health found shows
    better after before their there these those which while about other could would should first three years months
    weeks group small large during among every"""
)


def _identifiers(url: str) -> list[str]:
    """Return the identifiers an address of a paper holds."""
    found = _PATH_IDENTIFIER.search(url)
    if found is None:
        return []
    kind = ("doi", "pmid", "pmcid")[(found.lastindex or 1) - 1]
    return [f"{kind}:{found.group(found.lastindex or 1).lower().rstrip('/.')}"]
