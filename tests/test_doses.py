"""Doses are read with their units, counts and times, and compared with the limit of the nutrient beside them."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.analysis import Analysis
from claimlint.language.safety.doses import parse_doses
from claimlint.language.safety.intake import Intake, find_intakes
from claimlint.parsers import parse
from claimlint.source import Source

UNITS = ("mg", "mcg", "µg", "g", "IU", "milligrams", "micrograms")


def intakes(text: str) -> tuple[Intake, ...]:
    return find_intakes(Analysis(parse(Source("page.md", f"{text}\n", "markdown"))))


@pytest.mark.parametrize(
    ("text", "high", "unit", "a_day"),
    [
        ("10,000 IU daily", 10_000, "IU", 1),
        ("20 000 IU a day", 20_000, "IU", 1),
        ("5k IU/day", 5_000, "IU", 1),
        ("ten thousand units every morning", 10_000, "IU", 1),
        ("two 500 mg capsules twice a day", 1_000, "mg", 2),
        ("2 x 500 mg", 1_000, "mg", None),
        ("three 1,000 mg calcium tablets each night", 3_000, "mg", 1),
        ("two capsules of 500 mg with every meal", 1_000, "mg", 3),
        ("1.5 g every 4 hours", 1.5, "g", 6),
        ("50,000 IU once a week", 50_000, "IU", 1 / 7),
        ("100 μg every other day", 100, "mcg", 1 / 2),
        ("500 mg to 1 g b.i.d.", 1, "g", 2),
        ("a daily dose of 600 ug", 600, "mcg", 1),
        ("2-4 grams weekly", 4, "g", 1 / 7),
    ],
)
def test_an_amount_is_read_with_its_unit_count_and_times(text: str, high: float, unit: str, a_day: float) -> None:
    [dose] = parse_doses(text)

    assert (dose.high, dose.unit, dose.a_day) == (high, unit, a_day)


@pytest.mark.parametrize("text", ["50 ng/mL", "5 mg/kg a day", "400 mg per kg", "140 mg/dL", "$5 g", "12 %", "4 gs"])
def test_what_a_laboratory_measures_or_weight_decides_is_no_dose(text: str) -> None:
    assert parse_doses(text) == ()


@given(st.integers(1, 999_999), st.sampled_from(UNITS), st.booleans())
def test_a_number_with_a_unit_is_one_dose_of_that_number(number: int, unit: str, commas: bool) -> None:
    figure = f"{number:,}" if commas else str(number)

    [dose] = parse_doses(f"Take {figure} {unit} of it.")

    assert dose.low == dose.high == number


@given(st.text(alphabet="0123456789,. -–xkmgIUµ/aday\n", max_size=80))
def test_doses_ascend_and_lie_inside_the_text(text: str) -> None:
    spans = [dose.span for dose in parse_doses(text)]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.text(max_size=200))
def test_doses_are_read_from_any_text(text: str) -> None:
    assert all(dose.low <= dose.high for dose in parse_doses(text))


@pytest.mark.parametrize("piece", ["1,000 ", "10 mg ", "two ", "5 g or ", "999", "every ", "1 mg daily, "])
def test_reading_doses_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        parse_doses(text)
        return time.process_time() - start

    small = min(seconds(20_000) for _ in range(3))

    # Quadratic work would take 64 times as long.
    assert seconds(160_000) < 24 * small + 0.05


@pytest.mark.parametrize(
    ("text", "nutrient", "amount", "people"),
    [
        ("Take 10,000 IU of vitamin D a day.", "vitamin D", 250, "adult"),
        ("Take vitamin A, 20,000 IU, with food.", "vitamin A", 6_000, "adult"),
        ("Take 2,000 IU of vitamin E daily.", "vitamin E", 1_340, "adult"),
        ("Give your toddler 3,000 IU of vitamin D.", "vitamin D", 75, "toddler"),
        ("Give your 10-year-old 30 mg of zinc a day.", "zinc", 30, "older child"),
        ("Take two 300 mg magnesium citrate capsules at night.", "magnesium", 600, "adult"),
        ("Vitamin C: 10 g a day", "vitamin C", 10_000, "adult"),
        ("Vitamin D is cheap. Take 20,000 IU daily.", "vitamin D", 500, "adult"),
        ("Pregnant women should take 20,000 IU of retinol daily.", "vitamin A", 6_000, "pregnancy"),
        ("Take 50,000 IU of vitamin D once a week.", "vitamin D", 50_000 * 0.025 / 7, "adult"),
    ],
)
def test_an_advised_dose_above_the_limit_is_found(text: str, nutrient: str, amount: float, people: str) -> None:
    [intake] = intakes(text)

    assert (intake.nutrient, pytest.approx(intake.amount), intake.people) == (nutrient, amount, people)


@pytest.mark.parametrize(
    "text",
    [
        "Participants took 10,000 IU of vitamin D a day for a year.",
        "Your doctor may prescribe 50,000 IU of vitamin D once a week.",
        "Do not take more than 4,500 IU of vitamin D a day.",
        "Doses above 10,000 IU of vitamin D a day are toxic.",
        "The infusion holds 25 g of vitamin C.",
        "Take 5,000 mcg of vitamin B12 and 10 mg of zinc daily.",
        "Men need 420 mg of magnesium a day.",
        "Take 2,000 IU of vitamin D and 25,000 IU of beta-carotene.",
        "Soak for 20 minutes with 500 g of magnesium flakes.",
        "Nobody needs 10,000 IU of vitamin D a day.",
        "“Take 20,000 IU of vitamin D a day,” says an influencer.",
    ],
)
def test_what_is_reported_prescribed_warned_of_or_of_something_else_is_not_found(text: str) -> None:
    assert intakes(text) == ()


def test_a_doctor_who_is_waved_aside_does_not_excuse_a_dose() -> None:
    assert intakes("Forget your doctor and take 20,000 IU of vitamin D.")


def test_a_heading_names_the_nutrient_of_a_dose_beneath_it() -> None:
    [intake] = intakes("## Vitamin B6\n\nTake 300 mg a day.")

    assert intake.nutrient == "vitamin B6"


@pytest.mark.parametrize("name", ["doses-fresh.tsv", "doses-fresh-2.tsv"])
def test_the_own_sets_of_doses_stay_at_their_score(name: str) -> None:
    path = Path(__file__).parent.parent / "benchmarks" / "data" / name
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[0] != "#"]

    wrong = [text for wanted, text in rows if (wanted in [item.nutrient for item in intakes(text)]) != (wanted != "-")]

    assert len(wrong) <= 2


def test_a_label_is_a_list_of_ingredients_or_a_table_of_what_a_portion_holds() -> None:
    front = "---\ncontent: {}\n---\n\n"
    items = "- **Zinc, 90 mg**, for men\n- Zinc of 90 mg was sold here in 1950\n"
    table = "| What | Per daily dose |\n|---|---|\n| Vitamin D3 | 250 µg (10,000 IU) |\n| Iron | 5 mg |\n"
    found = intakes(front.format("product") + items + "\n" + table)
    assert [(item.nutrient, item.amount) for item in found] == [("zinc", 90), ("vitamin D", 250)]
    assert intakes(front.format("editorial") + items + "\n" + table) == ()
    assert intakes(front.format("product") + table.replace("Per daily dose", "Found in 1950")) == ()
