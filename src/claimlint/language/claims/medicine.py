"""Claims against medicine: a remedy in place of a drug, and advice to stop, skip or refuse care."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimlint.language.claims.agents import Actor, actor_before, anyone
from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import BODY, CARE, DEVICE, DRUG, ILL, PROCEDURE, REMEDY, Noun
from claimlint.language.claims.scene import Scene, terms
from claimlint.language.text.words import word_set

_MEDICINE = DRUG | PROCEDURE
_BETWEEN = word_set(
    """a an the your my his her their our this that these those any all every some more other most prescription
    prescribed expensive risky dangerous harsh toxic chemical daily conventional regular common over-the-counter and or
    of taking having using being on up a strip two three both standard modern big costly strong nightly morning
    cholesterol blood pressure cancer pain heart sleep machine doctor's psychiatrist's cardiologist's injections
    appointment follow-up next second first routine annual dose doses course child's children's baby's kids' toddler's
    half evening to see a visit trip visiting seeing calling"""
)
_COMPARING = word_set("better safer stronger gentler cheaper kinder faster quicker superior cleaner")
_STOPPERS = word_set("you can should then just simply so please now why")
_CLINICIAN = word_set(
    "doctor doctor's gp prescriber pharmacist physician clinician midwife specialist nurse consultant"
)
_ROUTES = word_set(
    """ask talk talking speak speaking consult consulting check checking advice agreement advised unless without tell
    discuss approval guidance supervision contact told"""
)


def find_advice(scene: Scene) -> Iterator[Draft]:
    """Yield claims that set something in place of medicine, and advice against care."""
    if scene.said.isdisjoint(_signals()):
        return
    medicines = [noun for noun in scene.nouns if noun.kinds & (_MEDICINE | CARE)]
    if not medicines:
        return
    for noun in medicines:
        lead = _lead(scene, noun)
        if noun.kinds & _MEDICINE:
            yield from _replacing(scene, noun, lead)
        yield from _against(scene, noun, lead)
        yield from _disposed(scene, noun, lead)
        yield from _bottled(scene, noun)
        yield from _swapped(scene, noun, lead)
        yield from _unneeded(scene, noun, lead)
        yield from _avoided(scene, noun)
        if scene.product and noun.kinds & CARE and scene.word(lead - 1) == "without" and lead - 1 > scene.first:
            said = scene.written(lead - 1, noun.last)
            because = f"“{said}” makes care needless"
            yield Draft("replacement", lead - 1, noun.last, noun, because=because, ignore=frozenset(["negation"]))


@cache
def _signals() -> frozenset[str]:
    """Return the words of which one stands in everything said here: an order, a comparison, a denial."""
    phrases = terms("replacing-phrases") | terms("stop-phrases") | terms("natural-words")
    single = terms("dispose-verbs") | _NEGATIVE | _SWAPS | {"than", "before", "in"}
    return frozenset(phrase.split()[0] for phrase in phrases) | single


def _lead(scene: Scene, noun: Noun) -> int:
    """Return the first word of what stands around a medicine: "your expensive blood pressure" tablets."""
    i = noun.first
    parts = {place for other in scene.nouns if other.kinds & (BODY | ILL) for place in range(other.first, other.last)}
    while i > scene.first and not scene.broken(i) and (scene.word(i - 1) in _BETWEEN or i - 1 in parts):
        i -= 1
    return i


def _replacing(scene: Scene, noun: Noun, lead: int) -> Iterator[Draft]:
    generic = scene.word(noun.last - 1) in terms("medicine-generic")
    before = [scene.word(i) for i in range(max(lead - 4, scene.first), lead)]
    said = scene.written(max(lead - 2, scene.first), noun.last)
    if not generic or noun.kinds & DRUG:
        for end in range(lead, noun.first + 1):
            size = _phrase_before(scene, end)
            if size:
                start = end - size
                said = scene.written(start, noun.last)
                actor = actor_before(scene, start)
                if not actor.kind:
                    actor = anyone(scene)
                if not actor.kind and not terms("natural-words").isdisjoint(before):
                    actor = Actor("remedy", start, end)
                because = f"“{said}” sets it in place of medicine"
                yield Draft(
                    "replacement",
                    start,
                    noun.last,
                    noun,
                    actor,
                    because=because,
                    ignore=_own_negation(scene, start, end),
                )
                return
    if (
        before
        and before[-1] == "than"
        and (scene.word(lead - 2) in _COMPARING or scene.word(lead - 3) == "more")
        and not generic
    ):
        yield Draft(
            "replacement",
            max(lead - 3, scene.first),
            noun.last,
            noun,
            actor_before(scene, lead - 2),
            because=f"“{said}” compares it with medicine",
        )
    elif not generic and scene.word(noun.first - 1) in terms("natural-words") and not noun.kinds & (DEVICE | REMEDY):
        yield Draft(
            "replacement",
            noun.first - 1,
            noun.last,
            noun,
            actor_before(scene, noun.first - 1),
            finite=False,
            because=f"“{said}” calls it a medicine",
        )


_NEGATIVE = word_set("no not never don't won't without hasn't haven't doesn't didn't longer needn't")


def _own_negation(scene: Scene, start: int, end: int) -> frozenset[str]:
    """Return the shields that the phrase's own words set off: "no need for" denies the drug, not the claim."""
    return frozenset() if _NEGATIVE.isdisjoint(scene.slice(start, end)) else frozenset(["negation"])


def _phrase_before(scene: Scene, end: int) -> int:
    """Return the number of words of the replacing phrase that ends before word ``end``, 0 for none."""
    phrases = terms("replacing-phrases")
    words = scene.words.words
    for size in range(4, 0, -1):
        start = end - size
        if start >= scene.first and " ".join(words[start:end]) in phrases and scene.unbroken(start, end - 1):
            return size
    return 0


def _against(scene: Scene, noun: Noun, lead: int) -> Iterator[Draft]:
    """Yield advice to stop, skip or refuse: an imperative, or "you can", before the medicine or care."""
    words = scene.words.words
    for start in range(lead - 1, max(lead - 4, scene.first - 1), -1):
        phrase = " ".join(words[start:lead])
        if phrase not in terms("stop-phrases"):
            continue
        weak = phrase in terms("stop-weak") and not (scene.product or _helped_out(scene, noun))
        if weak or not _commands(scene, start) or _routed(scene):
            return
        if noun.kinds & CARE and not noun.kinds & _MEDICINE and words[start] not in terms("stop-care"):
            return
        said = scene.written(start, noun.last)
        yield Draft(
            "danger",
            start,
            noun.last,
            noun,
            actor_before(scene, start),
            because=f"“{said}” turns readers away from care",
        )
        return


def _unneeded(scene: Scene, noun: Noun, lead: int) -> Iterator[Draft]:
    """Yield "has not needed his inhaler since", "before you sign up for radiotherapy, try juice"."""
    words = scene.words.words
    need = next((i for i in range(lead - 1, max(lead - 3, scene.first - 1), -1) if words[i] in _NEEDING), -1)
    said = scene.written(max(lead - 3, scene.first), noun.last)
    # What is not "for use with pacemakers" goes badly with them, and what is not to be "used as" a cure is none.
    beside = scene.word(need + 1) in ("with", "by", "near", "as")
    denied = need >= 0 and not beside and not _NEGATIVE.isdisjoint(scene.slice(need - 3, need))
    if denied and noun.kinds & _MEDICINE and scene.word(noun.last - 1) not in terms("medicine-generic"):
        because = f"“{said}” makes medicine needless"
        actor = actor_before(scene, need)
        yield Draft("replacement", need, noun.last, noun, actor, because=because, ignore=frozenset(["negation"]))
        return
    opening = next((i for i in range(lead - 1, max(lead - 7, scene.first - 1), -1) if words[i] == "before"), -1)
    if opening < 0 or scene.word(opening + 1) != "you" or not scene.unbroken(opening, noun.last - 1) or _routed(scene):
        return
    rest = scene.slice(scene.first, opening) + scene.slice(noun.last, scene.last)
    if not _TRYING.isdisjoint(rest):
        because = f"“{said}” puts care off"
        yield Draft("danger", opening, noun.last, noun, actor_before(scene, opening), because=because)


_NEEDING = word_set("need needs needed use uses used take takes taken took touch touched reach reached want wants")
_TRYING = word_set("try drink take use give eat test book")


def _avoided(scene: Scene, noun: Noun) -> Iterator[Draft]:
    """Yield "breathe through the pain rather than ringing an ambulance": something else instead of care."""
    near = range(noun.first - 1, max(noun.first - 5, scene.first), -1)
    verb = next((i for i in near if scene.word(i) in _SEEKING), -1)
    spared = scene.slice(verb - 2, verb) in (["rather", "than"], ["instead", "of"])
    if verb < 0 or not spared or not noun.kinds & CARE or _routed(scene):
        return
    # "Ring 112 instead of driving to your doctor" sends to better care.
    if scene.word(scene.first) in _RINGING or any(other.kinds & CARE and other.last < verb for other in scene.nouns):
        return
    if any(other.kinds & ILL for other in scene.nouns):
        because = f"“{scene.written(verb - 2, noun.last)}” turns readers away from care"
        yield Draft("danger", verb - 2, noun.last, noun, actor_before(scene, verb - 2), because=because)


_RINGING = word_set("ring call dial phone see ask")
_SEEKING = word_set(
    "ringing calling phoning seeing visiting bothering troubling booking dialling dialing asking paying consulting"
)


def _disposed(scene: Scene, noun: Noun, lead: int) -> Iterator[Draft]:
    """Yield "throw your insulin in the bin", "leave the paracetamol in the cupboard"."""
    if not noun.kinds & _MEDICINE or scene.word(lead - 1) not in terms("dispose-verbs"):
        return
    after = scene.slice(noun.last, noun.last + 4)
    offset = next((k for k, word in enumerate(after) if word in terms("dispose-places")), -1)
    if offset < 0 or not _commands(scene, lead - 1) or _routed(scene):
        return
    last = noun.last + offset + 1
    said = scene.written(lead - 1, last)
    because = f"“{said}” turns readers away from care"
    yield Draft("danger", lead - 1, last, noun, actor_before(scene, lead - 1), because=because)


def _bottled(scene: Scene, noun: Noun) -> Iterator[Draft]:
    """Yield "a facelift in a jar", "Prozac without the prescription": a medicine turned into a ware."""
    after = scene.slice(noun.last, noun.last + 4)
    if not noun.kinds & _MEDICINE or len(after) < 3 or scene.broken(noun.last) or after[1] not in _ARTICLES:
        return
    bottled = after[0] == "in" and after[2] in _VESSELS
    spared = after[0] == "without" and not _BURDENS.isdisjoint(after[2:])
    if bottled or spared:
        said = scene.written(noun.first, noun.last + 3)
        actor = Actor("own", noun.first, noun.last)
        because = f"“{said}” makes a ware of medicine"
        yield Draft("replacement", noun.first, noun.last + 3, noun, actor, because=because, ignore=_OWN_DENIAL)


def _swapped(scene: Scene, noun: Noun, lead: int) -> Iterator[Draft]:
    """Yield "swapped her metformin for cinnamon"."""
    if not noun.kinds & _MEDICINE or scene.word(lead - 1) not in _SWAPS or _routed(scene):
        return
    if _FOR.isdisjoint(scene.slice(noun.last, noun.last + 2)):
        return
    actor = anyone(scene)
    if actor.kind and actor.first > noun.last:
        said = scene.written(lead - 1, actor.last)
        because = f"“{said}” sets it in place of medicine"
        yield Draft("replacement", lead - 1, actor.last, noun, actor, because=because)


def _helped_out(scene: Scene, noun: Noun) -> bool:
    """Tell whether a remedy is named as what takes over: "cut your insulin as the cinnamon works"."""
    actor = anyone(scene)
    return actor.first > noun.last and not _TAKING_OVER.isdisjoint(scene.slice(noun.last, actor.first))


_ARTICLES = ("a", "the", "your", "any")
_VESSELS = word_set(
    """jar bottle cup teacup mug tin tube capsule spoon teaspoon tablespoon spoonful sip dropper glass pouch tablet
    sachet pill can gummy leaf root bowl"""
)
_BURDENS = word_set(
    "prescription needle needles knife scalpel surgeon surgery hospital doctor side price bill drugs chemicals"
)
_OWN_DENIAL = frozenset(["negation"])
_SWAPS = word_set("swap swaps swapped swapping trade traded switch switched replace replaced exchange exchanged gave")
_FOR = word_set("for with to")
_TAKING_OVER = word_set("as with while once for because since and")


def _commands(scene: Scene, start: int) -> bool:
    """Tell whether a verb here is an order or a permission to the reader."""
    before = scene.word(start - 1)
    if before in ("can", "should") and scene.word(start - 2) != "you" and not scene.product:
        return False
    return start == scene.first or scene.broken(start) or before in _STOPPERS


def _routed(scene: Scene) -> bool:
    """Tell whether the sentence sends the reader to somebody who may decide."""
    said = scene.slice(scene.first, scene.last)
    return not _ROUTES.isdisjoint(said) and not _CLINICIAN.isdisjoint(said)
