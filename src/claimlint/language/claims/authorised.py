"""Wordings that authorised lists allow, and benefits that every textbook states.

The Annex of Regulation (EU) 432/2012 and the Great Britain register share a form, "contributes to
the normal function of", and the form is what is recognised. Established benefits are pairs of a
nutrient and what its lack causes.
"""

from __future__ import annotations

from functools import cache

from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import CONDITION, ILL, MARKER, SYMPTOM
from claimlint.language.claims.scene import Scene, terms
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import word_set

_CONTRIBUTING = word_set("contributes contribute contributing")
_OPENINGS = word_set("maintain maintains maintaining support supports keep keeps needed role maintenance helps help")
_HELPING = word_set("helps help protect protects protecting reduce reduces")
_MARKS = word_set("normal maintenance normally already")


def is_authorised(scene: Scene, draft: Draft) -> bool:
    """Tell whether a claim is worded as authorised ones are: "contributes to normal vision"."""
    if not _CAREFUL.isdisjoint(scene.said) and _within_conditions(scene, draft):
        return True
    said = scene.slice(max(draft.first - 3, scene.first), min(draft.last + 8, scene.last))
    contributing = not _CONTRIBUTING.isdisjoint(said)
    if draft.target is not None and draft.target.kinds & ILL:
        named = scene.slice(draft.target.first, draft.target.last)
        careful = contributing or not _HELPING.isdisjoint(said)
        return careful and not terms("authorised-complaints").isdisjoint(named)
    if contributing or _is_careful(scene, draft):
        return True
    return not _MARKS.isdisjoint(said) and not _OPENINGS.isdisjoint(said)


def _is_careful(scene: Scene, draft: Draft) -> bool:
    """Tell whether a function is supported as the law's own frames say it: with its footnote, or within a diet."""
    text, end = scene.analysis.text, scene.words.end(scene.last - 1)
    soft = not _SOFT.isdisjoint(scene.slice(draft.first - 2, draft.last))
    if not soft:
        return False
    noted = text[end : end + 3].strip(".) ").startswith(_FOOTNOTES)
    return noted or not _WITHIN.isdisjoint(scene.said) or _pairs_in(scene, "established-functions")


def _within_conditions(scene: Scene, draft: Draft) -> bool:
    """Tell whether a marker or an everyday complaint is named with the conditions that the lists ask for.

    "... lowers cholesterol as part of a varied diet; 3 g a day", "relieves occasional constipation.* *Not evaluated".
    """
    kinds = draft.target.kinds if draft.target is not None else 0
    if (
        kinds & MARKER
        and not _FED.isdisjoint(scene.said)
        and (_pairs_in(scene, "established-functions") or _is_dosed(scene))
    ):
        return True
    text, end = scene.analysis.text, scene.words.end(scene.last - 1)
    noted = text[end : end + 3].strip(".) ").startswith(_FOOTNOTES)
    return noted and "occasional" in scene.said and bool(kinds & (SYMPTOM | CONDITION))


def _is_dosed(scene: Scene) -> bool:
    """Tell whether an amount in grams stands in the sentence: "3 g"."""
    words = scene.words.words
    return any(words[i] in _GRAMS and words[i - 1][:1].isdigit() for i in range(scene.first + 1, scene.last))


_CAREFUL = word_set("diet lifestyle meal daily occasional day")
_FED = word_set("diet lifestyle meal daily day")
_GRAMS = word_set("g mg grams gram")
_FOOTNOTES = ("*", "\u2020", "\u2021", "\u00b9")
_SOFT = word_set(
    "support supports supporting maintain maintains maintaining help helps promote promotes nourish nourishes"
)
_WITHIN = word_set("diet lifestyle")


_Side = tuple[frozenset[str], tuple[str, ...]]
"""The single words of one side of a pair, and its phrases with a space before and behind."""


@cache
def _pairs(name: str) -> tuple[list[tuple[_Side, _Side]], dict[str, list[int]]]:
    """Return the pairs of a list, and by word the numbers of those whose first side begins with it."""
    rows = (line.split("|") for line in load_terms(name))
    pairs = [(_side(remedies), _side(targets)) for remedies, targets in rows]
    numbers: dict[str, list[int]] = {}
    for number, ((words, phrases), _) in enumerate(pairs):
        for word in words.union(phrase.split()[0] for phrase in phrases):
            numbers.setdefault(word, []).append(number)
    return pairs, numbers


def _side(text: str) -> _Side:
    terms = [term.strip() for term in text.split(",")]
    return frozenset(term for term in terms if " " not in term), tuple(f" {term} " for term in terms if " " in term)


def is_established(scene: Scene, *, harm: bool = False) -> bool:
    """Tell whether a sentence pairs a nutrient with its lack, or with ``harm`` a hazard with what it does."""
    return _pairs_in(scene, "established-harms" if harm else "established-benefits")


def _pairs_in(scene: Scene, name: str) -> bool:
    pairs, numbers = _pairs(name)
    found = {number for word in scene.said if word in numbers for number in numbers[word]}
    if not found:
        return False
    said = f" {' '.join(scene.slice(scene.first, scene.last))} "
    return any(all(_names(scene, side, said) for side in pairs[number]) for number in found)


def _names(scene: Scene, side: _Side, said: str) -> bool:
    words, phrases = side
    return not words.isdisjoint(scene.said) or any(phrase in said for phrase in phrases)
