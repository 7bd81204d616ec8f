"""Right words that were probably meant to be another word one slip away: told by how words stand together.

For each such neighbour a sum says how much likelier it is here than what is
written: by the words beside it, by the parts of speech around it, by what the
article says elsewhere. Its weights were fitted to errors planted by lot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from math import log, log1p
from typing import TYPE_CHECKING

from claimlint.document import PLACEHOLDER
from claimlint.language.spelling.chances import (
    HYPHEN_MARK,
    LEVEL,
    NAME_TAG,
    START_MARK,
    WORD_WEIGHT,
    after_tag,
    before_tag,
    likelier,
    log_of_tag_before,
    mark,
    number_memory,
    order,
    rate,
    share,
    spelt,
    tag_memory,
    tag_of,
)
from claimlint.language.spelling.collocation import word_classes
from claimlint.language.spelling.contexts import ALIKE, CLOSED, CONFUSED, NOWHERE, TERM, Contexts, contexts
from claimlint.language.spelling.vocabulary import Vocabulary, article_vocabulary
from claimlint.late import dataclass
from claimlint.resources import data_path
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_CODE = frozenset("@/\\_#&=+~$%*<>|^" + PLACEHOLDER)
_SURE, _CERTAIN = 1, 3
"""Times a word must have been counted beside its neighbours to be no slip, and beside each to be not confused."""
_OFTEN = 4
"""Times an article uses a word that it means."""
_UNSEEN = 0.5


@dataclass(frozen=True, slots=True)
class WrongWord:
    """A word that was probably meant to be another."""

    span: Span
    word: str
    meant: str
    """In the case of the word."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word that may be wrong, with what stands around it: numbers of words and tags, two on each side."""

    word: int
    words: tuple[int, ...]
    tags: tuple[int, ...]
    lower: str
    meant: tuple[tuple[int, int], ...]
    """The words that may have been meant, with their kinds; never empty."""


def find_wrong_words(analysis: Analysis, least: float, least_confused: float) -> tuple[WrongWord, ...]:
    """Return the words for which another scores enough, in reading order.

    ``least`` is asked of slips of the pen, ``least_confused`` of words that sound alike or that people confuse.
    """
    from claimlint.language.spelling.wrong_word_bounds import promising

    article, wanted = Article(analysis), (least, least_confused)
    found = []
    for index, place in article.places():
        scores = [
            (weights(kind).sum(article.evidence(place, other, kind)) - wanted[bool(kind)], other)
            for other, kind in promising(article, place, wanted)
        ]
        if not scores:
            continue
        score, meant = max(scores)
        if score >= 0:
            start, form = analysis.tokens.starts[index], analysis.tokens.forms[index]
            word = article.table.spelt(meant)
            word = word.capitalize() if form[:1].isupper() else word
            found.append(WrongWord(Span(start, start + len(form)), form, word))
    return tuple(found)


class Article:
    """The words of one article as numbers, and what speaks for another word at each place."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.table: Contexts = contexts()
        self.vocabulary: Vocabulary = article_vocabulary(analysis)
        self.counts = analysis.word_counts
        self._words, self._tags, self._tokens = self._laid_out()

    def _laid_out(self) -> tuple[tuple[int, ...], ...]:
        """Lay the words out in a line, with what stands between them, two stops at each end; with tags and tokens."""
        text, tokens = self.analysis.text, self.analysis.tokens
        stop = (START_MARK, START_MARK, NOWHERE)
        numbers, small = number_memory(), tag_memory()
        line = [stop, stop]
        last, tag = 0, START_MARK
        for index, (start, form, lower) in enumerate(zip(tokens.starts, tokens.forms, tokens.lower, strict=True)):
            gap = text[last:start]
            if gap != " " and index:
                tag = mark(gap)
                line.append((tag, tag, NOWHERE))
            word = numbers[lower]
            plain = form == lower or tag == START_MARK
            tag = small[lower] if plain else tag_of(lower, word, form[0].isupper())
            line.append((word, tag, index))
            last = start + len(form)
        line += [stop, stop]
        words, tags, places = zip(*line, strict=True)
        return words, tags, places

    def places(self) -> Iterator[tuple[int, Place]]:
        """Yield every word that may be wrong with its token's index."""
        words, tags, tokens = self._words, self._tags, self._tokens
        forms, lower = self.analysis.tokens.forms, self.analysis.tokens.lower
        beside, counts = self.table.beside, self.counts
        starts, kinds = self.table.columns["near_starts"], self.table.columns["near_kinds"]
        for at in range(2, len(words) - 2):
            index, word = tokens[at], words[at]
            if index < 0 or word < 0 or starts[word] == starts[word + 1] or counts[lower[index]] >= _OFTEN:
                continue
            left, right = words[at - 1], words[at + 1]
            if left == HYPHEN_MARK or right == HYPHEN_MARK:
                continue
            before, confused = beside(left, word), kinds[starts[word]]
            if before > _SURE and not confused:
                continue
            after = beside(word, right)
            slips = before + after <= _SURE
            if not slips and (not confused or min(before, after) >= _CERTAIN):
                continue
            meant = likelier(word, left, tags[at - 1], slips=slips)
            if meant and self._plain(at, forms[index], lower[index]):
                around = tags[at - 2], tags[at - 1], tags[at + 1], tags[at + 2]
                yield index, Place(word, (words[at - 2], left, right, words[at + 2]), around, lower[index], meant)

    def _plain(self, at: int, form: str, lower: str) -> bool:
        """Tell whether a word is no name, no piece of an address, no part of a heading and none of the project's."""
        start = self.analysis.tokens.starts[self._tokens[at]]
        if _in_address(self.analysis.text, start, start + len(form)):
            return False
        if not form.islower():
            if not form.istitle() or self._tags[at - 1] != START_MARK or self._tags[at + 1] == NAME_TAG:
                return False
            if form in self.vocabulary.words or lower in word_classes()["names"]:
                return False
        if lower in self.vocabulary.own:
            return False
        block = self.analysis.document.block_at(start)
        return block is None or block.kind not in ("heading", "title")

    def evidence(self, place: Place, other: int, kind: int) -> tuple[float, ...]:
        """Return what speaks for another word, in the order of ``FEATURES``."""
        word, lower = place.word, place.lower
        left_other, other_right = self.beside(place, other)
        left_word, word_right = self.beside(place, word)
        other_lower = spelt(other)
        meant = self.counts[other_lower]
        return (
            *fixed_evidence(word, other, kind),
            self.left(place, other, left_other) - self.left(place, word, left_word),
            self.right(place, other, other_right) - self.right(place, word, word_right),
            self.order(place, other) - self.order(place, word),
            self.before(place, other) - self.before(place, word),
            log1p(left_other),
            log1p(other_right),
            log1p(self.apart(place, other)),
            min(self.apart(place, word), 3.0),
            min(left_word, 3.0),
            min(word_right, 3.0),
            min(self.counts[lower] - 1.0, 3.0),
            float(self.counts[lower] > 1),
            min(meant, 3.0),
            float(meant > 0),
            float(self._related(lower, other_lower)),
        )

    def beside(self, place: Place, word: int) -> tuple[float, float]:
        """Return how often a word was counted after the left neighbour of a place, and before the right one."""
        _, left, right, _ = place.words
        return self._beside(left, word, left), self._beside(word, right, right)

    def apart(self, place: Place, word: int) -> float:
        """Return how often a word was counted with one word between it and the outer neighbours of a place."""
        first, _, _, last = place.words
        return self.table.apart(first, word) + self.table.apart(word, last)

    def _beside(self, left: int, right: int, neighbour: int) -> float:
        """Return how often two words were counted side by side, the neighbour in either number."""
        seen = self.table.beside(left, right)
        form = self.table.other_number(neighbour)
        if form < 0:
            return seen
        return seen + 0.5 * (self.table.beside(form, right) if neighbour == left else self.table.beside(left, form))

    def left(self, place: Place, word: int, seen: float) -> float:
        return log(seen + WORD_WEIGHT * after_tag(place.tags[1], word))

    def right(self, place: Place, word: int, seen: float) -> float:
        right, tag = place.words[2], place.tags[2]
        chance = before_tag(word, tag) * rate(right) / share(tag)
        return log((seen + WORD_WEIGHT * chance) / (self.table.total(word) + WORD_WEIGHT))

    def before(self, place: Place, word: int) -> float:
        return log_of_tag_before(place.tags[1], word)

    def order(self, place: Place, word: int) -> float:
        """Return the log of the chance of the parts of speech around a place, with those of a word in it."""
        return order(*place.tags, int(self.table.columns["tags"][word]))

    def _related(self, lower: str, other: str) -> bool:
        """Tell whether the article has another form of the word written, which is not the word that may be meant."""
        stem = lower.removesuffix("s").removesuffix("e")
        forms = {stem + ending for ending in ("", "s", "es", "e", "ed", "ing")} - {lower, other}
        return len(stem) > 2 and any(form in self.counts for form in forms)


FIXED_FEATURES = (
    "constant", "commoner", "commoner_in_health", "health", "level", "other_level", "length", "short", "grammar",
    "other_grammar", "term", "longer", "shorter", "alike", "confused",
)  # fmt: skip
FEATURES = (
    *FIXED_FEATURES, "left", "right", "order", "before", "left_seen", "right_seen", "apart_seen", "apart_word",
    "left_word", "right_word", "repeated", "twice", "elsewhere", "found", "related",
)  # fmt: skip
"""Names of what speaks for another word; the fixed come first, which are the same wherever the two words stand."""


@lru_cache(maxsize=1 << 15)
def fixed_evidence(word: int, other: int, kind: int) -> tuple[float, ...]:
    """Return what speaks for another word wherever it stands, in the order of ``FIXED_FEATURES``."""
    table, lower, other_lower = contexts(), spelt(word), spelt(other)
    levels = table.columns["levels"]
    level, other_level, length = levels[word], levels[other], len(lower)
    return (
        1.0,
        log(rate(other) / rate(word)),
        log((table.in_health(other) + _UNSEEN) / (table.in_health(word) + _UNSEEN)),
        log1p(table.in_health(other)),
        float(level & LEVEL),
        float(other_level & LEVEL),
        min(length, 9.0),
        float(length <= 3),
        float(bool(level & CLOSED)),
        float(bool(other_level & CLOSED)),
        float(bool(level & TERM)),
        float(length < len(other_lower)),
        float(length > len(other_lower)),
        float(kind == ALIKE),
        float(kind == CONFUSED),
    )


@dataclass(frozen=True)
class Weights:
    """What each piece of evidence counts."""

    values: tuple[float, ...]

    @cached_property
    def by_name(self) -> Mapping[str, float]:
        return dict(zip(FEATURES, self.values, strict=True))

    def sum(self, evidence: tuple[float, ...]) -> float:
        """Return the log of the odds that another word was meant, as far as the planted errors tell."""
        return sum(map(float.__mul__, self.values, evidence))


def weights(kind: int) -> Weights:
    """Return the weights for slips of the pen (kind 0) or for words that are confused."""
    return _weights()[bool(kind)]


@cache
def _weights() -> tuple[Weights, Weights]:
    rows = [
        line.split() for line in data_path("data/wrong-words.txt").read_text("utf-8").splitlines() if line[:1] != "#"
    ]
    values = {name: (float(slip), float(confused)) for name, slip, confused in rows}
    slips, confused = zip(*(values[name] for name in FEATURES), strict=True)
    return Weights(slips), Weights(confused)


def _in_address(text: str, start: int, end: int) -> bool:
    """Tell whether what touches a word shows that it is a piece of an address, a formula or a code."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 2]
    if (after[:1] == "." and after[1:].isalnum()) or (before == "." and text[start - 2 : start - 1].isalnum()):
        return True
    return any(char in _CODE or char.isdigit() for char in before + after[:1])
