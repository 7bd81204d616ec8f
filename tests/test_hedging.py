"""The unsafe fix of a claim: the same words, weaker; and what no word can weaken is left to people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.fix import apply
from claimlint.language.claims.inflection import THIRD, base_of, verb_forms
from claimlint.lint import lint
from claimlint.ruleset import load_ruleset
from claimlint.source import Source

RULE = "claims/unsupported-claim"
RULESET = load_ruleset().with_rules([RULE])
SUBJECTS = ("Ashwagandha", "Cupping", "Vitamin D", "Magnesium", "Kefir")
PREDICATES = ("lowers cortisol", "relieves back pain", "reduces inflammation", "eases stiff knees")


def weakened(text: str) -> str:
    """Return a text after all edits of the rule, safe or not."""
    report = lint(Source("a.md", text, "markdown"), RULESET)
    return apply(text, [edit for finding in report.findings for edit in finding.edits])


@pytest.mark.parametrize(
    ("text", "weaker"),
    [
        ("Ashwagandha lowers cortisol.", "Ashwagandha may lower cortisol."),
        ("Probiotics restore gut health.", "Probiotics may restore gut health."),
        ("Magnesium is good for sleep.", "Magnesium may be good for sleep."),
        ("Our notes say more: kefir carries off stomach ache.", "Our notes say more: kefir carries off stomach ache."),
        ("Cupping relieves back pain and makes you sleep.", "Cupping relieves back pain and makes you sleep."),
    ],
)
def test_a_statement_in_the_present_tense_is_weakened_where_that_stays_english(text: str, weaker: str) -> None:
    assert weakened(text) == weaker


@given(st.sampled_from(SUBJECTS), st.sampled_from(PREDICATES))
def test_a_weakened_claim_is_not_reported_again(subject: str, predicate: str) -> None:
    weaker = weakened(f"{subject} {predicate}.")
    assert " may " in weaker
    assert not lint(Source("a.md", weaker, "markdown"), RULESET).findings


def test_weakening_a_claim_is_never_a_safe_fix() -> None:
    report = lint(Source("a.md", "Ashwagandha lowers cortisol.", "markdown"), RULESET)
    assert [edit.safe for finding in report.findings for edit in finding.edits] == [False]


@pytest.mark.parametrize("verb", ["reduce", "fix", "carry", "ease", "go", "wash", "relieve", "prevent", "be", "have"])
def test_a_verb_is_found_from_its_third_person(verb: str) -> None:
    third = max((form for form, bits in verb_forms(verb).items() if bits & THIRD and form != "are"), key=len)
    assert base_of(third) == verb


@pytest.mark.parametrize("word", ["stress", "is not", "lower", "a", "ss"])
def test_other_words_are_no_third_person(word: str) -> None:
    assert base_of(word) is None
