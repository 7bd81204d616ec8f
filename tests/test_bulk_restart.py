"""A run that is killed goes on, and ends with the bytes of one that was not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulk_samples import DeadlyJob, article, contents, defaults, need, rows, run, write_lines

from claimlint.bulk.identity import begin, build
from claimlint.bulk.inputs import find_inputs
from claimlint.bulk.job import Job, Options
from claimlint.bulk.local import Task, _Pool, _tasks
from claimlint.bulk.store import Store
from claimlint.bulk.work import Summary
from claimlint.config import build_config
from claimlint.errors import ClaimlintError
from claimlint.typed_yaml import read_yaml

need("pyarrow", "warcio", name="bulk")

KILLED_AT_EVERY_STEP = """
import os, signal, sys
from pathlib import Path
from bulk_samples import article, contents, defaults, run
from claimlint.bulk.identity import build
from claimlint.bulk.store import Store
import claimlint, pyarrow.fs, pyarrow.parquet
try:
    import pandas  # pyarrow does so with the first table
except ImportError:
    pass

source, base = Path(sys.argv[1]), Path(sys.argv[2])
build()
for number in range(8):
    claimlint.lint_text(article(number)["text"], config=defaults())

def attempt(output, die_at=-1):
    # A child of a process that has loaded all it needs, and has not used Arrow's threads yet.
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    steps = 0
    def step(*_):
        nonlocal steps
        if steps == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        steps += 1
    put, disk = Store._put, sys.modules["claimlint.bulk.store"]._to_disk
    def torn(self, path, data):
        step()
        put(self, path, data[: len(data) // 2])
        step()
        put(self, path, data)
        step()
    Store._put = torn
    run(source, output, part_rows=4)
    os._exit(0)

assert attempt(base / "wanted") == 0
killed = 0
for die_at in range(0, 30, 2):
    output = base / f"out{die_at}"
    assert attempt(output, die_at) == signal.SIGKILL
    killed += 1
    assert attempt(output) == 0
    print(contents(output) == contents(base / "wanted"), flush=True)
print("killed", killed)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "a.jsonl", [article(number) for number in range(8)])


def python(*arguments: str) -> subprocess.Popen[str]:
    here = str(Path(__file__).parent)
    path = os.pathsep.join([str(Path(here).parent / "src"), here])
    return subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_any_step_of_writing_it_ends_with_the_same_bytes(source: Path, tmp_path: Path) -> None:
    out, _ = python("-c", KILLED_AT_EVERY_STEP, str(source), str(tmp_path)).communicate(timeout=300)
    assert out.splitlines() == [*["True"] * 15, "killed 15"], out


def test_killed_from_outside_with_all_its_processes_at_work_it_ends_with_the_same_bytes(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", [article(number) for number in range(36)])
    run(source, tmp_path / "wanted", part_rows=3)
    command = ["-m", "claimlint", "bulk", str(source), "--part-rows", "3", "-j", "2", "-q", "--isolated", "-o"]
    output = tmp_path / "out"
    process = python(*command, str(output))
    while process.poll() is None and len(list(output.glob("_claimlint/parts/*"))) < 3:
        time.sleep(0.002)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert python(*command, str(output)).wait(120) == 1
    assert contents(output) == contents(tmp_path / "wanted")


def test_what_was_finished_is_not_done_again(source: Path, tmp_path: Path) -> None:
    first = run(source, tmp_path / "out", part_rows=3)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/*.parquet")}
    again = run(source, tmp_path / "out", part_rows=3)
    assert (first.reused, again.reused, again.counts) == (0, 3, first.counts)
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("*/*.parquet")}


def test_a_table_that_was_taken_away_is_made_again(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out", part_rows=3)
    wanted = contents(tmp_path / "out")
    (tmp_path / "out" / "claims" / "part-00000-000001.parquet").unlink()
    assert run(source, tmp_path / "out", part_rows=3).reused == 2
    assert contents(tmp_path / "out") == wanted


def test_another_configuration_is_refused_and_nothing_written(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    before = contents(tmp_path / "out")
    config = build_config(read_yaml("readability: {grade: 5}\n", "c.yaml"))
    with pytest.raises(ClaimlintError, match="the configuration changed"):
        run(source, tmp_path / "out", config)
    with pytest.raises(ClaimlintError, match="the rules, the configuration changed"):
        run(source, tmp_path / "out", build_config(read_yaml("ignore: [spelling]\n", "c.yaml")))
    with pytest.raises(ClaimlintError, match="the options about columns, markup and parts changed"):
        run(source, tmp_path / "out", part_rows=2)
    assert contents(tmp_path / "out") == before


def test_another_version_is_refused(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    place = tmp_path / "out" / "_claimlint" / "job.json"
    place.write_text(place.read_text().replace(build(), "0" * 64))
    with pytest.raises(ClaimlintError, match="the code of claimlint or of a library it uses changed"):
        run(source, tmp_path / "out")


def test_an_input_that_changed_is_refused_even_where_its_size_did_not(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out", part_rows=3)
    text = source.read_text()
    source.write_text(text.replace("4 cups", "5 cups"))
    with pytest.raises(ClaimlintError, match="not what it was when this run began, at row 3"):
        run(source, tmp_path / "out", part_rows=3)
    source.write_text(text + "\n")
    with pytest.raises(ClaimlintError, match="the files to read changed"):
        run(source, tmp_path / "out", part_rows=3)


def test_the_day_of_a_run_is_the_day_it_was_begun(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = write_lines(tmp_path / "b.jsonl", [{**article(1), "date": "2020-01-01"}])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577880000")
    run(old, tmp_path / "out")
    wanted = contents(tmp_path / "out")
    for path in (tmp_path / "out").glob("_claimlint/parts/*"):
        path.unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    run(old, tmp_path / "out")
    assert contents(tmp_path / "out") == wanted


def test_a_folder_with_something_else_in_it_is_left_alone(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(ClaimlintError, match=r"something there \(thesis.txt\)"):
        run(source, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.txt"]


def test_two_runs_do_not_write_to_one_place(source: Path, tmp_path: Path) -> None:
    with Store(str(tmp_path / "out")).alone(), pytest.raises(ClaimlintError, match="another run is writing there"):
        run(source, tmp_path / "out")


def pool(source: Path, output: Path, rows_a_part: int) -> tuple[_Pool, Iterator[Task], list[Summary]]:
    done: list[Summary] = []
    options = Options(part_rows=rows_a_part)
    job = DeadlyJob(defaults(), options, "2026-10-01", build(), str(output))
    inputs = find_inputs([str(source)])
    return _Pool(job, 2, lambda summary, _: done.append(summary)), _tasks(Store(str(output)), job, inputs, print), done


def test_a_document_that_kills_its_process_twice_is_a_row_with_an_error(tmp_path: Path) -> None:
    articles = [article(number) for number in range(8)]
    articles[4]["id"] = "deadly"
    source = write_lines(tmp_path / "a.jsonl", articles)
    workers, tasks, done = pool(source, tmp_path / "out", 3)
    workers.run(tasks)
    found = {row["id"]: row for row in rows(tmp_path / "out", "documents")}
    assert [name for name, row in found.items() if row["status"] != "ok"] == ["deadly"]
    assert "died twice (signal 9)" in found["deadly"]["error"] and len(found) == 8
    assert sum(summary.documents for summary in done) == 8


def test_reading_waits_for_the_processes_that_check(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", [article(number) for number in range(24)])
    workers, tasks, done = pool(source, tmp_path / "out", 1)
    ahead: list[int] = []

    def counted() -> Iterator[Task]:
        for number, task in enumerate(tasks, 1):
            ahead.append(number - len(done))
            yield task

    workers.run(counted())
    assert len(done) == 24 and max(ahead) <= 5


@pytest.mark.parametrize("damage", [b"", b"{bad", b"[]", b'{"part": "part-00000-000000"}'])
def test_a_part_whose_manifest_is_damaged_is_made_again(damage: bytes, source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out", part_rows=4)
    wanted = contents(tmp_path / "out")
    (tmp_path / "out" / "_claimlint" / "parts" / "part-00000-000000.json").write_bytes(damage)
    assert run(source, tmp_path / "out", part_rows=4).reused == 1
    assert contents(tmp_path / "out") == wanted


def test_a_run_whose_output_lies_among_what_it_reads_goes_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "a.jsonl", [article(number) for number in range(2)])
    assert run(tmp_path / "in", tmp_path / "in" / "out").reused == 0
    assert run(tmp_path / "in", tmp_path / "in" / "out").reused == 1


def test_a_run_that_reads_nothing_but_its_output_is_refused(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    with pytest.raises(ClaimlintError, match="there is no file to read"):
        run(tmp_path / "out", tmp_path / "out")


@pytest.mark.parametrize("text", ["", "per-path: [{paths: [a0], settings: {spelling: {dictionaries: [terms.txt]}}}]\n"])
def test_words_that_were_added_to_the_project_are_another_configuration(
    text: str, source: Path, tmp_path: Path
) -> None:
    words = tmp_path / ("terms.txt" if text else ".claimlint-words.txt")
    words.write_text("glorfimaxin\n")
    config = build_config(read_yaml(text, "c.yaml"), tmp_path / "c.yaml")
    run(source, tmp_path / "out", config)
    words.write_text("glorfimaxin\nquixomab\n")
    with pytest.raises(ClaimlintError, match="the configuration changed"):
        run(source, tmp_path / "out", config)


def test_a_key_on_which_no_finding_depends_may_change(source: Path, tmp_path: Path) -> None:
    for text in ("fail-on: error\n", "fail-on: note\nexclude: [drafts/]\n"):
        outcome = run(source, tmp_path / "out", build_config(read_yaml(text, "c.yaml"), tmp_path / "c.yaml"))
    assert outcome.reused == 1


def test_workers_in_other_folders_write_to_the_same_place(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert begin(Store("out"), defaults(), Options(), find_inputs([str(source)])).output == str(tmp_path / "out")


@pytest.mark.parametrize("text", ["", "per-path: [{paths: [a0], settings: {spelling: {engine: languagetool}}}]\n"])
def test_a_server_that_some_documents_need_is_started_before_the_processes(text: str, tmp_path: Path) -> None:
    config = build_config(read_yaml(text, "c.yaml"), tmp_path / "c.yaml")
    asked = Job(config, Options(), "2026-10-01", build(), str(tmp_path / "out")).settings()
    found = [item.root for item in asked if item.spelling.engine == "languagetool"]
    assert found == ([tmp_path.as_posix()] if text else [])
