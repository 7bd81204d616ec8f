"""The readers: one a format, each from a file to its documents in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from claimlint.bulk.job import Input, Options, Record


@dataclass
class Meter:
    """How far a reader is: bytes of its file."""

    position: int = 0


Reader = Callable[[Input, Options, Meter], Iterator[Record]]

_MODULES = {
    "parquet": "parquet",
    "jsonl": "json_lines",
    "csv": "delimited",
    "warc": "warc",
    "wordpress": "wordpress",
}


def read(file: Input, options: Options, meter: Meter) -> Iterator[Record]:
    """Yield the documents of a file in order.

    Never raises for what a file holds: a row that cannot be read is a record
    with its problem, and where the rest of a file cannot, so is the rest.
    """
    reader: Reader = import_module(f"claimlint.bulk.readers.{_MODULES[file.format]}").read
    row = -1
    try:
        for record in reader(file, options, meter):
            row = record.row
            yield record
    except (Exception, MemoryError) as error:  # whatever a library says of a broken file, the others are read
        yield broken_off(file, row + 1, error)


def broken_off(file: Input, row: int, error: object) -> Record:
    """Return what stands for the rest of a file that cannot be read."""
    what = getattr(error, "strerror", None) or str(error) or type(error).__name__
    problem = f"the file cannot be read from row {row} on: {what.strip().rstrip('.')}."
    return Record(row, f"{file.name}:{row}", problem=problem.encode("utf-8", "replace").decode())


def check_columns(file: Input, options: Options) -> None:
    """Raise ConfigError when a table lacks a column that was asked for; other formats have no columns to lack."""
    if file.format in ("parquet", "csv"):
        import_module(f"claimlint.bulk.readers.{_MODULES[file.format]}").check_columns(file, options)
