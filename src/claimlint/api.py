"""claimlint for programs: articles in, reports out.

Everything here is re-exported by ``claimlint`` and is kept stable: names and
meanings change only with a major version.

Spans are half-open and count code points of the decoded text after a byte order
mark, line ends untouched. Lines and columns are 1-based and made on demand:
``report.source.lines.position(finding.span.start)``. Nothing is printed, no
process ends, and mistakes of the caller are children of ``ClaimlintError``.

>>> import claimlint
>>> report = claimlint.lint_text("We walked. Garlic cures cancer.", path="garlic.md")
>>> finding = next(item for item in report.findings if item.rule == "claims/absolute-claim")
>>> finding.severity.value, finding.text, finding.span
('error', 'cures cancer', Span(start=18, end=30))
>>> report.source.lines.position(finding.span.start)
Position(line=1, column=19)
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from claimlint.batch import Configs, lint_targets, make_report, read_source
from claimlint.cache import Cache
from claimlint.config import Config, PathConfig, matches
from claimlint.config import load_config as _load_config
from claimlint.discover import Targets, discover, shown_path
from claimlint.errors import (
    BaselineError,
    ClaimlintError,
    ConfigError,
    EngineError,
    Problem,
    ProblemsError,
    RuleError,
    SourceError,
)
from claimlint.finding import (
    Confidence,
    Edit,
    FileReport,
    Finding,
    Notification,
    Related,
    Report,
    Severity,
    Suppression,
)
from claimlint.lint import lint
from claimlint.parsers import format_for, formats
from claimlint.reporters import ReportOptions, find_reporter
from claimlint.source import Position, Source, Span

__all__ = [
    "BaselineError",
    "ClaimlintError",
    "Confidence",
    "Config",
    "ConfigError",
    "Edit",
    "EngineError",
    "FileReport",
    "Finding",
    "Notification",
    "Position",
    "Problem",
    "ProblemsError",
    "Related",
    "Report",
    "ReportOptions",
    "RuleError",
    "Severity",
    "Source",
    "SourceError",
    "Span",
    "Suppression",
    "collect",
    "lint_file",
    "lint_paths",
    "lint_text",
    "load_config",
    "render",
]

Place = str | os.PathLike[str]
"""A path as programs give it."""

Configured = Config | Place | None
"""A configuration, the path of its file, or None."""


def load_config(path: Place) -> Config:
    """Read a configuration file (``.claimlint.yaml`` or a ``pyproject.toml``).

    Load it once and give it to every call: its rules are compiled when they are
    first needed and kept. Raises ConfigError with every problem of the file.
    """
    return _load_config(Path(path))


def lint_text(
    text: str, *, path: Place = "article.md", format: str | None = None, config: Configured = None
) -> FileReport:
    """Lint a text that is in memory; reads no file of the article's folder.

    ``path`` names the article in findings and chooses what the configuration
    says by path; it need not exist. ``format`` is ``markdown``, ``html``,
    ``text`` or a plug-in's; without it the suffix of ``path`` tells, else the
    text is read as Markdown. ``config`` None stands for the defaults: a text has
    no folder in which to look for a configuration.

    A byte order mark at the start is not counted. What an article holds never
    raises: a crash of a rule is a notification of level error in the report.
    Raises ConfigError or RuleError for a configuration that cannot be used, and
    ConfigError for a format that nobody parses.

    >>> lint_text("We walked in the park.").findings
    ()
    """
    name = Path(path)
    chosen = format or format_for(name.name) or "markdown"
    if chosen not in formats():
        problem = Problem("format", f"there is no format {chosen!r}.", hint=f"There are {', '.join(formats())}.")
        raise ConfigError([problem])
    local = _local(_configs(config, search=False), name)
    bom = text.startswith("\ufeff")
    return lint(Source(name.as_posix(), text.removeprefix("\ufeff"), chosen, bom=bom), local.ruleset, local.settings)


def lint_file(path: Place, *, config: Configured = None) -> FileReport:
    """Read and lint one file, whatever ignore files say about it.

    ``config`` None stands for the nearest configuration above the file, as on
    the command line; ``Config()`` for the defaults. A file without a known
    suffix is read as plain text. Raises SourceError when the file cannot be read
    or decoded (``offset`` is the 0-based byte), and ConfigError or RuleError for
    a configuration that cannot be used.
    """
    place = Path(path)
    local = _local(_configs(config), place)
    return lint(read_source(place, shown_path(place), local.encoding), local.ruleset, local.settings)


def lint_paths(
    paths: Iterable[Place], *, config: Configured = None, jobs: int = 1, cache: bool | Place = False
) -> Report:
    """Lint files and folders as ``claimlint check`` does, and return the report of the run.

    Folders are walked for articles, ignore files and ``exclude`` respected;
    named files are always read. ``config`` is as for ``lint_file``. With more
    than one of ``jobs``, processes share the work when there are many files;
    on systems that start processes anew the caller's module must be importable
    without running anything. Files are sorted by path and the result does not
    depend on ``jobs``.

    With ``cache`` what has not changed since an earlier run is not linted again:
    True for the folder that the command line uses, or a folder of your own. The
    result is the same; the text of an article is then read when it is asked for.

    What cannot be read does not raise: it is a notification, and ``failed`` is
    then true. The report of a clean file has no ``source``. Raises ConfigError or
    RuleError for a configuration that cannot be used, ValueError for ``jobs``
    below 1.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    configs = _configs(config)
    targets = _targets([os.fspath(path) for path in paths], configs)
    kept = None if cache is False else Cache(None if cache is True else Path(cache))
    return make_report(lint_targets(targets.files, configs, jobs, kept), configs, targets.notifications)


def collect(files: Iterable[FileReport], *, config: Configured = None) -> Report:
    """Return the report of a run over files that were linted one by one, sorted by path.

    ``config`` is the one they were linted with (None: the defaults); its rules
    are what a format like SARIF describes.
    """
    configs = _configs(config, search=False)
    _ = configs.of(Path())
    return make_report(files, configs)


def render(report: Report, format: str = "text", options: ReportOptions | None = None) -> str:
    """Return a report in one of the formats of ``--format``; pure, nothing is written.

    Raises ConfigError for a format that does not exist.

    >>> report = collect([lint_text("Garlic cures cancer.", path="garlic.md")])
    >>> render(report, "concise").splitlines()[-1].startswith("Found 1 error")
    True
    """
    return find_reporter(format)(report, options or ReportOptions())


def _configs(config: Configured, *, search: bool = True) -> Configs:
    if config is None:
        return Configs() if search else Configs(_defaults())
    return Configs(config if isinstance(config, Config) else load_config(config))


@cache
def _defaults() -> Config:
    # One for all calls, because its rules take longer to read than an article does.
    return Config()


def _local(configs: Configs, path: Path) -> PathConfig:
    return configs.of(path).for_path(path)


def _targets(paths: list[str], configs: Configs) -> Targets:
    def is_excluded(place: str) -> bool:
        config = configs.of(place)
        return bool(config.file.exclude) and matches(config.file.exclude, config.relative(place))

    return discover(paths, is_excluded)
