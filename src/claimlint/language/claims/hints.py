"""Claims that a product's text implies: a complaint named beside it, a telling name, a question it answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimlint.language.claims.agents import NOBODY, Actor, own_product
from claimlint.language.claims.efficacy import Draft
from claimlint.language.claims.mentions import (
    AGENT,
    BODY,
    CARE,
    DRUG,
    FUNCTION,
    ILL,
    PROCEDURE,
    VAGUE,
    Noun,
    noun_table,
)
from claimlint.language.claims.scene import DETERMINERS, Scene, terms
from claimlint.language.claims.teaching import SPEAKING, STATING, explains, is_textbook, names_ware
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import word_set


def find_implied(scene: Scene) -> Iterator[Draft]:
    """Yield the complaint a product's text names without saying anything else about it.

    Only for the text of a product, and only where nothing in the sentence is a warning, a
    direction or a fact: there a complaint is named to be treated.
    """
    if not scene.product or is_cautious(scene):
        return
    if scene.word(scene.first) in _ASKING and scene.analysis.readings[scene.index].question:
        return
    targets = [noun for noun in scene.targets(scene.first, scene.last, ILL) if not noun.kinds & (AGENT | VAGUE)]
    if not targets:
        return
    target = targets[0]
    actor = next(
        (_as_actor(noun) for noun in scene.nouns if noun.kinds & AGENT and not noun.kinds & (ILL | BODY | CARE)), NOBODY
    )
    if not own_product(scene) and (_advises(scene) or _teaches(scene)):
        return
    if is_of_people(scene, target) and not _CARING.isdisjoint(scene.said):
        return
    if not own_product(scene) and (_is_subject(scene, target) or (not actor.kind and _is_fact(scene, target))):
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


def _advises(scene: Scene) -> bool:
    """Tell whether somebody who treats is named and no ware is: "your optician can spot diabetes"."""
    return any(noun.kinds & CARE for noun in scene.nouns) and not names_ware(scene)


def _teaches(scene: Scene) -> bool:
    """Tell whether a sentence that speaks to nobody says what a part of the body does, or why."""
    if not SPEAKING.isdisjoint(scene.said):
        return False
    first = scene.nouns[0] if scene.nouns else None
    reasoned = first is not None and first.first - scene.first < 2 and bool(first.kinds & BODY)
    if reasoned and not names_ware(scene) and not _REASONING.isdisjoint(scene.said):
        return True
    return explains(scene, BODY | DRUG | PROCEDURE)


_REASONING = word_set("because when whenever why")


def find_bodily(scene: Scene) -> Iterator[Draft]:
    """Yield an organ or function that a product's text speaks of as something the reader minds.

    Directions, measurements and fittings name parts of the body too; their verbs rule a sentence out.
    """
    said = scene.slice(scene.first, scene.last)
    if not scene.product or _MINDING.isdisjoint(said) or not terms("handling").isdisjoint(said):
        return
    if not terms("cautions").isdisjoint(said) or is_textbook(scene):
        return
    target = next(
        (noun for noun in scene.targets(scene.first, scene.last, BODY | FUNCTION) if not noun.kinds & AGENT), None
    )
    if target is None or is_outer(scene, target):
        return
    name = scene.written(target.first, target.last)
    because = f"a product's text speaks of “{name}”"
    yield Draft("implied-disease", target.first, target.last, target, finite=False, because=because)


def is_outer(scene: Scene, noun: Noun) -> bool:
    """Tell whether a term names a part of the body that things are put on."""
    word = scene.word(noun.first)
    return word in terms("outer-parts") or word.removesuffix("s") in terms("outer-parts")


_MINDING = word_set(
    """won't can't cannot never no thank thanks love loves will after again back without finally like hello goodbye
    every for when because until under control back answer friend relief nature's natural herbal wonder wonders"""
)


def _is_fact(scene: Scene, target: Noun) -> bool:
    """Tell whether a sentence without a product states what an illness is or does."""
    return not _BACKGROUND.isdisjoint(scene.said) or is_of_people(scene, target)


def _is_subject(scene: Scene, target: Noun) -> bool:
    """Tell whether a sentence states what an illness is: "gout is caused by", "most colds last a week"."""
    if target.first - scene.first > 3:
        return False
    following = scene.slice(target.last, target.last + 2)
    if not STATING.intersection(following) and _COURSE.isdisjoint(following[:1]):
        return False
    return all(word in DETERMINERS or word in _GENERAL for word in scene.slice(scene.first, target.first))


def is_of_people(scene: Scene, target: Noun) -> bool:
    """Tell whether an illness only describes people: "adults with asthma", "those who have gout"."""
    before = scene.slice(target.first - 4, target.first)
    return not _PEOPLE.isdisjoint(before) and not _HAVING.isdisjoint(before)


_PEOPLE = word_set(
    "people patients adults children women men anyone someone those persons others readers person members"
)
_CARING = word_set(
    "clinic clinics group groups class classes charity nurse nurses see sees treat treats team therapist therapists"
)
_HAVING = word_set("with have has having suffering")


@cache
def _caution_phrases() -> tuple[str, ...]:
    return tuple(f" {term} " for term in load_terms("cautions") if " " in term)


def is_cautious(scene: Scene) -> bool:
    """Tell whether a sentence warns, directs or informs, so that an illness in it is not promised anything."""
    if not terms("cautions").isdisjoint(scene.said):
        return True
    said = f" {' '.join(scene.slice(scene.first, scene.last))} "
    return any(phrase in said for phrase in _caution_phrases())


_GENERAL = word_set("most many some chronic acute severe common mild untreated symptoms signs of in type 1 2")
_COURSE = word_set(
    """travels travel spreads spread settles settle lasts last strikes strike tends tend flares flare grows grow ranges
    range varies vary differs differ cools cool follows follow develops develop arises arise peaks peak has have"""
)
"""What an illness does by itself."""
_BACKGROUND = word_set(
    """caused cause causes causing called known means doctors researchers scientists percent virus condition conditions
    common"""
)


def _as_actor(noun: Noun) -> Actor:
    return Actor("drug" if noun.kinds & (DRUG | PROCEDURE) else "product", noun.first, noun.last)


def find_openers(scene: Scene) -> Iterator[Draft]:
    """Yield "Charges up your mitochondria": a bullet whose verb no lexicon holds, with the product left unsaid."""
    opener = scene.word(scene.first)
    if not scene.product or not opener.endswith("s") or len(opener) < 4 or opener in terms("neutral-openers"):
        return
    if scene.noun_at(scene.first) or any(verb.first == scene.first for verb in scene.verbs):
        return
    if scene.word(scene.first + 1) not in _OPENED and scene.word(scene.first + 2) not in _OPENED:
        return
    target = next(scene.targets(scene.first + 1, min(scene.first + 6, scene.last)), None)
    if target is None or target.kinds & VAGUE or not scene.unbroken(scene.first, target.first):
        return
    said = scene.written(scene.first, target.last)
    yield Draft(
        "function", scene.first, target.last, target, finite=False, because=f"“{said}” says what it does to the body"
    )


_OPENED = word_set("your the tired aching sore stiff dull out away up down")


def find_answers(scene: Scene) -> Iterator[Draft]:
    """Yield the product named as answer to a complaint in the question before it: "Can't sleep? Try our drops"."""
    analysis = scene.analysis
    if (
        not scene.product
        or scene.index == 0
        or analysis.sentences[scene.index - 1].block != analysis.sentences[scene.index].block
    ):
        return
    before = analysis.sentences[scene.index - 1].span
    question = analysis.text[before.start : before.end]
    if not question.endswith("?"):
        return
    first, last = scene.words.range(before)
    asked = scene.words.words[first:last]
    if not asked or len(asked) > 10 or asked[0] in _ASKING or not _DENYING.isdisjoint(scene.said):
        return
    offered = (noun for noun in scene.nouns if noun.kinds & AGENT and not noun.kinds & (ILL | BODY | DRUG | PROCEDURE))
    thing = next(offered, None)
    kinds = list(_kinds_of(asked))
    care = any(kind & (DRUG | PROCEDURE) for kind in kinds)
    troubled = not _TROUBLE.isdisjoint(asked) or any(kind & (ILL | BODY | FUNCTION) for kind in kinds)
    if thing is None or not (care or troubled):
        return
    said = scene.written(thing.first, thing.last)
    actor = Actor("own" if own_product(scene) else "product", thing.first, thing.last)
    because = f"“{said}” answers “{question}”"
    kind = "replacement" if care else "implied-disease"
    yield Draft(kind, thing.first, thing.last, thing, actor, finite=False, because=because)


_ASKING = word_set("what which who where when how does do did is are will would has have")
_DENYING = word_set("cannot can't won't doesn't don't not no")
_TROUBLE = word_set(
    """can't cannot won't no never trouble tired struggling sick fed hard slipping stiff sore aching weak bad wake
    waking woken forget forgetting losing"""
)


def _kinds_of(words: list[str]) -> Iterator[int]:
    nouns = noun_table()
    for word in words:
        yield from (entry[1] for entry in nouns.alone(word) if not entry[1] & VAGUE)


def find_names(scene: Scene) -> Iterator[Draft]:
    """Yield a product's name that tells what it is for: "DiabEase", "ArthroCalm"."""
    if not scene.product:
        return
    text, words = scene.analysis.text, scene.words
    for i in range(scene.first, scene.last):
        place, word = words.starts[i], words.words[i]
        if not text[place].isupper() or len(word) < 6 or not word.startswith(_stems()):
            continue
        written = text[place : place + len(word)]
        inner = any(written[k].islower() and written[k + 1].isupper() for k in range(len(written) - 1))
        following = scene.noun_at(i + 1)
        if inner or (i > scene.first and scene.noun_at(i) is None and following and following.kinds & AGENT):
            yield Draft(
                "implied-disease",
                i,
                i + 1,
                None,
                Actor("brand", i, i + 1),
                finite=False,
                because=f"the name “{written}” tells what it is for",
            )
            return


@cache
def _stems() -> tuple[str, ...]:
    return load_terms("name-stems")
