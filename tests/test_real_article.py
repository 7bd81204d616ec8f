"""The first real input: a practice's blog post, pasted as plain text, and the same as Markdown and HTML.

The article is not ours to ship, so these tests need the folder ``shared`` beside the checkout.
"""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from claimlint.finding import FileReport, Finding
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.ruleset import load_ruleset
from claimlint.source import Source

ARTICLE = Path(__file__).resolve().parents[2] / "shared" / "articles" / "leaky-gut-chronic-pain.txt"

pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason="needs ../shared")
_MEDICAL = "neuropathy fibromyalgia nsaids lactulose mannitol microbiome rheumatoid lupus lectin permeability gundry"


@pytest.fixture(scope="module")
def report() -> FileReport:
    return lint(Source("article.txt", ARTICLE.read_text("utf-8"), "text"), load_ruleset())


def found(report: FileReport, family: str, words: str) -> list[Finding]:
    assert report.source is not None
    text = report.source.text
    start = text.index(words)
    return [
        item
        for item in report.findings
        if item.rule.startswith(family) and item.span.start < start + len(words) and item.span.end > start
    ]


def test_it_is_read_without_trouble(report: FileReport) -> None:
    assert report.notifications == ()


def test_the_real_word_in_the_wrong_place_is_a_typo(report: FileReport) -> None:
    assert [item.text for item in found(report, "spelling/", "leaky guy hypothesis")] == ["guy"]


def test_the_missing_word_is_told(report: FileReport) -> None:
    assert found(report, "spelling/", "resources section our website")


def test_essential_for_healing_is_an_unsupported_claim(report: FileReport) -> None:
    claims = found(report, "claims/", "is essential for healing leaky gut")
    assert any(item.severity.value in ("warning", "error") for item in claims)


def test_the_shop_and_the_book_stand_before_the_disclosure_at_the_very_end(report: FileReport) -> None:
    assert found(report, "affiliate/", "available on Amazon")
    assert found(report, "affiliate/", "we recommend Dr. Gundry\u2019s book")
    assert any(item.rule == "affiliate/disclosure-footer-only" for item in report.findings)


def test_there_is_no_disclaimer_author_date_or_source(report: FileReport) -> None:
    rules = {item.rule for item in report.findings}
    assert "disclaimers/medical-advice-missing" in rules
    assert {"metadata/author-missing", "metadata/date-missing", "metadata/references-missing"} <= rules


def test_no_correct_medical_word_is_a_typo(report: FileReport) -> None:
    typos = {item.text.lower() for item in report.findings if item.rule.startswith("spelling/")}
    assert typos.isdisjoint(_MEDICAL.split())
    assert len(typos) <= 3


@pytest.mark.parametrize("words", ["hypothesis is difficult to prove", "it may contribute to chronic pain"])
def test_what_is_no_claim_is_left_alone(report: FileReport, words: str) -> None:
    assert found(report, "claims/", words) == []


def as_markdown(source: Source) -> str:
    document = parse(source)
    marks = {"heading": "## ", "item": "- "}
    return "\n\n".join(marks.get(block.kind, "") + document.prose(block.span) for block in document.blocks) + "\n"


def as_html(source: Source) -> str:
    document = parse(source)
    tags = {"heading": "h2", "item": "li"}
    blocks = [
        (tags.get(block.kind, "p"), html.escape(document.prose(block.span), quote=False)) for block in document.blocks
    ]
    return "<!doctype html><html lang=en><body>\n" + "\n".join(f"<{tag}>{text}</{tag}>" for tag, text in blocks)


@pytest.mark.parametrize(("form", "name"), [(as_markdown, "markdown"), (as_html, "html")])
def test_the_same_article_in_another_format_gives_the_same_findings_in_the_same_order(
    report: FileReport, form: object, name: str
) -> None:
    assert report.source is not None
    assert callable(form)
    other = lint(Source(f"article.{name}", form(report.source), name), load_ruleset())

    def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
        return [(item.rule, " ".join(item.text.replace("\u2019", "'").split())) for item in findings]

    assert told(other.findings) == told(report.findings)


def test_its_disclosure_is_worded_well_enough_and_covers_two_connections(report: FileReport) -> None:
    rules = {item.rule for item in report.findings}
    footer = next(item for item in report.findings if item.rule == "affiliate/disclosure-footer-only")
    vague = {"affiliate/disclosure-weak", "affiliate/disclosure-support-only", "affiliate/connection-undisclosed"}
    assert rules.isdisjoint(vague)
    assert len([item for item in footer.related if item.message.startswith("also needs it")]) == 1
