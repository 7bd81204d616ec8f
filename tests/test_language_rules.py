"""The readability and language rules as a family: their examples, and what they leave alone together."""

from __future__ import annotations

import pytest

from claimlint.finding import Severity
from claimlint.lint import lint
from claimlint.resources import data_path
from claimlint.rule_tests import run_examples
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source


@pytest.fixture(scope="module")
def family() -> Ruleset:
    return load_ruleset([data_path("language"), data_path("readability")], builtin=False, examples=True)


def found(text: str, ruleset: Ruleset) -> list[tuple[str, str]]:
    return [(item.rule, item.text) for item in lint(Source("a.md", text, "markdown"), ruleset).findings]


def test_every_example_does_what_its_rule_says(family: Ruleset) -> None:
    failures = [str(failure) for entry in family.entries for failure in run_examples(entry.rule, family)]
    assert failures == []


def test_every_rule_has_two_hard_good_examples(family: Ruleset) -> None:
    assert [rule.id for rule in family.rules.values() if len(rule.bad) < 2 or len(rule.good) < 2] == []


def test_only_reporting_on_suicide_and_eating_disorders_warns(family: Ruleset) -> None:
    warning = {rule.id for rule in family.rules.values() if rule.severity is not Severity.NOTE}
    assert all(rule.startswith(("language/suicide-", "language/eating-disorder-")) for rule in warning)


@pytest.mark.parametrize(
    "text",
    [
        "She is committed to suicide prevention.",
        "Child abuse is a crime, and clean water is a right.",
        "Diabetic ketoacidosis is an emergency; so is an epileptic seizure.",
        "Pain and suffering were part of the claim.",
        "The treatment failed, and the antibiotic has failed too.",
        "Alcoholic hepatitis is not the same as non-alcoholic fatty liver disease.",
        "Obsessive-compulsive disorder (OCD) is treatable.",
        "A before-and-after study measured blood pressure.",
        "Cancer cells commit suicide when p53 is switched on.",
        "“I was an addict, and I tried to commit suicide,” he said.",
        "The elderly woman next door is a nurse.",
    ],
)
def test_hard_cases_of_other_senses_stay_quiet(text: str, family: Ruleset) -> None:
    assert [rule for rule, _ in found(text, family) if rule.startswith("language/")] == []


def test_words_of_stigma_are_found_through_markup(family: Ruleset) -> None:
    assert found("The **diabe**tics among us.", family) == [("language/person-first", "diabe**tics")]
