"""One sentence as the shields read it: its words, its clauses and the cues found in it.

A ``Reading`` is made only for sentences in which a rule has found something, and once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from claimlint.document import Block, Document
from claimlint.language.standing.cues import Hit, cue_table
from claimlint.language.text.quotes import Quotation, find_quotations
from claimlint.language.text.sentences import Sentence
from claimlint.language.text.words import Words, word_set
from claimlint.late import dataclass
from claimlint.source import Span

_BREAKING_GAP = frozenset(";:()[]\u2013\u2014")
_CONJUNCTIONS = word_set("but however although though whereas because unless except yet until nevertheless nor")
_SUBJECTS = word_set("it they he she we you i the this that these those there our your its their his her my a an")
_PRONOUNS = word_set("it they he she we you i")
_RELATIVES = word_set("which who whose where when")


@dataclass(frozen=True)
class Reading:
    """The words of one sentence; indices count from its first word."""

    index: int
    sentence: Sentence
    block: Block
    text: str
    """The sentence as written."""
    words: Sequence[str]
    starts: Sequence[int]
    """Offset of each word in the prose."""
    gaps: Sequence[str]
    """``gaps[i]`` stands before word ``i``; one more than words."""

    def word_at(self, offset: int) -> int:
        """Return the index of the word at a prose offset, or of the first one after it."""
        for i, start in enumerate(self.starts):
            if offset < start + len(self.words[i]):
                return i
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Return the prose span of the words ``first`` up to, not including, ``last``."""
        return Span(self.starts[first], self.starts[last - 1] + len(self.words[last - 1]))

    def written(self, first: int, last: int) -> str:
        """Return those words as written, with what stands between them."""
        if first >= last:
            return ""
        base, span = self.sentence.span.start, self.span(first, last)
        return self.text[span.start - base : span.end - base]

    def capital(self, i: int) -> bool:
        """Whether a word is written with a capital."""
        return self.text[self.starts[i] - self.sentence.span.start].isupper()

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Every cue in the sentence, in reading order."""
        return cue_table().find(self.words, self.gaps)

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Words before which a new clause begins, with 0 and the number of words as ends."""
        found, relative = [0], False
        for i in range(1, len(self.words)):
            gap, word = self.gaps[i], self.words[i]
            comma = "," in gap
            if not _BREAKING_GAP.isdisjoint(gap) or word in _CONJUNCTIONS or " - " in gap:
                found.append(i)
                relative = False
            elif comma and word in _RELATIVES:
                found.append(i)
                relative = True
            elif comma and relative:
                found.append(i)
                relative = False
            elif self._opens_clause(i, word, comma):
                found.append(i)
        found.append(len(self.words))
        return tuple(found)

    def _opens_clause(self, i: int, word: str, comma: bool) -> bool:
        """Tell whether a conjunction or a contrast opens a clause: a subject of its own follows."""
        after = self.words[i + 1] if i + 1 < len(self.words) else ""
        if word in ("just", "only"):
            return comma
        if word in ("and", "or"):
            return after in _SUBJECTS if comma else after in _PRONOUNS
        return word in ("so", "when", "whenever", "while") and after in _SUBJECTS

    def clause(self, i: int) -> tuple[int, int]:
        """Return the half-open range of words of the clause that holds word ``i``."""
        start, end = 0, len(self.words)
        for place in self.breaks:
            if place <= i:
                start = place
            else:
                end = place
                break
        return start, end

    def comma_after(self, i: int, limit: int) -> int:
        """Return the first word after word ``i`` that a comma precedes, or the limit."""
        return next((j for j in range(i + 1, limit) if "," in self.gaps[j]), limit)

    @property
    def question(self) -> bool:
        """Whether it ends with a question mark."""
        return self.text.rstrip("\"')\u201d\u2019]* ").endswith("?")


class Readings:
    """The readings of a document's sentences, each made when first asked for."""

    def __init__(self, document: Document, tokens: Words, sentences: tuple[Sentence, ...]) -> None:
        self._document = document
        self._tokens = tokens
        self._sentences = sentences
        self._made: dict[int, Reading] = {}

    def __getitem__(self, index: int) -> Reading:
        """Return the reading of the sentence with this index."""
        made = self._made.get(index)
        if made is None:
            made = self._made[index] = self._make(index)
        return made

    def __len__(self) -> int:
        return len(self._sentences)

    def get(self, index: int, block: int) -> Reading | None:
        """Return the reading of a sentence if there is one and it stands in this block."""
        if 0 <= index < len(self._sentences) and self._sentences[index].block == block:
            return self[index]
        return None

    def _make(self, index: int) -> Reading:
        sentence, tokens = self._sentences[index], self._tokens
        first, last = tokens.range(sentence.span)
        return Reading(
            index=index,
            sentence=sentence,
            block=self._document.blocks[sentence.block],
            text=self._document.text[sentence.span.start : sentence.span.end],
            words=tokens.words[first:last],
            starts=tokens.starts[first:last],
            gaps=_gaps(self._document.text, sentence.span, tokens, first, last),
        )

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every quotation of the document, in reading order."""
        return find_quotations(self._document)

    @property
    def document(self) -> Document:
        return self._document


def _gaps(text: str, span: Span, tokens: Words, first: int, last: int) -> list[str]:
    """Return the gaps of a sentence, its first and last cut at its ends."""
    if first == last:
        return [text[span.start : span.end]]
    gaps = tokens.gaps[first : last + 1]
    gaps[0] = text[span.start : tokens.starts[first]]
    gaps[-1] = text[tokens.end(last - 1) : span.end]
    return gaps
