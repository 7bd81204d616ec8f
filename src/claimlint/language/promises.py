"""Claims without a verb: "arthritis relief", "ideal for eczema", "pain-free", "goodbye, migraine"."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.language.agents import NOBODY, OWN, Actor, actor_after, actor_before, own_product
from claimlint.language.efficacy import Draft
from claimlint.language.mentions import (
    AGENT,
    BODY,
    CARE,
    CONDITION,
    DRUG,
    ILL,
    MARKER,
    PROCEDURE,
    TARGET,
    Noun,
    noun_table,
)
from claimlint.language.scene import BE, DETERMINERS, Scene, terms
from claimlint.language.words import word_set

_LINKS = word_set("for from against of to with in on over")
_OF_LINKS = word_set("for from against to with over on")
_FREE = word_set("free proof")
_BETWEEN = word_set(
    """a an the your all any every and or of stubborn severe mild chronic common sore painful occasional daily everyday
    those these that this my our acute persistent recurring seasonal long-term symptoms signs effects treating treatment
    relief relieving sufferers people adults women men children with who have from stiff itchy dry tired aching bad"""
)
_PARTING = word_set("goodbye goodbye- farewell bye bye-bye adios cheerio")
_FOR_AGENT = word_set("for against")
_FREEING = word_set("free freed freedom")


def find_promises(scene: Scene) -> Iterator[Draft]:
    """Yield claims made by nouns and adjectives around the name of a complaint."""
    for target in scene.targets(scene.first, scene.last):
        draft = (
            _followed(scene, target) or _led_by(scene, target) or _absent(scene, target) or _meant_for(scene, target)
        )
        if draft:
            yield draft
    yield from _compounds(scene)


def _draft(scene: Scene, first: int, last: int, target: Noun | None, because: str, *, absolute: bool = False) -> Draft:
    actor = actor_before(scene, first)
    if not actor.kind:
        actor = actor_after(scene, last)
    kind = "efficacy" if target is None or target.kinds & (ILL | MARKER) else "function"
    stated = actor.last <= first and not BE.isdisjoint(scene.slice(first - 3, first + 1))
    return Draft(kind, first, last, target, actor, absolute, stated, because)


def _followed(scene: Scene, target: Noun) -> Draft | None:
    """Find "arthritis relief", "cancer killer"."""
    following = scene.word(target.last)
    if following not in terms("benefit-nouns") or scene.broken(target.last):
        return None
    strong = following in terms("benefit-strong")
    if not strong and not target.kinds & ILL:
        return None
    said = scene.written(target.first, target.last + 1)
    return _draft(
        scene,
        target.first,
        target.last + 1,
        target,
        f"“{said}” promises a benefit",
        absolute=following in ("cure", "cures"),
    )


def _led_by(scene: Scene, target: Noun) -> Draft | None:
    """Find "relief from gout", "a remedy for", "ideal for", "works against"."""
    for i in range(target.first - 1, max(target.first - 6, scene.first), -1):
        word = scene.word(i)
        if scene.broken(i + 1):
            return None
        if word in _LINKS:
            before = scene.word(i - 1)
            first = i - 1
            noun = before in terms("benefit-nouns") and (word in _OF_LINKS or before in ("cure", "end", "enemy"))
            adjective = before in terms("benefit-adjectives") and word in _FOR_AGENT and target.kinds & (ILL | MARKER)
            if not (noun or adjective):
                return None
            if scene.broken(i):
                return None
            said = scene.written(first, target.last)
            return _draft(
                scene, first, target.last, target, f"“{said}” promises a benefit", absolute=before in ("cure", "cures")
            )
        if word not in _BETWEEN and not scene.noun_at(i):
            return None
    return None


def _absent(scene: Scene, target: Noun) -> Draft | None:
    """Find "free from pain", "goodbye, migraine", "no more heartburn", "never X again"."""
    if not target.kinds & ILL:
        return None
    words = scene.slice(target.first - 4, target.first)
    first = max(target.first - 4, scene.first)
    for offset, word in enumerate(words):
        place = first + offset
        if word in _PARTING or (word == "no" and words[offset + 1 : offset + 2] == ["more"]):
            return _gone(scene, place, target.last, target)
        if word in _FREEING and words[offset + 1 : offset + 2] in (["from"], ["of"]):
            return _gone(scene, place, target.last, target)
    if scene.word(target.last) == "free" and not scene.broken(target.last):
        return _gone(scene, target.first, target.last + 1, target)
    if scene.word(target.last) in ("be", "begone") and scene.word(target.last + 1) in ("gone", ""):
        return _gone(scene, target.first, target.last + 1, target)
    return None


def _gone(scene: Scene, first: int, last: int, target: Noun) -> Draft:
    actor = actor_before(scene, first)
    if not actor.kind:
        actor = actor_after(scene, last)
    said = scene.written(first, last)
    return Draft(
        "efficacy",
        first,
        last,
        target,
        actor,
        True,
        False,
        f"“{said}” says that the complaint is gone",
        frozenset(["negation"]),
    )


def _meant_for(scene: Scene, target: Noun) -> Draft | None:
    """Find the product meant for a disease: "our balm for eczema", "pillow for neck pain", "Good for: lupus"."""
    if not target.kinds & ILL or not scene.product:
        return None
    i = target.first - 1
    while i > scene.first and (scene.word(i) in _BETWEEN or scene.word(i) in DETERMINERS) and not scene.broken(i + 1):
        i -= 1
    if scene.word(i) not in _FOR_AGENT or scene.broken(i + 1):
        return None
    thing = scene.noun_at(i - 1)
    if thing is None or not thing.kinds & AGENT or thing.kinds & (ILL | BODY) or scene.broken(i):
        return None
    said = scene.written(thing.first, target.last)
    actor = Actor("own" if own_product(scene) else "product", thing.first, thing.last)
    if thing.kinds & (DRUG | PROCEDURE) and not OWN.intersection(scene.slice(scene.first, scene.last)):
        return None
    return Draft(
        "implied-disease",
        thing.first,
        target.last,
        target,
        actor,
        finite=False,
        because=f"“{said}” offers it as a treatment",
    )


def _compounds(scene: Scene) -> Iterator[Draft]:
    """Yield "pain-free", "anti-tumour", "immune-boosting" and the like."""
    nouns = noun_table()
    for i in scene.compounds:
        left, _, right = scene.words.words[i].rpartition("-")
        kinds = sum({entry[1] for entry in nouns.get(left, ()) if not entry[0]})
        said = scene.written(i, i + 1)
        if right in _FREE and kinds & ILL and left not in terms("free-of-food"):
            yield Draft(
                "efficacy",
                i,
                i + 1,
                None,
                actor_before(scene, i),
                True,
                False,
                f"“{said}” says that the complaint is gone",
            )
        elif left == "anti" and any(entry[1] & CONDITION for entry in nouns.get(right, ()) if not entry[0]):
            yield Draft(
                "efficacy", i, i + 1, None, actor_before(scene, i), False, False, f"“{said}” names a disease it acts on"
            )
        elif right in terms("benefit-participles") and kinds & TARGET:
            kind = "efficacy" if kinds & ILL else "function"
            yield Draft(kind, i, i + 1, None, actor_before(scene, i), False, False, f"“{said}” promises a benefit")


def find_implied(scene: Scene) -> Iterator[Draft]:
    """Yield the complaint a product's text names without saying anything else about it.

    Only for the text of a product, and only where nothing in the sentence is a warning, a
    direction or a fact: there a complaint is named to be treated.
    """
    if not scene.product or not terms("cautions").isdisjoint(scene.slice(scene.first, scene.last)):
        return
    targets = [noun for noun in scene.targets(scene.first, scene.last, ILL) if not noun.kinds & AGENT]
    if not targets:
        return
    target = targets[0]
    actor = next(
        (_as_actor(noun) for noun in scene.nouns if noun.kinds & AGENT and not noun.kinds & (ILL | BODY | CARE)), NOBODY
    )
    if not actor.kind and not own_product(scene):
        return
    said = scene.written(target.first, target.last)
    yield Draft(
        "implied-disease",
        target.first,
        target.last,
        target,
        actor,
        finite=False,
        because=f"a product's text names “{said}”",
    )


def _as_actor(noun: Noun) -> Actor:
    return Actor("drug" if noun.kinds & (DRUG | PROCEDURE) else "product", noun.first, noun.last)
