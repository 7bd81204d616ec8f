"""Whether a file is as it was: by size, times and inode where that is sure, else by content."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from claimlint.late import dataclass

Stamp = tuple[int, int, int, int]
"""Size in bytes, times of the last change of content and of state in nanoseconds, inode."""

NEVER: Stamp = (-1, 0, 0, 0)
"""A stamp that no file has: its content is looked at."""
ABSENT = "absent"
_UNSETTLED = 2_000_000_000
"""Nanoseconds in which a file may change again without another time: two seconds on FAT."""


def stamp_of(stat: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def settled(stamp: Stamp, now: int) -> Stamp:
    """Return a stamp if another change of the file would change it, else ``NEVER``; ``now`` in nanoseconds."""
    return stamp if now - max(stamp[1], stamp[2]) > _UNSETTLED else NEVER


def digest_bytes(data: bytes) -> str:
    """Return 32 hexadecimal digits that stand for the content of a file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read."""

    stamp: Stamp
    """``NEVER`` where the file may have changed since without a trace."""
    digest: str
    started: int
    """When reading began, in nanoseconds."""
    data: bytes = b""

    @classmethod
    def of(cls, path: Path) -> Reading:
        """Read a file; raises OSError."""
        now = time.time_ns()
        # Before its content: a change in between then shows.
        stamp = settled(stamp_of(path.stat()), now)
        data = path.read_bytes()
        return cls(stamp, digest_bytes(data), now, data)

    def without_data(self) -> Reading:
        return replace(self, data=b"")


class Stamps:
    """Digests of files that many articles depend on, each read once a run at most, and not at all when unchanged."""

    def __init__(self, known: Mapping[str, tuple[Stamp, str]] | None = None) -> None:
        self._known = dict(known or {})
        self._now: dict[str, tuple[Stamp, str]] = {}

    def digest(self, path: Path) -> str:
        """Return the digest of a file, or ``ABSENT`` when it cannot be read."""
        name = str(path.absolute())
        if name not in self._now:
            self._now[name] = self._look(name)
        return self._now[name][1]

    def _look(self, name: str) -> tuple[Stamp, str]:
        now = time.time_ns()
        try:
            stamp = stamp_of(Path(name).stat())
            before = self._known.get(name)
            if before is not None and before[0] == stamp:
                return before
            return settled(stamp, now), digest_bytes(Path(name).read_bytes())
        except OSError:
            return NEVER, ABSENT

    def are_unchanged(self) -> bool:
        """Whether every file that was asked for is still as it was then."""
        return all(self._look(name)[1] == digest for name, (_, digest) in self._now.items())

    def seen(self) -> dict[str, tuple[Stamp, str]]:
        """Return what is worth remembering: the files whose stamps are sure."""
        return {name: item for name, item in self._now.items() if item[0] != NEVER}
