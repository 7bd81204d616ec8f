"""Dates as people and machines write them."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime

from claimlint.late import dataclass, regex

_NAMES = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WRITTEN = regex(
    r"\b(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>0?[1-9]|1[0-2])(?:-(?P<iso_day>0?[1-9]|[12]\d|3[01]))?(?!\d)"
    rf"|\b(?P<month>{_MONTH})\b\.?(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?)? (?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{_MONTH})\b\.?,? (?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year3>(?:19|20)\d\d)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date with the words that gave it; the day of the month is 1 where none is written."""

    date: date
    text: str


def read_day(text: str) -> Day | None:
    """Return the first date in a text, or None; of 4/5/2024 the first number is the month unless it cannot be.

    >>> read_day("Updated on 3rd of May 2021").date.isoformat(), read_day("In May we went") is None
    ('2021-05-03', True)
    """
    if "19" not in text and "20" not in text:
        # Every form has a year, and most texts have none.
        return None
    for match in _WRITTEN.finditer(text):
        found = _day(match)
        if found is not None:
            return Day(found, match.group())
    return None


def _day(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    try:
        if part["iso_year"]:
            return date(int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"] or 1))
        if part["month"]:
            return date(int(part["year"]), _MONTHS[part["month"].lower()], int(part["day"] or 1))
        if part["month2"]:
            return date(int(part["year2"]), _MONTHS[part["month2"].lower()], int(part["day2"]))
        one, two = int(part["one"]), int(part["two"])
        return date(int(part["year3"]), *((one, two) if one <= 12 else (two, one)))
    except ValueError:
        return None


def today(configured: str) -> date:
    """Return the day of the run: the configured ISO date, else SOURCE_DATE_EPOCH, else the clock's."""
    day = read_day(configured)
    if day is not None:
        return day.date
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()


def months_between(earlier: date, later: date) -> int:
    """Return the whole months from one day to another.

    >>> months_between(date(2024, 1, 31), date(2024, 2, 29)), months_between(date(2024, 1, 1), date(2025, 1, 1))
    (0, 12)
    """
    return (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
