"""The engine for one machine: this process reads and cuts, others check and write."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from claimlint.batch import start_servers, use_servers
from claimlint.bulk.job import Input, Job, Part
from claimlint.bulk.parts import cut
from claimlint.bulk.store import Store
from claimlint.bulk.work import Summary, finish, finished, packed
from claimlint.errors import ClaimlintError

Told = Callable[[Summary, int], None]
"""Told of every part that is done, with the bytes of all files that had been read when it was cut."""
_START_FAILURES = 3
"""So many workers may die before their first document; then it is the machine, not a document."""


@dataclass
class Task:
    """A part on its way: packed, with the documents that must not be tried again."""

    part: Part
    data: bytes
    consumed: int
    died_at: int = -1
    """Index of the document at which a worker died; -1: none."""
    hopeless: dict[int, str] = field(default_factory=dict)
    """Documents at which a worker died twice, by index, with how."""


def run(job: Job, inputs: list[Input], jobs: int, told: Told) -> None:
    """Do all parts; those an earlier run has finished are only looked at.

    Raises ClaimlintError when an input has changed since, OSError when the
    output cannot be written.
    """
    store = Store(job.output)
    tasks = _tasks(store, job, inputs, told)
    if jobs <= 1:
        for task in tasks:
            told(finish(store, task.data, job), task.consumed)
        return
    _Pool(job, jobs, told).run(tasks)


def _tasks(store: Store, job: Job, inputs: list[Input], told: Told) -> Iterator[Task]:
    """Yield the parts that are not done yet."""
    before = 0
    for number, file in enumerate(inputs):
        for part in cut(number, file, job.options):
            data = packed(part)
            summary = finished(store, part, data)
            if summary is None:
                yield Task(part, data, before + part.consumed)
            elif summary.problem:
                raise ClaimlintError(f"{summary.problem} Give another folder by --output to begin anew.")
            else:
                told(summary, before + part.consumed)
        before += file.size


@dataclass
class _Worker:
    process: Any
    connection: Connection
    at: Any
    """Shared number: index of the document it is at, -1 before the first."""
    task: Task | None = None


class _Pool:
    """Workers, each with one part at a time, and as many parts read ahead as there are workers."""

    def __init__(self, job: Job, jobs: int, told: Told) -> None:
        self.job = job
        self.jobs = jobs
        self.told = told
        # A process that has used Arrow's threads cannot be forked safely.
        self.context = get_context("spawn")
        self.servers: Any = None
        self.workers: list[_Worker] = []
        self.failures = 0

    def run(self, tasks: Iterator[Task]) -> None:
        self.servers = start_servers(self.job.settings())
        ready: deque[Task] = deque()
        more = True
        try:
            while more or ready or any(worker.task for worker in self.workers):
                if more and len(ready) < self.jobs:
                    task = next(tasks, None)
                    more = task is not None
                    ready += [task] if task else []
                self._hand_out(ready)
                full = not more or len(ready) >= self.jobs
                ready.extendleft(self._collect(None if full else 0))
            for worker in self.workers:
                worker.connection.close()
                worker.process.join()
        finally:
            for worker in self.workers:
                worker.process.kill()

    def _hand_out(self, ready: deque[Task]) -> None:
        for worker in self.workers:
            if ready and worker.task is None:
                self._give(worker, ready.popleft())
        while ready and len(self.workers) < self.jobs:
            worker = self._start()
            self.workers.append(worker)
            self._give(worker, ready.popleft())

    def _start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        at = self.context.RawValue("q", -1)
        process = self.context.Process(target=_work, args=(theirs, self.job, at, self.servers), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, at)

    def _give(self, worker: _Worker, task: Task) -> None:
        worker.task, worker.at.value = task, -1
        with suppress(OSError):  # a worker that has died is found by its sentinel
            worker.connection.send(_data(task))

    def _collect(self, timeout: float | None) -> list[Task]:
        """Take what workers have done; return the parts of those that died."""
        busy = [worker for worker in self.workers if worker.task]
        events = wait([item for worker in busy for item in (worker.connection, worker.process.sentinel)], timeout)
        again = []
        for worker in busy:
            if worker.connection not in events and worker.process.sentinel not in events:
                continue
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                again.append(self._bury(worker))
                continue
            if isinstance(answer, Exception):
                raise answer
            task, worker.task = worker.task, None
            if task:
                self.told(answer, task.consumed)
        return again

    def _bury(self, worker: _Worker) -> Task:
        """Take a dead worker away; return its part, without the document that has killed two."""
        worker.process.join()
        self.workers.remove(worker)
        task, at = worker.task, worker.at.value
        code = worker.process.exitcode or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        if at < 0:
            self.failures += 1
            if self.failures >= _START_FAILURES:
                raise ClaimlintError(f"the worker processes end before their first document ({how}): see above.")
        if task is None:
            raise ClaimlintError(f"a worker process ended for no reason ({how}).")
        if at >= 0 and task.died_at == at:
            task.hopeless[at] = (
                f"the process that checked it died twice ({how}); it may need more memory than there is."
            )
        task.died_at = at
        return task


def _data(task: Task) -> tuple[bytes, dict[int, str]]:
    return task.data, task.hopeless


def _work(connection: Connection, job: Job, at: Any, servers: Any) -> None:
    """Be a worker: check parts until the other end is closed, which happens too when its process is killed."""
    import gc
    import os

    parent = os.getppid()
    # An interrupt is for the process that was started, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 50, 100)
    use_servers(servers)
    store = Store(job.output)

    def doing(index: int) -> None:
        at.value = index
        if os.getppid() != parent:
            # The run was killed; what this process would still write, the next run writes.
            os._exit(1)

    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            data, hopeless = connection.recv()
            try:
                answer: Summary | Exception = finish(store, data, job, doing, hopeless)
            except (OSError, ClaimlintError) as error:
                answer = error
            connection.send(answer)
