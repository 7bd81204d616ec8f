"""Syllables of words, counted as textstat counts them with NLTK's dictionary at hand.

A word of the CMU Pronouncing Dictionary has the syllables of its first pronunciation,
from a compiled table (``scripts/build_syllables.py``); any other word has one more than
the places where pyphen would hyphenate it. For English that is told by pyphen's own
patterns in compiled form, because pyphen takes 70 ms to read them at every start.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from claimlint.remembered import Remembered
from claimlint.resources import data_path

if TYPE_CHECKING:
    from marisa_trie import BytesTrie, RecordTrie
    from pyphen import Pyphen

ENGLISH = "en_US"
_MARGIN = 2
"""Letters that pyphen leaves together at either end."""
_OPENING = 3
"""Letters by which patterns are looked up; twice as many at the beginning of a word, of which there are most."""


@cache
def _dictionary() -> RecordTrie:
    from marisa_trie import RecordTrie

    trie = RecordTrie("<B")
    trie.mmap(str(data_path("data/syllables.marisa")))
    return trie


def dictionary_syllables(word: str) -> int | None:
    """Return the syllables of a lower-case word of the dictionary, None for any other."""
    found = _dictionary().get(word)
    return found[0][0] if found else None


@cache
def syllable_counts(language: str) -> Remembered[str, int]:
    """Return the syllables of lower-case words of a language, as textstat names it (``en_US``, ``de``)."""

    def count(word: str) -> int:
        listed = dictionary_syllables(word) if language == ENGLISH else None
        return _hyphenated(word, language) if listed is None else listed

    return Remembered(count)


def _hyphenated(word: str, language: str) -> int:
    if language == ENGLISH:
        return len(hyphen_places(word)) + 1
    return len(_hyphenator(language).positions(word)) + 1


def hyphen_places(word: str) -> list[int]:
    """Return the offsets at which pyphen would hyphenate an English word in lower case (Liang's algorithm)."""
    if len(word) < 2 * _MARGIN or word.isdigit():
        return []
    dotted = f".{word}."
    values = [0] * (len(dotted) + 1)
    for start in range(len(dotted) - 1):
        for letters, digits in _opening(dotted[start : start + (_OPENING if start else 2 * _OPENING)]):
            if dotted.startswith(letters, start):
                for place, digit in enumerate(digits[1:], start + digits[0]):
                    if digit > values[place]:
                        values[place] = digit
    return [place - 1 for place in range(_MARGIN + 1, len(word) - _MARGIN + 2) if values[place] % 2]


@lru_cache(maxsize=1 << 14)
def _opening(letters: str) -> list[tuple[str, bytes]]:
    """Return the patterns that begin so, or are the beginning of it: each with the place of its digits, and them."""
    patterns = _patterns()
    shorter = [(pattern, patterns[pattern][0]) for pattern in patterns.prefixes(letters[:-1])]
    return [*shorter, *patterns.items(letters)]


@cache
def _patterns() -> BytesTrie:
    from marisa_trie import BytesTrie

    trie = BytesTrie()
    trie.mmap(str(data_path("data/hyphenation.marisa")))
    return trie


@cache
def _hyphenator(language: str) -> Pyphen:
    # Import and patterns take 60 ms, which a text of dictionary words need not pay.
    from pyphen import LANGUAGES, Pyphen

    return Pyphen(lang=language if language in LANGUAGES else "en_US")
