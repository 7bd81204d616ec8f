"""Findings of earlier runs: what has not changed is not linted again.

An article's report is found again when the bytes of the article, the path
shown and everything in ``claimlint.cache.context`` are the same, and so are the
files it includes. Failures are never kept. Several runs may use a cache at
once: files are replaced as a whole, and each entry holds by itself.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from pathlib import Path

from claimlint.cache.context import path_key, run_key
from claimlint.cache.stamps import NEVER, Reading, Stamps, digest_bytes, settled, stamp_of
from claimlint.cache.store import Entry, Shelf, Tables, data_of
from claimlint.cache.stored import pack, read_back, restore
from claimlint.config import Config, PathConfig
from claimlint.finding import FileReport
from claimlint.late import dataclass
from claimlint.parsers import PARSERS, format_for
from claimlint.resources import cache_folder
from claimlint.severity import Severity
from claimlint.source import Source

FOLDER = ".claimlint_cache"
"""Beside the configuration."""


class _Kinds(dict[str, tuple[str, Severity]]):
    """Rules with severities by how the index writes them, each one object however many articles have it."""

    def __missing__(self, kind: str) -> tuple[str, Severity]:
        rule, _, severity = kind.rpartition(" ")
        return self.setdefault(kind, (rule, Severity(severity)))


def findings_folder(config: Config) -> Path:
    """Return where the findings of a configuration's articles are kept.

    That is what ``CLAIMLINT_CACHE_DIR`` or ``cache-dir`` says, else a folder beside the configuration; without a
    configuration it is in the user's cache folder, so that checking a file leaves nothing beside it.
    """
    if "CLAIMLINT_CACHE_DIR" not in os.environ and config.path is not None:
        return config.root / (config.file.cache_dir or FOLDER)
    return cache_folder() / "findings"


class Cache:
    """The findings of earlier runs, for one run; ``folder`` None for the folder of each configuration."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._shelves: dict[int, _Shelved] = {}
        self._states: dict[tuple[str, ...], str] = {}
        self._kinds = _Kinds()

    def find(
        self, place: str, shown: str, config: Config, local: PathConfig, decode: Callable[[bytes], Source]
    ) -> FileReport | None:
        """Return the report on a file when it would be the same again, else None; ``decode`` makes its source."""
        shelved = self._of(config)
        entry = shelved.shelf.find(shown)
        if entry is None:
            return None
        tables, row = entry
        stamp, digest, key, words, content, accepted, counts, includes, _, _ = row
        if tables.keys[key] != shelved.key(local):
            return None
        if includes and not self._same_includes(includes, shown, local.settings.root):
            return None
        try:
            if (not tables.here or _stamp(place) != stamp) and not _restamp(place, shown, entry, shelved.shelf):
                return None
        except OSError:
            return None
        shelved.shelf.used.add(shown)
        numbers, (kind, reason) = iter(counts), tables.contents[content]
        return restore(
            {self._kinds[tables.kinds[number]]: count for number, count in zip(numbers, numbers, strict=True)},
            digest,
            lambda: bytes(data_of(entry)),
            lambda: read_back(Path(place).read_bytes, decode),
            accepted=accepted,
            path=shown,
            words=words,
            content=kind,
            content_reason=reason,
            includes=tuple([(syntax, name) for syntax, name, _ in includes]),
        )

    def keep(self, path: Path, config: Config, report: FileReport, read: Reading) -> None:
        """Keep a report on the file that was read; failures are not kept."""
        local = config.for_path(path)
        key = self._of(config).key(local)
        if key is None or report.notifications or (format_for(report.path) or "text") not in PARSERS:
            return
        includes = []
        if report.includes:
            from claimlint.language.money.partials import find_partial
        for syntax, name in report.includes:
            place = find_partial(syntax, name, local.settings.root, report.path)
            if place is not None and settled(stamp_of(place.stat()), read.started) == NEVER:
                # Perhaps it was another one when the article was linted.
                return
            includes.append([syntax, name, self._state(syntax, name, local.settings.root, report.path)])
        kinds = [f"{rule} {level}" for rule, level in report.tally]
        counts = [number for pair in enumerate(report.tally.values()) for number in pair]
        data = memoryview(pack(report))
        tables = Tables((key,), kinds, ((report.content, report.content_reason),), data)
        facts = [report.words, 0, bool(report.suppressed), counts, includes]
        self._of(config).shelf.put(report.path, (tables, [[*read.stamp], read.digest, 0, *facts, 0, len(data)]))

    def save(self) -> None:
        """Write what was kept, unless a file that articles depend on has changed in the meantime."""
        for shelved in self._shelves.values():
            if shelved.stamps.are_unchanged():
                shelved.shelf.save(shelved.stamps.seen())

    def _of(self, config: Config) -> _Shelved:
        if id(config) not in self._shelves:
            run = run_key(config)
            shelf = Shelf.load(self._folder or findings_folder(config), run)
            self._shelves[id(config)] = _Shelved(config, shelf, run, Stamps(shelf.files))
        return self._shelves[id(config)]

    def _same_includes(self, includes: Sequence[Sequence[str]], shown: str, root: str) -> bool:
        return all(self._state(syntax, name, root, shown) == state for syntax, name, state in includes)

    def _state(self, syntax: str, name: str, root: str, article: str) -> str:
        """Return which file an include stands for and what is in it; empty for none."""
        asked = (syntax, name, root, article.rpartition("/")[0])
        if asked not in self._states:
            from claimlint.language.money.partials import find_partial

            place = find_partial(syntax, name, root, article)
            self._states[asked] = (place and f"{os.path.relpath(place, Path(root).resolve())} {_digest(place)}") or ""
        return self._states[asked]


@dataclass
class _Shelved:
    """The entries that a configuration may use, with the keys of its paths."""

    config: Config
    """Held, because it is known by its identity."""
    shelf: Shelf
    run: str
    stamps: Stamps
    _keys: dict[int, str | None] = field(default_factory=dict)

    def key(self, local: PathConfig) -> str | None:
        """Return the key of what holds for a path, which is one object for all paths of which the same holds."""
        if id(local) not in self._keys:
            self._keys[id(local)] = path_key(self.run, local, self.stamps)
        return self._keys[id(local)]


def _stamp(place: str) -> list[int]:
    return [*stamp_of(os.stat(place))]  # noqa: PTH116


def _restamp(place: str, shown: str, entry: Entry, shelf: Shelf) -> bool:
    """Whether an article whose stamp is another has the same content; remember the stamp then. Raises OSError."""
    tables, row = entry
    now = time.time_ns()
    stamp = stamp_of(os.stat(place))  # noqa: PTH116
    if digest_bytes(Path(place).read_bytes()) != row[1]:
        return False
    if settled(stamp, now) != NEVER:
        shelf.put(shown, (replace(tables, here=True), [[*stamp], *row[1:]]))
    return True


def _digest(path: Path) -> str:
    try:
        return digest_bytes(path.read_bytes())
    except OSError:
        return ""
