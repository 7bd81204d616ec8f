"""Who or what is said to act: a remedy, a food, a device, a brand, the product of the page, or a medicine."""

from __future__ import annotations

from claimlint.language.claims.mentions import (
    AGENT,
    BODY,
    DEVICE,
    DRUG,
    EXPOSURE,
    FOOD,
    FUNCTION,
    GENERAL,
    ILL,
    PRACTICE,
    PROCEDURE,
    PRODUCT,
    REMEDY,
    Noun,
)
from claimlint.language.claims.scene import DETERMINERS, Scene, terms
from claimlint.language.text.words import word_set
from claimlint.late import dataclass

OWN = word_set("our ours we us my we've we're")
_PRONOUNS = word_set("it this these they that it's it'll they'll which who")
_RELATIVE = ("that", "which")
_WITH = word_set(
    """with by from using thanks to through after via in courtesy taking drinking wearing eating trying took tried drank
    wore used applied began started found bought discovered lit opened"""
)
_FROM = frozenset(["from"])
"""Alone before a medicine it tells where something comes from: "mercury from old fillings"."""
_ORDER = (
    (DRUG, "drug"),
    (REMEDY, "remedy"),
    (DEVICE, "device"),
    (PROCEDURE, "procedure"),
    (PRACTICE, "practice"),
    (FOOD, "food"),
    (EXPOSURE, "exposure"),
    (GENERAL, "habit"),
    (PRODUCT, "product"),
)
TRUSTED = frozenset(["drug", "procedure", "habit"])
"""What guidelines rest on: a claim about it is common ground until a rule knows better."""
DOUBTED = frozenset(["remedy", "device", "practice", "food", "brand", "own"])
"""What articles credit without proof: a claim about it is worth a warning anywhere."""


@dataclass(frozen=True, slots=True)
class Actor:
    """What acts, with the words of the prose that name it."""

    kind: str = ""
    """drug, remedy, device, procedure, practice, food, exposure, habit, product, brand, own, pronoun; empty: nobody."""
    first: int = 0
    last: int = 0
    kinds: int = 0
    """The kinds of the term that names it, as in ``mentions``."""


_SOLD = frozenset(["product", "remedy", "device", "practice", "food"])
_OWNING = word_set("our ours")
NOBODY = Actor()


def actor_before(scene: Scene, verb: int) -> Actor:
    """Return what stands as subject before the word ``verb``, looking back over its clause."""
    start = scene.clause_start(verb)
    found = _named(scene, start, verb)
    if found.kind:
        return found
    opening = scene.slice(start, verb)
    listed = not opening and "," in scene.words.gaps[start]
    if start > scene.first and (listed or (opening[:1] and opening[0] in ("and", "then", "so", "plus", "or", "to"))):
        earlier = actor_before(scene, start - 1)
        if earlier.kind and earlier.kind != "product":
            return earlier
    if opening and opening[0] in _PRONOUNS:
        return Actor("pronoun", start, start + 1)
    if start > scene.first and scene.word(start - 1) in _RELATIVE and (scene.product or _is_headline(scene)):
        return _antecedent(scene, start - 1)
    return NOBODY


def _is_headline(scene: Scene) -> bool:
    """Tell whether a sentence ends without a mark, as headlines and bullets do: there a noun phrase is the claim."""
    span = scene.analysis.sentences[scene.index].span
    return scene.analysis.text[span.end - 1].isalnum()


def _antecedent(scene: Scene, relative: int) -> Actor:
    """Return the agent right before "that" or "which": "the kitchen spice that starves tumours"."""
    for noun in scene.nouns:
        if noun.last == relative and noun.kinds & AGENT and not _is_part(scene, noun):
            return _actor(scene, noun)
    return NOBODY


def actor_after(scene: Scene, end: int) -> Actor:
    """Return what a phrase behind word ``end`` names as means: "with feverfew", "thanks to our balm"."""
    words = scene.words.words
    for noun in scene.nouns:
        if noun.first < end or not noun.kinds & AGENT:
            continue
        reach = words[max(end, noun.first - 4) : noun.first]
        means = _WITH.intersection(reach)
        if means and not (means == _FROM and noun.kinds & (DRUG | PROCEDURE)):
            return _actor(scene, noun)
    return NOBODY


def anyone(scene: Scene) -> Actor:
    """Return the first remedy, food, device or practice of the sentence, wherever it stands."""
    for noun in scene.nouns:
        if noun.kinds & AGENT and not _is_part(scene, noun):
            actor = _actor(scene, noun)
            if actor.kind in DOUBTED:
                return actor
    return NOBODY


def _named(scene: Scene, start: int, end: int) -> Actor:
    """Return the first agent named among the words, made "own" or "brand" by what stands before it."""
    best = NOBODY
    for noun in scene.nouns:
        if noun.first < start or noun.last > end:
            continue
        if noun.kinds & AGENT and not _is_part(scene, noun) and not _is_listed_object(scene, noun, start):
            actor = _actor(scene, noun)
            if actor.kind == "habit" and not scene.product:
                brand = _brand(scene, start, end)
                return brand if brand.kind else actor
            if not best.kind or _weight(actor.kind) > _weight(best.kind):
                best = actor
    if best.kind in DOUBTED or best.kind in ("drug", "procedure"):
        return best
    brand = _brand(scene, start, end)
    return brand if brand.kind else best


def _is_listed_object(scene: Scene, noun: Noun, start: int) -> bool:
    """Tell whether a term is what a verb before it acts on: "they digest food, make vitamins and ward off germs"."""
    if noun.first != start + 1 or start <= scene.first or "," not in scene.words.gaps[start]:
        return False
    plain = scene.word(start) not in DETERMINERS and scene.word(start) not in terms("plain-adjectives")
    return plain and scene.noun_at(start) is None and scene.word(noun.last) in ("and", "or")


def _weight(kind: str) -> int:
    return 3 if kind in DOUBTED else 2 if kind in ("drug", "procedure") else 1


def _is_part(scene: Scene, noun: Noun) -> bool:
    """Tell whether a term that is also an ailment or organ stands for that: "sleep", "stress"."""
    return bool(noun.kinds & (ILL | BODY | FUNCTION)) and not noun.kinds & (REMEDY | DRUG)


def _actor(scene: Scene, noun: Noun) -> Actor:
    kind = next(name for bit, name in _ORDER if noun.kinds & bit)
    if kind in _SOLD and not _OWNING.isdisjoint(scene.slice(noun.first - 4, noun.first)):
        return Actor("own", noun.first, noun.last, noun.kinds)
    if kind == "food" and scene.words.words[noun.last - 1] in terms("agents-generic"):
        kind = "habit"
    if kind in ("habit", "product") and _is_preparation(scene, noun):
        kind = "remedy"
    return Actor(kind, noun.first, noun.last, noun.kinds)


def _is_preparation(scene: Scene, noun: Noun) -> bool:
    """Tell whether a plant or other stuff names a form: "birch tea", "rosehip powder", unlike "the tea"."""
    before = scene.word(noun.first - 1)
    if scene.words.words[noun.last - 1] not in terms("remedy-forms") or scene.broken(noun.first) or len(before) < 4:
        return False
    return before.isalpha() and before not in DETERMINERS and before not in terms("plain-adjectives")


def _brand(scene: Scene, start: int, end: int) -> Actor:
    """Find a name that only a product has: "FloraFit", "Neem & Clove lice rinse", "Breezi pendant"."""
    text, words = scene.analysis.text, scene.words
    for i in range(start, end):
        place = words.starts[i]
        written = text[place : place + len(words.words[i])]
        if written[0].isupper() and written.isalpha() and _has_inner_capital(written):
            return Actor("brand", i, i + 1)
        if text[place + len(written) : place + len(written) + 1] in ("\u2122", "\u00ae"):
            return Actor("brand", i, i + 1)
        if (
            written[0].isupper()
            and not written.isupper()
            and i + 1 < end
            and scene.capital(i + 1) is False
            and words.words[i] not in DETERMINERS
        ):
            noun = scene.noun_at(i + 1)
            if noun and noun.kinds & (PRODUCT | DEVICE | GENERAL) and scene.noun_at(i) is None and i > scene.first:
                return Actor("brand", i, noun.last)
    return NOBODY


def _has_inner_capital(written: str) -> bool:
    return any(written[k].islower() and written[k + 1].isupper() for k in range(len(written) - 1))


def is_folk_ware(scene: Scene, actor: Actor) -> bool:
    """Tell whether a product is of a sort that only wellness sells: a salve, a pendant, a tonic, this tea."""
    return scene.words.words[actor.last - 1] in terms("folk-wares")


def own_product(scene: Scene) -> bool:
    """Tell whether the sentence speaks of something the writer sells: "our balm", "our new magnetic wrap"."""
    if "our" not in scene.said:
        return scene.product and not OWN.isdisjoint(scene.said)
    sold = PRODUCT | REMEDY | DEVICE | PRACTICE | FOOD
    words = scene.words.words
    for noun in scene.nouns:
        if (
            noun.kinds & sold
            and not noun.kinds & (ILL | BODY)
            and "our" in words[max(noun.first - 4, scene.first) : noun.first]
        ):
            return True
    return scene.product and not OWN.isdisjoint(scene.said)
