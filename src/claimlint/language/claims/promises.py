"""Claims without a verb: "arthritis relief", "ideal for eczema", "pain-free", "goodbye, migraine"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimlint.language.claims.agents import OWN, Actor, actor_after, actor_before, own_product
from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import (
    AGENT,
    BODY,
    CONDITION,
    DRUG,
    ILL,
    MARKER,
    PROCEDURE,
    TARGET,
    VAGUE,
    Noun,
    noun_table,
)
from claimlint.language.claims.scene import BE, DETERMINERS, PREPOSITIONS, Scene, terms
from claimlint.language.text.words import word_set

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
_INNER = word_set("support tonic tonics cleanse detox formula complex rescue reset")
_EASY = word_set(
    "returns shopping checkout ordering delivery travel shirts shirt fabric parking setup booking linen cotton"
)
"""What is called free of pain or wrinkles without anybody's body being meant: "headache-free returns"."""
_MEDICINES = word_set(
    "drug drugs medicine medicines medication medications treatment treatments therapy therapies agents"
)
_FREEING = word_set("free freed freedom")


def find_promises(scene: Scene) -> Iterator[Draft]:
    """Yield claims made by nouns and adjectives around the name of a complaint."""
    if not scene.product and scene.said.isdisjoint(_promising()):
        return
    for target in scene.targets(scene.first, scene.last):
        draft = (
            _followed(scene, target) or _led_by(scene, target) or _absent(scene, target) or _meant_for(scene, target)
        )
        if draft:
            yield draft
    yield from _compounds(scene)


@cache
def _promising() -> frozenset[str]:
    """Return the words of which one stands in every promise outside the text of a product."""
    return (
        terms("benefit-nouns")
        | terms("benefit-adjectives")
        | _PARTING
        | _FREEING
        | _FREE
        | {"no", "less", "fewer", "be", "begone"}
    )


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
    if not strong and not scene.product:
        return None
    inner = scene.product and following in _INNER and scene.word(target.first) not in terms("outer-parts")
    if not strong and not inner and not target.kinds & ILL:
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
        if scene.broken(i + 1) and ":" not in scene.words.gaps[i + 1]:
            return None
        if word in _LINKS and not (word == "with" and scene.word(i - 1) not in terms("benefit-nouns")):
            before = scene.word(i - 1)
            first = i - 1
            noun = before in terms("benefit-nouns") and (word in _OF_LINKS or before in ("cure", "end", "enemy"))
            adjective = before in terms("benefit-adjectives") and word in _FOR_AGENT and target.kinds & (ILL | MARKER)
            if not (noun or adjective) or (before in terms("benefit-common") and not scene.product):
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
    if words[-1:] == ["without"] and scene.product and not target.kinds & VAGUE and target.first - 1 > scene.first:
        return _gone(scene, target.first - 1, target.last, target)
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
    if scene.broken(i):
        return _fragment(scene, i, target)
    thing = scene.noun_at(i - 1)
    if thing is None or not thing.kinds & AGENT or thing.kinds & (ILL | BODY):
        return None
    said = scene.written(thing.first, target.last)
    actor = Actor("own" if own_product(scene) else "product", thing.first, thing.last)
    medicine = (
        scene.nouns[0] is not thing
        and scene.nouns[0].kinds & (DRUG | PROCEDURE)
        and not scene.nouns[0].kinds & AGENT & ~(DRUG | PROCEDURE)
    )
    if (medicine or thing.kinds & (DRUG | PROCEDURE)) and OWN.isdisjoint(scene.said):
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


def find_weight_loss(scene: Scene) -> Iterator[Draft]:
    """Yield "lose a stone", "drop two dress sizes": an amount of weight a product's text promises."""
    words = scene.words.words
    for i in range(scene.first, scene.last):
        if words[i] not in terms("verbs-lose"):
            continue
        unit = next((k for k in range(i + 1, min(i + 6, scene.last)) if words[k] in terms("weight-units")), -1)
        if unit < 0 or not scene.unbroken(i, unit) or scene.word(i - 1) in PREPOSITIONS:
            continue
        said = scene.written(i, unit + 1)
        because = f"“{said}” promises an amount of weight"
        yield Draft("efficacy", i, unit + 1, Noun(unit, unit + 1, MARKER), actor_before(scene, i), because=because)
        return


def _fragment(scene: Scene, first: int, target: Noun) -> Draft | None:
    """Find the bullet that only says what it is for: "For psoriasis, acne and rosacea"."""
    said = scene.slice(scene.first, scene.last)
    if first != scene.first or target.kinds & VAGUE or not terms("cautions").isdisjoint(said):
        return None
    words = scene.written(first, target.last)
    return Draft("implied-disease", first, target.last, target, finite=False, because=f"“{words}” says what it is for")


def _compounds(scene: Scene) -> Iterator[Draft]:
    """Yield "pain-free", "anti-tumour", "immune-boosting" and the like, in the text of a product."""
    if not scene.product:
        return
    nouns = noun_table()
    for i in scene.compounds:
        left, _, right = scene.words.words[i].rpartition("-")
        kinds = sum({entry[1] for entry in nouns.alone(left)})
        said = scene.written(i, i + 1)
        if right in _FREE and kinds & ILL and left not in terms("free-of-food") and scene.word(i + 1) not in _EASY:
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
        elif left == "anti" and any(entry[1] & CONDITION for entry in nouns.alone(right)):
            yield Draft(
                "efficacy", i, i + 1, None, actor_before(scene, i), False, False, f"“{said}” names a disease it acts on"
            )
        elif right in terms("benefit-participles") and kinds & TARGET and scene.word(i + 1) not in _MEDICINES:
            kind = "efficacy" if kinds & ILL else "function"
            yield Draft(kind, i, i + 1, None, actor_before(scene, i), False, False, f"“{said}” promises a benefit")
