"""A set of patterns leaves out only those that cannot match, and leaves out most of those."""

from __future__ import annotations

import marshal
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.matcher import Haystack, Pattern, PatternSet, prepare
from claimlint.regex import clues

WORDS = [
    "the",
    "cure",
    "cures",
    "secure",
    "Cure",
    "side",
    "effects",
    "can't",
    "wi-fi",
    "é",
    "p",
    "100",
    "%",
    "12%",
    "ſ",
]
BETWEEN = [" ", "  ", "-", ", ", "\n", "\u00a0", "", "'"]
PIECES = [
    *WORDS,
    *BETWEEN,
    r"\b",
    r"\w*",
    r"\w+ ",
    r"[sd]?",
    r"[.,%]",
    "(?:the |a )?",
    "(?:cures?|heals?) ",
    r"\d+",
    ".{0,5}?",
]

PATTERNS = st.recursive(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"(?:{'|'.join(branches)})"),
        st.builds("(?:{}){}".format, inner, st.sampled_from(["?", "{0,2}", "+"])),
        st.lists(inner, min_size=2, max_size=3).map("".join),
    ),
    max_leaves=6,
)
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), max_size=12).map(
    lambda pairs: "".join(word + between for word, between in pairs)
)


@settings(max_examples=400, deadline=None)
@given(patterns=st.lists(st.tuples(PATTERNS, st.booleans()), min_size=1, max_size=4), text=TEXTS)
def test_no_pattern_that_matches_is_left_out(patterns: list[tuple[str, bool]], text: str) -> None:
    made = [Pattern(pattern, ignore_case=ignore_case) for pattern, ignore_case in dict.fromkeys(patterns)]
    haystack = Haystack(text)
    alone = {number for number, pattern in enumerate(made) if pattern.search(haystack) is not None}
    assert alone <= PatternSet(made).possible(haystack)
    prepared = {pattern.key: prepare(pattern) for pattern in made}
    again = [Pattern(pattern, ignore_case=ignore_case) for pattern, ignore_case in prepared]
    assert alone <= PatternSet(again, prepared).possible(haystack)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bcure", "a secure place"),
        (r"cure\b", "it cured him"),
        (r"\b(?:\w+ )?cure", "a secure place"),
        (r"\b(?:very |so )*cure", "a secure place"),
        (r"\bside effects\b", "effects on one side"),
        (r"\bside effects\b", "side by side with effects"),
        (r"\bone of the (?:best|first)\b", "one is best, and of those the worst comes first"),
        (r"\bcured? (?:\w+ ){0,3}cancer", "it cured my cold"),
        (r"\bcan't\b", "we can, of course"),
        (r"\d+ ?%", "sixty per cent of 30"),
    ],
)
def test_what_a_text_cannot_hold_is_not_looked_for(pattern: str, text: str) -> None:
    assert PatternSet([Pattern(pattern)]).possible(Haystack(text)) == set()


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bside effects\b", "(Side Effects)"),
        (r"one (?:of )?the best", "one the best"),
        (r"\bwi-fi\b", '"Wi-Fi"'),
        (r"\bcafé\b", "the cafe\u0301, the CAFÉ"),
        (r"a\u00a0b", "a\u00a0b"),
        (r"\w+", "x"),
        (r" ", "a b"),
        (r"\x08a", "\x08a"),
    ],
)
def test_what_a_text_may_hold_is_looked_for(pattern: str, text: str) -> None:
    assert PatternSet([Pattern(pattern)]).possible(Haystack(text)) == {0}


def test_a_set_remembers_a_bounded_number_of_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clues, "_MOST_KNOWN", 50)
    index = clues.ClueIndex([(("\bcure\b",),)])
    for number in range(40):
        text = " ".join(f"word{number}x{place}" for place in range(20))
        assert index.possible(Haystack(f"{text} cure")) == {0}
        assert len(index._known) <= 50 + 21


@given(patterns=st.lists(PATTERNS, min_size=1, max_size=4), text=TEXTS)
def test_an_index_that_was_packed_says_the_same(patterns: list[str], text: str) -> None:
    index = clues.ClueIndex([Pattern(pattern).clues for pattern in patterns])
    again = clues.ClueIndex.unpacked(marshal.loads(marshal.dumps(index.packed())))
    assert again.possible(Haystack(text)) == index.possible(Haystack(text))


def test_a_piece_without_end_is_not_remembered() -> None:
    index = clues.ClueIndex([(("cure",),)])
    assert index.possible(Haystack("x" * 5_000 + "cure" + "y" * 5_000)) == {0}
    assert not index._known


def test_every_rule_of_words_has_clues() -> None:
    from claimlint.ruleset import load_ruleset

    without = [pattern.pattern for pattern in load_ruleset().patterns.patterns if not pattern.clues]
    assert [text for text in without if re.search("[a-z]{4}", text)] == []
