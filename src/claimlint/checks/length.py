"""The kind ``length``: sentences, paragraphs and sections that go on for too long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar, Literal

from claimlint.document import Block
from claimlint.language.analysis import Analysis
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_SHOWN_WORDS = 6
_HEADINGS = ("heading", "title")
# A list written out as running text: its length is not what makes it hard.
_LIST = regex(r" - .* - |;.*;|(?: \d+ ?%.*){4}")


@dataclass(frozen=True)
class LengthCheck:
    """Reports a unit of text over a number of words, where it could be divided."""

    VALUES: ClassVar[tuple[str, ...]] = ("words", "limit")

    of: Literal["sentence", "paragraph", "section"] = field(
        metadata={"doc": "What is counted; a section is the text from one heading to the next."}
    )
    words: int = field(metadata={"doc": "Most words allowed."})

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        units = {"sentence": self._sentences, "paragraph": self._paragraphs, "section": self._sections}
        for span, words in units[self.of](analysis):
            yield Match(span, {"words": str(words), "limit": str(self.words)})

    def _sentences(self, analysis: Analysis) -> Iterator[tuple[Span, int]]:
        for line in analysis.readability.lines:
            if line.kind == "paragraph" and line.text.count(" ") >= self.words and not _LIST.search(line.text):
                words = len(line.text.split()) - analysis.readability.quoted_words(line)
                if words > self.words:
                    yield line.span, words

    def _paragraphs(self, analysis: Analysis) -> Iterator[tuple[Span, int]]:
        """Point at the sentence nearest to the middle, where a new paragraph could begin."""
        for block in analysis.document.blocks:
            if block.kind != "paragraph" or block.quoted or block.region:
                continue
            words = analysis.text.count(" ", block.span.start, block.span.end) + 1
            if words > self.words:
                place = _middle_sentence(analysis, block)
                if place is not None:
                    yield place, words

    def _sections(self, analysis: Analysis) -> Iterator[tuple[Span, int]]:
        """Point at the paragraph nearest to the middle, where a heading could stand."""
        section: list[tuple[Block, int]] = []
        for block in analysis.document.blocks:
            if block.kind in _HEADINGS:
                yield from self._section(analysis, section)
                section = []
            elif block.kind in ("paragraph", "item") and not block.region:
                section.append((block, analysis.text.count(" ", block.span.start, block.span.end) + 1))
        yield from self._section(analysis, section)

    def _section(self, analysis: Analysis, section: list[tuple[Block, int]]) -> Iterator[tuple[Span, int]]:
        total = sum(words for _, words in section)
        if total <= self.words:
            return
        before = 0
        for block, words in section:
            if before * 2 >= total and block.kind == "paragraph":
                yield _first_words(analysis.text, block.span), total
                return
            before += words


def _middle_sentence(analysis: Analysis, block: Block) -> Span | None:
    """Return the first words of the sentence that begins nearest to the middle, None in a single sentence."""
    middle = (block.span.start + block.span.end) // 2
    first = analysis.sentence_index(block.span.start)
    last = analysis.sentence_index(block.span.end - 1)
    starts = [analysis.sentences[index].span for index in range(first + 1, last + 1)]
    if not starts:
        return None
    return _first_words(analysis.text, min(starts, key=lambda span: abs(span.start - middle)))


def _first_words(text: str, span: Span) -> Span:
    end = span.start
    for _ in range(_SHOWN_WORDS):
        space = text.find(" ", end + 1, span.end)
        if space < 0:
            return span
        end = space
    return Span(span.start, end)
