"""Disclosures and dangers of own wording stay at their score, and roles are read from any text."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.money.disclosure import classify_sentence
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.money.roles import kind_by_roles
from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.safety.disclaimer_roles import groups_by_roles
from claimlint.language.text.tongue import language_of, language_of_article

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(path.name for path in (BENCHMARKS / "data").glob("disclosures-fresh*.tsv")))
def test_own_disclosures_are_recognised_and_look_alikes_left_alone(name: str) -> None:
    own = benchmark("own_disclosures")
    counts = own.measure(name)

    assert counts["recognised"] >= (0.7 if name in own.UNREAD else 0.97) * counts["disclosures"]
    assert counts["left alone"] >= 0.97 * counts["others"]


@pytest.mark.parametrize("name", ["danger-fresh.tsv", "danger-fresh-2.tsv"])
def test_own_dangers_are_found_and_look_alikes_left_alone(name: str) -> None:
    found, dangers, alone, others = benchmark("danger").score(name)

    assert found >= 0.9 * dangers
    assert alone >= 0.97 * others


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("If you order with our link, the shop sends a little money our way.", Kind.STRONG),
        ("Every order through this page brings us a small payment.", Kind.STRONG),
        ("A neighbour lent us the lamp for a month.", None),
        ("Brightleaf lent us the lamp for a month.", Kind.GIFT),
        ("I own shares in the company that makes this test.", Kind.CONNECTION),
        ("Wenn du über unseren Link kaufst, bekommen wir vom Händler eine Provision.", Kind.STRONG),
        ("“We earn a commission when you buy,” the salesman said.", None),
        ("The clinic earns a fee when patients buy vitamins.", None),
        ("You receive a percentage when you sell our products.", None),
    ],
)
def test_who_gives_what_to_whom_decides(text: str, kind: Kind | None) -> None:
    assert kind_by_roles(text) is kind


def test_who_denies_to_be_paid_discloses_nothing() -> None:
    assert classify_sentence("The shop sends no money our way if you order with our link.") in (
        None,
        Kind.NEGATED,
        Kind.DENIED,
    )


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Please do not treat what we write as a replacement for a visit to your doctor.", Group.NOT_ADVICE),
        ("Nothing you read on this blog can tell your doctor what to prescribe.", Group.NOT_ADVICE),
        ("Our writers can't advise you on your own case.", Group.NOT_ADVICE),
        ("What helped me may do nothing for you.", Group.RESULTS_VARY),
        ("You alone bear the responsibility for what you do with it.", Group.OWN_RISK),
    ],
)
def test_the_parts_of_a_disclaimer_are_read(text: str, group: Group) -> None:
    assert group in groups_by_roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "This guide explains why antibiotics do not treat colds.",
        "Doctors do not treat every cold.",
        "The results were not typical of earlier trials.",
        "The trial did not replace usual care.",
    ],
)
def test_what_others_deny_is_no_disclaimer(text: str) -> None:
    assert not groups_by_roles(text)


@given(st.text(max_size=200))
def test_roles_are_read_from_any_text(text: str) -> None:
    assert kind_by_roles(text) is None or isinstance(kind_by_roles(text), Kind)
    assert isinstance(groups_by_roles(text), frozenset)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We slept with the mask for a week and liked it.", "en"),
        ("Wir haben mit der Maske eine Woche lang geschlafen.", "de"),
        ("Nous avons dormi avec le masque pendant une semaine.", "fr"),
        ("Hemos dormido con la máscara durante una semana y nos gusta.", "es"),
        ("Abbiamo dormito con la maschera per una settimana.", "it"),
        ("We hebben een week met het masker geslapen.", "nl"),
        ("Sponsored.", ""),
        ("", ""),
    ],
)
def test_a_sentence_shows_its_language_by_its_commonest_words(text: str, language: str) -> None:
    assert language_of(text) == language


GERMAN = (
    "Wer abends lange liest, der schläft mit dem Buch auf der Nase ein. Das ist nicht schlimm, wenn die Lampe aus ist. "
)
ENGLISH = (
    "If you read for long in the evening, you may fall asleep with the book on your nose. That is no harm at all. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN * 2, "de"),
        (ENGLISH * 2, "en"),
        (ENGLISH + GERMAN, "en"),
        ("Ginkgo biloba, Melissa officinalis, Valeriana officinalis, Passiflora incarnata. " * 8, "en"),
        ("Danke!", "en"),
    ],
)
def test_an_article_counts_as_english_unless_it_is_plainly_in_another_language(text: str, language: str) -> None:
    assert language_of_article(text) == language
