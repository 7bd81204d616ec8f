"""Doses: amounts with a unit, how many of them, and how often, read from a text in time linear in its length.

"Take two 500 mg capsules twice a day" is one dose of 1,000 mg, two times a day.
What a laboratory measures (ng/mL, mg/dL) and what is given by weight (mg/kg) is
no dose.
"""

from __future__ import annotations

import re

from claimlint.late import dataclass, regex
from claimlint.source import Span

_WORDS = {
    word: float(value)
    for value, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5, "twenty": 20.0, "thirty": 30.0, "fifty": 50.0}
_POWERS = {"k": 1e3, "thousand": 1e3, "hundred": 1e2, "million": 1e6}
_FIGURE = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d{1,3}(?: \d{3})++(?!\d)|\d{1,7}(?:\.\d{1,4})?(?![\d.,]*+\d))"
_NUMBER_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_NUMBER = rf"(?:{_FIGURE}|{_NUMBER_WORD})(?:[ -]?(?:k|thousand|hundred|million)\b)?"
_UNITS = {
    "mg": r"mg|milli-?grams?|milligrammes?",
    "mcg": r"mcgs?|[µμu]g|micro-?grams?|microgrammes?",
    "g": r"g|gm|gms|grams?|grammes?",
    "IU": r"iu|i\.u\.|ius|international units?|units?",
}
_MILLIGRAMS = {"mg": 1.0, "mcg": 0.001, "g": 1000.0}
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS.items())
_FORM = (
    r"(?:capsules?|caps|tablets?|tabs|pills?|softgels?|gumm(?:y|ies)|lozenges?|drops?|sachets?|doses?|scoops?|chews?)"
)
_AMOUNT = regex(
    rf"(?<![\w.,/$£€-])(?:(?P<count>\d|{_NUMBER_WORD}) ?(?:[x×*] ?|{_FORM} (?:of |\(|at |x )))?"
    rf"(?P<low>{_NUMBER})"
    rf"(?:(?: ?(?P<low_unit>mg|mcg|g|iu))? ?(?:-|–|to) ?(?P<high>{_NUMBER})| (?:or|and) (?P<other>{_NUMBER}))?[ -]?"
    rf"(?:{_UNIT})(?P<kind>(?: ?(?:rae|ne|dfe))?)(?![\w%])(?!/(?!d\b|day))"
    r"(?! ?per ?(?:kg|kilo|kilogram|lb|pound|l\b|d?l|lit|ml|100))"
    rf"(?P<near>[ -]{_FORM}\b)?",
    re.I,
)
_FORM_AFTER = regex(rf"(?: [\w-]+){{1,3}} {_FORM}\b", re.I)
_DOTTED = regex(r"\d{1,3}\.000")
"""Thousands as many languages write them; nobody gives a dose to three decimals that are all zero."""
_SPACED_COUNT = regex(r"(\d) (\d{3})")
_SPELLED_COUNT = regex(rf"({_NUMBER_WORD}|\d) $", re.I)
_HOW_OFTEN = regex(
    r"\b(?:(?P<halves>every other (?:day|night)|(?:on )?alternate days|every (?:2|two) days)"
    rf"|every (?P<hours>\d{{1,2}}|{_NUMBER_WORD})(?:[-–]\d{{1,2}}| to \d{{1,2}})? ?(?:hours|hrs|h)"
    r"|(?P<hourly>every hour|hourly)"
    r"|(?P<fortnight>every (?:2|two|other) weeks?|fortnightly|a fortnight)"
    r"|(?P<often>\d{1,2}|once|twice|thrice|two|three|four|five|six) ?(?:x|×|times)? ?(?:[-–]? ?)?"
    r"(?:(?P<often_day>(?:a|per|each|every) day|daily|/ ?day)|(?P<often_week>(?:a|per|each|every) week|weekly))"
    r"|(?P<twice>b\.?i\.?d\b\.?|(?:in the )?mornings? and (?:in the |at )?(?:evenings?|nights?|bedtime))"
    r"|(?P<thrice>t\.?i\.?d\b\.?|(?:with|at|before|after) (?:each|every) meal)"
    r"|(?P<week>(?:a|per|each|every|once a) week|weekly)|(?P<month>(?:a|per|each|every|once a) month|monthly)"
    r"|(?P<year>(?:a|per|each|every|once a) year|yearly|annually)"
    r"|(?P<day>(?:a|per|each|every) (?:single )?(?:day|morning|night|evening)|daily|nightly"
    r"|/ ?d(?:ay)?\b|at (?:night|bedtime)|before bed"
    r"|with (?:breakfast|lunch|dinner|supper)|for (?:\d{1,3}|\w+) (?:days|weeks|months)"
    r"|in the (?:morning|evening)))",
    re.I,
)
_FIXED = {
    "halves": 1 / 2, "hourly": 24.0, "fortnight": 1 / 14, "twice": 2.0, "thrice": 3.0, "week": 1 / 7,
    "month": 1 / 30, "year": 1 / 365, "day": 1.0,
}  # fmt: skip
_OFTEN = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_AFTER, _BEFORE = 90, 40
"""Code points after and before an amount in which the text may say how often."""
_END = regex(r"[.!?;](?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Dose:
    """An amount to be taken at a time."""

    span: Span
    """From the first figure to the unit or the form, in the text that was read."""
    low: float
    high: float
    """In ``unit``, with the count of capsules in it; the same as ``low`` where no range is given."""
    unit: str
    """mg, mcg, g or IU."""
    a_day: float | None
    """Times a day, less than 1 for what is taken seldom; None where the text does not say."""
    equivalent: str = ""
    """rae, ne or dfe where the amount is given in such equivalents."""


def parse_doses(text: str) -> tuple[Dose, ...]:
    """Return every dose of a text in reading order; a range is one dose.

    >>> [dose] = parse_doses("Take two 500 mg capsules twice a day.")
    >>> dose.high, dose.unit, dose.a_day
    (1000.0, 'mg', 2.0)
    >>> parse_doses("A level of 50 ng/mL, or 5 mg/kg, is no dose.")
    ()
    """
    found = [item for match in _AMOUNT.finditer(text) if (item := _amount(text, match))]
    if not found:
        return ()
    ends = [*(dose.span.start for dose in found[1:]), len(text)]
    starts = [0, *(dose.span.end for dose in found[:-1])]
    return tuple(
        Dose(dose.span, dose.low, dose.high, dose.unit, _a_day(text, dose.span, start, end), dose.equivalent)
        for dose, start, end in zip(found, starts, ends, strict=True)
    )


def _amount(text: str, match: re.Match[str]) -> Dose | None:
    unit = next(name for name in _UNITS if match[name])
    low, count = match["low"], match["count"]
    factor = _value(count) if count else 1.0
    start = match.start()
    if match["near"] or _FORM_AFTER.match(text, match.end()):
        spaced = _SPACED_COUNT.fullmatch(low)
        if spaced and not count:
            factor, low = float(spaced[1]), spaced[2]
        elif not count and (before := _SPELLED_COUNT.search(text, max(start - 12, 0), start)):
            factor, start = _value(before[1]), before.start()
    if match[unit].lower() == "g" and not low[-1].isalnum():
        return None
    higher = match["high"] or match["other"]
    value = _value(low)
    if match["low_unit"]:
        value *= _MILLIGRAMS.get(match["low_unit"].lower(), 1.0) / _MILLIGRAMS.get(unit, 1.0)
    high = _value(higher) if higher else value
    end = match.end()
    return Dose(Span(start, end), factor * value, factor * max(high, value), unit, None, match["kind"].strip().lower())


def _value(text: str) -> float:
    """Return what a number says: figures with commas or spaces, words, and k or thousand after either."""
    lowered = text.lower().strip()
    power = 1.0
    for name, value in _POWERS.items():
        if lowered.endswith(name):
            lowered, power = lowered.removesuffix(name).rstrip(" -"), value
            break
    if lowered in _WORDS:
        return _WORDS[lowered] * power
    if _DOTTED.fullmatch(lowered):
        lowered = lowered.replace(".", "")
    return float(lowered.replace(",", "").replace(" ", "")) * power


def _a_day(text: str, span: Span, start: int, end: int) -> float | None:
    """Read how often from what follows an amount, else from what stands before it, not beyond other amounts."""
    stop = min(end, span.end + _AFTER)
    ending = _END.search(text, span.end, stop)
    match = _HOW_OFTEN.search(text, span.end, ending.start() if ending else stop)
    if match is None:
        begin = max(start, span.start - _BEFORE)
        for broken in _END.finditer(text, begin, span.start):
            begin = broken.end()
        match = _HOW_OFTEN.search(text, begin, span.start)
    return _frequency(match) if match else None


def _frequency(match: re.Match[str]) -> float:
    for name, value in _FIXED.items():
        if match[name]:
            return value
    if match["hours"]:
        return 24 / max(_value(match["hours"]), 1.0)
    said = match["often"].lower()
    often = _OFTEN[said] if said in _OFTEN else _value(said)
    return often / 7 if match["often_week"] else often
