"""Mentions: every word or phrase of the lexicons in a prose, found in one pass over its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import compress
from typing import NamedTuple

from claimlint.language.claims.inflection import noun_forms, verb_forms
from claimlint.language.claims.term_table import Entry, Terms, TermTable, unpacked
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import Words, split_words, word_set
from claimlint.late import dataclass
from claimlint.remembered import Remembered
from claimlint.resources import derived

CONDITION, SYMPTOM, BODY, FUNCTION, MARKER = 1, 2, 4, 8, 16
REMEDY, FOOD, PRACTICE, GENERAL, DEVICE, PROCEDURE, DRUG, EXPOSURE, PRODUCT, CARE = (1 << bit for bit in range(5, 15))
VAGUE = 1 << 15
"""A term of another kind that ordinary language uses in other senses as well."""
TARGET = CONDITION | SYMPTOM | BODY | FUNCTION | MARKER
ILL = CONDITION | SYMPTOM
AGENT = REMEDY | FOOD | PRACTICE | GENERAL | DEVICE | PROCEDURE | DRUG | EXPOSURE | PRODUCT
ABSOLUTE, AGAINST, FOR, RAISE, HARM, LEAVE, GIVE = 1, 2, 4, 8, 16, 32, 64
"""Classes of verbs: see the lexicons ``verbs-*.txt``."""

NOUN_FILES = {
    "conditions": CONDITION,
    "symptoms": SYMPTOM,
    "body": BODY,
    "functions": FUNCTION,
    "markers": MARKER,
    "remedies": REMEDY,
    "foods": FOOD,
    "practices": PRACTICE,
    "practices-general": GENERAL,
    "devices": DEVICE,
    "procedures": PROCEDURE,
    "drugs": DRUG,
    "exposures": EXPOSURE,
    "products": PRODUCT,
    "care": CARE,
    "vague-complaints": VAGUE,
}
VERB_FILES = {
    "verbs-absolute": ABSOLUTE,
    "verbs-against": AGAINST,
    "verbs-for": FOR,
    "verbs-raise": RAISE,
    "verbs-harm": HARM,
    "verbs-leave": LEAVE,
    "verbs-give": GIVE,
}
_PARTICLES = frozenset(["up", "down", "out", "off", "away", "back"])
_GAP = 6
_ENDS_GAP = word_set("is are was were has have and but that which who when because if while so")


class Noun(NamedTuple):
    """A term of a noun lexicon: words ``first`` up to, not including, ``last`` of the prose."""

    first: int
    last: int
    kinds: int


class Verb(NamedTuple):
    """A form of a verb; where its object stands inside it, ``gap`` is where that begins, otherwise 0."""

    first: int
    last: int
    classes: int
    forms: int
    gap: int = 0
    gap_end: int = 0


@dataclass(frozen=True)
class Mentions:
    """All mentions of a prose in reading order; indices of ``Analysis.words``."""

    nouns: list[Noun]
    verbs: list[Verb]
    compounds: list[int]
    """Words with a hyphen that no lexicon holds."""


def _term_words(term: str) -> tuple[str, ...]:
    words = term.split(" ")
    # Most terms are plain words, and there are thousands of them to load.
    if term.isascii() and term.islower() and all(word.isalpha() for word in words):
        return tuple(words)
    return tuple(split_words(term).words)


@cache
def noun_table() -> TermTable:
    """Return all noun terms in all their forms, by first word."""
    known = derived("nouns")
    if known is not None:
        return unpacked(known)
    table, troubled = Terms(), _troubled()
    for name, kind in NOUN_FILES.items():
        for term in load_terms(name):
            for form in noun_forms(term):
                words = _term_words(form)
                whole = kind | BODY if kind & ILL and len(words) > 1 and words[0] in troubled else kind
                table.add(words, whole, 0, term.isupper())
                if len(words) == 2 and "-" not in form:
                    table.add(("-".join(words),), kind, 0, False)
    return table.table()


@cache
def verb_table() -> TermTable:
    """Return all verb phrases in all their forms, by first word; ``*`` stands for the object."""
    known = derived("verbs")
    if known is not None:
        return unpacked(known)
    table = Terms()
    for name, verb_class in VERB_FILES.items():
        for phrase in load_terms(name):
            for form, bits in verb_forms(phrase).items():
                words = tuple(form.split(" "))
                table.add(words, verb_class, bits, False)
                if len(words) == 3 and words[1] == "*" and words[2] in _PARTICLES:
                    table.add((words[0], words[2]), verb_class, bits, False)
    return table.table()


_ENDINGS = {"drug-stems": DRUG, "condition-stems": CONDITION, "procedure-stems": PROCEDURE}
"""Lexicons of endings by what a word with such an ending names; ``!`` marks words that only end so."""
_LEAST = 7


@cache
def _endings() -> tuple[frozenset[str], tuple[tuple[tuple[str, ...], int], ...], frozenset[str]]:
    """Return the last three letters of all endings, the endings of each kind, and the exceptions."""
    lines = {name: load_terms(name) for name in _ENDINGS}
    kinds = tuple((tuple(t for t in lines[name] if t[0] != "!"), kind) for name, kind in _ENDINGS.items())
    others = frozenset(term[1:] for terms in lines.values() for term in terms if term[0] == "!")
    return frozenset(term[-3:] for terms, _ in kinds for term in terms), kinds, others


@lru_cache(maxsize=4096)
def kind_of_ending(word: str) -> int:
    """Return what a lower-case word names by its ending alone, 0 for nothing.

    >>> kind_of_ending("zanubrutinib") == DRUG, kind_of_ending("lymphangioma") == CONDITION, kind_of_ending("diploma")
    (True, True, 0)
    """
    _, kinds, others = _endings()
    if len(word) < _LEAST or not word.isalpha() or word in others:
        return 0
    return next((kind for endings, kind in kinds if word.endswith(endings)), 0)


@cache
def _troubled() -> frozenset[str]:
    return frozenset(load_terms("trouble-adjectives"))


_NOUN, _VERB, _COMPOUND = 1, 2, 4


@cache
def _roles() -> Remembered[str, int]:
    """Return what words may begin, as bits: most words of a text have been seen before."""
    nouns, verbs, ends = noun_table(), verb_table(), _endings()[0]

    def role(word: str) -> int:
        known = word in nouns
        begins_noun = known or (word[-3:] in ends and kind_of_ending(word) > 0)
        return _NOUN * begins_noun | _VERB * (word in verbs) | _COMPOUND * ("-" in word and not known)

    return Remembered(role)


def find_mentions(text: str, words: Words) -> Mentions:
    """Return every mention in a prose; time grows with the number of words."""
    roles = list(map(_roles().__getitem__, words.words))
    marked = list(compress(enumerate(roles), roles))
    nouns = _nouns([i for i, role in marked if role & _NOUN], noun_table(), words, text)
    verbs = _verbs([i for i, role in marked if role & _VERB], verb_table(), words)
    return Mentions(nouns, verbs, [i for i, role in marked if role & _COMPOUND])


def _nouns(places: Iterable[int], table: TermTable, words: Words, text: str) -> list[Noun]:
    forms, gaps = words.words, words.gaps
    troubled = _troubled()
    found: list[Noun] = []
    free, final = 0, len(forms) - 1
    for i in places:
        if i < free:
            continue
        seconds = table.get(forms[i])
        if seconds is None:
            found.append(Noun(i, i + 1, kind_of_ending(forms[i])))
            continue
        candidates = seconds.get(forms[i + 1]) if i < final else None
        entry = _longest(candidates, i, words, text) if candidates else None
        if entry is None and (alone := seconds.get("")):
            entry = _longest(alone, i, words, text)
        if entry:
            free = i + 1 + len(entry[0])
            kinds = entry[1]
            if kinds & (BODY | FUNCTION) and i and forms[i - 1] in troubled and gaps[i] == " ":
                kinds |= SYMPTOM
            found.append(Noun(i, free, kinds))
    return found


def _longest(candidates: Sequence[Entry], i: int, words: Words, text: str) -> Entry | None:
    """Return the first entry whose words follow word ``i``, in capitals where only those count."""
    forms = words.words
    for entry in candidates:
        rest, _, _, caps = entry
        length = len(rest)
        if length and (forms[i + 1 : i + 1 + length] != rest or not _joined(words.gaps, i + 1, length)):
            continue
        if not caps or text[words.starts[i] : words.end(i)].isupper():
            return entry
    return None


def _joined(gaps: list[str], first: int, count: int) -> bool:
    return _JOINTS.issuperset(gaps[first : first + count])


_JOINTS = frozenset([" ", "-", "'", "' ", "&", " & ", "/", ". ", ", "])


def _verbs(places: Iterable[int], table: TermTable, words: Words) -> list[Verb]:
    forms, gaps = words.words, words.gaps
    found: list[Verb] = []
    free = 0
    for i in places:
        if i < free:
            continue
        window = forms[i + 1 : i + _GAP + 3]
        seconds = table.get(forms[i]) or {}
        following = seconds.get(window[0], ()) if window else ()
        for rest, classes, bits, _ in _in_order(following, seconds):
            if rest and rest[0] == "*" and rest[1] not in window:
                continue
            place = _match_rest(rest, i + 1, forms, gaps) if rest else (i + 1, 0, 0)
            if place:
                last, gap, gap_end = place
                found.append(Verb(i, last, classes, bits, gap, gap_end))
                # An object inside the phrase may hold verbs of its own ("bring down what inflames").
                free = gap or last
                break
    return found


def _in_order(following: Sequence[Entry], seconds: dict[str, list[Entry]]) -> Sequence[Entry]:
    """Return the phrases to try: the long ones, those around an object, the short ones, the verb alone."""
    around, alone = seconds.get("*"), seconds.get("", ())
    if not around:
        return (*following, *alone) if following else alone
    if not following:
        return (*around, *alone)
    long = [entry for entry in following if len(entry[0]) > 1]
    return (*long, *around, *(entry for entry in following if len(entry[0]) < 2), *alone)


def _match_rest(rest: list[str], i: int, forms: list[str], gaps: list[str]) -> tuple[int, int, int] | None:
    """Return (end, start of the object, its end) when the rest of a verb phrase follows from word ``i``."""
    gap = gap_end = 0
    for part_index, part in enumerate(rest):
        if part != "*":
            if i >= len(forms) or forms[i] != part or gaps[i] not in _JOINTS:
                return None
            i += 1
            continue
        following = rest[part_index + 1]
        gap = i
        limit = min(i + _GAP + 1, len(forms))
        while i < limit and forms[i] != following:
            if gaps[i].strip() or forms[i] in _ENDS_GAP:
                return None
            i += 1
        if i >= limit or i == gap or gaps[i].strip():
            return None
        gap_end = i
    return i, gap, gap_end
