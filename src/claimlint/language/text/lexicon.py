"""Lexicons: the plain lists of terms under ``rules/lexicons``."""

from __future__ import annotations

from functools import cache

from claimlint.resources import data_path


@cache
def load_terms(name: str) -> tuple[str, ...]:
    """Return the terms of ``rules/lexicons/<name>.txt`` in the order of the file, without comments.

    Raises OSError when the file cannot be read.
    """
    lines = data_path(f"lexicons/{name}.txt").read_text("utf-8").splitlines()
    return tuple(term for line in lines if (term := line.partition("#")[0].strip()))
