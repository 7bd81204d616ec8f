"""Patterns match what they say, by either engine, in time that grows with the text and no faster."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.matcher import Haystack, Pattern, PatternError, PatternSet, backend, check_pattern
from claimlint.regex import dfa, with_re2
from claimlint.regex.chars import fold_char, is_word_char
from claimlint.regex.clues import ClueIndex
from claimlint.regex.pure import PureProgram
from claimlint.regex.syntax import parse
from claimlint.regex.tree import nullable
from claimlint.regex.with_re2 import Re2Program

needs_re2 = pytest.mark.skipif(not with_re2.is_available(), reason="google-re2 has no wheel here")


@pytest.fixture(params=["re2", "python"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "re2" and not with_re2.is_available():
        pytest.skip("google-re2 has no wheel here")
    monkeypatch.setenv("CLAIMLINT_MATCHER", request.param)
    backend.cache_clear()
    assert backend() == request.param
    yield request.param
    backend.cache_clear()


def found(pattern: str, text: str, *, ignore_case: bool = True) -> list[str]:
    matches = Pattern(pattern, ignore_case=ignore_case).finditer(Haystack(text))
    return [text[start:end] for start, end in matches]


def matching(programs: Sequence[PureProgram | Re2Program], haystack: Haystack) -> set[int]:
    """The numbers of the programs that match, those left out that cannot by their clues."""
    possible = ClueIndex([program.clues for program in programs]).possible(haystack)
    return {number for number in possible if programs[number].occurs(haystack)}


# --- both engines against each other and against the standard library ---------------------------

CHARACTERS = [
    *"aabbkKAsS1 _-\n",
    *"éÉïÏßẞµμσςΣİı",
    *"’–😀中𝔸½",
    "\u212a",  # the Kelvin sign, a k
    "\u017f",  # the long s
    "\u0301",  # an accent that combines
    "❤\ufe0f",
    "\u00a0",
    "\u200d",
    "\ud800",
]
ATOMS = [
    *["a", "b", "k", "A", "S", "é", "É", "ß", "µ", "Σ", "İ", "K", "’", "😀", "中", "-", "_", "1", " ", "ab"],
    *[".", r"\w", r"\W", r"\d", r"\D", r"\s", r"\S", r"\n", r"\u00e9", r"\x61", r"\x{1F600}"],
    *["[ab]", "[^a]", "[^é]", r"[\w’]", r"[^\w]", "[à-ü]", "[A-Z]", "[^A-K]", "[A-z]", r"[^\Wa]", r"[\s\S]", "[😀中-]"],
    *["(?i:k)", "(?-i:a)", "(?-i:É)", "(?s:.)"],
]
PLACES = [r"\b", r"\B", "^", "$", r"\A", r"\z", "(?m:^)", "(?m:$)", ""]
COUNTS = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{0}"]


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"(?:{'|'.join(branches)})"),
        st.builds("(?:{}){}".format, inner, st.sampled_from(COUNTS)),
        inner.map("({})".format),
    )


PATTERNS = st.recursive(st.sampled_from(ATOMS + PLACES), composed, max_leaves=8)
TEXTS = st.lists(st.sampled_from(CHARACTERS), max_size=14).map("".join)


@needs_re2
@settings(max_examples=500, deadline=None)
@given(pattern=PATTERNS, text=TEXTS, ignore_case=st.booleans(), data=st.data())
def test_both_engines_find_the_same(pattern: str, text: str, ignore_case: bool, data: st.DataObject) -> None:
    native, pure = Re2Program(pattern, ignore_case), PureProgram(pattern, ignore_case)
    haystack = Haystack(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = list(native.spans(haystack, 0, len(text)))
    assert list(pure.spans(haystack, 0, len(text))) == whole
    assert list(pure.spans(haystack, start, end)) == list(native.spans(haystack, start, end))
    assert matching([pure], haystack) == matching([native], haystack) == ({0} if whole else set())


@needs_re2
@settings(max_examples=30, deadline=None)
@given(patterns=st.lists(st.tuples(PATTERNS, st.booleans()), max_size=12), text=TEXTS)
def test_a_set_finds_what_its_patterns_find_alone(patterns: list[tuple[str, bool]], text: str) -> None:
    native = [Re2Program(*each) for each in patterns]
    pure = [PureProgram(*each) for each in patterns]
    haystack = Haystack(text * 30)
    alone = {at for at, each in enumerate(pure) if next(each.spans(haystack, 0, len(haystack.text)), None)}
    assert matching(pure, haystack) == matching(native, haystack) == alone


def repeatable(pattern: str) -> bool:
    # What can be empty is repeated differently by `re`, which backtracks.
    return not nullable(parse(pattern, True))


KNOWN_TO_RE = st.recursive(
    st.sampled_from([each for each in ATOMS if not each.startswith((r"\x{", "(?", "İ"))] + [r"\b", r"\A"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"(?:{'|'.join(branches)})"),
        st.builds("(?:{}){}".format, inner.filter(repeatable), st.sampled_from(COUNTS)),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(
    pattern=KNOWN_TO_RE,
    text=st.text(alphabet="aabbkKAsS1 _-\néÉïßµμσςΣ’😀中\u212a\u017f", max_size=14),
    ignore_case=st.booleans(),
)
def test_the_first_match_is_that_of_the_standard_library(pattern: str, text: str, ignore_case: bool) -> None:
    expected = re.compile(pattern, re.IGNORECASE if ignore_case else 0).search(text)
    spans = PureProgram(pattern, ignore_case).spans(Haystack(text), 0, len(text))
    assert next(spans, None) == (expected.span() if expected else None)


@settings(max_examples=200, deadline=None)
@given(pattern=KNOWN_TO_RE, text=st.text(alphabet="aabkAS1 -\néÉ’", max_size=14))
def test_named_groups_hold_what_they_hold_in_the_standard_library(pattern: str, text: str) -> None:
    numbers = iter(range(1000))
    named = re.sub(r"(?<!\\)\(\?:", lambda _: f"(?P<g{next(numbers)}>", pattern)
    expected = re.compile(named, re.IGNORECASE).search(text)
    captured = next(Pattern(named).groups(Haystack(text)), None)
    assert (captured and captured[2]) == (expected and {k: v for k, v in expected.groupdict().items() if v is not None})


@needs_re2
@pytest.mark.parametrize("pattern", [r"\bcures?\b", "heal(?:s|ed|ing)? (?:the|your) [a-z]+", "c.{3,40}r", "(?:ab|b)c"])
def test_both_engines_agree_on_a_text_longer_than_any_buffer(pattern: str) -> None:
    text = "Café crèmes “cure”, heals the naïve, abc – bc ❤\ufe0f\n" * 40
    expected = list(Re2Program(pattern, True).spans(Haystack(text), 0, len(text)))
    assert len(expected) >= 40
    assert list(PureProgram(pattern, True).spans(Haystack(text), 0, len(text))) == expected


def test_forgetting_states_changes_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "the quick brown fox cures, heals and helps " * 20
    pattern = r"\b(?:[a-z]+ ){0,3}(?:cur|heal|help)\w*"
    expected = list(PureProgram(pattern, True).spans(Haystack(text), 0, len(text)))
    monkeypatch.setattr(dfa, "MAX_THREADS", 10)
    monkeypatch.setattr(dfa, "MAX_TRANSITIONS", 10)
    assert list(PureProgram(pattern, True).spans(Haystack(text), 0, len(text))) == expected


# --- words, case, offsets ------------------------------------------------------------------------


def test_words_may_hold_accented_letters(engine: str) -> None:
    text = "Naïvely, a CAFÉ; cafe\u0301s"
    assert found(r"\bna", text) == ["Na"]
    assert found(r"ve\b", text) == []
    assert found(r"caf\w+", text) == ["CAFÉ", "cafe\u0301s"]
    assert found(r"\bcafe\b", text) == [], "an accent that combines belongs to the word"


def test_an_emoji_does_not_glue_itself_to_a_word(engine: str) -> None:
    assert found(r"\bcures\b", "❤\ufe0fcures😀 cures\ufe0f") == ["cures", "cures"]


def test_ignoring_case_never_moves_an_offset(engine: str) -> None:
    text = "İİ CURES İ cures"
    assert list(Pattern("cures").finditer(Haystack(text))) == [(3, 8), (11, 16)]
    assert found("straße", "STRAßE STRAẞE STRASSE") == ["STRAßE", "STRAẞE"]
    assert found("5 μg", "5 \u00b5g, 5 \u03bcG") == ["5 \u00b5g", "5 \u03bcG"], "micro sign and Greek mu are one letter"


def test_case_counts_when_asked_for_in_the_whole_or_in_a_part(engine: str) -> None:
    assert found("AIDS", "aids AIDS", ignore_case=False) == ["AIDS"]
    assert found(r"(?-i:AIDS) cure", "aids cure, AIDS CURE") == ["AIDS CURE"]
    assert found(r"AIDS (?i)cure", "aids CURE, AIDS CURE", ignore_case=False) == ["AIDS CURE"]
    assert found("[A-C]É+", "aÉ AÉÉ", ignore_case=False) == ["AÉÉ"]


def test_offsets_count_code_points(engine: str) -> None:
    haystack = Haystack("😀 “é” cures 中文")
    assert Pattern("cures").search(haystack) == (6, 11)
    assert Pattern("中").search(haystack, 6) == (12, 13)
    assert Pattern("cures").search(haystack, 7) is None
    assert Pattern("cure").search(haystack, 6, 10) == (6, 10)
    assert Pattern(r"cure\b").search(haystack, 6, 10) is None, "the s behind the end is still seen"


def test_anchors_are_those_of_the_text_or_of_a_line(engine: str) -> None:
    assert found("^a|b$", "a\na b\nb") == ["a", "b"]
    assert found("(?m)^a|b$", "a\na b\nb") == ["a", "a", "b", "b"]
    assert found("a$", "a\n") == []
    assert found("a.b|(?s)a.b", "a\nb") == ["a\nb"]


def test_the_earlier_branch_and_the_longer_repetition_are_preferred(engine: str) -> None:
    assert found("cure|cures", "cures") == ["cure"]
    assert found("cures?", "cures") == ["cures"]
    assert found("<.+?>", "<a><b>") == ["<a>", "<b>"]
    assert found("<.+>", "<a><b>") == ["<a><b>"]


def test_named_groups_give_their_text(engine: str) -> None:
    pattern = Pattern(r"(?P<verb>cures|heals) (?:the )?(?P<what>\w+)(?P<mark>!)?")
    assert list(pattern.groups(Haystack("It HEALS the CAFÉ. 😀 cures ill!"))) == [
        (3, 17, {"verb": "HEALS", "what": "CAFÉ"}),
        (21, 31, {"verb": "cures", "what": "ill", "mark": "!"}),
    ]


def test_a_set_names_the_patterns_that_occur(engine: str) -> None:
    patterns = PatternSet([Pattern("cures?"), Pattern("heals?"), Pattern("CURE", ignore_case=False), Pattern("é$")])
    assert patterns.matching(Haystack("It Cures. É")) == {0, 3}
    assert patterns.matching(Haystack("")) == set()
    assert PatternSet([]).matching(Haystack("It cures.")) == set()


def test_no_folding_leaves_its_kind_of_character() -> None:
    for char in map(chr, range(0x110000)):
        folded = fold_char(char)
        assert folded == fold_char(folded)
        if folded != char:
            assert is_word_char(char) == is_word_char(folded), unicodedata.name(char)
            assert char in "İ" or fold_char(char.lower()) == folded, unicodedata.name(char)


def test_a_pattern_is_its_text_and_its_case() -> None:
    assert Pattern("a") == Pattern("a") != Pattern("a", ignore_case=False)
    assert len({Pattern("a"), Pattern("a"), Pattern("b")}) == 2
    used = Pattern("a", ignore_case=False)
    used.search(Haystack("a"))
    assert pickle.loads(pickle.dumps(used)) == used
    assert pickle.loads(pickle.dumps(PatternSet([used]))).matching(Haystack("a")) == {0}


# --- time, memory, failures ----------------------------------------------------------------------

EVIL = [
    "(a+)+$",
    "(a|a)*b",
    "(a*)*c",
    "(?:a?){50}a{50}b",
    "(?:.*){3}x",
    "(a|aa)+$",
    r"(?:\w+\s?)+:",
    "(?:a.{0,20}){2}z",
]


@pytest.mark.parametrize("pattern", EVIL)
def test_no_pattern_takes_more_than_linear_time(engine: str, pattern: str) -> None:
    started = time.perf_counter()
    Pattern(pattern).search(Haystack("a" * 100_000 + " :xbcz!"))
    assert time.perf_counter() - started < 3


def test_the_python_engine_makes_few_states_for_a_pattern_that_would_backtrack(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0
    original = dfa.Dfa.step

    def counted(self: dfa.Dfa, state: dfa.State, char: str) -> dfa.State:
        nonlocal steps
        steps += 1
        return original(self, state, char)

    monkeypatch.setattr(dfa.Dfa, "step", counted)
    text = "a" * 100_000 + "!"
    assert next(PureProgram("(a+)+$", True).spans(Haystack(text), 0, len(text)), None) is None
    assert steps < 10


@needs_re2
def test_a_pattern_too_large_for_google_re2_is_matched_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(with_re2, "PATTERN_MEMORY", 10_000)
    programs = [Re2Program(r"(?P<word>[à-ü]\w{0,500}) cures", True), Re2Program("cure", True)]
    haystack = Haystack("an étude cures")
    assert list(programs[0].spans(haystack, 0, 14)) == [(3, 14)]
    assert matching(programs, haystack) == {0, 1}
    assert capfd.readouterr() == ("", "")


def test_importing_the_matcher_imports_no_engine() -> None:
    code = "import sys, claimlint.matcher; print('re2' in sys.modules, 'claimlint.regex.dfa' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "advice", "position"),
    [
        ("ab(?=c)", "look-ahead is not supported", 2),
        ("(?<!c)ab", "look-behind is not supported", 0),
        (r"(a)\1", "write the alternatives out", 3),
        (r"(?P<x>a)(?P=x)", "write the alternatives out", 8),
        ("(?>a)", r"write \(\?:\.\.\.\)", 0),
        ("a++", "one repetition after another", 2),
        ("a|*", r"write \\\* for the character", 2),
        ("a{2,1}", "swap the numbers", 1),
        ("a{1001}", "1000 at most", 1),
        ("(a{50}){50}", "multiply to more than 1000", None),
        (f"(?:{'a' * 200}){{1000}}", "split the rule", None),
        ("a{,3}", r"write \{0,n\}", 1),
        ("(a", r"add \)", 0),
        ("a)", "closes no group", 1),
        ("[a", r"add \]", 0),
        ("[z-a]", "swap its ends", 1),
        (r"[\b]", "not places", 1),
        ("[[:alpha:]]", r"write the characters, \\w", 1),
        (r"\p{L}", r"\\w already takes letters", 0),
        (r"a\Z", r"write \\z", 1),
        (r"a\y", "write y for the character", 1),
        ("a\\", "lone backslash", 1),
        (r"\b*a", "cannot be repeated", 2),
        ("(?x)a", "only i, s and m", 0),
        ("(?P<a>b)(?P<a>c)", "its own name", 8),
        ("(?P<1>b)", "letters, digits and _", 0),
        ("a*", "require a character", None),
        ("(" * 200 + "a" + ")" * 200, "write the pattern flatter", 101),
    ],
)
def test_a_refused_pattern_says_what_to_write_and_where(pattern: str, advice: str, position: int | None) -> None:
    with pytest.raises(PatternError, match=advice) as caught:
        check_pattern(pattern)
    assert caught.value.position == position


def test_a_part_of_a_pattern_may_be_empty() -> None:
    check_pattern("s?", allow_empty=True)


def test_using_a_wrong_pattern_fails_aloud(engine: str) -> None:
    with pytest.raises(PatternError, match="closes no group"):
        Pattern("cure)").search(Haystack("cure"))
    with pytest.raises(PatternError, match="not closed"):
        PatternSet([Pattern("fine"), Pattern("(cure")]).matching(Haystack("cure"))
