"""``claimlint words``: the project's own dictionary."""

from __future__ import annotations

from pathlib import Path

import click

WORD_FILE = ".claimlint-words.txt"


@click.group()
def words() -> None:
    """Words of the project that are right although no dictionary has them."""


@words.command("add")
@click.argument("new", nargs=-1, required=True, metavar="WORD...")
@click.option("--file", "path", default=WORD_FILE, show_default=True, help="The dictionary to add to.")
def add(new: tuple[str, ...], path: str) -> int:
    """Add words to the project's dictionary, which is kept sorted, one word a line."""
    from claimlint.cli.output import replace_file

    bad = [word for word in new if not word.strip() or any(char.isspace() for char in word.strip())]
    if bad:
        raise click.UsageError(f"{bad[0]!r} is not one word. Add its words one by one.")
    place = Path(path)
    lines = place.read_text("utf-8-sig").splitlines() if place.is_file() else []
    comments = [line for line in lines if line.startswith("#")]
    known = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    added = sorted({word.strip() for word in new} - known)
    replace_file(place, "\n".join([*comments, *sorted(known | set(added), key=str.casefold)]) + "\n")
    click.echo(f"Added {len(added)} of {len(new)} words to {path}.")
    return 0
