"""Which files a run reads: from files, folders, patterns and URIs, with the format of each."""

from __future__ import annotations

import errno
import glob
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from claimlint.bulk.job import Input
from claimlint.bulk.store import filesystem, is_uri
from claimlint.discover import shown_path
from claimlint.errors import ClaimlintError

FORMATS = {
    "parquet": (".parquet", ".pq"),
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    "csv": (".csv", ".tsv", ".csv.gz", ".tsv.gz"),
    "warc": (".warc", ".warc.gz"),
    "wordpress": (".xml", ".wxr", ".xml.gz"),
}
"""Formats with the endings of their files, in lower case."""


def format_of(name: str) -> str:
    """Return the format of a file by its ending, empty when none has it.

    >>> format_of("dump/Pages.JSONL.gz"), format_of("notes.txt")
    ('jsonl', '')
    """
    lower = name.lower()
    return next((kind for kind, endings in FORMATS.items() if lower.endswith(endings)), "")


def find_inputs(sources: list[str], asked: str = "", output: str = "") -> list[Input]:
    """Return the files that sources stand for, sorted by the name shown, each once.

    ``asked`` is the format of all of them; empty: their endings tell. In folders and patterns,
    files of no known ending are left out, and so is what lies below ``output``, an absolute path or
    a URI. Raises ClaimlintError with every source that leads to nothing.
    """

    def own(item: Input) -> bool:
        return bool(output) and item.place.startswith(f"{output.rstrip('/')}/")

    # By place: two names that are not UTF-8 may be shown alike.
    found: dict[str, Input] = {}
    problems: list[str] = []
    for source in sources:
        try:
            inputs = [item for item in (_remote if is_uri(source) else _local)(source, asked) if not own(item)]
        except OSError as error:
            problems.append(f"{source}: cannot be listed: {error.strerror or error}.")
            continue
        found.update((item.place, item) for item in inputs)
        if not inputs:
            kinds = ", ".join(ending for endings in FORMATS.values() for ending in endings)
            problems.append(f"{source}: there is no file to read. Known endings: {kinds}. --format names another.")
    if problems:
        raise ClaimlintError("\n".join(problems))
    return sorted(found.values(), key=lambda item: (item.name, item.place))


def _local(source: str, asked: str) -> Iterator[Input]:
    path = Path(source)
    if path.is_dir():
        # A table in a folder may be cut into folders; names with _ or . hold no rows.
        files: Iterator[Path] = (file for file in path.rglob("*") if _is_data(file.relative_to(path).parts))
    elif path.exists():
        files = iter([path])
    elif any(char in source for char in "*?["):
        files = (Path(name) for name in glob.glob(source, recursive=True))  # noqa: PTH207
    else:
        raise FileNotFoundError(errno.ENOENT, "there is no such file or folder")
    for file in files:
        kind = asked or format_of(file.name)
        if kind and file.is_file():
            yield Input(shown_path(file), file.absolute().as_posix(), kind, file.stat().st_size)


def _remote(source: str, asked: str) -> Iterator[Input]:
    from fnmatch import fnmatchcase

    from pyarrow import fs

    pattern = any(char in source for char in "*?[")
    # Object stores know no patterns: what stands before the first of their marks is listed.
    base = re.split(r"[*?\[]", source, maxsplit=1)[0].rpartition("/")[0] if pattern else source.rstrip("/")
    system, path = filesystem(base)
    prefix = base.removesuffix(path)
    named = system.get_file_info(path)
    is_folder = named.type == fs.FileType.Directory
    for info in system.get_file_info(fs.FileSelector(path, recursive=True)) if is_folder else [named]:
        place = f"{prefix}{info.path}"
        inside = info.path[len(path) :].strip("/").split("/")
        kind = asked or format_of(info.base_name)
        if kind and info.is_file and _is_data(tuple(inside)) and (not pattern or fnmatchcase(place, source)):
            yield Input(place, place, kind, info.size)


def _is_data(parts: tuple[str, ...]) -> bool:
    return not any(part.startswith(("_", ".")) for part in parts)


def open_input(file: Input) -> IO[bytes]:
    """Open a file for reading bytes, with ``tell`` and ``seek``; raises OSError."""
    import io

    if not is_uri(file.place):
        return Path(file.place).open("rb")
    system, path = filesystem(file.place)
    raw: Any = system.open_input_file(path)
    return io.BufferedReader(raw, 1 << 20)
