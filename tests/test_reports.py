"""Own sentences of news reports: what a source, a study or a doubt answers for is no claim of the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.finding import Severity
from claimlint.lint import lint
from claimlint.resources import rules_root
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.settings import Settings
from claimlint.source import Source

SENTENCES = Path(__file__).parents[1] / "benchmarks/data/claims-reports.tsv"


@pytest.fixture(scope="module")
def claims() -> Ruleset:
    return load_ruleset([rules_root() / "claims"], builtin=False)


def flagged(claims: Ruleset, label: str) -> list[bool]:
    """Return of every sentence with a label whether an error or a warning says something about it."""
    lines = [line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]
    reports = [lint(Source("a.txt", text, "text"), claims, NEWS) for kind, _, text in lines if kind == label]
    return [any(item.severity is not Severity.NOTE for item in report.findings) for report in reports]


NEWS = Settings(content="news")


def test_few_words_of_others_are_taken_for_the_reports_own(claims: Ruleset) -> None:
    found = flagged(claims, "ok")
    assert sum(found) / len(found) <= 0.08


def test_most_claims_of_the_report_itself_are_found(claims: Ruleset) -> None:
    found = flagged(claims, "own")
    assert sum(found) / len(found) >= 0.8
