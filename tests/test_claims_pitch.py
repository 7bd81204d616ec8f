"""Claims that name no complaint, sentences that sell by themselves, and where illnesses are said to come from."""

from __future__ import annotations

import pytest

from claimlint.claim import Claim, Status
from claimlint.language.analysis import Analysis
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source


def claims(text: str, content: str = "product") -> list[Claim]:
    return list(Analysis(parse(Source("a.md", text, "markdown")), Settings(content=content)).claims)


def made(text: str, content: str = "product") -> list[str]:
    """Return the kinds of the claims that nothing excuses."""
    return [item.kind for item in claims(text, content) if item.status in (Status.ASSERTED, Status.QUOTED)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("After a fortnight on these drops I can walk the dog again.", "testimonial"),
        ("They gave my uncle three months to live.", "testimonial"),
        ("Ninety years of brewing and never one bad reaction.", "safety"),
        ("Drink it alongside your warfarin.", "safety"),
        ("You could finish the jar and come to no harm.", "safety"),
        ("A hip replacement in a teacup.", "replacement"),
        ("It has helped every patient we have.", "benefit"),
        ("Yale agrees with our grandmothers.", "benefit"),
        ("Sharper eyesight in a week.", "benefit"),
        ("For fathers who nod off over the paper at night: stiff, tired, sore.", "benefit"),
        ("Pulls lead and plastics out of your blood.", "benefit"),
        ("Nettles heal.", "benefit"),
        ("Let your kidneys dance.", "benefit"),
    ],
)
def test_two_signs_make_a_promise(text: str, kind: str) -> None:
    assert made(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "After two weeks I can say that delivery was quick and the staff kind.",
        "My back is no better after a fortnight on these drops.",
        "No herb is without side effects.",
        "Do not drink it with warfarin unless your doctor agrees.",
        "Is it safe for babies?",
        "It has pleased every parcel service we have.",
        "The kidneys make urine.",
        "Tell your midwife that you take it.",
        "Iodine contributes to normal thyroid function.",
        "The strap fits every wrist.",
    ],
)
def test_directions_failures_and_facts_promise_nothing(text: str) -> None:
    assert made(text) == []


def test_signs_count_only_where_something_is_sold() -> None:
    assert made("Let your kidneys dance.", "editorial") == []


@pytest.mark.parametrize(
    ("text", "agent"),
    [("Our rose balm quiets rosacea.", "own"), ("For $19 this burdock balm quiets your rosacea.", "remedy")],
)
def test_a_sentence_that_sells_is_read_as_a_product_page(text: str, agent: str) -> None:
    assert [item.agent_kind for item in claims(text, "editorial")] == [agent]


def test_a_price_in_a_report_sells_nothing() -> None:
    assert made("The trial of vitamin D in rosacea cost $19 a head.", "editorial") == []


def test_a_story_about_a_ware_is_a_testimonial_anywhere() -> None:
    assert made("After three jars of this tincture my knees let me climb stairs again.", "editorial") == ["testimonial"]


@pytest.mark.parametrize("text", ["All migraine starts with parasites.", "The real culprit behind migraine is gluten."])
def test_an_illness_said_to_come_from_something(text: str) -> None:
    assert made(text, "editorial") == ["cause"]


def test_what_is_known_to_harm_is_background() -> None:
    assert {item.status for item in claims("Smoking causes lung cancer.", "editorial")} == {Status.BACKGROUND}


def test_a_medicine_swapped_for_a_remedy_is_a_replacement() -> None:
    assert made("She swapped her metformin for cinnamon.", "editorial") == ["replacement"]


def test_the_first_open_implication_is_reported() -> None:
    found = claims("Nobody who drinks our tonic gets the flu.")
    assert [item.status for item in found] == [Status.ASSERTED]


@pytest.mark.parametrize(
    "text",
    [
        "Goodbye, sciatica: two capsules a day are all you need.",
        "Heal your leaky gut in a weekend!",
        "The Zoomba belt melts lower back pain while you sleep.",
        "- Stops gum disease at the source",
        "Don't tell your cardiologist about the tea.",
        "Who needs Ritalin with saffron in the cupboard?",
        "Our powder makes your statins redundant.",
        "Never see a dentist again after clove oil.",
        "Leave the lump alone and let the comfrey balm draw it out.",
    ],
)
def test_what_can_only_be_a_pitch_counts_on_any_page(text: str) -> None:
    assert made(text, "")


@pytest.mark.parametrize(
    "text",
    [
        "Lower your blood pressure by eating less salt.",
        "In a few days most colds get better.",
        "Tell your cardiologist about the tea.",
        "Never stop your statins without advice.",
        "Take one capsule a day with your breakfast.",
        "Dr McKenzie drew blood from one of the tumours.",
        "Your kidneys filter 180 litres a day.",
    ],
)
def test_guidance_to_the_reader_is_no_pitch(text: str) -> None:
    assert not {item.agent_kind for item in claims(text, "")} & {"own", "product", "brand"}


def test_a_page_that_informs_is_not_taken_for_a_pitch() -> None:
    promise = "The itch vanished."
    sold = claims(promise, "")[0].agent_kind
    assert (sold, claims(f"{promise} A doctor had prescribed it.", "")[0].agent_kind) == ("product", "unknown")
