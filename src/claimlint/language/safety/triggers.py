"""What in a text asks for something else to be there: advice asks for a disclaimer, a red flag for an emergency number.

Each trigger is a function from the article to the places that ask; ``TRIGGERS``
gives them the names that rules of the kind ``require`` use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from claimlint.claim import Status, Strength
from claimlint.language.safety import fda_statement
from claimlint.language.safety.accountability import find_statements
from claimlint.language.safety.advising import Advice, advice_patterns, advice_table
from claimlint.language.standing.status import status_of
from claimlint.late import dataclass
from claimlint.matcher import Haystack, Pattern
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_SOMEBODY_ELSE = frozenset({"quoted", "attributed", "rejected"})
_READER = frozenset({"you", "your", "you're", "yourself", "you've"})
_NEWS_PIECES = 3
"""Pieces of advice from which a news article counts as advising; its sources may advise once."""
_RESEARCHED = 3
"""Words of research from which an article is about a study."""
_TOLD, _TOLD_OFTEN = 1, 3
"""Words of those who tell news from which an article is news and no reference page, and one that names a reviewer."""
_BENEFITS = frozenset({"efficacy", "function", "implied-disease"})
_JOINS = frozenset({"and", "of", "for"})


_PATTERNS = (
    "ask_the_doctor", "clinician", "dose", "everyday", "fasting", "intervention", "label_page", "medicines",
    "medicines_unless", "news_voice", "red_flag_events", "red_flag_events_unless", "red_flags", "report",
    "structure_function", "suicide", "suicide_other_senses", "supplement", "testimonial", "testimonial_product",
    "vulnerable",
)  # fmt: skip
"""Those of the table that are looked for here."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place that asks for something, and why it does."""

    span: Span
    """In the prose."""
    because: str
    """A half sentence."""


@cache
def _pattern(name: str) -> Pattern:
    return Pattern(advice_table()[name])


def trigger_patterns() -> list[Pattern]:
    """Return the patterns that `triggered` looks for."""
    return [*map(_pattern, _PATTERNS), *advice_patterns()]


def _found(analysis: Analysis, name: str, unless: str = "") -> Iterator[Span]:
    """Yield the places of a pattern of the table, minus the other senses."""
    for span in analysis.find(_pattern(name)):
        if not (unless and analysis.found_in(_pattern(unless), analysis.around(span, "sentence"))):
            yield span


def _in_advice(analysis: Analysis, span: Span) -> bool:
    return _advice_at(analysis, span) is not None


def _advice_at(analysis: Analysis, span: Span) -> Advice | None:
    sentence = analysis.sentence_at(span.start)
    return analysis.advice_by_sentence.get(sentence.span.start) if sentence else None


def _advice(analysis: Analysis) -> Iterator[Trigger]:
    advice: Sequence[Advice] = [item for item in analysis.advice if not _on_label(analysis, item)]
    strong = sum(item.strong for item in advice)
    enough = len(advice) >= _NEWS_PIECES if analysis.content.kind == "news" else strong > 0 or len(advice) > 1
    if enough:
        # The gravest first: it is what a report quotes.
        for item in sorted(advice, key=lambda item: not item.strong):
            yield Trigger(item.span, "it tells readers what to do for their health")


def _on_label(analysis: Analysis, advice: Advice) -> bool:
    """Whether a piece of advice is how a label says how much to take, on a page that repeats the label."""
    sentence = Haystack(analysis.document.prose(advice.sentence.span))
    if _pattern("label_dose").search(sentence) is None or _pattern("label_dose_unless").search(sentence) is not None:
        return False
    return bool(analysis.find(_pattern("label_page")))


def _dose(analysis: Analysis) -> Iterator[Trigger]:
    for span in _found(analysis, "dose"):
        if _in_advice(analysis, span):
            yield Trigger(span, "it tells readers how much to take")


def _medicines(analysis: Analysis) -> Iterator[Trigger]:
    for span in _found(analysis, "medicines", "medicines_unless"):
        if _commanded(analysis, span):
            yield Trigger(span, "it tells readers to stop, change or combine medicines")


def _commanded(analysis: Analysis, span: Span) -> bool:
    advice = _advice_at(analysis, span)
    return advice is not None and advice.span.start <= span.end


def _fasting(analysis: Analysis) -> Iterator[Trigger]:
    if next(_advice(analysis), None):
        for span in _found(analysis, "fasting"):
            if str(status_of(analysis, span).status) not in _SOMEBODY_ELSE:
                yield Trigger(span, "it advises readers and speaks of fasting or an extreme diet")


def _vulnerable(analysis: Analysis) -> Iterator[Trigger]:
    for span in _found(analysis, "vulnerable"):
        if _in_advice(analysis, span):
            yield Trigger(span, "it gives advice for pregnancy, infants or children")


def _supplement_claim(analysis: Analysis) -> Iterator[Trigger]:
    if analysis.content.kind != "product" or not analysis.find(_pattern("supplement")):
        return
    for span in _found(analysis, "structure_function"):
        if str(status_of(analysis, span).status) not in ("negated", "rejected", "questioned"):
            yield Trigger(span, f"a supplement is sold here ({analysis.content.reason})")


def _testimonial(analysis: Analysis) -> Iterator[Trigger]:
    if analysis.content.kind == "news":
        return
    sells = analysis.content.kind == "product"
    for span in _found(analysis, "testimonial"):
        if sells or analysis.found_in(_pattern("testimonial_product"), analysis.around(span, "block")):
            yield Trigger(span, "one person's result stands for what a product does")


def _red_flags(analysis: Analysis) -> Iterator[Trigger]:
    """A symptom that the text speaks to its readers about, or an emergency that it supposes they are in."""
    for span in _found(analysis, "red_flag_events", "red_flag_events_unless"):
        if _addresses(analysis, span):
            yield Trigger(span, "it speaks to readers about an emergency")
    for span in _found(analysis, "red_flags"):
        if _addresses(analysis, span) or _in_advice(analysis, span):
            yield Trigger(span, "it speaks to readers about symptoms that can be an emergency")


def _addresses(analysis: Analysis, span: Span) -> bool:
    """Whether the sentence at a place speaks to the reader."""
    first, last = analysis.words.range(analysis.around(span, "sentence"))
    return not _READER.isdisjoint(analysis.words.words[first:last])


def _suicide(analysis: Analysis) -> Iterator[Trigger]:
    spans = list(_found(analysis, "suicide", "suicide_other_senses"))
    heads = [span for span in spans if _is_head(analysis, span)]
    if heads or len(spans) > 2:
        for span in spans:
            yield Trigger(span, "it is about suicide or self-harm")


def _is_head(analysis: Analysis, span: Span) -> bool:
    block = analysis.document.block_at(span.start)
    return block is not None and block.kind in ("title", "heading")


def _clinician(analysis: Analysis) -> Iterator[Trigger]:
    if not next(_advice(analysis), None):
        return
    for span in [*_found(analysis, "clinician"), *_found(analysis, "ask_the_doctor")]:
        if str(status_of(analysis, span).status) not in ("quoted", "attributed"):
            yield Trigger(span, "a clinician advises readers")


def _intervention(analysis: Analysis) -> Iterator[Trigger]:
    """An article that reports on a treatment, test or product: it names one, speaks of research and tells news."""
    yield from _reported(analysis, [*_found(analysis, "intervention")])


def _offered(analysis: Analysis) -> Iterator[Trigger]:
    """An intervention that somebody must make, prescribe or sell: not coffee, exercise or a diet."""
    everyday = set(analysis.find(_pattern("everyday")))
    yield from _reported(analysis, [span for span in _found(analysis, "intervention") if span not in everyday])


def _is_reviewed(analysis: Analysis) -> bool:
    """Tell whether a page says who reviewed it or when: what hospitals, charities and dietitians keep up to date."""
    return any(not item.empty for kind in ("reviewer", "review_date") for item in find_statements(analysis, kind))


def _reported(analysis: Analysis, spans: list[Span]) -> Iterator[Trigger]:
    if len(spans) < 2 or len(analysis.find(_pattern("report"))) < _RESEARCHED:
        return
    named = [span for span in spans if not _in_a_name(analysis, span)]
    told = len(analysis.find(_pattern("news_voice")))
    if len(named) < 2 or told < _TOLD or (told < _TOLD_OFTEN and _is_reviewed(analysis)):
        return
    for span in named:
        block = analysis.document.block_at(span.start)
        if block is not None and block.kind not in ("description", "alt"):
            yield Trigger(span, "it reports on a treatment, a test or a product")
            return


def _in_a_name(analysis: Analysis, span: Span) -> bool:
    """Whether a word belongs to a name: the Food and Nutrition Board, the Journal of Sports Medicine."""
    block = analysis.document.block_at(span.start)
    if block is None or block.kind in ("title", "heading") or not analysis.text[span.start].isupper():
        return False
    words = analysis.words
    first, last = words.range(span)
    around = [*range(max(first - 1, 0), first), *range(last, min(last + 3, len(words.words)))]
    return any(
        analysis.text[words.starts[i]].isupper()
        for i in around
        if block.span.start <= words.starts[i] < block.span.end and (i <= last or words.words[last] in _JOINS)
    )


def _health(analysis: Analysis) -> Iterator[Trigger]:
    """The page gives health information: points at its title, its first heading or its first words."""
    place = analysis.head
    if analysis.health and place is not None:
        yield Trigger(place, "it gives health information")


def _commercial(analysis: Analysis) -> Iterator[Trigger]:
    place = analysis.head
    content = analysis.content
    # Nobody has to be told who earns from a shelf with prices and a cart.
    if content.kind == "product" and not content.shelf and place is not None:
        yield Trigger(place, content.reason)


def _plain_claims(analysis: Analysis) -> Iterator[Trigger]:
    """Claims of benefit that the page makes itself, without a hedge."""
    for claim in analysis.claims:
        if claim.status is Status.ASSERTED and claim.kind in _BENEFITS and claim.strength.rank >= Strength.DIRECT.rank:
            yield Trigger(claim.span, "it is one of several plain claims of benefit on the page")


TRIGGERS: dict[str, Callable[[Analysis], Iterator[Trigger]]] = {
    "advice": _advice,
    "dose": _dose,
    "medicines": _medicines,
    "fasting": _fasting,
    "vulnerable": _vulnerable,
    "supplement-claim": _supplement_claim,
    "testimonial": _testimonial,
    "red-flags": _red_flags,
    "suicide": _suicide,
    "clinician": _clinician,
    "intervention": _intervention,
    "offered-intervention": _offered,
    "health": _health,
    "commercial": _commercial,
    "plain-claims": _plain_claims,
    "fda-inexact": lambda analysis: _statements(analysis, "inexact"),
    "fda-incomplete": lambda analysis: _statements(analysis, "incomplete"),
    "fda-unlinked": lambda analysis: _statements(analysis, "unlinked"),
}
"""By the names that rules use."""


def triggered(analysis: Analysis, name: str) -> tuple[Trigger, ...]:
    """Return the places that ask under a name of ``TRIGGERS``, in reading order; found once for an article."""
    found = analysis.triggers.get(name)
    if found is None:
        found = analysis.triggers[name] = tuple(TRIGGERS[name](analysis))
    return found


def _statements(analysis: Analysis, problem: str) -> Iterator[Trigger]:
    for span, because in fda_statement.problems(analysis, problem):
        yield Trigger(span, because)
