"""Answers on disk: what is put in comes out, whoever writes at the same time and whatever happens to the file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.engines import languagetool_cache
from claimlint.engines.languagetool_cache import Answer, AnswerCache, Said, answer_key
from claimlint.source import Span

SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(min(ends), max(ends)))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SAIDS = st.builds(Said, SPANS, TEXT, st.lists(TEXT, max_size=3).map(tuple), TEXT, TEXT)
ANSWERS = st.dictionaries(st.binary(min_size=20, max_size=20), st.lists(SAIDS, max_size=3).map(tuple), max_size=6)
ONE: Answer = (Said(Span(1, 4), "It is “so”.", ("were", "are"), "AGREEMENT", "GRAMMAR"),)


@settings(deadline=None)
@given(answers=ANSWERS)
def test_what_is_put_in_comes_out(answers: dict[bytes, Answer], tmp_path_factory: pytest.TempPathFactory) -> None:
    cache = AnswerCache(tmp_path_factory.mktemp("cache"))
    cache.put(answers)
    assert cache.get([*answers, b"another"]) == answers


@settings(deadline=None)
@given(st.tuples(TEXT, TEXT), st.tuples(TEXT, TEXT))
def test_keys_are_equal_only_for_the_same_text_in_the_same_context(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert (answer_key(*one) == answer_key(*other)) is (one == other)


def test_an_empty_folder_holds_nothing_and_is_left_alone(tmp_path: Path) -> None:
    assert AnswerCache(tmp_path / "none").get([b"k"]) == {}
    assert list(tmp_path.iterdir()) == []


def test_many_answers_are_found_at_once(tmp_path: Path) -> None:
    answers = {str(index).encode(): ONE for index in range(2500)}
    AnswerCache(tmp_path).put(answers)
    assert AnswerCache(tmp_path).get(answers) == answers


def _write(folder: str, first: int) -> None:
    # A machine that is busy with other tests takes longer than a run should wait.
    languagetool_cache._SECONDS = 60.0
    for index in range(first, first + 40):
        AnswerCache(Path(folder)).put({str(index).encode(): ONE})


def test_runs_that_write_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, get_context("spawn")) as pool:
        list(pool.map(_write, [str(tmp_path)] * 4, range(0, 160, 40)))
    keys = [str(index).encode() for index in range(160)]
    assert AnswerCache(tmp_path).get(keys) == dict.fromkeys(keys, ONE)


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_file_is_no_answer_and_is_replaced(tmp_path: Path, damage: bytes) -> None:
    cache = AnswerCache(tmp_path)
    cache.put({b"k": ONE})
    [file] = tmp_path.iterdir()
    file.write_bytes(damage)
    assert cache.get([b"k"]) == {}
    cache.put({b"k": ONE})
    assert cache.get([b"k"]) == {b"k": ONE}


def test_an_answer_that_cannot_be_understood_is_no_answer(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path)
    cache.put({b"k": ONE})
    [file] = tmp_path.iterdir()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE answers SET answer = '[[1]]'")
    connection.close()
    assert cache.get([b"k"]) == {}


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = AnswerCache(tmp_path / "file")
    cache.put({b"k": ONE})
    assert cache.get([b"k"]) == {}


def test_the_oldest_answers_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool_cache, "_MOST", 20)
    cache = AnswerCache(tmp_path)
    keys = [str(index).encode() for index in range(30)]
    for key in keys:
        cache.put({key: ONE})
    kept = list(cache.get(keys))
    assert sorted(map(int, kept)) == list(range(30 - len(kept), 30)) and 18 <= len(kept) <= 20
