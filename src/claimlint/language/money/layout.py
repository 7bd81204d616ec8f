"""Where things stand on a page: words and headings between two places, and the part that readers seldom reach."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from claimlint.document import Block, Document
from claimlint.language.money.disclosure import is_footer_heading
from claimlint.late import regex

_WORD = regex(r"\S+")
_FOOTER_SHARE = 0.85
"""Where the last 15 % of a page's words begin."""
_LONGEST_LABEL = 60
BOTTOM = frozenset({"footer", "footnote"})
"""Regions that stand at the bottom of a page wherever they stand in the source."""


def is_label(block: Block, text: str) -> bool:
    """Whether a block is a heading, or a short line such as "Disclosure:" that stands for one."""
    if block.kind == "heading" or len(text) > _LONGEST_LABEL:
        return block.kind == "heading"
    return text.endswith(":") or (text[-1].isalpha() and is_footer_heading(text))


class Layout:
    """Distances on a page; offsets are of the prose."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def words(self, start: int, end: int) -> int:
        """Count the words that begin between two offsets."""
        return bisect_left(self._word_starts, end) - bisect_left(self._word_starts, start)

    def headings(self, start: int, end: int, *, larger: bool = False) -> int:
        """Count the headings after one offset and up to another; ``larger``: only those of levels 1 and 2."""
        starts = self._larger_headings if larger else self._all_headings
        return bisect_right(starts, end) - bisect_right(starts, start)

    def in_footer(self, offset: int, block: int, region: str) -> bool:
        """Whether a place belongs to the part of the page that readers seldom reach."""
        if region in BOTTOM or self.under_footer_heading(offset, block):
            return True
        return self.words(0, offset) >= _FOOTER_SHARE * max(len(self._word_starts), 1)

    def under_footer_heading(self, offset: int, block: int) -> bool:
        """Whether the heading or label above a block is one like "Disclosure" or "About"."""
        index = block if block >= 0 else self.document.block_index(offset)
        above = bisect_left(self._labels, index) - 1
        if above < 0:
            return False
        return is_footer_heading(self.document.prose(self.document.blocks[self._labels[above]].span))

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start() for word in _WORD.finditer(self.document.text)]

    @cached_property
    def _labels(self) -> list[int]:
        """Indices of the blocks that head others."""
        document = self.document
        return [index for index, block in enumerate(document.blocks) if is_label(block, document.prose(block.span))]

    @cached_property
    def _all_headings(self) -> list[int]:
        return [block.span.start for block in self.document.blocks if block.kind == "heading"]

    @cached_property
    def _larger_headings(self) -> list[int]:
        return [block.span.start for block in self.document.blocks if block.kind == "heading" and block.level <= 2]
