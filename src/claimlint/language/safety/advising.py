"""Advice: where a text tells its readers what to take, eat, do or leave off for their health.

A sentence advises when a verb of intake or treatment stands where a command
stands, or after "you should", or behind "we recommend", with something of
health as its object. Words quoted from or attributed to others do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from claimlint.claim import Status
from claimlint.language.claims.topic import is_medical, is_of_health
from claimlint.language.standing.status import status_of
from claimlint.language.text.pattern_file import read_table
from claimlint.language.text.sentences import Sentence
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_REACH = 9
"""Words after the verb in which its object is looked for."""
_OPENERS = word_set("if when to for before after during once while as in at with on unless")
_CONDITION = regex(r"\b(?:if|whether|when) $", re.I)
_ARTICLES = frozenset({"a", "an", "some"})
_DOSE_START = regex(r"\d|about$|around$|between$|up$")
_FIRM = regex(r"\b(?:should|must|need to|have to|ought to|recommend\w*|advise\w*)\b", re.I)
_MAY = regex(r"\byou\S* (?:\w+ )?(?:can|could|may|might)\b", re.I)
_BREAK = regex(r"[:\u2013\u2014]")
_NOT_BLOCKS = frozenset({"alt", "caption", "description"})
_DESCRIBES = regex(r"(?:are|were|had|have had|have been|is|was) ", re.I)
"""How an item of a list begins that tells what somebody is or had, and commands nothing."""
_LEADS_ON = regex(
    r"\b(?:who|which|whose|(?:if|when|because|after) (?:you|they|he|she)"
    r"|(?:he|she|they|it|doctors?|provider|team|nurse|this)(?: also)? (?:may|might|can|could|will))"
    r"(?: also)?(?: \w+)?: ?$",
    re.I,
)
"""How a sentence ends before a list that goes on with what somebody is or does."""
_LONGEST_LIST = 12
_LONGEST_ITEM = 240
_READERS_OWN = word_set("take use bring carry pack refill")
_OTHERS_WORDS = frozenset({Status.QUOTED, Status.ATTRIBUTED, Status.QUESTIONED, Status.REJECTED})
_SHIELDS_IGNORED = frozenset(
    {"negation", "hedge", "condition", "aim", "background", "disclaimer", "regulator", "warning"}
)


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice."""

    span: Span
    """In the prose: from its verb to what it is about."""
    sentence: Sentence
    strong: bool
    """Whether it says "you should", or names a remedy, a drug, a condition or a dose, and not only food or exercise."""


@dataclass(frozen=True)
class _Words:
    verbs: frozenset[str]
    not_commands: frozenset[str]
    phrases: frozenset[str]
    finite: frozenset[str]
    lead_in: frozenset[str]
    intake: frozenset[str]
    objects: frozenset[str]
    other_senses: Pattern
    modals: Pattern
    recommends: Pattern
    dose: Pattern
    regimen: Pattern
    dose_unless: Pattern
    defers: Pattern


@cache
def advice_table() -> dict[str, Any]:
    """Return ``rules/data/advice.yaml``."""
    return read_table("advice")


@cache
def _words() -> _Words:
    table = advice_table()
    return _Words(
        verbs=frozenset(table["verbs"].split()),
        not_commands=frozenset(table["not_commands"].split()),
        phrases=frozenset(table["phrases"]),
        finite=frozenset(table["finite"].split()),
        lead_in=frozenset(table["lead_in"].split()),
        intake=frozenset(table["intake"].split()),
        objects=frozenset(table["objects"].split()),
        other_senses=Pattern("|".join(table["other_senses"])),
        modals=Pattern(table["modals"]),
        recommends=Pattern("|".join(table["recommends"])),
        dose=Pattern(table["dose"]),
        regimen=Pattern(table["regimen"]),
        dose_unless=Pattern(table["dose_unless"]),
        defers=Pattern(table["defers"]),
    )


def advice_patterns() -> list[Pattern]:
    """Return the patterns that `find_advice` looks for."""
    words = _words()
    doses = [words.dose, words.regimen, words.dose_unless]
    return [words.other_senses, words.modals, words.recommends, *doses, words.defers]


def find_advice(analysis: Analysis) -> tuple[Advice, ...]:
    """Return every piece of advice to the reader, in reading order; at most one a sentence."""
    return tuple(_all_advice(analysis))


def _all_advice(analysis: Analysis) -> Iterator[Advice]:
    addressed = _addressed(analysis)
    for index, sentence in enumerate(analysis.sentences):
        if analysis.document.blocks[sentence.block].kind in _NOT_BLOCKS:
            continue
        found = _command(analysis, sentence, addressed.get(index, ()))
        if found is None or analysis.found_in(_words().defers, sentence.span):
            continue
        if sentence.span.start == found.span.start and _is_described(analysis, sentence.block):
            continue
        if status_of(analysis, found.span, _SHIELDS_IGNORED).status not in _OTHERS_WORDS:
            yield found


def _is_described(analysis: Analysis, index: int) -> bool:
    """Tell whether a block belongs to a list of what people have or do: "At risk are those who:", "They may:"."""
    blocks, prose = analysis.document.blocks, analysis.document.prose
    beside = [prose(block.span) for block in (*blocks[max(index - 1, 0) : index], *blocks[index + 1 : index + 2])]
    if any(_DESCRIBES.match(text) and not text.endswith("?") for text in beside):
        return True
    for before in range(index - 1, max(index - _LONGEST_LIST, 0) - 1, -1):
        text = prose(blocks[before].span)
        if text.endswith(":"):
            return _LEADS_ON.search(text) is not None
        if len(text) > _LONGEST_ITEM:
            return False
    return False


def _addressed(analysis: Analysis) -> dict[int, tuple[int, ...]]:
    """Return, by sentence, the offsets at which "you should" and "we recommend" end."""
    words = _words()
    ends: dict[int, tuple[int, ...]] = {}
    for pattern in (words.modals, words.recommends):
        for span in analysis.find(pattern):
            if _CONDITION.search(analysis.text, max(span.start - 10, 0), span.start):
                continue
            index = analysis.sentence_index(span.start)
            ends[index] = (*ends.get(index, ()), span.end)
    return ends


def _command(analysis: Analysis, sentence: Sentence, addressed: tuple[int, ...]) -> Advice | None:
    first, last = analysis.words.range(sentence.span)
    if first >= last:
        return None
    for start in _verbs(analysis, first, last, addressed):
        found = _with_object(analysis, sentence, start, last)
        if found:
            return found
    return _dosing(analysis, sentence)


def _dosing(analysis: Analysis, sentence: Sentence) -> Advice | None:
    """A dose with the time to take it advises even without a verb: "The protocol: 5 g creatine daily"."""
    table = _words()
    doses = analysis.found_in(table.dose, sentence.span)
    if not doses or not analysis.found_in(table.regimen, sentence.span):
        return None
    return None if analysis.found_in(table.dose_unless, sentence.span) else Advice(doses[0], sentence, True)


def _verbs(analysis: Analysis, first: int, last: int, addressed: tuple[int, ...]) -> Iterator[int]:
    """Yield the words of a sentence at which it commands or recommends something."""
    words, table = analysis.words, _words()
    places = {_after_lead_in(analysis, first, last)}
    # After "If you sleep badly," and in a list of commands, a comma may be followed by a command.
    opened = words.words[first] in _OPENERS or words.words[min(*places, last - 1)] in table.verbs
    for i in range(first + 1, last):
        gap = words.gaps[i]
        if gap != " " and (_BREAK.search(gap) or ("," in gap and (opened or words.words[i] == "then"))):
            places.add(_after_lead_in(analysis, i, last))
    for i in sorted(places):
        if i + 1 < last and _commands(words.words, i, last):
            yield i
    for offset in addressed:
        for i in range(*words.range(Span(offset, max(words.end(last - 1), offset))))[:1]:
            word = words.words[i]
            if _MAY.search(analysis.text, max(offset - 16, 0), offset) and word not in table.intake:
                continue
            if word in table.verbs or _is_gerund(word) or _DOSE_START.match(word) or _is_phrase(words.words, i):
                yield i
            elif i > first and words.words[i - 1] in _ARTICLES and is_of_health(word):
                yield i - 1


def _commands(words: list[str], i: int, last: int) -> bool:
    """Whether the word at ``i``, which stands where a command would, is a verb with something after it."""
    table = _words()
    if _is_phrase(words, i):
        return True
    subject = i + 2 < last and words[i + 2] in table.finite
    return words[i] in table.verbs and words[i + 1] not in table.not_commands and not subject


def _is_phrase(words: list[str], i: int) -> bool:
    return i + 1 < len(words) and f"{words[i]} {words[i + 1]}" in _words().phrases


def _is_gerund(word: str) -> bool:
    """Whether a word is a verb of the table with -ing: taking, cutting, using."""
    stem, verbs = word[:-3], _words().verbs
    return word.endswith("ing") and (stem in verbs or f"{stem}e" in verbs or stem[:-1] in verbs)


def _after_lead_in(analysis: Analysis, i: int, last: int) -> int:
    """Return the first word that is not one of "please always never try to", where a command would stand."""
    words, lead_in = analysis.words.words, _words().lead_in
    first = i
    while i < last and (words[i] in lead_in or words[i].isdigit() or (words[i] == "to" and i > first)):
        i += 1
    stands = i < last and (words[i] in _words().verbs or _is_phrase(words, i))
    return i if stands else min(_last_verb(words, first, i), last)


def _last_verb(words: list[str], first: int, i: int) -> int:
    """Return the last of the words skipped when it is a verb itself: "Try magnesium"."""
    return next((j for j in range(i - 1, first - 1, -1) if words[j] in _words().verbs or _is_phrase(words, j)), i)


def _gives_an_example(analysis: Analysis, start: int, stop: int) -> bool:
    """Tell whether a verb points at a person: "Take Ana Ruiz, 64, who ..."."""
    words, text = analysis.words, analysis.text
    if words.words[start] not in ("take", "consider", "meet") or start + 2 >= stop:
        return False
    name = all(text[words.starts[i]].isupper() and not is_of_health(words.words[i]) for i in (start + 1, start + 2))
    return name and text[words.starts[start + 1] + 1].islower()


def _is_reminder(analysis: Analysis, start: int, last: int) -> bool:
    """Tell whether readers are reminded of a medicine that they have: "take your antihistamine"."""
    words = analysis.words.words
    return (
        words[start] in _READERS_OWN
        and start + 2 < last
        and words[start + 1] == "your"
        and is_medical(words[start + 2])
    )


def _with_object(analysis: Analysis, sentence: Sentence, start: int, last: int) -> Advice | None:
    words, table = analysis.words, _words()
    first = words.range(sentence.span)[0]
    begin = words.starts[start]
    stop = min(start + _REACH + 1, last)
    whole = Span(begin, words.end(stop - 1))
    if any(begin <= sense.start <= begin + 1 for sense in analysis.found_in(table.other_senses, whole)):
        return None
    if _gives_an_example(analysis, start, stop) or _is_reminder(analysis, start, last):
        return None
    doses = analysis.found_in(table.dose, whole)
    for i in range(start + 1, stop):
        word = words.words[i]
        if is_of_health(word) or word in table.objects:
            around = words.words[first:last]
            strong = bool(doses) or any(map(is_medical, around)) or sum(map(is_of_health, around)) > 1
            strong = strong or _FIRM.search(analysis.text, max(begin - 24, 0), begin) is not None
            return Advice(Span(_denied_from(analysis, start, first), words.end(i)), sentence, strong)
    return Advice(Span(begin, max(doses[0].end, begin)), sentence, True) if doses else None


def _denied_from(analysis: Analysis, start: int, first: int) -> int:
    """Return where a command begins whose verb is word ``start``: "do not", "don't" and "never" belong to it."""
    words = analysis.words
    before = words.words[max(start - 2, first) : start]
    if before[-2:] == ["do", "not"]:
        return words.starts[start - 2]
    return words.starts[start - 1] if before[-1:] in (["don't"], ["never"]) else words.starts[start]
