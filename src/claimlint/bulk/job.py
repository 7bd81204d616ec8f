"""What a bulk run is asked to do, as values that can be sent to any process or machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from claimlint.config import Config, PathConfig, overlay, read_settings
from claimlint.settings import Settings

Value = str | int | float | bool | list[Any] | dict[str, Any]
"""What a metadata column may hold: what JSON can say."""


@dataclass(frozen=True)
class Columns:
    """Which columns of a table are what; empty names stand for the usual ones."""

    text: str = ""
    id: str = ""
    markup: str = ""
    """The column that says ``markdown``, ``html`` or ``text`` for each row."""
    metadata: tuple[tuple[str, str], ...] | None = None
    """Pairs of column and field of the front matter; None: the columns whose names rules know."""


@dataclass(frozen=True)
class Options:
    """Everything about the input and the cut of the work that the output depends on."""

    columns: Columns = field(default_factory=Columns)
    markup: str = ""
    """For documents that say nothing themselves; empty: as usual for the format of the file."""
    part_rows: int = 500
    """Most documents in a part."""
    part_chars: int = 8_000_000
    """Code points of text from which a part is complete."""
    max_chars: int = 2_000_000
    """Longest document that is checked, in code points."""


@dataclass(frozen=True)
class Input:
    """One file to read."""

    name: str
    """As shown: relative where possible, ``/`` between folders."""
    place: str
    """Where any process finds it: an absolute path or a URI."""
    format: str
    """parquet, jsonl, csv, warc or wordpress."""
    size: int
    """Bytes."""


@dataclass(frozen=True)
class Record:
    """One document as it was read, or what kept it from being read."""

    row: int
    """Place in the file from 0: row, line, WARC record or item of the export."""
    id: str
    text: str = ""
    markup: str = "markdown"
    metadata: Mapping[str, Value] = field(default_factory=dict)
    """Fields of the front matter by normalised name."""
    problem: str = ""
    """Why it cannot be checked; empty when it can."""
    skipped: bool = False
    """Whether ``problem`` only says that it is no document to check, such as a redirect."""


@dataclass(frozen=True)
class Part:
    """A piece of the work: some consecutive records of one file."""

    name: str
    source: str
    first_row: int
    records: tuple[Record, ...]
    consumed: int = 0
    """Bytes of the file that had been read when it was cut."""


@dataclass(frozen=True)
class Job:
    """All a worker needs; can be pickled."""

    config: Config
    options: Options
    day: str
    """ISO date the rules take for today, so that a run that goes on tomorrow goes on as it began."""
    build: str
    """Digest of the code and the libraries that decide the output's bytes."""
    output: str
    """The folder or URI of the output."""

    def local(self, document: str) -> PathConfig:
        """Return what the configuration says for a document, whose id stands for a path."""
        file = self.config.file
        by_path = bool(file.per_path or file.content)
        name = document.partition("://")[2] or document if by_path else "document"
        found = self.config.for_path(self._root / name.lstrip("/"))
        # The configuration gives one object for equal answers and keeps it, so its id is a key.
        if id(found) not in self._dated:
            metadata = replace(found.settings.metadata, today=self.day)
            # Without a configuration there is no folder whose partials a document could mean.
            root = found.settings.root if self.config.path else ""
            self._dated[id(found)] = replace(found, settings=replace(found.settings, metadata=metadata, root=root))
        return self._dated[id(found)]

    def settings(self) -> list[Settings]:
        """Return the settings that a document may have."""
        root = self.config.root.as_posix() if self.config.path else ""
        return [replace(item, root=root) for item in variants(self.config)]

    @cached_property
    def _root(self) -> Path:
        return self.config.root.resolve()

    @cached_property
    def _dated(self) -> dict[int, PathConfig]:
        return {}

    @classmethod
    def day_of(cls, config: Config) -> str:
        """Return the day a run that begins now takes for today; raises ConfigError."""
        day: date = config.settings.metadata.day
        return day.isoformat()


def variants(config: Config) -> list[Settings]:
    """Return the settings of a configuration, and those with each of its layers by path."""
    layered = [overlay(config.options, layer.settings) for layer in config.file.per_path]
    return [config.settings, *(read_settings(node, str(config.path or "")) for node in layered)]
