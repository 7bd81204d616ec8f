"""Promises by their points: what a passage of a ware says in words of which none is a claim by itself.

``promise-points.txt`` gives signs points for how much oftener promises have them than plain talk of wares, directions,
facts and reports: a brand, the reader, an illness beside a dose. A passage that speaks of health and has points
enough is a promise; what is only implied in one that has far too few is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from claimlint.claim import Claim, Status, Strength
from claimlint.language.claims.agents import own_product
from claimlint.language.claims.figures import are_figures
from claimlint.language.claims.scene import Scene
from claimlint.language.claims.traits import traits_of
from claimlint.language.text.lexicon import load_terms
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

DECLARED, UNDECLARED, INFORMING, DOUBTFUL = 5, 9, 13, -7
"""Points from which a passage promises: on a page declared as a product's, on one that is not, and where a claim of it
is denied or hedged or a brief text has words of those who inform; and the points below which nothing is implied."""
_BRIEF = 45
"""Words of a text that may be weighed although it has words of those who inform."""
_SHORT_HEADING = 4
"""Words under which a heading or a title is a label."""
_LONGEST = 30
"""Words that sentences of one paragraph may have together to be one passage."""
_HEALTH = frozenset(
    """term:conditions term:symptoms term:body term:functions term:markers term:remedies term:drugs term:procedures
    term:care sign:gear sign:mind-alone sign:complaint sign:medicinal sign:poison sign:prognosis sign:tender""".split()
)
_HINTS = frozenset(["sign:state", "sign:mind", "sign:harm"])
"""Signs that speak of health only where much else in the passage does."""
_HINTED = 5
"""Points that a passage needs above the others which only hints at health."""
_UNPROMISING = frozenset(["sign:failure", "form:advised", "form:denied-twice", "form:authorised"])
_IMPLIED = ("implied-disease", "benefit")
_SHOWN = 3
_GUIDING, _GUIDED = frozenset(["form:textbook", "list:cautions"]), 3
"""What textbooks and guidance have as well, and the points it needs beyond the usual where nobody declared a ware."""


class Sign(NamedTuple):
    """A sign that counts."""

    points: int
    name: str
    """As reports call it."""


@cache
def promise_signs() -> Mapping[str, Sign]:
    """Return the signs that have points, by the traits that they are."""
    found = {}
    for line in load_terms("promise-points"):
        known, _, name = line.partition("=")
        points, trait = known.split()
        found[trait] = Sign(int(points), name.strip())
    return found


def needed_beyond(traits: frozenset[str]) -> float:
    """Return the points a passage needs beyond the usual; infinite where it is not about health or tells of failure."""
    if not _UNPROMISING.isdisjoint(traits):
        return inf
    if not _HEALTH.isdisjoint(traits):
        return 0
    return inf if _HINTS.isdisjoint(traits) else _HINTED


def is_weighed(analysis: Analysis) -> bool:
    """Tell whether all of a page may be a ware's text: a link that earns makes none of an article, nor one sentence."""
    content = analysis.content
    if content.kind == "product":
        return content.declared or content.shelf or analysis.bare
    return not content.declared and (analysis.bare or len(analysis.words.words) <= _BRIEF)


def weigh(scenes: Sequence[Scene], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return claims in reading order, with promises that only points tell, without what is implied in plain talk.

    ``scenes`` are the sentences of a page that is weighed, in reading order.
    """
    signs = promise_signs()
    dropped: set[int] = set()
    added: list[Claim] = []
    ordered = sorted(claims, key=_start)
    starts = list(map(_start, ordered))
    for passage in passages(scenes):
        traits = traits_of(passage)
        total = sum(signs[trait].points for trait in traits if trait in signs)
        span = _span(passage)
        inside = ordered[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if total <= DOUBTFUL:
            dropped.update(id(claim) for claim in inside if claim.kind in _IMPLIED)
        elif total >= _least(passage, inside, traits) + needed_beyond(traits) and not are_figures(passage):
            added.append(_promise(passage, sorted(signs[trait] for trait in traits if trait in signs)))
    kept = [claim for claim in claims if id(claim) not in dropped]
    return tuple(sorted([*kept, *added], key=_start) if added else kept)


def _start(claim: Claim) -> int:
    return claim.span.start


def passages(scenes: Iterable[Scene]) -> Iterator[list[Scene]]:
    """Yield the sentences that are weighed together: short ones that follow each other in a paragraph."""
    passage: list[Scene] = []
    for scene in scenes:
        if _is_label(scene):
            continue
        if passage and not _goes_on(passage, scene):
            yield passage
            passage = []
        passage.append(scene)
    if passage:
        yield passage


def _is_label(scene: Scene) -> bool:
    """Tell whether a sentence is a cell of a table or a short heading: it names something and says nothing of it."""
    analysis = scene.analysis
    kind = analysis.document.blocks[analysis.sentences[scene.index].block].kind
    return kind == "cell" or (kind in ("heading", "title") and scene.last - scene.first < _SHORT_HEADING)


def _goes_on(passage: Sequence[Scene], scene: Scene) -> bool:
    sentences, before = scene.analysis.sentences, passage[-1]
    together = sentences[scene.index].block == sentences[before.index].block and scene.index == before.index + 1
    return together and scene.last - passage[0].first <= _LONGEST


def _span(passage: Sequence[Scene]) -> Span:
    sentences = passage[0].analysis.sentences
    return Span(sentences[passage[0].index].span.start, sentences[passage[-1].index].span.end)


def _least(passage: Sequence[Scene], claims: Sequence[Claim], traits: frozenset[str]) -> float:
    """Return the points from which a passage promises, given what is claimed in it."""
    standing = {claim.status for claim in claims}
    if not standing.isdisjoint(_SETTLED):
        return inf
    analysis = passage[0].analysis
    if analysis.content.declared and analysis.content.kind == "product":
        if not standing.isdisjoint(_WEAKENED):
            return INFORMING
        return UNDECLARED if standing else DECLARED
    if standing:
        return inf
    if not analysis.bare and analysis.content.kind != "product":
        return INFORMING
    return UNDECLARED + (0 if _GUIDING.isdisjoint(traits) else _GUIDED)


_SETTLED = (Status.ASSERTED, Status.QUOTED, Status.BACKGROUND, Status.ATTRIBUTED, Status.REJECTED)
"""Standings of claims that are made already, that need no proof, and that are somebody else's."""
_WEAKENED = (Status.NEGATED, Status.HEDGED)


def _promise(passage: Sequence[Scene], signs: Sequence[Sign]) -> Claim:
    """Return the claim of a passage, at the sentence that has most terms; ``signs`` ascend by their points."""
    scene = max(passage, key=lambda scene: len(scene.nouns) + len(scene.verbs))
    telling = [sign.name for sign in signs[: -_SHOWN - 1 : -1] if sign.points > 0]
    sentence = scene.analysis.sentences[scene.index].span
    return Claim(
        sentence=sentence,
        span=scene.words.span(scene.first, scene.last),
        strength=Strength.CONDITIONAL,
        status=Status.ASSERTED,
        agent_kind="own" if own_product(scene) else "product",
        target_kind="unknown",
        kind="promise",
        because=f"it puts together {' and '.join(filter(None, (', '.join(telling[:-1]), *telling[-1:])))}",
        stated=False,
    )
