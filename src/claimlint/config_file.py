"""The format of a configuration file, besides the families' settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from claimlint.finding import Confidence, Severity
from claimlint.late import dataclass
from claimlint.typed_yaml import Node

FailOn = Literal["error", "warning", "note", "never"]
ContentKind = Literal["editorial", "news", "patient", "product"]
Profile = Literal["writer", "editor", "legal"]


def _doc(text: str) -> Mapping[str, str]:
    return {"doc": text}


@dataclass(frozen=True)
class RuleChange:
    """How a project changes one rule."""

    severity: Severity | None = None
    message: str = ""
    fix: str = ""
    options: Mapping[str, object] = field(
        default_factory=dict, metadata=_doc("Options of its check; `key+` adds to a list, `key-` takes from it.")
    )


Change = Literal["off", "on", "error", "warning", "note"] | RuleChange


@dataclass(frozen=True)
class PerPath:
    """What is different for some paths."""

    paths: tuple[str, ...] = field(metadata=_doc("Patterns as in .gitignore, relative to the configuration."))
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    rules: Mapping[str, Change] = field(default_factory=dict)
    content: ContentKind | None = None
    encoding: str = ""
    settings: Node = field(default_factory=lambda: Node({}), metadata=_doc("Families' settings, as at the top level."))


@dataclass(frozen=True)
class ConfigFile:
    """The keys of a configuration file, besides those of the families' settings."""

    extends: tuple[str, ...] = field(default=(), metadata=_doc("Packs: built-in names, folders or installed packages."))
    rule_paths: tuple[str, ...] = field(default=(), metadata=_doc("Files and folders with rules of your own."))
    rules: Mapping[str, Change] = field(default_factory=dict, metadata=_doc("Rule id to off, on, severity or changes."))
    select: tuple[str, ...] = field(default=(), metadata=_doc("Only these rules or families."))
    extend_select: tuple[str, ...] = field(default=(), metadata=_doc("These as well."))
    ignore: tuple[str, ...] = field(default=(), metadata=_doc("Not these."))
    exclude: tuple[str, ...] = field(default=(), metadata=_doc("Paths that are not articles, as in .gitignore."))
    per_path: tuple[PerPath, ...] = field(default=(), metadata=_doc("What is different for some paths."))
    encoding: Mapping[str, str] = field(default_factory=dict, metadata=_doc("Path pattern to codec, such as cp1252."))
    content: Mapping[str, ContentKind] = field(
        default_factory=dict, metadata=_doc("Path pattern to product, editorial, news or patient.")
    )
    fail_on: FailOn = field(default="warning", metadata=_doc("The severity from which findings fail a run."))
    min_confidence: Confidence | None = field(default=None, metadata=_doc("Leave out less certain rules."))
    profile: Profile | None = field(
        default=None, metadata=_doc("For whom: writer (few and sure), editor (useful), legal (everything).")
    )
    baseline: str = field(default="", metadata=_doc("A file of accepted findings, relative to the configuration."))
    cache_dir: str = field(
        default="", metadata=_doc("Folder of the findings cache, relative to the configuration (.claimlint_cache).")
    )
    min_score: float | None = field(default=None, metadata=_doc("The score, 0 to 100, below which an article fails."))
