"""Verb forms: which inflected word belongs to which verb of the strength lexicon, and how it may be used."""

from __future__ import annotations

from functools import cache

from claimlint.language.standing.cues import read_sections
from claimlint.late import dataclass

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One form of one verb."""

    lemma: str
    kind: str
    """The section of the lexicon: cause, particle, achieve, work, predict."""
    forms: str
    """What the form can be: ``b`` base, ``s`` third person, ``d`` past, ``n`` participle, ``g`` -ing."""
    particles: frozenset[str] = frozenset()
    """Words one of which must follow; empty: none needed."""


def inflect(base: str) -> tuple[str, str, str, str, str]:
    """Return base, third person, past, participle and -ing form of a regular verb.

    >>> inflect("stop")
    ('stop', 'stops', 'stopped', 'stopped', 'stopping')
    >>> inflect("ease")
    ('ease', 'eases', 'eased', 'eased', 'easing')
    """
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        third = base[:-1] + "ies"
    else:
        third = base + "s"
    if base.endswith("e"):
        return base, third, base + "d", base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base, third, base[:-1] + "ied", base[:-1] + "ied", base + "ing"
    stem = base + base[-1] if _doubles(base) else base
    return base, third, stem + "ed", stem + "ed", stem + "ing"


def _doubles(base: str) -> bool:
    """Tell whether the last consonant is doubled: one short syllable, or a stressed last one."""
    if len(base) < 3 or base[-1] in "wxyh" or base[-1] in _VOWELS or base[-2] not in _VOWELS or base[-3] in _VOWELS:
        return False
    return sum(char in _VOWELS for char in base) == 1 or base in ("deter", "confer", "prefer", "occur")


@cache
def verb_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Return every verb form of the lexicon by its spelling."""
    found: dict[str, list[VerbForm]] = {}
    for kind, _, line in read_sections("strength-verbs"):
        written, _, particles = line.partition(",")
        parts = written.split()
        paradigm = parts if len(parts) == 5 else inflect(parts[0])
        spellings: dict[str, str] = {}
        for form, spelling in zip("bsdng", paradigm, strict=True):
            spellings[spelling] = spellings.get(spelling, "") + form
        needed = frozenset(particles.strip().split("|")) - {""}
        for spelling, forms in spellings.items():
            found.setdefault(spelling, []).append(VerbForm(paradigm[0], kind, forms, needed))
    return {spelling: tuple(forms) for spelling, forms in found.items()}
