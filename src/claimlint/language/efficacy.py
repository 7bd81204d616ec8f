"""Claims by structure: something is said to act on a disease, a complaint, an organ, a marker or a function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimlint.language.agents import NOBODY, Actor, actor_after, actor_before
from claimlint.language.inflection import BASE, ING, PARTICIPLE, PAST, THIRD
from claimlint.language.mentions import (
    ABSOLUTE,
    AGAINST,
    BODY,
    FOR,
    FUNCTION,
    HARM,
    ILL,
    LEAVE,
    MARKER,
    RAISE,
    TARGET,
    Noun,
    Verb,
)
from claimlint.language.scene import BE, DETERMINERS, PREPOSITIONS, STOPS, Scene, terms
from claimlint.language.words import word_set

_REACH = 8
_AFTER_INTRANSITIVE = word_set("in on at by with from than as into of after before during")
_HELPERS = word_set("help helps helped helping proven able known works work shown can will")
_FILL = word_set(
    """will would can could may might has have had is are was were be been being just simply soon then that all also
    finally never no not don't doesn't won't can't didn't wouldn't couldn't cannot to in of on and it i'd i've 's up
    starts started start begin begins began tend tends seem seems really even ever long now already ll they gets get
    got straight both too soon immediately overnight either finally"""
)
_NEGATIVE = word_set("no not never nowhere won't don't doesn't cannot can't nothing")


@dataclass(frozen=True)
class Draft:
    """A claim before its standing is judged; indices count words of the prose."""

    kind: str
    first: int
    last: int
    target: Noun | None = None
    actor: Actor = NOBODY
    absolute: bool = False
    """Whether the words themselves say that the complaint ends."""
    finite: bool = True
    """Whether it is a full statement: subject and finite verb."""
    because: str = ""
    ignore: frozenset[str] = field(default_factory=frozenset)
    """Shields that cannot excuse it."""
    cue: int = -1
    """The word whose standing counts; -1: the first."""


def find_efficacy(scene: Scene) -> Iterator[Draft]:
    """Yield the claims that a verb makes about a target it acts on, or about one that goes away."""
    for verb in scene.verbs:
        if verb.classes & ~LEAVE:
            draft = _acting(scene, verb)
            if draft:
                yield draft
                continue
        yield from _leaving(scene, verb)
        yield from _passive(scene, verb)


def _acting(scene: Scene, verb: Verb) -> Draft | None:
    target = _object(scene, verb)
    if target is None:
        return None
    kind = _polarity(verb, target, scene)
    if not kind or not _is_predicate(scene, verb):
        return None
    actor = actor_before(scene, verb.first)
    if not actor.kind:
        actor = actor_after(scene, max(target.last, verb.last))
    last = max(verb.last, target.last)
    said = scene.written(verb.first, verb.gap or verb.last)
    return Draft(
        kind,
        verb.first,
        last,
        target,
        actor,
        absolute=bool(verb.classes & ABSOLUTE) and kind == "efficacy" and scene.word(verb.first) in terms("cure-words"),
        finite=_is_finite(scene, verb, actor),
        because=f"“{said}” acts on “{scene.written(target.first, target.last)}”",
        ignore=_own_negation(scene, verb),
    )


def _object(scene: Scene, verb: Verb) -> Noun | None:
    """Return the first target that the verb governs."""
    first = verb.gap or verb.last
    limit = verb.gap_end if verb.gap else min(verb.last + _REACH, scene.last)
    if not verb.gap and scene.word(first) in _AFTER_INTRANSITIVE and not scene.broken(first):
        return None
    for target in scene.targets(first, limit):
        if target.first > first and not scene.unbroken(first - 1 if not verb.gap else first, target.first):
            return None
        if scene.broken(first) and not verb.gap:
            return None
        if not STOPS.isdisjoint(scene.slice(first, target.first)):
            return None
        if _polarity(verb, target, scene):
            return target
    return None


def _polarity(verb: Verb, target: Noun, scene: Scene) -> str:
    """Return the kind of claim that this verb makes about this target, empty for none."""
    classes, kinds = verb.classes, target.kinds
    risk = scene.word(target.last - 1) in ("risk", "mortality", "death", "deaths")
    if kinds & ILL or risk:
        if classes & (ABSOLUTE | AGAINST):
            return "efficacy"
        if classes & FOR and not classes & HARM:
            return "efficacy"
        return "cause" if classes & (HARM | RAISE) else ""
    if kinds & MARKER and classes & (AGAINST | FOR | RAISE):
        return "efficacy"
    if kinds & (BODY | FUNCTION):
        if classes & FOR:
            return "function"
        if classes & RAISE:
            return "function" if kinds & FUNCTION else ""
        return "cause" if classes & HARM else ""
    return "cause" if kinds & MARKER and classes & HARM else ""


def _is_predicate(scene: Scene, verb: Verb) -> bool:
    """Tell a verb from the noun, adjective or name that looks like it."""
    before = scene.word(verb.first - 1) if not scene.broken(verb.first) else ""
    if verb.forms & (PAST | PARTICIPLE) and not verb.forms & (BASE | THIRD):
        return before not in DETERMINERS and before not in PREPOSITIONS and before not in ("and", "or")
    if verb.forms == ING:
        return before not in DETERMINERS
    if before in DETERMINERS:
        return False
    noun = scene.noun_at(verb.first)
    if noun and noun.last - noun.first > verb.last - verb.first:
        return False
    return not (before in PREPOSITIONS and before not in ("as", "by", "than"))


def _is_finite(scene: Scene, verb: Verb, actor: Actor) -> bool:
    """Tell whether the verb states something about its subject, instead of naming a purpose or an activity."""
    before = scene.word(verb.first - 1)
    if verb.forms == ING:
        return before in BE
    if before == "to":
        return not _HELPERS.isdisjoint(scene.slice(verb.first - 4, verb.first - 1))
    return bool(actor.kind) and actor.last <= verb.first


def _own_negation(scene: Scene, verb: Verb) -> frozenset[str]:
    """Return the shields that the verb phrase's own words set off: "never came back" denies nothing."""
    said = scene.slice(verb.first, verb.last)
    return frozenset() if _NEGATIVE.isdisjoint(said) else frozenset(["negation"])


def _leaving(scene: Scene, verb: Verb) -> Iterator[Draft]:
    """Yield the claim that a complaint goes: the target is the subject of the verb."""
    if not verb.classes & LEAVE or verb.forms == ING:
        return
    kinds = ILL | MARKER if not verb.classes & FOR else TARGET
    if scene.word(verb.last - 1) in ("back", "rebound", "normal"):
        kinds = TARGET
    subject = _subject(scene, verb.first, kinds)
    if subject is None:
        return
    actor = actor_after(scene, verb.last)
    if not actor.kind:
        actor = actor_before(scene, subject.first)
    yield Draft(
        "efficacy",
        subject.first,
        verb.last,
        subject,
        actor,
        absolute=scene.word(verb.first) not in terms("leave-weak"),
        finite=bool(actor.kind),
        because=f"“{_name(scene, subject)}” is said to go: “{scene.written(verb.first, verb.last)}”",
        ignore=_own_negation(scene, verb),
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
