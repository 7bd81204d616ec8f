"""Confused words: the language of contexts, and what the shipped pairs report."""

from __future__ import annotations

import pytest

from claimlint.checks.confusable import ConfusableCheck
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.collocation import ContextError, read_confusions, read_context
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.resources import rules_root
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source


@pytest.fixture(scope="module")
def shipped() -> Ruleset:
    return load_ruleset([rules_root() / "spelling"], builtin=False)


def suggested(text: str, **contexts: tuple[str, ...]) -> list[str]:
    check = ConfusableCheck({key.replace("_", " > "): value for key, value in contexts.items()})
    return [match.values["suggestion"] for match in check.check(Analysis(parse(Source("a.txt", text, "text"))))]


def flagged(ruleset: Ruleset, text: str) -> list[tuple[str, str]]:
    findings = lint(Source("a.txt", text, "text"), ruleset).findings
    return [(item.text, item.edits[0].replacement) for item in findings if "confusable" in item.rule]


def test_a_word_is_reported_only_beside_the_words_of_its_context() -> None:
    text = "A leaky guy is one thing, a guy with a leaky tap another."
    assert suggested(text, guy_gut=("leaky _",)) == ["gut"]


def test_an_excuse_wins_over_a_context() -> None:
    assert suggested("This is a leaky guy indeed.", guy_gut=("leaky _", "!_ indeed")) == []


def test_a_context_may_ask_for_a_word_of_the_article() -> None:
    contexts = {"guy_gut": ("our _ ~ microbiome|probiotic",)}
    assert suggested("We like our guy. The microbiome is his work.", **contexts) == ["gut"]
    assert suggested("We like our guy. The garden is his work.", **contexts) == []


def test_a_word_of_the_article_can_excuse_every_place() -> None:
    assert suggested("The asteroid passed. NASA saw it.", asteroid_steroid=("_", "!~ nasa")) == []


def test_the_end_of_a_sentence_is_no_word() -> None:
    assert suggested("It was leaky. Guy went home.", guy_gut=("leaky _",)) == []


def test_a_hyphen_ends_a_clause_but_is_no_pause() -> None:
    assert suggested("Rest if your long-term plan fails.", your_youre=("if _ long $",)) == ["youre"]
    assert suggested("Rest if your long-term plan fails.", your_youre=("if _ long ,",)) == []
    assert suggested("If your long, rest.", your_youre=("if _ long ,",)) == ["youre"]


def test_an_abbreviation_in_capitals_is_not_a_word() -> None:
    assert suggested("The LED lamp.", led_lead=("the _",)) == []


def test_a_name_is_not_a_word() -> None:
    assert suggested("We asked Brian about it.", brian_brain=("_",)) == []


def test_the_suggestion_is_capitalised_like_the_word() -> None:
    assert suggested("Sells divide.", sells_cells=("_ divide",)) == ["Cells"]


@pytest.mark.parametrize("context", ["leaky gut", "_ and _", "a b c d _", "<nouns> _"])
def test_a_context_that_cannot_be_read_is_refused(context: str) -> None:
    with pytest.raises(ContextError, match="“"):
        read_context(context)


def test_pairs_of_forms_must_match_in_number() -> None:
    with pytest.raises(ContextError, match="as many forms"):
        read_confusions({"a|b > c": ("_",)})


def test_edits_of_confused_words_wait_for_the_writer(shipped: Ruleset) -> None:
    (finding,) = lint(Source("a.txt", "The leaky guy hypothesis", "text"), shipped).findings
    assert not finding.edits[0].safe


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("The leaky guy hypothesis is popular.", "guy", "gut"),
        ("Fish oil thins the bloody clots in spiral cord tissue.", "spiral", "spinal"),
        ("He was told to lose wait fast.", "wait", "weight"),
        ("Avoid red meet and butter.", "meet", "meat"),
        ("The nurse checked his vital sings and gave a does of insulin.", "does", "dose"),
        ("Women with dense beasts need another scan.", "beasts", "breasts"),
        ("Take the pills once a weak.", "weak", "week"),
    ],
)
def test_a_confused_word_is_reported_with_the_word_meant(shipped: Ruleset, text: str, written: str, meant: str) -> None:
    assert (written, meant) in flagged(shipped, text)


def test_the_words_beside_a_place_are_found_at_both_ends_of_an_article(shipped: Ruleset) -> None:
    assert ("guy", "gut") in flagged(shipped, "Guy bacteria matter. A leaky guy")


@pytest.mark.parametrize(
    "text",
    [
        "The nice guy next door trusts his gut.",
        "Some die young; others diet all their lives.",
        "How does the dose affect you, and what does it do?",
        "Weak muscles get stronger within a week.",
        "The patients lost patience in vain.",
        "She eats meat when they meet, and waits to weigh the flour beside the flower.",
        "The team led the trial; lead levels were low.",
        "It's known that the drug and its effects affect sleep more than usual, and then fade.",
    ],
)
def test_right_words_are_left_alone(shipped: Ruleset, text: str) -> None:
    assert flagged(shipped, text) == []
