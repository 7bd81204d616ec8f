"""What a page can say about the limits of its own advice."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """What a page says about the limits of its advice."""

    NOT_ADVICE = "not_advice"
    INFO_ONLY = "info_only"
    CONSULT = "consult"
    NEVER_DISREGARD = "never_disregard"
    NO_RELATIONSHIP = "no_relationship"
    NOT_PROFESSIONAL = "not_professional"
    DSHEA = "dshea"
    EMERGENCY = "emergency"
    CRISIS = "crisis"
    PREGNANT = "pregnant"
    RESULTS_VARY = "results_vary"
    OWN_RISK = "own_risk"
    NOT_ENDORSE = "not_endorse"


MEDICAL = frozenset({Group.NOT_ADVICE, Group.INFO_ONLY, Group.NEVER_DISREGARD, Group.NO_RELATIONSHIP})
"""Groups that tell a reader that a page is not medical advice."""
