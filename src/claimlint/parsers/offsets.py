"""From byte offsets in UTF-8 to code points, in one pass over the text."""

from __future__ import annotations

from collections.abc import Callable


def code_point_offsets(text: str) -> Callable[[int], int]:
    """Return a function from a byte offset in the UTF-8 of ``text`` to its code point.

    Each call costs as much as the distance from the call before, so offsets that
    ascend, as those of a parser do, cost one pass in all.

    >>> offset = code_point_offsets("n\u00e9\u2014x")
    >>> [offset(byte) for byte in (0, 1, 3, 6, 7, 3)]
    [0, 1, 2, 3, 4, 2]
    """
    if text.isascii():
        return lambda byte: byte
    data = text.encode("utf-8", "surrogatepass")
    last_byte = last_point = 0

    def convert(byte: int) -> int:
        nonlocal last_byte, last_point
        if byte >= last_byte:
            last_point += len(data[last_byte:byte].decode("utf-8", "surrogatepass"))
        else:
            last_point -= len(data[byte:last_byte].decode("utf-8", "surrogatepass"))
        last_byte = byte
        return last_point

    return convert
