"""What others believe, what bodies do and how medicine is taken claims nothing on the page of a product."""

from __future__ import annotations

import pytest

from claimlint.language.analysis import Analysis
from claimlint.language.claims.finder import find_claims, scenes_of
from claimlint.language.claims.teaching import bids_medicine
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source


def analysis_of(text: str) -> Analysis:
    return Analysis(parse(Source("shop.txt", text, "text")), Settings(content="product"))


def asserted(text: str) -> list[str]:
    return [claim.kind for claim in find_claims(analysis_of(text)) if claim.status.value in ("asserted", "quoted")]


@pytest.mark.parametrize(
    "text",
    [
        "Villagers on the coast swear that seaweed baths cure lumbago.",
        "His landlady maintains that a raw onion draws out chilblains.",
        "The poster would have us believe that crystals end insomnia.",
        "A tale doing the rounds has it that vinegar socks stop a fever, and that one about garlic is no better.",
        "Vendors call it the herbal statin, a name nobody has tested.",
    ],
)
def test_what_others_believe_is_not_claimed(text: str) -> None:
    assert asserted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Adrenaline rises before you wake.",
        "Shingles follows the path of a single nerve.",
        "Hay fever tends to ease with age.",
    ],
)
def test_what_bodies_do_is_not_claimed(text: str) -> None:
    assert asserted(text) == []


@pytest.mark.parametrize("text", ["Don't skip a dose of insulin.", "Finish the antibiotics.", "Never share inhalers."])
def test_bidding_to_use_medicine_as_meant_is_advice(text: str) -> None:
    assert bids_medicine(next(scenes_of(analysis_of(text))))


@pytest.mark.parametrize("text", ["Stop the insulin, take cinnamon.", "Get our arthritis tablets with turmeric."])
def test_bidding_to_take_a_ware_is_no_advice(text: str) -> None:
    assert not bids_medicine(next(scenes_of(analysis_of(text))))
