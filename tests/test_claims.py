"""Claims by structure: who acts, on what, how firmly, in which standing."""

from __future__ import annotations

import pytest

from claimlint.claim import Claim, Status, Strength
from claimlint.language.analysis import Analysis
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source


def claims(text: str, content: str = "editorial") -> list[Claim]:
    return list(Analysis(parse(Source("a.md", text, "markdown")), Settings(content=content)).claims)


def claim(text: str, content: str = "editorial") -> Claim:
    found = claims(text, content)
    assert len(found) == 1, found
    return found[0]


def standing(text: str, content: str = "editorial") -> list[Status]:
    return [item.status for item in claims(text, content)]


def test_a_remedy_that_acts_on_a_disease_is_a_claim() -> None:
    found = claim("Burdock eases psoriasis.")
    assert (found.kind, found.agent, found.agent_kind) == ("efficacy", "Burdock", "remedy")
    assert (found.target, found.target_kind) == ("psoriasis", "condition")
    assert (found.strength, found.status, found.stated) == (Strength.DIRECT, Status.ASSERTED, True)


def test_the_reason_names_the_words() -> None:
    assert claim("Burdock eases psoriasis.").because == "“eases” acts on “psoriasis”"


@pytest.mark.parametrize(
    "text",
    [
        "Burdock cures psoriasis.",
        "Burdock wipes the floor with psoriasis.",
        "Burdock always eases psoriasis.",
        "Goodbye psoriasis: burdock works.",
        "With burdock, psoriasis packs its bags.",
    ],
)
def test_the_end_of_a_disease_is_absolute(text: str) -> None:
    assert claims(text)[0].strength is Strength.ABSOLUTE


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Burdock does not ease psoriasis.", Status.NEGATED),
        ("Burdock may ease psoriasis.", Status.HEDGED),
        ("NICE says that burdock eases psoriasis.", Status.ATTRIBUTED),
        ("Does burdock ease psoriasis?", Status.QUESTIONED),
        ("It is a myth that burdock eases psoriasis.", Status.REJECTED),
        ("A trial will test whether burdock eases psoriasis.", Status.AIM),
        ("Zinc contributes to the normal function of the immune system.", Status.BACKGROUND),
        ("Vitamin C prevents scurvy.", Status.BACKGROUND),
    ],
)
def test_the_standing_is_judged(text: str, status: Status) -> None:
    assert set(standing(text)) <= {status}


@pytest.mark.parametrize(
    "text",
    [
        "Our cured ham hangs for a year.",
        "The Cure play in June.",
        "Liver treats for dogs are half price.",
        "The bolt relieves the strain on the hinge.",
        "We treat customers fairly.",
        "The leaky gut hypothesis is difficult to prove.",
        "A cancer charity opened a shop.",
    ],
)
def test_other_senses_are_no_claims(text: str) -> None:
    assert claims(text) == []


def test_medicines_are_told_from_remedies() -> None:
    assert claim("Amlodipine lowers blood pressure.").agent_kind == "drug"
    assert claim("Hibiscus tea lowers blood pressure.").agent_kind == "remedy"
    assert claim("Brisk walking lowers blood pressure.").agent_kind == "habit"


def test_what_the_writer_sells_is_told_from_the_rest() -> None:
    assert claim("Our balm soothes eczema.").agent_kind == "own"


def test_a_brand_is_told_by_its_spelling() -> None:
    assert claim("FloraFit reduces bloating.").agent_kind == "brand"


def test_a_bullet_without_a_subject_speaks_of_the_product() -> None:
    assert claim("- Relieves tension headaches", "product").agent_kind == "product"


def test_a_denial_can_be_the_promise() -> None:
    found = claim("After our bath oil her eczema never came back.", "product")
    assert (found.status, found.strength) == (Status.ASSERTED, Strength.ABSOLUTE)


def test_a_remedy_in_place_of_a_drug_is_a_replacement() -> None:
    assert claims("Fenugreek replaces metformin.")[0].kind == "replacement"


def test_an_order_to_drop_a_medicine_is_dangerous() -> None:
    assert claims("Ditch your statins.")[0].kind == "danger"


@pytest.mark.parametrize(
    "text",
    [
        "Do not ditch your statins.",
        "Ask your doctor before you stop your statins.",
        "Some patients quit their statins.",
    ],
)
def test_advice_to_stay_with_a_medicine_is_not(text: str) -> None:
    assert not [item for item in claims(text) if item.kind == "danger" and item.status is Status.ASSERTED]


def test_a_harmful_exposure_is_a_cause() -> None:
    found = claim("Wi-Fi routers cause migraine.")
    assert (found.kind, found.agent_kind) == ("cause", "exposure")


def test_a_pronoun_stands_for_what_was_named() -> None:
    assert claims("When migraines come, feverfew ends them.", "product")[0].target == "migraines"


def test_a_products_name_can_tell_its_use() -> None:
    assert claim("DiabEase drops.", "product").kind == "implied-disease"


def test_a_products_name_is_reported_where_the_page_first_says_it() -> None:
    found = claims("DiabEase drops are here. Two DiabEase drops are a portion.", "product")
    assert [item.span.start for item in found] == [0]


def test_a_question_and_a_product_imply_a_disease() -> None:
    found = claims("Can't sleep? Try our hop drops.", "product")
    assert "implied-disease" in [item.kind for item in found]


def test_editorial_text_implies_nothing() -> None:
    assert claims("Can't sleep? A warm room may be the reason.") == []


@pytest.mark.parametrize(
    "text",
    ["Not suitable for people with epilepsy.", "Ask your doctor if you have asthma.", "We support a cancer charity."],
)
def test_warnings_and_company_news_imply_nothing(text: str) -> None:
    assert claims(text, "product") == []


def test_evidence_is_listed_with_its_claim() -> None:
    text = "Ginger eased nausea ([a review](https://doi.org/10.1002/14651858.CD007575.pub4))."
    assert claim(text).evidence


def test_spans_enclose_the_words_that_claim() -> None:
    analysis = Analysis(parse(Source("a.md", "We like tea. Burdock **eases** psoriasis.", "markdown")), Settings())
    (found,) = analysis.claims
    assert analysis.text[found.span.start : found.span.end] == "eases psoriasis"
    assert analysis.text[found.sentence.start : found.sentence.end] == "Burdock eases psoriasis."
