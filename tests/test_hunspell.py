"""Dictionaries of Hunspell: which words of a .dic file are right, and the forms its .aff file makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.errors import ConfigError
from claimlint.language.spelling.hunspell import Affix, read_dictionary
from claimlint.language.spelling.vocabulary import vocabulary_for
from claimlint.settings import SpellingSettings

AFFIXES = """SET UTF-8
FORBIDDENWORD !
NEEDAFFIX N
PFX A Y 1
PFX A 0 re .
SFX S Y 2
SFX S 0 s [^sy]
SFX S y ies [^aeiou]y
SFX D N 1
SFX D e ing/XY e
"""


def words(folder: Path, text: str, affixes: str | None = None, encoding: str = "utf-8") -> set[str]:
    (folder / "my.dic").write_bytes(text.encode(encoding))
    if affixes is not None:
        (folder / "my.aff").write_bytes(affixes.encode(encoding))
    return set(read_dictionary(folder / "my.dic"))


def test_without_an_affix_file_flags_count_and_comments_are_left_out(tmp_path: Path) -> None:
    assert words(tmp_path, "3\nGlimzo/MS\n# note\nleaky-gut\tpo:noun\nflarn st:flar\n") == {
        "glimzo", "leaky", "gut", "flarn",
    }  # fmt: skip


def test_suffixes_are_joined_where_their_condition_fits(tmp_path: Path) -> None:
    assert words(tmp_path, "glimzo/S\nglimsy/S\nglimsay/S\n", AFFIXES) == {
        "glimzo", "glimzos", "glimsy", "glimsies", "glimsay",
    }  # fmt: skip


def test_letters_are_taken_off_before_a_suffix(tmp_path: Path) -> None:
    assert words(tmp_path, "glimze/D\n", AFFIXES) == {"glimze", "glimzing"}


def test_prefixes_and_suffixes_that_cross_are_joined_to_one_word(tmp_path: Path) -> None:
    assert words(tmp_path, "glimzo/AS\n", AFFIXES) == {"glimzo", "reglimzo", "glimzos", "reglimzos"}


def test_a_suffix_that_does_not_cross_takes_no_prefix(tmp_path: Path) -> None:
    assert "reglimzing" not in words(tmp_path, "glimze/AD\n", AFFIXES)


def test_forbidden_words_are_not_right(tmp_path: Path) -> None:
    assert words(tmp_path, "glimzo/!\n*flarn\ngood\n", AFFIXES) == {"good"}


def test_a_stem_that_needs_an_affix_does_not_stand_alone(tmp_path: Path) -> None:
    assert words(tmp_path, "glimze/ND\n", AFFIXES) == {"glimzing"}


def test_flags_of_two_letters_and_numbered_sets_of_flags_are_read(tmp_path: Path) -> None:
    suffixes = "SFX Aa Y 1\nSFX Aa 0 s .\nSFX Bb Y 1\nSFX Bb 0 ful .\n"
    assert words(tmp_path, "glimzo/1\n", f"FLAG long\nAF 1\nAF AaBb\n{suffixes}") == {"glimzo", "glimzos", "glimzoful"}


def test_flags_may_be_numbers(tmp_path: Path) -> None:
    assert words(tmp_path, "glimzo/12,7\n", "FLAG num\nSFX 7 Y 1\nSFX 7 0 s .\n") == {"glimzo", "glimzos"}


def test_the_affix_file_names_the_encoding(tmp_path: Path) -> None:
    assert words(tmp_path, "na\u00efv\n", "SET ISO8859-1\n", "latin-1") == {"na\u00efv"}


def test_an_escaped_slash_belongs_to_the_word(tmp_path: Path) -> None:
    assert words(tmp_path, "km\\/h/S\n") == {"km/h"}


@pytest.mark.parametrize("affixes", ["SET KLINGON-9\n", "SET UTF-8\n"], ids=["unknown encoding", "other encoding"])
def test_a_dictionary_in_another_encoding_is_an_error_of_the_configuration(tmp_path: Path, affixes: str) -> None:
    (tmp_path / "my.dic").write_bytes("na\u00efv\n".encode("latin-1"))
    (tmp_path / "my.aff").write_text(affixes, "utf-8")
    with pytest.raises(ConfigError, match=r"my\.dic"):
        vocabulary_for(SpellingSettings(dictionaries=("my.dic",)), str(tmp_path))


def test_forms_of_a_dictionary_are_known(tmp_path: Path) -> None:
    words(tmp_path, "glimsy/S\n", AFFIXES)
    assert vocabulary_for(SpellingSettings(dictionaries=("my.dic",)), str(tmp_path)).knows("Glimsies")


@given(st.text(st.characters(exclude_characters="\x00"), max_size=12), st.text(max_size=12), st.booleans())
def test_no_condition_is_too_odd(condition: str, word: str, suffix: bool) -> None:
    form = Affix(suffix, True, "", "x", condition).form(word)
    assert form in (None, f"{word}x", f"x{word}")
