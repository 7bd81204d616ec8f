"""Whether readers meet the disclosure before they meet what is paid for.

A linter has no viewport: what stands within ``max_words_to_link`` words, with no
larger heading between, counts as seen together (16 CFR 255.0(f): unavoidable).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from claimlint.language.money.commerce import OUT_OF_SIGHT, Commerce, Verdict
from claimlint.language.money.connections import Connection
from claimlint.language.money.disclosure_words import ADEQUATE, Kind
from claimlint.language.money.layout import BOTTOM
from claimlint.language.money.obligations import ad_label, obligations
from claimlint.language.money.page_disclosures import Disclosure, is_only_pointer
from claimlint.language.text.tongue import language_of
from claimlint.late import regex

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_DISCLOSED = frozenset({"ok-before", "near", "late", "footer-only"})
"""States of a page that discloses in adequate words, wherever they stand."""
_TELLING = frozenset({*ADEQUATE, Kind.AMAZON, Kind.LEGACY})
_SAMPLE = 4000
"""Code points from the top that show a page's language."""
_ADJACENT_WORDS = 3
_ADJACENT_REACH = 100
"""Code points; adjacent words do not stand farther away."""
_SENTENCE_END = regex(r"[.!?\n]")
_NEW_BLOCK = regex(r"\n[ \t>]*\r?\n|</(?:p|div|li|td|figure|h[1-6])\b", re.I)


class Placement:
    """The verdicts on a page."""

    def __init__(self, analysis: ArticleText) -> None:
        self.analysis = analysis
        self.page = Commerce(analysis)
        self.settings = analysis.settings.disclosure

    @property
    def paid(self) -> tuple[Connection, ...]:
        """Links that are affiliate links for certain."""
        return self.page.paid

    @property
    def disclosures(self) -> tuple[Disclosure, ...]:
        return self.page.disclosures

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """All verdicts, at most one for each state."""
        placed = self._on_connections() if self.page.connections else ()
        return (*placed, *obligations(self.page))

    def of(self, states: Iterable[str]) -> Iterator[Verdict]:
        """Yield the verdicts of some states."""
        wanted = frozenset(states)
        yield from (verdict for verdict in self.verdicts if verdict.state in wanted)
        if "ad-label" in wanted:
            yield from ad_label(self.page)

    def _on_connections(self) -> Iterator[Verdict]:
        uncovered = [item for item in self.page.connections if not self._labelled(item)]
        if not uncovered:
            yield Verdict("ok-before", self.page.connections[0])
            return
        verdict = self._judge(uncovered)
        yield verdict
        yield from self._foreign(verdict)
        if verdict.state == "ok-before":
            yield from self._repeat(uncovered)
        recommended = [item for item in verdict.others if item.kind == "recommendation"]
        if recommended and verdict.state not in ("ok-before", "near"):
            first, *others = recommended
            yield Verdict("recommendation", first, tuple(others), verdict.disclosure, verdict.words, verdict.headings)

    def _foreign(self, verdict: Verdict) -> Iterator[Verdict]:
        """A disclosure that stands right says nothing to readers who do not read its language."""
        if verdict.state not in _DISCLOSED or verdict.disclosure is None:
            return
        page = self._language
        told = [item for item in self.page.disclosures if item.kind in _TELLING and item.region not in OUT_OF_SIGHT]
        spoken = [language_of(item.text) if item.origin == "text" else "" for item in told]
        # What is too short to tell, or comes from an include, may well be in the page's own language.
        if page and spoken and all(language not in ("", page) for language in spoken):
            others = (verdict.first, *verdict.others)
            yield self.page.verdict("other-language", verdict.first, others, verdict.disclosure)

    @cached_property
    def _language(self) -> str:
        """The language of the page as its text shows it, without its disclosures; empty when too short to tell."""
        said = [(item.offset, item.end) for item in self.page.disclosures if item.origin == "text"]
        text = self.analysis.text[:_SAMPLE]
        for start, end in sorted(said, reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return language_of(text)

    def _judge(self, connections: list[Connection]) -> Verdict:
        """Return the one verdict on where and how the page discloses these connections."""
        first, others = connections[0], tuple(connections[1:])
        only_amazon = all(item.program.network == "amazon" for item in connections if item.is_link)
        adequate = [item for item in self.page.disclosures if self._adequate(item, only_amazon)]
        seen = [item for item in adequate if item.region not in OUT_OF_SIGHT or item.region == first.region]
        before = next((item for item in seen if self._precedes(item, first)), None)
        denial = self._denial(before is not None)
        if denial is not None and any(item.is_link for item in connections):
            return self.page.verdict("denied", _first_link(connections), others, denial)
        if before is not None:
            return self.page.verdict("ok-before", first, others, before)
        if seen:
            return self._after(seen, first, others)
        return self._inadequate(connections, [item for item in adequate if item.region in OUT_OF_SIGHT])

    def _after(self, seen: list[Disclosure], first: Connection, others: tuple[Connection, ...]) -> Verdict:
        near = next((item for item in seen if self._near(first, item)), None)
        if near is not None:
            return self.page.verdict("near", first, others, near)
        above = next(
            (item for item in seen if not self.page.layout.in_footer(item.offset, item.block, item.region)), None
        )
        if above is not None:
            return self.page.verdict("late", first, others, above)
        return self.page.verdict("footer-only", first, others, seen[0])

    def _inadequate(self, connections: list[Connection], hidden: list[Disclosure]) -> Verdict:
        """No adequate disclosure in sight: say what stands there instead."""
        first, others = connections[0], tuple(connections[1:])
        visible = [item for item in self.page.disclosures if item.region not in OUT_OF_SIGHT]
        pointers = [item for item in visible if item.origin == "link"]
        off = next((item for item in self.page.disclosures if item.origin == "off"), None)
        weak = [item for item in visible if item.kind is Kind.WEAK]
        document = self.analysis.document
        plain_weak = [item for item in weak if not is_only_pointer(document, item, pointers)]
        candidates: list[tuple[str, Sequence[Disclosure]]] = [
            ("switched-off", [off] if off and any(item.is_link for item in connections) else []),
            ("declared", [item for item in self.page.disclosures if item.origin == "declared"]),
            ("hidden", hidden),
            ("amazon-only", [item for item in visible if item.kind in (Kind.AMAZON, Kind.LEGACY)]),
            ("weak-only", plain_weak),
            ("support-only", [item for item in visible if item.kind is Kind.SUPPORT]),
            ("linked-only", pointers),
        ]
        for state, found in candidates:
            if found:
                target = _first_link(connections) if state == "switched-off" else first
                return self.page.verdict(state, target, others, found[0])
        links = [item for item in connections if item.is_link]
        if links:
            return self.page.verdict("none", links[0], tuple(links[1:]), None)
        return self.page.verdict("unlinked", first, others, None)

    def _adequate(self, item: Disclosure, only_amazon: bool) -> bool:
        if item.kind in ADEQUATE:
            return True
        if item.kind in (Kind.AMAZON, Kind.LEGACY):
            return only_amazon
        return item.kind is Kind.WEAK and self.settings.accept_weak

    def _labelled(self, connection: Connection) -> bool:
        """Whether "(paid link)" stands beside a link, which is enough for this one."""
        return connection.block in self._labelled_blocks

    @cached_property
    def _labelled_blocks(self) -> frozenset[int]:
        labels = (item for item in self.page.disclosures if item.kind is Kind.PAID_LABEL)
        return frozenset(item.block for item in labels if item.region not in OUT_OF_SIGHT)

    def _precedes(self, item: Disclosure, connection: Connection) -> bool:
        if item.region in BOTTOM and connection.region not in BOTTOM:
            return False
        if connection.block < 0 and connection.is_link:
            return not self.page.layout.in_footer(item.offset, item.block, item.region)
        # In the source, because links alone in their paragraph leave no prose of their own.
        if item.span.start <= connection.span.start:
            return True
        if item.offset - connection.end > _ADJACENT_REACH:
            return False
        between = self.analysis.text[connection.end : item.offset]
        if _SENTENCE_END.search(between) or len(between.split()) > _ADJACENT_WORDS:
            return False
        source = self.analysis.document.source.text
        return _NEW_BLOCK.search(source, connection.span.end, item.span.start) is None

    def _near(self, connection: Connection, item: Disclosure) -> bool:
        """Whether a disclosure below stands on the same screen as what it is about."""
        if item.region in BOTTOM or item.origin not in ("text", "include"):
            return False
        layout = self.page.layout
        if layout.words(connection.offset, item.offset) > self.settings.max_words_to_link:
            return False
        apart = layout.headings(connection.offset, item.offset, larger=True)
        return not apart and not layout.under_footer_heading(item.offset, item.block)

    def _denial(self, disclosed: bool) -> Disclosure | None:
        """Return a sentence that denies affiliate links; beside a disclosure it must name them to contradict it."""
        for item in self.page.disclosures:
            if item.kind is Kind.DENIED and (not disclosed or "affil" in item.text.lower()):
                return item
        return None

    def _repeat(self, connections: list[Connection]) -> Iterator[Verdict]:
        """On a long page a disclosure at the top is forgotten by the time a far link comes."""
        if self.analysis.word_count <= self.settings.long_page_words:
            return
        reach = self.settings.long_page_words // 2
        telling = (*ADEQUATE, Kind.AMAZON, Kind.LEGACY, Kind.WEAK)
        marks = sorted(item.offset for item in self.page.disclosures if item.kind in telling)
        far = [item for item in connections if item.is_link and self._unmarked(item, marks, reach)]
        if far:
            yield Verdict("repeat", far[0], tuple(far[1:]), self.page.disclosures[0])

    def _unmarked(self, item: Connection, marks: list[int], reach: int) -> bool:
        before = bisect_right(marks, item.offset)
        last = marks[before - 1] if before else 0
        layout = self.page.layout
        return layout.words(last, item.offset) > reach and layout.headings(last, item.offset, larger=True) > 0


def _first_link(connections: Sequence[Connection]) -> Connection:
    return next((item for item in connections if item.is_link), connections[0])
