"""Traits of a passage: the sorts of its terms and signs, its cues and its form, for ``points``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from claimlint.language.claims.advertising import has_brand, selling_table
from claimlint.language.claims.hints import is_cautious, is_outer
from claimlint.language.claims.inflection import BASE, THIRD
from claimlint.language.claims.mentions import BODY, LEAVE, NOUN_FILES, VAGUE, VERB_FILES
from claimlint.language.claims.scene import DETERMINERS, Scene, terms
from claimlint.language.claims.signs import find_signs
from claimlint.language.claims.teaching import bids_medicine, is_textbook, tells_of_bodies
from claimlint.language.text.words import word_set

_SORTS = tuple((kind, f"term:{name}") for name, kind in NOUN_FILES.items() if kind != VAGUE)
_CLASSES = tuple((kind, f"verb:{name.removeprefix('verbs-')}") for name, kind in VERB_FILES.items())
_READER = word_set("you your yours you'll you've you'd you're")
_ADVISED = word_set("unless advice advised agreement supervision prescriber")
_ASKING = word_set(
    "ask asking check checking speak speaking talk talking see seeing tell telling consult consulting discuss ring call"
)
_GOING_ON = word_set("keep continue carry")
_TAKING = word_set("take taking using on")
_DOSED = word_set("tablet tablets pill pills medicine medicines medication inhaler insulin dose")
_AUTHORISED = word_set("contributes contribute contributing contribution maintenance")
"""Words of the claims that authorities allow: "contributes to the maintenance of normal vision"."""
_NONE = word_set("no none nothing nobody few")
_LONG, _SHORT = 24, 6
"""Words from which a passage is long, and below which it is short."""
_FORMS = {"?": "form:question", "!": "form:exclamation", ":": "form:colon", '"': "form:quotation"}
_OPEN_QUOTES = "\u201c\u2018"


def traits_of(passage: Sequence[Scene]) -> frozenset[str]:
    """Return the traits of a passage, each as its sort, a colon and its name."""
    found: set[str] = {"form:text"}
    for scene in passage:
        found.update(_terms(scene), _signs(scene), _manner(scene))
    found.update(_form(passage))
    found.update(_pairs(found))
    if "sign:earlier" in found and "sign:later" in found:
        found.add("pair:earlier-later")
    return frozenset(found)


_MATTERS = {
    "medicine": frozenset(["term:drugs", "term:procedures", "sign:gear"]),
    "ill": frozenset(["term:conditions", "term:symptoms", "sign:complaint", "sign:mind-alone"]),
    "body": frozenset(["term:inner", "term:functions", "term:markers"]),
    "outer": frozenset(["term:outer"]),
    "care": frozenset(["term:care"]),
}
"""What a passage may be about, and what tells it."""
_COMPANY = {
    "ware": frozenset("term:remedies term:foods term:devices term:products term:practices form:brand".split()),
    "reader": frozenset(["form:reader"]),
    "person": frozenset(["sign:person"]),
    "denial": frozenset(
        "cue:negation-forward cue:negation-object cue:negation-phrase cue:negation-onward sign:absence".split()
    ),
    "span": frozenset(["sign:span", "sells:deadline"]),
    "change": frozenset(["sign:change"]),
    "dose": frozenset(["sells:dose"]),
    "swap": frozenset(["sign:swap"]),
    "all": frozenset(["sign:all"]),
    "plain": frozenset(["list:informing", "list:cautions", "list:handling"]),
    "heading": frozenset(["form:heading"]),
}
"""What it may be told beside: two things together say more than each."""


def _pairs(found: set[str]) -> list[str]:
    company = [name for name, traits in _COMPANY.items() if not traits.isdisjoint(found)]
    matters = [name for name, traits in _MATTERS.items() if not traits.isdisjoint(found)]
    return [f"pair:{matter}-{beside}" for matter in matters for beside in company]


@cache
def _noun_traits(kinds: int) -> tuple[str, ...]:
    return ("term:vague",) if kinds & VAGUE else tuple(name for kind, name in _SORTS if kinds & kind)


@cache
def _verb_traits(classes: int) -> tuple[str, ...]:
    return tuple(name for kind, name in _CLASSES if classes & kind)


def _terms(scene: Scene) -> Iterator[str]:
    for noun in filter(scene.heads, scene.nouns):
        yield from _noun_traits(noun.kinds)
        if noun.kinds & BODY:
            yield "term:outer" if is_outer(scene, noun) else "term:inner"
    for verb in scene.verbs:
        # Who leaves something leaves it lying about; an illness only leaves.
        transitive = scene.word(verb.last) in DETERMINERS and not verb.gap
        yield from _verb_traits(verb.classes & ~LEAVE if transitive else verb.classes)
    if scene.verbs and scene.verbs[0].first == scene.first:
        opening = scene.verbs[0].forms
        if opening & BASE:
            yield "form:bidding"
        if opening & THIRD:
            yield "form:unsaid"


def _signs(scene: Scene) -> Iterator[str]:
    for sort in find_signs(scene):
        yield f"sign:{sort}"
    words = scene.words
    forms, gaps = words.words[scene.first : scene.last], words.gaps[scene.first : scene.last + 1]
    for hit in selling_table().find(forms, gaps):
        yield f"sells:{hit.cue.shield}"
    for hit in scene.analysis.readings[scene.index].hits:
        yield f"cue:{hit.cue.shield}-{hit.cue.scope}"


def _manner(scene: Scene) -> Iterator[str]:
    if is_cautious(scene):
        yield "list:cautions"
    if is_textbook(scene):
        yield "form:textbook"
        if tells_of_bodies(scene):
            yield "form:bodily"
    if _is_advice(scene):
        yield "form:advised"
    if not _AUTHORISED.isdisjoint(scene.said):
        yield "form:authorised"
    if "without" in scene.said and scene.word(scene.first) in _NONE:
        yield "form:denied-twice"
    if not terms("handling").isdisjoint(scene.said):
        yield "list:handling"
    informing = len(terms("informing-words") & scene.said)
    if informing:
        yield "list:informing"
    if informing > 1:
        yield "list:informing-twice"
    if not _READER.isdisjoint(scene.said):
        yield "form:reader"
    if scene.compounds:
        yield "form:compound"
    if has_brand(scene.analysis.text, scene.words, scene.first, scene.last, scene.nouns):
        yield "form:brand"


def _is_advice(scene: Scene) -> bool:
    """Tell whether a sentence sends the reader to those who treat, or bids them go on with their medicine."""
    said = scene.said
    if not _ADVISED.isdisjoint(said) or bids_medicine(scene):
        return True
    kinds = {trait for noun in scene.nouns for trait in _noun_traits(noun.kinds)}
    if "term:care" in kinds and not _ASKING.isdisjoint(said):
        return True
    medicated = "term:drugs" in kinds or "gear" in find_signs(scene) or not said.isdisjoint(_DOSED)
    return medicated and not _GOING_ON.isdisjoint(said) and not _TAKING.isdisjoint(said)


def _form(passage: Sequence[Scene]) -> Iterator[str]:
    first, last = passage[0].first, passage[-1].last
    words = passage[0].words
    if last - first < _SHORT:
        yield "form:short"
    if last - first >= _LONG:
        yield "form:long"
    # What stands before the first word ends the sentence before it, but for a quotation mark.
    marks = "".join(words.gaps[first + 1 : last + 1]) + words.gaps[first][-1:]
    for mark, name in _FORMS.items():
        if mark in marks:
            yield name
    if any(mark in marks for mark in _OPEN_QUOTES):
        yield "form:quotation"
    end = words.gaps[last].lstrip("\"')\u201d\u2019]* ")
    if not end or end[0] == "\n":
        yield "form:heading"
    if any(word[:1].isdigit() for word in words.words[first:last]):
        yield "form:number"
