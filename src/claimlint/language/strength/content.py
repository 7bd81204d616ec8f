"""What a sentence reports, without who reports it: "a new study finds that ...", "..., according to researchers"."""

from __future__ import annotations

from claimlint.language.standing.grammar import BE, COMPLEMENT_TAKERS, DO, MODALS, PREPOSITIONS
from claimlint.language.standing.reading import Reading
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex

_REPORTERS = word_set(
    """study studies research researchers scientists findings finding results result data analysis analyses we authors
    evidence report review trial trials survey experts investigators team paper article experiments doctors physicians
    investigation they work meta-analysis observations observation reports university clinic school hospital college
    institute he she colleagues outcomes conclusion it statement"""
)
_REPORTING = word_set(
    """find finds found show shows showed shown suggest suggests suggested suggesting indicate indicates indicated
    indicating report reports reported reveal reveals revealed conclude concludes concluded demonstrate demonstrates
    demonstrated confirm confirms confirmed support supports supported say says said discover discovers discovered
    determined determine observe observes observed imply implies implied believe believes believed warn warns warned
    argue note noted notes provide provides provided add adds see sees learned think estimate documented document
    identified uncovered establish established shown hypothesize hypothesise conclusion illustrate describe"""
)
_LINKERS = word_set("that how whether")
_TRAILING = regex(
    r"(?i)[,;:]? +(?:(?:according to|reports?|finds?|say|says|said|suggests?|shows?|indicates?|reveals?|concludes?)\b"
    r"|(?:(?:a|the|new|this|u\.?s\.?|uk|study|large|research\w*|scientists?|experts?|mayo|stanford) )*"
    r"(?:stud(?:y|ies)|research\w*|experts?|scientists?|analysis|survey|authors?|report|review|trial|paper|findings?)"
    r"(?: [\w,.']+){0,7}?"
    r" (?:finds?|found|says?|said|suggests?|shows?|showed|indicates?|reports?|reveals?|warns?|concludes?|confirms?)\b)"
)
_REACH = 45
"""Words a reporting subject may take: names of journals and universities are long."""


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a sentence that hold what is said; half-open range."""

    start: int
    end: int
    reporter: str = ""
    """The reporting verb that was left out."""


def content_of(reading: Reading) -> Content:
    """Return the range of words that hold the content of a sentence."""
    end = _before_attribution(reading, 0)
    start, reporter = _after_report(reading, end)
    return Content(start, end, reporter)


def _after_report(reading: Reading, end: int) -> tuple[int, str]:
    """Return the first word after a reporting frame ("the study found that") and its verb."""
    words, start, reporter, seen, verb_before = reading.words, 0, "", False, False
    for i, word in enumerate(words[: min(_REACH, end - 3)]):
        after = words[i + 1] if i + 1 < len(words) else ""
        if word in _REPORTERS:
            seen = True
        elif word in _REPORTING and (seen or (i and words[i - 1] == "to")):
            if after in _LINKERS:
                return i + 2, word
            if i and words[i - 1] in BE:
                break
            opens = not reporter and not verb_before and after not in PREPOSITIONS
            if opens and not any(mark in reading.gaps[i] for mark in ',"'):
                start, reporter = i + 1, word
        elif reporter and word == "that" and (words[i - 1] in COMPLEMENT_TAKERS or words[i - 1] == "time"):
            return i + 1, reporter
        elif word in BE or word in MODALS or word in DO:
            verb_before = True
    return start, reporter


def _before_attribution(reading: Reading, start: int) -> int:
    """Return the word at which a closing attribution begins, or the end."""
    base = reading.sentence.span.start
    first = reading.starts[start] - base if start < len(reading.words) else 0
    for match in _TRAILING.finditer(reading.text, first + 1):
        place = reading.word_at(base + match.start() + 1)
        if _reports_on(reading, base + match.end()) or _opens_report(reading, place):
            continue
        attributive = match.group()[0] in ",;:" or match.group().lower().lstrip().startswith("according")
        if place - start >= 4 and (attributive or "  " in match.group() or _titled(reading, place)):
            return place
    return len(reading.words)


def _reports_on(reading: Reading, offset: int) -> bool:
    """Tell whether what is reported follows: "the study, in a journal, finds that"."""
    following = reading.word_at(offset)
    return following < len(reading.words) and reading.words[following] in _LINKERS


def _opens_report(reading: Reading, place: int) -> bool:
    """Tell whether the sentence begins with the one who reports, so that its verb stands here."""
    opening = reading.words[: min(place, 7)]
    return place + 1 < len(reading.words) and reading.words[place] in _REPORTING and not _REPORTERS.isdisjoint(opening)


def _titled(reading: Reading, place: int) -> bool:
    """Tell whether a title ends with its attribution, its comma lost: "... study finds"."""
    return len(reading.words) - place <= 5 and not reading.text.rstrip().endswith(".")
