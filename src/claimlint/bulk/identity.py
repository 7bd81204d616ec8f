"""What a run is, so that one that goes on is the one that was begun: inputs, rules, configuration, version."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from claimlint import __version__
from claimlint.bulk.job import Input, Job, Options, variants
from claimlint.bulk.store import INTERNAL, Store
from claimlint.cache.context import DEPENDENCIES, named_files, said
from claimlint.compiled import NAME as COMPILED
from claimlint.compiled import describe
from claimlint.config import Config
from claimlint.errors import ClaimlintError
from claimlint.resources import rules_root

NAME = f"{INTERNAL}/job.json"
_FORMAT = 1
_LIBRARIES = (*DEPENDENCIES, "pyarrow", "warcio", "PyYAML")
"""Packages that decide what is found or how it is written."""
_MADE_FROM_THE_REST = ("derived", COMPILED)
_TOLD = {
    "format": "the layout of the output",
    "version": "the version of claimlint",
    "build": "the code of claimlint or of a library it uses",
    "rules": "the rules",
    "configuration": "the configuration",
    "options": "the options about columns, markup and parts",
    "inputs": "the files to read",
}
Identity = dict[str, Any]


@cache
def build() -> str:
    """Return a digest of claimlint's own code and data and of the libraries that decide what is written."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(__version__.encode())
    for root, ending in ((package, ".py"), (rules_root(), "")):
        for path in sorted(root.rglob(f"*{ending}")):
            name = path.relative_to(root)
            if path.is_file() and name.parts[0] not in (*_MADE_FROM_THE_REST, "_rules"):
                digest.update(f"\0{name.as_posix()}\0".encode() + path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"\0{library} {_version(library)}".encode())
    return digest.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def identity(config: Config, options: Options, inputs: list[Input], day: str) -> Identity:
    """Return what a run is, as JSON can say it."""
    ruleset = config.ruleset
    rules = describe((entry.rule, entry.check) for _, entry in sorted(ruleset.available.items()))
    enabled = " ".join(sorted(ruleset.enabled))
    told = f"{said(config)!r}\n{config.options.plain()!r}\n{config.settings!r}"
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass"))
    for name in sorted({name for settings in variants(config) for name in named_files(settings)}):
        path = config.root / name
        digest.update(f"\0{name}\0".encode() + (path.read_bytes() if path.is_file() else b"\0"))
    return {
        "format": _FORMAT,
        "version": __version__,
        "build": build(),
        "rules": hashlib.sha256(f"{rules}\n{enabled}".encode()).hexdigest(),
        "configuration": digest.hexdigest(),
        "options": json.loads(json.dumps(asdict(options))),
        "day": day,
        "inputs": [{"name": file.name, "format": file.format, "bytes": file.size} for file in inputs],
    }


def require_own(store: Store) -> None:
    """Raise ClaimlintError for a folder in which something else lies, before anything is written there."""
    strange = [name for name in store.names() if name != INTERNAL]
    if strange and store.read(NAME) is None:
        message = f"{store.place}: there is something there ({strange[0]}) that is no output of claimlint bulk."
        raise ClaimlintError(f"{message} Give an empty or new folder by --output.")


def begin(store: Store, config: Config, options: Options, inputs: list[Input]) -> Job:
    """Return the job of a run: begun anew, or gone on with as it was begun; raises ClaimlintError for another job's."""
    written = store.read(NAME)
    if written is None:
        day = Job.day_of(config)
        store.write(NAME, (json.dumps(identity(config, options, inputs, day), indent=1) + "\n").encode())
    else:
        day = _same(written, identity(config, options, inputs, ""), store.place)
    return Job(_anywhere(config), options, day, build(), store.anywhere)


def _anywhere(config: Config) -> Config:
    """Return a configuration that means the same files in any folder, with the rules it has loaded."""
    if config.path is None:
        return config
    found = replace(config, path=config.path.resolve())
    # A cached property is an attribute: the rules need no files where the job is done.
    found.__dict__["ruleset"] = config.ruleset
    return found


def _same(written: bytes, asked: Identity, place: str) -> str:
    """Return the day of a job that is the one asked for; raises ClaimlintError when it is another."""
    try:
        known: Identity = json.loads(written)
        day = str(known["day"])
    except (ValueError, KeyError, TypeError) as error:
        raise ClaimlintError(f"{place}/{NAME}: damaged. Give another folder by --output.") from error
    other = [words for key, words in _TOLD.items() if known.get(key) != asked[key]]
    if other:
        raise ClaimlintError(
            f"{place}: a run was begun there with other inputs than this one: {', '.join(other)} changed since."
            " Nothing was written: finish it as it was begun, or give another folder by --output."
        )
    return day
