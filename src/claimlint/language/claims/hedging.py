"""A claim in a weaker form: “lowers cortisol” as “may lower cortisol”, where a word changes that."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from claimlint.claim import Claim, Status
from claimlint.language.claims.inflection import BASE, PAST, base_of, verb_forms
from claimlint.rule import Edit
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_JOINING = frozenset(("and", "or", "but", "then"))
_PLURAL = frozenset(("they", "people", "children", "women", "men"))
"""Subjects beside plural nouns after which a plain verb is in the present tense."""


def hedged(analysis: ArticleText, claim: Claim) -> Edit | None:
    """Return the edit that puts “may” before the verb of a claim, in the prose; None where that would not be English.

    Only a plain statement in the present tense can be weakened so. What is said changes: the edit is never safe.
    """
    words, text = analysis.words, analysis.text
    first = bisect_left(words.starts, claim.span.start)
    if claim.status is not Status.ASSERTED or not claim.stated:
        return None
    if first == len(words.starts) or words.starts[first] != claim.span.start:
        return None
    word, span = words.words[first], words.span(first, first + 1)
    if not text[span.start : span.end].islower() or claim.span.start == claim.sentence.start:
        return None
    base = base_of(word) or ("be" if word == "are" else None)
    if base is not None:
        return None if _goes_on(analysis, first, claim.sentence) else Edit(span, f"may {base}")
    subject = words.words[first - 1]
    forms = verb_forms(word).get(word, 0)
    plural = subject in _PLURAL or (subject.endswith("s") and not subject.endswith("ss"))
    return Edit(span, f"may {word}") if plural and forms & BASE and not forms & PAST else None


def _goes_on(analysis: ArticleText, first: int, sentence: Span) -> bool:
    """Tell whether a second verb hangs on the same subject: “lowers cortisol and helps you sleep”."""
    words = analysis.words
    _, last = words.range(sentence)
    return any(
        words.words[index] in _JOINING and base_of(words.words[index + 1]) is not None
        for index in range(first + 1, last - 1)
    )
