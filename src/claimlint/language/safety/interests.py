"""What a page tells of its people's interests, and of machines that wrote it: ``rules/data/accountability.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from claimlint.language.money.disclosure_words import Kind
from claimlint.language.safety.accountability import Statement, find_statements, is_nobody
from claimlint.language.text.pattern_file import read_table

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_NO = frozenset({"false", "no", "none", "0", "off", "not used", "n/a"})
_PERSONAL = frozenset({Kind.CONNECTION, Kind.SPONSOR, Kind.GIFT})
"""Disclosures that say what a person gets, and not only what the page earns."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_table("accountability")[name]), re.I)


def names_machine(author: str) -> bool:
    """Whether an author is a language model.

    >>> names_machine("ChatGPT"), names_machine("Ana Ruiz")
    (True, False)
    """
    return _machine().search(author) is not None


@cache
def _machine() -> re.Pattern[str]:
    words, alone = read_table("accountability")["machine"]
    # "AI" alone counts in capitals only: Ai is a name as well.
    return re.compile(f"(?i:{words})|{alone}")


def machine_declared(analysis: Analysis) -> Statement | None:
    """Return what the metadata says of a model that wrote the page, where it says that one did."""
    for item in find_statements(analysis, "ai"):
        if not item.empty and item.text.strip().lower() not in _NO:
            return item
    return next((item for item in find_statements(analysis, "author") if names_machine(item.text)), None)


def tells_of_machine(analysis: Analysis) -> bool:
    """Whether the text tells readers that a model took part in writing it, or that none did."""
    return _pattern("ai_told").search(analysis.text) is not None


def states_machine_use(analysis: Analysis) -> bool:
    """Whether the page says, in its text or its metadata, whether a model took part."""
    stated = any(item.origin == "template" or not item.empty for item in find_statements(analysis, "ai"))
    fields = any(
        field.name in ("ai", "ai_use", "ai_used", "ai_generated", "ai_assisted") for field in analysis.document.fields
    )
    return stated or fields or tells_of_machine(analysis)


def earning_people(analysis: Analysis) -> Statement | None:
    """Return the first author or reviewer who is named on a page that earns money, or None."""
    content = analysis.content
    if not (analysis.placement.paid or (content.kind == "product" and not content.shelf)):
        return None
    named = (*find_statements(analysis, "author"), *find_statements(analysis, "reviewer"))
    return next(
        (item for item in named if not item.empty and not is_nobody(item.text) and item.origin != "template"), None
    )


def tells_interests(analysis: Analysis) -> bool:
    """Whether the page says what interests its people have, or that they have none."""
    if any(not item.empty for item in find_statements(analysis, "conflicts")):
        return True
    if any(item.kind in _PERSONAL for item in analysis.placement.disclosures):
        return True
    return _pattern("conflicts_told").search(analysis.text) is not None
