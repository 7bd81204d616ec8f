"""Plain text as writers paste it from a word processor or a content system."""

from __future__ import annotations

import re

from claimlint.document import Document
from claimlint.parsers.bare_links import bare_links
from claimlint.parsers.collector import Collector
from claimlint.parsers.specials import Specials
from claimlint.source import Source

_PARAGRAPH = re.compile(r"[^\S\n]*+\S[^\n]*+(?:\n[^\S\n]*+\S[^\n]*+)*+")


def parse(source: Source) -> Document:
    """Return the document of a plain text."""
    collector = Collector(source)
    text = source.text.replace("\r\n", " \n").replace("\r", "\n")
    specials = Specials(collector, bare_links(text))
    for paragraph in _PARAGRAPH.finditer(text):
        collector.close_block()
        specials.text(paragraph.start(), paragraph.end(), markup=False)
    return collector.build()
