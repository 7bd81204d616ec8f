"""What a run is, so that one that goes on is the one that was begun: inputs, rules, configuration, version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from claimlint import __version__
from claimlint.bulk.job import Input, Job, Options
from claimlint.bulk.store import INTERNAL, Store
from claimlint.compiled import NAME as COMPILED
from claimlint.compiled import describe
from claimlint.config import Config
from claimlint.errors import ClaimlintError
from claimlint.resources import rules_root

NAME = f"{INTERNAL}/job.json"
_FORMAT = 1
_LIBRARIES = ("pyarrow", "warcio", "textstat", "pyphen", "pyromark", "marisa-trie", "PyYAML")
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
    said = f"{config.file!r}\n{config.options.plain()!r}\n{config.settings!r}"
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass"))
    for path in _named_files(config):
        digest.update(path.read_bytes() if path.is_file() else b"\0")
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


def _named_files(config: Config) -> Iterator[Path]:
    """Yield the files that the settings name: what they hold decides what is found."""
    settings = config.settings
    names = (settings.evidence.retractions, settings.disclosure.site_wide_text, *settings.spelling.dictionaries)
    yield from (config.root / name for name in names if name)


def begin(store: Store, config: Config, options: Options, inputs: list[Input]) -> Job:
    """Return the job of a run: begun anew in an empty place, or gone on with as it was begun.

    Raises ClaimlintError when what is there is another job's or nobody's.
    """
    written = store.read(NAME)
    if written is None:
        strange = [name for name in store.names() if name != INTERNAL]
        if strange:
            message = f"{store.place}: there is something there ({strange[0]}) that is no output of claimlint bulk."
            raise ClaimlintError(f"{message} Give an empty or new folder by --output.")
        day = Job.day_of(config)
        store.write(NAME, (json.dumps(identity(config, options, inputs, day), indent=1) + "\n").encode())
    else:
        day = _same(written, identity(config, options, inputs, ""), store.place)
    return Job(_anywhere(config), options, day, build(), store.place)


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
