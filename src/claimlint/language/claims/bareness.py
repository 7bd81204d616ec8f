"""Pages that never inform: none of their words names a clinician, study, patient, cause or doubt; all is a pitch."""

from __future__ import annotations

from functools import cache

from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import Words


@cache
def informing() -> frozenset[str]:
    """Return the words of guidance, teaching and reports."""
    return frozenset(load_terms("informing-words"))


def informs_nobody(words: Words) -> bool:
    """Tell whether a page has none of the words by which articles inform, report or doubt."""
    return informing().isdisjoint(words.words)
