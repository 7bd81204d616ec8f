"""Lines of bytes of a file, compressed or not, none longer than a limit."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import IO

from claimlint.bulk.inputs import open_input
from claimlint.bulk.job import Input, Options
from claimlint.bulk.readers import Meter


def longest(options: Options) -> int:
    """Return the bytes that a row of the longest document may have, escapes and other columns included."""
    return 12 * options.max_chars + (1 << 20)


def open_plain(file: Input, raw: IO[bytes]) -> IO[bytes]:
    """Return the bytes of a file without its compression."""
    return gzip.GzipFile(fileobj=raw) if file.name.lower().endswith(".gz") else raw  # type: ignore[return-value]


def lines(file: Input, limit: int, meter: Meter) -> Iterator[bytes | None]:
    """Yield the lines of a file with their ends; None for one longer than ``limit`` bytes, which is passed over."""
    with open_input(file) as raw, open_plain(file, raw) as plain:
        while line := plain.readline(limit):
            complete = line.endswith(b"\n") or len(line) < limit
            piece = line
            while not complete and piece:
                piece = plain.readline(1 << 20)
                complete = piece.endswith(b"\n")
            meter.position = raw.tell()
            yield line if piece is line else None
