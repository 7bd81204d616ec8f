"""Sentences: the units in which negation, hedges and evidence have their say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimlint.document import Document
from claimlint.source import Span

_END = re.compile(r"[.!?]+[\"')\]\u201d]*(?= +[\"'(\[\u201c]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one block; spans in the prose."""

    span: Span
    block: int
    """Index into ``Document.blocks``."""


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Split every block of a document into sentences, without the spaces between them."""
    return tuple(
        Sentence(span, index)
        for index, block in enumerate(document.blocks)
        for span in _split(document.text, block.span)
    )


def _split(text: str, span: Span) -> list[Span]:
    spans, start = [], span.start
    for end in _END.finditer(text, span.start, span.end):
        spans.append(Span(start, end.end()))
        start = end.end() + 1
    if start < span.end:
        spans.append(Span(start, span.end))
    return spans
