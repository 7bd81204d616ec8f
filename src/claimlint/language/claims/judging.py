"""A draft becomes a claim: its standing, how strong it is, who acts on what, and what is offered as its proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claimlint.claim import Claim, Evidence, Status, Strength
from claimlint.language.claims.absolutes import absolute_near
from claimlint.language.claims.agents import DOUBTED, Actor, is_folk_ware, own_product
from claimlint.language.claims.authorised import is_authorised, is_established
from claimlint.language.claims.counting import is_implied, leaves_product_unsaid, promises_plainly
from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import (
    ABSOLUTE,
    AGAINST,
    BODY,
    CARE,
    CONDITION,
    DRUG,
    EXPOSURE,
    FUNCTION,
    ILL,
    MARKER,
    PROCEDURE,
    SYMPTOM,
    Noun,
)
from claimlint.language.claims.scene import Scene
from claimlint.language.evidence.nearby import evidence_near
from claimlint.language.standing.scopes import live_hits
from claimlint.language.standing.sources import find_sources
from claimlint.language.standing.status import NO_SOURCE, STATUS_OF_SHIELD, Assertion, status_of
from claimlint.language.text.words import word_set
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_FIRST_PERSON = word_set("i i'm i've i'd my me myself mine")
_TARGETS = (
    (CONDITION, "condition"),
    (SYMPTOM, "symptom"),
    (MARKER, "marker"),
    (FUNCTION, "function"),
    (BODY, "body"),
    (DRUG | PROCEDURE, "medicine"),
    (CARE, "care"),
)


def claim_of(scene: Scene, draft: Draft) -> Claim:
    """Return the claim that a draft makes; spans in the prose."""
    analysis = scene.analysis
    span = scene.words.span(draft.first, draft.last)
    cue = draft.cue if draft.cue >= 0 else draft.first
    place = scene.words.span(cue, max(draft.last, cue + 1))
    assertion = status_of(analysis, place, ignore=draft.ignore)
    if assertion.status is Status.QUOTED and assertion.source and draft.kind in _OWN_WORDS:
        # What somebody else is quoted as saying is theirs; a story in the first person stays a testimonial.
        assertion = replace(assertion, status=Status.ATTRIBUTED, shield="attribution")
    if assertion.shield == "attribution" and scene.sure and _has_come_round(scene):
        # "Even Harvard has finally admitted that it cures" is a seller's boast and no report.
        assertion = Assertion(Status.ASSERTED)
    if assertion.shield == "regulator" and _kind(scene, draft) == "testimonial":
        # A story before a court or a regulator is evidence in a case and nobody's advertising.
        assertion = replace(assertion, status=Status.REJECTED)
    if is_implied(draft) and assertion.status is Status.QUESTIONED and assertion.cue != "?":
        # "Whether it does much for colic" asks nobody who might want it.
        assertion = replace(assertion, status=Status.CONDITIONAL)
    elif is_implied(draft) and assertion.status is Status.ASSERTED:
        assertion = _excused_anywhere(scene, draft.ignore) or assertion
    common = _common_ground(scene, draft)
    near = "" if draft.absolute else absolute_near(scene, draft)
    absolute = draft.absolute or bool(near)
    return Claim(
        sentence=analysis.sentences[scene.index].span,
        span=span,
        strength=_strength(scene, assertion, absolute, draft),
        status=Status.BACKGROUND if common else assertion.status,
        cue=common or assertion.cue,
        agent=_written(scene, draft.actor),
        agent_kind=_agent_kind(scene, draft),
        target=scene.written(draft.target.first, draft.target.last) if draft.target else "",
        target_kind=_target_kind(draft.target),
        kind=_kind(scene, draft),
        because=f"{draft.because}, and “{near}” makes it absolute" if near else draft.because,
        evidence=_evidence(analysis, span, assertion),
        stated=draft.finite or leaves_product_unsaid(scene, draft),
    )


def _has_come_round(scene: Scene) -> bool:
    return not _CONCEDING.isdisjoint(scene.said) and not _AT_LAST.isdisjoint(scene.said)


def _excused_anywhere(scene: Scene, ignore: frozenset[str]) -> Assertion | None:
    """Return what weakens the whole sentence: a complaint only named has no predicate that stands under a scope."""
    reading = scene.analysis.readings[scene.index]
    live = live_hits(reading)
    for shield in _WEAKENING:
        if shield in ignore:
            continue
        for hit in live.get(shield, ()):
            if hit.cue.force != "can" and hit.cue.scope not in _PARTIAL:
                return Assertion(STATUS_OF_SHIELD[shield], shield, reading.written(hit.first, hit.last))
    denied = _NOTHING.intersection(reading.words) or _denied_cure(scene)
    if denied and "negation" not in ignore:
        return Assertion(Status.NEGATED, "negation", min(denied))
    source = next((item for item in find_sources(reading) if item.kind not in NO_SOURCE), None)
    if source is None or "attribution" in ignore:
        return None
    return Assertion(Status.ATTRIBUTED, "attribution", reading.written(source.first, source.last))


def _denied_cure(scene: Scene) -> frozenset[str]:
    """Return the denial right before a verb of curing or preventing: "collagen won't cure your arthritis"."""
    return frozenset(
        scene.word(verb.first - 1)
        for verb in scene.verbs
        if verb.classes & (ABSOLUTE | AGAINST) and scene.word(verb.first - 1) in _DENYING
    )


_DENYING = word_set("won't wouldn't doesn't don't didn't not cannot never")
_CONCEDING = word_set("admit admits admitted concede concedes conceded confess confesses confessed")
_AT_LAST = word_set("even finally now last")
_OWN_WORDS = ("function", "implied-disease", "benefit")
_PARTIAL = frozenset(["body", "act", "seller", "claiming", "next", "heading"])
_WEAKENING = ("regulator", "myth", "warning", "hedge", "disclaimer", "aim")
_NOTHING = word_set("failed fails fail neither not isn't aren't doesn't didn't")
"""What denies wherever it stands; "none of the forms" and "nothing creaks" promise as often."""


def _common_ground(scene: Scene, draft: Draft) -> str:
    """Return why a claim needs no proof of its own, empty where it does."""
    if draft.kind not in ("efficacy", "function", "cause"):
        return ""
    if is_authorised(scene, draft):
        return "authorised wording"
    return "common knowledge" if is_established(scene, harm=draft.kind == "cause") else ""


def _strength(scene: Scene, assertion: Assertion, absolute: bool, draft: Draft) -> Strength:
    if absolute:
        return Strength.ABSOLUTE
    if assertion.force == "can" and draft.kind in ("efficacy", "function") and (scene.bare or not scene.product):
        # What "can" lower a risk is how guidance speaks; a seller's "can" promises all the same.
        return Strength.CONDITIONAL
    if assertion.status is Status.HEDGED or draft.kind == "implied-disease":
        return Strength.CONDITIONAL
    return Strength.DIRECT


def _evidence(analysis: Analysis, span: Span, assertion: Assertion) -> tuple[Evidence, ...]:
    return evidence_near(analysis, span) if assertion.status in (Status.ASSERTED, Status.HEDGED) else ()


def _written(scene: Scene, actor: Actor) -> str:
    return scene.written(actor.first, actor.last) if actor.kind and actor.last > actor.first else ""


def _agent_kind(scene: Scene, draft: Draft) -> str:
    """Return what acts; in a product's text what is left unsaid, or a pronoun, is the product."""
    kind = draft.actor.kind
    sells = scene.product and (not scene.bare or promises_plainly(scene, draft))
    if draft.kind == "cause" and draft.actor.kinds & EXPOSURE:
        return "exposure"
    if kind in ("", "pronoun", "product"):
        if own_product(scene):
            return "own"
        if kind == "product" and is_folk_ware(scene, draft.actor):
            return "product"
        if sells or leaves_product_unsaid(scene, draft):
            return "product"
        return "unknown"
    if sells and not draft.finite and kind in DOUBTED and scene.analysis.content.kind != "product":
        # A sentence that sells by itself bids the reader to get what its ware is said to do: "clear acne with neem".
        return "product"
    return kind


def _target_kind(target: Noun | None) -> str:
    if target is None:
        return "condition"
    return next((name for bit, name in _TARGETS if target.kinds & bit), "unknown")


def _kind(scene: Scene, draft: Draft) -> str:
    personal = draft.kind == "efficacy" and not _FIRST_PERSON.isdisjoint(scene.said)
    return "testimonial" if personal and draft.target and draft.target.kinds & ILL else draft.kind
