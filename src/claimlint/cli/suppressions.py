"""``claimlint suppressions``: what was accepted, by whom it can be asked why, and until when."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from claimlint.cli.options import file_options, make_configs, targets_for


@click.command()
@click.argument("paths", nargs=-1, metavar="[ARTICLE|FOLDER]...")
@click.option("--format", "output", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@click.option("--config", type=click.Path(dir_okay=False), help="This configuration file for everything.")
@file_options
def suppressions(paths: tuple[str, ...], output: str, config: str | None, **given: Any) -> int:
    """List every suppression of the articles, with its reason and the day it runs out."""
    configs = make_configs(config, False, lambda found: found)
    targets = targets_for(paths or (".",), configs, given)
    rows, failed = [], any(note.level.value == "error" for note in targets.notifications)
    for note in targets.notifications:
        click.echo(f"{note.path}: {note.message}", err=True)
    for target in targets.files:
        from claimlint.errors import SourceError

        try:
            rows += list(_rows(target.path, target.shown, configs.of(target.path).for_path(target.path).encoding))
        except SourceError as error:
            click.echo(f"{error.path}: {error.message}", err=True)
            failed = True
    click.echo(_render(rows, output), nl=False)
    return 2 if failed else 0


def _rows(path: Path, shown: str, encoding: str | None) -> Iterator[dict[str, Any]]:
    from claimlint.batch import read_source
    from claimlint.directives import Verb, directives
    from claimlint.parsers import parse

    source = read_source(path, shown, encoding)
    for one in directives(parse(source)):
        if one.verb not in (Verb.ENABLE, Verb.UNKNOWN):
            yield {
                "path": shown,
                "line": source.lines.position(one.span.start).line,
                "kind": one.verb.value,
                "rules": ", ".join(one.rules),
                "reason": one.reason,
                "until": one.until,
            }


def _render(rows: list[dict[str, Any]], output: str) -> str:
    if output == "json":
        return json.dumps({"schema_version": 1, "suppressions": rows}, ensure_ascii=False, indent=2) + "\n"
    if output == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, ["path", "line", "kind", "rules", "reason", "until"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()
    lines = [
        f"{row['path']}:{row['line']}: {row['rules']} ({row['kind']}): {row['reason'] or 'no reason given'}"
        + (f", until {row['until']}" if row["until"] else "")
        for row in rows
    ]
    return "\n".join([*lines, f"{len(rows)} suppressions."]) + "\n"
