"""Known words that lack a letter: a table of bits that tells where in a word a slip can be at all.

A slip adds a letter, drops one, or puts others in the place of one or two. The word written and
the word meant then have a form in common, one of them or both less a letter. Asked for the forms of
a word, the table rules nearly every place out before any letter is tried there.
``scripts/build_slips.py`` writes it.
"""

from __future__ import annotations

import mmap
from functools import cache
from zlib import crc32

from claimlint.resources import data_path

BITS = 1 << 23
"""Of the table: seven and a half for each form in it."""
RAREST = 7
"""The level (see ``vocabulary``) up to which words are in it."""
_SCATTER = 0x9E3779B1


def places(form: str) -> tuple[int, int]:
    """Return the numbers of the two bits that stand for a form."""
    number = crc32(form.encode())
    return number % BITS, (number * _SCATTER >> 8) % BITS


def forms(word: str) -> set[str]:
    """Return a word and what is left of it without each of its letters."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def may_be_form(text: str) -> bool:
    """Tell whether a text is a form of a known word; says yes also to one in twenty that are none."""
    table = _table()
    one, other = places(text)
    return bool(table[one >> 3] >> (one & 7) & 1 and table[other >> 3] >> (other & 7) & 1)


@cache
def _table() -> mmap.mmap:
    with data_path("data/slips.bin").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
