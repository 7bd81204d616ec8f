"""The entries that numbered references and footnote marks point to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimlint.document import Block, Document
from claimlint.late import dataclass, regex
from claimlint.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = regex(
    r"(?i)^\W*(?:\d+\W+)?(?:(?:selected|key|scientific|study|article|cited|our)? ?"
    r"(?:references?|sources?|bibliography|citations?|works cited|literature|footnotes?|endnotes?|notes"
    r"|further reading))"
    r"(?: (?:and|&) \w+)?\W*$"
)
_NUMBER = regex(r"^[\[(]?(\d{1,3})[\]).:]?\s")
_MARK = regex(
    r"\[(?P<square>\d{1,3}(?: ?[,;\u2013-] ?\d{1,3})*)\]"
    r"|\((?P<round>\d{1,3}(?: ?[,;\u2013-] ?\d{1,3})*)\)"
    r"|(?P<above>[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?:[,\u2013-][\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+)*)"
    r"|(?<=[a-z.,;)%\"'])(?P<plain>\d{1,2}(?:[,\u2013-]\d{1,2})*)(?=[\s.,;:)]|$)"
)
_AUTHORS = regex(r"^\W*(?:\d{1,3}[.):\]]? )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)? [A-Z]{1,3}(?:,|\.| et al)")
_NAMED = regex(
    r"(?:^\W*|[.!?)] )(?:(?:[Oo]ur |[Mm]ain |[Kk]ey )?(?:[Ss]ources?|[Rr]eferences?|[Bb]ibliography|[Ff]urther reading)"
    r"(?: used)?|Based on): "
)
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_SUPERSCRIPTS = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_LONGEST_RANGE = 20


@dataclass(frozen=True)
class ReferenceList:
    """The entries of a document's reference section and footnotes: blocks by number or label."""

    numbered: dict[int, Block]
    labelled: dict[str, Block]
    section: Span | None
    """From the first to the last numbered entry, in the prose."""

    def entries(self, label: str) -> list[Block]:
        """Return the entries a label points to: a footnote's, or numbers such as ``2`` and ``3-5``."""
        if label in self.labelled:
            return [self.labelled[label]]
        return [self.numbered[number] for number in _numbers(label) if number in self.numbered]

    def find_marks(self, text: str, start: int, end: int) -> Iterator[tuple[Span, Block]]:
        """Yield each mark between two offsets of the prose with the entry it points to."""
        if not self.numbered:
            return
        for match in _MARK.finditer(text, start, end):
            kind = match.lastgroup or "square"
            for number in _numbers(match[kind].translate(_SUPERSCRIPTS)):
                if number in self.numbered:
                    yield Span(match.start(), match.end()), self.numbered[number]


def _numbers(written: str) -> Iterator[int]:
    for piece in re.split(r"[,;]", written):
        ends = [int(number) for number in re.findall(r"\d+", piece)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + _LONGEST_RANGE:
            yield from range(ends[0], ends[1] + 1)
        else:
            yield from ends


def read_references(document: Document) -> ReferenceList:
    """Collect footnotes by label and the entries of every reference section by number."""
    labelled = {block.label: block for block in reversed(document.blocks) if block.label}
    numbered: dict[int, Block] = {}
    level = 0
    count = 0
    section: Span | None = None
    for block in document.blocks:
        words = document.prose(block.span)
        if _opens_section(block, words):
            level, count = block.level or 7, 0
        elif level and block.kind == "heading" and block.level <= level:
            level = 0
        elif level and block.kind in ("item", "paragraph", "cell"):
            count += 1
            number = _NUMBER.match(words)
            numbered.setdefault(int(number[1]) if number else count, block)
            section = Span(section.start if section else block.span.start, block.span.end)
    return ReferenceList(numbered, labelled, section)


def works_named(document: Document) -> tuple[Span, ...]:
    """Return what only names the works cited, in reading order: its words are the titles of others.

    A reference is a block that begins with authors and their initials and has a year; under a heading for references
    or in a footnote one of the two is enough. So is what follows “Sources:” in any block, up to its end.
    """
    references = read_references(document)
    entries = {block.span for block in (*references.numbered.values(), *references.labelled.values())}
    found = []
    for block in document.blocks:
        words = document.prose(block.span)
        signs = (_AUTHORS.search(words) is not None) + (_YEAR.search(words) is not None)
        named = _NAMED.search(words)
        if signs + (block.span in entries) > 1:
            found.append(block.span)
        elif named:
            found.append(Span(block.span.start + named.start(), block.span.end))
    return tuple(found)


def _opens_section(block: Block, words: str) -> bool:
    """Tell whether a heading, or a short paragraph that serves as one, opens a list of references."""
    return (block.kind == "heading" or len(words) < 30) and bool(_HEADING.match(words))
