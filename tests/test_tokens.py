"""Words of a text: where they stand, and what separates them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.text import words
from claimlint.language.text.tokens import tokenize
from claimlint.language.text.words import split_words

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
TEXTS = st.lists(
    st.sampled_from(["gut", "Don't", "'", "-", "é", "ß", "\u0130", "5", "²", "_", " ", "\n", "“", "."])
).map("".join)


@given(TEXTS | st.text())
def test_words_are_letters_with_apostrophes_inside(text: str) -> None:
    tokens = tokenize(text)
    found = [(match.start(), match[0]) for match in WORD.finditer(text)]
    assert list(zip(tokens.starts, tokens.forms, strict=True)) == found
    assert tokens.lower == [word.lower() for _, word in found]


def test_a_long_text_is_split_in_portions_that_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A gut feeling,\nand another.\n" * 50
    whole = tokenize(text), split_words(text)
    monkeypatch.setattr(words, "_PORTION", 40)
    assert (tokenize(text), split_words(text)) == whole


def test_places_are_those_of_the_words_asked_for() -> None:
    tokens = tokenize("To eat or not to eat: that is the question.")
    assert list(tokens.places({"to", "is"})) == [0, 4, 7]
