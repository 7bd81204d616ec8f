"""Claims: every health claim of an article with who acts, on what, how firmly and in what standing.

Structure decides, not phrases: an actor, a predicate with its polarity and a target. A
claim is only drafted here; the shields of ``status`` say whether it is made at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from claimlint.claim import Claim, Evidence, Status, Strength
from claimlint.language.claims.absolutes import absolute_near
from claimlint.language.claims.advertising import LIKELY, NOT, SURE, advertises, opens_text
from claimlint.language.claims.agents import DOUBTED, TRUSTED, Actor, is_folk_ware, own_product
from claimlint.language.claims.authorised import is_authorised, is_established
from claimlint.language.claims.departures import find_departures
from claimlint.language.claims.efficacy import Draft, find_efficacy, is_adjective
from claimlint.language.claims.hints import find_answers, find_bodily, find_implied, find_names, find_openers
from claimlint.language.claims.inflection import BASE, THIRD
from claimlint.language.claims.medicine import find_advice
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
    TARGET,
    Mentions,
    Noun,
)
from claimlint.language.claims.origins import find_origins
from claimlint.language.claims.pitch import find_pitch, find_review
from claimlint.language.claims.promises import find_promises, find_weight_loss
from claimlint.language.claims.scene import Scene
from claimlint.language.claims.selling import sells_itself
from claimlint.language.claims.shunning import find_shunned
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
_PRIORITY = {
    "danger": 0,
    "replacement": 1,
    "testimonial": 2,
    "efficacy": 3,
    "function": 4,
    "cause": 5,
    "implied-disease": 6,
}


def find_claims(analysis: Analysis) -> tuple[Claim, ...]:
    """Return every health claim of a document in reading order, whatever its status; spans in the prose."""
    found: list[Claim] = []
    named: set[str] = set()
    for scene in _scenes(analysis, analysis.mentions):
        drafts = [draft for draft in _drafts(scene) if _counts(scene, draft) and not _is_repeated(scene, draft, named)]
        if not drafts:
            continue
        open_drafts = [draft for draft in drafts if not _is_implied(draft)]
        if open_drafts:
            found += [_claim(scene, draft) for draft in _select(open_drafts)]
        else:
            found.append(_gravest(_claim(scene, draft) for draft in drafts))
    return tuple(found)


def _is_repeated(scene: Scene, draft: Draft, named: set[str]) -> bool:
    """Tell whether a draft is a name that tells what it is for and that the page has said before; remember it."""
    if draft.kind != "implied-disease" or draft.actor.kind != "brand" or draft.target is not None:
        return False
    name = scene.written(draft.first, draft.last)
    repeated = name in named
    named.add(name)
    return repeated


def _scenes(analysis: Analysis, mentions: Mentions) -> Iterator[Scene]:
    """Yield every sentence in which something is named that a claim can be about."""
    product = analysis.content.kind == "product" and analysis.content.sells
    nouns, verbs, compounds = mentions.nouns, mentions.verbs, mentions.compounds
    words = analysis.words
    # Where the terms begin; the last stands behind every sentence.
    noun_firsts = [*[noun.first for noun in nouns], len(words.words)]
    verb_firsts = [verb.first for verb in verbs]
    n = c = last = 0
    for index, sentence in enumerate(analysis.sentences):
        before, last = last, bisect_left(words.starts, sentence.span.end)
        n0, c0 = n, c
        if noun_firsts[n] < last:
            n = bisect_left(noun_firsts, last, n)
        if c < len(compounds) and compounds[c] < last:
            c = bisect_left(compounds, last, c)
        if n > n0 or c > c0 or product:
            first = bisect_left(words.starts, sentence.span.start)
            v0, v = bisect_left(verb_firsts, before), bisect_left(verb_firsts, last)
            here = nouns[n0:n], verbs[v0:v], compounds[c0:c]
            if product:
                sells = SURE if analysis.content.declared else LIKELY
            elif n == n0:
                sells = NOT
            elif sells_itself(words, first, last, here[0]):
                sells = SURE
            else:
                sells = advertises(analysis, index, first, last, *here[:2])
            bare = sells == NOT and n > n0 and analysis.bare
            yield Scene(analysis, index, first, last, *here, sells > NOT or bare, sells == SURE, bare)


def _drafts(scene: Scene) -> Iterator[Draft]:
    kinds = 0
    for noun in scene.nouns:
        kinds |= noun.kinds
    if kinds & TARGET:
        if scene.verbs:
            yield from find_efficacy(scene)
        if kinds & (ILL | MARKER):
            yield from find_departures(scene)
        if kinds & EXPOSURE and kinds & ILL:
            yield from find_origins(scene)
        yield from find_promises(scene)
        if scene.product and not scene.bare:
            yield from find_openers(scene)
            # A price on a page may belong to anything: what is only named counts where the context is declared.
            if not scene.sure:
                pass
            elif kinds & ILL:
                yield from find_implied(scene)
            elif kinds & (BODY | FUNCTION):
                yield from find_bodily(scene)
    elif scene.compounds:
        yield from find_promises(scene)
    if kinds & (DRUG | PROCEDURE | CARE):
        yield from find_advice(scene)
    if kinds & (DRUG | PROCEDURE | CARE | ILL):
        yield from find_shunned(scene)
    if not scene.product or scene.bare:
        yield from find_review(scene)
    if scene.product:
        yield from find_weight_loss(scene)
        if not scene.bare:
            yield from find_answers(scene)
            yield from find_names(scene)
        if scene.sure:
            yield from find_pitch(scene)


def _speaks_of_something(scene: Scene, draft: Draft) -> bool:
    """Tell whether a draft says who acts, states something, or is grave without: else it is how bodies work."""
    return bool(draft.actor.kind) or draft.finite or draft.absolute or _leaves_product_unsaid(scene, draft)


def _counts(scene: Scene, draft: Draft) -> bool:
    if scene.bare:
        if draft.kind in _IMPLIED:
            return False
        return _speaks_of_something(scene, draft) or _promises_plainly(scene, draft)
    if scene.product:
        # Harm that nothing named does, "turns your gut into a fortress", is a figure of speech that must not hide more.
        return draft.kind != "cause" or bool(draft.actor.kind)
    return _speaks_of_something(scene, draft)


_POINTING = word_set("it this these they it'll they'll it's")
_IMPLIED = ("implied-disease", "benefit", "safety")


def _promises_plainly(scene: Scene, draft: Draft) -> bool:
    """Tell whether a draft promises without the help of its page: wholly, by a ware, or by a verb that opens it."""
    if draft.kind not in ("efficacy", "function", "testimonial") or draft.actor.kind in TRUSTED:
        return False
    if draft.absolute:
        return True
    opening = scene.verbs[0] if scene.verbs else None
    if opening is None or draft.first != scene.first or opening.first != scene.first:
        pointing = draft.actor.kind == "pronoun" and scene.word(draft.actor.first) in _POINTING
        return draft.finite and (pointing or draft.actor.kind == "product")
    if not opens_text(scene.analysis, scene.index):
        return False
    named = draft.target is not None and draft.target.first == opening.last
    return bool(opening.forms & THIRD) or (bool(opening.forms & BASE) and not (named and is_adjective(scene, opening)))


def _is_implied(draft: Draft) -> bool:
    return draft.weak or draft.kind == "implied-disease"


def _gravest(claims: Iterable[Claim]) -> Claim:
    """Return the first of the claims a sentence implies that nothing excuses, else the first."""
    found = list(claims)
    return next((claim for claim in found if claim.status in (Status.ASSERTED, Status.QUOTED)), found[0])


def _select(drafts: Iterable[Draft]) -> list[Draft]:
    """Keep the gravest of drafts that overlap."""
    ordered = sorted(drafts, key=lambda draft: (_PRIORITY[draft.kind], -draft.absolute, draft.first))
    kept: list[Draft] = []
    for draft in ordered:
        if not any(draft.first < other.last and other.first < draft.last for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.first)


def _claim(scene: Scene, draft: Draft) -> Claim:
    analysis = scene.analysis
    span = scene.words.span(draft.first, draft.last)
    cue = draft.cue if draft.cue >= 0 else draft.first
    place = scene.words.span(cue, max(draft.last, cue + 1))
    assertion = status_of(analysis, place, ignore=draft.ignore)
    if assertion.status is Status.QUOTED and assertion.source and draft.kind in _OWN_WORDS:
        # What somebody else is quoted as saying is theirs; a story in the first person stays a testimonial.
        assertion = replace(assertion, status=Status.ATTRIBUTED, shield="attribution")
    if assertion.shield == "regulator" and _kind(scene, draft) == "testimonial":
        # A story before a court or a regulator is evidence in a case, and no longer anybody's advertising.
        assertion = replace(assertion, status=Status.REJECTED)
    if _is_implied(draft) and assertion.status is Status.ASSERTED:
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
        stated=draft.finite or _leaves_product_unsaid(scene, draft),
    )


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
_OWN_WORDS = ("function", "implied-disease", "benefit")
_PARTIAL = frozenset(["body", "act", "seller", "claiming", "next", "heading"])
_WEAKENING = ("regulator", "myth", "warning", "hedge", "disclaimer", "aim")
_NOTHING = word_set("nothing none nobody failed fails fail neither not isn't aren't doesn't didn't")


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
    sells = scene.product and (not scene.bare or _promises_plainly(scene, draft))
    if draft.kind == "cause" and draft.actor.kinds & EXPOSURE:
        return "exposure"
    if kind in ("", "pronoun", "product"):
        if own_product(scene):
            return "own"
        if kind == "product" and is_folk_ware(scene, draft.actor):
            return "product"
        if sells or _leaves_product_unsaid(scene, draft):
            return "product"
        return "unknown"
    if sells and not draft.finite and kind in DOUBTED and scene.analysis.content.kind != "product":
        # A sentence that sells by itself bids the reader to get what its ware is said to do: "clear acne with neem".
        return "product"
    return kind


def _leaves_product_unsaid(scene: Scene, draft: Draft) -> bool:
    """Tell whether a text opens with a verb and no subject, as those on packs do: "Kills flu on contact"."""
    opens = draft.first == scene.first and scene.word(draft.first).endswith("s")
    if not opens or draft.kind not in ("efficacy", "function"):
        return False
    # In a list a verb without a subject may continue the sentence that introduces it.
    return draft.absolute or _opens_paragraph(scene)


def _opens_paragraph(scene: Scene) -> bool:
    """Tell whether a sentence opens a block that is no list item or cell."""
    analysis = scene.analysis
    sentence = analysis.sentences[scene.index]
    block = analysis.document.blocks[sentence.block]
    return block.kind not in ("item", "cell") and sentence.span.start == block.span.start


def _target_kind(target: Noun | None) -> str:
    if target is None:
        return "condition"
    return next((name for bit, name in _TARGETS if target.kinds & bit), "unknown")


def _kind(scene: Scene, draft: Draft) -> str:
    personal = draft.kind == "efficacy" and not _FIRST_PERSON.isdisjoint(scene.said)
    return "testimonial" if personal and draft.target and draft.target.kinds & ILL else draft.kind
