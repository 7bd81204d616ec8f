"""Which blocks of an article another engine is given, and which of its remarks count.

Other people's words, code, addresses and references are not the writer's to correct, and
a word that our vocabulary or the project's knows is no mistake.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from claimlint.document import PLACEHOLDER, Block
from claimlint.engines.remark import Remark
from claimlint.language.analysis import Analysis
from claimlint.language.evidence.reference_list import read_references
from claimlint.language.spelling.morphology import derived, inflected, regular_form
from claimlint.language.spelling.vocabulary import Vocabulary, article_vocabulary
from claimlint.language.text.quotes import find_quotations
from claimlint.language.text.tokens import tokenize
from claimlint.source import Span

_OFTEN = 3
"""A word that an article writes so often is one of its terms."""
_TECHNICAL = frozenset("@/\\_#&=+~$%*<>|^0123456789" + PLACEHOLDER)


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
        return not remark.unknown_word or not self._is_known(remark.span, words)

    def _is_quoted(self, span: Span) -> bool:
        index = bisect_right(self._quotations, span.start, key=lambda quoted: quoted.start) - 1
        return any(quoted.overlaps(span) for quoted in self._quotations[max(index, 0) : index + 2])

    @cached_property
    def _quotations(self) -> list[Span]:
        return [item.span for item in find_quotations(self._analysis.document) if not item.scare]

    def _is_known(self, span: Span, words: str) -> bool:
        """Tell whether a word that an engine's dictionary lacks is known, a name, or a term of the article."""
        text = self._analysis.text
        if text[span.start - 1 : span.start] in _TECHNICAL or text[span.end : span.end + 1] in _TECHNICAL:
            return True
        forms = tokenize(words).forms
        return not forms or _TECHNICAL.intersection(words) != set() or all(map(self._excused, forms))

    def _excused(self, form: str) -> bool:
        if not self._english:
            return form.lower() in self._vocabulary.own
        stem = form[:-2] if form.endswith("'s") else form
        lower = stem.lower()
        if self._vocabulary.knows(stem) or self._counts_of_words[lower] >= _OFTEN:
            return True
        return not stem.islower() or self._is_built_right(lower)

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

    @cached_property
    def _counts_of_words(self) -> Counter[str]:
        return self._analysis.word_counts
