"""Intake: the doses of vitamins and minerals that a text advises, against the tolerable upper intake levels.

A dose belongs to the nutrient beside it. It is advice when the sentence tells
readers what to take; what a trial gave, a doctor prescribes, a laboratory
measured or a sentence names as the limit is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from claimlint.claim import Status
from claimlint.language.claims.mentions import DRUG, FOOD, REMEDY
from claimlint.language.safety.doses import Dose, parse_doses
from claimlint.language.safety.intake_words import AMOUNT, intake_words, named_nutrients, nutrient_of, people_in
from claimlint.language.standing.status import status_of
from claimlint.language.text.sentences import Sentence
from claimlint.late import dataclass, regex
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_MAX_SENTENCE = 1500
"""Code points; what is longer is a table that lost its line ends, and is read so far."""
_MILLIGRAMS = {"mg": 1.0, "mcg": 0.001, "g": 1000.0}
_IGNORED = frozenset({"hedge", "condition", "aim", "background", "disclaimer"})
_BEYOND_FOOD = 2.0
"""Times the limit for supplements that nobody reaches by eating."""
_DFE = 1.7
"""Micrograms of dietary folate equivalents in one of folic acid."""
_ADJACENT = regex(r"[ :(]{1,2}(?:at |of |\()?$")
_GENERIC = frozenset({"supplement", "supplements", "vitamin", "vitamins", "mineral", "minerals"})
_GAP_LEFT, _GAP_RIGHT = 60, 34
_OF = regex(r" ?(?:daily |a day |per day )?(?:of|worth of|in the form of) (?:[\w'-]+ ){0,4}$")
_BESIDE = regex(r" (?:[\w'-]+ ){0,1}$")
_FAR = regex(r"(?: (?:[\w'-]+ ){0,4})$")
_LABEL_HEAD = regex(
    r"\b(?:per|daily|each|a) (?:daily )?(?:day|dose|serving|capsule|tablet|portion|sachet|scoop)\b"
    r"|\bdosage\b|%|\bnrv\b|\brda\b",
    re.IGNORECASE,
)
_LISTED = regex(r"\W*[\w' ]{3,30}[,:(\u2013-]* ?$")
"""What stands before the dose in an item that names an ingredient and how much of it there is."""
_TABLE = 60
"""Cells before a dose among which the head of its table is looked for."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A dose that the text advises, of a nutrient for which there is a limit."""

    span: Span
    """The dose in the prose."""
    nutrient: str
    amount: float
    """A day, in ``unit``; of a range the higher end."""
    unit: str
    limit: float
    people: str
    """adult, infant, toddler, child, older child, teenager or pregnancy."""
    shown_limit: str
    """As readers of this sentence understand it: in IU as well where the dose is."""
    covers: str
    """Which forms the limit covers; empty: all."""

    @property
    def times(self) -> float:
        return self.amount / self.limit


def find_intakes(analysis: Analysis) -> tuple[Intake, ...]:
    """Return every dose that the article advises of a nutrient with a limit, in reading order."""
    return tuple(_all_intakes(analysis))


def _all_intakes(analysis: Analysis) -> Iterator[Intake]:
    indices = dict.fromkeys(analysis.sentence_index(span.start) for span in analysis.find(AMOUNT))
    for index in indices:
        sentence = analysis.sentences[index]
        text = analysis.document.prose(sentence.span)[:_MAX_SENTENCE]
        doses = parse_doses(text)
        if not doses or intake_words().cues["route"].search(text):
            continue
        substances = _substances(analysis, sentence, text)
        for place, dose in enumerate(doses):
            if (
                place
                and text[doses[place - 1].span.end : dose.span.start] == " ("
                and dose.unit != doses[place - 1].unit
            ):
                continue  # The same amount in another unit: "250 µg (10,000 IU)".
            name = _beside(text, doses, place, substances) if substances else _before(analysis, sentence)
            if name and (found := _judge(analysis, sentence, text, dose, name)):
                yield found


def _substances(analysis: Analysis, sentence: Sentence, text: str) -> list[tuple[int, int, str]]:
    """Return what doses can be of: nutrients by name, other remedies, drugs and foods without one."""
    start = sentence.span.start
    found = [
        (match.start(), match.end(), "" if other else nutrient_of(match)) for match, other in named_nutrients(text)
    ]
    taken = [(one, end) for one, end, _ in found]
    first, last = analysis.words.range(sentence.span)
    nouns = analysis.mentions.nouns
    begin = bisect_left(nouns, first, key=lambda noun: noun.first)
    for noun in nouns[begin : bisect_left(nouns, last, key=lambda noun: noun.first)]:
        span = analysis.words.span(noun.first, noun.last)
        one, end = span.start - start, span.end - start
        generic = noun.last - noun.first == 1 and analysis.words.words[noun.first] in _GENERIC
        if (
            noun.kinds & (REMEDY | DRUG | FOOD)
            and not generic
            and not any(one < other and other_start < end for other_start, other in taken)
        ):
            found.append((one, end, ""))
    return sorted(found)


def _beside(text: str, doses: tuple[Dose, ...], place: int, substances: list[tuple[int, int, str]]) -> str:
    """Return the nutrient that a dose is of; empty where it is of something else or of nothing named near."""
    span = doses[place].span
    before = doses[place - 1].span.end if place else 0
    after = doses[place + 1].span.start if place + 1 < len(doses) else len(text)
    left = next((item for item in reversed(substances) if before <= item[1] <= span.start), None)
    right = next((item for item in substances if span.end <= item[0] <= after), None)
    gap = text[left[1] : span.start] if left else ""
    following = text[span.end : right[0]] if right and right[0] - span.end <= _GAP_RIGHT else None
    if right and following is not None and _OF.match(following):
        return right[2]
    if left and _ADJACENT.match(gap):
        return left[2]
    if right and following is not None and _BESIDE.match(following):
        return right[2]
    if left and len(gap) <= _GAP_LEFT:
        return left[2]
    return right[2] if right and following is not None and _FAR.match(following) else ""


def _before(analysis: Analysis, sentence: Sentence) -> str:
    """Return the one nutrient that the sentence before, or else the heading, speaks of."""
    document, index = analysis.document, analysis.sentence_index(sentence.span.start)
    if index and sentence.block and document.blocks[sentence.block].kind == "cell":
        beside = document.prose(document.blocks[sentence.block - 1].span)
        names = {nutrient_of(match) for match in intake_words().names.finditer(beside[:200])}
        return names.pop() if len(names) == 1 else ""
    if index and analysis.sentences[index - 1].block == sentence.block:
        previous = analysis.sentences[index - 1]
        named = _substances(analysis, previous, document.prose(previous.span)[:_MAX_SENTENCE])
        if named:
            return named[0][2] if len({name for _, _, name in named}) == 1 else ""
    heading = document.heading_before(sentence.block)
    text = document.prose(heading.span) if heading else ""
    names = {nutrient_of(match) for match in intake_words().names.finditer(text[:200])}
    return names.pop() if len(names) == 1 else ""


def _judge(analysis: Analysis, sentence: Sentence, text: str, dose: Dose, name: str) -> Intake | None:
    words = intake_words()
    entry = words.nutrients[name]
    amount = _in_unit(dose, entry, text)
    people = _people(analysis, sentence, text)
    limit = entry["limits"].get(people, 0)
    if amount is None or not limit or amount <= limit * 1.001:
        return None
    if name in words.not_covered and words.not_covered[name].search(text):
        return None
    if not _advised(analysis, sentence, text, dose, entry, amount / limit):
        return None
    span = Span(sentence.span.start + dose.span.start, sentence.span.start + dose.span.end)
    shown = f"{limit:,} {_shown_unit(entry['unit'])}"
    if dose.unit == "IU":
        shown = f"{round(limit / entry['iu'], -1):,.0f} IU ({shown})"
    return Intake(span, name, amount, entry["unit"], limit, people, shown, entry.get("covers", ""))


def _in_unit(dose: Dose, entry: dict[str, Any], text: str) -> float | None:
    """Return what a dose makes a day in the unit of the limit, or None where the units do not go together."""
    often = 1.0 if dose.a_day is None else dose.a_day
    if dose.unit == "IU":
        if "iu" not in entry:
            return None
        synthetic = re.search(r"\b(?:dl-|synthetic)", text, re.I) is not None
        return dose.high * float(entry.get("synthetic_iu", entry["iu"]) if synthetic else entry["iu"]) * often
    folate = _DFE if dose.equivalent == "dfe" else 1.0
    return dose.high * _MILLIGRAMS[dose.unit] / _MILLIGRAMS[entry["unit"]] * often / folate


def _shown_unit(unit: str) -> str:
    return {"mcg": "µg"}.get(unit, unit)


def _people(analysis: Analysis, sentence: Sentence, text: str) -> str:
    """Say whom a dose is for: as the sentence says, else the heading above it, else the head of the page."""
    document = analysis.document
    heading = document.heading_before(sentence.block)
    head = analysis.head
    said = (text, document.prose(heading.span) if heading else "", document.prose(head)[:200] if head else "")
    return next((group for part in said if (group := people_in(part))), "adult")


def _advised(
    analysis: Analysis, sentence: Sentence, text: str, dose: Dose, entry: dict[str, Any], times: float
) -> bool:
    cues = intake_words().cues
    if analysis.document.blocks[sentence.block].kind in ("alt", "caption", "description"):
        return False
    start = sentence.span.start
    before = text[max(dose.span.start - 60, 0) : dose.span.start]
    if cues["limit_before"].search(before) and not cues["urged_before"].search(before):
        return False
    commanded = _commanded(analysis, sentence, text)
    if not commanded and not _urged(analysis, sentence, text, dose):
        return False
    if entry.get("supplements_only") and times < _BEYOND_FOOD and not _supplemented(text, commanded):
        return False
    if _led_by_clinician(analysis, sentence):
        return False
    place = Span(start + dose.span.start, start + dose.span.end)
    return status_of(analysis, place, _IGNORED).status in (Status.ASSERTED, Status.HEDGED)


def _supplemented(text: str, commanded: bool) -> bool:
    """Whether a dose is taken besides food, for the limits that are for supplements alone."""
    cues = intake_words().cues
    return not cues["food"].search(text) and (commanded or cues["taking"].search(text) is not None)


def _commanded(analysis: Analysis, sentence: Sentence, text: str) -> bool:
    advice = analysis.advice_by_sentence.get(sentence.span.start)
    # Advice that begins with a figure was told by a dose and a time alone.
    if advice is not None and not analysis.text[advice.span.start].isdigit():
        return True
    return intake_words().cues["command"].search(text) is not None


def _urged(analysis: Analysis, sentence: Sentence, text: str, dose: Dose) -> bool:
    """Whether a sentence without a command advises: it says what people need, is a line of a plan, or a label."""
    cues = intake_words().cues
    if cues["report"].search(text) or cues["warning"].search(text):
        return False
    if cues["urging"].search(text):
        return True
    if dose.a_day is not None and not cues["finite"].search(text):
        return True
    if analysis.content.kind != "product":
        return False
    return cues["label"].search(text) is not None or _on_label(analysis, sentence, text, dose)


def _on_label(analysis: Analysis, sentence: Sentence, text: str, dose: Dose) -> bool:
    """Tell whether a dose stands in a list of ingredients, or in a table of what a portion holds."""
    blocks = analysis.document.blocks
    kind = blocks[sentence.block].kind
    if kind == "item":
        return bool(_LISTED.fullmatch(text[: dose.span.start])) and not text[dose.span.end :].lstrip()[:1].isalpha()
    if kind != "cell":
        return False
    for block in reversed(blocks[max(sentence.block - _TABLE, 0) : sentence.block]):
        if block.kind != "cell":
            return False
        if _LABEL_HEAD.search(analysis.document.prose(block.span)):
            return True
    return False


def _led_by_clinician(analysis: Analysis, sentence: Sentence) -> bool:
    cues = intake_words().cues
    around = analysis.around(sentence.span, "neighbours")
    text = cues["clinician_denied"].sub("", analysis.document.prose(around)[: 3 * _MAX_SENTENCE])
    return cues["clinician"].search(text) is not None
