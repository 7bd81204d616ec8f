"""CSV with a header: commas, semicolons or tabs, whichever the header has most of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from claimlint.bulk.columns import choose, clean, record, require
from claimlint.bulk.inputs import open_input
from claimlint.bulk.job import Input, Options, Record
from claimlint.bulk.readers import Meter
from claimlint.bulk.readers.lines import longest, open_plain

_DELIMITERS = ",;\t"


def check_columns(file: Input, options: Options) -> None:
    """Raise ConfigError for a column that the header lacks; a file that cannot be read is told when it is."""
    try:
        with open_input(file) as raw:
            header = next(_rows(file, raw, longest(options)), [])
    except (OSError, EOFError, ValueError, csv.Error):
        return
    require(options.columns, header, file.name)


def read(file: Input, options: Options, meter: Meter) -> Iterator[Record]:
    """Yield the rows under the header; raises OSError, EOFError or ValueError."""
    before = csv.field_size_limit(min(longest(options), (1 << 31) - 1))
    try:
        with open_input(file) as raw:
            rows = _rows(file, raw, longest(options))
            header = next(rows, [])
            columns = choose(options.columns, header)
            row = 0
            for cells in rows:
                meter.position = raw.tell()
                if cells:
                    yield _record(
                        dict(zip(header, cells, strict=False)), len(cells) - len(header), row, file, options, columns
                    )
                    row += 1
    except csv.Error as error:
        raise ValueError(str(error)) from error
    finally:
        csv.field_size_limit(before)


def _record(values: dict[str, str], more: int, row: int, file: Input, options: Options, columns: Any) -> Record:
    name = f"{file.name}:{row}"
    if more:
        problem = f"has {abs(more)} cells {'more' if more > 0 else 'fewer'} than the header: check its quotes."
        return Record(row, name, problem=problem)
    # Bytes that are not UTF-8 have been kept as lone surrogates, so that only their own row suffers.
    if any(cell != clean(cell) for cell in values.values()):
        return Record(row, name, problem="not valid UTF-8. Save the table as UTF-8.")
    return record(values, row, file.name, options, columns)


def _rows(file: Input, raw: Any, limit: int) -> Iterator[list[str]]:
    plain = open_plain(file, raw)
    text = io.TextIOWrapper(plain, "utf-8-sig", "surrogateescape", newline="")
    try:
        first = text.readline(1 << 20)
        delimiter = max(_DELIMITERS, key=first.count)
        yield from csv.reader(_lines(first, text, limit), delimiter=delimiter)
    finally:
        text.detach()


def _lines(first: str, rest: io.TextIOWrapper, limit: int) -> Iterator[str]:
    """Yield lines; raises ValueError for one that is longer than ``limit``, so that none fills the memory."""
    line = first
    while line:
        if len(line) >= limit and not line.endswith(("\n", "\r")):
            raise ValueError(f"a line is longer than {limit} characters. Raise --max-chars to read it")
        yield line
        line = rest.readline(limit)
