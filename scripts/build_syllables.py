"""Compile the table of syllables from the CMU Pronouncing Dictionary.

The dictionary (two-clause BSD licence, see NOTICE) comes from a package of the npm
registry, itself under the ISC licence:

    npm pack cmu-pronouncing-dictionary@3.0.0 && tar xzf cmu-pronouncing-dictionary-3.0.0.tgz
    python scripts/build_syllables.py package/index.js rules/data/syllables.marisa

``syllables.marisa`` maps a lower-case word to one byte: the syllables of its first
pronunciation, which are its sounds that carry a stress figure. Nothing else of the
dictionary is kept. Words with marks that textstat takes out of a text before it looks
them up (full stops, hyphens) can never be asked for and are left out.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import marisa_trie

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


if __name__ == "__main__":
    dictionary = pronunciations(Path(sys.argv[1]).read_text("utf-8"))
    table = [(word, (syllables(sounds),)) for word, sounds in dictionary.items() if _WORD.fullmatch(word)]
    marisa_trie.RecordTrie("<B", sorted(table)).save(sys.argv[2])
    print(f"{len(table)} words")
