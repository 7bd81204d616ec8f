"""The ruleset as one file: validated once, read in milliseconds ever after.

The built-in rules are compiled when the wheel is built; rules in a checkout or
of a user's own on first use, into the cache folder, under a name made from
their content. A compiled rule has no examples: ``explain`` and ``rules test``
read the files themselves. With the rules go their patterns and what was worked out
of them, which takes longer than looking for them in an article, and which of them each
rule looks for, so that its check is made only for an article that may have one.

The file is in the form of Python's own compiled modules (``marshal``), which is
read in a third of the time of JSON and can hold no code to run.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import marshal
import os
import sys
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint import __version__
from claimlint.checks import CHECKS, Check, check_class, needs_of, patterns_of
from claimlint.late import dataclass
from claimlint.rule import Citation, Rule, When
from claimlint.severity import Confidence, Severity

if TYPE_CHECKING:
    from claimlint.matcher import Packed, Pattern, Prepared

NAME = "compiled.bin"
MOST_FILES = 16
"""Compiled rulesets of a user that are kept; every change of a rule makes another."""

_FORMAT = 9
_MAGIC = f"claimlint rules {_FORMAT} {__version__}\n".encode()
_MARSHAL = 4
"""The version that every Python since 3.4 reads."""
_FIELDS = tuple(item.name for item in dataclasses.fields(Rule))
_KIND = _FIELDS.index("check")
_SEVERITIES = {item.value: item for item in Severity}
_CONFIDENCES = {item.value: item for item in Confidence}

Patterns = Mapping[tuple[str, bool], "Prepared"]
"""What is known of patterns, by their text and whether case does not count."""


@dataclass(frozen=True)
class Known:
    """What was worked out of the patterns of all rules, which are in the order of `checks.patterns_of`."""

    patterns: Patterns
    index: Packed
    """Their clues."""

    def made_for(self, patterns: Iterable[Pattern]) -> bool:
        """Tell whether ``index`` is of these patterns and no others."""
        return [pattern.key for pattern in patterns] == list(self.patterns)


Places = Mapping[tuple[str, bool], int]
"""The number of each pattern, by its text and whether case does not count."""


@dataclass(frozen=True)
class _Texts:
    """The patterns of all rules, made when the first check is."""

    keys: Iterable[tuple[str, bool]]

    @cached_property
    def patterns(self) -> list[Pattern]:
        from claimlint.matcher import Pattern

        return [Pattern(text, ignore_case=ignore_case) for text, ignore_case in self.keys]

    def at(self, place: Any) -> Any:
        """Return the pattern of a number, and what holds patterns of what holds numbers."""
        if isinstance(place, tuple):
            return tuple([self.at(item) for item in place])
        return None if place is None else self.patterns[place]


@dataclass(frozen=True, slots=True)
class Stored:
    """A check as it is kept."""

    kind: str
    options: dict[str, Any]
    remembered: dict[str, Any]
    """What it remembers of its patterns, by attribute: their numbers."""
    asked: tuple[int, ...]
    """The numbers of the patterns that it looks for."""
    needed: tuple[int, ...] | None
    """Those without one of which it finds nothing; None where it may all the same."""
    texts: _Texts

    @property
    def ours(self) -> bool:
        """Whether the check is one of claimlint's; those of a plug-in may change while what is kept stays."""
        return self.kind in CHECKS

    def patterns(self) -> tuple[Pattern, ...]:
        """Return the patterns that the check looks for, without making it."""
        patterns: tuple[Pattern, ...] = self.texts.at(self.asked)
        return patterns

    def needs(self) -> tuple[Pattern, ...] | None:
        """Return what `checks.needs_of` would."""
        patterns: tuple[Pattern, ...] | None = self.texts.at(self.needed)
        return patterns

    def check(self) -> Check:
        """Make the check, which imports the module of its kind."""
        cls = check_class(self.kind)
        if not self.ours:
            return cls(**self.options)  # type: ignore[no-any-return]
        # Ours keep what they are given and nothing else, so nothing need be written and compiled to make them.
        check: Check = object.__new__(cls)
        vars(check).update(self.options, **{name: self.texts.at(place) for name, place in self.remembered.items()})
        return check


@dataclass(frozen=True)
class Compiled:
    """Rules with their checks, and what is known of their patterns."""

    entries: list[tuple[Rule, Stored]]
    known: Known


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


def describe(entries: Iterable[tuple[Rule, Check]]) -> str:
    """Return rules with the options of their checks as JSON, the same for the same rules."""
    import json

    rules = [{**_by_name(rule), "check_options": _options(check)} for rule, check in entries]
    return json.dumps({"version": __version__, "rules": rules}, ensure_ascii=False)


def dump(entries: Iterable[tuple[Rule, Check]]) -> bytes:
    """Return the content of a compiled ruleset's file."""
    from claimlint.matcher import PatternSet, prepare

    pairs = list(entries)
    looked_for = patterns_of(check.patterns() for _, check in pairs)
    patterns = {pattern.key: prepare(pattern) for pattern in looked_for}
    places = {key: place for place, key in enumerate(patterns)}
    rules = [
        (tuple(_by_name(rule).values()), _options(check), _remembered(check, places), *_numbers(check, places))
        for rule, check in pairs
    ]
    content = marshal.dumps((rules, patterns, PatternSet(looked_for, patterns).clues.packed()), _MARSHAL)
    return _MAGIC + zlib.crc32(content).to_bytes(4, "big") + content


def load(path: Path) -> Compiled | None:
    """Return a compiled ruleset, or None when it is missing, damaged or of another version."""
    try:
        return read(path.read_bytes())
    except OSError:
        return None


def read(data: bytes) -> Compiled | None:
    """Return the ruleset that `dump` has made, or None when the content is damaged or of another version."""
    try:
        start = len(_MAGIC) + 4
        if not data.startswith(_MAGIC) or zlib.crc32(data[start:]).to_bytes(4, "big") != data[start - 4 : start]:
            return None
        rules, patterns, index = marshal.loads(data[start:])
        texts = _Texts(patterns)
        entries = [
            _entry(values, Stored(values[_KIND], options, own, asked, needed, texts))
            for values, options, own, asked, needed in rules
        ]
        return Compiled(entries, Known(patterns, index))
    except (EOFError, ValueError, KeyError, TypeError):
        return None


def store(path: Path, content: bytes) -> None:
    """Write a compiled ruleset; a cache that cannot be written is only slower."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
        by_age = sorted(path.parent.glob("rules-*"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for old in by_age[MOST_FILES:]:
            old.unlink(missing_ok=True)


def _by_name(rule: Rule) -> dict[str, Any]:
    bare = dataclasses.replace(rule, bad=(), good=(), miss=())
    return {name: _plain(getattr(bare, name)) for name in _FIELDS}


def _options(check: Check) -> dict[str, Any]:
    return {item.name: _plain(getattr(check, item.name)) for item in dataclasses.fields(check)}  # type: ignore[arg-type]


def _remembered(check: Check, places: Places) -> dict[str, Any]:
    """Return the patterns that a check remembers, by attribute, each as its place in the list of all."""
    options = _options(check)
    found = {}
    for name, value in getattr(check, "__dict__", {}).items():
        if name not in options:
            with contextlib.suppress(KeyError, TypeError):
                found[name] = _place(value, places)
    return found


def _numbers(check: Check, places: Places) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    """Return the numbers of the patterns that a check looks for, and of those that it needs."""
    needed = needs_of(check)
    asked = tuple([places[pattern.key] for pattern in check.patterns()])
    return asked, None if needed is None else tuple([places[pattern.key] for pattern in needed])


def _place(value: Any, places: Places) -> Any:
    from claimlint.matcher import Pattern

    if isinstance(value, tuple):
        return tuple([_place(item, places) for item in value])
    if value is None:
        return None
    if isinstance(value, Pattern):
        return places[value.key]
    raise TypeError("only patterns are kept")


def _plain(value: Any) -> Any:
    """Return a value in types that ``marshal`` knows; what is a list stays one, and so does a tuple."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple(_plain(getattr(value, item.name)) for item in dataclasses.fields(value))
    if isinstance(value, Mapping):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_plain(item) for item in value)
    # An enumeration's member is a text with more to it.
    return str(value) if isinstance(value, str) else value


def _entry(values: tuple[Any, ...], stored: Stored) -> tuple[Rule, Stored]:
    if not stored.ours and check_class(stored.kind) is None:
        raise KeyError(stored.kind)
    known = dict(zip(_FIELDS, values, strict=True))
    known["severity"] = _SEVERITIES[known["severity"]]
    known["severity_in"] = {key: _SEVERITIES[value] for key, value in known["severity_in"].items()}
    known["confidence"] = _CONFIDENCES[known["confidence"]]
    known["sources"] = tuple([Citation(*item) for item in known["sources"]])
    known["when"] = When(*known["when"])
    return Rule(*known.values()), stored
