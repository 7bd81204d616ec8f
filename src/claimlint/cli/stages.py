"""What ``check`` does with many files: read and lint with a progress bar, then filter and fix."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.batch import Configs, default_jobs, lint_targets, source_from
from claimlint.config import PathConfig
from claimlint.discover import Targets
from claimlint.errors import SourceError
from claimlint.finding import FileReport, Notification, Report, Severity
from claimlint.parsers import format_for
from claimlint.source import Source

if TYPE_CHECKING:
    from claimlint.cache import Cache

_WORTH_A_BAR = 20
_MOST_LOW = 10
"""Articles with too low a score that are named."""


def lint_paths(targets: Targets, configs: Configs, jobs: int | None, cache: Cache | None) -> list[FileReport]:
    """Lint files that the cache does not have; a terminal that waits for many sees how far they are."""
    files = targets.files
    with progress(len(files)) as step:
        reports = []
        for report in lint_targets(files, configs, jobs or default_jobs(), cache):
            reports.append(report)
            step()
    return reports


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on standard error when a terminal waits there for many files."""
    if total < _WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(length=total, label="Checking", file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def stdin_source(configs: Configs, name: str) -> tuple[Source, PathConfig]:
    """Read standard input under a name, whose suffix tells the format and whose folder the configuration.

    Raises SourceError.
    """
    shown = Path(name).as_posix() if name else "<stdin>"
    path = Path(name or "article.md")
    local = configs.of(path).for_path(path)
    format_name = (format_for(name) if name else None) or "markdown"
    return source_from(sys.stdin.buffer.read(), shown, format_name, local.encoding), local


def lint_stdin(configs: Configs, name: str) -> FileReport:
    """Lint standard input under a name."""
    from claimlint.lint import lint

    try:
        source, local = stdin_source(configs, name)
    except SourceError as error:
        problem = Notification(Severity.ERROR, error.message, error.path, offset=error.offset)
        return FileReport(error.path, notifications=(problem,))
    return lint(source, local.ruleset, local.settings)


def after_lint(report: Report, configs: Configs, options: Any) -> Report:
    """Apply what the command line asks for beyond linting: a baseline, and changed lines alone."""
    if name := options.baseline or next((c.file.baseline for c in configs.loaded() if c.file.baseline), ""):
        report = _without_baseline(report, _baseline_path(name, configs, given=bool(options.baseline)))
    if options.diff_base:
        from claimlint.changes import changed_since, only_changed

        changes = changed_since(options.diff_base, Path.cwd())
        report = replace(report, files=tuple(only_changed(file, changes) for file in report.files))
    if options.fix or options.diff or options.add_suppressions:
        from claimlint.cli.fixing import change_files

        report = change_files(report, configs, options)
    return report


def tell_low_scores(report: Report, configs: Configs, asked: float | None) -> bool:
    """Tell on standard error which articles score less than asked, or than their configuration asks; True for any."""
    if asked is None and all(config.file.min_score is None for config in configs.loaded()):
        return False
    from claimlint.score import score_report

    low = []
    for score in score_report(report).articles:
        least = asked if asked is not None else configs.of(Path(score.name)).file.min_score
        if least is not None and score.value < least:
            low.append((score.value, f"{score.name}: the score is below {least:g}: {score.arithmetic}"))
    for _, line in sorted(low)[:_MOST_LOW]:
        click.echo(line, err=True)
    if len(low) > _MOST_LOW:
        click.echo(f"{len(low) - _MOST_LOW} more articles score too low: --format json has every score.", err=True)
    return bool(low)


def _baseline_path(name: str, configs: Configs, *, given: bool) -> Path:
    """Return the baseline's place: a path of the command line, or one beside the configuration that names it."""
    if given:
        return Path(name)
    return next(config.root / name for config in configs.loaded() if config.file.baseline)


def _without_baseline(report: Report, place: Path) -> Report:
    from claimlint.baseline import load_baseline, path_in_baseline

    baseline = load_baseline(place)
    files = []
    for file in report.files:
        new, old = baseline.split(file.findings, path_in_baseline(Path(file.path), place))
        files.append(replace(file, findings=tuple(new), suppressed=(*file.suppressed, *old)))
    return replace(report, files=tuple(files))
