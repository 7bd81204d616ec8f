"""What the tests of ``claimlint bulk`` share: short articles, runs and the bytes they leave."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claimlint.bulk.job import Job, Options
from claimlint.bulk.run import Outcome, execute, plan
from claimlint.config import Config, PathConfig

TABLES = ("documents", "findings", "claims")


def need(*modules: str, name: str) -> None:
    """Skip the tests of a module, or fail where they are required, when a package is missing."""
    for module in modules:
        try:
            __import__(module)
        except ImportError:
            if name in os.environ.get("CLAIMLINT_REQUIRED", "").split(","):
                raise
            pytest.skip(f"needs {module}; set CLAIMLINT_REQUIRED={name}", allow_module_level=True)


@cache
def defaults() -> Config:
    return Config()


def article(number: int) -> dict[str, Any]:
    """Return a short article with a finding and a claim, the same for the same number."""
    herbs = ("Sage", "Garlic", "Ginger", "Turmeric")
    text = f"{herbs[number % 4]} cures asthma. We drank {number} cups.\n\nRest may lower blood pressure, too."
    return {"id": f"a{number}", "title": f"Cup {number}", "text": text, "author": "Ada Moss, MD", "date": "2026-10-01"}


def write_lines(path: Path, rows: Iterable[Mapping[str, Any] | str]) -> Path:
    """Write JSON Lines; a string is a line as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def run(sources: Path | list[Path], output: Path, config: Config | None = None, **options: Any) -> Outcome:
    """Do a run in this process."""
    paths = sources if isinstance(sources, list) else [sources]
    asked = plan([str(path) for path in paths], "", config or defaults(), Options(**options), str(output))
    return execute(asked, "local", 1, "", lambda summary, consumed: None)


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, by document and position."""
    from pyarrow import parquet

    found: list[dict[str, Any]] = parquet.read_table(output / table).to_pylist()
    return sorted(found, key=lambda row: (row["source"], row["row"], row.get("field", ""), row.get("start", 0)))


def contents(output: Path) -> dict[str, bytes]:
    """Return every file of an output with its bytes."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class DeadlyJob(Job):
    """A job in which one document kills the process that checks it."""

    def local(self, document: str) -> PathConfig:
        if document == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().local(document)
