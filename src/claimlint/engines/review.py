"""Which blocks of an article another engine is given, and which of its remarks count.

Other people's words, code, addresses and references are not the writer's to correct, and
a word that our vocabulary or the project's knows is no mistake.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from claimlint.document import PLACEHOLDER, Block
from claimlint.engines.remark import Remark
from claimlint.language.analysis import Analysis
from claimlint.language.evidence.reference_list import read_references
from claimlint.language.spelling.morphology import derived, inflected, regular_form
from claimlint.language.spelling.suggest import edit_distance
from claimlint.language.spelling.vocabulary import Vocabulary, article_vocabulary
from claimlint.language.text.quotes import find_quotations
from claimlint.language.text.tokens import tokenize
from claimlint.source import Span

_OFTEN = 3
"""A word that an article writes so often is one of its terms."""
_LONG = 7
_TECHNICAL = frozenset("-@/\\_#&=+~$%*<>|^0123456789" + PLACEHOLDER)


def readable_blocks(analysis: Analysis) -> list[Block]:
    """Return the blocks whose words are the writer's own: no block quotations, no references."""
    references = read_references(analysis.document)
    section = references.section
    return [
        block
        for block in analysis.document.blocks
        if not block.quoted and not block.label and not (section and section.contains(block.span))
    ]


class Review:
    """Weighs the remarks of an engine on one article."""

    def __init__(self, analysis: Analysis, *, english: bool = True) -> None:
        self._analysis = analysis
        self._english = english

    def counting(self, remarks: Iterable[Remark]) -> Iterator[Remark]:
        """Yield the remarks that count, in reading order, each place once."""
        last = Span(0, 0)
        # The longest first, and of two of the same words the one that says more than "unknown".
        for remark in sorted(remarks, key=lambda item: (item.span.start, -item.span.end, item.unknown_word)):
            if not remark.span.overlaps(last) and self._counts(remark):
                last = remark.span
                yield remark

    def _counts(self, remark: Remark) -> bool:
        words = self._analysis.document.prose(remark.span)
        if not words.strip() or PLACEHOLDER in words or "\n" in words or self._is_quoted(remark.span):
            return False
        return not remark.unknown_word or self._is_typo(remark, words)

    def _is_quoted(self, span: Span) -> bool:
        index = bisect_right(self._quotations, span.start, key=lambda quoted: quoted.start) - 1
        return any(quoted.overlaps(span) for quoted in self._quotations[max(index, 0) : index + 2])

    @cached_property
    def _quotations(self) -> list[Span]:
        return [item.span for item in find_quotations(self._analysis.document) if not item.scare]

    def _is_typo(self, remark: Remark, words: str) -> bool:
        """Tell whether a word that an engine's dictionary lacks is neither known nor a name nor a term."""
        forms = [form.removesuffix("'s") for form in tokenize(words).forms]
        if not self._english:
            return not forms or any(form.lower() not in self._vocabulary.own for form in forms)
        text, span = self._analysis.text, remark.span
        beside = text[max(span.start - 1, 0) : span.start] + text[span.end : span.end + 1]
        if _TECHNICAL.intersection(beside + words):
            return False
        return any(not self._is_right(form) for form in forms) and _is_slip(words, remark.suggestions)

    def _is_right(self, form: str) -> bool:
        """Tell whether a word is known or built right, is a name, or a term that the article repeats."""
        lower = form.lower()
        if len(form) < 2 or not form.islower() or self._analysis.word_counts[lower] >= _OFTEN:
            return True
        return self._vocabulary.knows(form) or self._is_built_right(lower)

    def _is_built_right(self, word: str) -> bool:
        known = self._vocabulary
        return bool(
            inflected(word, lambda base: base in known.terms or base in known.own)
            or regular_form(word, known)
            or derived(word, known)
        )

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return article_vocabulary(self._analysis)


def _is_slip(words: str, suggestions: tuple[str, ...]) -> bool:
    """Tell whether the likeliest word lies a slip away, or two from a long word: what has no such word is a term."""
    limit = 1 if len(words) < _LONG else 2
    return bool(suggestions) and edit_distance(words.lower(), suggestions[0].lower(), limit) <= limit
