"""``claimlint baseline``: how a team with four hundred old articles begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from claimlint.cli.options import apply_overrides, cache_for, config_options, file_options, make_configs, targets_for

DEFAULT = ".claimlint-baseline.jsonl"


@click.command()
@click.argument("paths", nargs=-1, metavar="[ARTICLE|FOLDER]...")
@click.option("--output", "-o", default=DEFAULT, show_default=True, metavar="FILE", help="The baseline to write.")
@click.option("--update", is_flag=True, help="Take out what is mended; accept nothing new.")
@click.option("--accept-new", is_flag=True, help="With --update: accept today's new findings as well.")
@click.option("--stale", "show_stale", is_flag=True, help="List what is mended, write nothing; exit with 1 if any.")
@config_options
@file_options
def baseline(
    paths: tuple[str, ...], output: str, update: bool, accept_new: bool, show_stale: bool, **given: Any
) -> int:
    """Accept today's findings, so that from now on only new ones are reported.

    Use it with: claimlint check . --baseline .claimlint-baseline.jsonl
    """
    from claimlint.baseline import Baseline, entries_for, format_baseline, load_baseline, path_in_baseline
    from claimlint.batch import make_report
    from claimlint.cli.output import replace_file
    from claimlint.cli.stages import lint_paths

    place = Path(output)
    if place.exists() and not (update or show_stale):
        raise click.UsageError(f"{output} is there already. Bring it up to date with --update.")
    old = load_baseline(place) if update or show_stale else Baseline()
    overrides, rest = apply_overrides(given)
    configs = make_configs(rest.pop("config"), rest.pop("isolated"), overrides)
    targets = targets_for(paths or (".",), configs, rest)
    report = make_report(lint_paths(targets, configs, rest["jobs"], cache_for(rest)), configs, targets.notifications)
    if report.failed:
        for note in report.all_notifications:
            click.echo(f"{note.path}: {note.message}", err=True)
        click.echo("No baseline was written: what could not be read cannot be accepted.", err=True)
        return 2
    current = {path_in_baseline(Path(file.path), place): file.findings for file in report.files}
    gone = {entry.path for entry in old.entries if not (place.absolute().parent / entry.path).exists()}
    stale = old.stale(current, set(report.rules), gone)
    if show_stale:
        for entry in stale:
            click.echo(f"{entry.path}: {entry.rule}: {entry.text}")
        then = " Take them out with --update." if stale else ""
        click.echo(f"{len(stale)} of {len(old.entries)} entries are mended.{then}")
        return int(bool(stale))
    new = old.without(stale)
    if accept_new or not update:
        new = new.plus(entry for path, found in current.items() for entry in entries_for(found, path))
    replace_file(place, format_baseline(new))
    click.echo(f"{output}: {len(new.entries)} findings accepted, {len(stale)} taken out.")
    return 0
