"""Retracted papers, from a table the user supplies in the form of Retraction Watch's."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from claimlint.errors import ConfigError, Problem
from claimlint.resources import last_change

_COLUMNS = {"originalpaperdoi": "doi", "originalpaperpubmedid": "pmid", "doi": "doi", "pmid": "pmid"}


def load_retractions(path: str, root: str = "") -> frozenset[str]:
    """Return the identifiers (``doi:...``, ``pmid:...``, lower case) of the papers a CSV file lists.

    The columns are ``OriginalPaperDOI`` and ``OriginalPaperPubMedID``, or ``doi``
    and ``pmid``. Raises ConfigError when the file cannot be read or has neither.
    """
    file = Path(root, path) if root else Path(path)
    return _load(file, last_change(file))


@cache
def _load(file: Path, _changed: int) -> frozenset[str]:
    # The time of the last change keeps what is remembered honest.
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            return _read(stream)
    except (OSError, csv.Error, ValueError) as error:
        hint = (
            "Correct `evidence: retractions:`; it is a CSV with the columns OriginalPaperDOI or OriginalPaperPubMedID."
        )
        raise ConfigError(
            [Problem(file.as_posix(), f"this list of retractions cannot be read ({error}).", hint=hint)]
        ) from error


def _read(stream: Iterable[str]) -> frozenset[str]:
    reader = csv.reader(stream)
    header = [name.strip().lower().replace(" ", "").replace("_", "") for name in next(reader, [])]
    columns = [(i, _COLUMNS[name]) for i, name in enumerate(header) if name in _COLUMNS]
    if not columns:
        raise ValueError("no column OriginalPaperDOI or OriginalPaperPubMedID")
    return frozenset(
        f"{kind}:{value}"
        for row in reader
        for i, kind in columns
        if i < len(row) and (value := row[i].strip().lower()) not in ("", "0", "unavailable")
    )
