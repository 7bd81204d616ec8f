"""Whether a page gives health information at all: how dense its medical vocabulary is.

Rules about what is missing ask this first, so that a privacy policy or a review
of headphones is never told that it lacks a medical disclaimer.
"""

from __future__ import annotations

from functools import cache

from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import Words
from claimlint.late import dataclass, regex
from claimlint.remembered import Remembered

_DRUG_OR_DISEASE = regex(
    r"[a-z]{3,}(?:itis|emia|aemia|opathy|ectomy|ostomy|oscopy|otomy|algia|uria|statin|sartan|prazole|cillin|mycin|oxacin"
    r"|azepam|tidine|olol|dipine|gliptin|gliflozin|glutide|zumab|ximab|tinib|setron|triptan|oxetine)s?"
)
_MEDICAL = 2.0
_GENERAL = 1.0
_LEVELS = ((3, 4.0), (2, 7.0))
"""A page gives health information with so many different words of medicine and so many points a hundred words."""
_SHORT = 25
"""Words under which a text is judged as if it had this many, so that one term alone says little."""


@dataclass(frozen=True, slots=True)
class Health:
    """How much a page speaks of health."""

    score: float
    """Points a hundred words: two for a word of medicine, one for a word that health shares with other topics."""
    different: int
    """Different words of medicine."""

    @property
    def given(self) -> bool:
        """Whether the page gives health information."""
        return any(self.different >= different and self.score >= score for different, score in _LEVELS)


@cache
def _points() -> Remembered[str, float]:
    """Return what lower-case words are worth."""
    listed: dict[str, float] = {}
    for name, value in (("topic-wellness", _GENERAL), ("topic-medical", _MEDICAL)):
        listed.update(dict.fromkeys((word for line in load_terms(name) for word in line.split()), value))

    def points(word: str) -> float:
        found = listed.get(word)
        if found is None:
            return _MEDICAL if len(word) >= 7 and _DRUG_OR_DISEASE.fullmatch(word) else 0.0
        return found

    return Remembered(points)


def is_of_health(word: str) -> bool:
    """Whether a lower-case word belongs to medicine or to what health shares with other topics."""
    return _points()[word] > 0


def is_medical(word: str) -> bool:
    """Whether a lower-case word belongs to medicine."""
    return _points()[word] == _MEDICAL


def health_of(words: Words) -> Health:
    """Score the words of a prose."""
    points = _points()
    total = sum(map(points.__getitem__, words.words))
    medical = list(map(points.__getitem__, set(words.words))).count(_MEDICAL)
    return Health(100 * total / max(len(words.words), _SHORT), medical)
