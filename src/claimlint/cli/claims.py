"""``claimlint claims``: what a medical reviewer signs."""

from __future__ import annotations

from typing import Any

import click

from claimlint.claims import Item, take_inventory
from claimlint.cli.options import file_options, make_configs, targets_for
from claimlint.finding import Notification, Severity
from claimlint.reporters.claim_tables import TABLES


@click.command()
@click.argument("paths", nargs=-1, metavar="[ARTICLE|FOLDER|-]...")
@click.option("--format", "output", type=click.Choice(list(TABLES)), default="text", show_default=True)
@click.option("--all", "every_sentence", is_flag=True, help="Sentences without a claim as well.")
@click.option("--stdin-filename", default="", metavar="NAME", help="The name of the article read from standard input.")
@click.option("--config", type=click.Path(dir_okay=False), help="This configuration file for everything.")
@click.option("--isolated", is_flag=True, help="Ignore all configuration files.")
@file_options
def claims(paths: tuple[str, ...], output: str, every_sentence: bool, stdin_filename: str, **given: Any) -> int:
    """List every health claim with its strength, its standing and the evidence beside it.

    Exit code: 0, or 2 when something could not be read.
    """
    from claimlint.batch import read_source
    from claimlint.cli.stages import stdin_source
    from claimlint.errors import SourceError

    configs = make_configs(given.pop("config"), given.pop("isolated"), lambda found: found)
    items: list[Item] = []
    problems: list[Notification] = []
    if "-" in paths:
        sources: list[Any] = [lambda: stdin_source(configs, stdin_filename)]
    else:
        targets = targets_for(paths or (".",), configs, given)
        problems += targets.notifications
        sources = [
            lambda target=target: (
                read_source(
                    target.path, target.shown, (local := configs.of(target.path).for_path(target.path)).encoding
                ),
                local,
            )
            for target in targets.files
        ]
    for source_of in sources:
        try:
            source, local = source_of()
        except SourceError as error:
            problems.append(Notification(Severity.ERROR, error.message, error.path))
            continue
        found = take_inventory(source, local.ruleset, local.settings, every_sentence=every_sentence)
        items += found.items
        problems += found.report.notifications
    click.echo(TABLES[output](items), nl=False)
    for problem in problems:
        click.echo(f"{problem.path}: {problem.message}", err=True)
    return 2 if any(problem.level is Severity.ERROR for problem in problems) else 0
