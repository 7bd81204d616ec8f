"""``claimlint init``: a configuration to start from."""

from __future__ import annotations

from pathlib import Path

import click

_START = """\
# Configuration of claimlint; every key is optional. `claimlint schema config` describes them all.
# Paths are relative to this file.

# Packs to start from: recommended, news, product, patient; laws: us, uk, eu, au, ca.
extends: [{packs}]

# What your articles are, by path: editorial, news, patient or product.
# content: {{"shop/**": product}}

# Rules to switch off or to change: rule id to off, error, warning, note.
# rules: {{readability/grade: off}}

# Files that are not articles, as in .gitignore.
# exclude: ["drafts/"]

# Exit with 1 from this severity on: error, warning, note, never.
fail_on: warning
"""


@click.command()
@click.option("--pack", "packs", multiple=True, default=("recommended",), metavar="NAME", help="Packs to start from.")
@click.option("--force", is_flag=True, help="Replace a configuration that is there.")
def init(packs: tuple[str, ...], force: bool) -> int:
    """Write .claimlint.yaml into the current folder."""
    from claimlint.cli.output import replace_file
    from claimlint.config import NAMES, build_config
    from claimlint.typed_yaml import read_yaml

    there = next((name for name in NAMES if Path(name).exists()), None)
    if there and not force:
        raise click.UsageError(f"{there} is there already. Edit it, or replace it with --force.")
    text = _START.format(packs=", ".join(packs))
    build_config(read_yaml(text, NAMES[0]), Path(NAMES[0]))
    replace_file(Path(NAMES[0]), text)
    click.echo(f"Wrote {NAMES[0]}. Check your articles with: claimlint check .")
    return 0
