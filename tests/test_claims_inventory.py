"""The inventory of claims, as data and as tables."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from claimlint.claim import Status, Strength
from claimlint.claims import Item, take_inventory
from claimlint.cli import main
from claimlint.reporters.claim_tables import TABLES
from claimlint.ruleset import load_ruleset
from claimlint.schemas import load_schema
from claimlint.source import Source

RULESET = load_ruleset()
ARTICLE = """\
# Ginger

Ginger relieves nausea. It does not **cure** cancer. Coffee drinkers had a lower risk of stroke.

Ginger may reduce pain ([a trial](https://doi.org/10.1000/x)). We bought it on Sunday.
"""


def items(text: str, *, every_sentence: bool = False) -> list[Item]:
    return list(take_inventory(Source("a.md", text, "markdown"), RULESET, every_sentence=every_sentence).items)


def by_words(text: str, found: list[Item]) -> Item:
    return next(item for item in found if text in item.sentence)


def test_strength_and_status_are_told_for_every_claim() -> None:
    found = items(ARTICLE)
    told = {
        words: (by_words(words, found).strength, by_words(words, found).status)
        for words in ("relieves nausea", "cure cancer", "lower risk", "may reduce")
    }
    assert told["relieves nausea"] == (Strength.DIRECT, Status.ASSERTED)
    assert told["cure cancer"][1] is Status.NEGATED
    assert told["lower risk"][0] is Strength.CORRELATIONAL
    assert told["may reduce"][0] is Strength.CONDITIONAL


def test_start_and_end_enclose_the_sentence_in_the_source() -> None:
    item = by_words("cure cancer", items(ARTICLE))
    assert ARTICLE[item.start : item.end] == "It does not **cure** cancer."
    assert (item.line, item.column) == (3, 25)


def test_evidence_stands_beside_its_claim_with_its_tier() -> None:
    item = by_words("may reduce", items(ARTICLE))
    assert item.evidence
    assert "10.1000/x" in ARTICLE[item.evidence[0].span.start : item.evidence[0].span.end + 30]


def test_sentences_without_a_claim_come_only_when_asked_for() -> None:
    assert not any("Sunday" in item.sentence for item in items(ARTICLE))
    plain = by_words("Sunday", items(ARTICLE, every_sentence=True))
    assert (plain.strength, plain.words) == (Strength.NONE, "")


def test_a_notice_about_affiliate_links_links_nothing_with_health() -> None:
    assert not items("Some of the links above are affiliate links, so I may earn a small commission.\n")


def test_the_rules_that_reported_something_are_named() -> None:
    found = items("---\ncontent: product\n---\n\nOur ginger drops cure arthritis.\n")
    assert any(rule.startswith("claims/") for item in found for rule in item.rules)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_holds_every_claim(name: str) -> None:
    found = items(ARTICLE)
    assert all("nausea" in TABLES[name](found) for _ in found)


def test_json_keeps_the_published_contract() -> None:
    jsonschema.validate(json.loads(TABLES["json"](items(ARTICLE, every_sentence=True))), load_schema("claims"))


def test_a_sentence_cannot_become_a_formula_in_a_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(TABLES["csv"](items("=HYPERLINK(1) cures gout in days.\n")))))
    assert all(not cell.startswith("=") for row in rows for cell in row)


def test_html_escapes_what_the_article_says() -> None:
    assert "<script>" not in TABLES["html"](items("Tea cures gout &lt;script&gt; today.\n"))


def test_the_command_exits_with_0_or_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(ARTICLE)
    assert main(["claims", "a.md"]) == 0
    assert main(["claims", "a.md", "no.md"]) == 2
