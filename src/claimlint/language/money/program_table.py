"""The table of affiliate programs, ``rules/data/affiliate-programs.yaml``, arranged for look-up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from claimlint.language.text.pattern_file import read_table
from claimlint.late import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One program at one host, or at any host."""

    program: str
    tier: str
    network: str
    path: re.Pattern[str] | None
    keys: frozenset[str]
    """Lower-case keys; with ``=value`` where the value matters too."""


@dataclass(frozen=True)
class ProgramTable:
    """The data of ``rules/data/affiliate-programs.yaml``, arranged for look-up."""

    by_host: Mapping[str, tuple[Entry, ...]]
    by_key: Mapping[str, Entry]
    """Keys that count on any host."""
    by_path: tuple[Entry, ...]
    """Paths that count on any host."""
    wrapped: tuple[str, ...]
    """Keys whose value is the address behind the link."""
    plain_hosts: frozenset[str]
    """Hosts whose links are never judged: share buttons, archives."""
    components: tuple[str, ...]
    """Patterns of component and shortcode names that stand for affiliate links."""


@cache
def table() -> ProgramTable:
    """Return the table of programs in ``rules/data/affiliate-programs.yaml``."""
    data = read_table("affiliate-programs")
    by_host: dict[str, tuple[Entry, ...]] = {}
    by_key: dict[str, Entry] = {}
    by_path: list[Entry] = []
    for row in data["programs"]:
        entry = _read_entry(row)
        for host in row.get("hosts", ()):
            by_host[host] = (*by_host.get(host, ()), entry)
        if not row.get("hosts"):
            by_key.update({key: entry for key in entry.keys if key not in by_key or entry.tier < by_key[key].tier})
            by_path.extend([entry] if entry.path else [])
    return ProgramTable(
        by_host, by_key, tuple(by_path), tuple(data["wrapped"]), frozenset(data["never"]), tuple(data["components"])
    )


def _read_entry(row: Mapping[str, object]) -> Entry:
    keys = row.get("keys") or ()
    path = row.get("path")
    return Entry(
        str(row["name"]),
        str(row["tier"]),
        str(row.get("network", "")),
        re.compile(str(path), re.I) if path else None,
        frozenset(str(key).lower() for key in keys) if isinstance(keys, list) else frozenset(),
    )
