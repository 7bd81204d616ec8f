"""Answers that are kept: asked once, never too many."""

from __future__ import annotations

import pickle

from claimlint.lint import lint
from claimlint.remembered import Remembered
from claimlint.ruleset import load_ruleset
from claimlint.source import Source


def test_a_question_is_asked_once() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = Remembered(size)
    assert [sizes["gut"], sizes["gut"], sizes["feeling"]] == [3, 3, 7]
    assert asked == ["gut", "feeling"]


def test_what_is_wanted_again_stays_and_what_is_not_goes() -> None:
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = Remembered(size, most=10)
    for number in range(100):
        assert sizes["gut"] == 3
        assert sizes[f"other {number}"] == len(f"other {number}")
    assert asked.count("gut") == 1
    assert sizes["other 0"] == 7
    assert asked.count("other 0") == 2


def test_a_long_question_is_not_kept() -> None:
    sizes = Remembered(len)
    assert sizes["a" * 10_000] == 10_000
    assert not sizes


def test_no_more_answers_are_kept_than_agreed() -> None:
    doubles = Remembered(lambda number: 2 * number, most=10)
    assert [doubles[number] for number in range(100)] == [2 * number for number in range(100)]
    assert len(doubles) <= 10


def test_rules_that_remember_can_be_handed_to_another_process() -> None:
    rules = load_ruleset()
    source = Source("a.txt", "An leaky guy is a unusual hypothesis of their.", "text")
    before = lint(source, rules).findings
    assert before
    assert lint(source, pickle.loads(pickle.dumps(rules))).findings == before
