"""Phrases that are counted when the tables of neighbours are built, and words that may be written for others."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.language.spelling.suggest import edit_distance
from claimlint.language.spelling.vocabulary import shipped

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
COMMON = {word for word, (value,) in shipped().words.items() if not value & 15 and word.islower() and word.isalpha()}


@pytest.fixture(scope="module")
def usage() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        import usage

        return usage


@pytest.fixture(scope="module")
def near_words() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SCRIPTS)
        import near_words

        return near_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("take|takes the", [[("take", "takes"), ("the",)]]),
        ("a b; c d\ne f", [[("a",), ("b",)], [("c",), ("d",)], [("e",), ("f",)]]),
        ("# heading\ntree+ grow", [[("tree", "trees"), ("grow",)]]),
        ("bake* it", [[("bake", "bakes", "baked", "baking"), ("it",)]]),
        ("rub* it", [[("rub", "rubs", "rubbed", "rubbing"), ("it",)]]),
        ("drain* it", [[("drain", "drains", "drained", "draining"), ("it",)]]),
        ("carry* it", [[("carry", "carries", "carried", "carrying"), ("it",)]]),
        ("pass* it", [[("pass", "passes", "passed", "passing"), ("it",)]]),
    ],
)
def test_phrases_are_spread_out(usage: ModuleType, tmp_path: Path, written: str, read: list[object]) -> None:
    path = tmp_path / "usage.txt"
    path.write_text(written, "utf-8")
    assert usage.phrases(path) == read


def test_every_word_of_the_phrases_is_known(usage: ModuleType) -> None:
    vocabulary = shipped()
    words = {word for phrase in usage.phrases(SCRIPTS / "usage.txt") for place in phrase for word in place}
    spellings = {word: (word, word.lower(), word.capitalize()) for word in words if "'" not in word}
    unknown = {word for word, forms in spellings.items() if not any(map(vocabulary.knows, forms))}
    assert unknown == {"iliotibial", "mung", "sitz", "venoms"}


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(COMMON)))
def test_words_one_slip_away_are_one_edit_away(near_words: ModuleType, word: str) -> None:
    found = near_words.one_slip(word, COMMON)
    assert found == {other for other in COMMON if edit_distance(word, other, 1) == 1}
