"""The confidence of every rule follows from findings that were read, and readers are told the figures."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.cli import main
from claimlint.measured import Count, Evidence, Measured, format_table, measured, parse_table
from claimlint.ruleset import load_ruleset
from claimlint.severity import Confidence

RULES = load_ruleset().known
counts = st.builds(
    lambda right, arguable, wrong, more: Count(
        right + arguable + wrong + more, right + arguable + wrong, right, arguable
    ),
    *(st.integers(0, 300) for _ in range(4)),
)


def articles(read: int, right: int, arguable: int = 0) -> Evidence:
    return Evidence(Count(read, read, right, arguable))


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_a_rule_is_as_confident_as_its_measured_precision_allows(rule_id: str) -> None:
    evidence = measured().of(rule_id)
    follows = evidence.confidence or "medium at most"
    assert evidence.allows(RULES[rule_id].confidence), f"{rule_id} says {RULES[rule_id].confidence}, not {follows}"


def test_no_rule_is_measured_that_is_gone() -> None:
    assert set(measured().rules) <= set(RULES)


def test_the_table_comes_from_a_run_over_many_texts() -> None:
    assert measured().articles > 500
    assert measured().sentences > 1000


@pytest.mark.parametrize(
    ("evidence", "confidence"),
    [
        (articles(15, 15), Confidence.HIGH),
        (articles(15, 14), Confidence.HIGH),
        (articles(15, 13), Confidence.MEDIUM),
        (articles(8, 8), Confidence.MEDIUM),
        (articles(15, 10), Confidence.LOW),
        (articles(15, 10, 2), Confidence.MEDIUM),
        (articles(4, 4), None),
        (Evidence(), None),
    ],
)
def test_confidence_follows_from_the_share_and_its_lower_end(evidence: Evidence, confidence: Confidence | None) -> None:
    assert evidence.confidence is confidence


def test_articles_decide_where_enough_findings_were_read_in_them() -> None:
    assert Evidence(Count(10, 10, 1), Count(50, 50, 50)).confidence is Confidence.LOW


def test_sentences_help_where_articles_show_too_little() -> None:
    assert Evidence(Count(2, 2, 2), Count(50, 50, 50)).confidence is Confidence.HIGH


def test_a_rule_nobody_has_seen_at_work_says_medium_at_most() -> None:
    assert [item for item in Confidence if Evidence().allows(item)] == [Confidence.MEDIUM, Confidence.LOW]


@given(counts)
def test_the_interval_holds_the_share(count: Count) -> None:
    low, high = count.interval
    assert low - 1e-9 <= count.share <= high + 1e-9 or not count.read


@given(counts)
def test_one_more_wrong_finding_never_makes_a_rule_surer(count: Count) -> None:
    worse = replace(count, findings=count.findings + 1, read=count.read + 1)
    before, after = Evidence(count).confidence, Evidence(worse).confidence
    assert before is None or (after is not None and after.rank <= before.rank)


@given(st.dictionaries(st.from_regex(r"[a-z]+/[a-z]+", fullmatch=True), st.builds(Evidence, counts, counts)))
def test_a_table_that_is_written_is_read_as_it_was(rules: dict[str, Evidence]) -> None:
    table = Measured("2026-11-21", 3, 4, rules)
    assert parse_table(format_table(table).splitlines()) == table


def test_explain_says_how_often_a_rule_was_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "claims/hype"]) == 0
    count = measured().of("claims/hype").articles
    assert f"Measured: {count.right} of {count.read} findings right" in capsys.readouterr().out


def test_explain_says_so_when_a_rule_was_never_seen(capsys: pytest.CaptureFixture[str]) -> None:
    unseen = next(name for name, evidence in measured().rules.items() if not evidence.deciding.findings)
    assert main(["explain", unseen]) == 0
    assert f"not seen in {measured().articles:,} articles" in capsys.readouterr().out


def test_the_list_of_rules_has_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json", "--isolated"]) == 0
    rules = {rule["id"]: rule for rule in json.loads(capsys.readouterr().out)["rules"]}
    count = measured().of("claims/hype").articles
    shown = rules["claims/hype"]["measured"]["articles"]
    assert shown == {
        "texts": measured().articles,
        "findings": count.findings,
        "read": count.read,
        "right": count.right,
        "arguable": count.arguable,
    }


def test_a_rule_of_somebody_else_has_no_figures() -> None:
    assert measured().line("house/tea") == ""
    assert measured().record("house/tea") is None
