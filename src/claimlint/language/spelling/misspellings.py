"""Which words of an article are misspelt: what no list knows and no judgement excuses.

Most unknown words of a health article are right: names, drugs, genes, new terms. A word is
misspelt when it is a listed misspelling, or has no excuse and a known word lies one slip away.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import compress, count
from typing import TYPE_CHECKING

from claimlint.document import PLACEHOLDER, Document
from claimlint.language.spelling.chances import number_memory
from claimlint.language.spelling.contexts import contexts
from claimlint.language.spelling.morphology import Build, build_of
from claimlint.language.spelling.suggest import (
    Candidate,
    candidates,
    edit_distance,
    further_away,
    split_in_two,
    with_apostrophe,
)
from claimlint.language.spelling.surroundings import Surroundings
from claimlint.language.spelling.vocabulary import UNKNOWN
from claimlint.language.text.tokens import Tokens
from claimlint.late import dataclass
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_TECHNICAL = frozenset("@/\\_#&=+~$%*<>|^\u2022\u00b0\u00b7" + PLACEHOLDER)
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "prof"))
_JOINERS = frozenset("the your with from for and that this are was were".split())
"""Words one of which shows that a word with a capital is two words and no name."""
_PHRASE = 20
"""Times from which two words counted side by side are a phrase."""
_LONGEST_WORD = 60
"""A longer run of letters is no word, and looking for its parts takes the square of its length."""
_MAX_SUGGESTIONS = 5


class Kind(StrEnum):
    """How a misspelling was recognised."""

    LISTED = "listed"
    UNKNOWN = "unknown"
    GLUED = "glued"


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is wrong, in the prose."""

    span: Span
    word: str
    kind: Kind
    suggestions: tuple[str, ...]
    """Likeliest first, in the case of the word."""
    certain: bool = False
    """Whether the first suggestion is sure enough to be written without a person."""


def find_misspellings(analysis: Analysis) -> tuple[Misspelling, ...]:
    """Return every misspelt word in reading order."""
    return tuple(_Judge(analysis).misspellings())


class _Judge:
    """Weighs the unknown words of one article against one another and their surroundings."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self.document: Document = analysis.document
        self.tokens: Tokens = analysis.tokens
        self.vocabulary = analysis.vocabulary
        self.near = analysis.word_counts
        forms = self.tokens.forms
        self.unknown = {form for form, remark in analysis.remarkable.items() if remark == UNKNOWN}
        self.places = list(compress(count(), map(self.unknown.__contains__, forms)))
        self.counts = Counter([forms[index] for index in self.places])
        self._around = Surroundings(self.text, self.document, self.tokens, self.vocabulary, self.unknown)
        self._excused: dict[str, bool] = {}
        self._foreign = self._foreign_blocks()

    def misspellings(self) -> Iterator[Misspelling]:
        for index in self.places:
            if not self._outside_prose(index):
                found = self._judge(index, self.tokens.forms[index])
                if found is not None and not self._around.in_reference(index):
                    yield found

    def _judge(self, index: int, form: str) -> Misspelling | None:
        lower = self.tokens.lower[index]
        word, tail = (lower[:-2], form[-2:]) if lower.endswith("'s") else (lower, "")
        if word != lower and (self.vocabulary.knows(form[:-2]) or not word):
            return None
        stem = form[: len(word)]
        listed = tuple(self._whole(right) for right in self.vocabulary.corrections(word))
        if listed and not (stem.isupper() and len(stem) < 6) and not (stem.istitle() and self._named(index, form)):
            return self._found(index, form, Kind.LISTED, listed, tail, certain=len(listed) == 1)
        if stem.isupper() or not 3 <= len(word) <= _LONGEST_WORD or not word.isascii():
            return None
        if not stem.islower() and not stem.istitle():
            return self._inner_capital(index, form, stem)
        if self._excused_word(word):
            return None
        return self._capitalised(index, form, word, tail) if stem.istitle() else self._small(index, form, word, tail)

    def _whole(self, right: str) -> str:
        """Return a listed correction with the apostrophe that lists leave out: ``shouldnt``."""
        return right if self.vocabulary.knows(right) else with_apostrophe(right, self.vocabulary) or right

    def _found(
        self, index: int, form: str, kind: Kind, words: tuple[str, ...], tail: str = "", *, certain: bool = False
    ) -> Misspelling:
        start = self.tokens.starts[index]
        suggestions = tuple(dict.fromkeys(_in_case(word, form) + tail for word in words))[:_MAX_SUGGESTIONS]
        return Misspelling(Span(start, start + len(form)), form, kind, suggestions, certain)

    def _named(self, index: int, form: str) -> bool:
        """Tell whether a capitalised word that is a listed misspelling is a name: Proove, Dr. Evangelia."""
        if index and self.tokens.lower[index - 1] in _TITLES:
            return True
        if self._around.opens_sentence(index) or self._around.in_headline(index):
            return self.counts[form] > 2
        return self.counts[form] > 1 or self._around.name_beside(index)

    def _outside_prose(self, index: int) -> bool:
        """Tell whether a token is a piece of something that is not a word: an address, a code, a figure."""
        start, end = self.tokens.starts[index], self.tokens.end(index)
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        if (before in _TECHNICAL and before) or (after in _TECHNICAL and after) or before.isdigit() or after.isdigit():
            return True
        if after == "." and self.text[end + 1 : end + 2].isalnum() and not self.text[end + 1].isupper():
            return True
        if before == "." and start > 1 and self.text[start - 2].isalnum() and self.text[start].islower():
            return True
        return bool(self._foreign) and self.document.block_index(start) in self._foreign

    def _foreign_blocks(self) -> frozenset[int]:
        """Return the blocks of which so much is unknown that they must be in another language."""
        if len(self.unknown) < 8:
            return frozenset()
        unknown: Counter[int] = Counter()
        for index in self.places:
            unknown[self.document.block_index(self.tokens.starts[index])] += 1
        return frozenset(block for block, times in unknown.items() if times >= 6 and times > 0.4 * self._words(block))

    def _words(self, block: int) -> int:
        span = self.document.blocks[block].span
        return bisect_left(self.tokens.starts, span.end) - bisect_left(self.tokens.starts, span.start)

    def _excused_word(self, word: str) -> bool:
        """Tell whether a word is built right; remembered, since articles repeat their terms."""
        excused = self._excused.get(word)
        if excused is None:
            excused = self._excused[word] = self._built_right(word)
        return excused

    def _built_right(self, word: str) -> bool:
        build = build_of(word, self.vocabulary.own)
        if build is not Build.DERIVED:
            return build is Build.REGULAR
        near = candidates(word, self.vocabulary, self.near, level=5)
        return not near or near[0].cost > 1.6

    def _inner_capital(self, index: int, form: str, stem: str) -> Misspelling | None:
        """Judge ``survivalTo``: two words without their space, unless it is a name like ``GlaxoSmith``."""
        match = re.fullmatch(r"([A-Z]?[a-z]{2,})([A-Z][a-z]+)", stem)
        if match is None:
            return None
        left, right = match[1], match[2]
        common = (self.vocabulary.level(left.lower()), self.vocabulary.level(right.lower()))
        if (
            stem[0].isupper()
            or self.counts[form] > 1
            or None in common
            or len(left) < 3
            or max(map(int, filter(None, common)), default=0) > 3
        ):
            return None
        return self._found(index, form, Kind.GLUED, (f"{left} {right.lower() if len(right) < 4 else right}",))

    def _small(self, index: int, form: str, word: str, tail: str) -> Misspelling | None:
        if (
            self._around.binomial(index)
            or self._around.hyphen_piece(index, word)
            or self._around.foreign_term(index, word)
        ):
            return None
        apostrophe = with_apostrophe(word, self.vocabulary)
        if apostrophe:
            return self._found(index, form, Kind.UNKNOWN, (apostrophe,), tail)
        found: Sequence[Candidate] = self._likely(word)
        glued = split_in_two(word, self.vocabulary.level) if self.counts[form] == 1 else None
        if glued and (not found or found[0].level > 2 or found[0].cost > 1.2 or _stand_together(glued)):
            return self._found(index, form, Kind.GLUED, (glued, *(item.word for item in found)), tail)
        if not found and len(word) > 5 and self.near[word] < 3:
            found = further_away(word)
        if not found or (self.near[word] >= 3 and not (found[0].level <= 2 and self.near[found[0].word.lower()] > 0)):
            return None
        words = tuple(item.word for item in found)
        return self._found(index, form, Kind.UNKNOWN, words, tail, certain=_sure(found, word))

    def _likely(self, word: str) -> list[Candidate]:
        """Return what a word in small letters may have been meant to be; the shorter, the commoner it must be."""
        level = {3: 1, 4: 3}.get(len(word), 7)
        found = candidates(word, self.vocabulary, self.near, level=level)
        missed = [item for item in found if item.level <= 4 or item.cost < 2.1]
        return missed or self._repeated_nearby(word)

    def _repeated_nearby(self, word: str) -> list[Candidate]:
        """Return unknown words of the article one slip away that it uses oftener."""
        if self.near[word] > 1 or len(word) < 6:
            return []
        others = {form.lower() for form in self.unknown if self.near[form.lower()] > self.near[word]}
        return [Candidate(other, 4, 1.0) for other in sorted(others) if edit_distance(word, other, 1) == 1]

    def _capitalised(self, index: int, form: str, word: str, tail: str) -> Misspelling | None:
        """Judge a word with a capital: a name, unless a common word was clearly meant."""
        used = self.near[word] + (self.near[form.lower()] if tail else 0)
        if len(word) < 6 or used > 1 or self._around.hyphen_piece(index, word):
            return None
        headline = self._around.in_headline(index)
        opens = self._around.opens_sentence(index)
        apostrophe = with_apostrophe(word, self.vocabulary) if opens else ""
        if apostrophe:
            return self._found(index, form, Kind.UNKNOWN, (apostrophe,), tail)
        if not headline and self._around.name_beside(index):
            found = self._meant(word, 1, len(word) > 7, deep=False)
        elif opens or headline:
            found = self._meant(word, 3, True, deep=True)
        else:
            found = self._meant(word, 2, len(word) > 7, deep=False)
        glued = split_in_two(word, self.vocabulary.level) if opens and not tail else None
        if glued and (_stand_together(glued) or (not found and not _JOINERS.isdisjoint(glued.split()))):
            return self._found(index, form, Kind.GLUED, (glued, *(item.word for item in found)))
        if not found:
            return None
        return self._found(index, form, Kind.UNKNOWN, tuple(item.word for item in found), tail)

    def _meant(self, word: str, level: int, plain: bool, *, deep: bool) -> list[Candidate]:
        found = candidates(word, self.vocabulary, self.near, level=level, capitals=True, deep=deep)
        return [
            item for item in found if item.cost <= 1.3 and item.level <= (2 if item.word.istitle() else level) and plain
        ]


def _stand_together(words: str) -> bool:
    """Tell whether two words are a phrase that everybody writes: ``a lot``, ``in fact``."""
    left, right = words.split()
    return contexts().beside(number_memory()[left], number_memory()[right]) >= _PHRASE


def _sure(found: Sequence[Candidate], word: str) -> bool:
    """Tell whether the likeliest word stands far enough ahead of the next to be written unasked."""
    first = found[0]
    alone = len(found) == 1 or found[1].cost - first.cost > 0.6
    return len(word) >= 6 and first.level <= 3 and first.cost <= 1.0 and alone


def _in_case(word: str, form: str) -> str:
    capital = word[:1].upper() + word[1:] if form[:1].isupper() else word
    return word.upper() if form.isupper() and len(form) > 1 else capital
