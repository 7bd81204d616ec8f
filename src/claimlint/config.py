"""Configuration: what a project says in ``.claimlint.yaml`` or ``pyproject.toml``.

The nearest file above an article counts, alone: nothing is merged across
folders. Unknown keys are errors with a suggestion. Paths are relative to the
file that names them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.config_file import ConfigFile
from claimlint.errors import ConfigError, Problem, ProblemsError
from claimlint.late import dataclass
from claimlint.packs import Pack, find_pack
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.selection import Place, change, expand, select
from claimlint.settings import Settings
from claimlint.typed_yaml import Node, Reader, from_plain, nearest, read_yaml

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAMES = (".claimlint.yaml", ".claimlint.yml")
_NO_MAPPING = "the configuration must be a mapping of keys to values."
_SETTINGS = tuple(item.name for item in fields(Settings) if item.name not in ("root", "content"))


@dataclass(frozen=True)
class PathConfig:
    """What holds for one article."""

    ruleset: Ruleset
    settings: Settings
    encoding: str | None = None
    layers: tuple[int, ...] = ()
    """Which of the configuration's settings by path are in it, by index."""


@dataclass(frozen=True)
class Config:
    """A configuration, read and validated."""

    file: ConfigFile = field(default_factory=ConfigFile)
    settings: Settings = field(default_factory=Settings)
    path: Path | None = None
    """The file it came from; None for the defaults."""
    packs: tuple[Pack, ...] = ()
    options: Node = field(default_factory=lambda: Node({}))
    """The families' settings as written, on which per-path settings are laid."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Line and column of every rule or family that the file names."""
    examples: bool = False
    """Whether the rules are read with their examples."""

    @property
    def root(self) -> Path:
        """The folder that paths are relative to."""
        return self.path.parent if self.path else Path()

    @cached_property
    def ruleset(self) -> Ruleset:
        """The rules of the project with its changes; raises RuleError or ConfigError."""
        folders = [pack.rules for pack in self.packs if pack.rules]
        own = [*folders, *(self.root / name for name in self.file.rule_paths)]
        base = load_ruleset(own, examples=self.examples)
        shown = str(self.path or "")
        return select(change(base, self.file.rules, shown, self.places), self.file, shown, self.places)

    def for_path(self, path: Path | str) -> PathConfig:
        """Return what holds for one article; equal answers are one object."""
        key: tuple[tuple[int, ...], str, str] = ((), "", "")
        if self._by_path:
            name = self.relative(path)
            key = (
                tuple(i for i, item in enumerate(self.file.per_path) if matches(item.paths, name)),
                next((kind for pattern, kind in self.file.content.items() if matches((pattern,), name)), ""),
                next((codec for pattern, codec in self.file.encoding.items() if matches((pattern,), name)), ""),
            )
        if key not in self._by_layers:
            self._by_layers[key] = self._layered(*key)
        return self._by_layers[key]

    @cached_property
    def _by_path(self) -> bool:
        """Whether paths differ in anything."""
        return bool(self.file.per_path or self.file.content or self.file.encoding)

    @cached_property
    def _by_layers(self) -> dict[Any, PathConfig]:
        return {}

    def relative(self, path: Path | str) -> str:
        """Return a path relative to the folder of the configuration, ``/`` between folders."""
        path = Path(path)
        if path.is_symlink():
            return self._inside(path.resolve()) or path.as_posix()
        # The files of a folder are in one place; resolving each would ask the system about all folders above it.
        folder = str(path.parent)
        if folder not in self._folders:
            self._folders[folder] = self._inside(path.parent.resolve())
        inside = self._folders[folder]
        return path.as_posix() if inside is None else f"{inside}/{path.name}".removeprefix("./")

    def _inside(self, resolved: Path) -> str | None:
        try:
            return resolved.relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return None

    @cached_property
    def _folders(self) -> dict[str, str | None]:
        """Folders of files as they are in the folder of the configuration; None for one outside."""
        return {}

    def _layered(self, layers: tuple[int, ...], content: str, encoding: str) -> PathConfig:
        ruleset, options = self.ruleset, self.options
        for item in (self.file.per_path[i] for i in layers):
            shown, places = str(self.path), self.places
            ruleset = change(ruleset, item.rules, shown, places)
            added = {rule_id for name in item.extend_select for rule_id in expand(ruleset, name, shown, places)}
            gone = {rule_id for name in item.ignore for rule_id in expand(ruleset, name, shown, places)}
            off = {ruleset.names[name] for name, asked in item.rules.items() if asked == "off"}
            on = {ruleset.names[name] for name, asked in item.rules.items() if asked != "off"}
            ruleset = ruleset.with_rules((ruleset.enabled | added | on) - gone - off)
            options, content = overlay(options, item.settings), item.content or content
            encoding = item.encoding or encoding
        settings = read_settings(options, str(self.path or ""))
        settings = replace(settings, content=content, root=self.root.as_posix())
        return PathConfig(ruleset, settings, encoding or None, layers)


def find_config(folder: Path) -> Path | None:
    """Return the nearest configuration at or above a folder; a git root ends the search."""
    for place in (folder, *folder.parents):
        for name in NAMES:
            if (place / name).is_file():
                return place / name
        project = place / "pyproject.toml"
        if project.is_file() and "[tool.claimlint" in project.read_text("utf-8", "replace"):
            return project
        if (place / ".git").exists():
            return None
    return None


def load_config(path: Path) -> Config:
    """Read a configuration; raises ConfigError with every problem in it."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError([Problem(str(path), f"cannot be read: {error.strerror}.")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([Problem(str(path), f"not UTF-8 at byte {error.start}.")]) from error
    try:
        node = _from_toml(text, path) if path.suffix == ".toml" else read_yaml(text, str(path))
    except ProblemsError as error:
        raise ConfigError(list(error.problems)) from error
    return build_config(node, path)


def build_config(node: Node, path: Path | None = None) -> Config:
    """Return the configuration that a node describes; raises ConfigError."""
    shown = str(path or "the configuration")
    if node.value is None:
        node = Node({})
    if not isinstance(node.value, dict):
        raise ConfigError([Problem(shown, _NO_MAPPING, node.line, node.column)])
    packs = _packs(node, path, shown)
    for pack in reversed(packs):
        node = _under(pack.config, node)
    own, options = _split(node)
    reader = Reader(shown)
    unknown = [key for key in own.keys if key.replace("-", "_") not in {item.name for item in fields(ConfigFile)}]
    for key in unknown:
        names = [*(item.name for item in fields(ConfigFile)), *_SETTINGS]
        reader.complain(Node(None, *own.keys[key]), f"unknown key {key!r}.", nearest(key, names))
        own.value.pop(key)  # type: ignore[attr-defined]
    file = reader.read_dataclass(own, ConfigFile, "the configuration")
    if reader.problems:
        raise ConfigError(reader.problems)
    return Config(file, read_settings(options, shown), path, tuple(packs), options, dict(_named(own)))


def _named(node: Node) -> Iterator[tuple[str, Place]]:
    """Yield every rule or family that a configuration names, with its place; TOML tells no places."""
    items: dict[str, Node] = node.value if isinstance(node.value, dict) else {}
    for key, value in items.items():
        name = key.replace("-", "_")
        if name == "rules":
            yield from value.keys.items()
        elif name in ("select", "extend_select", "ignore"):
            yield from ((item.raw, (item.line, item.column)) for item in _listed(value))
        elif name == "per_path":
            for item in _listed(value):
                yield from _named(item)


def _listed(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def _packs(node: Node, path: Path | None, shown: str) -> list[Pack]:
    value = node.value.get("extends") if isinstance(node.value, dict) else None
    if value is None:
        return []
    root = path.parent if path else Path()
    return [find_pack(item.raw, root, Problem(shown, "", item.line, item.column)) for item in _listed(value)]


def _split(node: Node) -> tuple[Node, Node]:
    """Part the families' settings from the other keys."""
    items: dict[str, Node] = node.value if isinstance(node.value, dict) else {}
    settings = {key: item for key, item in items.items() if key in _SETTINGS}
    rest = {key: item for key, item in items.items() if key not in _SETTINGS}
    keys = {key: place for key, place in node.keys.items() if key in rest}
    return Node(rest, node.line, node.column, keys=keys), Node(settings, node.line, node.column, keys=node.keys)


def _from_toml(text: str, path: Path) -> Node:
    import tomllib

    try:
        data = tomllib.loads(text).get("tool", {}).get("claimlint", {})
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Problem(str(path), f"invalid TOML: {error}.")]) from error
    node = from_plain(data)
    node.keys = dict.fromkeys(data, (1, 1))
    return node


def read_settings(options: Node, shown: str) -> Settings:
    """Return the families' settings; raises ConfigError."""
    reader = Reader(shown)
    settings = reader.read_dataclass(options, Settings, "the configuration")
    if settings is not None and not _is_day(settings.metadata.today):
        place = options.value["metadata"].value["today"]  # type: ignore[index]
        message = f"metadata.today must be a date such as 2026-01-31, not {settings.metadata.today!r}."
        reader.complain(place, message)
    if reader.problems:
        raise ConfigError(reader.problems)
    return settings  # type: ignore[no-any-return]


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def overlay(base: Node, top: Node) -> Node:
    """Return one mapping laid over another, key by key, into nested mappings."""
    if not isinstance(base.value, dict) or not isinstance(top.value, dict):
        return top
    merged = dict(base.value)
    for key, node in top.value.items():
        merged[key] = overlay(merged[key], node) if key in merged else node
    return Node(merged, top.line, top.column, keys={**base.keys, **top.keys})


def _under(pack: Node, node: Node) -> Node:
    """Return a configuration over a pack's; jurisdictions add up, so that several packs can be on."""
    merged = overlay(pack, node)
    both = [
        part.value["jurisdictions"]
        for part in (pack, node)
        if isinstance(part.value, dict) and "jurisdictions" in part.value
    ]
    if len(both) == 2 and isinstance(merged.value, dict):
        items = [item for part in both for item in (part.value if isinstance(part.value, list) else [part])]
        merged.value["jurisdictions"] = replace(both[1], value=items)
    return merged


def matches(patterns: tuple[str, ...], name: str) -> bool:
    """Return whether a path with ``/`` between folders matches a pattern as in .gitignore."""
    return bool(_spec(patterns).match_file(name))


@lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
