"""The inventory: every health claim of an article, for the medical reviewer who signs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimlint.claim import Claim, Evidence, Status, Strength
from claimlint.finding import FileReport
from claimlint.language.analysis import Analysis
from claimlint.language.evidence.nearby import evidence_near
from claimlint.language.standing.status import status_of
from claimlint.language.strength.rating import strength_of
from claimlint.late import dataclass
from claimlint.lint import examine
from claimlint.ruleset import Ruleset
from claimlint.settings import Settings
from claimlint.source import Source, Span

_NOT_CLAIMED = (Status.AIM, Status.BACKGROUND)


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as the reviewer sees it; spans are spans of the source."""

    path: str
    sentence: str
    """Prose of the sentence, without markup."""
    line: int
    """1-based, of the sentence."""
    column: int
    """1-based, in code points."""
    start: int
    """Code points; ``start`` and ``end`` enclose the sentence."""
    end: int
    words: str
    """The words that make the claim; empty in a sentence without one."""
    strength: Strength
    status: Status
    cue: str = ""
    """The words that decided the status; empty for a plain assertion."""
    because: str = ""
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules of the family claims that reported something in the sentence."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The claims of one article with the report on it."""

    items: tuple[Item, ...]
    report: FileReport


def take_inventory(
    source: Source, ruleset: Ruleset, settings: Settings | None = None, *, every_sentence: bool = False
) -> Inventory:
    """Return every health claim of a source in reading order.

    ``every_sentence`` adds those without a claim. What an article holds raises
    nothing: trouble is in the report's notifications.
    """
    report, analysis = examine(source, ruleset, settings)
    if analysis is None or any(note.detail for note in report.notifications):
        return Inventory((), report)
    fired = [(item.span, item.rule) for item in report.findings if item.family == "claims"]
    items = [item for index in range(len(analysis.sentences)) for item in _of_sentence(analysis, index, fired)]
    kept = [item for item in items if every_sentence or item.strength is not Strength.NONE]
    return Inventory(tuple(kept), report)


def _of_sentence(analysis: Analysis, index: int, fired: list[tuple[Span, str]]) -> Iterator[Item]:
    """Yield the claims of one sentence, or the sentence itself when it holds none."""
    sentence = analysis.sentences[index].span
    place = analysis.document.map.to_source(sentence)
    position = analysis.document.source.lines.position(place.start)
    rules = tuple(sorted({rule for span, rule in fired if span.overlaps(place)}))
    for claim in _claims(analysis, index):
        yield Item(
            path=analysis.document.source.path,
            sentence=analysis.document.prose(sentence),
            line=position.line,
            column=position.column,
            start=place.start,
            end=place.end,
            words=analysis.document.prose(claim.span) if claim.strength is not Strength.NONE else "",
            strength=claim.strength,
            status=claim.status,
            cue=claim.cue,
            because=claim.because,
            evidence=claim.evidence,
            rules=rules,
        )


def _claims(analysis: Analysis, index: int) -> Iterator[Claim]:
    """Yield what is claimed in a sentence; the strength of its main predicate outranks that of its parts."""
    sentence = analysis.sentences[index].span
    whole = strength_of(analysis, index)
    found = analysis.claims_in(sentence)
    for claim in found:
        keeps = claim.strength is Strength.ABSOLUTE or whole.strength is Strength.NONE
        yield claim if keeps else replace(claim, strength=whole.strength)
    if not found:
        span = whole.span or sentence
        standing = status_of(analysis, span)
        claimed = whole.strength is not Strength.NONE
        # The strength has looked at the whole sentence, so an aim it found to be claimed is claimed.
        status = Status.ASSERTED if claimed and standing.status in _NOT_CLAIMED else standing.status
        yield Claim(
            sentence=sentence,
            span=span,
            strength=whole.strength,
            status=status,
            cue=standing.cue if status is standing.status else "",
            because=f"{whole.because}: “{whole.cue}”" if claimed else "",
            evidence=evidence_near(analysis, span) if claimed else (),
        )
