"""``claimlint bulk``: tables and dumps of any size."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimlint.cli.options import apply_overrides, config_options, make_configs

if TYPE_CHECKING:
    from claimlint.bulk.run import Outcome, Plan
    from claimlint.bulk.work import Summary

_EVERY = 10.0
"""Seconds between lines where no terminal shows a bar."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|PATTERN|URI...")
@click.option(
    "--output", "-o", required=True, metavar="FOLDER", help="Where the tables are written; a URI may be given."
)
@click.option(
    "--format",
    "source_format",
    type=click.Choice(["parquet", "jsonl", "csv", "warc", "wordpress"]),
    help="What the files are (default: their endings tell).",
)
@click.option("--text-column", default="", metavar="NAME", help="The text (default: text, body, markdown, html ...).")
@click.option("--id-column", default="", metavar="NAME", help="What names a document (default: id, url, link ...).")
@click.option("--markup-column", default="", metavar="NAME", help="Says markdown, html or text for each document.")
@click.option(
    "--metadata-column",
    "metadata",
    multiple=True,
    metavar="NAME[=FIELD]",
    help="Becomes front matter; may be given several times (default: columns named like title, author, date).",
)
@click.option("--no-metadata", is_flag=True, help="No column becomes front matter.")
@click.option("--markup", default="", metavar="FORMAT", help="markdown, html or text, where no column says it.")
@click.option(
    "--max-chars", type=click.IntRange(1), default=2_000_000, show_default=True, help="Longest document checked."
)
@click.option("--part-rows", type=click.IntRange(1), default=500, show_default=True, help="Documents in a part.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True)
@click.option("--master", default="", metavar="URL", help="Spark's master (default: the session or submission around).")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes (default: one a processor).")
@config_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    help="Exit with 1 from this severity on (default: warning).",
)
@click.option("-q", "--quiet", is_flag=True, help="Problems alone: no progress, no summary.")
def bulk(sources: tuple[str, ...], output: str, **given: Any) -> int:
    """Check tables and dumps: Parquet, JSON Lines, CSV, WARC and WordPress exports.

    Writes the tables documents, findings and claims as Parquet. A run that was
    ended goes on when the same command is given again.
    Exit code: 0 clean, 1 findings, 2 a document or more could not be checked.
    """
    from claimlint.bulk.run import execute, plan, require

    overrides, rest = apply_overrides(given)
    require(rest["engine"], set())
    config = make_configs(rest["config"], rest["isolated"], overrides).of(Path("article"))
    asked = plan(list(sources), rest["source_format"] or "", config, _options(rest), output)
    progress = _Progress(asked, rest["quiet"], rest["engine"] == "spark")
    from claimlint.batch import default_jobs

    try:
        outcome = execute(asked, rest["engine"], rest["jobs"] or default_jobs(), rest["master"], progress.step)
    except KeyboardInterrupt:
        progress.end()
        click.echo("Give the same command again to go on.", err=True)
        raise
    progress.end()
    progress.summary(outcome, output)
    return _exit_code(outcome, rest["fail_on"] or config.file.fail_on)


def _options(rest: dict[str, Any]) -> Any:
    from claimlint.bulk.columns import metadata_pairs
    from claimlint.bulk.job import Columns, Options
    from claimlint.parsers import formats

    markup = rest["markup"]
    if markup and markup not in formats():
        raise click.UsageError(f"--markup: there is no format {markup!r}; there are {', '.join(formats())}.")
    if rest["metadata"] and rest["no_metadata"]:
        raise click.UsageError("--metadata-column and --no-metadata exclude each other.")
    pairs = metadata_pairs(rest["metadata"]) if rest["metadata"] else () if rest["no_metadata"] else None
    columns = Columns(rest["text_column"], rest["id_column"], rest["markup_column"], pairs)
    return Options(columns, markup, part_rows=rest["part_rows"], max_chars=rest["max_chars"])


def _exit_code(outcome: Outcome, fail_on: str) -> int:
    if outcome.counts["failed"]:
        return 2
    levels = {"error": ("errors",), "warning": ("errors", "warnings"), "note": ("errors", "warnings", "notes")}
    return int(any(outcome.counts[name] for name in levels.get(fail_on, ())))


class _Progress:
    """How far a run is, on standard error: a bar on a terminal, else a line now and then; Spark shows its own."""

    def __init__(self, asked: Plan, quiet: bool, spark: bool) -> None:
        self.size = max(asked.size, 1)
        self.quiet = quiet
        self.bar: Any = None
        self.begun = self.told = time.monotonic()
        self.documents = self.fresh = self.consumed = self.skipped_bytes = 0
        if sys.stderr.isatty() and not quiet and not spark:
            self.bar = click.progressbar(
                length=self.size,
                label="Checking",
                file=sys.stderr,
                show_eta=False,
                item_show_func=lambda _: self._rate(),
            )
            self.bar.__enter__()

    def step(self, summary: Summary, consumed: int) -> None:
        """Take note of a finished part; parts end in another order than they were read in."""
        self.documents += summary.documents
        before, self.consumed = self.consumed, max(self.consumed, consumed)
        if summary.reused:
            self.skipped_bytes = self.consumed
            self.begun = time.monotonic()
        else:
            self.fresh += summary.documents
        if self.bar is not None:
            self.bar.update(self.consumed - before, self)
        elif not self.quiet and consumed and time.monotonic() - self.told >= _EVERY:
            self.told = time.monotonic()
            click.echo(f"{100 * self.consumed // self.size} %, {self._rate()}", err=True)

    def _rate(self) -> str:
        elapsed = max(time.monotonic() - self.begun, 1e-6)
        text = f"{self.documents:,} documents, {self.fresh / elapsed:,.0f} a second"
        speed = (self.consumed - self.skipped_bytes) / elapsed
        return f"{text}, {_clock((self.size - self.consumed) / speed)} left" if speed > 0 else text

    def end(self) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None

    def summary(self, outcome: Outcome, output: str) -> None:
        """Say what was done, and, quiet or not, what could not be."""
        counts = outcome.counts
        if not self.quiet:
            found = ", ".join(f"{counts[name]:,} {name}" for name in ("errors", "warnings", "notes", "claims"))
            reused = f" {outcome.reused:,} of {outcome.parts:,} parts had been done before." if outcome.reused else ""
            click.echo(
                f"{outcome.documents:,} documents ({counts['skipped']:,} skipped): {found}.{reused} Tables: {output}",
                err=True,
            )
        if counts["failed"]:
            click.echo(
                f"{counts['failed']:,} documents could not be checked, or not completely:"
                " see `error` in the table documents.",
                err=True,
            )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"
