"""Which words are known, and how a project adds its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.errors import ConfigError
from claimlint.language.spelling.morphology import derived, latin_pair, regular_form
from claimlint.language.spelling.vocabulary import (
    AMERICAN,
    BRITISH,
    UNKNOWN,
    read_words,
    shipped,
    vocabulary_for,
)
from claimlint.settings import SpellingSettings


@pytest.mark.parametrize("word", ["gut", "Tumour", "tumor", "fibromyalgia", "NSAIDs", "dysbiosis", "don't"])
def test_words_of_both_dialects_and_of_medicine_are_known(word: str) -> None:
    assert shipped().knows(word)


def test_a_misspelling_is_not_known_and_has_corrections() -> None:
    assert not shipped().knows("recieve")
    assert shipped().corrections("recieve") == ("receive",)


def test_common_words_have_a_lower_level_than_rare_ones() -> None:
    common, rare = shipped().level("water"), shipped().level("borborygmus")
    assert common is not None
    assert rare is None or common < rare


def test_the_words_of_a_project_are_known(tmp_path: Path) -> None:
    (tmp_path / ".claimlint-words.txt").write_text("Glimzo # a brand\n", "utf-8")
    assert vocabulary_for(SpellingSettings(), str(tmp_path)).knows("glimzo")


def test_unknown_words_and_those_of_one_dialect_are_told_apart_from_all_others() -> None:
    words = ["Water", "tumour", "tumor", "glimzo", "Glimzo", "colors"]
    expected = {"tumour": BRITISH, "tumor": AMERICAN, "glimzo": UNKNOWN, "Glimzo": UNKNOWN, "colors": AMERICAN}
    assert shipped().remarkable(words) == expected


def test_words_of_a_project_are_unremarkable_in_any_case() -> None:
    own = shipped().with_words(["glimzo", "tumour"])
    assert own.remarkable(["Glimzo", "GLIMZO", "Tumour", "tumor"]) == {"tumor": AMERICAN}


def test_a_dictionary_that_does_not_exist_is_an_error_of_the_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.dic"):
        vocabulary_for(SpellingSettings(dictionaries=("missing.dic",)), str(tmp_path))


def test_hunspell_flags_counts_and_comments_are_left_out() -> None:
    assert list(read_words("2\nglimzo/MS\n# note\nleaky-gut\n")) == ["glimzo", "leaky", "gut"]


@pytest.mark.parametrize("word", ["attaches", "erosions", "prescribers"])
def test_regular_forms_of_known_words_are_known(word: str) -> None:
    assert regular_form(word, shipped())


@pytest.mark.parametrize("word", ["bodys", "childs", "virusses", "theapys"])
def test_irregular_forms_are_not_taken_for_regular_ones(word: str) -> None:
    assert not regular_form(word, shipped())


def test_a_word_of_medical_roots_is_built_right() -> None:
    assert derived("gastroenterology", shipped())


def test_latin_pairs_are_told_by_their_endings() -> None:
    assert latin_pair("situs", "inversus")
    assert not latin_pair("the", "treatmant")
