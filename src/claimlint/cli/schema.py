"""``claimlint schema``: JSON Schemas for editors and for those who read our output."""

from __future__ import annotations

import json

import click

from claimlint.schemas import NAMES, load_schema


@click.command()
@click.argument("name", type=click.Choice(NAMES))
def schema(name: str) -> int:
    """Print the JSON Schema of a file format."""
    click.echo(json.dumps(load_schema(name), ensure_ascii=False, indent=2))
    return 0
