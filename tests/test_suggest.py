"""Suggestions: known words a slip or two away, whichever tables the search asks first."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import marisa_trie
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.spelling.shortened import forms, may_be_form
from claimlint.language.spelling.suggest import candidates, edit_distance, sounding_alike, two_slips
from claimlint.language.spelling.vocabulary import shipped
from claimlint.resources import data_path

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
COMMON = sorted(word for word, (value,) in shipped().words.items() if value & 15 <= 1 and word.islower())
LETTERS = "abcdefghijklmnopqrstuvwxyz"
words_of_few_letters = st.text("abc", max_size=7)


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(SCRIPTS)
    import build_slips

    return build_slips


def test_the_compiled_tables_are_those_of_the_word_lists(build: ModuleType) -> None:
    assert data_path("data/slips.bin").read_bytes() == build.slips(), "run scripts/build_slips.py"
    compiled = marisa_trie.Trie().mmap(str(data_path("data/sounds.marisa")))
    assert sorted(compiled) == build.sounds(), "run scripts/build_slips.py"


@given(
    st.sampled_from(COMMON), st.integers(0, 30), st.sampled_from(LETTERS), st.sampled_from("drop add put turn".split())
)
def test_a_common_word_is_found_whatever_the_slip(word: str, place: int, letter: str, slip: str) -> None:
    i = place % len(word)
    head, rest = word[:i], word[i + 1 :]
    written = {
        "drop": head + rest,
        "add": head + letter + word[i:],
        "put": head + letter + rest,
        "turn": head + rest[:1] + word[i] + rest[1:],
    }[slip]
    if edit_distance(written, word, 1) == 1:
        assert word in [item.word for item in candidates(written, shipped(), {})]


@given(st.sampled_from(COMMON))
def test_every_form_of_a_known_word_is_in_the_table(word: str) -> None:
    assert all(map(may_be_form, forms(word)))


def test_few_other_texts_are_in_the_table() -> None:
    others = [f"{one}{two}{three}qx" for one in LETTERS for two in LETTERS for three in LETTERS]
    assert sum(map(may_be_form, others)) < 0.1 * len(others)


@given(words_of_few_letters, words_of_few_letters, st.integers(1, 3))
def test_the_distance_is_the_least_number_of_slips_up_to_a_limit(one: str, other: str, limit: int) -> None:
    assert edit_distance(one, other, limit) == min(slips_between(one, other), limit + 1)


def slips_between(one: str, other: str) -> int:
    """Count the slips by the definition, trying every last one."""
    if not one or not other:
        return len(one) + len(other)
    last = one[-1] != other[-1]
    ways = [slips_between(one[:-1], other) + 1, slips_between(one, other[:-1]) + 1]
    ways.append(slips_between(one[:-1], other[:-1]) + last)
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        ways.append(slips_between(one[:-2], other[:-2]) + 1)
    return min(ways)


@pytest.mark.parametrize(("written", "meant"), [("rythym", "rhythm"), ("garentee", "guarantee")])
def test_a_word_is_found_by_what_is_heard_of_it(written: str, meant: str) -> None:
    assert sounding_alike(written)[0].word == meant


def test_two_slips_are_found_behind_a_right_opening() -> None:
    assert two_slips("necesarry")[0].word == "necessary"
