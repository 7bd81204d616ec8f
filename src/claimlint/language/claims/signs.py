"""Signs: words that alone say nothing, two sorts of which in one sentence make a promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import Noun
from claimlint.language.claims.scene import Scene
from claimlint.language.standing.cues import Cue, CueTable, Hit, read_sections

Signs = Mapping[str, Sequence[Hit]]
"""What was found of each sort, in reading order; indices count from the first word of the sentence."""


@cache
def _table() -> CueTable:
    return CueTable([Cue(sort, sort, force, tuple(line.split())) for sort, force, line in read_sections("pitch-signs")])


def find_signs(scene: Scene) -> Signs:
    """Return the signs of a sentence by their sort, as the sections of ``pitch-signs.txt`` name it."""
    words = scene.words
    found: dict[str, list[Hit]] = {}
    for hit in _table().find(words.words[scene.first : scene.last], words.gaps[scene.first : scene.last + 1]):
        found.setdefault(hit.cue.shield, []).append(hit)
    return found


def draft_of(scene: Scene, kind: str, hits: Sequence[Hit], because: str, ignore: Sequence[str] = ()) -> Draft:
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


def as_hit(scene: Scene, noun: Noun, like: Hit) -> Hit:
    """Return a term as if it were a sign."""
    return Hit(noun.first - scene.first, noun.last - scene.first, like.cue)
