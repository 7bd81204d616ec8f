"""A document's prose with its sentences, words and tokens, and what stands where in it, derived on first use.

Every part of ``language`` may ask this of an article; ``analysis`` adds what the parts find out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from claimlint.document import Document
from claimlint.language.text.places import NOWHERE, Places
from claimlint.language.text.sentences import Sentence, split_sentences
from claimlint.language.text.tokens import Tokens, tokenize
from claimlint.language.text.words import Words, split_words
from claimlint.matcher import Haystack, Pattern, PatternSet
from claimlint.settings import Settings
from claimlint.source import Span

_DRAFTS = frozenset({"draft", "drafts", "_draft", "_drafts"})
"""Names of folders whose articles are not published."""


class ArticleText:
    """A document, the settings for it, and what can be told of its text without knowing what it means.

    ``patterns`` is the set of all patterns of the ruleset: one pass tells which
    of them occur at all, so that asking for one that does not costs nothing.
    """

    def __init__(
        self, document: Document, settings: Settings | None = None, patterns: PatternSet | None = None
    ) -> None:
        self.document = document
        self.settings = settings or Settings()
        self.haystack = Haystack(document.text)
        self._patterns = patterns
        self._found: dict[Pattern, Places] = {}

    @property
    def text(self) -> str:
        """The prose."""
        return self.document.text

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order; their spans ascend and never cross a block."""
        return split_sentences(self.document)

    @cached_property
    def words(self) -> Words:
        """All words of the prose, lower case, with their places and what stands between them."""
        return split_words(self.text)

    def words_in(self, span: Span) -> list[str]:
        """Return the words of a stretch of prose, in lower case."""
        return self.words.words[slice(*self.words.range(span))]

    @cached_property
    def tokens(self) -> Tokens:
        """All words as written, without figures and hyphens: what spelling reads."""
        return tokenize(self.text)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each of the tokens stands in the article, in lower case."""
        return Counter(self.tokens.lower)

    def sentence_index(self, offset: int) -> int:
        """Return the index of the sentence at a prose offset, or of the last one before it; -1 for none."""
        return bisect_right(self._sentence_starts, offset) - 1

    def sentence_at(self, offset: int) -> Sentence | None:
        index = self.sentence_index(offset)
        return self.sentences[index] if index >= 0 else None

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that begin inside a stretch of prose."""
        starts = self._sentence_starts
        return self.sentences[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def possible(self) -> frozenset[int]:
        """Numbers of the ruleset's patterns that the text may hold: one look at each of its words tells."""
        return self._patterns.possible(self.haystack) if self._patterns else frozenset()

    def find(self, pattern: Pattern) -> Sequence[Span]:
        """Return every place where a pattern stands, none of which crosses a block."""
        return self._places(pattern)

    def _places(self, pattern: Pattern) -> Places:
        found = self._found.get(pattern)
        if found is None:
            found = self._found[pattern] = self._search(pattern)
        return found

    def _search(self, pattern: Pattern) -> Places:
        index = self._patterns.indices.get(pattern) if self._patterns else None
        if index is not None and index not in self.possible:
            return NOWHERE
        text = self.text
        return Places(
            (start, end)
            for start, end in pattern.finditer(self.haystack)
            if start < end and text.find("\n", start, end) < 0
        )

    def found_in(self, pattern: Pattern, around: Span) -> list[Span]:
        """Return the places where a pattern stands that overlap a stretch of prose."""
        return self._places(pattern).within(around)

    def around(self, span: Span, reach: str) -> Span:
        """Return the sentence, the neighbours (one sentence each side in the block), the block or the document."""
        block = self.document.block_at(span.start)
        if reach == "document" or block is None:
            return Span(0, len(self.text))
        if reach == "block":
            return block.span
        step = 1 if reach == "neighbours" else 0
        first = max(self.sentence_index(span.start) - step, 0)
        last = min(self.sentence_index(max(span.end - 1, span.start)) + step, len(self.sentences) - 1)
        start, end = self.sentences[first].span.start, self.sentences[last].span.end
        return Span(max(start, block.span.start), max(min(end, block.span.end), start))

    @cached_property
    def word_count(self) -> int:
        """Words of prose, as white space separates them."""
        return len(self.text.split())

    @cached_property
    def draft(self) -> bool:
        """Whether the article says that it is not published yet, or lies in a folder for drafts."""
        if _DRAFTS.intersection(self.document.source.path.replace("\\", "/").lower().split("/")[:-1]):
            return True
        field = self.document.field("draft", "published", "status")
        if field is None:
            return False
        value = str(field.value).strip().lower()
        return value in ("true", "yes", "draft") if field.name != "published" else value in ("false", "no")

    @cached_property
    def head(self) -> Span | None:
        """The first heading of level 1, else the title, else a heading, else the first words; None without prose."""
        blocks = self.document.blocks
        for kind, level in (("heading", 1), ("title", 6), ("heading", 6)):
            for block in blocks[:20]:
                if block.kind == kind and block.level <= level:
                    return block.span
        first = next((item for item in self.sentences if blocks[item.block].kind not in ("alt", "description")), None)
        return first.span if first else None
