"""Sentences: the units in which negation, hedges and evidence have their say."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.document import Document
from claimlint.language.text.abbreviations import (
    ALWAYS_INSIDE,
    BEFORE_NUMBERS,
    LETTER_NAMES,
    MAY_END,
    MONTHS,
    NAME_PARTS,
    OPENERS,
    WEEKDAYS_AND_MONTHS,
)
from claimlint.late import dataclass, regex
from claimlint.source import Span

# Where a sentence may end: a terminator with what closes after it (brackets, quotes, reference marks), then a
# space; or a terminator between a small letter and a capitalised word where the space was forgotten.
_CANDIDATE = regex(
    r"[.!?\u2026](?<![.!?\u2026].)[.!?\u2026]*+"
    r"(?:[\"')\]\u201d\u2019\u00bb*]|\[\d{1,3}(?:[,\u2013-] ?\d{1,3})*\]|[\u00b2\u00b3\u00b9\u2070-\u2079]"
    r"|(?<=[a-z)]\.)\d{1,2}(?:[,\u2013-]\d{1,2})*(?= [A-Z]))*+"
    r"(?= |(?<=[a-z]{3}[.!?])[A-Z][a-z]+[ ,'])"
)
_NEXT = regex(r" ?([\"'(\[\u201c\u2018\u00ab\u00bf\u00a1]*)([^\W\d_]+(?:'[a-z]+)?|.|$)")
_LONGEST = 3000
"""Code points; a table or a list without a full stop may be longer, a sentence is not."""
_OPENING = "\"'([{\u201c\u2018\u00ab<*-\u2013\u2014/,;:"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block; spans in the prose."""

    span: Span
    block: int
    """Index into ``Document.blocks``."""


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Split every block of a document into sentences, without the spaces between them.

    Spans are half-open code points of the prose; they ascend, are never empty and never cross a block.
    """
    return tuple(_split(document))


def _split(document: Document) -> Iterator[Sentence]:
    text = document.text
    # No candidate crosses a block, so that one pass over the text serves all of them.
    candidates = _CANDIDATE.finditer(text)
    candidate = next(candidates, None)
    for index, block in enumerate(document.blocks):
        start, limit = block.span.start, block.span.end
        while candidate is not None and candidate.start() < limit:
            stop, end = candidate.span()
            candidate = next(candidates, None)
            if start <= stop and end < limit and _ends(text, start, stop, end):
                for span in _cut(text, start, end):
                    yield Sentence(span, index)
                start = end + 1 if text[end] == " " else end
        if start < limit:
            for span in _cut(text, start, limit):
                yield Sentence(span, index)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, in pieces where it is too long to be one: some readers take time squared in its words."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        if space < 0:
            space = text.find(" ", start + _LONGEST, end)
        if space < 0:
            break
        yield Span(start, space)
        start = space + 1
    yield Span(start, end)


def _ends(text: str, start: int, stop: int, end: int) -> bool:
    """Tell whether the terminator at ``stop``, closed at ``end``, ends the sentence begun at ``start``."""
    following = _NEXT.match(text, end)
    opening, word = (following[1], following[2]) if following else ("", "")
    if not word:
        return False
    first = word[0]
    if text[stop] != "." or (end - stop > 1 and text[stop + 1] in ".!?\u2026"):
        return not first.islower() and (first.isalnum() or bool(opening) or first not in "-\u2013\u2014,;:)&=")
    if first in "-\u2013\u2014,;:)&=+%/<>":
        return False
    return _full_stop(text, start, stop, end, word)


def _full_stop(text: str, start: int, stop: int, end: int, word: str) -> bool:
    """Judge a full stop by the word before it and the word after it."""
    space = text.rfind(" ", start, stop)
    before = text[space + 1 if space >= 0 else start : stop].lstrip(_OPENING)
    lower, first = before.lower(), word[0]
    if lower in ALWAYS_INSIDE:
        return False
    if not before or (before.isdigit() and stop - len(before) <= start + 1):
        return False
    opener = first.isupper() and word.lower() in OPENERS
    if first.islower():
        return _sentence_in_small_letters(before, lower, word) or (end == stop + 1 and text[end] != " ")
    if lower in BEFORE_NUMBERS:
        return not (first.isdigit() or first in "#$" or (lower in MONTHS and not opener)) and before != "p"
    if len(before) == 1 and before.isalpha() and before.isupper():
        return opener or _word_before(text, start, space) in LETTER_NAMES
    if "." in before and before[-1].isalpha() and not before.endswith(".com"):
        return _after_dotted(before, word, opener)
    if lower in NAME_PARTS and (before[0].isupper() or lower == "al"):
        return opener
    return not (lower in MAY_END and not first.isupper())


def _sentence_in_small_letters(before: str, lower: str, word: str) -> bool:
    """Tell whether a small letter may open a sentence: ``mRNA``, or a text that shuns capitals."""
    if any(char.isupper() for char in word):
        return True
    plain = len(before) > 3 and before.isalpha() and before.islower()
    return plain and lower not in NAME_PARTS and lower not in MAY_END and lower not in BEFORE_NUMBERS


def _after_dotted(before: str, word: str, opener: bool) -> bool:
    """Judge what follows ``U.S.``, ``b.i.d.``, ``Ph.D.`` or ``a.m.``."""
    pieces = before.split(".")
    if max(len(piece) for piece in pieces) > 3:
        return not word[0].islower()
    if before[0].isupper():
        return opener
    return word[0].isupper() and word.lower() not in WEEKDAYS_AND_MONTHS


def _word_before(text: str, start: int, space: int) -> str:
    return text[max(text.rfind(" ", start, max(space, 0)) + 1, start) : max(space, 0)].lower()
