"""The inventory of claims: every sentence that claims something for health, as a medical reviewer signs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimlint.claim import Claim, Evidence, Status, Strength
from claimlint.errors import ClaimlintError
from claimlint.finding import FileReport
from claimlint.language.analysis import Analysis
from claimlint.language.evidence import evidence_near
from claimlint.language.mentions import TARGET
from claimlint.language.status import status_of
from claimlint.language.strength import strength_of
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.ruleset import Ruleset
from claimlint.settings import Settings
from claimlint.source import Source, Span


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of the inventory; positions count code points of the decoded source."""

    path: str
    sentence: str
    """As a reader reads it, without markup."""
    line: int
    """1-based, of the sentence's first character."""
    column: int
    """1-based, in code points."""
    start: int
    end: int
    """Half-open, with ``start``: the sentence in the source."""
    strength: Strength
    status: Status
    words: str = ""
    """The words that make the claim; empty in a sentence without one."""
    cue: str = ""
    """The words that decided the status."""
    because: str = ""
    """Why it reads as a claim, as a half sentence."""
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules of the family claims that fired in the sentence, sorted."""


@dataclass(frozen=True)
class Inventory:
    """The claims of one article."""

    report: FileReport
    """What the rules found, with the notifications."""
    items: tuple[Item, ...] = ()
    """In reading order."""


def take_inventory(
    source: Source, ruleset: Ruleset, settings: Settings | None = None, *, every_sentence: bool = False
) -> Inventory:
    """Return the sentences of a source that make a health claim; with ``every_sentence`` all its sentences.

    Never raises for what the article holds: what cannot be read is a notification.
    """
    report = lint(source, ruleset, settings)
    try:
        analysis = Analysis(parse(source), settings)
    except ClaimlintError:
        return Inventory(report)
    fired = [(finding.span, finding.rule) for finding in report.findings if finding.family == "claims"]
    items = (_item(analysis, index, fired) for index in range(len(analysis.sentences)))
    return Inventory(report, tuple(item for item in items if every_sentence or item.words or item.rules))


def _item(analysis: Analysis, index: int, fired: Sequence[tuple[Span, str]]) -> Item:
    document = analysis.document
    sentence = analysis.sentences[index].span
    place = document.map.to_source(sentence)
    position = document.source.lines.position(place.start)
    rules = tuple(sorted({rule for span, rule in fired if span.overlaps(place)}))
    claim = _strongest(analysis, sentence) or _by_verb(analysis, index)
    return Item(
        path=document.source.path,
        sentence=document.prose(sentence),
        line=position.line,
        column=position.column,
        start=place.start,
        end=place.end,
        strength=claim.strength if claim else Strength.NONE,
        status=claim.status if claim else Status.ASSERTED,
        words=document.prose(claim.span) if claim else "",
        cue=claim.cue if claim else "",
        because=claim.because if claim else "",
        evidence=claim.evidence if claim else (),
        rules=rules,
    )


def _strongest(analysis: Analysis, sentence: Span) -> Claim | None:
    """Return the claim a reviewer must look at first: asserted before excused, then the strongest."""
    claims = [claim for claim in analysis.claims if claim.sentence == sentence]
    return max(claims, key=lambda claim: (claim.status is Status.ASSERTED, claim.strength.rank), default=None)


def _by_verb(analysis: Analysis, index: int) -> Claim | None:
    """Return the claim of a sentence whose verb tells of cause or association and that names something of health."""
    sentence = analysis.sentences[index].span
    first, last = analysis.words.range(sentence)
    if not any(first <= noun.first < last and noun.kinds & TARGET for noun in analysis.mentions.nouns):
        return None
    found = strength_of(analysis, index)
    if found.strength is Strength.NONE or found.span is None:
        return None
    assertion = status_of(analysis, found.span)
    evidence = evidence_near(analysis, found.span)
    because = f"“{found.cue}” tells of a {found.because}"
    return Claim(
        sentence, found.span, found.strength, assertion.status, assertion.cue, because=because, evidence=evidence
    )
