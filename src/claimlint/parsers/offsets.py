"""From byte offsets in UTF-8 to code points, in one pass over the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_WIDE = re.compile(r"[^\x00-\x7f]+")


def code_point_offsets(text: str) -> Callable[[int], int]:
    """Return a function from a byte offset in the UTF-8 of ``text`` to its code point.

    >>> offset = code_point_offsets("né—x")
    >>> [offset(byte) for byte in (0, 1, 3, 6, 7)]
    [0, 1, 2, 3, 4]
    """
    if text.isascii():
        return lambda byte: byte
    byte_starts: list[int] = []
    byte_ends: list[int] = []
    surplus: list[int] = []
    runs: list[str] = []
    total = 0
    for match in _WIDE.finditer(text):
        run = match.group()
        byte_starts.append(match.start() + total)
        size = len(run.encode("utf-8", "surrogatepass"))
        byte_ends.append(match.start() + total + size)
        total += size - len(run)
        surplus.append(total)
        runs.append(run)

    def convert(byte: int) -> int:
        index = bisect_right(byte_starts, byte) - 1
        if index < 0:
            return byte
        if byte >= byte_ends[index]:
            return byte - surplus[index]
        inside = runs[index].encode("utf-8", "surrogatepass")[: byte - byte_starts[index]]
        before = surplus[index - 1] if index else 0
        return byte_starts[index] - before + len(inside.decode("utf-8", "ignore"))

    return convert
