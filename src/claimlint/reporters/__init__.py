"""The output formats: one pure function a format, from a report to text.

A reporter is looked up by name in ``REPORTERS`` first; a plug-in package adds
one by an entry point in the group ``claimlint.reporters``, which is searched
only for names that are not built in.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from claimlint.errors import ConfigError, Problem
from claimlint.finding import Report
from claimlint.late import dataclass

DEFAULT_WIDTH = 100
"""Columns of text that goes to a file or a pipe."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a reader may ask of a report; a format ignores what means nothing to it."""

    color: bool = False
    """Whether to write terminal colours (text and concise only)."""
    verbose: int = 0
    """1 or more: notes are printed too, and nothing is summed up."""
    quiet: bool = False
    """Findings and problems only: no summary, no hints, nothing when clean."""
    statistics: bool = False
    """Counts per rule instead of each finding (text and concise only)."""
    score: bool = False
    """Whether the score is shown with its arithmetic (text, concise and markdown only)."""
    show_suppressed: bool = False
    """Whether accepted findings are listed too, marked as such."""
    width: int = DEFAULT_WIDTH
    """Columns of the terminal."""
    prefix: str = ""
    """The folder of the run inside its repository, with a slash at the end: code hosts count paths from the root."""


Reporter = Callable[[Report, ReportOptions], str]
"""Turns a report into the whole text of a format, ending with a line feed unless it is empty."""


def _lazy(module: str, function: str = "render") -> Reporter:
    def render(report: Report, options: ReportOptions) -> str:
        reporter = cast(Reporter, getattr(import_module(f"claimlint.reporters.{module}"), function))
        return reporter(report, options)

    return render


REPORTERS: dict[str, Reporter] = {
    "text": _lazy("text"),
    "concise": _lazy("concise"),
    "json": _lazy("records", "render_json"),
    "jsonl": _lazy("records", "render_jsonl"),
    "sarif": _lazy("sarif"),
    "github": _lazy("github"),
    "gitlab": _lazy("gitlab"),
    "junit": _lazy("junit"),
    "rdjsonl": _lazy("rdjsonl"),
    "markdown": _lazy("markdown"),
}


def find_reporter(name: str) -> Reporter:
    """Return the reporter of a format; raise ConfigError naming the formats there are."""
    if name in REPORTERS:
        return REPORTERS[name]
    from claimlint.plugins import entry_points

    plugins = {point.name: point for point in entry_points("claimlint.reporters")}
    if name in plugins:
        return cast(Reporter, plugins[name].load())
    known = ", ".join(sorted({*REPORTERS, *plugins}))
    raise ConfigError([Problem("--format", f"there is no format called {name!r}.", hint=f"The formats are: {known}.")])
