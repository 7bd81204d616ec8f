"""``claimlint check``: the command everybody runs."""

from __future__ import annotations

from typing import Any

import click

from claimlint.batch import Configs
from claimlint.cli.options import apply_overrides, cache_for, config_options, file_options, make_configs, targets_for
from claimlint.cli.output import Destination, parse_format, write_reports
from claimlint.finding import FileReport, Report, Severity
from claimlint.late import dataclass


@dataclass(frozen=True)
class Options:
    """The options of ``check`` that are not about configuration."""

    formats: tuple[Destination, ...]
    fail_on: str | None
    min_score: float | None
    stdin_filename: str
    fix: bool
    diff: bool
    unsafe_fixes: bool
    baseline: str | None
    diff_base: str | None
    add_suppressions: str | None
    statistics: bool
    show_suppressed: bool
    jobs: int | None
    color: str
    quiet: bool
    verbose: int


def _formats(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Destination, ...]:
    return tuple(parse_format(value) for value in values or ("text",))


@click.command()
@click.argument("paths", nargs=-1, metavar="[ARTICLE|FOLDER|-]...")
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=_formats,
    metavar="FORMAT[:FILE]",
    help="text, concise, json, jsonl, sarif, github, gitlab, junit, rdjsonl or markdown; may be given several times.",
)
@config_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="Exit with 1 from this severity on (default: warning).",
)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 100),
    metavar="NUMBER",
    help="Exit with 1 when an article's score (0 to 100) is lower; prints the arithmetic.",
)
@click.option("--stdin-filename", default="", metavar="NAME", help="The name of the article read from standard input.")
@click.option("--fix", is_flag=True, help="Write the safe corrections into the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: those that change what is said as well.")
@click.option(
    "--diff", is_flag=True, help="Print what --fix would write, and write nothing; the report goes to standard error."
)
@click.option("--baseline", metavar="FILE", help="Leave out what a baseline accepts (see claimlint baseline).")
@click.option("--diff-base", metavar="REV", help="Only findings on lines changed since this git revision.")
@click.option("--add-suppressions", metavar="REASON", help="Write a comment with this reason over every finding.")
@click.option("--statistics", is_flag=True, help="End with counts a rule, and the score.")
@click.option("--show-suppressed", is_flag=True, help="Report suppressed findings as well, marked as such.")
@file_options
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Findings and problems alone, no summary.")
@click.option("-v", "--verbose", count=True, help="Notes as well; twice: details of every problem.")
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Check articles (Markdown, HTML, plain text) and report what is wrong, at the exact words.

    Without a path the current folder is checked; "-" reads standard input.
    Exit code: 0 clean, 1 findings, 2 something could not be done.
    """
    from claimlint.batch import make_report
    from claimlint.cli.stages import after_lint, lint_paths, lint_stdin, tell_low_scores

    overrides, rest = apply_overrides(given)
    options = Options(**{name: rest.pop(name) for name in Options.__dataclass_fields__})
    configs = make_configs(rest.pop("config"), rest.pop("isolated"), overrides)
    if "-" in paths:
        if len(paths) > 1:
            raise click.UsageError("'-' (standard input) cannot be combined with other paths.")
        if (options.fix or options.add_suppressions) and not options.diff:
            raise click.UsageError("standard input cannot be changed. Name the file, or use --diff to see the changes.")
        files: list[FileReport] = [lint_stdin(configs, options.stdin_filename)]
        notifications: tuple[Any, ...] = ()
    else:
        targets = targets_for(paths or (".",), configs, rest)
        files = lint_paths(targets, configs, options.jobs, cache_for(rest))
        notifications = targets.notifications
    report = make_report(files, configs, notifications)
    report = after_lint(report, configs, options)
    write_reports(report, options)
    code = exit_code(report, options.fail_on or _configured_fail_on(configs))
    return max(code, int(tell_low_scores(report, configs, options.min_score)))


def exit_code(report: Report, fail_on: str) -> int:
    """Return 2 when something could not be done, 1 for findings from ``fail_on`` on, else 0."""
    if report.failed:
        return 2
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    return int(any(report.count(severity) for severity in Severity if severity.rank >= least))


def _configured_fail_on(configs: Configs) -> str:
    """Return the strictest threshold among the configurations that were in use."""
    order = ("note", "warning", "error", "never")
    used = {config.file.fail_on for config in configs.loaded()}
    return min(used, key=order.index, default="warning")
