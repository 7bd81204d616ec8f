"""The ruleset as one JSON file: validated once, read in milliseconds ever after.

The built-in rules are compiled when the wheel is built; rules in a checkout or
of a user's own on first use, into the cache folder, under a name made from
their content. A compiled rule has no examples: ``explain`` and ``rules test``
read the files themselves.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from claimlint import __version__
from claimlint.checks import Check, check_class
from claimlint.finding import Confidence, Severity
from claimlint.rule import Citation, Rule, When

NAME = "compiled.json"
_FORMAT = 1

Compiled = list[tuple[Rule, Check]]


def content_key(folders: Iterable[Path]) -> str:
    """Return a key that changes with any file that rules are made from."""
    digest = hashlib.sha256(f"{_FORMAT} {__version__} {sys.version_info[:2]}".encode())
    for folder in folders:
        for path in rule_files(folder):
            digest.update(f"\0{path}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def rule_files(folder: Path) -> list[Path]:
    """Return the files that rules are made from, in a folder or the one file, sorted."""
    files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if path.suffix in (".yaml", ".yml", ".txt")]


def dump(entries: Iterable[tuple[Rule, Check]]) -> str:
    """Return the text of a compiled ruleset."""
    rules = [{**_rule_record(rule), "check_options": _options(check)} for rule, check in entries]
    return json.dumps({"format": _FORMAT, "version": __version__, "rules": rules}, ensure_ascii=False)


def load(path: Path) -> Compiled | None:
    """Return a compiled ruleset, or None when it is missing, damaged or of another version."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if (data["format"], data["version"]) != (_FORMAT, __version__):
            return None
        return [_entry(record) for record in data["rules"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def store(path: Path, text: str) -> None:
    """Write a compiled ruleset; a cache that cannot be written is only slower."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, "utf-8")
        temporary.replace(path)


def _rule_record(rule: Rule) -> dict[str, Any]:
    bare = dataclasses.replace(rule, bad=(), good=(), miss=())
    return {item.name: _plain(getattr(bare, item.name)) for item in dataclasses.fields(Rule)}


def _options(check: Check) -> dict[str, Any]:
    return {item.name: _plain(getattr(check, item.name)) for item in dataclasses.fields(check)}  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _entry(record: dict[str, Any]) -> tuple[Rule, Check]:
    cls = check_class(record["check"])
    options = {name: _frozen(value) for name, value in record.pop("check_options").items()}
    rule = Rule(
        **{
            **{name: _frozen(value) for name, value in record.items()},
            "severity": Severity(record["severity"]),
            "severity_in": {key: Severity(value) for key, value in record["severity_in"].items()},
            "confidence": Confidence(record["confidence"]),
            "sources": tuple(Citation(**item) for item in record["sources"]),
            "when": When(**{name: _frozen(value) for name, value in record["when"].items()}),
            "options": record["options"],
        }
    )
    return rule, cls(**options)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value
