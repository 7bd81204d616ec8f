"""Words that swap, equal or discard medicine where medicine itself is meant: "surgery replaces the lens"."""

from __future__ import annotations

from collections.abc import Sequence

from claimlint.language.claims.mentions import Noun
from claimlint.language.claims.scene import Scene
from claimlint.language.standing.cues import Hit
from claimlint.language.text.words import word_set


def is_care(scene: Scene, medicine: Noun | None, hits: Sequence[Hit]) -> bool:
    """Tell whether medicine itself acts, or a swap is denied: "surgery replaces the lens", "do not use instead of"."""
    swap, end = scene.first + hits[-1].first, scene.first + hits[-1].last
    if not _SUPPLANTING.isdisjoint(scene.slice(swap, swap + 2)):
        acting = medicine is not None and medicine.last <= swap
        if acting or scene.word(end) in _MEANS or scene.word(swap + 1) in _MEANS:
            return True
        return not _REFUSING.isdisjoint(scene.slice(swap - 4, swap))
    if scene.word(swap) in _REFUSING and not _SUPPLANTING.isdisjoint(scene.slice(end, end + 4)):
        return True
    first = scene.first + hits[0].first
    if len(hits) > 1 and scene.first + hits[0].last <= swap and scene.word(swap) in _GETTING:
        return True
    return not _REFUSING.isdisjoint(scene.slice(first - 2, first))


_SUPPLANTING = word_set("replace replaces replaced replacement substitute substitutes instead swap swapped")
_GETTING = word_set("gets get gives give does do")
_MEANS = word_set("through via by using with")
_REFUSING = word_set("not isn't aren't wasn't don't doesn't cannot can't won't never neither")
