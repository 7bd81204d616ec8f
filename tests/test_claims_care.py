"""Care that is swapped, avoided or simply described: which of it is a claim."""

from __future__ import annotations

import pytest

from claimlint.claim import Status
from claimlint.language.analysis import Analysis
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source


def made(text: str) -> list[str]:
    """Return the kinds of the claims that a product's page makes by their structure."""
    analysis = Analysis(parse(Source("page.md", text, "markdown")), Settings(content="product"))
    asserted = [claim.kind for claim in analysis.claims if claim.status is Status.ASSERTED]
    return [kind for kind in asserted if kind != "promise"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sit with the pain rather than calling a doctor.", "danger"),
        ("Why live on statins when oats do it for pennies?", "replacement"),
        ("There has yet to be a sinusitis that outlived our steam.", "efficacy"),
        ("Even Cambridge has conceded that celery clears gout.", "efficacy"),
        ("It makes your statins redundant, our garlic does.", "replacement"),
        ("All the peace of a sedative and none of the forms.", "benefit"),
    ],
)
def test_care_made_needless_is_a_claim(text: str, kind: str) -> None:
    assert kind in made(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 112 for chest pain rather than calling your doctor.",
        "Use the form rather than calling our clinic.",
        "Cataract surgery replaces the cloudy lens with a clear one.",
        "Do not use as a substitute for prescribed treatment.",
        "The rinse isn't a scalpel in a bottle.",
        "It will not make surgery unnecessary.",
        "Not for use with pacemakers.",
        "Most people with hepatitis C are cured by a course of tablets called antivirals.",
        "Ring for help with crushing chest pain.",
        "Treat your feet to a soak.",
        "Open your mouth and tilt your head.",
        "Whether mint does much for colic is unclear.",
    ],
)
def test_care_that_is_only_described_or_denied_is_none(text: str) -> None:
    assert made(text) == []
