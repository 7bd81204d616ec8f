"""Disclaimers told by the parts words play: the page, a denial, and the care it denies to be.

"Please do not treat what we publish as a replacement for a visit to your GP" has
none of the usual phrases, yet it names the page, denies, and names what the page
does not replace. Each part is a list of words in ``rules/data/disclaimer-roles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.text.frames import Frames
from claimlint.language.text.pattern_file import NamedPatterns, read_table
from claimlint.language.text.scores import Scores, without_quotes
from claimlint.language.text.words import Listed
from claimlint.late import dataclass, regex
from claimlint.matcher import Haystack, Pattern

_WORD = regex(r"[^\W_]+(?:['-][^\W_]+)*")
_LISTS = (
    "thing",
    "before_thing",
    "whole",
    "shared",
    "using",
    "self",
    "writer",
    "not",
    "care",
    "field",
    "breaks",
    "others",
    "ambiguous",
)
_PATTERNS = {
    "results": Group.RESULTS_VARY,
    "risk": Group.OWN_RISK,
    "endorse": Group.NOT_ENDORSE,
    "warranty": Group.OWN_RISK,
    "agency": Group.DSHEA,
    "urgent": Group.EMERGENCY,
    "told_to": Group.CONSULT,
    "untrained": Group.NOT_PROFESSIONAL,
    "not_patient": Group.NO_RELATIONSHIP,
    "disregard": Group.NEVER_DISREGARD,
    "for_interest": Group.INFO_ONLY,
}
_OTHERS = ("not_from", "personal", "fragment", "past", "general", "denial")
_HEADINGS = ("under_strong", "strong_heading", "money_heading", "money")
_INSTEAD = (("rather", "than"), ("instead", "of"), ("in", "place"))
_COMMANDING = 5
"""Words at the beginning among which a command denies: "please do not take"."""
_BEFORE_WRITER = frozenset({"our", "the", "my", "this"})
_OWN_PAGE = frozenset({"this", "these", "our", "my"})
_CURES = ("treat", "cure", "diagnos", "prevent")
_NO_COMMAND = frozenset({"no", "none", "nothing", "neither", "nor", "isn't", "aren't"})
_NEAR = 4
"""Words before a part of a page in which the word that makes it this page's stands."""


@dataclass(frozen=True)
class _Roles:
    words: Mapping[str, Listed]
    patterns: NamedPatterns
    headings: NamedPatterns
    gate: Pattern


@cache
def _roles() -> _Roles:
    table = read_table("disclaimer-roles")
    return _Roles(
        {name: Listed(table[name]) for name in _LISTS},
        NamedPatterns({name: Pattern(table[name]) for name in (*_PATTERNS, *_OTHERS)}),
        NamedPatterns({name: Pattern(table[name]) for name in _HEADINGS}),
        Pattern(table["gate"]),
    )


@cache
def _frames() -> Frames:
    return Frames("disclaimer-frames")


def groups_by_roles(text: str) -> frozenset[Group]:
    """Return the groups that a sentence disclaims by the parts its words play."""
    if _roles().gate.search(Haystack(text)) is None:
        return frozenset()
    read = _roles().patterns.found_in(text)
    past = "past" in read
    found = {group for name, group in _PATTERNS.items() if name in read}
    if past:
        found.discard(Group.RESULTS_VARY)
    if "fragment" in read:
        found.add(Group.NOT_ADVICE)
    if "denial" in read and not past:
        words = [match.group().lower() for match in _WORD.finditer(text)]
        found |= _denied(words, read, text)
    return frozenset(found)


def groups_by_frames(text: str) -> frozenset[Group]:
    """Return the groups that a sentence disclaims by words of several classes together."""
    return frozenset(Group(name) for name in _frames().found_in(text))


@cache
def scores() -> Scores:
    """Return the classes and readings of ``rules/data/disclaimer-scores.yaml``."""
    return Scores("disclaimer-scores")


def groups_by_scores(text: str) -> frozenset[Group]:
    """Return the groups that a text disclaims by how many classes of words stand together, without what it quotes."""
    return frozenset(Group(scored.meaning) for scored in scores().read(without_quotes(text)))


def _denied(words: list[str], read: frozenset[str], text: str) -> set[Group]:
    found = set()
    denials = _denials(words)
    from_others = "not_from" in read and _pages(words)
    if from_others or _page_denies(words, denials) or ("personal" in read and _writers_deny(words, denials, text)):
        found.add(Group.NOT_ADVICE)
    if "general" in read and any(word in _roles().words["field"] for word in words):
        found.add(Group.INFO_ONLY)
    return found


def announced_by(heading: str) -> bool:
    """Whether a heading says outright that what follows is a disclaimer about health, and not about money."""
    read = _roles().headings.found_in(heading)
    return "strong_heading" in read and "money_heading" not in read


def belongs_under(text: str) -> bool:
    """Whether a sentence beneath such a heading is part of the disclaimer, and not about money."""
    read = _roles().headings.found_in(text)
    return "under_strong" in read and "money" not in read


def _denials(words: list[str]) -> list[int]:
    listed = _roles().words["not"]
    return [
        index
        for index, word in enumerate(words)
        if word in listed or word.endswith("n't") or tuple(words[index : index + 2]) in _INSTEAD
    ]


def _pages(words: list[str]) -> list[int]:
    """Return where the page or a part of it is named."""
    return [index for index in range(len(words)) if _is_page(words, index)]


def _is_page(words: list[str], index: int) -> bool:
    listed, word = _roles().words, words[index]
    following = words[index + 1 : index + 8]
    if word in listed["thing"]:
        ambiguous = word in listed["ambiguous"]
        own = _OWN_PAGE if ambiguous else listed["before_thing"]
        if any(item in own for item in words[max(index - _NEAR, 0) : index]) or (index < 2 and not ambiguous):
            return True
    if word in listed["whole"]:
        return _leads_to_page(following)
    return index < 2 and word in listed["using"] and _leads_to_page(following[:4])


def _leads_to_page(following: list[str]) -> bool:
    """Whether "anything", "what" or "reading" goes on to the page: "what we write", "reading this blog"."""
    listed = _roles().words
    return any(item in listed["shared"] for item in following[:3]) or any(item in listed["thing"] for item in following)


def _page_denies(words: list[str], denials: list[int]) -> bool:
    """Whether the page is the subject of a denial of care, or a command forbids to take it for care."""
    listed = _roles().words
    cares = [index for index, word in enumerate(words) if word in listed["care"]]
    pages = _pages(words)
    medical = any(word in listed["field"] for word in words)
    medical = medical or sum(any(word.startswith(stem) for word in words) for stem in _CURES) > 1
    if not cares or not pages or not medical:
        return False
    for denial in denials:
        for page in pages:
            if page <= denial and any(denial <= care for care in cares):
                between = words[page + 1 : denial]
                if not any(word in listed["breaks"] or word in listed["others"] for word in between):
                    return True
            commands = denial < _COMMANDING and words[denial] not in _NO_COMMAND
            if commands and denial < page and any(page < care for care in cares):
                return not any(word in listed["others"] for word in words[:page])
    return False


def _writers_deny(words: list[str], denials: list[int], text: str) -> bool:
    """Whether those who write say that they do not advise, diagnose or know the reader."""
    listed = _roles().words
    if any(word in listed["others"] for word in words[:3]):
        return False
    writers = [
        index
        for index, word in enumerate(words)
        if word in listed["self"]
        or (word in listed["writer"] and _BEFORE_WRITER.intersection(words[max(index - 2, 0) : index]))
    ]
    writers += _pages(words)
    # A firm by its name: "Herbsmith & Daughters does not practise medicine".
    named = re.match(r"(?:[A-Z][\w']+ (?:& |and )?){1,4}(?:does|do|is|are)(?: not|n't)\b", text) is not None
    return named or any(abs(denial - writer) <= _NEAR + 2 for denial in denials for writer in writers)
