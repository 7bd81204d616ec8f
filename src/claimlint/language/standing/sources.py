"""Sources: who a sentence says it from, and whether that is somebody who can be held to it.

A named study, an institution or a person is a source; a company speaks about its
own product; a crowd ("studies show", "experts say") is no source at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.language.standing.citing import (
    Source,
    find_belief,
    find_closing,
    find_echo,
    find_inverted,
    find_judged,
    find_label,
    find_subject,
)
from claimlint.language.standing.grammar import BE
from claimlint.language.standing.reading import Reading
from claimlint.language.standing.speakers import (
    DEFINITE,
    YEAR,
    Row,
    SourceWords,
    is_particular,
    known_words,
    row_at,
    source_kind,
)
from claimlint.language.text.words import word_set

_SUBJECT_REACH = 14
_TOLD = word_set("told tell tells thanked thanks credit credits credited taught teaches")
"""Verbs of speaking that whoever is spoken to follows."""
_TWO_WORDS = {
    "puts": word_set("it the"),
    "put": word_set("it the"),
    "points": word_set("out to"),
    "pointed": word_set("out to"),
    "holds": word_set("that"),
    "hold": word_set("that"),
    "held": word_set("that"),
}
"""Verbs that report only with the next word."""
_BASES = word_set(
    """say tell find show report write conclude note state explain argue claim warn advise recommend add estimate
    describe confirm believe insist observe demonstrate reveal approve endorse list agree reckon think propose"""
)
_ARTICLES = word_set("a an the one this another their its")
_ACTS = word_set(
    "approve approves approved endorse endorses endorsed list lists listed rate rates rated call calls called"
)
"""Verbs of deciding: what they govern ends with their clause, while what somebody says may run on."""
_PASSIVE = word_set("in at on by among naturally only throughout within inside")


def find_sources(reading: Reading) -> tuple[Source, ...]:
    """Return every source of a sentence with the words it is the source of."""
    known = known_words()
    found: list[Source] = []
    for i, word in enumerate(reading.words):
        if word in known.heads:
            found += _at(reading, known, i, word)
    found += find_judged(reading)
    found += find_closing(reading)
    found += find_label(reading)
    if not found:
        found += find_subject(reading)
    return tuple(found)


def _at(reading: Reading, known: SourceWords, i: int, word: str) -> Iterator[Source]:
    """Yield the sources whose frame or verb stands at a word."""
    for frame in known.frames.get(word, ()):
        if row_at(reading, frame, i):
            yield from _framed(reading, frame, i)
    if word == "in":
        yield from _in_study(reading, i)
    elif word == "as":
        yield from find_echo(reading, i)
    if word in known.by_kind["belief"]:
        yield from find_belief(reading, i)
    for row in known.passives.get(word, ()):
        if i and reading.words[i - 1] in BE and row_at(reading, row, i):
            yield from _approved(reading, i, i + len(row))
    if word in known.by_kind["reporting"] and not _is_passive(reading, i):
        source = find_inverted(reading, i) or _closing_name(reading, i) or _before(reading, i) or _after(reading, i)
        if source:
            yield source


def _framed(reading: Reading, frame: Row, i: int) -> Iterator[Source]:
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
    words, studies = reading.words, known_words().by_kind["study"]
    if i + 2 >= len(words) or words[i + 1] not in _ARTICLES:
        # Headlines leave the article out: "... burns most calories in small study".
        if i + 3 == len(words) and words[-1] in studies and words[i + 1] in _SORTS:
            yield Source("study", i, len(words), 0, i)
        return
    noun = next((j for j in range(i + 2, min(i + 7, len(words))) if words[j] in studies), 0)
    if noun:
        end = min(reading.comma_after(noun, len(words)), noun + 12)
        if words[i + 1] in DEFINITE or (end > noun + 1 and is_particular(reading, noun, end)):
            yield Source("study", i, min(noun + 1, end), 0, len(words))


_SORTS = word_set(
    "new small large big early major first recent clinical pilot randomised randomized human long-term controlled key"
)


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
    if i + 2 < len(words) and YEAR.fullmatch(words[i + 2]):
        return False
    return words[i] in ("found", "listed", "described", "reported", "documented") and after in _PASSIVE


def _before(reading: Reading, verb: int) -> Source | None:
    """Return the source whose subject stands before the verb."""
    subject_end = verb
    if "," in reading.gaps[verb]:
        # An inserted clause stands between subject and verb: "the FDA, which ..., said". Without one the verb has its
        # subject behind it: "ginger helps, says the cook".
        subject_end = next((i for i in range(verb - 1, 0, -1) if "," in reading.gaps[i]), 0)
        if not subject_end and "who" not in reading.words[:verb]:
            return None
        subject_end = subject_end or verb
    start = max(_subject_start(reading, subject_end), subject_end - _SUBJECT_REACH)
    kind = source_kind(reading, start, subject_end) or _speaker(reading, start, subject_end, verb)
    if not kind and start and _is_surname(reading, start, subject_end):
        kind = "name"
    outside = kind in ("crowd", "") and _is_outsider(reading, start, subject_end, verb)
    if outside or (kind == "crowd" and _is_trailing(reading, start, verb)):
        kind = "person"
    if not kind:
        return None
    # ", the agency says" closes or interrupts what it reports; otherwise the report follows the verb.
    fronted = start > 0 and any(mark in reading.gaps[start] for mark in (",", '"', "\u201d", "'"))
    end = reading.clause(verb)[1] if reading.words[verb] in _ACTS else len(reading.words)
    return Source(kind, start, verb + 1, 0 if fronted else verb + 1, end)


def _speaks(word: str) -> bool:
    return word in known_words().by_kind["speech"] or word in _TWO_WORDS


def _is_surname(reading: Reading, start: int, end: int) -> bool:
    """Tell whether one or two capitalised words behind a comma are all of a subject: "..., Moss noted in 1910"."""
    names = range(start, end)
    return "," in reading.gaps[start] and len(names) in (1, 2) and all(reading.capital(i) for i in names)


def _speaker(reading: Reading, start: int, end: int, verb: int) -> str:
    """Tell that whoever stands before a verb of speaking is a source: "the inventor insists"."""
    words = reading.words
    if words[start : start + 1] in (["which"], ["who"], ["that"]):
        if start + 1 == end and words[start] == "who" and _speaks(words[verb]):
            return "person"
        start += 1
    elif words[start : start + 1] in _POINTING and start + 1 < end:
        start += 1
    if start >= end or words[verb] not in known_words().by_kind["speech"]:
        return ""
    if not _NO_SPEAKERS.isdisjoint(words[start:end]) or words[verb + 1 : verb + 2] in _GREETINGS:
        return ""
    return "person"


def _is_outsider(reading: Reading, start: int, end: int, verb: int) -> bool:
    """Tell whether a crowd is one that the writer keeps apart from: "fans of the trend insist"."""
    known = known_words().by_kind
    subject = reading.words[start:end]
    if reading.words[verb] in _BELIEVING and not _LAY.isdisjoint(subject) and _OWNED.isdisjoint(subject):
        return True
    telling = reading.words[verb] in known["speech"] or reading.words[verb] in _TWO_WORDS
    return telling and not known["outsiders"].isdisjoint(subject)


_BELIEVING = word_set("believe believes believed think thinks thought assume assumes assumed imagine imagines")
_LAY = word_set("people adults parents voters respondents teenagers many most americans britons readers men women")
_OWNED = word_set("our my")


def _is_trailing(reading: Reading, start: int, verb: int) -> bool:
    """Tell whether a report closes its sentence: "..., a new study reports.", "..., they say."."""
    words = reading.words
    closing = words[verb + 1 : verb + 2] in ([], ["on"], ["this"], ["last"], ["today"], ["yesterday"])
    if not closing or len(words) > verb + 4 or not start or "," not in reading.gaps[start]:
        return False
    return words[start] in _CLOSING


_CLOSING = word_set("a an the they one this researchers scientists authors investigators")
_NO_SPEAKERS = word_set(
    """i we us me you our my it this these that those they your what which who studies study science research nobody
    none not to can could will would tests test data evidence experts"""
)
_POINTING = (["this"], ["that"], ["these"], ["those"])
"""Before a noun they point at who speaks: "this app says it is"."""
_ARTICLED = (["the"], ["a"], ["an"], ["one"], ["some"], ["his"], ["her"], ["their"])
_GREETINGS = (["goodbye"], ["farewell"], ["hello"], ["no"], ["yes"], ["bye"], ["so"])


def _after(reading: Reading, verb: int) -> Source | None:
    """Return the source that stands after the verb: "...," said Dr Jones."""
    gap = reading.gaps[verb]
    if verb == 0 or not any(mark in gap for mark in (",", '"', "\u201d", "\u2019", "'")):
        return None
    end = min(verb + 9, len(reading.words))
    kind = source_kind(reading, verb + 1, end)
    if not kind and reading.words[verb + 1 : verb + 2] in _ARTICLED:
        kind = _speaker(reading, verb + 1, end, verb)
    return Source(kind, verb, min(verb + 4, end), 0, len(reading.words)) if kind else None


def _closing_name(reading: Reading, verb: int) -> Source | None:
    """Return whoever is named by one or two capitalised words and then a mark: "..., says Moss."."""
    words = reading.words
    if words[verb] not in known_words().by_kind["speech"] or words[verb] in _TOLD or "," not in reading.gaps[verb]:
        return None
    end = next((i for i in range(verb + 1, min(verb + 4, len(words))) if reading.gaps[i] != " "), 0)
    end = end or (len(words) if len(words) <= verb + 3 else 0)
    if end <= verb + 1 or not all(reading.capital(i) and words[i].isalpha() for i in range(verb + 1, end)):
        return None
    return Source(source_kind(reading, verb + 1, end) or "name", verb, end, 0, len(words))


def _subject_start(reading: Reading, end: int) -> int:
    """Return where a subject that ends before a word can begin: after a comma, a bracket or a clause word."""
    for i in range(end - 1, 0, -1):
        if any(mark in reading.gaps[i] for mark in ',;:()"\u201c\u201d\u2014'):
            return i
        if reading.words[i - 1] in ("but", "although", "because", "while", "whereas"):
            return i
    return 0


def names_authority(reading: Reading, source: Source) -> bool:
    """Tell whether a source is an agency or a body that writes guidelines, not a university or a clinic."""
    kinds = known_words()
    for i in range(source.first, min(source.last + 4, len(reading.words))):
        if reading.written(i, i + 1).isupper() and reading.words[i].upper() in kinds.by_kind["acronym"]:
            return True
        if reading.words[i] in kinds.by_kind["authority"] and reading.capital(i):
            return True
    return any(
        row_at(reading, row, i)
        for i in range(source.first, source.last)
        for row in kinds.phrases.get(reading.words[i], ())
    )
