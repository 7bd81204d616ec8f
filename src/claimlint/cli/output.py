"""From a report to standard output and to files."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from claimlint.finding import Report
from claimlint.late import dataclass
from claimlint.reporters import DEFAULT_WIDTH, ReportOptions, find_reporter


@dataclass(frozen=True)
class Destination:
    """A format and where its text goes."""

    format: str
    file: str = ""
    """Empty: standard output."""


def parse_format(value: str) -> Destination:
    """Read ``FORMAT`` or ``FORMAT:FILE``."""
    name, _, file = value.partition(":")
    find_reporter(name)
    return Destination(name, file)


def wants_color(choice: str) -> bool:
    """Return whether to colour standard output: as asked, as the environment says, or on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the columns of the terminal, or of a page where standard output goes elsewhere."""
    if not sys.stdout.isatty():
        return DEFAULT_WIDTH
    import shutil

    return shutil.get_terminal_size().columns


def folder_in_repository(folder: Path) -> str:
    """Return a folder as the repository around it counts, with a slash at the end; empty at its root or outside."""
    root = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)
    inside = folder.relative_to(root).as_posix()
    return "" if inside == "." else f"{inside}/"


def write_reports(report: Report, options: Any) -> None:
    """Write every format asked for; files are replaced as a whole or not at all.

    With ``--diff`` standard output holds the diff alone, so that it can be applied.
    """
    for destination in options.formats:
        text = find_reporter(destination.format)(
            report,
            ReportOptions(
                color=not destination.file and not options.diff and wants_color(options.color),
                verbose=options.verbose,
                quiet=options.quiet,
                statistics=options.statistics,
                score=options.statistics or options.min_score is not None,
                show_suppressed=options.show_suppressed,
                width=DEFAULT_WIDTH if destination.file else terminal_width(),
                prefix=folder_in_repository(Path.cwd()),
            ),
        )
        if destination.file:
            replace_file(Path(destination.file), text)
        else:
            click.echo(text, nl=not text.endswith("\n") and bool(text), err=options.diff)


def replace_file(path: Path, text: str) -> None:
    """Write UTF-8 text to a file so that a reader sees the old text or the new one, never a part."""
    from claimlint import fix

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fix.replace_file(path, text.encode("utf-8"))
    except OSError as error:
        raise click.FileError(str(path), error.strerror or str(error)) from error
