"""The wording of disclaimers as data: ``rules/data/disclaimers.yaml``, and how one sentence is read with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.safety.disclaimer_roles import (
    announced_by,
    belongs_under,
    groups_by_frames,
    groups_by_roles,
    groups_by_scores,
    scores,
)
from claimlint.language.text.pattern_file import (
    Alternatives,
    alternatives,
    matches,
    pieces_pattern,
    read_pieces,
    read_table,
)
from claimlint.language.text.scores import SHORT_PAIR
from claimlint.late import dataclass
from claimlint.matcher import Haystack, Pattern

_FOLD = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u2011": "-", "\u2010": "-", "*": " ", "_": " "})
_READER = "you"
"""What speaks to the reader, and without any other piece may be a frame: you, your, yours."""
_ALONE = frozenset({Group.CONSULT})
"""What one sentence says by itself: doctors in one and an advice in the next are no advice to ask them."""
_MAX_SENTENCE = 1500
"""Code points; what is longer is no sentence."""


@dataclass(frozen=True)
class Wording:
    """The compiled patterns of the data file."""

    hints: Pattern
    """Any of the pieces without which a text disclaims nothing."""
    gates: Mapping[Group, tuple[tuple[str, ...], ...]]
    """What a sentence in lower case must hold for a group's patterns to be tried: one of each tuple."""
    groups: Mapping[Group, Alternatives]
    unless: Alternatives
    spared: frozenset[Group]
    """Groups to which ``unless`` does not apply."""
    headings: Alternatives
    under_heading: Alternatives
    dshea_first: Pattern
    dshea_second: Pattern


@cache
def wording() -> Wording:
    """Read and compile the data file."""
    table = read_table("disclaimers")
    pieces = read_pieces(table)
    named = table["gate_words"]
    return Wording(
        hints=pieces_pattern(table["hints"]),
        gates={
            Group(name): tuple(tuple(named[item] if isinstance(item, str) else item) for item in lists)
            for name, lists in table["gates"].items()
        },
        groups={Group(name): alternatives(entries, pieces) for name, entries in table["groups"].items()},
        unless=alternatives(table["unless"], pieces),
        spared=frozenset(Group(name) for name in table["unless_spares"]),
        headings=alternatives(table["headings"], pieces),
        under_heading=alternatives(table["under_heading"], pieces),
        dshea_first=Pattern(table["dshea_first"]),
        dshea_second=Pattern(table["dshea_second"]),
    )


def is_hinted(text: str, words: Sequence[str]) -> bool:
    """Whether a text can hold a disclaimer at all; ``words`` are its words in lower case."""
    lowered = text.lower()
    if _READER in lowered or wording().hints.search(Haystack(lowered)) is not None:
        return True
    return scores().may_say(words)


def groups_of(sentence: str, heading: str = "") -> frozenset[Group]:
    """Return the groups of disclaimers that one sentence beneath a heading makes.

    >>> sorted(groups_of("This article is not medical advice."))
    [<Group.NOT_ADVICE: 'not_advice'>]
    >>> groups_of("The nasal spray is not a substitute for emergency medical care.")
    frozenset()
    """
    text = " ".join(sentence[:_MAX_SENTENCE].translate(_FOLD).split())
    announced = is_disclaimer_heading(heading)
    lowered = text.lower()
    if announced or wording().hints.search(Haystack(lowered)) is not None:
        return _read(text, announced, announced and announced_by(heading))
    found = groups_by_scores(text) | (groups_by_frames(text) if _READER in lowered else frozenset())
    return _without_reports(set(found), text) if found else found


def groups_of_pair(first: str, second: str) -> frozenset[Group]:
    """Return what two short sentences disclaim that follow each other, and of which neither does alone."""
    text = " ".join(f"{first} {second}".translate(_FOLD).split())
    found = groups_by_scores(text) - _ALONE if text.count(" ") < SHORT_PAIR else frozenset()
    return _without_reports(set(found), text) if found else found


@lru_cache(maxsize=2048)
def _read(text: str, announced: bool, outright: bool) -> frozenset[Group]:
    words, haystack = wording(), Haystack(text)
    lowered = f" {text.lower()} "
    found = {
        group
        for group, gate in words.gates.items()
        if all(any(piece in lowered for piece in pieces) for pieces in gate) and matches(words.groups[group], haystack)
    }
    found |= groups_by_roles(text) | groups_by_frames(text) | groups_by_scores(text)
    if announced and (matches(words.under_heading, haystack) or (outright and belongs_under(text))):
        found.add(Group.NOT_ADVICE)
    return _without_reports(found, text)


def _without_reports(found: set[Group], text: str) -> frozenset[Group]:
    """Take back what a sentence only reports of others."""
    spared = wording().spared
    return frozenset(found & spared if found - spared and matches(wording().unless, Haystack(text)) else found)


@lru_cache(maxsize=512)
def is_disclaimer_heading(heading: str) -> bool:
    """Whether a heading announces a disclaimer."""
    return bool(heading) and len(heading) < 100 and matches(wording().headings, Haystack(heading))
