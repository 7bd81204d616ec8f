"""Which lines have changed since a git revision, so that a gate can look at those alone."""

from __future__ import annotations

import subprocess
from bisect import bisect_right
from dataclasses import field, replace
from pathlib import Path

from claimlint.errors import EngineError
from claimlint.finding import FileReport
from claimlint.late import dataclass, regex

_HUNK = regex(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_TARGET = regex(r'\+\+\+ "?b/(.*?)"?\t?$')


@dataclass(frozen=True)
class Changes:
    """Changed lines by file."""

    root: Path
    """The root of the repository, to which the paths are relative."""
    lines: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """For each file the half-open ranges of 1-based lines that are new, ascending."""
    untracked: frozenset[str] = frozenset()
    """Files git does not know yet: every line of them is new."""

    def touches(self, path: str, first: int, last: int) -> bool:
        """Return whether a changed line lies between two lines, both included."""
        if path in self.untracked:
            return True
        ranges = self.lines.get(path, [])
        before = bisect_right(ranges, (last, float("inf"))) - 1
        return before >= 0 and ranges[before][1] > first


def changed_since(revision: str, folder: Path) -> Changes:
    """Ask git what has changed since a revision; raises EngineError with git's own words."""
    if revision.startswith("-"):
        raise EngineError(f"{revision!r} is no git revision.")
    root = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    diff = _git(root, "-c", "core.quotePath=off", "diff", "--unified=0", "--no-color", "--no-ext-diff", revision, "--")
    others = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return Changes(root, parse_diff(diff), frozenset(name for name in others.split("\0") if name))


def parse_diff(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return the ranges of new lines by file from a unified diff without context."""
    found: dict[str, list[tuple[int, int]]] = {}
    current: list[tuple[int, int]] = []
    for line in text.split("\n"):
        if target := _TARGET.match(line):
            current = found.setdefault(target.group(1), [])
        elif hunk := _HUNK.match(line):
            start, count = int(hunk.group(1)), int(hunk.group(2) or 1)
            if count:
                current.append((start, start + count))
    return found


def only_changed(file: FileReport, changes: Changes) -> FileReport:
    """Return a file's report with the findings on changed lines alone."""
    if file.source is None:
        return file
    try:
        name = (Path.cwd() / file.path).resolve().relative_to(changes.root.resolve()).as_posix()
    except ValueError:
        return file
    lines = file.source.lines
    kept = tuple(
        finding
        for finding in file.findings
        if changes.touches(name, lines.position(finding.span.start).line, lines.position(finding.span.end).line)
    )
    return replace(file, findings=kept)


def _git(folder: Path, *args: str) -> str:
    try:
        result = subprocess.run(["git", *args], cwd=folder, capture_output=True, check=False)
    except OSError as error:
        raise EngineError("--diff-base needs git, which cannot be started.") from error
    if result.returncode:
        message = result.stderr.decode("utf-8", "replace").strip().splitlines()
        raise EngineError(f"git: {message[0] if message else 'failed'}")
    return result.stdout.decode("utf-8", "replace")
