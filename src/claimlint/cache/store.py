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
from collections.abc import Iterable, Mapping
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
class Entry:
    """What is kept of one article."""

    stamp: Stamp
    digest: str
    """Of its bytes."""
    key: str
    """Of all else that its report depends on."""
    facts: list[Any]
    """Words, kind of content, reason for it, whether it has suppressions, counts, includes."""
    data: memoryview
    """Its findings."""


@dataclass
class Shelf:
    """The entries of one run key in one folder, by the path shown."""

    folder: Path
    name: str
    entries: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    """Stamps and digests of other files, by absolute path."""
    recent: set[str] = field(default_factory=set)
    """What is in the small file, or must go there."""
    used: set[str] = field(default_factory=set)
    """What this run asked for."""
    changed: bool = False

    @classmethod
    def load(cls, folder: Path, name: str) -> Shelf:
        """Read what there is; nothing when it is missing or damaged."""
        shelf = cls(folder, name)
        shelf._take(shelf.large)
        shelf.recent = shelf._take(shelf.small)
        return shelf

    @property
    def large(self) -> Path:
        return self.folder / f"findings-{self.name}.bin"

    @property
    def small(self) -> Path:
        return self.folder / f"changes-{self.name}.bin"

    def _take(self, path: Path) -> set[str]:
        try:
            place, index, data = _parse(path.read_bytes())
            here = place == str(Path.cwd())
            keys = index["keys"]
            found = {}
            for shown, (size, changed, state, inode, digest, key, facts, start, length) in index["entries"].items():
                # A time says nothing about a file in another folder.
                stamp = (size, changed, state, inode) if here else NEVER
                found[shown] = Entry(stamp, digest, keys[key], facts, data[start : start + length])
            self.entries.update(found)
            self.files.update({name: (_stamp(item[0]), item[1]) for name, item in index["files"].items()})
        except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return set()
        return set(found)

    def put(self, shown: str, entry: Entry) -> None:
        """Remember what was found in an article."""
        self.entries[shown] = entry
        self.recent.add(shown)
        self.used.add(shown)
        self.changed = True

    def save(self, files: Mapping[str, tuple[Stamp, str]]) -> None:
        """Write what changed; a folder that cannot be written is left alone."""
        self.files.update(files)
        if not self.changed:
            return
        with contextlib.suppress(OSError):
            _make_folder(self.folder)
            if len(self.recent) <= max(_CHANGES, len(self.entries) // 8) and self.large.exists():
                _replace(self.small, _format({name: self.entries[name] for name in self.recent}, self.files))
                return
            _replace(self.large, _format(self._kept(), self.files))
            self.small.unlink(missing_ok=True)
            _forget_old_runs(self.folder)

    def _kept(self) -> dict[str, Entry]:
        """Return the entries without those of articles that are gone, and as many as there is room for."""
        kept = {name: entry for name, entry in self.entries.items() if name in self.used}
        room = MOST_BYTES - sum(len(entry.data) for entry in kept.values())
        for name, entry in self.entries.items():
            if name not in kept and len(entry.data) <= room and Path(name).exists():
                kept[name] = entry
                room -= len(entry.data)
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
    listed = {}
    start = 0
    for shown, entry in entries.items():
        key = keys.setdefault(entry.key, len(keys))
        listed[shown] = [*entry.stamp, entry.digest, key, entry.facts, start, len(entry.data)]
        start += len(entry.data)
    index = json.dumps({"keys": list(keys), "entries": listed, "files": files}, separators=(",", ":")).encode()
    parts: list[bytes | memoryview] = [index, *(entry.data for entry in entries.values())]
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
