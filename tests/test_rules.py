"""Every rule proves itself: its examples, its sources, and the words it is made of."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from claimlint.checks import CHECKS
from claimlint.rule import FAMILIES, Rule
from claimlint.rule_tests import run_examples
from claimlint.ruleset import load_ruleset

RULESET = load_ruleset(examples=True)
RULES = list(RULESET.known.values())
_SOURCED = ("claims", "disclaimers", "affiliate", "reporting")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_do_what_they_should(rule: Rule) -> None:
    assert [str(failure) for failure in run_examples(rule, RULESET)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_two_bad_and_two_good_examples(rule: Rule) -> None:
    # What a server finds is not ours to promise; its check has tests of its own.
    assert len(rule.bad) >= 2 or rule.check in ("languagetool", "harper")
    assert len(rule.good) >= 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_lies_where_its_id_says_and_belongs_to_a_family(rule: Rule) -> None:
    assert rule.path == f"rules/{rule.id}.yaml"
    assert rule.family in FAMILIES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_speaks_to_people(rule: Rule) -> None:
    assert rule.message.endswith((".", "!", "?", "”", "}"))
    assert rule.why.endswith((".", "”"))
    assert rule.fix or rule.family == "suppression"
    assert not re.search(r"\b(SARIF|spans?|regex|tokens?)\b", rule.message)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.family in _SOURCED], ids=lambda rule: rule.id)
def test_a_rule_about_health_names_its_source_and_how_far_it_was_checked(rule: Rule) -> None:
    assert rule.sources
    assert all(source.title and source.checked in ("V", "V2", "R") for source in rule.sources)


def test_there_are_more_than_sixty_rules_in_every_family() -> None:
    families = Counter(rule.family for rule in RULES)
    assert len(RULES) > 60
    assert set(families) == set(FAMILIES)


def test_every_kind_of_check_is_used_by_a_rule() -> None:
    assert {rule.check for rule in RULES} == set(CHECKS)


def test_notes_are_what_the_design_says_they_are() -> None:
    graver = [
        rule.id for rule in RULES if rule.family in ("reporting", "readability") and rule.severity.value != "note"
    ]
    assert graver == []
