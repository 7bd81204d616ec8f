"""The kind ``article``: “a” or “an” by the sound of the word that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.vocabulary import shipped
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.remembered import Remembered
from claimlint.rule import Match
from claimlint.source import Span

_FOLLOWER = regex(r" (?:([A-Za-z]++(?:'[a-z]++)?)|(\d++(?:,\d{3})*+)(?![\d:/]))")
_ARTICLES = frozenset(("a", "an"))
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel: an F, an MRI."""
_SPOKEN = regex(r"[^AEIOU][AEIOUY][^AEIOU]$")
"""Three capitals that may be said as a word: RED, LAM, SAD."""
_GREATEST_SPELT = 3
"""More capitals, with a vowel among them, are mostly said as a word: NSAID, LASIK, SARS."""


@dataclass(frozen=True)
class ArticleCheck:
    """Reports “a” before a vowel sound and “an” before a consonant, told by spelling and by lists of beginnings."""

    VALUES: ClassVar[tuple[str, ...]] = ("article", "word", "sound")

    vowel: tuple[str, ...] = field(
        default=(), metadata={"doc": "Beginnings of words that sound like a vowel though they are written otherwise."}
    )
    consonant: tuple[str, ...] = field(
        default=(), metadata={"doc": "Beginnings that sound like a consonant though they are written with a vowel."}
    )
    consonant_not: tuple[str, ...] = field(
        default=(), metadata={"doc": "Longer beginnings among those of ``consonant`` that do sound like a vowel."}
    )
    either: tuple[str, ...] = field(
        default=(), metadata={"doc": "Beginnings said both ways, or unknown: never reported."}
    )
    not_nouns: tuple[str, ...] = field(
        default=(), metadata={"doc": "Words no article stands before: the “a” in front of them is a letter."}
    )
    letter_after: tuple[str, ...] = field(
        default=(), metadata={"doc": "Words after which an “a” is a letter: vitamin, group."}
    )

    @cached_property
    def _letters(self) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset(self.not_nouns), frozenset(self.letter_after)

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        tokens, text = analysis.tokens, analysis.text
        lower = tokens.lower
        not_nouns, letter_after = self._letters
        for index in tokens.places(_ARTICLES):
            word, form, start = lower[index], tokens.forms[index], tokens.starts[index]
            found = _FOLLOWER.match(text, start + len(word))
            if found is None:
                continue
            follower = found[1] or found[2]
            vowel = _number(follower) if found[2] else self._sound(follower, text[found.end() : found.end() + 1])
            if vowel is None or vowel is (word == "an"):
                continue
            if not _stands_alone(analysis, index) or form == "AN":
                continue
            if index and lower[index - 1] in letter_after and text[start - 1] == " ":
                continue
            if follower.lower() in not_nouns or (form == "An" and found[1] and follower[0].isupper()):
                continue
            right = ("an" if vowel else "a") if form.islower() else ("An" if vowel else "A")
            values = {"article": right, "word": follower, "sound": "vowel" if vowel else "consonant"}
            edit = Edit(Span(start, start + len(word)), right, safe=True)
            yield Match(Span(start, found.end()), values, edits=(edit,))

    def _sound(self, word: str, after: str) -> bool | None:
        """Tell whether a word begins with a vowel sound; None where people differ or nobody can know."""
        if len(word) == 1:
            return word in _VOWEL_LETTERS if word.isupper() and after and after in "-123456789" else None
        return self._sounds[word]

    @cached_property
    def _sounds(self) -> Remembered[str, bool | None]:
        return Remembered(self._begins_with_a_vowel, most=10_000)

    def _begins_with_a_vowel(self, word: str) -> bool | None:
        """Tell how a word of several letters begins; None where people differ or nobody can know."""
        if word.isupper():
            return _abbreviation(word)
        if not (word[1:].islower() or word[1:].endswith("'s")):
            return word[0].upper() in _VOWEL_LETTERS if word[0].islower() and word[1:3].isupper() else None
        lower = word.lower()
        if lower.startswith(self.either):
            return None
        if lower.startswith(self.consonant) and not lower.startswith(self.consonant_not):
            return False
        if lower.startswith(self.vowel):
            return True
        # Names keep the sounds of their own language, and a slip may have any sound.
        if word[0].isupper() and lower[0] in "eouhy":
            return None
        return lower[0] in "aeiou" if shipped().knows(lower.removesuffix("'s")) else None


def _stands_alone(analysis: Analysis, index: int) -> bool:
    """Tell whether a token is a word of a sentence: not a letter in a list, a formula or a name."""
    tokens, text = analysis.tokens, analysis.text
    start = tokens.starts[index]
    before = text[start - 1 : start]
    if before not in ("", " ", "\n", "(", '"', "\u201c", "\u2014", "\u2013"):
        return False
    if not tokens.forms[index][0].isupper():
        return True
    sentence = analysis.sentence_at(start)
    return sentence is not None and start - sentence.span.start <= 1


def _abbreviation(word: str) -> bool | None:
    """Judge capitals: spelt letter by letter when short, unless they can be said as a word."""
    if word[0] in "AEIO":
        return True if len(word) <= _GREATEST_SPELT and word not in ("ONE", "ONCE") else None
    if word[0] == "U":
        return False if word in ("UTI", "UTIS", "US", "UK", "UN", "UV", "UC", "USDA", "USB", "UVA", "UVB") else None
    spelt = not any(letter in "AEIOUY" for letter in word) or len(word) <= _GREATEST_SPELT
    if word[0] in _VOWEL_LETTERS:
        return True if spelt and not _SPOKEN.match(word) else None
    return False


def _number(figure: str) -> bool | None:
    """Judge a figure: an 8, an 11, an 18,000; a four-digit 1,100 or 1800 is read in two ways."""
    groups = figure.split(",")
    if figure.startswith("8") or groups[0] in ("11", "18"):
        return True
    return None if figure.startswith("0") or (len(figure) == 4 and figure[:2] in ("11", "18")) else False
