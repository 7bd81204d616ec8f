"""Rule packs: a folder or an installed package with rules, lexicons and a manifest.

A pack is data. One from disk can change what is looked for, never run code.
"""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path

from claimlint.errors import ConfigError, Problem, ProblemsError
from claimlint.late import dataclass
from claimlint.resources import data_path
from claimlint.typed_yaml import Node, Reader, nearest, read_yaml

MANIFEST = "pack.yaml"


@dataclass(frozen=True)
class PackFile:
    """The keys of a manifest."""

    name: str
    version: str = ""
    description: str = ""
    language: tuple[str, ...] = ("en",)
    jurisdictions: tuple[str, ...] = ()
    licence: str = ""
    sources_checked: str = field(default="", metadata={"doc": "ISO date on which its sources were last checked."})
    config: Node = field(default_factory=lambda: Node({}), metadata={"doc": "Configuration under the project's own."})


@dataclass(frozen=True)
class Pack:
    """A pack that was found and read."""

    manifest: PackFile
    config: Node
    rules: Path | None = None
    """Its folder of rules, if it has any."""


def builtin_packs() -> dict[str, Path]:
    """Return the manifests of the packs that come with claimlint, by name."""
    return {path.stem: path for path in sorted(data_path("data/packs").glob("*.yaml"))}


def find_pack(name: str, root: Path, place: Problem) -> Pack:
    """Return the pack that a configuration names: built-in, a folder, or an installed package.

    ``place`` is where the name stands, for the message. Raises ConfigError.
    """
    if name in builtin_packs():
        return _read(builtin_packs()[name], None)
    folder = root / name
    if folder.is_dir():
        if not (folder / MANIFEST).is_file():
            hint = f"To add the rules of a folder, write rule_paths: [{name}]."
            raise ConfigError([replace(place, message=f"the pack {name!r} has no {MANIFEST}.", hint=hint)])
        return _read(folder / MANIFEST, folder)
    from claimlint.plugins import entry_points

    for point in entry_points("claimlint.packs"):
        if point.name == name:
            installed = Path(str(point.load()))
            return _read(installed / MANIFEST, installed)
    hint = f"{nearest(name, list(builtin_packs()))} A folder or an installed pack works as well."
    raise ConfigError([replace(place, message=f"there is no pack {name!r}.", hint=hint)])


def _read(path: Path, rules: Path | None) -> Pack:
    shown = path.as_posix() if rules else f"rules/data/packs/{path.name}"
    try:
        node = read_yaml(path.read_text("utf-8-sig"), shown)
    except ProblemsError as error:
        raise ConfigError(list(error.problems)) from error
    except OSError as error:
        raise ConfigError([Problem(shown, f"cannot be read: {error.strerror}.")]) from error
    reader = Reader(shown)
    manifest = reader.read_dataclass(node, PackFile, "the manifest")
    if manifest is None or reader.problems:
        raise ConfigError(reader.problems)
    return Pack(manifest, manifest.config, rules)
