"""Doubled words, missing words, articles and spaces: what is reported, and what the fix makes of it."""

from __future__ import annotations

from functools import cache

import pytest

from claimlint.finding import Finding
from claimlint.lint import lint
from claimlint.resources import rules_root
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source


@cache
def rule(name: str) -> Ruleset:
    return load_ruleset([rules_root() / "spelling" / f"{name}.yaml"], builtin=False)


def findings(name: str, text: str) -> list[Finding]:
    return list(lint(Source("a.md", text, "markdown"), rule(name)).findings)


def fixed(name: str, text: str) -> str:
    """Return the text with the edits of all findings applied, safe or not."""
    edits = [edit for item in findings(name, text) for edit in item.edits]
    for edit in sorted(edits, key=lambda item: -item.span.start):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


def test_one_of_two_equal_words_is_removed() -> None:
    assert fixed("doubled-word", "Rest with the the lamp off.") == "Rest with the lamp off."


def test_a_doubled_word_is_found_over_a_line_break() -> None:
    assert fixed("doubled-word", "It ends up in\nin the bowel.") == "It ends up in the bowel."


def test_removing_a_doubled_word_over_a_line_break_is_safe() -> None:
    assert findings("doubled-word", "It ends up in\nin the bowel.")[0].edits[0].safe


def test_a_doubled_word_with_markup_between_is_left_to_the_writer() -> None:
    assert findings("doubled-word", "Rest and **and** drink.")[0].edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "The nurse said that that was fine.",
        "He had had no fever.",
        "They moved to Walla Walla.",
        "Doses of 12 12 and 5 5.",
        "Drink water. Water helps.",
        "# Rest\n\nRest helps.",
        "Bison bison eats grass.",
        "She was flown in in May.",
    ],
)
def test_words_doubled_rightly_are_left_alone(text: str) -> None:
    assert not findings("doubled-word", text)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Wait a hour.", "Wait an hour."),
        ("She saw an university.", "She saw a university."),
        ("He had a MRI.", "He had an MRI."),
        ("It is an UTI.", "It is a UTI."),
        ("Take a 8-week break.", "Take an 8-week break."),
        ("An useful test is cheap.", "A useful test is cheap."),
    ],
)
def test_the_article_follows_the_sound_of_the_next_word(text: str, better: str) -> None:
    assert fixed("article-a-an", text) == better


@pytest.mark.parametrize(
    "text",
    [
        "An FDA panel, a one-off dose, a useful test and a European plant.",
        "A historic trial and an historic trial.",
        "Vitamin A is a vitamin, and group A ate more.",
        "Dr. An Nguyen has an NSAID and a SARS test.",
    ],
)
def test_right_articles_are_left_alone(text: str) -> None:
    assert not findings("article-a-an", text)


def test_a_section_without_of_gets_one() -> None:
    better = "Order it from the recipes section of our website."
    assert fixed("missing-word", better.replace(" of", "")) == better


def test_brands_beside_a_website_get_a_preposition() -> None:
    assert fixed("missing-word", "See the list of brands our website.") == "See the list of brands on our website."


def test_a_missing_word_is_never_written_unasked() -> None:
    assert not findings("missing-word", "See the list of brands our website.")[0].edits[0].safe


@pytest.mark.parametrize(
    "text",
    [
        "That is the part your doctor plays.",
        "It is the number our team found.",
        "In this section our experts explain the diet.",
        "Eat from the list the nurse gave you.",
        "Give each member your address.",
    ],
)
def test_a_relative_clause_without_that_is_no_missing_word(text: str) -> None:
    assert not findings("missing-word", text)


def test_a_space_before_a_comma_is_removed() -> None:
    assert fixed("space-before-punctuation", "Take water , not milk.") == "Take water, not milk."


def test_a_space_in_a_table_is_left_alone() -> None:
    assert not findings("space-before-punctuation", "| a |\n|---|\n| one , two |\n")


def test_a_space_is_put_after_a_full_stop() -> None:
    assert fixed("space-after-punctuation", "Drink some water.Then rest.") == "Drink some water. Then rest."


@pytest.mark.parametrize("text", ["See Health.com now.", "The U.S.Food label.", "N,N-dimethyl and 1,000 men."])
def test_hosts_initials_and_figures_need_no_space(text: str) -> None:
    assert not findings("space-after-punctuation", text)
