"""Scores read a text by the classes of words in it, in any order, and name the words that decided."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.money.disclosure import classify_sentence, deciding_words
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.safety.disclaimer_words import groups_of, groups_of_pair
from claimlint.language.text.pattern_file import read_table
from claimlint.language.text.scores import DENIAL, NAME, SPARED, Scores

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
TABLES = {"disclosure-scores": {*Kind, "topic"}, "disclaimer-scores": set(Group)}


@pytest.fixture(scope="module", params=sorted(TABLES))
def scores(request: pytest.FixtureRequest) -> Scores:
    return Scores(request.param)


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own_sentences() -> Iterator[str]:
    disclosures, disclaimers = benchmark("own_disclosures"), benchmark("disclaimers")
    for path in sorted((BENCHMARKS / "data").glob("disclosures-fresh*.tsv")):
        yield from (text for _, _, text in disclosures.cases(path.name))
    for path in sorted((BENCHMARKS / "data").glob("disclaimers*.tsv")):
        yield from (text for _, _, text in disclaimers.cases(path.name))


@pytest.mark.parametrize("name", sorted(TABLES))
def test_readings_name_classes_that_are_there_and_every_class_is_used(name: str) -> None:
    table = read_table(name)
    used = {
        kind
        for reading in table["readings"]
        for kinds in (*reading["points"], *reading.get("needs", ()), *reading.get("unless", ()))
        for kind in kinds.split("|")
    }

    assert used - {NAME} | {DENIAL, SPARED} & set(table["classes"]) == set(table["classes"])


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_meaning_is_one_the_program_knows(name: str) -> None:
    assert {reading["means"] for reading in read_table(name)["readings"]} <= {str(item) for item in TABLES[name]}


def test_what_a_text_may_not_say_by_its_words_is_never_found_in_it(
    scores: Scores, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = list(own_sentences())
    gated = [list(scores.read(text)) for text in texts]
    monkeypatch.setattr(Scores, "may_say", lambda self, words, given=(): True)

    assert gated == [list(scores.read(text)) for text in texts]


@given(st.permutations(["a cheque", "the shop", "we", "buttons", "order"]))
def test_the_order_of_words_is_of_no_account(words: list[str]) -> None:
    found = {item.meaning: item.points for item in Scores("disclosure-scores").read(" ".join(words))}

    assert found["strong"] >= 7


def test_words_count_for_one_class_only() -> None:
    scores = Scores("disclosure-scores")
    (first, *_) = scores.read("we get a share of what you order")

    assert "money" not in first.words


@pytest.mark.parametrize(
    "sentence",
    [
        "We get no share of what you order here.",
        "Nobody at the shop hands us a cheque when you order.",
        "We turn down cheques from any shop whose links we show.",
    ],
)
def test_what_is_denied_is_not_counted(sentence: str) -> None:
    assert classify_sentence(sentence) in (None, Kind.NEGATED, Kind.DENIED)


def test_a_denial_of_something_else_is_no_denial() -> None:
    assert classify_sentence("At no extra cost to you, the shop hands us a cheque when you order.") is Kind.STRONG


def test_a_clause_that_denies_leaves_the_others_standing() -> None:
    assert classify_sentence("Nobody told us what to say, but a few coins reach us when you order.") is Kind.STRONG


def test_the_words_that_decide_are_named() -> None:
    assert deciding_words("We test; you buy; a retailer says thank you with a cheque.") == (
        "we",
        "cheque",
        "says thank you",
        "buy",
        "retailer",
    )


def test_a_phrase_that_decides_needs_no_words() -> None:
    assert deciding_words("We earn a commission if you buy through links in this post.") == ()


def test_a_report_on_disclosures_discloses_nothing() -> None:
    assert classify_sentence("The influencer was fined after failing to label a paid partnership.") is None


def test_what_others_are_quoted_with_is_not_said_by_the_page() -> None:
    assert classify_sentence("Other bloggers write “we earn a commission when you buy through our links”.") is None


def test_two_short_sentences_disclaim_together() -> None:
    assert Group.EMERGENCY in groups_of_pair("Life in danger?", "Please ring 112, and not us.")


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("Your oncology pharmacist will know whether the two mix.", Group.CONSULT),
        ("This leaflet is no stand-in for a check-up.", Group.NOT_ADVICE),
        ("No two guts agree, so yours may do nothing of the kind.", Group.RESULTS_VARY),
        ("Mums-to-be had better give this bath a miss.", Group.PREGNANT),
        ("Writing in to us does not put you under our care.", Group.NO_RELATIONSHIP),
    ],
)
def test_a_disclaimer_is_read_by_its_classes(sentence: str, group: Group) -> None:
    assert group in groups_of(sentence)
