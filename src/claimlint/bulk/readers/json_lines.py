"""JSON Lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from claimlint.bulk.columns import record
from claimlint.bulk.job import Input, Options, Record
from claimlint.bulk.readers import Meter
from claimlint.bulk.readers.lines import lines, longest
from claimlint.errors import SourceError
from claimlint.source import decode


def read(file: Input, options: Options, meter: Meter) -> Iterator[Record]:
    """Yield the objects of a file; blank lines are counted and passed over. Raises OSError or EOFError."""
    limit = longest(options)
    for row, line in enumerate(lines(file, limit, meter)):
        name = f"{file.name}:{row}"
        if line is None:
            yield Record(row, name, problem=f"the line is longer than {limit} bytes. Raise --max-chars to read it.")
        elif line.strip():
            yield _record(line, row, file, options)


def _record(line: bytes, row: int, file: Input, options: Options) -> Record:
    name = f"{file.name}:{row}"
    try:
        values = json.loads(decode(line, name)[0])
    except SourceError as error:
        return Record(row, name, problem=error.message)
    except RecursionError:
        return Record(row, name, problem="not JSON: it is nested too deeply.")
    except ValueError as error:
        return Record(row, name, problem=f"not JSON: {error}.".encode("utf-8", "replace").decode())
    if not isinstance(values, dict):
        return Record(row, name, problem=f"not an object but {type(values).__name__}: a line must be {{...}}.")
    return record(values, row, file.name, options)
