"""Citations in running text: identifiers, author and year, and studies described by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimlint.claim import Tier
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_IDENTIFIER = regex(
    r"(?P<doi>\b10\.\d{4,9}/[^\s\"<>\ufffc]*[^\s\"<>.,;)\]\ufffc])"
    r"|\bPMID:? ?(?P<pmid>\d{4,9})\b|\b(?P<pmcid>PMC ?\d{5,9})\b|\barXiv:(?P<arxiv>\d{4}\.\d{4,5})",
    re.IGNORECASE,
)
_NAME = r"(?:(?:van|von|de|der|den|di|du|la|le|O'|Mc|Mac) ?)*[A-Z][a-z\u00c0-\u024f]+(?:-[A-Z][a-z]+)?"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)[a-f]?"
_YEARS = regex(rf"\b{_YEAR}\b")
_AUTHORS_REACH = 80
_AUTHOR_YEAR = regex(
    rf"(?P<author>{_NAME})(?:,? (?:and|&) {_NAME}|(?:,? et al\.?))?(?:'s)?,? \(?(?P<year>{_YEAR})\b\)?"
)
_VOLUME = regex(
    rf"\b{_YEAR}(?: [A-Z][a-z]{{2,8}})?(?: \d{{1,2}})?; ?\d{{1,4}}(?: ?\([\w. -]{{1,20}}\))?: ?[A-Za-z]{{0,4}}\d"
)
_NOT_AUTHORS = word_set(
    """January February March April May June July August September October November December Spring Summer Autumn
    Winter Fall In Since Until By From During Between After Before The A An And Copyright Updated Published Reviewed
    Early Late Mid Olympics Olympic Games Act Code Guidance Guideline Report Regulation Version Class"""
)


def _any_of(*phrases: str) -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


_DESIGNS = (
    (Tier.REVIEW, _any_of("systematic reviews?", "meta-?analys[ei]s", "cochrane", "umbrella review", "scoping review")),
    (
        Tier.ANIMAL,
        _any_of(
            "in (?:mice|rats|rodents|animals|vitro|zebrafish)", "(?:mouse|rat|animal|cell) (?:stud(?:y|ies)|models?)"
        ),
    ),
    (
        Tier.TRIAL,
        _any_of(
            r"randomi[sz]ed", "placebo-controlled", "double-blind", "RCTs?", "phase (?:[1-4]|I{1,3}|IV)", "trials?"
        ),
    ),
    (
        Tier.COHORT,
        _any_of("cohort", "observational", "prospective", "retrospective", "case-control", "cross-sectional"),
    ),
    (Tier.COHORT, _any_of("longitudinal", "follow-up", r"epidemiolog\w+", "registry", "survey")),
    (Tier.GUIDELINE, _any_of("guidelines?", "(?:position|consensus|recommendation) statement")),
)
STUDY = Pattern(
    r"\b(?:stud(?:y|ies)|trials?|reviews?|meta-?analys[ei]s|analysis|papers?|survey|guidelines?|rcts?|report|article"
    r"|research)\b"
)
"""A word for what was found out somewhere."""
_JOURNALS = (
    "Journal|Lancet|Nature|Science|BMJ|JAMA|NEJM|PLOS|Cochrane|Medicine|Annals|Archives|Neurology|Pediatrics|Circulation"
    "|Cell|Gut|Chest|Diabetes Care|Thorax|University|College|Institute|School|Hospital|Clinic"
)
_PEOPLE = "people|adults|patients|women|men|children|participants|volunteers|subjects|infants|students|nurses|veterans"
_PARTICULAR = regex(
    r"\b(?:19[5-9]\d|20[0-4]\d)\b"
    rf"|\b(?:in|by|from|at|journal) (?:the )?(?:journal )?(?:[A-Z]\w+ ){{0,4}}(?:{_JOURNALS})\b"
    r"|\b(?:of|with|in|involving|among|followed|enrolled) (?:about |nearly |more than |over )?\d[\d,]+ "
    rf"(?:\w+ ){{0,3}}(?:{_PEOPLE})\b"
    r"|\b[Pp]ublished (?:\w+ ){0,3}in (?:the )?(?:journal )?[A-Z]"
    r"|\bCochrane\b|\b[A-Z]{3,}(?:-[A-Z\d]+)? (?:trial|study)\b"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Something cited in running text; offsets of the text given."""

    start: int
    end: int
    tier: Tier
    identifier: str = ""
    """``doi:...`` or ``pmid:...`` in lower case."""
    author: str = ""
    year: str = ""


def design_tier(text: str, otherwise: Tier) -> Tier:
    """Return the tier of the study design a text names, or the other one."""
    return next((tier for tier, design in _DESIGNS if design.search(text)), otherwise)


def cites_volume(text: str) -> bool:
    """Tell whether a reference names year, volume and page, as those to journals do: ``2014;349:g4164``."""
    return _VOLUME.search(text) is not None


def find_identifiers(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield DOIs, PubMed, PubMed Central and arXiv numbers between two offsets."""
    # Looking for the four marks first is far cheaper than the pattern on prose that has none.
    if not any(text.find(mark, start, end) >= 0 for mark in ("10.", "PM", "pm", "rXiv", "rxiv")):
        return
    for match in _IDENTIFIER.finditer(text, start, end):
        kind = match.lastgroup or ""
        value = match[kind].lower().replace(" ", "")
        preprint = kind == "arxiv" or value.startswith(("10.1101/", "10.21203/", "10.20944/", "10.48550/"))
        tier = Tier.PREPRINT if preprint else Tier.JOURNAL
        yield Citation(match.start(), match.end(), tier, f"{kind}:{value}")


def find_author_years(text: str, start: int, end: int) -> Iterator[Citation]:
    """Yield citations such as ``(Smith et al., 2019)`` and ``Jones and Kaur (2021)``."""
    done = start
    for year in _YEARS.finditer(text, start, end):
        for match in _AUTHOR_YEAR.finditer(text, max(done, year.start() - _AUTHORS_REACH), year.end() + 1):
            place = match.start()
            bracketed = "(" in match.group() or text.rfind("(", start, place) > text.rfind(")", start, place)
            if (bracketed or "et al" in match.group()) and match["author"] not in _NOT_AUTHORS:
                yield Citation(place, match.end(), Tier.JOURNAL, author=match["author"], year=match["year"])
        done = year.end()


def find_named_study(analysis: ArticleText, sentence: Span) -> Citation | None:
    """Return the study a sentence describes well enough to be found: design with year, journal, place or size."""
    words = analysis.found_in(STUDY, sentence)
    if not words or not _PARTICULAR.search(analysis.text, sentence.start, sentence.end):
        return None
    return Citation(words[0].start, words[0].end, design_tier(analysis.document.prose(sentence), Tier.JOURNAL))
