"""Teaching and advice: sentences about bodies, illnesses and medicine in general, in which no ware is named."""

from __future__ import annotations

from claimlint.language.claims.agents import own_product
from claimlint.language.claims.mentions import (
    BODY,
    DEVICE,
    DRUG,
    FOOD,
    ILL,
    MARKER,
    PRACTICE,
    PROCEDURE,
    PRODUCT,
    REMEDY,
)
from claimlint.language.claims.scene import Scene
from claimlint.language.text.words import word_set


def names_ware(scene: Scene) -> bool:
    """Tell whether a sentence names something that is sold and is neither a body's, an illness nor a medicine."""
    return any(noun.kinds & SOLD and not noun.kinds & _TAUGHT for noun in scene.nouns)


def bids_medicine(scene: Scene) -> bool:
    """Tell whether a sentence bids the reader to use medicine as meant: "get the flu jab", "don't skip a dose"."""
    opening = scene.word(scene.first)
    if opening in _REFUSING:
        meant = scene.word(scene.first + (2 if scene.word(scene.first + 1) == "not" else 1)) in _MISUSING
    else:
        meant = opening in _USING
    if not meant or any(noun.kinds & SOLD & ~(DEVICE | PRODUCT) and not noun.kinds & DRUG for noun in scene.nouns):
        return False
    medical = any(noun.kinds & (DRUG | PROCEDURE) for noun in scene.nouns)
    return (medical or not _DOSES.isdisjoint(scene.said)) and not own_product(scene)


_REFUSING = word_set("don't do never")
_MISUSING = word_set("double stop skip halve share change crush miss mix split exceed abandon cut quit")
_USING = word_set("get have take keep carry bring finish book attend complete store use")
_DOSES = word_set("dose doses tablet tablets pill pills medicine medicines medication inhaler insulin jab antibiotics")


def is_textbook(scene: Scene) -> bool:
    """Tell whether a sentence is about an organ, illness or drug and what it does: "the liver breaks down"."""
    if not scene.nouns:
        return False
    if not SPEAKING.isdisjoint(scene.said):
        # "Your kidneys filter 180 litres a day" teaches as well; what they need or deserve is how sellers speak.
        return _OURS.isdisjoint(scene.said) and tells_of_bodies(scene)
    noun = scene.nouns[0]
    bodily = noun.kinds & _TAUGHT and not noun.kinds & PRODUCT
    if bodily and noun.first - scene.first <= 2 and noun.last < scene.last and not scene.broken(noun.last):
        return True
    return explains(scene, _TAUGHT)


def tells_of_bodies(scene: Scene) -> bool:
    """Tell whether a sentence tells what a part of the body does by itself: "your kidneys filter 180 litres a day"."""
    return explains(scene, BODY | MARKER | DRUG, _DOING)


def explains(scene: Scene, kinds: int, verbs: frozenset[str] | None = None) -> bool:
    """Tell whether no ware is named and a term of some kinds is a clause's subject: "in asthma the airways swell"."""
    telling = STATING | _DOING | _BEING if verbs is None else verbs
    if names_ware(scene):
        return False
    for noun in scene.nouns:
        if not noun.kinds & kinds or noun.last >= scene.last or scene.broken(noun.last):
            continue
        if scene.word(noun.first - 1) not in _ARTICLES and noun.first != scene.first:
            continue
        verb = scene.word(noun.last)
        if verb in telling:
            return True
    return False


_ARTICLES = word_set("the a an most many some this each every these those both your our")
_OURS = word_set("our ours we us my i")
_BEING = word_set("has have needs need gets get becomes become works work come comes come start begin run")
_DOING = word_set(
    """makes make sends send releases release produces produce carries carry swells swell tightens tighten grows
    grow breaks break falls fall rises rise sorts sort repairs repair renews renew raises raise lowers
    multiplies multiply attacks attack uses use holds hold moves move turns turn lies sits stores store controls
    control contracts contract narrows narrow widens widen thickens thicken shrinks shrink dies die filters
    filter pumps pump beats beat absorbs absorb digests digest relies lasts spreads spread lives live enters
    enter travels travel reaches reach copies copy"""
)
SOLD = REMEDY | FOOD | DEVICE | PRODUCT | PRACTICE
_TAUGHT = BODY | ILL | DRUG | PROCEDURE | MARKER
SPEAKING = word_set("you your yours our we us my i")
STATING = word_set(
    """is are was were affects affect can may often usually include includes comes runs happens occurs means begins
    starts"""
)
