"""What a report depends on besides its article, as short keys.

A key changes with our code and its dependencies, with the rules and the
configuration that hold for a path, with the files that a configuration names,
and with the day. It holds no absolute path, so that a cache can move to another
machine.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from claimlint import LOADED, __version__
from claimlint.cache.stamps import Stamps
from claimlint.checks import CHECKS
from claimlint.compiled import rule_files
from claimlint.config import Config, PathConfig
from claimlint.config_file import ConfigFile
from claimlint.resources import rules_root
from claimlint.settings import Settings

FORMAT = 2
"""Of the cache files; another one is another key."""

_OTHER_KEYS = {"exclude": (), "fail_on": "warning", "baseline": "", "min_score": None, "cache_dir": ""}
"""Keys of a configuration on which no report depends, each with its default."""
DEPENDENCIES = ("google_re2", "harper_py", "marisa_trie", "pyphen", "pyromark", "textstat")
"""Packages whose code decides what is found, as their folders are named."""
_FOLDERS = tuple(f"{name}-" for name in DEPENDENCIES)


def digest_of(*parts: object) -> str:
    """Return a short digest of texts, numbers and the like: 32 hexadecimal digits."""
    return hashlib.blake2b("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def run_key(config: Config) -> str:
    """Return what changes with our code, with the rules of a configuration and with what it says for all paths."""
    own = [pack.rules for pack in config.packs if pack.rules]
    own += [config.root / name for name in config.file.rule_paths]
    place = "" if config.path else Path.cwd().as_posix()
    return digest_of(
        FORMAT, code_key(), os.environ.get("CLAIMLINT_MATCHER", ""), place, said(config), *_rule_texts(own)
    )


def said(config: Config) -> ConfigFile:
    """Return what a configuration's file says that reports depend on."""
    return replace(config.file, **_OTHER_KEYS)  # type: ignore[arg-type]


def named_files(settings: Settings) -> tuple[str, ...]:
    """Return the files whose content reports depend on, relative to the root."""
    named = (settings.evidence.retractions, settings.disclosure.site_wide_text, *settings.spelling.dictionaries)
    return (".claimlint-words.txt", *(name for name in named if name))


def path_key(run: str, local: PathConfig, stamps: Stamps) -> str | None:
    """Return what changes with all that holds for a path; None where a report may depend on more than we know.

    That is an engine that is asked, or the code of a plug-in.
    """
    settings = local.settings
    kinds = {entry.rule.check for entry in local.ruleset.entries}
    engines = {settings.spelling.engine, settings.grammar.engine}
    if engines != {"built-in"} or not kinds <= CHECKS.keys():
        return None
    root = Path(settings.root)
    files = [f"{name}={stamps.digest(root / name)}" for name in named_files(settings)]
    try:
        above = os.path.relpath(root)
    except ValueError:
        above = str(root)
    return digest_of(
        run, settings.metadata.day, local.layers, local.encoding, above, replace(settings, root=""), *files
    )


def _rule_texts(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        for path in rule_files(folder):
            yield f"{path.name if path == folder else path.relative_to(folder).as_posix()}"
            yield hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


@cache
def code_key() -> str:
    """Return what changes with our version, our code and data, Python's version and those of what we depend on."""
    package = Path(__file__).resolve().parent.parent
    record = package.parent / f"claimlint_health-{__version__}.dist-info" / "RECORD"
    try:
        # The installer's list of our files with their digests: the same on every machine.
        lines = [line for line in record.read_text("utf-8").splitlines() if line.startswith("claimlint/")]
        own = [line for line in lines if ".pyc," not in line]
    except OSError:
        own, changed = [], 0
        for name, size, time in (*_listing(package), *_listing(rules_root())):
            own.append(f"{name} {size} {time}")
            changed = max(changed, time)
        if changed >= LOADED:
            # This process may run code that was there before the change: nobody else may take what it finds.
            own.append(os.urandom(16).hex())
    return digest_of(__version__, sys.implementation.name, sys.version_info[:3], *own, *_dependencies())


def _listing(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield name, size (bytes) and time of change (ns) of every file of a folder of code or rules, sorted."""
    folders = [str(folder)]
    while folders:
        place = folders.pop()
        with os.scandir(place) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    folders.append(entry.path)
            else:
                stat = entry.stat()
                yield entry.path[len(str(folder)) :], stat.st_size, stat.st_mtime_ns


def _dependencies() -> list[str]:
    """Return the names with versions of the packages whose code decides what is found."""
    names = set()
    for place in sys.path:
        if place.endswith("-packages"):
            try:
                names |= {path.name for path in Path(place).iterdir() if path.name.startswith(_FOLDERS)}
            except OSError:
                continue
    return sorted(names)
