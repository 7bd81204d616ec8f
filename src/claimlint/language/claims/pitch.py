"""Claims that name no complaint: signs of health and of success that together make the sentence of a product a promise.

A story of somebody who changed, a remedy nobody was let down by, the absence of every harm, a medicine made
needless, a great name: none is a claim by one word, so two signs of different sorts must meet in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import BODY, DRUG, FUNCTION, ILL, MARKER, PROCEDURE, VAGUE, Noun
from claimlint.language.claims.scene import Scene, terms
from claimlint.language.standing.cues import Cue, CueTable, Hit, read_sections
from claimlint.language.text.words import word_set

_NEAR = 6
_DIRECTING = word_set(
    """ask asks consult check if unless may might exceed pharmacist discontinue warning caution report seek allergic
    should must allergy reactions: supervision supervised diagnosed insurance"""
)
_BODILY = ILL | BODY | FUNCTION | MARKER | DRUG | PROCEDURE
_Signs = Mapping[str, Sequence[Hit]]


def find_pitch(scene: Scene) -> Iterator[Draft]:
    """Yield the promise a sentence makes by signs alone; only in the text of a declared product."""
    signs = _signs(scene)
    if not signs or "service" in signs:
        return
    for finder in (_harmless, _needless, _never_fails, _story, _great_name, _gain):
        draft = finder(scene, signs)
        if draft:
            yield draft
            return


@cache
def _table() -> CueTable:
    return CueTable([Cue(sort, sort, force, tuple(line.split())) for sort, force, line in read_sections("pitch-signs")])


def _signs(scene: Scene) -> _Signs:
    words = scene.words
    found: dict[str, list[Hit]] = {}
    for hit in _table().find(words.words[scene.first : scene.last], words.gaps[scene.first : scene.last + 1]):
        found.setdefault(hit.cue.shield, []).append(hit)
    return found


def _draft(scene: Scene, kind: str, hits: Sequence[Hit], because: str, ignore: Sequence[str] = ()) -> Draft:
    """Return a claim that reaches over its signs; ``because`` takes their words."""
    first, last = min(hit.first for hit in hits), max(hit.last for hit in hits)
    said = scene.written(scene.first + first, scene.first + last)
    return Draft(
        kind,
        scene.first + first,
        scene.first + last,
        finite=False,
        because=because.format(said=said),
        ignore=frozenset(ignore),
        weak=True,
    )


def _harmless(scene: Scene, signs: _Signs) -> Draft | None:
    """Find "not a single complaint", "safe for newborns", "you can take it with any prescription"."""
    if not _DIRECTING.isdisjoint(scene.said):
        return None
    for harm in signs.get("harm", ()):
        denials = [hit for hit in signs.get("absence", ()) if 0 <= harm.first - hit.last <= _NEAR]
        between = [hit for hit in denials if _together(scene, hit, harm)]
        # "No herb is without side effects" denies twice.
        if denials and len(between) < 2:
            return _draft(scene, "safety", [denials[-1], harm], "“{said}” denies every harm", ["negation"])
    if "absence" not in signs:
        for safe in signs.get("safe", ()):
            for tender in signs.get("tender", ()):
                if 0 <= tender.first - safe.last <= _NEAR:
                    return _draft(scene, "safety", [safe, tender], "“{said}” promises safety")
    return None


def _together(scene: Scene, one: Hit, other: Hit) -> bool:
    return scene.unbroken(scene.first + one.last - 1, scene.first + other.first)


def _needless(scene: Scene, signs: _Signs) -> Draft | None:
    """Find "a knee replacement in a bottle": medicine beside words that swap, equal or discard."""
    swaps = signs.get("swap", ())
    if not swaps or not _DIRECTING.isdisjoint(scene.said):
        return None
    medicine = next((noun for noun in scene.nouns if noun.kinds & (DRUG | PROCEDURE) and not noun.kinds & VAGUE), None)
    hits = [*signs.get("gear", ())[:1], swaps[0]]
    if medicine is None and len(hits) < 2:
        return None
    if medicine:
        hits.append(_as_hit(scene, medicine, swaps[0]))
    return _draft(scene, "replacement", hits, "“{said}” makes medicine needless", ["negation", "quotation"])


def _as_hit(scene: Scene, noun: Noun, like: Hit) -> Hit:
    return Hit(noun.first - scene.first, noun.last - scene.first, like.cue)


def _never_fails(scene: Scene, signs: _Signs) -> Draft | None:
    """Find "it has worked for every client", "nobody who drinks it gets ill"."""
    if "all" not in signs or "works" not in signs or not _DIRECTING.isdisjoint(scene.said):
        return None
    hits = [signs["all"][0], signs["works"][-1]]
    return _draft(scene, "benefit", hits, "“{said}” promises that it never fails", ["negation"])


def _story(scene: Scene, signs: _Signs) -> Draft | None:
    """Find what changed for somebody: "I can climb stairs again", "her tests came back clear"."""
    if "person" not in signs or "change" not in signs:
        return None
    health = signs.get("state") or [
        _as_hit(scene, noun, signs["change"][0])
        for noun in scene.nouns
        if noun.kinds & _BODILY and not noun.kinds & VAGUE
    ]
    if not health or not terms("cautions-plain").isdisjoint(scene.said):
        return None
    hits = [signs["person"][0], signs["change"][0], health[0]]
    return _draft(scene, "testimonial", hits, "“{said}” tells whose health changed", ["negation", "quotation"])


def _great_name(scene: Scene, signs: _Signs) -> Draft | None:
    """Find "Harvard has confirmed it", "science agrees": a name that stands for proof."""
    if "authority" not in signs or "backs" not in signs:
        return None
    hits = [signs["authority"][0], signs["backs"][0]]
    return _draft(scene, "benefit", hits, "“{said}” lets a name stand for proof", ["attribution"])


def _gain(scene: Scene, signs: _Signs) -> Draft | None:
    """Find "sharper eyesight in 14 days", "give your liver a deep clean": a function that gets better."""
    better = signs.get("gain") or signs.get("demand")
    if not better or not terms("handling").isdisjoint(scene.said) or not terms("cautions").isdisjoint(scene.said):
        return None
    for noun in scene.targets(scene.first, scene.last, FUNCTION | BODY | MARKER):
        if scene.word(noun.first) in terms("outer-parts") or noun.kinds & VAGUE:
            continue
        return _draft(scene, "benefit", [better[0], _as_hit(scene, noun, better[0])], "“{said}” promises a gain")
    return None
