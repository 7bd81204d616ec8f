"""Syllables of words, counted as textstat counts them with NLTK's dictionary at hand.

A word of the CMU Pronouncing Dictionary has the syllables of its first pronunciation,
from a compiled table (``scripts/build_syllables.py``); any other word has one more than
the places where pyphen would hyphenate it. For English that is told by pyphen's own
patterns in compiled form, because pyphen takes 70 ms to read them at every start.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from claimlint.resources import data_path

if TYPE_CHECKING:
    from marisa_trie import BytesTrie, RecordTrie
    from pyphen import Pyphen

ENGLISH = "en_US"
_MARGIN = 2
"""Letters that pyphen leaves together at either end."""
_MOST_KEPT = 200_000


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


class SyllableCounts(dict[str, int]):
    """Syllables by lower-case word, counted when first asked for and then remembered."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> int:
        count = dictionary_syllables(word) if self._language == ENGLISH else None
        if count is None:
            count = _hyphenated(word, self._language)
        if len(self) < _MOST_KEPT:
            self[word] = count
        return count


@cache
def syllable_counts(language: str) -> SyllableCounts:
    """Return the one table of a language, as textstat names it (``en_US``, ``de``); it grows as words are met."""
    return SyllableCounts(language)


def _hyphenated(word: str, language: str) -> int:
    if language == ENGLISH:
        return len(hyphen_places(word)) + 1
    return len(_hyphenator(language).positions(word)) + 1


def hyphen_places(word: str) -> list[int]:
    """Return the offsets at which pyphen would hyphenate an English word in lower case (Liang's algorithm)."""
    dotted, patterns = f".{word}.", _patterns()
    values = [0] * (len(dotted) + 1)
    for start in range(len(dotted) - 1):
        for letters in patterns.prefixes(dotted[start:]):
            offset, digits = _digits(letters)
            for place, digit in enumerate(digits, start + offset):
                if digit > values[place]:
                    values[place] = digit
    return [place - 1 for place in range(_MARGIN + 1, len(word) - _MARGIN + 2) if values[place] % 2]


@cache
def _digits(letters: str) -> tuple[int, bytes]:
    """Return what a pattern says of the places between its letters, from which place on; there are some 5,000."""
    offset, *digits = _patterns()[letters][0]
    return offset, bytes(digits)


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
