"""Predicates of cause and association in a sentence: which verb is finite, and which only an adjective or an aim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimlint.language.standing.cues import Cue, CueTable, Hit, read_sections
from claimlint.language.standing.grammar import (
    ADJECTIVES,
    AUXILIARIES,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NOUN_OR_VERB,
    OUTCOMES,
    PREPOSITIONS,
    RAISERS,
    RISKS,
    is_adverb,
    is_plural,
)
from claimlint.language.standing.reading import Reading
from claimlint.language.strength.content import Content
from claimlint.language.strength.verbs import VerbForm, verb_forms
from claimlint.language.text.words import word_set
from claimlint.late import dataclass

_WITH_AGENT = word_set("by with using at under")
_PREPOSITIONAL = word_set("protect interfere guard ward help aid fight shield stave combat")
_CONSEQUENCES = word_set("cause lead result trigger")
_MEASURES = word_set("percent cent times fold")
_ENDS = word_set("and or but when after while to tenfold")
_AMOUNTS = word_set("one half two a about approximately nearly up")
_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb that says that something changes something; word indices of its reading."""

    first: int
    lemma: str
    kind: str
    """The section of the verb lexicon."""
    finite: bool
    """Whether it is finite, or the infinitive of a finite helper."""
    modal: str
    """The modal before it."""
    embedded: bool
    """Whether it stands in a relative or subordinate clause."""
    following: bool
    """Whether it is an -ing form that says what follows: ", causing deaths"."""
    bare: bool
    """Whether it has neither an object nor an agent: "rates increased", "was reduced in"."""

    @property
    def last(self) -> int:
        return self.first + 1


_AIDS = word_set("hearing walking first band visual sleep mobility teaching learning decision memory feeding")
"""What is before the noun: hearing aids."""


@cache
def _strength_cues() -> CueTable:
    sections = read_sections("strength-cues")
    return CueTable([Cue("strength", scope, force, tuple(line.split())) for scope, force, line in sections])


@cache
def _raising() -> frozenset[str]:
    sections = read_sections("strength-cues")
    return frozenset(word for scope, _, line in sections if scope == "raising" for word in line.split("|"))


def phrase_hits(reading: Reading) -> tuple[Hit, ...]:
    """Return the strength phrases of a sentence in reading order."""
    return _strength_cues().find(reading.words, reading.gaps)


def find_predicates(reading: Reading, content: Content, zones: Sequence[tuple[int, int]]) -> list[Predicate]:
    """Return the verbs of cause and prediction in the content of a sentence, in reading order."""
    forms = verb_forms()
    found = []
    for i in range(content.start, content.end):
        for form in forms.get(reading.words[i], ()):
            predicate = _Candidate(reading, content, i, form).judge(zones)
            if predicate is not None:
                found.append(predicate)
    return found


class _Candidate:
    """A verb form at a place, with the words around it."""

    def __init__(self, reading: Reading, content: Content, i: int, form: VerbForm) -> None:
        self.words = reading.words
        self.gaps = reading.gaps
        self.content = content
        self.i = i
        self.form = form
        self.after = self.words[i + 1] if i + 1 < content.end else ""
        self.helper = i - 1
        while self.helper >= content.start and is_adverb(self.words[self.helper]):
            self.helper -= 1
        self.at_start = self.helper < content.start
        self.before = "" if self.at_start else self.words[self.helper]

    def judge(self, zones: Sequence[tuple[int, int]]) -> Predicate | None:
        """Return the predicate, or None where the form is a noun, an adjective or a mere aim."""
        if not self._has_particle() or (self.form.lemma == "aid" and self.before in _AIDS):
            return None
        finite, passive = self._finite()
        finite = finite or (any(end == self.i for _, end in zones) and self._after_clause())
        following = not finite and self._follows()
        if not (finite or passive or following or self.form.kind == "predict"):
            return None
        embedded = any(start <= self.i < end for start, end in zones)
        return Predicate(
            self.i,
            self.form.lemma,
            self.form.kind,
            finite or passive,
            self._modal(zones),
            embedded,
            following,
            self._is_bare(passive),
        )

    def _has_particle(self) -> bool:
        needed = self.form.particles
        if not needed or self.after in needed:
            return True
        later = self.words[self.i + 2] if self.i + 2 < self.content.end else ""
        return self.form.lemma in ("lead", "contribute", "result") and later in needed

    def _finite(self) -> tuple[bool, bool]:
        """Tell whether the form is finite (or the infinitive of a finite helper), and whether it is a passive."""
        before, forms = self.before, self.form.forms
        if before in MODALS or before in DO:
            return "b" in forms, False
        if before == "to":
            return "b" in forms and self._is_raised(), False
        if "n" in forms and before in BE:
            return False, self.after != "to"
        if "n" in forms and before in HAVE and self.form.kind != "achieve":
            direct = self.helper == self.i - 1
            return not (direct and not RISKS.isdisjoint(self.words[self.i + 1 : self.i + 5])), False
        if "g" in forms and before in BE:
            return True, False
        if "b" in forms or "s" in forms:
            return self._is_present(), False
        return "d" in forms and self._is_past(), False

    def _nominal(self) -> bool:
        """Tell whether the word before makes this one part of a noun phrase."""
        before = self.before
        return (
            (before in DETERMINERS and before != "that")
            or before[:1].isdigit()
            or before in _MEASURES
            or before in PREPOSITIONS
            or before in ADJECTIVES
            or before in BE
            or before in HAVE
            or before.endswith(("-fold", "ous", "ive"))
        )

    def _is_past(self) -> bool:
        if self.at_start or self._nominal() or self.after in _WITH_AGENT:
            return False
        if self.before in ("and", "or"):
            row = self.words[max(self.content.start, self.helper - _WINDOW) : self.helper]
            return not any(word in ("with", "of", "for", "to", "by") for word in row)
        return True

    def _is_present(self) -> bool:
        word, after, nominal = self.words[self.i], self.after, self._nominal()
        if self.form.particles:
            return not nominal
        if word in NOUN_OR_VERB:
            if nominal or not after or after in AUXILIARIES or after in RAISERS or after in ("and", "or"):
                return False
            if after in PREPOSITIONS and after not in ("by", "against"):
                return False
        if "s" in self.form.forms:
            return not nominal
        if self.at_start:
            return word not in NOUN_OR_VERB or after in DETERMINERS
        if nominal or self.before in ("and", "or"):
            return self.before == "and" and self._coordinated_subject()
        if "," in self.gaps[self.i]:
            return after in DETERMINERS and "to" not in self.words[self.content.start : self.i]
        if word not in NOUN_OR_VERB:
            return self.before not in verb_forms() or self.before in ("help", "helps", "helped")
        named = after in DETERMINERS or not OUTCOMES.isdisjoint(self.words[self.i + 1 : self.i + 3])
        return named or is_plural(self.before) or self._coordinated_subject()

    def _coordinated_subject(self) -> bool:
        """Tell whether "X and Y" stands before the verb."""
        near = self.words[max(self.content.start, self.i - 4) : self.i - 1]
        return "and" in near

    def _after_clause(self) -> bool:
        return self.before not in PREPOSITIONS and self.before not in DETERMINERS and "g" not in self.form.forms

    def _follows(self) -> bool:
        return (
            "g" in self.form.forms
            and self.i > self.content.start
            and self.before not in PREPOSITIONS
            and self.before not in ("and", "or", "")
            and ("," in self.gaps[self.i] or self.form.lemma in _CONSEQUENCES)
        )

    def _is_raised(self) -> bool:
        """Tell whether the word before "to" lends its finiteness to the infinitive: "appears to", "found to"."""
        j = self.helper - 1
        while j > self.content.start and is_adverb(self.words[j]) and self.words[j] not in _raising():
            j -= 1
        return j >= self.content.start and self.words[j] in _raising()

    def _modal(self, zones: Sequence[tuple[int, int]]) -> str:
        """Return the modal that governs the verb: only helpers, adverbs and other verbs stand between."""
        words = self.words
        for j in range(self.i - 1, max(self.content.start, self.i - _WINDOW) - 1, -1):
            word = words[j]
            if any(start <= j < end <= self.i for start, end in zones):
                continue
            if word in MODALS:
                return word
            helper = word in AUXILIARIES or is_adverb(word) or word in ("to", "and", "or") or word.endswith("ing")
            if not helper and word not in verb_forms() and j < self.i - 3:
                break
        return ""

    def _is_bare(self, passive: bool) -> bool:
        words, j = self.words, self.i + 1
        while j < self.content.end and is_adverb(words[j]):
            j += 1
        if j >= self.content.end or "," in self.gaps[j]:
            return True
        if words[j] == "by":
            return any(word[0].isdigit() or word in _AMOUNTS for word in words[j + 1 : j + 3])
        if self.form.lemma in _PREPOSITIONAL and words[j] in ("against", "with", "off", "to"):
            return False
        return passive or words[j] in PREPOSITIONS or words[j] in _ENDS
