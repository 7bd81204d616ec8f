"""Readability formulas with textstat's numbers.

The five that need nothing but counts are computed from one pass of counts, which
costs a tenth of textstat and spares its import; tests hold them to textstat. For
every other formula textstat itself is asked, with the syllables of our table in
place of NLTK's dictionary, which it would otherwise download.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Literal

from claimlint.language.readability.syllables import dictionary_syllables, syllable_counts
from claimlint.late import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What most formulas are made of."""

    words: int
    sentences: int
    """At least 1."""
    syllables: int

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade; 0 for no words."""
        return flesch_kincaid(self.words, self.sentences, self.syllables) if self.words and self.syllables else 0.0


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """Return the Flesch-Kincaid grade of counts, none of which is 0."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@dataclass(frozen=True, slots=True)
class Formula:
    """What a formula is called and how its number is read."""

    name: str
    """For readers."""
    method: str
    """In textstat."""
    general: float = 8.0
    """The hardest number for a general audience."""
    patient: float = 6.0
    scale: Literal["grade", "ease", "index"] = "grade"
    """A school grade; a reading ease, of which a lower one is harder; or a number of its own, higher for harder."""
    arguments: tuple[int, ...] = ()

    def exceeds(self, score: float, limit: float) -> bool:
        """Tell whether a score is harder than a limit."""
        return score < limit if self.scale == "ease" else score > limit


FORMULAS: Mapping[str, Formula] = {
    "flesch_kincaid_grade": Formula("Flesch-Kincaid", "flesch_kincaid_grade"),
    "flesch_reading_ease": Formula("Flesch reading ease", "flesch_reading_ease", 60, 70, "ease"),
    "smog": Formula("SMOG", "smog_index"),
    "coleman_liau": Formula("Coleman-Liau", "coleman_liau_index"),
    "ari": Formula("ARI", "automated_readability_index"),
    "gunning_fog": Formula("Gunning fog", "gunning_fog"),
    "dale_chall": Formula("Dale-Chall", "dale_chall_readability_score", 6.9, 5.9, "index"),
    "fernandez_huerta": Formula("Fernández Huerta", "fernandez_huerta", 60, 70, "ease"),
    "szigriszt_pazos": Formula("Szigriszt-Pazos (INFLESZ)", "szigriszt_pazos", 55, 65, "ease"),
    "wiener_sachtextformel": Formula("Wiener Sachtextformel", "wiener_sachtextformel", arguments=(1,)),
    "gulpease": Formula("Gulpease", "gulpease_index", 60, 80, "ease"),
}
"""Option of a rule to formula."""


def score_of(
    formula: str, counts: Counts, words: Callable[[], Sequence[str]], text: Callable[[], str], language: str
) -> float:
    """Return what a formula says of a text: its counts, its words (lower case) and, where needed, itself.

    ``language`` is textstat's name of it. The number is 0 for a text without words, as in textstat.
    """
    if not counts.words:
        return 0.0
    if formula == "flesch_kincaid_grade":
        return counts.grade
    if formula == "flesch_reading_ease" and language == "en_US":
        return 206.835 - 1.015 * counts.words / counts.sentences - 84.6 * counts.syllables / counts.words
    if formula == "smog":
        syllables = syllable_counts(language)
        polysyllables = sum(syllables[word] >= 3 for word in words())
        return float(1.043 * (30 * polysyllables / counts.sentences) ** 0.5 + 3.1291)
    if formula == "coleman_liau":
        letters = sum(len(word) - word.count("'") for word in words())
        return 5.8 * letters / counts.words - 29.6 * counts.sentences / counts.words - 15.8
    if formula == "ari":
        tokens = text().split()
        return 4.71 * sum(map(len, tokens)) / len(tokens) + 0.5 * counts.words / counts.sentences - 21.43
    return ask_textstat(formula, text(), language)


def ask_textstat(formula: str, text: str, language: str) -> float:
    """Return what textstat itself says of a text."""
    chosen = FORMULAS[formula]
    engine = _engine()
    engine.set_lang(language)
    return float(getattr(engine, chosen.method)(text, *chosen.arguments))


@cache
def _engine() -> Any:
    """Import textstat and give it our syllables; NLTK's dictionary is then never looked for."""
    counting: Any = import_module("textstat.backend.counts._count_syllables")
    counting.get_cmudict = lambda language: _Pronunciations() if language.partition("_")[0] == "en" else None
    return import_module("textstat").textstat


class _Pronunciations:
    """The part of NLTK's dictionary that textstat reads: as many stressed sounds as there are syllables."""

    def __getitem__(self, word: str) -> tuple[tuple[str, ...], ...]:
        count = dictionary_syllables(word)
        if count is None:
            raise KeyError(word)
        return (("1",) * count,)
