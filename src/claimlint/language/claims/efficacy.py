"""Claims by structure: something is said to act on a disease, a complaint, an organ, a marker or a function."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from claimlint.language.claims.agents import DOUBTED, NOBODY, Actor, actor_after, actor_before
from claimlint.language.claims.inflection import BASE, ING, PARTICIPLE, PAST, THIRD
from claimlint.language.claims.mentions import (
    ABSOLUTE,
    AGAINST,
    AGENT,
    BODY,
    CARE,
    DRUG,
    FOR,
    FUNCTION,
    GIVE,
    HARM,
    ILL,
    LEAVE,
    MARKER,
    PROCEDURE,
    RAISE,
    VAGUE,
    Noun,
    Verb,
)
from claimlint.language.claims.scene import BE, DETERMINERS, MODALS, PREPOSITIONS, STOPS, Scene, terms
from claimlint.language.text.words import word_set
from claimlint.late import dataclass

_REACH = 8
_AFTER_INTRANSITIVE = word_set("in on at by with from than as into of after before during")
_HELPERS = word_set("help helps helped helping proven able known works work shown can will")
NEGATIVE = word_set(
    """no not never nowhere won't don't doesn't cannot can't nothing nobody none didn't hasn't haven't isn't aren't
    neither nor hadn't wasn't weren't without"""
)
_ADJECTIVES = word_set("lower better clear calm slow cool free smooth firm open loose tight moderate dry steady")
_BEFORE_VERB = word_set("to help helps helped and or not also really actually they it we you")
_RISING = word_set("rise increase surge epidemic explosion wave boom jump spike")
_PLACES = word_set("in on at by from within through under inside into around than like")
_SEEN = word_set("skin face hand hair lip nail foot feet body complexion cheek leg arm beard scalp eyelash lash brow")
"""What creams and soaps are put on for its looks or feel alone."""
_TURNING = word_set(
    "reduction relief alleviation allevation decrease prevention neutralisation elimination lowering reducing"
)


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
    weak: bool = False
    """Whether it counts only where the sentence makes no other claim."""


def find_efficacy(scene: Scene) -> Iterator[Draft]:
    """Yield the claims that a verb makes about a target it acts on."""
    for verb in scene.verbs:
        if verb.classes & ~LEAVE:
            draft = _acting(scene, verb)
            if draft:
                yield draft


def _acting(scene: Scene, verb: Verb) -> Draft | None:
    found = _object(scene, verb) or _pronoun_object(scene, verb) or _relative_object(scene, verb)
    if found is None:
        return None
    target, kind = found
    if not _is_predicate(scene, verb) or _is_other_act(scene, verb, target):
        return None
    actor = actor_before(scene, verb.first)
    if not actor.kind:
        actor = actor_after(scene, max(target.last, verb.last))
    if not actor.kind and _is_physiology(scene, verb):
        return None
    if target.kinds & VAGUE and not _is_bodily(scene, target, actor):
        return None
    said = scene.written(verb.first, verb.gap or verb.last)
    universal = target.last <= verb.first
    return Draft(
        kind,
        verb.first,
        max(verb.last, target.last),
        target,
        actor,
        absolute=bool(verb.classes & ABSOLUTE) and kind == "efficacy" and scene.word(verb.first) in terms("cure-words"),
        finite=_is_finite(scene, verb, actor),
        because=f"“{said}” acts on “{scene.written(target.first, target.last)}”",
        ignore=negation_within(scene, verb),
        cue=verb.first if universal else -1,
    )


def _is_other_act(scene: Scene, verb: Verb, target: Noun) -> bool:
    """Tell whether something else is done to the target: "treat your feet to a soak", "open your mouth"."""
    word = scene.word(verb.first)
    if word in _SPOILING and scene.word(target.last) == "to":
        return True
    return word in _MOVING and scene.word(target.last - 1) in _MOVED


_SPOILING = word_set("treat treats treated treating")
_MOVING = word_set("open opens lift lifts raise raises lower lowers bend bends")
_MOVED = word_set(
    "mouth head heel heels foot feet leg legs arm arms hand hands elbow elbows knee knees hips lips shoulders"
)


def _is_physiology(scene: Scene, verb: Verb) -> bool:
    """Tell whether the body or an illness is the subject: "the liver breaks down", "fever helps"."""
    start = scene.clause_start(verb.first)
    bodily = BODY | FUNCTION | ILL | MARKER | CARE
    return any(noun.kinds & bodily and start <= noun.first and noun.last <= verb.first for noun in scene.nouns)


def _is_bodily(scene: Scene, target: Noun, actor: Actor) -> bool:
    """Tell whether a word with other senses ("strain", "cut", "wind") is meant as a complaint."""
    if actor.kind in ("remedy", "food", "drug", "practice"):
        return True
    clear = BODY | FUNCTION | ILL | MARKER
    return any(noun.kinds & clear and not noun.kinds & VAGUE for noun in scene.nouns)


def _object(scene: Scene, verb: Verb) -> tuple[Noun, str] | None:
    """Return the first target that the verb governs, with the kind of claim that makes."""
    if verb.gap:
        inside = _target_in(scene, verb, verb.gap, verb.gap_end)
        if inside:
            return inside
    first = verb.last
    if (scene.word(first) in _AFTER_INTRANSITIVE and not scene.broken(first)) or scene.broken(first):
        return None
    return _target_in(scene, verb, first, min(first + _REACH, scene.last))


def _target_in(scene: Scene, verb: Verb, first: int, last: int) -> tuple[Noun, str] | None:
    for target in scene.targets(first, last):
        between = scene.slice(first, target.first)
        if not scene.unbroken(first, target.first) or not STOPS.isdisjoint(between):
            return None
        if any(
            noun.kinds & (DRUG | PROCEDURE) and first <= noun.first and noun.last < target.first for noun in scene.nouns
        ):
            # Who is "working on a vaccine against malaria" does not act on malaria.
            return None
        if not _PLACES.isdisjoint(between) and _RISING.isdisjoint(between):
            return None
        kind = _polarity(scene, verb, target, turned=not _TURNING.isdisjoint(between))
        if kind:
            return target, kind
    return None


def _pronoun_object(scene: Scene, verb: Verb) -> tuple[Noun, str] | None:
    """Resolve "brings them back" to the complaint or function named before in the sentence."""
    place = verb.gap or verb.last
    if scene.word(place) not in ("it", "them") or (not verb.gap and scene.broken(place)):
        return None
    found = _earlier(scene, verb, verb.first)
    return found if found and (scene.product or found[0].kinds & ILL) else None


def _relative_object(scene: Scene, verb: Verb) -> tuple[Noun, str] | None:
    """Resolve "no back that our wrap can't put right": the object stands before "that"."""
    if not (scene.broken(verb.last) or verb.last >= scene.last):
        return None
    start = scene.clause_start(verb.first)
    if start <= scene.first or scene.word(start - 1) not in ("that", "which"):
        return None
    return _earlier(scene, verb, start - 1)


def _earlier(scene: Scene, verb: Verb, before: int) -> tuple[Noun, str] | None:
    for target in reversed(list(scene.targets(scene.first, before))):
        kind = _polarity(scene, verb, target, turned=False)
        if kind:
            return target, kind
    return None


def _polarity(scene: Scene, verb: Verb, target: Noun, *, turned: bool) -> str:
    """Return the kind of claim that this verb makes about this target, empty for none.

    ``turned`` says that a word such as "reduction of" stands between them.
    """
    classes, kinds = verb.classes, target.kinds
    risk = scene.word(target.last - 1) in ("risk", "mortality", "death", "deaths")
    if kinds & ILL or risk:
        if turned and classes & (FOR | RAISE | HARM):
            return "efficacy"
        if classes & (ABSOLUTE | AGAINST):
            return "efficacy"
        if classes & FOR and scene.word(verb.first) in terms("verbs-help-ill"):
            return "efficacy"
        if not kinds & (BODY | FUNCTION) or classes & (HARM | RAISE):
            return "cause" if classes & (HARM | RAISE) else ""
        return "efficacy" if classes & FOR else ""
    if kinds & MARKER and classes & (ABSOLUTE | AGAINST | FOR | RAISE):
        return "efficacy"
    if kinds & (BODY | FUNCTION):
        if scene.word(verb.first) in terms("cosmetic-verbs") and scene.word(target.first).removesuffix("s") in _SEEN:
            return ""
        return _on_body(classes, kinds, product=scene.product)
    return "cause" if kinds & MARKER and classes & HARM else ""


def _on_body(classes: int, kinds: int, *, product: bool) -> str:
    if classes & FOR:
        return "function"
    if kinds & FUNCTION and (classes & RAISE or (product and classes & GIVE)):
        return "function"
    return "cause" if classes & HARM else ""


def _is_predicate(scene: Scene, verb: Verb) -> bool:
    """Tell a verb from the noun, adjective or name that looks like it."""
    before = scene.word(verb.first - 1) if not scene.broken(verb.first) else ""
    if verb.forms & (PAST | PARTICIPLE) and not verb.forms & (BASE | THIRD):
        return before not in DETERMINERS and before not in PREPOSITIONS and before not in ("and", "or")
    if verb.forms == ING:
        if before in ("for", "of", "with") and scene.word(verb.first) in _HURTING:
            return False
        return before not in DETERMINERS and not _is_participle_before(scene, verb)
    if before in DETERMINERS:
        return False
    if scene.word(verb.first) in _ADJECTIVES and not _follows_subject(scene, verb.first, before):
        return False
    noun = scene.noun_at(verb.first)
    if noun and noun.last - noun.first > verb.last - verb.first:
        return False
    return not (before in PREPOSITIONS and before not in ("as", "by", "than"))


def is_adjective(scene: Scene, verb: Verb) -> bool:
    """Tell whether a verb has the form of an adjective: "lower", "clear"."""
    return scene.word(verb.first) in _ADJECTIVES


def _is_participle_before(scene: Scene, verb: Verb) -> bool:
    """Tell whether a word in "-ing" only describes the complaint behind it: "a sudden, crushing pain"."""
    if not scene.broken(verb.first) or "," not in scene.words.gaps[verb.first] or scene.noun_at(verb.last) is None:
        return False
    return any(scene.word(i) in _INDEFINITE for i in (verb.first - 2, verb.first - 3))


_HURTING = word_set("crushing killing splitting stabbing blinding stinging numbing lifting burning shooting")
"""What describes a pain as often as it acts on one: "ring for crushing chest pain"."""
_INDEFINITE = word_set("a an any some that this the")


def _follows_subject(scene: Scene, verb: int, before: str) -> bool:
    """Tell whether a word that may be an adjective ("a 13 percent lower risk") stands where a verb does."""
    if before in MODALS or before in _BEFORE_VERB:
        return True
    if scene.broken(verb):
        # "- Lower intakes of fat" is no order outside of what sells.
        return scene.product or scene.word(verb + 1) in DETERMINERS
    return any(noun.last == verb and noun.kinds & AGENT for noun in scene.nouns)


def _is_finite(scene: Scene, verb: Verb, actor: Actor) -> bool:
    """Tell whether the verb states something about its subject, instead of naming a purpose or an activity."""
    before = scene.word(verb.first - 1)
    if verb.forms == ING:
        return before in BE
    if before == "to":
        return not _HELPERS.isdisjoint(scene.slice(verb.first - 4, verb.first - 1))
    if actor.kind in DOUBTED and verb.forms & BASE and (verb.first == scene.first or scene.broken(verb.first)):
        return True
    return bool(actor.kind) and actor.last <= verb.first


def negation_within(scene: Scene, verb: Verb) -> frozenset[str]:
    """Return the shields that a verb phrase's own words set off: "never came back" denies nothing."""
    said = scene.slice(verb.first, verb.last)
    return frozenset() if NEGATIVE.isdisjoint(said) else frozenset(["negation"])
