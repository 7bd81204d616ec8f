"""Sources: who a sentence says it from, and whether that is somebody who can be held to it.

A named study, an institution or a person is a source; a company speaks about its
own product; a crowd ("studies show", "experts say") is no source at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claimlint.language.standing.cues import read_sections
from claimlint.language.standing.grammar import BE
from claimlint.language.standing.reading import Reading
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex

_YEAR = regex(r"(?:19|20)\d\d")
_SUBJECT_REACH = 14
_NEVER_NAMES = word_set("i the this that it we you they our in a an")
_DEFINITE = word_set("the this that these those their its his her both")
_TWO_WORDS = {
    "puts": word_set("it the"),
    "put": word_set("it the"),
    "points": word_set("out to"),
    "pointed": word_set("out to"),
    "holds": word_set("that"),
}
"""Verbs that report only with the next word."""
_DESIGNS = word_set(
    """randomised randomized controlled placebo-controlled double-blind systematic meta-analysis meta-analyses cohort"""
)
_BASES = word_set(
    """say tell find show report write conclude note state explain argue claim warn advise recommend add estimate
    describe confirm believe insist observe demonstrate reveal approve endorse list agree reckon think propose"""
)
_OWN = word_set("our")
_MATERIAL = (["tests"], ["test"], ["studies"], ["research"], ["trials"], ["science"], ["data"], ["evidence"], ["grade"])
"""After the name of a kind of institution these make a crowd of it: "laboratory tests show"."""
_ARTICLES = word_set("a an the one this another their its")
_COUNTING = word_set("a an one two three four five six seven eight nine ten twelve")
_ACTS = word_set(
    "approve approves approved endorse endorses endorsed list lists listed rate rates rated call calls called"
)
"""Verbs of deciding: what they govern ends with their clause, while what somebody says may run on."""
_PASSIVE = word_set("in at on by among naturally only throughout within inside")


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a sentence; word indices of its reading."""

    kind: str
    """study, institution, person, company or crowd."""
    first: int
    """First word of the cue: the source with its verb."""
    last: int
    start: int
    """First word of what it is the source of."""
    end: int


_Row = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class _Words:
    by_kind: dict[str, frozenset[str]]
    phrases: dict[str, list[_Row]]
    frames: dict[str, list[_Row]]
    passives: dict[str, list[_Row]]
    """Rows of words by each of the words they can begin with."""
    heads: frozenset[str]
    """Every word at which a source can be found."""


@cache
def _words() -> _Words:
    lines: dict[str, list[str]] = {}
    for kind, _, line in read_sections("cues-sources"):
        lines.setdefault(kind, []).append(line)

    def rows(kind: str) -> dict[str, list[_Row]]:
        found: dict[str, list[_Row]] = {}
        for line in lines[kind]:
            row = tuple(frozenset(word.split("|")) for word in line.split())
            for word in row[0]:
                found.setdefault(word, []).append(row)
        return found

    by_kind = {
        kind: frozenset(word for line in texts for word in re.split(r"[ |]", line))
        for kind, texts in lines.items()
        if kind not in ("frame", "passive", "institution-phrase")
    }
    frames, passives = rows("frame"), rows("passive")
    heads = frozenset(["in", *frames, *passives, *by_kind["reporting"]])
    return _Words(by_kind, rows("institution-phrase"), frames, passives, heads)


def find_sources(reading: Reading) -> tuple[Source, ...]:
    """Return every source of a sentence with the words it is the source of."""
    known = _words()
    found: list[Source] = []
    for i, word in enumerate(reading.words):
        if word in known.heads:
            found += _at(reading, known, i, word)
    return tuple(found)


def _at(reading: Reading, known: _Words, i: int, word: str) -> Iterator[Source]:
    """Yield the sources whose frame or verb stands at a word."""
    for frame in known.frames.get(word, ()):
        if _row_at(reading, frame, i):
            yield from _framed(reading, frame, i)
    if word == "in":
        yield from _in_study(reading, i)
    for row in known.passives.get(word, ()):
        if i and reading.words[i - 1] in BE and _row_at(reading, row, i):
            yield from _approved(reading, i, i + len(row))
    if word in known.by_kind["reporting"] and not _is_passive(reading, i):
        source = _before(reading, i) or _after(reading, i)
        if source:
            yield source


def _framed(reading: Reading, frame: _Row, i: int) -> Iterator[Source]:
    """Yield the source named by "according to" and its like: it stands for the whole sentence."""
    after = i + sum(":" not in choices for choices in frame)
    end = min(after + 8, len(reading.words))
    kind = source_kind(reading, after, end)
    if not kind and _NO_SPEAKERS.isdisjoint(reading.words[after : after + 3]) and reading.words[i] != "per":
        kind = "person"
    if kind:
        yield Source(kind, i, min(after + 3, end), 0, len(reading.words))


def _in_study(reading: Reading, i: int) -> Iterator[Source]:
    """Yield the study a sentence opens or closes with: "in a trial at Leeds University, yoga eased"."""
    words, studies = reading.words, _words().by_kind["study"]
    if i + 2 >= len(words) or words[i + 1] not in _ARTICLES:
        return
    noun = next((j for j in range(i + 2, min(i + 7, len(words))) if words[j] in studies), 0)
    if noun:
        end = min(reading.comma_after(noun, len(words)), noun + 12)
        if words[i + 1] in _DEFINITE or (end > noun + 1 and _is_particular(reading, noun, end)):
            yield Source("study", i, min(noun + 1, end), 0, len(words))


def _approved(reading: Reading, i: int, after: int) -> Iterator[Source]:
    """Yield the institution that recommends or has approved what the sentence speaks of: "is advised by NICE"."""
    words = reading.words
    if source_kind(reading, after, min(after + 6, len(words))) == "institution":
        ends = (b for b in reading.breaks if b > after and words[b : b + 1] != ["because"])
        yield Source("institution", i, min(after + 3, len(words)), 0, next(ends, len(words)))


def _is_passive(reading: Reading, i: int) -> bool:
    """Tell whether the verb is a participle: "found in fish", "is shown to"."""
    words = reading.words
    after = words[i + 1] if i + 1 < len(words) else ""
    before = words[i - 1] if i else ""
    if before in BE or (before == "to" and words[i] in _BASES):
        return True
    if words[i] in _TWO_WORDS and after not in _TWO_WORDS[words[i]]:
        return True
    if i + 2 < len(words) and _YEAR.fullmatch(words[i + 2]):
        return False
    return words[i] in ("found", "listed", "described", "reported", "documented") and after in _PASSIVE


def _before(reading: Reading, verb: int) -> Source | None:
    """Return the source whose subject stands before the verb."""
    subject_end = verb
    if "," in reading.gaps[verb]:
        # An inserted clause stands between subject and verb: "the FDA, which ..., said".
        subject_end = next((i for i in range(verb - 1, 0, -1) if "," in reading.gaps[i]), verb)
    start = max(_subject_start(reading, subject_end), subject_end - _SUBJECT_REACH)
    kind = source_kind(reading, start, subject_end) or _speaker(reading, start, subject_end, verb)
    if kind == "crowd" and (_is_outsider(reading, start, subject_end, verb) or _is_trailing(reading, start, verb)):
        kind = "person"
    if not kind:
        return None
    # ", the agency says" closes or interrupts what it reports; otherwise the report follows the verb.
    fronted = start > 0 and any(mark in reading.gaps[start] for mark in (",", '"', "\u201d", "'"))
    end = reading.clause(verb)[1] if reading.words[verb] in _ACTS else len(reading.words)
    return Source(kind, start, verb + 1, 0 if fronted else verb + 1, end)


def _speaker(reading: Reading, start: int, end: int, verb: int) -> str:
    """Tell that whoever stands before a verb of speaking is a source: "the inventor insists"."""
    words = reading.words
    if words[start : start + 1] in (["which"], ["who"], ["that"]):
        start += 1
    if start >= end or words[verb] not in _words().by_kind["speech"]:
        return ""
    if not _NO_SPEAKERS.isdisjoint(words[start:end]) or words[verb + 1 : verb + 2] in _GREETINGS:
        return ""
    return "person"


def _is_outsider(reading: Reading, start: int, end: int, verb: int) -> bool:
    """Tell whether a crowd is one that the writer keeps apart from: "fans of the trend insist"."""
    known = _words().by_kind
    return reading.words[verb] in known["speech"] and not known["outsiders"].isdisjoint(reading.words[start:end])


def _is_trailing(reading: Reading, start: int, verb: int) -> bool:
    """Tell whether a report closes its sentence: "..., a new study reports.", "..., they say."."""
    words = reading.words
    closing = words[verb + 1 : verb + 2] in ([], ["on"], ["this"], ["last"], ["today"], ["yesterday"])
    if not closing or len(words) > verb + 4 or not start or "," not in reading.gaps[start]:
        return False
    return words[start] in _CLOSING


_CLOSING = word_set("a an the they one this researchers scientists authors investigators")
_NO_SPEAKERS = word_set(
    """i we you our my it this these that those they your what which who studies study science research nobody none not
    to can could will would tests test data evidence experts"""
)
_GREETINGS = (["goodbye"], ["farewell"], ["hello"], ["no"], ["yes"], ["bye"], ["so"])


def _after(reading: Reading, verb: int) -> Source | None:
    """Return the source that stands after the verb: "...," said Dr Jones."""
    gap = reading.gaps[verb]
    if verb == 0 or not any(mark in gap for mark in (",", '"', "\u201d", "\u2019", "'")):
        return None
    end = min(verb + 9, len(reading.words))
    kind = source_kind(reading, verb + 1, end)
    return Source(kind, verb, min(verb + 4, end), 0, len(reading.words)) if kind else None


def _subject_start(reading: Reading, end: int) -> int:
    """Return where a subject that ends before a word can begin: after a comma, a bracket or a clause word."""
    for i in range(end - 1, 0, -1):
        if any(mark in reading.gaps[i] for mark in ',;:()"\u201c\u201d\u2014'):
            return i
        if reading.words[i - 1] in ("but", "although", "because", "while", "whereas"):
            return i
    return 0


def source_kind(reading: Reading, start: int, end: int) -> str:
    """Return what kind of source the words name, or an empty string."""
    words, sets = reading.words[start:end], _words().by_kind
    if not words:
        return ""
    if words[0] in _OWN and not any(reading.capital(i) for i in range(start + 1, end)):
        # "Our pharmacist says" is the seller speaking.
        return "crowd"
    if any(word in sets["company"] for word in words):
        return "company"
    if _names_institution(reading, start, end):
        return "institution"
    if any(word in sets["study"] for word in words) and _is_particular(reading, start, end):
        return "study"
    if any(word.removesuffix("'s") in sets["person"] for word in words) or _has_name(reading, start, end):
        return "person"
    if any(word in sets["people"] for word in words) and (
        words[0] in _DEFINITE or any(reading.capital(i) for i in range(start + 1, end))
    ):
        return "study"
    if any(word in sets["crowd"] for word in words):
        return "crowd"
    return ""


def _names_institution(reading: Reading, start: int, end: int) -> bool:
    acronyms, nouns = _words().by_kind["acronym"], _words().by_kind["institution"]
    for i in range(start, end):
        word = reading.words[i]
        written = reading.written(i, i + 1)
        if written.isupper() and written.removesuffix("'S") in acronyms:
            return True
        named = (written[0].isupper() and i > 0) or reading.words[start] in ("the", "a", "an")
        if word.removesuffix("'s") in nouns and named and reading.words[i + 1 : i + 2] not in _MATERIAL:
            return True
        if any(_row_at(reading, row, i) for row in _words().phrases.get(word, ())):
            return True
    return False


def names_authority(reading: Reading, source: Source) -> bool:
    """Tell whether a source is an agency or a body that writes guidelines, not a university or a clinic."""
    kinds = _words()
    for i in range(source.first, min(source.last + 4, len(reading.words))):
        if reading.written(i, i + 1).isupper() and reading.words[i].upper() in kinds.by_kind["acronym"]:
            return True
        if reading.words[i] in kinds.by_kind["authority"] and reading.capital(i):
            return True
    return any(
        _row_at(reading, row, i)
        for i in range(source.first, source.last)
        for row in kinds.phrases.get(reading.words[i], ())
    )


def _is_particular(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a study is one in particular: a year, a name, or one already spoken of."""
    words = reading.words[start:end]
    if words[0] in _DEFINITE or any(_YEAR.fullmatch(word) for word in words):
        return True
    if words[0] in _COUNTING and any(word in _DESIGNS or word[0].isdigit() for word in words):
        return True
    return any(reading.capital(i) for i in range(max(start, 1), end))


def _has_name(reading: Reading, start: int, end: int) -> bool:
    """Tell whether two capitalised words stand together, as in the name of a person."""
    for i in range(start, end - 1):
        if reading.capital(i) and reading.capital(i + 1) and reading.gaps[i + 1] in (" ", ". "):
            first = reading.words[i]
            if first not in _NEVER_NAMES and first.isalpha() and reading.words[i + 1].isalpha() and i + 2 >= end:
                return True
    return False


def _row_at(reading: Reading, row: _Row, i: int) -> bool:
    """Tell whether a row of words stands at a place; a colon asks for one after the word before."""
    words = reading.words
    for k, choices in enumerate(row):
        if ":" in choices:
            return ":" in reading.gaps[min(i + k, len(words))]
        if i + k >= len(words) or words[i + k] not in choices:
            return False
    return True
