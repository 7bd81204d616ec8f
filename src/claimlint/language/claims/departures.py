"""Claims that a complaint goes or cannot come: it is the subject of its own departure, or nobody catches it."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.language.claims.agents import DOUBTED, NOBODY, actor_after, actor_before, own_product
from claimlint.language.claims.efficacy import NEGATIVE, Draft, negation_within
from claimlint.language.claims.hints import is_of_people
from claimlint.language.claims.inflection import ING, PARTICIPLE
from claimlint.language.claims.mentions import (
    ABSOLUTE,
    AGAINST,
    AGENT,
    BODY,
    DRUG,
    FOR,
    FUNCTION,
    ILL,
    LEAVE,
    MARKER,
    PROCEDURE,
    TARGET,
    VAGUE,
    Noun,
    Verb,
)
from claimlint.language.claims.scene import BE, Scene, terms
from claimlint.language.text.words import word_set

_FILL = word_set(
    """will would can could may might has have had is are was were be been being just simply soon then that all also
    finally never no not don't doesn't won't can't didn't wouldn't couldn't cannot to in of on it i'd i've 's up
    starts started start begin begins began tend tends seem seems really even ever long now already ll they gets
    get got straight both too soon immediately overnight either finally basically virtually practically totally
    completely almost entirely"""
)


def find_departures(scene: Scene) -> Iterator[Draft]:
    """Yield claims that a complaint goes, is gone, stays away or cannot be caught."""
    for verb in scene.verbs:
        yield from _leaving(scene, verb)
        yield from _passive(scene, verb)
    yield from _never_again(scene)


def _leaving(scene: Scene, verb: Verb) -> Iterator[Draft]:
    """Yield the claim that a complaint goes: the target is the subject of the verb."""
    if not verb.classes & LEAVE or verb.forms == ING:
        return
    kinds = ILL | MARKER if not verb.classes & FOR else TARGET
    if scene.word(verb.first) in terms("verbs-return"):
        kinds = FUNCTION | BODY
    elif scene.word(verb.last - 1) in ("rebound", "normal"):
        kinds = TARGET
    subject = _subject(scene, verb.first, kinds)
    if subject is None or subject.kinds & VAGUE:
        return
    actor = actor_after(scene, verb.last)
    if not actor.kind:
        actor = actor_before(scene, subject.first)
    if actor.kind in ("", "product") and _is_of_medicine(scene, verb, subject):
        return
    weak = scene.word(verb.first) in terms("leave-weak")
    shown = scene.word(subject.first - 1) in ("watch", "see", "feel", "let")
    if weak and not (actor.kind or shown or own_product(scene)):
        return
    yield Draft(
        "efficacy" if subject.kinds & (ILL | MARKER) else "function",
        subject.first,
        verb.last,
        subject,
        actor,
        absolute=not weak,
        finite=bool(actor.kind),
        because=f"“{_name(scene, subject)}” is said to go: “{scene.written(verb.first, verb.last)}”",
        ignore=negation_within(scene, verb),
        cue=verb.first,
    )


def _name(scene: Scene, noun: Noun) -> str:
    return scene.written(noun.first, noun.last)


def _subject(scene: Scene, verb: int, kinds: int) -> Noun | None:
    """Return the target that stands as subject right before a verb."""
    for noun in reversed(scene.nouns):
        if noun.last > verb or not noun.kinds & kinds:
            continue
        between = scene.slice(noun.last, verb)
        if len(between) > 4 or not scene.unbroken(noun.last - 1, verb):
            return None
        if all(word in _FILL or word.endswith("ly") for word in between) and scene.heads(noun):
            return noun
        return None
    return None


def _passive(scene: Scene, verb: Verb) -> Iterator[Draft]:
    """Yield the claim of a passive: the target is said to be cured, lifted, restored."""
    if not verb.forms & PARTICIPLE or not verb.classes & (ABSOLUTE | AGAINST | FOR) or verb.gap:
        return
    auxiliary = next(
        (i for i in range(verb.first - 1, max(verb.first - 4, scene.first - 1), -1) if scene.word(i) in BE), -1
    )
    if auxiliary < 0 or not scene.unbroken(auxiliary, verb.first):
        return
    start = scene.clause_start(auxiliary)
    subject = next((noun for noun in scene.targets(start, auxiliary, ILL)), None)
    if subject is None or scene.word(verb.last) in ("as", "to"):
        return
    actor = actor_after(scene, verb.last)
    if actor.kind in ("", "product") and _is_of_medicine(scene, verb, subject):
        return
    yield Draft(
        "efficacy",
        verb.first,
        verb.last,
        subject,
        actor,
        absolute=scene.word(verb.first) in terms("cure-words"),
        finite=bool(actor.kind),
        because=f"“{_name(scene, subject)}” is said to be “{scene.written(verb.first, verb.last)}”",
    )


def _is_of_medicine(scene: Scene, verb: Verb, subject: Noun) -> bool:
    """Tell whether people are cured, or a medicine cures, however far off: "by a long course of antivirals"."""
    if is_of_people(scene, subject) and not own_product(scene):
        return True
    by = scene.word(verb.last) in ("by", "with", "after", "through")
    return by and any(noun.kinds & (DRUG | PROCEDURE) and noun.first > verb.last for noun in scene.nouns)


def _never_again(scene: Scene) -> Iterator[Draft]:
    """Yield "her eczema never came back", "you cannot catch flu", "no bug gets past our drops".

    A denial that is itself the promise: a complaint does not return, is not caught, does not resist.
    """
    if NEGATIVE.isdisjoint(scene.said) and "yet" not in scene.said:
        return
    words = scene.words.words
    for i in range(scene.first, scene.last):
        if words[i] not in NEGATIVE and scene.slice(i, i + 2) != ["yet", "to"]:
            continue
        for target in scene.targets(max(i - 5, scene.first), min(i + 9, scene.last), ILL):
            if target.kinds & VAGUE:
                continue
            end = _denied(scene, i, target)
            if end:
                yield _promise(scene, i, end, target)
                return


def _denied(scene: Scene, negative: int, target: Noun) -> int:
    """Return where a denial about a target ends that is a promise, 0 for none."""
    after = scene.slice(negative + 1, negative + 4)
    if target.last <= negative:
        offset = next((k for k, word in enumerate(after) if word in terms("verbs-return")), -1)
        near = negative - target.last <= 2 and scene.unbroken(target.last - 1, negative)
        return negative + 2 + offset if offset >= 0 and near else 0
    if scene.word(negative) in ("no", "not", "none", "nothing", "yet") and target.first - negative <= 5:
        later = scene.slice(target.last, target.last + 4)
        offset = next((k for k, word in enumerate(later) if word in terms("verbs-resist")), -1)
        if offset >= 0:
            return target.last + offset + 1
    reach = 8 if scene.word(negative) in _NOBODY else 3
    later = scene.slice(negative + 1, min(negative + 1 + reach, target.first))
    if not _ASKING.isdisjoint(scene.slice(negative, target.first)):
        return 0
    catching = next((k for k, word in enumerate(later) if word in terms("verbs-catch")), -1)
    if catching >= 0 and target.first - negative <= reach + 4 and scene.unbroken(negative, target.first):
        return target.last
    return 0


_ASKING = word_set("whether if")
_NOBODY = word_set("nobody none no-one")


def _promise(scene: Scene, negative: int, end: int, target: Noun) -> Draft:
    first, last = min(negative, target.first), max(end, target.last)
    actor = actor_before(scene, negative)
    if not actor.kind:
        actor = actor_after(scene, last)
    sold = scene.product and any(noun.kinds & AGENT for noun in scene.nouns)
    named = actor.kind in DOUBTED or own_product(scene) or sold
    return Draft(
        "efficacy",
        first,
        last,
        target,
        actor if named else NOBODY,
        absolute=named,
        finite=named and bool(actor.kind),
        because=f"“{scene.written(first, last)}” promises that the complaint stays away",
        ignore=frozenset(["negation"]),
    )
