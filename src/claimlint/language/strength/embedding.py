"""Embedded clauses: relative and subordinate ones and asides in brackets, whose verbs are not the sentence's own."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.language.standing.grammar import (
    AUXILIARIES,
    BE,
    COMPLEMENT_TAKERS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    is_adverb,
)
from claimlint.language.standing.reading import Reading
from claimlint.language.strength.content import Content
from claimlint.language.strength.verbs import verb_forms


def embedded_zones(reading: Reading, content: Content) -> list[tuple[int, int]]:
    """Return the half-open ranges of words in relative and subordinate clauses of the content."""
    words, zones = reading.words, []
    i = content.start
    while i < content.end:
        word = words[i]
        comma = "," in reading.gaps[i]
        if "(" in reading.gaps[i]:
            end = next((j for j in range(i + 1, content.end) if ")" in reading.gaps[j]), content.end)
        elif word in RELATIVES or (word == "that" and i > content.start and words[i - 1] not in COMPLEMENT_TAKERS):
            end = _relative_end(reading, content, i, comma)
        elif word in SUBORDINATORS and (i == content.start or comma):
            end = reading.comma_after(i, content.end)
        else:
            i += 1
            continue
        zones.append((i, end))
        i = max(end, i + 1)
    return zones


def _relative_end(reading: Reading, content: Content, i: int, comma: bool) -> int:
    """Return where a relative clause ends: at the next comma, or before the verb of the main clause."""
    if comma:
        return reading.comma_after(i, content.end)
    words = reading.words
    seen = i + 1 if words[i] in ("who", "that", "which") else -1
    for j in range(i + 1, content.end):
        if "," in reading.gaps[j] and seen >= 0:
            return j
        if words[j] in AUXILIARIES or words[j] in verb_forms():
            grouped = seen < 0 or all(is_adverb(word) or word in AUXILIARIES for word in words[seen + 1 : j])
            if not grouped and _opens_main_clause(words, j, content.end):
                return j
            seen = j if grouped else seen
        elif seen < 0 and words[j].endswith("ed"):
            seen = j
        elif seen >= 0 and j - seen > 1 and _is_other_verb(words, j, content.end):
            return j
    return content.end


def _is_other_verb(words: Sequence[str], j: int, end: int) -> bool:
    """Tell whether a word outside the verb lexicon is the main verb: "... reported a lower rate"."""
    if words[j - 1] in PREPOSITIONS or words[j - 1] in DETERMINERS or words[j - 1] in BE or j + 1 >= end:
        return False
    if words[j].endswith("ed"):
        return words[j + 1] in DETERMINERS or is_adverb(words[j + 1])
    return words[j] in ("show", "shows", "exhibit", "report", "develop")


def _opens_main_clause(words: Sequence[str], j: int, end: int) -> bool:
    """Tell whether the verb at a place can be the main one: a helper, a past form, or one with an object after it."""
    if words[j] in AUXILIARIES:
        return True
    if any("d" in form.forms for form in verb_forms()[words[j]]):
        return True
    return j + 1 < end and words[j + 1] in DETERMINERS and words[j - 1] not in ("to", "of", "for", "by", "and")
