"""Predicates of cause and association in a sentence: which verb is finite, and which only an adjective or an aim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claimlint.language.content import Content
from claimlint.language.cues import Cue, CueTable, Hit, read_sections
from claimlint.language.reading import Reading
from claimlint.language.verbs import VerbForm, verb_forms
from claimlint.language.words import word_set

DETERMINERS = word_set(
    "a an the this that these those its their his her our your my no any some each every both all such another one"
)
PREPOSITIONS = word_set(
    """of in for with to from by at on about against among between during after before into through without under over
    as than despite via per within toward towards regarding including like"""
)
BE = word_set("be is are was were been being isn't aren't wasn't weren't it's")
DO = word_set("do does did don't doesn't didn't")
MODALS = word_set("may might could can cannot can't would will won't should must shall couldn't wouldn't may't")
HAVE = word_set("has have had hasn't haven't hadn't")
ADVERBS = word_set(
    """not also often even still never always only further both markedly very quite much more most less significantly
    independently together just actually already now then generally sometimes usually directly either alone
    almost nearly well better too so again each"""
)
ADJECTIVES = word_set(
    """significant substantial greater higher lower large small great major further marked modest dramatic sharp new
    good poor high low clear strong weak rapid slow steady considerable important long short net overall mean
    relative absolute clinical beneficial adverse negative positive similar any additional potential possible"""
)
NOUN_OR_VERB = word_set(
    """increase increases decrease decreases benefit benefits cause causes impact impacts cut cuts change changes harm
    harms boost boosts drop drops help effects result results influence influences trigger triggers delay delays limit
    limits block blocks damage aid fight stop stops show shows play signal signals hike add lead leads pose work works
    link links rise experience treat treats kill double spark fuel speed slow drive drives shield correct control
    counter place offer promise save prompt lower better experiences forecast flag"""
)
_AGENTS = word_set("by with using at under")
RELATIVES = word_set("who which whose where whom")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb that says that something changes something; word indices of its reading."""

    first: int
    last: int
    lemma: str
    kind: str
    finite: bool
    """Whether it is finite, or the infinitive of a finite helper."""
    modal: str = ""
    """The modal or hedge before it."""
    embedded: bool = False
    """Whether it stands in a relative clause or a subordinate one."""
    passive: bool = False
    bare: bool = False
    """Whether it has neither an object nor an agent: "rates increased", "was reduced in"."""


@cache
def strength_cues() -> CueTable:
    """Return the table of phrases that decide strength."""
    return CueTable(
        [Cue("strength", scope, force, tuple(line.split())) for scope, force, line in read_sections("strength-cues")]
    )


def phrase_hits(reading: Reading) -> tuple[Hit, ...]:
    """Return the strength phrases of a sentence in reading order."""
    return strength_cues().find(reading.words, reading.gaps)


def find_predicates(reading: Reading, content: Content) -> list[Predicate]:
    """Return the verbs of cause and prediction in the content of a sentence, in reading order."""
    forms = verb_forms()
    found = []
    zones = embedded_zones(reading, content)
    for i in range(content.start, content.end):
        for form in forms.get(reading.words[i], ()):
            predicate = _judge(reading, content, i, form, zones)
            if predicate is not None:
                found.append(predicate)
    return found


def _judge(
    reading: Reading, content: Content, i: int, form: VerbForm, zones: list[tuple[int, int]]
) -> Predicate | None:
    words = reading.words
    after = words[i + 1] if i + 1 < content.end else ""
    if form.particles and after not in form.particles:
        if not (
            form.lemma in ("lead", "contribute", "result") and i + 2 < content.end and words[i + 2] in form.particles
        ):
            return None
    helper = _helper_before(reading, content.start, i)
    before = words[helper] if helper >= content.start else ""
    embedded = any(a <= i < b for a, b in zones)
    after_zone = any(b == i for _, b in zones)
    finite, passive = _finite(reading, content, i, form, helper, before, after)
    finite = finite or (after_zone and before not in PREPOSITIONS and "g" not in form.forms)
    if not finite and not passive and "g" not in form.forms and before != "to" and form.kind != "predict":
        return None
    modal = _modal_before(reading, content.start, i)
    bare = _is_bare(reading, content, i, passive)
    return Predicate(i, i + 1, form.lemma, form.kind, finite or passive, modal, embedded, passive, bare)


def _is_bare(reading: Reading, content: Content, i: int, passive: bool) -> bool:
    """Tell whether a verb of change stands without object, or in the passive without the one who does it."""
    words, j = reading.words, i + 1
    while j < content.end and (words[j] in ADVERBS or words[j].endswith("ly")):
        j += 1
    if j >= content.end or "," in reading.gaps[j]:
        return True
    if words[j] == "by":
        return j + 1 < content.end and _is_amount(words[j + 1 : j + 4])
    return (
        passive
        or words[j] in PREPOSITIONS
        or words[j] in ("and", "or", "but", "when", "after", "while", "to", "tenfold")
    )


def _is_amount(words: Sequence[str]) -> bool:
    return any(
        word[0].isdigit() or word in ("one", "half", "two", "a", "about", "approximately", "nearly", "up")
        for word in words[:2]
    )


def _helper_before(reading: Reading, start: int, i: int) -> int:
    """Return the index of the word before a verb, adverbs skipped."""
    words, j = reading.words, i - 1
    while j >= start and (words[j] in ADVERBS or words[j].endswith("ly")):
        j -= 1
    return j


def _finite(
    reading: Reading, content: Content, i: int, form: VerbForm, helper: int, before: str, after: str
) -> tuple[bool, bool]:
    """Tell whether a form is finite (or the infinitive of a finite helper) and whether it is a passive."""
    words = reading.words
    at_start = helper < content.start
    comma = "," in reading.gaps[i]
    if before in MODALS or before in DO:
        return "b" in form.forms, False
    if before == "to":
        return "b" in form.forms and helper > content.start and _raises(reading, helper - 1, content.start), False
    if "n" in form.forms and before in BE:
        return False, after != "to"
    if "n" in form.forms and before in HAVE and form.kind != "achieve":
        return not _names(after), False
    nominal = before in DETERMINERS or before in PREPOSITIONS or before in ADJECTIVES or before in BE or before in HAVE
    if "s" in form.forms or form.forms == "b":
        return _present(reading, i, form, before, after, nominal or at_start, at_start), False
    if "d" in form.forms and "b" not in form.forms:
        if at_start or nominal or before in ("and", "or") and _participle_row(reading, helper, content.start):
            return False, False
        return not (comma and form.kind == "cause" and after in ("by", "in")) and after not in _AGENTS, False
    if "d" in form.forms:
        return not (at_start or nominal), False
    return False, False


def _present(reading: Reading, i: int, form: VerbForm, before: str, after: str, nominal: bool, at_start: bool) -> bool:
    """Tell whether a base or third-person form is a finite verb and not a noun."""
    word = reading.words[i]
    if form.particles:
        return not (nominal and not at_start)
    if word in NOUN_OR_VERB:
        if nominal or not after or after in PREPOSITIONS and after not in ("by", "against"):
            return False
        if after in BE or after in MODALS or after in ("and", "or") or after in HAVE:
            return False
    if "s" in form.forms:
        return not nominal
    if nominal or before in ("and", "or") and not _plural(reading.words[i - 2] if i > 1 else ""):
        return False
    return (
        _plural(before)
        or "and" in reading.words[max(i - 4, 0) : i]
        or before
        in (
            "they",
            "we",
            "that",
            "which",
            "who",
            "you",
            "people",
            "women",
            "men",
            "children",
            "help",
            "helps",
            "helped",
            "let",
            "make",
            "and",
        )
    )


def _plural(word: str) -> bool:
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        or word in ("people", "women", "men", "children", "data", "mice")
    )


def _names(after: str) -> bool:
    """Tell whether "has increased X" has a noun as object of "has"."""
    return after in (
        "risk",
        "risks",
        "mortality",
        "levels",
        "rates",
        "survival",
        "odds",
        "incidence",
        "prevalence",
        "likelihood",
        "outcomes",
        "quality",
    )


def _participle_row(reading: Reading, i: int, start: int) -> bool:
    """Tell whether "and" joins a participle to a prepositional phrase: "with lower weight and reduced risk"."""
    return any(word in ("with", "of", "for", "to", "by") for word in reading.words[max(start, i - 8) : i])


def _raises(reading: Reading, i: int, start: int) -> bool:
    """Tell whether the word before "to" lends its finiteness to the infinitive: "appears to", "found to"."""
    raising = _raising()
    return reading.words[i] in raising or (
        i > start and reading.words[i] in ADVERBS and reading.words[i - 1] in raising
    )


@cache
def _raising() -> frozenset[str]:
    return frozenset(
        word for scope, _, line in read_sections("strength-cues") if scope == "raising" for word in line.split("|")
    )


def _modal_before(reading: Reading, start: int, i: int) -> str:
    """Return the modal that governs a verb: nothing but helpers, adverbs and a short list stands between."""
    words = reading.words
    for j in range(i - 1, max(start, i - 8) - 1, -1):
        word = words[j]
        if word in ("may", "might", "could", "can", "cannot", "can't", "would", "will", "should", "must", "couldn't"):
            return word
        if (
            word in BE
            or word in DO
            or word in ADVERBS
            or word.endswith("ly")
            or word in ("to", "and", "or", "have", "help")
        ):
            continue
        if word in verb_forms() or word.endswith("ing"):
            continue
        if j < i - 3:
            break
    return ""


def embedded_zones(reading: Reading, content: Content) -> list[tuple[int, int]]:
    """Return the ranges of words in relative and subordinate clauses of the content."""
    words, zones = reading.words, []
    i = content.start
    while i < content.end:
        word = words[i]
        comma = "," in reading.gaps[i]
        opens = word in RELATIVES or (word == "that" and i > content.start and not _complement(words[i - 1]))
        if opens:
            end = _relative_end(reading, content, i, comma)
            zones.append((i, end))
            i = end
        elif word in (
            "although",
            "while",
            "whereas",
            "because",
            "when",
            "if",
            "since",
            "despite",
            "unless",
            "though",
        ) and (i == content.start or comma):
            end = next((j for j in range(i + 1, content.end) if "," in reading.gaps[j]), content.end)
            zones.append((i, end))
            i = max(end, i + 1)
        else:
            i += 1
    return zones


def _complement(word: str) -> bool:
    return word in (
        "found",
        "find",
        "finds",
        "show",
        "shows",
        "showed",
        "suggest",
        "suggests",
        "suggested",
        "indicate",
        "indicates",
        "so",
        "conclude",
        "believe",
        "say",
        "says",
        "said",
        "demonstrate",
        "demonstrated",
        "evidence",
        "fact",
        "hypothesis",
        "confirm",
        "confirmed",
        "know",
        "reveal",
        "likely",
        "possible",
        "report",
        "reported",
        "idea",
        "notion",
        "theory",
        "showing",
        "suggesting",
        "indicating",
        "clear",
        "was",
        "is",
    )


def _relative_end(reading: Reading, content: Content, i: int, comma: bool) -> int:
    """Return where a relative clause ends: at the next comma, or before the verb of the main clause."""
    words = reading.words
    if comma:
        return next((j for j in range(i + 1, content.end) if "," in reading.gaps[j]), content.end)
    seen = i + 1 if words[i] in ("who", "that", "which") else -1
    for j in range(i + 1, content.end):
        if "," in reading.gaps[j] and seen >= 0:
            return j
        verbal = words[j] in BE or words[j] in HAVE or words[j] in MODALS or words[j] in DO or words[j] in verb_forms()
        plain = not verbal and words[j].endswith("ed") and seen < 0
        if verbal or plain:
            if (
                seen >= 0
                and j - seen > 1
                and (
                    words[j] in BE
                    or words[j] in HAVE
                    or words[j] in MODALS
                    or words[j] in DO
                    or "d" in verb_forms().get(words[j], (VerbForm("", "", "x"),))[0].forms
                )
            ):
                return j
            seen = j if seen < 0 or j - seen <= 1 else seen
    return content.end
