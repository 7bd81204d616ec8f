"""Right words in the wrong place: what is reported, what is left alone, and the table of counts behind it."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.analysis import Analysis
from claimlint.language.spelling.chances import COMMA_MARK, FIGURE_MARK, number_of, spelt
from claimlint.language.spelling.contexts import COLUMNS, MAGIC, NOWHERE, columns_of, contexts, dump, packed
from claimlint.language.spelling.wrong_word_places import Article
from claimlint.language.spelling.wrong_words import find_wrong_words
from claimlint.parsers import parse
from claimlint.settings import Settings, SpellingSettings
from claimlint.source import Source

LEAST = (3.3, 4.5)
SLIP = "Wash your hands wit soap and water."


def found(text: str, words: tuple[str, ...] = (), form: str = "markdown") -> list[tuple[str, str]]:
    settings = Settings(spelling=SpellingSettings(words=words))
    analysis = Analysis(parse(Source(f"a.{form}", text, form)), settings)
    return [(item.word, item.meant) for item in find_wrong_words(analysis, *LEAST)]


def test_a_slip_that_is_another_word_is_found() -> None:
    assert found(SLIP) == [("wit", "with")]


def test_a_capital_is_kept() -> None:
    assert found("It hurts. Their is no cure.") == [("Their", "There")]


def test_the_place_is_that_of_the_word() -> None:
    analysis = Analysis(parse(Source("a.md", SLIP, "markdown")))
    span = find_wrong_words(analysis, *LEAST)[0].span
    assert analysis.text[span.start : span.end] == "wit"


@pytest.mark.parametrize(
    "text",
    [
        f"# {SLIP}",
        "Wash your hands Wit soap and water.",
        "Wash your hands WIT soap and water.",
        "Wash your hands wit-soap and water.",
        "Wash your hands, see wit.example/soap for water.",
        "Wash your hands `wit` soap and water.",
        "His wit is sharp. A wit may wash his hands wit soap. Wit is rare; wit wins.",
    ],
    ids=["heading", "name", "capitals", "hyphen", "address", "code", "often used"],
)
def test_what_may_well_be_meant_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_words_of_the_project_are_never_wrong() -> None:
    assert found(SLIP, words=("wit",)) == []


def test_words_and_tags_around_a_place_are_two_on_each_side() -> None:
    analysis = Analysis(parse(Source("a.txt", "Use it daily. Wash, wit soap 2 times.", "text")))
    place = next(place for _, place in Article(analysis).places() if place.lower == "wit")
    assert place.words == (number_of("wash"), COMMA_MARK, number_of("soap"), FIGURE_MARK)
    assert place.tags[1::2] == (COMMA_MARK, FIGURE_MARK)


def test_a_higher_score_reports_fewer() -> None:
    analysis = Analysis(parse(Source("a.md", SLIP, "markdown")))
    assert find_wrong_words(analysis, 50.0, 50.0) == ()


@pytest.mark.parametrize("text", ["", "wit", "Wit.", "a a a", "1 2 3", "\u00e9t\u00e9 wit \ufb01n"])
def test_texts_of_hardly_any_words_are_read(text: str) -> None:
    assert found(text, form="text") == []


@given(st.lists(st.sampled_from("wit with the form from their - , . 7 Soap zzz".split()), max_size=30))
def test_no_text_is_too_odd(words: list[str]) -> None:
    for _, meant in found(" ".join(words), form="text"):
        assert meant.isalpha()


def test_words_and_numbers_lead_to_one_another() -> None:
    assert spelt(number_of("soap")) == "soap"
    assert number_of("zzzqx") == NOWHERE


def test_rows_of_the_table_ascend() -> None:
    columns = contexts().columns
    pairs = ("right words", "apart words", "before tags", "after tags", "near words")
    for name, keys in map(str.split, pairs):
        starts = columns[f"{name}_starts"]
        assert starts[-1] == len(columns[f"{name}_{keys}"])
        assert all(one <= other for one, other in pairwise(starts))


@given(st.integers(0, 1 << 30), st.integers(0, 1 << 30))
def test_larger_counts_are_never_packed_smaller(one: int, other: int) -> None:
    assert packed(min(one, other)) <= packed(max(one, other)) <= 255


@given(st.data())
def test_a_written_table_reads_the_same(data: st.DataObject) -> None:
    sizes = {"B": 255, "H": 65_535, "I": 2**32 - 1}
    columns = {
        name: array(code, data.draw(st.lists(st.integers(0, sizes[code]), max_size=5))) for name, code in COLUMNS
    }
    read = columns_of(memoryview(dump(columns)))
    assert {name: list(column) for name, column in read.items()} == {name: list(c) for name, c in columns.items()}


def test_a_table_begins_with_its_name() -> None:
    assert dump({name: array(code) for name, code in COLUMNS}).startswith(MAGIC)


def test_a_pronoun_that_stands_for_a_noun_is_no_slip() -> None:
    assert found("If yours isn't here, ask the nurse. We brought ours along. Theirs was late.") == []
