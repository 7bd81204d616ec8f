"""Words of health said of things claim nothing; said of a body beside a thing they do."""

from __future__ import annotations

import pytest

from claimlint.language.analysis import Analysis
from claimlint.language.claims.figures import is_figure
from claimlint.language.claims.finder import scenes_of
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source


def figures(text: str) -> bool:
    analysis = Analysis(parse(Source("shop.txt", text, "text")), Settings(content="product"))
    return is_figure(next(scenes_of(analysis)))


@pytest.mark.parametrize(
    "text",
    [
        "A cure for weary floorboards, in satin or matt.",
        "The treasurer's remedy for the deficit was a raffle.",
        "Stiff joints? Our spanner grips any gearbox.",
        "The old mill is the heart of the village.",
        "A tired sofa wants our covers.",
    ],
)
def test_words_of_health_said_of_things_are_figures_of_speech(text: str) -> None:
    assert figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our balm cures gout, even on the scaffolding.",
        "Back pain in the car is over with our cushion.",
        "Turmeric takes the pain out of painting walls.",
        "Your knees will love the new lawnmower.",
    ],
)
def test_a_body_beside_a_thing_is_meant(text: str) -> None:
    assert not figures(text)
