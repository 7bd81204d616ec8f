"""Compile the health terms in ``rules/data/words`` into a trie: run it, and build_slips.py, after every change there.

    python scripts/build_terms.py

A test fails while the trie and the lists differ.
"""

from __future__ import annotations

import sys
from pathlib import Path

import marisa_trie

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from claimlint.language.spelling.vocabulary import read_words  # noqa: E402


def terms() -> list[str]:
    """Return the words of all lists, sorted."""
    found: set[str] = set()
    for path in sorted((ROOT / "rules/data/words").glob("*.txt")):
        found.update(read_words(path.read_text("utf-8")))
    return sorted(found)


if __name__ == "__main__":
    words = terms()
    marisa_trie.Trie(words).save(str(ROOT / "rules/data/terms.marisa"))
    print(f"{len(words)} terms")
