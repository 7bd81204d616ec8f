"""Advice: what a page tells its readers to do for their health, and what only looks like it."""

from __future__ import annotations

import pytest

from claimlint.language.analysis import Analysis
from claimlint.parsers import parse
from claimlint.source import Source


def advice(text: str) -> list[str]:
    analysis = Analysis(parse(Source("page.md", text, "markdown")))
    return [analysis.document.prose(item.span) for item in analysis.advice]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take magnesium at night.", ["Take magnesium"]),
        (
            "To sleep better you can:\n\n* Take magnesium\n* Drink chamomile tea",
            ["Take magnesium", "Drink chamomile tea"],
        ),
        ("Are you tired?\n\nTake iron tablets.", ["Take iron"]),
        ("Stop your statins when you feel better.", ["Stop your statins"]),
        ("Two tablets a day with food.", ["Two tablets"]),
    ],
)
def test_what_readers_are_told_to_do_is_advice(text: str, found: list[str]) -> None:
    assert advice(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Keep taking the tablets that your doctor prescribed.",
        "Take the antibiotics as directed, to the last one.",
        "Follow your surgeon's plan for the weeks after the operation.",
    ],
)
def test_what_passes_on_a_doctors_orders_is_no_advice_of_the_page(text: str) -> None:
    assert advice(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "At risk are people who:\n\n* Live alone\n* Take blood thinners\n* Smoke",
        "Your nurse also may:\n\n* Check your pulse\n* Take a sample of blood",
        "Call us if you:\n\n* Feel faint\n* Take insulin",
        "Risk factors\n\n* Had a stroke\n* Take blood thinners\n* Are over 80",
    ],
)
def test_a_list_of_what_people_have_or_do_is_no_advice(text: str) -> None:
    assert advice(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Two capsules a day cover 53 % of the need for iron.",
        "One cup a day holds 80 mg of caffeine.",
        "A pill taken once a week kept attacks away for longer.",
    ],
)
def test_what_a_dose_amounts_to_is_no_advice(text: str) -> None:
    assert advice(text) == []


def test_a_reminder_of_a_medicine_that_readers_have_is_no_advice() -> None:
    assert advice("Take your antihistamine before you mow.") == []
