"""Compile what syllables are counted with: the CMU Pronouncing Dictionary and the hyphenation patterns of pyphen.

The dictionary (two-clause BSD licence, see NOTICE) comes from a package of the npm
registry, itself under the ISC licence:

    npm pack cmu-pronouncing-dictionary@3.0.0 && tar xzf cmu-pronouncing-dictionary-3.0.0.tgz
    python scripts/build_syllables.py package/index.js rules/data

``syllables.marisa`` maps a lower-case word to one byte: the syllables of its first
pronunciation, which are its sounds that carry a stress figure. Nothing else of the
dictionary is kept. Words with marks that textstat takes out of a text before it looks
them up (full stops, hyphens) can never be asked for and are left out.

``hyphenation.marisa`` holds the American English patterns that pyphen brings along (free to copy and change, see
NOTICE) in a form that needs no parsing: the letters of a pattern to the place of its first digit and the digits.
A test holds both tables to pyphen and to each other.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import marisa_trie
import pyphen

_ENTRY = re.compile(r"^\s+\"((?:[^\"\\]|\\.)+)\": \"([^\"]*)\"", re.MULTILINE)
_WORD = re.compile(r"[\w']+")


def pronunciations(script: str) -> dict[str, list[str]]:
    """Return the sounds of the first pronunciation of every word, as the package's script lists them."""
    found: dict[str, list[str]] = {}
    for entry in _ENTRY.finditer(script):
        word = entry[1].lower()
        if "(" not in word:
            found.setdefault(word, entry[2].split())
    return found


def syllables(sounds: list[str]) -> int:
    """Count the sounds that carry a stress figure: the vowels."""
    return sum(sound[-1].isdigit() for sound in sounds)


def patterns() -> list[tuple[str, bytes]]:
    """Return pyphen's patterns: letters, then the offset of the digits and the digits."""
    found = pyphen.Pyphen(lang="en_US").hd.patterns
    return [(letters, bytes([offset, *map(int, digits)])) for letters, (offset, digits) in sorted(found.items())]


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    dictionary = pronunciations(Path(sys.argv[1]).read_text("utf-8"))
    table = [(word, (syllables(sounds),)) for word, sounds in dictionary.items() if _WORD.fullmatch(word)]
    marisa_trie.RecordTrie("<B", sorted(table)).save(str(folder / "syllables.marisa"))
    marisa_trie.BytesTrie(patterns()).save(str(folder / "hyphenation.marisa"))
    print(f"{len(table)} words")
