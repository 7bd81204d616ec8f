"""Which parts of speech a word can be, and which it mostly is: the table that contexts of confusables ask.

Words whose part of speech the grammar itself fixes (articles, pronouns,
auxiliaries, prepositions) are left to ``rules/data/word-classes.txt``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from claimlint.resources import data_path

_NAMES = ("N", "NS", "V", "VS", "VD", "VG", "J", "R")
POSSIBLE = {name.lower(): 1 << place for place, name in enumerate(_NAMES)}
"""``n`` noun, ``ns`` plural, ``v`` base form, ``vs`` third person, ``vd`` past or participle, ``vg`` -ing, ``j``
adjective, ``r`` adverb: the bit that says a word can be one."""
MOSTLY = {name: 256 << place for place, name in enumerate(_NAMES)}
"""The same names in capitals: the bit that says a word is hardly ever anything else."""
NOUN, PLURAL = POSSIBLE["n"], POSSIBLE["ns"]


@cache
def _table() -> Any:
    import marisa_trie

    return marisa_trie.RecordTrie("<H").mmap(str(data_path("data/parts.marisa")))


@lru_cache(maxsize=1 << 14)
def parts_of(lower: str) -> int:
    """Return the bits of a word in lower case; 0 for an unknown word."""
    found = _table().get(lower)
    return int(found[0][0]) if found is not None else 0
