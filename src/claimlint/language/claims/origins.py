"""Claims of origin: an illness is said to come from something around us: "every disease starts with parasites"."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.language.claims.agents import Actor
from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import EXPOSURE, ILL, Noun
from claimlint.language.claims.scene import BE, Scene
from claimlint.language.text.words import word_set

_REACH = 5
_COMING = word_set(
    "come comes came stem stems stemmed start starts started begin begins began boil boils spring springs"
)
_FROM = word_set("from with in down of out")
_BLAMED = word_set("culprit culprits cause root reason source driver villain trigger truth killer")
_BEHIND = word_set("behind of for")


def find_origins(scene: Scene) -> Iterator[Draft]:
    """Yield what an illness of the sentence is said to come from; textbooks say "is caused by", which is left."""
    blamed = [noun for noun in scene.nouns if noun.kinds & EXPOSURE]
    if not blamed:
        return
    for target in scene.targets(scene.first, scene.last, ILL):
        exposure = next((noun for noun in blamed if 0 < noun.first - target.last <= _REACH), None)
        if exposure and (_comes_from(scene, target, exposure) or _is_blamed(scene, target, exposure)):
            said = scene.written(target.first, exposure.last)
            actor = Actor("exposure", exposure.first, exposure.last, exposure.kinds)
            yield Draft(
                "cause", target.first, exposure.last, target, actor, because=f"“{said}” tells where it comes from"
            )
            return


def _comes_from(scene: Scene, target: Noun, exposure: Noun) -> bool:
    between = scene.slice(target.last, exposure.first)
    return any(
        # "To delay the start of" tells of a beginning and of no origin.
        word in _COMING and between[i - 1 : i] != ["the"] and not _FROM.isdisjoint(between[i + 1 : i + 3])
        for i, word in enumerate(between)
    )


def _is_blamed(scene: Scene, target: Noun, exposure: Noun) -> bool:
    """Tell whether the illness has a culprit: "the real culprit behind migraine is gluten"."""
    before, between = scene.slice(target.first - 4, target.first), scene.slice(target.last, exposure.first)
    return not _BLAMED.isdisjoint(before) and not _BEHIND.isdisjoint(before) and not BE.isdisjoint(between)
