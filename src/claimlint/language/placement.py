"""Whether readers meet the disclosure before they meet what is paid for.

A linter has no viewport: what stands within ``max_words_to_link`` words, with no
larger heading between, counts as seen together (16 CFR 255.0(f): unavoidable).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claimlint.language.connections import Connection, find_cues, find_declared, find_links, mentions_shop
from claimlint.language.disclosure import has_amazon_statement, is_footer_heading
from claimlint.language.disclosure_words import ADEQUATE, Kind
from claimlint.language.page_disclosures import Disclosure, find_disclosures, is_label, is_only_pointer
from claimlint.language.partials import file_text, partial_text
from claimlint.language.programs import LinkProgram, fold_name

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_FOOTER_SHARE = 0.85
"""Where the last 15 % of a page's words begin."""
_ADJACENT_WORDS = 3
_OUT_OF_SIGHT = frozenset({"details", "hidden"})
_BOTTOM = frozenset({"footer", "footnote"})
_ADMITS = frozenset({Kind.STRONG, Kind.AMAZON, Kind.LEGACY, Kind.WEAK})
_PAID_REL = frozenset({"sponsored", "nofollow"})
_GIFT = LinkProgram("gift", "A", "", reason="told in the text")
_NEW_BLOCK = re.compile(r"\n[ \t>]*\r?\n|</(?:p|div|li|td|figure|h[1-6])\b", re.I)
_WORD = re.compile(r"\S+")


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


class Placement:
    """The connections and disclosures of a page, and the verdicts on them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.settings = analysis.settings.disclosure
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
        if self._declared_product:
            cues = [item for item in cues if item.kind != "coupon"]
        if not self.paid and self._admits:
            cues += find_cues(self.analysis, "admitted")
        declared = None if self.paid else find_declared(self.analysis)
        said = [(item.offset, item.end) for item in self.disclosures if item.kind is not None and item.origin == "text"]
        cues = [item for item in cues if not any(start <= item.offset and item.end <= end for start, end in said)]
        found = [*self.paid, *_apart(cues), *([declared] if declared else [])]
        return tuple(sorted(found, key=lambda item: (item.offset, item.span.start)))

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All verdicts, at most one for each state."""
        return tuple(self._all_verdicts())

    def of(self, states: Iterable[str]) -> Iterator[Verdict]:
        """Yield the verdicts of some states."""
        wanted = frozenset(states)
        return (verdict for verdict in self.verdicts if verdict.state in wanted)

    def _all_verdicts(self) -> Iterator[Verdict]:
        if self.connections:
            yield from self._on_connections()
        yield from self._amazon()
        yield from self._rel()
        yield from self._hints()
        yield from self._gift()
        yield from self._own_product()
        if not self.connections and not self._admits:
            mention = next(mentions_shop(self.analysis), None)
            if mention is not None and not any(item.kind in ADEQUATE for item in self.disclosures):
                yield Verdict("shop-mention", mention)

    def _on_connections(self) -> Iterator[Verdict]:
        uncovered = [item for item in self.connections if not self._labelled(item)]
        if not uncovered:
            yield Verdict("ok-before", self.connections[0])
            return
        verdict = self._judge(uncovered)
        yield verdict
        if verdict.state == "ok-before":
            yield from self._repeat(uncovered)
        recommended = [item for item in verdict.others if item.kind == "recommendation"]
        if recommended and verdict.state not in ("ok-before", "near"):
            first, *others = recommended
            yield Verdict("recommendation", first, tuple(others), verdict.disclosure, verdict.words, verdict.headings)

    def _judge(self, connections: list[Connection]) -> Verdict:
        """Return the one verdict on where and how the page discloses these connections."""
        first, others = connections[0], tuple(connections[1:])
        only_amazon = all(item.program.network == "amazon" for item in connections if item.is_link)
        adequate = [item for item in self.disclosures if self._adequate(item, only_amazon)]
        seen = [item for item in adequate if item.region not in _OUT_OF_SIGHT or item.region == first.region]
        before = next((item for item in seen if self._precedes(item, first)), None)
        denial = self._denial(before is not None)
        if denial is not None and any(item.is_link for item in connections):
            return self._verdict("denied", _first_link(connections), others, denial)
        if before is not None:
            return self._verdict("ok-before", first, others, before)
        if seen:
            return self._after(seen, first, others)
        return self._inadequate(connections, [item for item in adequate if item not in seen])

    def _after(self, seen: list[Disclosure], first: Connection, others: tuple[Connection, ...]) -> Verdict:
        near = next((item for item in seen if self._near(first, item)), None)
        if near is not None:
            return self._verdict("near", first, others, near)
        above = next((item for item in seen if not self._in_footer(item)), None)
        if above is not None:
            return self._verdict("late", first, others, above)
        return self._verdict("footer-only", first, others, seen[0])

    def _inadequate(self, connections: list[Connection], hidden: list[Disclosure]) -> Verdict:
        """No adequate disclosure in sight: say what stands there instead."""
        first, others = connections[0], tuple(connections[1:])
        visible = [item for item in self.disclosures if item.region not in _OUT_OF_SIGHT]
        pointers = [item for item in visible if item.origin == "link"]
        off = next((item for item in self.disclosures if item.origin == "off"), None)
        weak = [item for item in visible if item.kind is Kind.WEAK]
        document = self.analysis.document
        plain_weak = [item for item in weak if not is_only_pointer(document, item, pointers)]
        candidates: list[tuple[str, Sequence[Disclosure]]] = [
            ("switched-off", [off] if off and any(item.is_link for item in connections) else []),
            ("declared", [item for item in self.disclosures if item.origin == "declared"]),
            ("hidden", hidden),
            ("amazon-only", [item for item in visible if item.kind in (Kind.AMAZON, Kind.LEGACY)]),
            ("weak-only", plain_weak),
            ("support-only", [item for item in visible if item.kind is Kind.SUPPORT]),
            ("linked-only", pointers),
        ]
        for state, found in candidates:
            if found:
                target = _first_link(connections) if state == "switched-off" else first
                return self._verdict(state, target, others, found[0])
        links = [item for item in connections if item.is_link]
        if links:
            return self._verdict("none", links[0], tuple(links[1:]), None)
        return self._verdict("unlinked", first, others, None)

    def _verdict(
        self, state: str, first: Connection, others: tuple[Connection, ...], disclosure: Disclosure | None
    ) -> Verdict:
        others = tuple(item for item in others if item is not first)
        if disclosure is None or disclosure.origin in ("declared", "off"):
            return Verdict(state, first, others, disclosure)
        start, end = sorted((first.offset, disclosure.offset))
        return Verdict(state, first, others, disclosure, self._words(start, end), len(self._headings(start, end, 6)))

    def _adequate(self, item: Disclosure, only_amazon: bool) -> bool:
        if item.kind in ADEQUATE:
            return True
        if item.kind in (Kind.AMAZON, Kind.LEGACY):
            return only_amazon
        return item.kind is Kind.WEAK and self.settings.accept_weak

    def _labelled(self, connection: Connection) -> bool:
        """Whether "(paid link)" stands beside a link, which is enough for this one."""
        return any(
            item.kind is Kind.PAID_LABEL and item.block == connection.block and item.region not in _OUT_OF_SIGHT
            for item in self.disclosures
        )

    def _precedes(self, item: Disclosure, connection: Connection) -> bool:
        if item.region in _BOTTOM and connection.region not in _BOTTOM:
            return False
        # In the source, because links alone in their paragraph leave no prose of their own.
        if item.span.start <= connection.span.start:
            return True
        between = self.analysis.text[connection.end : item.offset]
        if "\n" in between or len(between.split()) > _ADJACENT_WORDS:
            return False
        source = self.analysis.document.source.text
        return _NEW_BLOCK.search(source, connection.span.end, item.span.start) is None

    def _near(self, connection: Connection, item: Disclosure) -> bool:
        """Whether a disclosure below stands on the same screen as what it is about."""
        if item.region in _BOTTOM or item.origin not in ("text", "include"):
            return False
        if self._words(connection.offset, item.offset) > self.settings.max_words_to_link:
            return False
        return not self._headings(connection.offset, item.offset, 2) and not self._under_footer_heading(item)

    def _in_footer(self, item: Disclosure) -> bool:
        if item.region in _BOTTOM or self._under_footer_heading(item):
            return True
        return self._words(0, item.offset) >= _FOOTER_SHARE * max(self.analysis.word_count, 1)

    def _under_footer_heading(self, item: Disclosure) -> bool:
        document = self.analysis.document
        index = item.block if item.block >= 0 else document.block_index(item.offset)
        label = next((place for place in reversed(self._labels) if place < index), -1)
        return label >= 0 and is_footer_heading(document.prose(document.blocks[label].span))

    @cached_property
    def _labels(self) -> list[int]:
        """Indices of the blocks that head others."""
        document = self.analysis.document
        return [index for index, block in enumerate(document.blocks) if is_label(block, document.prose(block.span))]

    def _denial(self, disclosed: bool) -> Disclosure | None:
        """Return a sentence that denies affiliate links; beside a disclosure it must name them to contradict it."""
        for item in self.disclosures:
            if item.kind is Kind.DENIED and (not disclosed or "affil" in item.text.lower()):
                return item
        return None

    def _repeat(self, connections: list[Connection]) -> Iterator[Verdict]:
        """On a long page a disclosure at the top is forgotten by the time a far link comes."""
        if self.analysis.word_count <= self.settings.long_page_words:
            return
        reach = self.settings.long_page_words // 2
        marks = [
            item.offset for item in self.disclosures if item.kind in (*ADEQUATE, Kind.AMAZON, Kind.LEGACY, Kind.WEAK)
        ]
        far = [item for item in connections if item.is_link and self._unmarked(item, marks, reach)]
        if far:
            yield Verdict("repeat", far[0], tuple(far[1:]), self.disclosures[0] if self.disclosures else None)

    def _unmarked(self, item: Connection, marks: list[int], reach: int) -> bool:
        last = max((mark for mark in marks if mark <= item.offset), default=0)
        return self._words(last, item.offset) > reach and bool(self._headings(last, item.offset, 2))

    def _amazon(self) -> Iterator[Verdict]:
        links = [item for item in self.paid if item.program.network == "amazon"]
        if not links:
            return
        document, settings = self.analysis.document, self.analysis.settings
        trusted = any(item.origin == "include" and item.kind in (Kind.STRONG, Kind.AMAZON) for item in self.disclosures)
        texts = [document.text, file_text(settings.disclosure.site_wide_text, settings.root)]
        for include in document.includes:
            shown = partial_text(include, settings.root, document.source.path)
            if shown is not None:
                trusted = trusted and "amazon" in fold_name(include.name)
                texts.append(shown)
        if trusted or any(has_amazon_statement(text) for text in texts):
            return
        legacy = next((item for item in self.disclosures if item.kind is Kind.LEGACY), None)
        yield Verdict("amazon-statement", links[0], tuple(links[1:]), legacy)

    def _rel(self) -> Iterator[Verdict]:
        bare = [
            item
            for item in self.paid
            if item.link is not None
            and item.link.tag is not None
            and item.link.kind != "widget"
            and not _PAID_REL & set(item.link.rel)
        ]
        if bare:
            yield Verdict("rel", bare[0], tuple(bare[1:]))

    def _hints(self) -> Iterator[Verdict]:
        scripts = [item for item in self.links if item.program.network == "script"]
        if scripts and not any(item.kind in ADEQUATE for item in self.disclosures):
            yield Verdict("script", scripts[0])
        if self.analysis.settings.affiliate.opaque_shorteners == "ignore":
            return
        opaque = [item for item in self.links if item.program.network == "shortener" and not item.program.certain]
        if opaque:
            yield Verdict("shortener", opaque[0], tuple(opaque[1:]))

    def _gift(self) -> Iterator[Verdict]:
        """A gift that is told only far down the page comes after the praise it bought."""
        told = [item for item in self.disclosures if item.kind in (*ADEQUATE, Kind.AMAZON, Kind.LEGACY)]
        gift = next((item for item in told if item.kind is Kind.GIFT), None)
        if gift is None or told[0] is not gift or gift.origin != "text" or self._links_before(gift):
            return
        words = self._words(0, gift.offset)
        if words > self.settings.max_words_to_link:
            source = Connection("gift", gift.offset, gift.end, gift.span, gift.text[:80], _GIFT, None, gift.region)
            yield Verdict("gift-late", source, (), gift, words, len(self._headings(0, gift.offset, 2)))

    def _links_before(self, item: Disclosure) -> bool:
        return any(connection.offset < item.offset for connection in self.connections)

    def _own_product(self) -> Iterator[Verdict]:
        if self._declared_product:
            return
        own = find_cues(self.analysis, "own")
        if own:
            yield Verdict("own-product", own[0], tuple(own[1:]))

    @cached_property
    def _declared_product(self) -> bool:
        """Whether the page says that it sells: then its coupons and products are plainly its own."""
        field = self.analysis.document.field("content", "content_type")
        declared = str(field.value) if field else self.analysis.settings.content
        return declared.strip().lower() == "product"

    @cached_property
    def _admits(self) -> bool:
        return any(item.kind in _ADMITS for item in self.disclosures)

    def _words(self, start: int, end: int) -> int:
        return self._word_starts(end) - self._word_starts(start)

    def _word_starts(self, offset: int) -> int:
        return bisect_left(self._starts, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start() for word in _WORD.finditer(self.analysis.text)]

    def _headings(self, start: int, end: int, level: int) -> list[int]:
        blocks = self.analysis.document.blocks
        return [
            block.span.start
            for block in blocks
            if block.kind == "heading" and block.level <= level and start < block.span.start <= end
        ]


def _first_link(connections: Sequence[Connection]) -> Connection:
    return next((item for item in connections if item.is_link), connections[0])


def _apart(cues: list[Connection]) -> list[Connection]:
    """Return the cues in reading order without those that overlap an earlier one."""
    kept: list[Connection] = []
    for item in sorted(cues, key=lambda item: (item.offset, -item.end)):
        if not kept or item.offset >= kept[-1].end:
            kept.append(item)
    return kept
