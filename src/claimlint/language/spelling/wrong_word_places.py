"""The words of an article that may be wrong, with what stands around them, found by counts of words side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from claimlint.document import PLACEHOLDER
from claimlint.language.spelling.chances import (
    HYPHEN_MARK,
    MARKS,
    NAME_TAG,
    START_MARK,
    doubt_memory,
    likelier,
    mark,
    number_memory,
    tag_memory,
    tag_of,
)
from claimlint.language.spelling.collocation import word_classes
from claimlint.language.spelling.contexts import contexts
from claimlint.language.spelling.parts import MOSTLY, parts_of
from claimlint.language.spelling.vocabulary import Vocabulary, article_vocabulary
from claimlint.late import dataclass

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_CODE = frozenset("@/\\_#&=+~$%*<>|^" + PLACEHOLDER)
_SURE, _CERTAIN = 1, 3
"""Times a word must have been counted beside its neighbours to be no slip, and beside each to be not confused."""
_ALONE = frozenset("yours ours theirs hers mine".split())
"""Pronouns that stand for a noun; no slip unless one follows."""
_OFTEN = 4
"""Times an article uses a word that it means."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word that may be wrong, with what stands around it: numbers of words and tags, two on each side."""

    word: int
    words: tuple[int, int, int, int]
    tags: tuple[int, int, int, int]
    lower: str
    capital: bool
    meant: tuple[tuple[int, int], ...]
    """The words that may have been meant, with their kinds; never empty."""


class Article:
    """One article, and what speaks for another word at each place in it."""

    def __init__(self, analysis: ArticleText) -> None:
        self.counts = analysis.word_counts
        self._analysis = analysis
        self._text, self._tokens = analysis.text, analysis.tokens
        self._vocabulary: Vocabulary = article_vocabulary(analysis)

    @cached_property
    def pairs(self) -> Counter[tuple[int, int]]:
        """How often two words, by their numbers, follow one another, whatever stands between."""
        return Counter(pairwise(map(number_memory().__getitem__, self._tokens.lower)))

    def places(self) -> Iterator[tuple[int, Place]]:
        """Yield every word that may be wrong with its token's index."""
        forms, lowers = self._tokens.forms, self._tokens.lower
        for index, word, left, right, before, slips in self._ill_placed():
            left_tag = left if 0 <= left < MARKS else self._tagged(index - 1)[1]
            meant = likelier(word, left, left_tag, before, slips=slips)
            if not meant:
                continue
            outer_left = self._side(index, -1)[1]
            (_, right_tag), outer_right = self._side(index, 1)
            if self._plain(index, left_tag, right_tag):
                words = outer_left[0], left, right, outer_right[0]
                tags = outer_left[1], left_tag, right_tag, outer_right[1]
                yield index, Place(word, words, tags, lowers[index], forms[index][0].isupper(), meant)

    def _ill_placed(self) -> Iterator[tuple[int, int, int, int, float, bool]]:
        """Yield tokens that were hardly counted beside their neighbours, with whether any slip of the pen is possible.

        The numbers are of the token, the word and what stands on its left and right, and how often it was counted
        after the left one.
        """
        doubts, numbers, counted = doubt_memory(), number_memory(), contexts().beside
        text, starts, forms, lowers = self._text, self._tokens.starts, self._tokens.forms, self._tokens.lower
        seldom = {lower: doubt for lower, times in self.counts.items() if times < _OFTEN and (doubt := doubts[lower])}
        last = len(lowers) - 1
        for index in self._tokens.places(seldom):
            start, (word, confused) = starts[index], divmod(seldom[lowers[index]], 2)
            # Asked of every third word: what stands between two words is nearly always a space alone.
            if index and text[start - 1] == " " and starts[index - 1] + len(forms[index - 1]) == start - 1:
                left = numbers[lowers[index - 1]]
            else:
                left = self._beside(index, -1)
            before = counted(left, word)
            if left == HYPHEN_MARK or (before > _SURE and not confused):
                continue
            end = start + len(forms[index])
            if index < last and text[end] == " " and starts[index + 1] == end + 1:
                right = numbers[lowers[index + 1]]
            else:
                right = self._beside(index, 1)
            after = counted(word, right)
            slips = before + after <= _SURE
            if right != HYPHEN_MARK and (slips or (confused and min(before, after) < _CERTAIN)):
                yield index, word, left, right, before, slips

    def _gap(self, index: int) -> str:
        """Return what stands between a token and the one before it; a space alone where nothing else does."""
        starts, forms = self._tokens.starts, self._tokens.forms
        if not 0 < index < len(forms):
            return "."
        return self._text[starts[index - 1] + len(forms[index - 1]) : starts[index]]

    def _beside(self, index: int, step: int) -> int:
        """Return the number of the word, or the mark, on one side of a token."""
        gap = self._gap(index if step < 0 else index + 1)
        return number_memory()[self._tokens.lower[index + step]] if gap == " " else mark(gap)

    def _side(self, index: int, step: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the two words or marks on one side of a token with their tags, nearest first."""
        found: list[tuple[int, int]] = []
        while len(found) < 2:
            gap = self._gap(index if step < 0 else index + 1)
            index += step
            if gap != " ":
                found.append((mark(gap), mark(gap)))
            if not 0 <= index < len(self._tokens.forms):
                found.append((START_MARK, START_MARK))
            else:
                found.append(self._tagged(index))
        return found[0], found[1]

    def _tagged(self, index: int) -> tuple[int, int]:
        form, lower = self._tokens.forms[index], self._tokens.lower[index]
        number = number_memory()[lower]
        gap = self._gap(index)
        if form == lower or (gap != " " and mark(gap) == START_MARK):
            return number, tag_memory()[lower]
        return number, tag_of(lower, number, form[0].isupper())

    def _plain(self, index: int, left_tag: int, right_tag: int) -> bool:
        """Tell whether a word is no name, no piece of an address, no part of a heading and none of the project's."""
        start, form, lower = self._tokens.starts[index], self._tokens.forms[index], self._tokens.lower[index]
        if _in_address(self._text, start, start + len(form)):
            return False
        if not form.islower():
            if not form.istitle() or left_tag != START_MARK or right_tag == NAME_TAG:
                return False
            if form in self._vocabulary.words or lower in word_classes()["names"]:
                return False
        if lower in self._vocabulary.own or (lower in _ALONE and not self._before_noun(index)):
            return False
        block = self._analysis.document.block_at(start)
        return block is None or block.kind not in ("heading", "title")

    def _before_noun(self, index: int) -> bool:
        """Tell whether what follows a word can be nothing but a noun."""
        if self._gap(index + 1) != " ":
            return False
        return bool(parts_of(self._tokens.lower[index + 1]) & (MOSTLY["N"] | MOSTLY["NS"]))


def _in_address(text: str, start: int, end: int) -> bool:
    """Tell whether what touches a word shows that it is a piece of an address, a formula or a code."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 2]
    if (after[:1] == "." and after[1:].isalnum()) or (before == "." and text[start - 2 : start - 1].isalnum()):
        return True
    return any(char in _CODE or char.isdigit() for char in before + after[:1])
