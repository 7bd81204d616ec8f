"""Claims that care can go: a medicine that retires, a clinician kept in the dark, an illness left alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimlint.language.claims.agents import Actor, anyone
from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import CARE, DRUG, ILL, PROCEDURE, VAGUE, Noun
from claimlint.language.claims.scene import BE, DETERMINERS, Scene, terms
from claimlint.language.text.words import word_set

_MEDICINE = DRUG | PROCEDURE
_DENIED = frozenset(["negation"])
_ASKED = frozenset(["negation", "question"])
_NEGATIVE = word_set("don't not never no needn't won't")
_TELLING = word_set("tell telling mention mentioning inform ask asking involve warn bother admit confess")
_RETIRING = word_set(
    """retire retires retired redundant obsolete unnecessary needless pointless superfluous history unemployed jobless
    dust idle forgotten unopened unused"""
)
_MAKING = word_set("make makes made making leave leaves left render renders rendered turn turns")
_LINKING = BE | word_set("become becomes became look looks seem seems gather gathers gathering will 'll can could")
_OUT_OF = (
    ["out", "of", "work"],
    ["out", "of", "a"],
    ["a", "thing", "of"],
    ["in", "the", "drawer"],
    ["in", "the", "bin"],
)
_WHY = word_set("why who")
_WHY_VERBS = word_set(
    """refill take pay queue risk suffer swallow buy need needs book wait endure have see use bother trust depend rely
    inject pop renew fill collect stay live remain settle be go bow submit put let"""
)
_WHEN = word_set("when if while with")
_SEEING = word_set("see need visit call ring book take use reach touch pay want buy")
_SPARING = word_set("leave let")
_ALONE = word_set("alone be run rise burn climb work do")
_TREATING = word_set("treat medicate suppress fight lower numb silence stop cool reduce")


def find_shunned(scene: Scene) -> Iterator[Draft]:
    """Yield what makes medicine or clinicians needless, hides something from them, or leaves an illness untreated."""
    if scene.said.isdisjoint(_signals()) or not terms("care-routes").isdisjoint(scene.said):
        return
    for noun in scene.nouns:
        if noun.kinds & (_MEDICINE | CARE) and not noun.kinds & VAGUE:
            draft = _concealed(scene, noun) or _retired(scene, noun) or _why(scene, noun) or _never_again(scene, noun)
            if draft:
                yield draft
                return
    yield from _left_alone(scene)


@cache
def _signals() -> frozenset[str]:
    """Return the words of which one stands in everything said here."""
    return _TELLING | _RETIRING | _WHY | _SPARING | _TREATING | {"out", "again", "drawer"}


def _draft(scene: Scene, kind: str, first: int, last: int, noun: Noun, because: str, ignore: frozenset[str]) -> Draft:
    said = scene.written(first, last)
    actor = anyone(scene)
    if kind == "replacement" and not actor.kind:
        actor = Actor("own", first, first)
    return Draft(kind, first, last, noun, actor, because=because.format(said=said), ignore=ignore)


def _concealed(scene: Scene, noun: Noun) -> Draft | None:
    """Find "don't tell your oncologist", "no need to mention it to your anaesthetist"."""
    if not noun.kinds & CARE:
        return None
    for i in range(noun.first - 1, max(noun.first - 7, scene.first - 1), -1):
        if scene.word(i) not in _TELLING:
            continue
        denied = [k for k in range(max(i - 4, scene.first), i) if scene.word(k) in _NEGATIVE]
        # "Nobody needs a doctor to tell them" has no reader who is told to keep something back.
        if denied and scene.unbroken(denied[-1], noun.first) and _to_reader(scene, denied[0]):
            return _draft(
                scene, "danger", denied[0], noun.last, noun, "“{said}” hides something from who treats", _DENIED
            )
    return None


def _to_reader(scene: Scene, i: int) -> bool:
    """Tell whether a denial at word ``i`` orders or permits: it opens its clause, or "you" stands before it."""
    return (
        i == scene.first or scene.broken(i) or not word_set("you there's there is do").isdisjoint(scene.slice(i - 2, i))
    )


def _retired(scene: Scene, noun: Noun) -> Draft | None:
    """Find "metformin retires", "makes your pills redundant", "your consultant will be out of work"."""
    if scene.word(noun.last - 1) in terms("medicine-generic"):
        return None
    for i in range(noun.last, min(noun.last + 5, scene.last)):
        between = scene.slice(noun.last, i)
        if not scene.unbroken(noun.last - 1, i) or not all(word in _LINKING or word in DETERMINERS for word in between):
            return None
        out = scene.slice(i, i + 3) in _OUT_OF
        if scene.word(i) in _RETIRING or out:
            before = scene.slice(noun.first - 5, noun.first)
            made = not _MAKING.isdisjoint(before) and _NEGATIVE.isdisjoint(before)
            retires = scene.word(i).startswith("retire") or out or "dust" in scene.said
            if made or (retires and anyone(scene).kind):
                last = min(i + (3 if out else 1), scene.last)
                return _draft(scene, "replacement", noun.first, last, noun, "“{said}” makes medicine needless", _DENIED)
    return None


def _why(scene: Scene, noun: Noun) -> Draft | None:
    """Find "why refill the script when our drops cost less?", "who needs Ritalin with saffron in the cupboard?"."""
    first = next(
        (i for i in range(noun.first - 1, max(noun.first - 6, scene.first - 1), -1) if scene.word(i) in _WHY), -1
    )
    if first < 0 or scene.word(first + 1) not in _WHY_VERBS or not scene.unbroken(first, noun.first):
        return None
    actor = anyone(scene)
    if actor.first <= noun.last or _WHEN.isdisjoint(scene.slice(noun.last, actor.first)):
        return None
    because = "“{said}” asks what medicine is for"
    return _draft(scene, "replacement", first, noun.last, noun, because, _ASKED)


def _never_again(scene: Scene, noun: Noun) -> Draft | None:
    """Find "never see a dentist again": a promise to do without care."""
    before = scene.slice(noun.first - 4, noun.first)
    if "never" not in before or "again" not in scene.slice(noun.last, noun.last + 3) or _SEEING.isdisjoint(before):
        return None
    first = noun.first - len(before) + before.index("never")
    if scene.word(first - 1) in ("i", "he", "she", "they", "would", "have", "has", "had"):
        return None
    return _draft(scene, "replacement", first, noun.last, noun, "“{said}” makes care needless", _DENIED)


def _left_alone(scene: Scene) -> Iterator[Draft]:
    """Yield "leave the lump alone and let the poultice draw it out": an illness that a remedy shall have to itself."""
    actor = anyone(scene)
    if not actor.kind:
        return
    for target in scene.targets(scene.first, scene.last, ILL):
        near = range(target.first - 1, max(target.first - 4, scene.first - 1), -1)
        opening = next((i for i in near if scene.word(i) in _SPARING), -1)
        spared = opening >= 0 and scene.word(target.last) in _ALONE
        if spared and (opening == scene.first or scene.broken(opening)) and actor.first > target.last:
            because = "“{said}” leaves an illness untreated"
            yield _draft(scene, "danger", opening, target.last + 1, target, because, frozenset())
            return
