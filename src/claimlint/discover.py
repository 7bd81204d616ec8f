"""Which files a run reads: named ones always, folders by suffix and ignore files."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claimlint.finding import Notification, Severity
from claimlint.late import dataclass
from claimlint.parsers import format_for

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MAX_BYTES = 10 * 1024 * 1024
"""Larger files in a folder are left out, and named in a notification."""

IGNORE_FILES = (".gitignore", ".claimlintignore")
_FOLDERS = frozenset({"node_modules", "vendor", "__pycache__"})
_STEMS = ("readme", "license", "licence", "changelog", "notice", "contributing", "code_of_conduct", "security")


@dataclass(frozen=True, slots=True)
class Target:
    """A file to lint."""

    place: str
    """Its path, as the system takes it."""
    shown: str
    """Relative to the working folder, ``/`` between folders."""

    @property
    def path(self) -> Path:
        """Its path, made each time: most files that are in the cache need none."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Targets:
    """What the paths of a command line stand for."""

    files: tuple[Target, ...]
    """Sorted by the path shown, each file once."""
    notifications: tuple[Notification, ...] = ()


def shown_path(path: Path) -> str:
    """Return a path as users see it: never absolute where it can be relative."""
    shown = path.as_posix()
    if path.is_absolute() or ".." in path.parts:
        # Without a common root (another drive) it stays as it is.
        with contextlib.suppress(ValueError):
            shown = Path(os.path.relpath(path)).as_posix()
    # A name that is not UTF-8 must not stop a report that is.
    return shown.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def discover(
    paths: list[str], is_excluded: Callable[[str], bool] | None = None, *, force_exclude: bool = False
) -> Targets:
    """Return the files that paths, folders and glob patterns stand for.

    ``is_excluded`` is asked about every file in a folder, and about named files
    as well with ``force_exclude``. A path that does not exist, and a link that
    leads in a circle, become notifications of level error.
    """
    excluded = is_excluded or (lambda _: False)
    found: dict[str, Target] = {}
    notes: list[Notification] = []
    for text in paths:
        for path in _expand(text):
            files: list[str] = []
            if not text.strip():
                notes.append(Notification(Severity.ERROR, "an empty path names nothing. The folder you are in is `.`."))
            elif path.is_dir():
                files = list(_walk(path, excluded, notes))
                if not files:
                    message = f"there is no article in {shown_path(path)}: nothing was checked there."
                    notes.append(Notification(Severity.WARNING, message, shown_path(path)))
            elif path.is_file():
                files = [] if force_exclude and (excluded(str(path)) or _is_left_out(path.name)) else [str(path)]
            else:
                notes.append(Notification(Severity.ERROR, _missing(path), shown_path(path)))
            for file in files:
                shown = _shown(file)
                found.setdefault(shown, Target(file, shown))
    return Targets(tuple([found[name] for name in sorted(found)]), tuple(notes))


def _shown(place: str) -> str:
    """Return what ``shown_path`` does; of a thousand paths hardly one is other than it is shown."""
    if os.sep == "/" and place.isascii() and place[:1] != "/" and ".." not in place:
        return place
    return shown_path(Path(place))


def _expand(text: str) -> list[Path]:
    """Return what a shell that does not expand patterns has left to us.

    ``Path.glob`` refuses absolute patterns, so ``glob.glob`` it is.
    """
    path = Path(text)
    if not path.exists() and any(char in text for char in "*?["):
        import glob

        return [Path(name) for name in sorted(glob.glob(text, recursive=True))] or [path]  # noqa: PTH207
    return [path]


def _missing(path: Path) -> str:
    if path.is_symlink():
        return "this link leads nowhere or in a circle. Mend it, or leave it out with `exclude:`."
    if path.exists():
        return "this is neither a file nor a folder."
    other = Path(str(path).replace("\\", "/"))
    hint = f" Did you mean {shown_path(other)}?" if other.exists() else ""
    return f"there is no such file or folder.{hint}"


def _is_left_out(name: str) -> bool:
    name = name.lower()
    stem, _, suffix = name.rpartition(".")
    return (stem or suffix) in _STEMS or name == "robots.txt" or (name.startswith("requirements") and suffix == "txt")


def _walk(root: Path, excluded: Callable[[str], bool], notes: list[Notification]) -> Iterator[str]:
    """Yield the articles of a folder; links to folders are not followed, so no circle can hold us."""
    stack = [(str(root), _inherited_ignores(root))]
    while stack:
        folder, ignores = stack.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}."
            notes.append(Notification(Severity.ERROR, message, shown_path(Path(folder))))
            continue
        ignores = ignores if folder == str(root) else [*ignores, *_ignores(Path(folder))]
        is_ignored = _ignoring(Path(folder), ignores)
        # As Path shows it, but without making one for every file.
        before = "" if folder == "." else os.path.join(folder, "")  # noqa: PTH118
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if not name.startswith(".") and name not in _FOLDERS and not is_ignored(name + "/"):
                    stack.append((before + name, ignores))
            elif (
                _looks_like_article(name) and not is_ignored(name) and _is_taken(entry, before + name, excluded, notes)
            ):
                yield before + name


def _is_taken(entry: os.DirEntry[str], place: str, excluded: Callable[[str], bool], notes: list[Notification]) -> bool:
    """Whether an entry that looks like an article is one to read; what cannot be read is noted."""
    if entry.is_symlink() and not Path(place).exists():
        if not excluded(place):
            notes.append(Notification(Severity.ERROR, _missing(Path(place)), shown_path(Path(place))))
        return False
    if not entry.is_file() or excluded(place):
        return False
    size = entry.stat().st_size
    if size > MAX_BYTES:
        message = f"left out: {size / 1048576:.0f} MB is more than 10. Name the file to check it."
        notes.append(Notification(Severity.WARNING, message, shown_path(Path(place))))
    return size <= MAX_BYTES


def _looks_like_article(name: str) -> bool:
    return not name.startswith(".") and format_for(name) is not None and not _is_left_out(name)


def _inherited_ignores(root: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    """Return the ignore files of a folder and of those above it, up to the root of the repository."""
    folders = [root.resolve()]
    while not (folders[-1] / ".git").exists() and folders[-1].parent != folders[-1]:
        folders.append(folders[-1].parent)
    if not (folders[-1] / ".git").exists():
        folders = folders[:1]
    return [ignore for folder in reversed(folders) for ignore in _ignores(folder)]


def _ignores(folder: Path) -> list[tuple[Path, GitIgnoreSpec]]:
    found = []
    for name in IGNORE_FILES:
        if (folder / name).is_file():
            from pathspec import GitIgnoreSpec

            lines = (folder / name).read_text("utf-8", "replace").splitlines()
            found.append((folder.resolve(), GitIgnoreSpec.from_lines(lines)))
    return found


def _ignoring(folder: Path, ignores: list[tuple[Path, GitIgnoreSpec]]) -> Callable[[str], bool]:
    """Return what tells of a name in a folder, that of a folder with ``/`` at its end, whether it is to be ignored."""
    if not ignores:
        return lambda name: False
    resolved = folder.resolve()
    inside = [(spec, "" if base == resolved else f"{resolved.relative_to(base).as_posix()}/") for base, spec in ignores]
    return lambda name: any(spec.match_file(before + name) for spec, before in inside)
