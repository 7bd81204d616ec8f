"""Claims: every health claim of an article with who acts, on what, how firmly and in what standing.

Structure decides, not phrases: an actor, a predicate with its polarity and a target. A
claim is only drafted here; ``counting`` says which drafts count and ``judging`` how they stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claimlint.claim import Claim, Status
from claimlint.language.claims.advertising import LIKELY, NOT, SURE, advertises
from claimlint.language.claims.counting import counts, is_implied
from claimlint.language.claims.departures import find_departures
from claimlint.language.claims.efficacy import Draft, find_efficacy
from claimlint.language.claims.figures import is_figure
from claimlint.language.claims.hints import find_answers, find_bodily, find_implied, find_names, find_openers
from claimlint.language.claims.judging import claim_of
from claimlint.language.claims.medicine import find_advice
from claimlint.language.claims.mentions import (
    BODY,
    CARE,
    DRUG,
    EXPOSURE,
    FUNCTION,
    ILL,
    MARKER,
    PROCEDURE,
    TARGET,
)
from claimlint.language.claims.origins import find_origins
from claimlint.language.claims.pitch import find_pitch, find_review
from claimlint.language.claims.points import is_weighed, weigh
from claimlint.language.claims.promises import find_promises, find_weight_loss
from claimlint.language.claims.scene import Scene
from claimlint.language.claims.selling import sells_itself
from claimlint.language.claims.shunning import find_shunned

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

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
    weighed: list[Scene] | None = [] if is_weighed(analysis) else None
    for scene in scenes_of(analysis):
        if weighed is not None:
            weighed.append(scene)
        drafts = [draft for draft in _drafts(scene) if counts(scene, draft) and not _is_repeated(scene, draft, named)]
        if not drafts or is_figure(scene):
            continue
        open_drafts = [draft for draft in drafts if not is_implied(draft)]
        if open_drafts:
            found += [claim_of(scene, draft) for draft in _select(open_drafts)]
        else:
            found.append(_gravest(claim_of(scene, draft) for draft in drafts))
    return weigh(weighed, found) if weighed else tuple(found)


def _is_repeated(scene: Scene, draft: Draft, named: set[str]) -> bool:
    """Tell whether a draft is a name that tells what it is for and that the page has said before; remember it."""
    if draft.kind != "implied-disease" or draft.actor.kind != "brand" or draft.target is not None:
        return False
    name = scene.written(draft.first, draft.last)
    repeated = name in named
    named.add(name)
    return repeated


def scenes_of(analysis: Analysis) -> Iterator[Scene]:
    """Yield every sentence in which something is named that a claim can be about; of a product's text all."""
    mentions = analysis.mentions
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
