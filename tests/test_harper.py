"""Harper by choice: at the right words, without its style rules, and ours before its own."""

from __future__ import annotations

import os
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.checks.harper import HarperCheck
from claimlint.engines import harper
from claimlint.finding import FileReport
from claimlint.lint import lint
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.settings import GrammarSettings, Settings, SpellingSettings
from claimlint.source import Source

RULESET = load_ruleset()
ALONE = RULESET.with_rules({"spelling/harper"})
SPELLING = RULESET.with_rules({"spelling/harper", "spelling/misspelling", "spelling/unknown-word"})
CHOSEN = GrammarSettings(engine="harper")
KINDS = HarperCheck().kinds


@pytest.fixture
def installed() -> None:
    """Skip where the extra is not installed, unless the gate says that it must be."""
    try:
        import harper  # noqa: F401
    except ImportError:
        if "harper" in os.environ.get("CLAIMLINT_REQUIRED", "").split(","):
            pytest.fail("harper-py is required here and not installed: see .ci/run")
        pytest.skip("needs the extra harper")


def run(text: str, ruleset: Ruleset = ALONE, **spelling: object) -> FileReport:
    words = SpellingSettings(**spelling)  # type: ignore[arg-type]
    return lint(Source("a.md", text, "markdown"), ruleset, Settings(grammar=CHOSEN, spelling=words))


def found(report: FileReport) -> list[tuple[str, str]]:
    assert report.notifications == ()
    return [(item.rule.partition("/")[2], item.text) for item in report.findings]


def test_what_it_finds_stands_at_the_words_of_the_source(installed: None) -> None:
    report = run("# Tea\n\n🌿🌿 It &amp; **th*e*y** ha**s** a `cup`.\n\n🌿 We was here, and he did not effected it.\n")
    assert found(report) == [("harper", "ha**s"), ("harper", "was"), ("harper", "effected")]


def test_the_likeliest_word_is_offered_where_no_markup_is_in_the_way(installed: None) -> None:
    [plain] = run("They has tea.").findings
    [marked] = run("They h*a*s tea.").findings
    assert [edit.replacement for edit in plain.edits] == ["have"] and not plain.edits[0].safe
    assert marked.edits == ()


def test_a_typo_in_a_long_sentence_is_found(installed: None) -> None:
    words = "and then the people of the town went to the market by the river " * 6
    assert ("harper", "paragrafs") in found(run(f"She wrote paragrafs {words}.".replace(" .", ".")))


def test_style_is_not_its_business(installed: None) -> None:
    text = (
        "basically ,  I honestly think that this was a very very unique and sort of excellent thing - it's 5kg , i.e. "
        "really towards the end of the day we are absolutely certain that at this point in time it will be freezing."
    )
    assert found(run(text)) == []


def test_a_word_that_we_or_the_project_know_is_no_typo(installed: None) -> None:
    text = "The colour of a turmerick after semaglutide and dysbiosis says that Zworykin likes the microbiome."
    assert found(run(text)) == [("harper", "turmerick")]
    assert found(run(text, words=("turmerick",))) == []


def test_quotations_code_and_references_are_left_out(installed: None) -> None:
    text = "> They has tea.\n\nShe said, “they has a cup of tea”. Use `they has`.\n\n## Sources\n\n1. They has tea.\n"
    assert found(run(text)) == []


def test_where_a_rule_of_ours_says_the_same_words_ours_stands(installed: None) -> None:
    assert found(run("You will recieve it, and they has it.", SPELLING)) == [
        ("misspelling", "recieve"),
        ("harper", "has"),
    ]


def test_british_words_are_right_for_a_british_reader(installed: None) -> None:
    assert harper.read(["The colour."], "gb", KINDS) == [[]]
    assert [item.suggestions[0] for item in harper.read(["The colour."], "us", KINDS)[0]] == ["color"]


WORDS = st.sampled_from(["They has", "tea", "🌿", "recieve", "it's", "\ufffc", "é", "𝒳", "good.", "The", "teh"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=5))
def test_passages_together_get_the_remarks_they_get_alone(passages: list[str]) -> None:
    pytest.importorskip("harper", reason="needs the extra harper")
    together = harper.read(passages, "us", ("Spelling",))
    assert together == [harper.read([passage], "us", ("Spelling",))[0] for passage in passages]
    for passage, remarks in zip(passages, together, strict=True):
        assert all(passage[item.span.start : item.span.end] in ("recieve", "teh", "𝒳", "é") for item in remarks)


def test_threads_take_turns(installed: None) -> None:
    results: list[list[tuple[str, str]]] = []
    threads = [threading.Thread(target=lambda: results.append(found(run("They has tea.")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [[("harper", "has")]] * 8


def test_without_the_engine_it_is_not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "harper", None)
    report = lint(Source("a.md", "They has tea.", "markdown"), ALONE)
    assert (report.findings, report.notifications) == ((), ())


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "harper", None)
    harper._reader.cache_clear()
    [note] = run("They has tea.").notifications
    assert note.level.value == "error" and "pip install 'claimlint-health[harper]'" in note.message
