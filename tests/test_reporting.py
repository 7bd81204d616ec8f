"""The families ``disclaimers``, ``metadata`` and ``reporting`` as rules: their examples, and when they keep quiet."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.lint import lint
from claimlint.resources import rules_root
from claimlint.rule_tests import run_examples
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.settings import Settings
from claimlint.source import Source

FAMILIES = ("disclaimers", "metadata", "reporting")
ARTICLE = Path(__file__).parents[2] / "shared/articles/leaky-gut-chronic-pain.txt"


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    folders = [rules_root() / family for family in FAMILIES]
    return load_ruleset([*folders, rules_root() / "language/one-name.yaml"], builtin=False, examples=True)


def found(rules: Ruleset, text: str, format: str = "markdown", settings: Settings | None = None) -> set[str]:
    report = lint(Source(f"page.{format}", text, format), rules, settings)
    assert report.notifications == ()
    return {finding.rule for finding in report.findings}


def test_every_rule_has_two_examples_of_each_kind_and_all_hold(rules: Ruleset) -> None:
    failures = [failure for rule in rules.known.values() for failure in run_examples(rule, rules)]
    assert failures == []
    assert all(len(rule.bad) >= 2 and len(rule.good) >= 2 for rule in rules.known.values())


def test_every_criterion_is_reported_at_most_once_an_article(rules: Ruleset) -> None:
    text = "# A drug\n\n" + "Researchers found that the drug treats migraine, a study in patients shows. " * 12
    report = lint(Source("page.md", text, "markdown"), rules)
    reporting = [finding.rule for finding in report.findings if finding.family == "reporting"]
    assert reporting and len(reporting) == len(set(reporting))


ADVICE = "Take magnesium for migraine. " + "Pain and nausea fade when patients sleep well in a dark room. " * 6


def test_advice_on_a_page_of_60_words_needs_author_date_source_and_disclaimer(rules: Ruleset) -> None:
    wanted = {
        "disclaimers/medical-advice-missing",
        "metadata/author-missing",
        "metadata/date-missing",
        "metadata/references-missing",
    }
    assert wanted <= found(rules, ADVICE)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(ADVICE.split()[:59]),
        f"---\ndraft: true\n---\n{ADVICE}",
        "Take the headphones out of the box and charge them before you use them. " * 6,
        "Nehmen Sie Magnesium gegen Migräne und Schmerzen ein, damit Patienten gut schlafen. " * 8,
    ],
    ids=["short", "draft", "no health", "another language"],
)
def test_nothing_is_missing_where_the_text_does_not_ask(rules: Ruleset, text: str) -> None:
    german = text.startswith("Nehmen")
    text = f"---\nlang: de\n---\n{text}" if german else text
    report = lint(Source("page.md", text, "markdown"), rules)
    assert not [finding.rule for finding in report.findings if finding.family in ("disclaimers", "reporting")]
    # That the rules do not read German is said, not passed over.
    assert [note.message for note in report.notifications if "language 'de'" in note.message] or not german
    assert german or not report.findings


def test_a_folder_for_drafts_makes_a_draft(rules: Ruleset) -> None:
    report = lint(Source("content/_drafts/page.md", ADVICE, "markdown"), rules)
    assert report.findings == ()


def test_the_rules_of_the_united_states_need_the_jurisdiction(rules: Ruleset) -> None:
    text = "Our capsules support immune health. Add to cart."
    assert "disclaimers/dshea-missing" not in found(rules, text)
    assert "disclaimers/dshea-missing" in found(rules, text, settings=Settings(jurisdictions=("us",)))


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not part of the project")
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_the_real_article_lacks_disclaimer_author_date_and_source(rules: Ruleset, format: str) -> None:
    text = ARTICLE.read_text("utf-8")
    if format == "html":
        text = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    wanted = {
        "disclaimers/medical-advice-missing",
        "metadata/author-missing",
        "metadata/date-missing",
        "metadata/references-missing",
    }
    assert wanted <= found(rules, text, format)
