"""The engine for a cluster: the same parts by Apache Spark's ``mapInArrow``.

One stage reads files and cuts them into parts, the next checks parts and writes
their files; the second is spread over the cluster however few the files are.
What is written is, byte for byte, what one machine writes, and either engine
can go on with what the other began.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from claimlint.bulk.identity import build
from claimlint.bulk.job import Input, Job
from claimlint.bulk.parts import cut
from claimlint.bulk.store import Store
from claimlint.bulk.work import Summary, finish, finished, packed
from claimlint.errors import ClaimlintError

_FILES = "number int, file binary"
_PARTS = "data binary, summary binary"
_SUMMARIES = "summary binary"
_OWN_ERROR = re.compile(r"^(?:claimlint\.errors\.\w+|\w*Error): (.*)$", re.MULTILINE)
_SPREAD = 8
"""Partitions a core: enough that the last ones to end are small."""
_CORES = 64
"""Assumed where Spark does not say how many it has."""


def run(job: Job, inputs: list[Input], master: str, told: Callable[[Summary, int], None]) -> None:
    """Do all parts on Spark; those an earlier run has finished are only looked at.

    ``master`` empty: the session or the submission this runs in. Raises
    ClaimlintError when an input has changed or the cluster's claimlint is another.
    """
    _ = job.config.ruleset  # so that executors need no rule files
    packed_job = pickle.dumps(job)
    with _session(master) as session:
        cores = _cores(session)
        rows = [(number, pickle.dumps(file)) for number, file in enumerate(inputs)]
        files = session.createDataFrame(rows, _FILES).repartition(min(len(rows), cores * _SPREAD))
        parts = files.mapInArrow(_Cutter(packed_job), _PARTS)
        if len(rows) < 2 * cores:
            parts = parts.repartition(cores * _SPREAD)
        for row in _collected(parts.mapInArrow(_Finisher(packed_job), _SUMMARIES)):
            summary: Summary = pickle.loads(bytes(row["summary"]))
            if summary.problem:
                raise ClaimlintError(f"{summary.problem} Give another folder by --output to begin anew.")
            told(summary, 0)


def _collected(frame: Any) -> list[Any]:
    """Return the rows of a frame; raises ClaimlintError with what an executor says is wrong."""
    try:
        rows: list[Any] = frame.collect()
    except Exception as error:  # Spark has a type for each way to fail, and one text that holds the cause
        said = _OWN_ERROR.findall(str(error)) or [str(error).strip().partition("\n")[0]]
        raise ClaimlintError(f"Spark could not do it: {said[-1]}") from error
    return rows


@contextmanager
def _session(master: str) -> Iterator[Any]:
    """Yield a session whose batches hold few rows, since each is a whole part."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    active = SparkSession.getActiveSession()
    builder = SparkSession.builder.appName("claimlint bulk")
    builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    session = active or (builder.master(master) if master else builder).getOrCreate()
    key = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = session.conf.get(key, "10000")
    session.conf.set(key, "1")
    try:
        yield session
    finally:
        session.conf.set(key, before)
        if active is None:
            session.stop()


def _cores(session: Any) -> int:
    try:
        return int(session.sparkContext.defaultParallelism)
    except Exception:  # a session over Spark Connect has no context to ask
        return _CORES


@cache
def _job(data: bytes) -> Job:
    """Return the job of a Python worker: its rules are loaded once, however many tasks it gets."""
    import gc

    gc.set_threshold(100_000, 50, 100)
    job: Job = pickle.loads(data)
    if job.build != build():
        raise ClaimlintError(
            "the executors have another claimlint, or other versions of its libraries, than the driver:"
            " install the same ones on both."
        )
    return job


class _Task(ABC):
    """What a Python worker does with each row of Spark's batches."""

    def __init__(self, job: bytes) -> None:
        self.job = job

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        job = _job(self.job)
        store = Store(job.output)
        for batch in batches:
            for row in batch.to_pylist():
                yield from self.done(row, store, job)

    @abstractmethod
    def done(self, row: dict[str, Any], store: Store, job: Job) -> Iterator[Any]:
        """Yield the batches that come of a row."""


class _Cutter(_Task):
    """Files in, parts out: those that are done as their summary, the others packed."""

    def done(self, row: dict[str, Any], store: Store, job: Job) -> Iterator[Any]:
        for part in cut(row["number"], pickle.loads(row["file"]), job.options):
            data = packed(part)
            summary = finished(store, part, data)
            yield _batch(data=b"" if summary else data, summary=pickle.dumps(summary) if summary else b"")


class _Finisher(_Task):
    """Parts in, summaries out."""

    def done(self, row: dict[str, Any], store: Store, job: Job) -> Iterator[Any]:
        yield _batch(summary=row["summary"] or pickle.dumps(finish(store, row["data"], job)))


def _batch(**cells: bytes) -> Any:
    import pyarrow as pa

    return pa.RecordBatch.from_pydict({name: pa.array([cell], pa.binary()) for name, cell in cells.items()})
