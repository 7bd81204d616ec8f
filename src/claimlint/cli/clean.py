"""``claimlint clean``: away with what earlier runs have kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from claimlint.cache import FOLDER
from claimlint.cache.store import delete_cache
from claimlint.resources import cache_folder


@click.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER]...", type=click.Path(exists=True, file_okay=False))
@click.option("--cache-dir", type=click.Path(file_okay=False), metavar="FOLDER", help="This cache alone.")
def clean(folders: tuple[str, ...], cache_dir: str | None) -> int:
    """Delete the findings that earlier runs have kept under the folders (default: this one) and for this user.

    Nothing is lost: the next run lints every article again.
    """
    count = size = 0
    for folder in [Path(cache_dir)] if cache_dir else _caches([Path(name) for name in folders or (".",)]):
        files, length = delete_cache(folder)
        count, size = count + files, size + length
    click.echo(
        f"Deleted {count} file{'' if count == 1 else 's'} ({size / 1e6:.1f} MB)."
        if count
        else "There was nothing to delete."
    )
    return 0


def _caches(roots: list[Path]) -> Iterator[Path]:
    """Yield the folders of caches: those that configurations have made or name, and the user's."""
    from claimlint.config import find_config, load_config

    yield cache_folder() / "findings"
    for root in roots:
        place = find_config(root.resolve())
        if place is not None:
            config = load_config(place)
            yield config.root / (config.file.cache_dir or FOLDER)
        for folder, names, _ in os.walk(root):
            if FOLDER in names:
                yield Path(folder) / FOLDER
            names[:] = [name for name in names if not name.startswith(".") and name != "node_modules"]
