"""Speakers: what in a subject tells that a study, an institution, a person, a company or a crowd speaks."""

from __future__ import annotations

import re
from functools import cache

from claimlint.language.standing.cues import read_sections
from claimlint.language.standing.reading import Reading
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex

YEAR = regex(r"(?:19|20)\d\d")
_NEVER_NAMES = word_set("i the this that it we you they our in a an")
DEFINITE = word_set("the this that these those their its his her both")
_TOGETHER = word_set("colleagues co-workers coworkers al")
"""Words that follow the name of the first author of a paper."""
_DESIGNS = word_set(
    """randomised randomized controlled placebo-controlled double-blind systematic meta-analysis meta-analyses cohort"""
)
_OWN = word_set("our")
_MATERIAL = (["tests"], ["test"], ["studies"], ["research"], ["trials"], ["science"], ["data"], ["evidence"], ["grade"])
"""After the name of a kind of institution these make a crowd of it: "laboratory tests show"."""
_NO_NOUNS = word_set("many some everyone others it you we i they")
_COUNTING = word_set("a an one two three four five six seven eight nine ten twelve")

Row = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class SourceWords:
    by_kind: dict[str, frozenset[str]]
    phrases: dict[str, list[Row]]
    frames: dict[str, list[Row]]
    passives: dict[str, list[Row]]
    """Rows of words by each of the words they can begin with."""
    heads: frozenset[str]
    """Every word at which a source can be found."""


@cache
def known_words() -> SourceWords:
    lines: dict[str, list[str]] = {}
    for kind, _, line in read_sections("cues-sources"):
        lines.setdefault(kind, []).append(line)

    def rows(kind: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
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
    heads = frozenset(["in", "as", *frames, *passives, *by_kind["reporting"], *by_kind["belief"]])
    return SourceWords(by_kind, rows("institution-phrase"), frames, passives, heads)


def source_kind(reading: Reading, start: int, end: int) -> str:
    """Return what kind of source the words name, or an empty string."""
    words, sets = reading.words[start:end], known_words().by_kind
    if not words:
        return ""
    if words[0] in _OWN and not any(reading.capital(i) for i in range(start + 1, end)):
        # "Our pharmacist says" is the seller speaking.
        return "crowd"
    if any(word in sets["company"] for word in words):
        return "company"
    if _names_institution(reading, start, end):
        return "institution"
    if any(word in sets["study"] for word in words) and is_particular(reading, start, end):
        return "study"
    if any(word.removesuffix("'s") in sets["person"] for word in words) or _has_name(reading, start, end):
        return "person"
    if any(word in sets["people"] for word in words) and (
        words[0] in DEFINITE or any(reading.capital(i) for i in range(start + 1, end))
    ):
        return "study"
    if not _TOGETHER.isdisjoint(words) and reading.capital(start) and words[0] not in DEFINITE:
        return "study"
    return "crowd" if any(word in sets["crowd"] or is_crowd(word) for word in words) else ""


def is_crowd(word: str) -> bool:
    """Tell whether a noun stands for many who may speak: studies, doctors, cardiologists."""
    sets = known_words().by_kind
    return (word in sets["crowd"] and word not in _NO_NOUNS) or (word[-1:] == "s" and word[:-1] in sets["person"])


def _names_institution(reading: Reading, start: int, end: int) -> bool:
    acronyms, nouns = known_words().by_kind["acronym"], known_words().by_kind["institution"]
    for i in range(start, end):
        word = reading.words[i]
        written = reading.written(i, i + 1)
        if written.isupper() and written.removesuffix("'S") in acronyms:
            return True
        named = (written[0].isupper() and i > 0) or reading.words[start] in ("the", "a", "an")
        if word.removesuffix("'s") in nouns and named and reading.words[i + 1 : i + 2] not in _MATERIAL:
            return True
        if any(row_at(reading, row, i) for row in known_words().phrases.get(word, ())):
            return True
    return False


def is_particular(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a study is one in particular: a year, a name, or one already spoken of."""
    words = reading.words[start:end]
    if words[0] in DEFINITE or any(YEAR.fullmatch(word) for word in words):
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


def row_at(reading: Reading, row: Row, i: int) -> bool:
    """Tell whether a row of words stands at a place; a colon asks for one after the word before."""
    words = reading.words
    for k, choices in enumerate(row):
        if ":" in choices:
            return ":" in reading.gaps[min(i + k, len(words))]
        if i + k >= len(words) or words[i + k] not in choices:
            return False
    return True
