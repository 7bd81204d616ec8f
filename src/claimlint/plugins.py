"""Entry points of installed packages, by which they add formats, checks, reporters and packs."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_GROUPS = b"[claimlint."
_METADATA = "-info"
"""What the folders end in that hold metadata: ``x.dist-info``, ``x.egg-info``, ``EGG-INFO``."""


def entry_points(group: str) -> list[EntryPoint]:
    """Return the entry points of a group, such as ``claimlint.parsers``."""
    if not _are_there(tuple(sys.path)):
        return []
    # With all that it imports it takes as long as finding two thousand files.
    from importlib.metadata import entry_points as found

    return list(found(group=group))


@cache
def _are_there(path: tuple[str, ...]) -> bool:
    """Tell whether an installed package may have an entry point of ours; a look at some small files tells most."""
    if sum(hasattr(finder, "find_distributions") for finder in sys.meta_path) > 1:
        return True
    return any(_announces(place or ".") for place in path)


def _announces(place: str) -> bool:
    try:
        with os.scandir(place) as found:
            names = [entry.name for entry in found if entry.name.lower().endswith(_METADATA)]
    except OSError:
        # An archive can hold packages, what is not there cannot.
        return Path(place).is_file()
    return any(_names_us(Path(place, name, "entry_points.txt")) for name in names)


def _names_us(file: Path) -> bool:
    try:
        return _GROUPS in file.read_bytes()
    except OSError:
        return False
