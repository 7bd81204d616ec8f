"""The files of a cache: what was found in every article, with what must be the same for it to hold.

A file is one line of JSON (lengths and a checksum), an index as JSON, and the
findings of one article after another. What is damaged, or no such file, is as
if it were not there. A small file beside the large one takes what changed last,
so that one changed article does not cost writing all of them.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from claimlint.cache.stamps import NEVER, Stamp
from claimlint.late import dataclass

MAGIC = "claimlint findings"
MOST_BYTES = 256 << 20
"""Of one large file; beyond it, what this run did not ask for is forgotten."""
MOST_RUNS = 6
"""Configurations, versions and sets of options remembered in a folder."""
_CHANGES = 64
"""Articles at least that the small file may hold."""

_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n# This file marks a cache folder of claimlint. It can be deleted.\n"
)


@dataclass(frozen=True, slots=True)
class Tables:
    """What the rows of a file refer to by number."""

    keys: Sequence[str] = ()
    """Of all that reports depend on besides their articles."""
    kinds: Sequence[str] = ()
    """A rule and a severity each."""
    contents: Sequence[Sequence[str]] = ()
    """A kind of content and the reason for it each."""
    data: memoryview = field(default_factory=lambda: memoryview(b""))
    """The findings."""
    here: bool = True
    """Whether it was written in this folder: a time says nothing about a file in another."""


Row = list[Any]
"""What is kept of an article: its stamp, the digest of its bytes, key, words, content, whether it has suppressions,
counts (pairs: a kind, how many), includes (syntax, name and state each), start and length of its findings."""
Entry = tuple[Tables, Row]


def data_of(entry: Entry) -> memoryview:
    """Return what was found in an article."""
    tables, row = entry
    start, length = row[-2:]
    return tables.data[start : start + length]


@dataclass
class Shelf:
    """The entries of one run key in one folder, by the path shown."""

    folder: Path
    name: str
    files: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    """Stamps and digests of other files, by absolute path."""
    recent: set[str] = field(default_factory=set)
    """What is in the small file, or must go there."""
    used: set[str] = field(default_factory=set)
    """What this run asked for."""
    _put: dict[str, Entry] = field(default_factory=dict)
    _files: list[tuple[Tables, dict[str, Row]]] = field(default_factory=list)
    """The small one before the large one."""

    @classmethod
    def load(cls, folder: Path, name: str) -> Shelf:
        """Read what there is; nothing when it is missing or damaged."""
        shelf = cls(folder, name)
        for path in (shelf.large, shelf.small):
            shelf._files.insert(0, shelf._take(path))
        shelf.recent = set(shelf._files[0][1])
        return shelf

    @property
    def large(self) -> Path:
        return self.folder / f"findings-{self.name}.bin"

    @property
    def small(self) -> Path:
        return self.folder / f"changes-{self.name}.bin"

    def _take(self, path: Path) -> tuple[Tables, dict[str, Row]]:
        try:
            place, index, data = _parse(path.read_bytes())
            self.files.update({name: (_stamp(item[0]), item[1]) for name, item in index["files"].items()})
            tables = Tables(index["keys"], index["kinds"], index["contents"], data, place == str(Path.cwd()))
            return tables, dict(index["entries"])
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return Tables(), {}

    def find(self, shown: str) -> Entry | None:
        """Return what is remembered of an article, None for nothing."""
        found = self._put.get(shown)
        if found is not None:
            return found
        for tables, rows in self._files:
            row = rows.get(shown)
            if row is not None:
                return tables, row
        return None

    def put(self, shown: str, entry: Entry) -> None:
        """Remember what was found in an article."""
        self._put[shown] = entry
        self.recent.add(shown)
        self.used.add(shown)

    def save(self, files: Mapping[str, tuple[Stamp, str]]) -> None:
        """Write what changed; a folder that cannot be written is left alone."""
        self.files.update(files)
        if not self._put:
            return
        names = {*self._put, *(name for _, rows in self._files for name in rows)}
        with contextlib.suppress(OSError):
            _make_folder(self.folder)
            if len(self.recent) <= max(_CHANGES, len(names) // 8) and self.large.exists():
                _replace(self.small, _format(self._entries(sorted(self.recent)), self.files))
                return
            _replace(self.large, _format(self._kept(sorted(names)), self.files))
            self.small.unlink(missing_ok=True)
            _forget_old_runs(self.folder)

    def _entries(self, names: Iterable[str]) -> dict[str, Entry]:
        return {name: entry for name in names if (entry := self.find(name)) is not None}

    def _kept(self, names: Iterable[str]) -> dict[str, Entry]:
        """Return the entries without those of articles that are gone, and as many as there is room for."""
        entries = self._entries(names)
        kept = {name: entry for name, entry in entries.items() if name in self.used}
        room = MOST_BYTES - sum(len(data_of(entry)) for entry in kept.values())
        for name, entry in entries.items():
            length = len(data_of(entry))
            if name not in kept and length <= room and Path(name).exists():
                kept[name] = entry
                room -= length
        return kept


def delete_cache(folder: Path) -> tuple[int, int]:
    """Delete the files of a cache, and its folder if nothing else is in it; return how many files and bytes."""
    count = size = 0
    for path in _own_files(folder):
        with contextlib.suppress(OSError):
            length = path.stat().st_size
            path.unlink()
            count, size = count + 1, size + length
    if count:
        for name in (".gitignore", "CACHEDIR.TAG"):
            with contextlib.suppress(OSError):
                (folder / name).unlink()
        with contextlib.suppress(OSError):
            folder.rmdir()
    return count, size


def _own_files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.name.startswith(("findings-", "changes-")) and path.is_file()]
    except OSError:
        return []


def _forget_old_runs(folder: Path) -> None:
    by_age = sorted(_own_files(folder), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    names: list[str] = []
    for path in by_age:
        name = path.name.partition("-")[2].partition(".")[0]
        if name not in names:
            names.append(name)
        if name in names[MOST_RUNS:]:
            path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    """Make a folder that neither version control nor backups take."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "CACHEDIR.TAG").exists():
        (folder / "CACHEDIR.TAG").write_text(_TAG, "utf-8")
        (folder / ".gitignore").write_text("# Made by claimlint.\n*\n", "utf-8")


def _replace(path: Path, parts: Iterable[bytes | memoryview]) -> None:
    """Write a file so that others see the old one or the new one, never a part."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as file:
            file.writelines(parts)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _format(entries: Mapping[str, Entry], files: Mapping[str, tuple[Stamp, str]]) -> list[bytes | memoryview]:
    keys: dict[str, int] = {}
    kinds: dict[str, int] = {}
    contents: dict[tuple[str, ...], int] = {}
    listed = {}
    start = 0
    for shown, (tables, row) in entries.items():
        stamp, digest, key, words, content, accepted, counts, includes, _, length = row
        counts = [*counts]
        counts[::2] = [kinds.setdefault(tables.kinds[kind], len(kinds)) for kind in counts[::2]]
        key = keys.setdefault(tables.keys[key], len(keys))
        content = contents.setdefault(tuple(tables.contents[content]), len(contents))
        stamp = stamp if tables.here else NEVER
        listed[shown] = [stamp, digest, key, words, content, accepted, counts, includes, start, length]
        start += length
    named = {"keys": list(keys), "kinds": list(kinds), "contents": list(contents)}
    index = json.dumps({**named, "entries": listed, "files": files}, separators=(",", ":")).encode()
    parts: list[bytes | memoryview] = [index, *map(data_of, entries.values())]
    check = 0
    for part in parts:
        check = zlib.crc32(part, check)
    head = json.dumps([MAGIC, str(Path.cwd()), len(index), start, check]).encode() + b"\n"
    return [head, *parts]


def _parse(content: bytes) -> tuple[str, dict[str, Any], memoryview]:
    """Return the working folder, the index and the data of a file; raises ValueError for what is none of ours."""
    end = content.index(b"\n")
    magic, place, length, size, check = json.loads(content[:end])
    body = memoryview(content)[end + 1 :]
    if magic != MAGIC or len(body) != length + size or zlib.crc32(body) != check:
        raise ValueError("not a cache, or damaged")
    return place, json.loads(bytes(body[:length])), body[length:]


def _stamp(value: Any) -> Stamp:
    size, changed, state, inode = value
    return size, changed, state, inode
