"""How often words stand beside one another: the counts by which a word is told to be in the wrong place.

One file, mapped into memory, holds columns of numbers; nothing is read but what an
article asks for. ``scripts/build_contexts.py`` writes it and tells what was counted.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, cached_property
from math import log2
from typing import Any

from claimlint.late import dataclass
from claimlint.resources import data_path

COLUMNS = (
    ("places", "I"), ("keys", "I"), ("totals", "I"), ("others", "I"), ("health", "B"), ("tags", "B"), ("levels", "B"),
    ("right_starts", "I"), ("right_words", "H"), ("right_counts", "B"),
    ("apart_starts", "I"), ("apart_words", "H"), ("apart_counts", "B"),
    ("before_starts", "I"), ("before_tags", "B"), ("before_counts", "B"),
    ("after_starts", "I"), ("after_tags", "B"), ("after_counts", "B"),
    ("near_starts", "I"), ("near_words", "H"), ("near_kinds", "B"),
    ("tag_totals", "I"), ("prose_totals", "I"), ("pairs", "B"), ("triples", "I"), ("triple_counts", "B"),
)  # fmt: skip
"""Names and ``array`` type codes of the columns, in the order of the file."""
MAGIC = b"CLCTX1\0\0"
TAGS = 256
ALIKE, CONFUSED = 1, 2
"""Bits of a word near another: it sounds the same; people are known to write one for the other."""
TERM, CLOSED = 16, 32
"""Bits of a word's level: a health term; a word of grammar (article, preposition, auxiliary)."""
START, COMMA, HYPHEN, FIGURE = "<s>", ",", "-", "<#>"
"""Stand among the words for the end of a clause, a pause, a hyphen and a figure."""
NAME, UNKNOWN, HEALTH = "<name>", "<?>", "<term>"
ENDINGS = (("'s", "<'s>"), ("ly", "<ly>"), ("ing", "<ing>"), ("ed", "<ed>"), ("s", "<plural>"))
"""Endings of words that are not counted, and the tags they are given."""
SPECIAL = (START, COMMA, HYPHEN, FIGURE, NAME, UNKNOWN, HEALTH, *(tag for _, tag in ENDINGS))
"""The tags with fixed numbers, from 0; the first four are words as well, with the same numbers."""
NOWHERE = -1
"""The number of a word that was not counted."""


def packed(count: float) -> int:
    """Return a count as one byte: eight steps for each doubling, the last of which means any larger one."""
    return min(round(8 * log2(1 + count)), 255)


_UNPACKED = tuple(2 ** (step / 8) - 1 for step in range(256))


@dataclass(frozen=True)
class Contexts:
    """Counts of words, of words side by side, and of parts of speech in a row.

    Words and tags are numbers; a tag is a word of grammar or what a word can be.
    """

    words: Any
    """marisa_trie.Trie of all words; ``places`` leads from its keys to the numbers used here, ``keys`` back."""
    columns: dict[str, memoryview]

    def number(self, lower: str) -> int:
        """Return the number of a word in lower case, or NOWHERE."""
        key = self.words.get(lower)
        return NOWHERE if key is None else int(self.columns["places"][key])

    def spelt(self, word: int) -> str:
        """Return the word with a number, in lower case."""
        return str(self.words.restore_key(self.columns["keys"][word]))

    def near(self, word: int) -> list[tuple[int, int]]:
        """Return the words that may have been meant for one, with their kinds: bits, 0 for a slip of the pen, last."""
        starts, columns = self.columns["near_starts"], self.columns
        first, end = starts[word], starts[word + 1]
        return list(zip(columns["near_words"][first:end], columns["near_kinds"][first:end], strict=True))

    def total(self, word: int) -> int:
        return int(self.columns["totals"][word]) if word >= 0 else 0

    def in_health(self, word: int) -> float:
        """Return how often a word was counted in health pages alone."""
        return _UNPACKED[self.columns["health"][word]]

    @cached_property
    def beside(self) -> Callable[[int, int], float]:
        """What tells how often one word stands before another."""
        return self._counts("right_starts", "right_words", "right_counts")

    @cached_property
    def apart(self) -> Callable[[int, int], float]:
        """What tells how often one word stands before another with one word between them, if more than once."""
        return self._counts("apart_starts", "apart_words", "apart_counts")

    def other_number(self, word: int) -> int:
        """Return the plural of a singular, or the singular of a plural; NOWHERE without one."""
        other = int(self.columns["others"][word]) if word >= 0 else word
        return NOWHERE if other == word else other

    @cached_property
    def after_tag(self) -> Callable[[int, int], float]:
        """What tells how often a word, named first, stands after one with a tag."""
        return self._counts("before_starts", "before_tags", "before_counts")

    @cached_property
    def before_tag(self) -> Callable[[int, int], float]:
        """What tells how often a word, named first, stands before one with a tag."""
        return self._counts("after_starts", "after_tags", "after_counts")

    def _counts(self, starts: str, keys: str, counts: str) -> Callable[[int, int], float]:
        """Return what looks a count up: asked tens of thousands of times, so that columns are found once for all."""
        places, column, packed_counts = self.columns[starts], self.columns[keys], self.columns[counts]
        rows = len(places) - 1

        def count(row: int, key: int) -> float:
            if not (0 <= row < rows and key >= 0):
                return 0.0
            end = places[row + 1]
            at = bisect_left(column, key, places[row], end)
            return _UNPACKED[packed_counts[at]] if at < end and column[at] == key else 0.0

        return count

    def pair(self, one: int, other: int) -> float:
        """Return how often two tags stand in a row in running prose."""
        return _UNPACKED[self.columns["pairs"][one * TAGS + other]]

    def triple(self, one: int, two: int, three: int) -> float:
        """Return how often three tags stand in a row in running prose."""
        key = (one << 16) | (two << 8) | three
        column = self.columns["triples"]
        at = bisect_left(column, key)
        return _UNPACKED[self.columns["triple_counts"][at]] if at < len(column) and column[at] == key else 0.0

    @cached_property
    def counted(self) -> int:
        """How many words were counted in all."""
        return sum(self.columns["tag_totals"])

    @cached_property
    def prose(self) -> int:
        """How many words of running prose were counted."""
        return sum(self.columns["prose_totals"])


def dump(columns: dict[str, Any]) -> bytes:
    """Return the file's bytes: the magic, the size of each column in bytes, then the columns, each padded to four."""
    blobs = [columns[name].tobytes() for name, _ in COLUMNS]
    head = MAGIC + struct.pack(f"<{len(blobs)}I", *map(len, blobs))
    return head + b"".join(blob + bytes(-len(blob) % 4) for blob in blobs)


def columns_of(data: memoryview) -> dict[str, memoryview]:
    """Return the columns of a file's bytes by name, without copying them."""
    columns = {}
    sizes = struct.unpack_from(f"<{len(COLUMNS)}I", data, len(MAGIC))
    place = len(MAGIC) + 4 * len(COLUMNS)
    code: Any
    for (name, code), size in zip(COLUMNS, sizes, strict=True):
        column = data[place : place + size].cast(code)
        columns[name] = column if sys.byteorder == "little" else _swapped(column, code)
        place += size + -size % 4
    return columns


def _swapped(column: memoryview, code: str) -> memoryview:
    numbers = array(code, column)
    numbers.byteswap()
    return memoryview(numbers)


@cache
def contexts() -> Contexts:
    """Return the counts that come with claimlint."""
    import marisa_trie

    words = marisa_trie.Trie()
    words.mmap(str(data_path("data/contexts.marisa")))
    with data_path("data/contexts.bin").open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Contexts(words, columns_of(memoryview(mapped)))
