"""A parser for SubRip subtitles (``.srt``): what is said is prose, numbers and times are not."""

from __future__ import annotations

import re

from claimlint.document import Document
from claimlint.prose import ProseBuilder
from claimlint.source import Source, Span

_CUE = re.compile(r"^\d+\r?\n[\d:,]+ --> [\d:,]+[^\n]*\n(?P<text>(?:[^\r\n]+(?:\r?\n|$))+)", re.MULTILINE)


def parse_subtitles(source: Source) -> Document:
    """Return the spoken text, one paragraph a cue."""
    builder = ProseBuilder(source)
    for cue in _CUE.finditer(source.text):
        builder.open("paragraph")
        builder.text(Span(*cue.span("text")))
    text, source_map, blocks = builder.build()
    return Document(source, text, source_map, blocks)


parse_subtitles.SUFFIXES = (".srt",)  # type: ignore[attr-defined]
