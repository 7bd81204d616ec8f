"""The hash of each line that GitHub keeps alerts apart by, exactly as its upload action computes it."""

from __future__ import annotations

_WINDOW = 100
_BASE = 37
_MASK = 2**64 - 1
_END_OF_FILE = 0xFFFF
_BLANKS = (0x20, 0x09)
_LF, _CR = 0x0A, 0x0D


def line_hashes(text: str) -> list[str]:
    """Return ``primaryLocationLineHash`` for every line of a text, byte order mark included.

    A hash covers the 100 UTF-16 code units from the start of the line on, blanks
    and tabs left out, and ends with how often it has been seen so far.

    >>> line_hashes("")
    ['c129715d7a2bc9a3:1']
    """
    units, starts = _units(text)
    seen: dict[int, int] = {}
    hashes = []
    for start in starts:
        value = 0
        for unit in units[start : start + _WINDOW]:
            value = (value * _BASE + unit) & _MASK
        seen[value] = seen.get(value, 0) + 1
        hashes.append(f"{value:x}:{seen[value]}")
    return hashes


def _units(text: str) -> tuple[list[int], list[int]]:
    """Return the code units that count, padded for the last window, and where lines start in them."""
    data = text.encode("utf-16-le", "surrogatepass")
    units: list[int] = []
    starts: list[int] = []
    at_start, after_cr = True, False
    for index in range(0, len(data), 2):
        unit = data[index] | data[index + 1] << 8
        if unit in _BLANKS or (after_cr and unit == _LF):
            after_cr = False
            continue
        after_cr = unit == _CR
        if at_start:
            starts.append(len(units))
        unit = _LF if after_cr else unit
        at_start = unit == _LF
        units.append(unit)
    if at_start:
        starts.append(len(units))
    return [*units, _END_OF_FILE, *[0] * _WINDOW], starts
