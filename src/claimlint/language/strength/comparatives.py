"""Comparisons of groups, which say that things go together and not that one causes the other."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.language.standing.cues import Cue, Hit
from claimlint.language.standing.grammar import DETERMINERS, OUTCOMES, PREPOSITIONS, is_adverb
from claimlint.language.standing.reading import Reading
from claimlint.language.strength.content import Content
from claimlint.language.text.words import word_set

_COMPARATIVES = word_set(
    """higher lower greater fewer better worse poorer longer shorter larger smaller faster slower older younger heavier
    earlier later stronger weaker milder healthier thinner taller safer easier rarer more less increased decreased
    reduced elevated improved excess raised diminished lesser sooner closer superior inferior thicker fatter sicker"""
)
_PURE = word_set(
    """higher lower greater fewer better worse poorer longer shorter larger smaller faster slower older younger heavier
    stronger weaker thicker thinner taller fatter sicker sooner"""
)
"""Those that are never participles and need no noun: "die younger", "score lower"."""
_HOLDING = word_set("had have has having show showed shows were are was is at with exhibited reported")
_KNOWN = word_set("previously reported expected thought believed previous published recommended")
_AMONG = word_set("among in for after with when at if")
_QUANTIFYING = word_set("the a an no any or and of to")
_COMPARATIVE = Cue("strength", "comparison", "", ("comparative",))
_REACH = 16


def find_comparatives(reading: Reading, content: Content, zones: Sequence[tuple[int, int]]) -> list[Hit]:
    """Return comparatives that compare groups or name a risk: "older than", "had a higher risk".

    A comparison with what was known before ("lower than previously reported") is none.
    """
    words, end, found = reading.words, content.end, []
    for i in range(content.start, end):
        if words[i] not in _COMPARATIVES or any(first <= i < last for first, last in zones):
            continue
        ahead = words[i + 1 : min(i + _REACH, end)]
        if "than" in ahead:
            place = i + 1 + ahead.index("than")
            if (
                place + 1 < end
                and not words[place + 1][0].isdigit()
                and _KNOWN.isdisjoint(words[place + 1 : place + 4])
            ):
                found.append(Hit(i, place + 1, _COMPARATIVE))
        elif _names_group(words, i, content.start, ahead):
            found.append(Hit(i, i + 1, _COMPARATIVE))
    return found


def _names_group(words: Sequence[str], i: int, start: int, ahead: Sequence[str]) -> bool:
    """Tell whether a comparative without "than" says something of a group: "higher among", "had more pain"."""
    if ahead and ahead[0] in _AMONG and i > start and words[i - 1] not in _QUANTIFYING:
        return True
    if not OUTCOMES.isdisjoint(ahead[:4]):
        return True
    j = i - 1
    while j > 0 and is_adverb(words[j]):
        j -= 1
    if j < start:
        return False
    before = words[j]
    plain = before not in DETERMINERS and before not in PREPOSITIONS and before not in _QUANTIFYING
    last = not ahead or ahead[0] in PREPOSITIONS
    return before in _HOLDING or (plain and last and words[i] in _PURE)
