"""Patterns match what they say, by either engine, in time that grows with the text and no faster."""

from __future__ import annotations

import pytest

from claimlint.matcher import Haystack, Pattern, PatternError, PatternSet, check_pattern


def test_words_may_hold_accented_letters() -> None:
    haystack = Haystack("Naïvely, a CAFÉ; cafe\u0301s")
    assert list(Pattern(r"\bna").finditer(haystack)) == [(0, 2)]
    assert list(Pattern(r"ve\b").finditer(haystack)) == []
    assert list(Pattern(r"caf\w+").finditer(haystack)) == [(11, 15), (17, 23)]


def test_a_set_names_the_patterns_that_occur() -> None:
    patterns = PatternSet([Pattern("cures?"), Pattern("heals?"), Pattern("CURE", ignore_case=False)])
    assert patterns.matching(Haystack("It Cures.")) == {0}


def test_a_refused_pattern_says_what_to_write() -> None:
    with pytest.raises(PatternError, match="alternatives out"):
        check_pattern(r"(a)\1")
