"""The kind ``abbreviation``: capital-letter abbreviations that an article never explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from claimlint.language.analysis import Analysis
from claimlint.language.spelling.vocabulary import shipped
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import Words, word_set
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_CAPITALS = regex(r"[A-Z]{2,6}(?:s|'s)?(?![\w/&@-]|'[a-z]|\.[A-Za-z]| [A-Z]{2,}\b| ?\d)")
# Neither part of a name (BRCA1, IL-6, R&D, U.S.), nor a word in a line of capitals.
_NOT_BEFORE = regex(r"[\w/&'.@#-]")
_SMALL = word_set("of the for and on in to a an with by")
_NAMED_BEFORE = (
    *("called ", "termed ", "dubbed ", "known as ", "abbreviated ", "abbreviated to ", "stands for ", "stand for "),
    *(" or ", "aka "),
)
_MEANT_AFTER = regex(
    r"(?:s|'s)?['\"\u201d]?(?: \([^()]*[a-z]{3}[^()]*\)|, the [A-Z]|, or (?:the )?[a-z]{4}|,? also (?:known|called)"
    r"|,? (?:which )?(?:stands for|is short for|means|meaning|short for|is the name|is an abbreviation))"
)
_NAME_AFTER = regex(
    r" (?:(?:[A-Z]\w+ )?(?:Inc|Corp|Ltd|LLC|PLC|Plc|AG|SA|Co|Group|Holdings?|Press|Foundation|Systems|Institut\w*)\b"
    r"|Technologies\b|Bio[a-z]+\b|Pharma\w*\b|Therapeutics\b|Enterprises\b|Laboratories\b|Labs?\b|Health\b|Medical\b)"
    r"| [+\u2212-]\d|(?:-\d+)? (?:trial|study)\b"
)
_DATELINE = regex(r"(?:, [A-Z][\w. ]{1,24})?,? ?(?:\([^()\n]{2,40}\) ?)?(?:--|\u2014|\u2013|- )")
_DEGREES_BEFORE = ("MD, ", "D., ", "PhD, ", "DO, ", "MPH, ", "MSc, ", "RN, ", "PharmD, ")
_AUTHOR = regex(r"(?:[,;] [A-Z][\w'-]+ [A-Z]{1,3}\b|[,;]? et al\b)")
_REACH = 30
_COMMON = 2
_STAGE = regex(r"[IVX]+[A-C]?")
_GENE = regex(
    r"(?:,? (?:and|or) [A-Z][A-Z0-9]+)? (?:genes?|mutations?|proteins?|enzymes?|receptors?|loci|locus|variants?)\b"
)


@dataclass(frozen=True)
class AbbreviationCheck:
    """Reports the first use of each abbreviation that readers may not know and that is explained nowhere."""

    VALUES: ClassVar[tuple[str, ...]] = ("times",)

    known: str = field(
        default="known-abbreviations", metadata={"doc": "Lexicon of the abbreviations that need no explanation."}
    )
    also_known: tuple[str, ...] = field(default=(), metadata={"doc": "More of them."})
    shortest: int = field(default=3, metadata={"doc": "Fewest letters of an abbreviation that is looked at."})

    def patterns(self) -> Iterable[Pattern]:
        return ()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*load_terms(self.known), *self.also_known))

    def check(self, analysis: Analysis) -> Iterator[Match]:
        text, own = analysis.text, analysis.settings.spelling.words
        places: dict[str, list[Span]] = {}
        for span in _written(text):
            letters = text[span.start : span.end]
            if len(letters) < self.shortest or letters in self._known or letters in own:
                continue
            if not (_is_shouted(letters) or _STAGE.fullmatch(letters) or _is_name(text, span)):
                places.setdefault(letters, []).append(span)
        if not places:
            return
        initials = initials_of(analysis.words)
        for letters, spans in places.items():
            if any(is_explained(text, span) for span in spans) or (len(letters) > 2 and letters.lower() in initials):
                continue
            used = [span for span in spans if analysis.readability.holds(span) and not analysis.names_work(span)]
            if used:
                yield Match(used[0], {"times": f" ({len(used)} times)" if len(used) > 1 else ""})


def _written(text: str) -> Iterator[Span]:
    """Yield what is written like an abbreviation, without a plural or possessive ending."""
    for match in _CAPITALS.finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        if before and (_NOT_BEFORE.match(before) or (before == " " and text[start - 2 : start - 1].isupper())):
            continue
        yield Span(start, start + len(match[0].rstrip("'s")))


def _is_shouted(letters: str) -> bool:
    """Tell whether this is a plain word or a name in capitals, as in ``NOT``, ``MONDAY`` or ``LONDON (Reuters)``."""
    # Only the general words: the health terms hold abbreviations in small letters.
    words = shipped().words
    found = words.get(letters.lower())
    if found is not None and (len(letters) > 3 or found[0][0] & 15 <= _COMMON):
        return True
    return len(letters) > 4 and letters.capitalize() in words


def _is_name(text: str, span: Span) -> bool:
    """Tell whether the letters are a gene, a company, a share, a trial, part of a person's name or a place of news."""
    if _GENE.match(text, span.end) or _NAME_AFTER.match(text, span.end) or _AUTHOR.match(text, span.end):
        return True
    if text.endswith(_DEGREES_BEFORE, 0, span.start):
        return True
    return text[span.start - 1 : span.start] in ("", "\n") and _DATELINE.match(text, span.end) is not None


def is_explained(text: str, span: Span) -> bool:
    """Tell whether the words around an abbreviation say what it stands for: in brackets or in so many words."""
    before = text[max(span.start - _REACH, 0) : span.start]
    if before.endswith(_NAMED_BEFORE) or before.endswith(tuple(f"{cue}the " for cue in _NAMED_BEFORE)):
        return True
    if before.rpartition("\n")[2].rfind("(") > before.rfind(")"):
        return True
    return _MEANT_AFTER.match(text, span.end) is not None


def initials_of(words: Words) -> str:
    """Return the first letters of words, small words left out: ``ibs`` for irritable bowel syndrome."""
    return "".join(
        word[0] if "-" not in word else "".join(part[:1] for part in word.split("-"))
        for word in words.words
        if word not in _SMALL
    )
