"""Compile what the search for a meant word asks first: run it after every change of the word lists.

    python scripts/build_slips.py

``slips.bin`` tells which texts are a known word or one that lacks a letter (see ``shortened``). ``sounds.marisa``
holds the common words by the consonants that are heard in them: ``gvrnmnt government``. A test fails while they
and the word lists differ.
"""

from __future__ import annotations

import sys
from pathlib import Path

import marisa_trie

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from claimlint.language.spelling.shortened import BITS, RAREST, forms, places  # noqa: E402
from claimlint.language.spelling.suggest import HEARD, consonants  # noqa: E402
from claimlint.language.spelling.vocabulary import shipped  # noqa: E402


def slips() -> bytes:
    """Return two bits for each form of each word that may be suggested."""
    vocabulary = shipped()
    table = bytearray(BITS // 8)
    words = (word for word, (value,) in vocabulary.words.items() if value & 15 <= RAREST)
    for word in (*words, *vocabulary.terms):
        for form in forms(word):
            for bit in places(form):
                table[bit >> 3] |= 1 << (bit & 7)
    return bytes(table)


def sounds() -> list[str]:
    """Return the common words, each after what is heard of it, sorted."""
    words = shipped().words.items()
    common = (word for word, (value,) in words if value & 15 <= HEARD and word.islower() and len(word) > 1)
    return sorted(f"{consonants(word)} {word}" for word in common)


if __name__ == "__main__":
    data = ROOT / "rules/data"
    (data / "slips.bin").write_bytes(slips())
    marisa_trie.Trie(sounds()).save(str(data / "sounds.marisa"))
