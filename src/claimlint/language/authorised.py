"""Wordings that authorised lists allow: a nutrient contributes to the normal function of something.

The lists are the Annex of Regulation (EU) 432/2012 and the Great Britain register; their wordings
share a form, and the form is what is recognised.
"""

from __future__ import annotations

from claimlint.language.efficacy import Draft
from claimlint.language.scene import Scene
from claimlint.language.words import word_set

_OPENINGS = (
    ("contributes", "to"),
    ("contribute", "to"),
    ("contributing", "to"),
    ("is", "needed", "for"),
    ("are", "needed", "for"),
    ("has", "a", "role", "in"),
    ("have", "a", "role", "in"),
    ("helps", "maintain"),
    ("help", "maintain"),
    ("helps", "to", "maintain"),
    ("maintain",),
    ("maintains",),
    ("supports",),
    ("support",),
)
_MARKS = word_set("normal maintenance protection reduction normally already within")


def is_authorised(scene: Scene, draft: Draft) -> bool:
    """Tell whether a claim about a function is worded as authorised ones are: "contributes to normal vision"."""
    said = scene.slice(max(draft.first - 3, scene.first), min(draft.last + 8, scene.last))
    if _MARKS.isdisjoint(said):
        return False
    return any(_contains(said, opening) for opening in _OPENINGS)


def _contains(said: list[str], opening: tuple[str, ...]) -> bool:
    size = len(opening)
    return any(tuple(said[i : i + size]) == opening for i in range(len(said) - size + 1))
