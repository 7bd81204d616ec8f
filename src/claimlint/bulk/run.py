"""A whole run: what is asked, checked before anything is written, then done by one engine or the other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

from claimlint.bulk.identity import begin, require_own
from claimlint.bulk.inputs import find_inputs
from claimlint.bulk.job import Input, Options
from claimlint.bulk.readers import check_columns
from claimlint.bulk.store import INTERNAL, Store
from claimlint.bulk.work import Summary, total
from claimlint.config import Config
from claimlint.errors import ClaimlintError, EngineError

SUMMARY = f"{INTERNAL}/summary.json"


@dataclass(frozen=True)
class Plan:
    """What a run reads, and with what."""

    inputs: tuple[Input, ...]
    config: Config
    options: Options
    output: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.inputs)


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    counts: dict[str, int]
    """Documents ok, failed and skipped; errors, warnings and notes found; claims."""
    parts: int
    reused: int
    """Parts that an earlier run had finished."""

    @property
    def documents(self) -> int:
        return sum(self.counts[name] for name in ("ok", "failed", "skipped"))


def require(engine: str, formats: set[str]) -> None:
    """Raise EngineError when a package is missing that the run needs."""
    needs = {"bulk": ["pyarrow", *(["warcio"] if "warc" in formats else [])]}
    if engine == "spark":
        needs["spark"] = ["pyspark", "pandas"]
    for extra, modules in needs.items():
        missing = [name for name in modules if find_spec(name) is None]
        if missing:
            raise EngineError(
                f"claimlint bulk needs {' and '.join(missing)}. Install it: pip install 'claimlint-health[{extra}]'"
            )


def plan(sources: list[str], asked_format: str, config: Config, options: Options, output: str) -> Plan:
    """Return what a run reads; raises ConfigError, RuleError or EngineError for what cannot be done."""
    require("local", set())
    inputs = find_inputs(sources, asked_format, Store(output).anywhere)
    require("local", {file.format for file in inputs})
    # The first table stands for the others: reading every header of ten thousand would take as long as a stage.
    seen: set[str] = set()
    for file in inputs:
        if file.format not in seen:
            check_columns(file, options)
            seen.add(file.format)
    _ = config.ruleset
    return Plan(tuple(inputs), config, options, output)


def execute(asked: Plan, engine: str, jobs: int, master: str, told: Callable[[Summary, int], None]) -> Outcome:
    """Do a run to its end, or go on with one that was begun; raises ClaimlintError."""
    require(engine, set())
    store = Store(asked.output)
    summaries: list[Summary] = []

    def note(summary: Summary, consumed: int) -> None:
        summaries.append(summary)
        told(summary, consumed)

    try:
        require_own(store)
        with store.alone():
            store.sweep()
            job = begin(store, asked.config, asked.options, list(asked.inputs))
            if engine == "spark":
                from claimlint.bulk import spark

                spark.run(job, list(asked.inputs), master, note)
            else:
                from claimlint.bulk import local

                local.run(job, list(asked.inputs), jobs, note)
            outcome = Outcome(total(summaries), len(summaries), sum(item.reused for item in summaries))
            record = {"documents": outcome.documents, **outcome.counts, "parts": outcome.parts}
            store.write(SUMMARY, (json.dumps(record, indent=1) + "\n").encode())
            store.sweep()
    except OSError as error:
        raise ClaimlintError(f"{asked.output}: the output cannot be written: {error.strerror or error}.") from error
    return outcome
