"""Parquet: only the columns that are wanted, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimlint.bulk.columns import choose, record, require
from claimlint.bulk.inputs import open_input
from claimlint.bulk.job import Columns, Input, Options, Record
from claimlint.bulk.readers import Meter

_ROWS = 64
"""Rows read at once: documents are long, and a row group may hold a million."""
_BUFFER = 1 << 20
"""Bytes of a column that are read at once."""


def check_columns(file: Input, options: Options) -> None:
    """Raise ConfigError for a column that the table lacks; a file that is no table is told when it is read."""
    try:
        names = _open(file).schema_arrow.names
    except (OSError, ValueError):
        return
    require(options.columns, names, file.name)


def read(file: Input, options: Options, meter: Meter) -> Iterator[Record]:
    """Yield the rows of a Parquet file; raises OSError or ValueError where it cannot be read."""
    table = _open(file)
    columns = choose(options.columns, table.schema_arrow.names)
    wanted = [name for name in table.schema_arrow.names if name in _wanted(columns)]
    total = max(table.metadata.num_rows, 1)
    row = 0
    # Without a column of its text the rows still count, each with its problem.
    for batch in table.iter_batches(_ROWS, columns=wanted or table.schema_arrow.names[:1]):
        cells = [_cells(batch.column(index)) for index in range(batch.num_columns)]
        for index in range(batch.num_rows):
            values = dict(zip(wanted, (column[index] for column in cells), strict=False))
            meter.position = file.size * (row + 1) // total
            yield record(values, row, file.name, options, columns)
            row += 1


def _open(file: Input) -> Any:
    from pyarrow import parquet

    # By default a row group's columns are read whole, and a table may be one row group.
    return parquet.ParquetFile(open_input(file), buffer_size=_BUFFER, pre_buffer=False)


def _wanted(columns: Columns) -> set[str]:
    return {columns.text, columns.id, columns.markup, *(column for column, _ in columns.metadata or ())} - {""}


def _cells(column: Any) -> list[Any]:
    """Return the values of a column; text as bytes, so that one row's bad bytes are only that row's."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_string(column.type):
        column = column.cast(pa.binary())
    elif pa.types.is_large_string(column.type):
        column = column.cast(pa.large_binary())
    values: list[Any] = column.to_pylist()
    return values
