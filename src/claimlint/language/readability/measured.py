"""What readability formulas read: the prose an article's writer answers for, sentence by sentence, and its counts.

Left out are references, footnotes, quotations, code and metadata. Headings, list items,
captions and table cells are units of their own: each ends with a full stop of its own,
so that it does not melt into the next sentence, and one under three words is left out,
because textstat would count its words but no sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from claimlint.language.evidence.reference_list import read_references
from claimlint.language.readability.formulas import Counts, flesch_kincaid, score_of
from claimlint.language.readability.syllables import syllable_counts
from claimlint.late import dataclass, regex
from claimlint.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from claimlint.language.analysis import Analysis

_KINDS = frozenset({"paragraph", "item", "heading", "caption", "cell"})
_REGIONS = frozenset({"footer", "footnote", "header"})
_NOT_WORDS = regex(r"\ufffc|(?:https?://|www\.)\S+?(?=[.,;:!?)\]]*(?:\s|$))|\[\d{1,3}(?:[,\u2013 -]+\d{1,3})*\]")
_CLOSERS = " \"')]*\u201d\u2019\u00bb"
_TERMINATORS_ENDING = (".", "!", "?")
# textstat's own rules, in its order: apostrophes that belong to no contraction go, then all other marks.
_APOSTROPHES = regex(r"'(?![tsd]|ve|ll|re)")
_MARKS = regex(r"[^\w\s'.!?]+")
_TERMINATORS = regex(r"[.!?]+")
_NO_TERMINATORS = str.maketrans("", "", ".!?")
_COMMON_MARKS = "\u201c\u201d\u2018\u2013\u2014\u2026"
_NO_ASCII_MARKS = str.maketrans("", "", '"#$%&()*+,-/:;<=>@[\\]^`{|}~')
_LONG_WORD = 4
_LANGUAGES = {"en": "en_US"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the formulas read it."""

    span: Span
    """In the prose."""
    text: str
    """Ends with a terminator and holds no line feed."""
    kind: str
    """Of its block."""


class Measured(NamedTuple):
    """Counts of one line, as textstat would count them in the whole."""

    text: str
    """Its words in lower case, without punctuation; kept whole, because as objects they take five times as much."""
    size: int
    """How many words."""
    sentences: int
    """Stretches of three words or more between full stops, which may be none or several."""
    syllables: int

    @property
    def words(self) -> list[str]:
        return self.text.split()


class Readability:
    """The readable prose of one article and what formulas say of it, counted once."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        tag = analysis.document.language.partition("-")[0]
        self.language = _LANGUAGES.get(tag, tag)
        self._syllables = syllable_counts(self.language)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The writer's own sentences, in reading order."""
        return tuple(_select(self._analysis))

    @cached_property
    def _starts(self) -> list[int]:
        return [line.span.start for line in self.lines]

    def holds(self, span: Span) -> bool:
        """Tell whether a place of the prose is among the writer's own sentences."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self.lines[index].span.end

    def quoted_words(self, line: Line) -> int:
        """Count the words of a line that stand in quotation marks."""
        text, quotations, count = self._analysis.text, self._analysis.readings.quotations, 0
        # Quotations ascend: from the first that ends behind the line's start to the last that begins before its end.
        for index in range(bisect_right(quotations, line.span.start, key=lambda item: item.span.end), len(quotations)):
            quotation = quotations[index]
            if quotation.span.start >= line.span.end:
                break
            start, end = max(quotation.span.start, line.span.start), min(quotation.span.end, line.span.end)
            count += len(text[start:end].split())
        return count

    @property
    def text(self) -> str:
        """What textstat would be given."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """The counts of each line; their sums are the counts of the text."""
        if not self.lines:
            return ()
        clean = _without_marks(self.text)
        syllables = self._syllables.__getitem__
        found = []
        for line, bare in zip(clean.split("\n"), clean.lower().translate(_NO_TERMINATORS).split("\n"), strict=True):
            words = bare.split()
            found.append(Measured(bare, len(words), _sentences(line, len(words)), sum(map(syllables, words))))
        return tuple(found)

    def counts(self, without: frozenset[int] = frozenset()) -> Counts:
        """Return the counts of the text, or of what is left of it without some lines."""
        words, sentences, syllables = self._sums
        for index in without:
            item = self.measured[index]
            words, sentences, syllables = words - item.size, sentences - item.sentences, syllables - item.syllables
        return Counts(words, max(1, sentences), syllables)

    @cached_property
    def _sums(self) -> tuple[int, int, int]:
        """Words, sentences and syllables of all lines."""
        lines = self.measured
        return (
            sum([item.size for item in lines]),
            sum([item.sentences for item in lines]),
            sum([item.syllables for item in lines]),
        )

    def score(self, formula: str, without: frozenset[int] = frozenset()) -> float:
        """Return what a formula says, as textstat gives it; 0 for a text without words."""

        def text() -> str:
            return "\n".join(line.text for index, line in enumerate(self.lines) if index not in without)

        def words() -> list[str]:
            return [word for index, item in enumerate(self.measured) if index not in without for word in item.words]

        return score_of(formula, self.counts(without), words, text, self.language)

    def hardest(self, limit: int) -> tuple[int, ...]:
        """Return the lines that raise the grade most, the worst first.

        A line's weight is what the Flesch-Kincaid grade would lose without it.
        """
        total = self.counts()
        grade, weights = total.grade, []
        for index, item in enumerate(self.measured):
            words, sentences = total.words - item.size, total.sentences - item.sentences
            if words > 0 and sentences > 0 and item.sentences:
                rest = flesch_kincaid(words, sentences, total.syllables - item.syllables)
                weights.append((grade - rest, -index))
        weights.sort(reverse=True)
        return tuple(-index for weight, index in weights[:limit] if weight > 0)

    def hardest_words(self, limit: int) -> tuple[str, ...]:
        """Return the long words that add most syllables, the worst first."""
        words = "\n".join([item.text for item in self.measured]).split()
        times = Counter([word for word in words if len(word) > 2 * _LONG_WORD])
        weights = [((self._syllables[word] - 1) * count, word) for word, count in times.items() if word.isalpha()]
        weights = [(weight, word) for weight, word in weights if self._syllables[word] >= _LONG_WORD]
        weights.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(word for _, word in weights[:limit])


def _without_marks(text: str) -> str:
    """Take out what textstat takes out of a text before it counts words, but for the ends of sentences."""
    text = _APOSTROPHES.sub("", text)
    # The commonest marks go first: what is left is mostly ASCII, which is translated ten times faster than searched.
    for mark in _COMMON_MARKS:
        text = text.replace(mark, "")
    return text.translate(_NO_ASCII_MARKS) if text.isascii() else _MARKS.sub("", text)


def _sentences(line: str, words: int) -> int:
    """Count the sentences of a line as textstat does: stretches between terminators, those of one or two words not."""
    core = line.rstrip(" .!?")
    if "." not in core and "!" not in core and "?" not in core:
        return int(words > 2)
    return sum(len(piece.split()) > 2 for piece in _TERMINATORS.split(line))


def _select(analysis: Analysis) -> list[Line]:
    """Return the sentences that are the writer's own prose."""
    blocks, text = analysis.document.blocks, analysis.text
    references = read_references(analysis.document).section
    quoted = _quoted(analysis)
    lines = []
    for sentence in analysis.sentences:
        block, span = blocks[sentence.block], sentence.span
        if block.kind not in _KINDS or block.quoted or block.label or block.region in _REGIONS:
            continue
        if (references and references.overlaps(span)) or quoted(span):
            continue
        words = text[span.start : span.end]
        if "\ufffc" in words or "[" in words or "//" in words or "www." in words:
            words = _NOT_WORDS.sub("", words)
        if block.kind != "paragraph" and words.count(" ") < 2:
            continue
        ended = words.rstrip(_CLOSERS).endswith(_TERMINATORS_ENDING)
        lines.append(Line(span, words if ended else f"{words}.", block.kind))
    return lines


def _quoted(analysis: Analysis) -> Callable[[Span], bool]:
    """Return a test whether most of a span stands in quotation marks."""
    quotations = [quotation.span for quotation in analysis.readings.quotations if not quotation.scare]

    def mostly(span: Span) -> bool:
        inside = 0
        for index in range(bisect_right(quotations, span.start, key=lambda item: item.end), len(quotations)):
            quotation = quotations[index]
            if quotation.start >= span.end:
                break
            inside += min(quotation.end, span.end) - max(quotation.start, span.start)
        return inside * 2 > span.length

    return mostly
