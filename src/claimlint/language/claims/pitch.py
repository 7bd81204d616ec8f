"""Claims that name no complaint: signs of health and of success that together make the sentence of a product a promise.

A story of somebody who changed, a remedy nobody was let down by, the absence of every harm, a medicine made
needless, a great name: none is a claim by one word, so two signs of different sorts must meet in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimlint.language.claims.agents import Actor
from claimlint.language.claims.efficacy import NEGATIVE, Draft
from claimlint.language.claims.hints import is_cautious, is_outer
from claimlint.language.claims.mentions import (
    ABSOLUTE,
    AGAINST,
    BODY,
    CARE,
    DEVICE,
    DRUG,
    FOOD,
    FUNCTION,
    ILL,
    MARKER,
    PRACTICE,
    PROCEDURE,
    PRODUCT,
    REMEDY,
    VAGUE,
    Noun,
)
from claimlint.language.claims.scene import Scene, terms
from claimlint.language.claims.selling import reviewed
from claimlint.language.claims.signs import Signs, as_hit, draft_of, find_signs
from claimlint.language.claims.swaps import is_care
from claimlint.language.claims.teaching import bids_medicine, explains, is_textbook
from claimlint.language.standing.cues import Hit
from claimlint.language.text.words import word_set

_NEAR = 6
_DIRECTING = word_set(
    """ask asks consult check if unless may might exceed pharmacist discontinue warning caution report seek allergic
    should must allergy reactions: supervision supervised diagnosed insurance"""
)
_STORY = ("negation", "quotation", "hedge", "attribution")
"""What excuses nobody who tells a story: its own words deny, weaken and report."""
_FIRST_PERSON = word_set("i i've i'd i'm my me we our us")
_WARNING = [
    *({word} for word in ("should", "must")),
    *({verb, whom, "to"} for verb in ("tell", "advise", "urge") for whom in ("anyone", "anybody", "others")),
]
"""Words that warn beside a denial, each set together: "I would never tell anyone to quit their pills"."""
_DOUBTING = word_set("may might perhaps maybe possibly probably anecdotally")
_COUNTED = word_set("people adults participants men women volunteers children")
_BODILY = ILL | BODY | FUNCTION | MARKER | DRUG | PROCEDURE
_AUTHORISED = word_set("contributes contribute contributing role")


def find_pitch(scene: Scene) -> Iterator[Draft]:
    """Yield the promise a sentence makes by signs alone; only in the text of a declared product."""
    signs = find_signs(scene)
    if "trade" in signs or not _AUTHORISED.isdisjoint(scene.said):
        return
    general = () if "service" in signs else _GENERAL
    # Without a person "sharper eyesight in a week" is a promise first, and only then perhaps a story.
    told = (_story, _harmless, _cleansing, *general)
    for finder in told if "person" in signs else (*told[1:], _story):
        draft = finder(scene, signs)
        if draft:
            yield draft
            return


def find_review(scene: Scene) -> Iterator[Draft]:
    """Yield the story that somebody tells of a ware in the first person, whatever the page is."""
    ware = reviewed(scene.words, scene.first, scene.last, scene.nouns)
    if ware is None:
        return
    signs = find_signs(scene)
    draft = None if "trade" in signs or len(signs.keys() - _TIMES) < 3 else _story(scene, signs)
    # Who "stopped my tablets" may be worse for it: that they stopped the ware tells of no health.
    healthy = any(hit.first != ware.first - scene.first for hit in signs.get("state", ())) or any(
        noun is not ware and noun.kinds & _BODILY for noun in scene.nouns
    )
    if draft and healthy:
        yield replace(draft, actor=Actor("brand", ware.first, ware.last, ware.kinds))


_TIMES = frozenset(["earlier", "later"])
"""Signs that tell when something was, and nothing of what."""


def _harmless(scene: Scene, signs: Signs) -> Draft | None:
    """Find "not a single complaint", "safe for newborns", "you can take it with any prescription"."""
    if not _DIRECTING.isdisjoint(scene.said):
        return None
    for harm in signs.get("harm", ()):
        denials = [hit for hit in signs.get("absence", ()) if 0 <= harm.first - hit.last <= _NEAR]
        between = [hit for hit in denials if _together(scene, hit, harm)]
        # "No herb is without side effects" denies twice.
        if denials and len(between) < 2:
            return draft_of(scene, "safety", [denials[-1], harm], "“{said}” denies every harm", _PROMISED)
    if "absence" not in signs:
        for safe in signs.get("safe", ()):
            for tender in signs.get("tender", ()):
                if 0 <= tender.first - safe.last <= _NEAR:
                    return draft_of(scene, "safety", [safe, tender], "“{said}” promises safety")
            medicine = _medicine(scene)
            if medicine and 0 <= medicine.first - scene.first - safe.last <= _NEAR:
                return draft_of(scene, "safety", [safe, as_hit(scene, medicine, safe)], "“{said}” promises safety")
    if "safe-alone" in signs:
        return draft_of(scene, "safety", signs["safe-alone"][:1], "“{said}” promises safety", _PROMISED)
    return None


_PROMISED = ("negation", "hedge")
"""What excuses no promise of safety: "you could drink it all and come to no harm"."""


def _medicine(scene: Scene) -> Noun | None:
    return next((noun for noun in scene.nouns if noun.kinds & (DRUG | PROCEDURE) and not noun.kinds & VAGUE), None)


def _cleansing(scene: Scene, signs: Signs) -> Draft | None:
    """Find "pulls mercury out of your cells", "rid yourself of pesticides": poisons that are said to leave the body."""
    if "poison" not in signs or "remove" not in signs or not _BODY_OR_READER.intersection(scene.said):
        return None
    return draft_of(scene, "benefit", [signs["remove"][0], signs["poison"][0]], "“{said}” promises a cleansing")


_BODY_OR_READER = word_set(
    "you your yourself body blood cells liver gut skin feet system brain bowel colon lymph night"
)


def _together(scene: Scene, one: Hit, other: Hit) -> bool:
    return scene.unbroken(scene.first + one.last - 1, scene.first + other.first)


def _needless(scene: Scene, signs: Signs) -> Draft | None:
    """Find "a knee replacement in a bottle": medicine beside words that swap, equal or discard."""
    swaps = signs.get("swap", ())
    if not swaps or not _DIRECTING.isdisjoint(scene.said):
        return None
    medicine = _medicine(scene)
    hits = [*signs.get("gear", ())[:1], swaps[0]]
    if (medicine is None and len(hits) < 2) or is_care(scene, medicine, hits):
        return None
    if medicine:
        hits.append(as_hit(scene, medicine, swaps[0]))
    return draft_of(scene, "replacement", hits, "“{said}” makes medicine needless", ["negation", "quotation"])


def _never_fails(scene: Scene, signs: Signs) -> Draft | None:
    """Find "it has worked for every client", "nobody who drinks it gets ill"."""
    if "all" not in signs or "works" not in signs or not _DIRECTING.isdisjoint(scene.said):
        return None
    if "failure" in signs:
        return None
    hits = [signs["all"][0], signs["works"][-1]]
    said = scene.slice(scene.first + hits[0].first, scene.first + hits[0].last)
    ignore = () if NEGATIVE.isdisjoint(said) else ("negation",)
    return draft_of(scene, "benefit", hits, "“{said}” promises that it never fails", ignore)


def _story(scene: Scene, signs: Signs) -> Draft | None:
    """Find what changed for somebody: "I can climb stairs again", "her tests came back clear"."""
    if "prognosis" in signs:
        return draft_of(scene, "testimonial", signs["prognosis"], "“{said}” tells of a hopeless case", _STORY)
    told = [signs[sort][0] for sort in ("person", "change", "span") if sort in signs]
    if len(told) < 2 or "failure" in signs or ("person" not in signs and not _COUNTED.isdisjoint(scene.said)):
        return None
    if not NEGATIVE.isdisjoint(scene.said) and any(words <= scene.said for words in _WARNING):
        return None
    freed = [i for i in scene.compounds if scene.word(i).endswith("-free")]
    health = (
        [Hit(i - scene.first, i + 1 - scene.first, told[0].cue) for i in freed]
        # "Pregnant women" tells what sort of people, not how somebody is.
        or [hit for hit in signs.get("state", ()) if scene.word(scene.first + hit.last) not in _COUNTED]
        or [as_hit(scene, noun, told[0]) for noun in scene.nouns if noun.kinds & _BODILY and not noun.kinds & VAGUE]
    )
    if not health or not terms("cautions-plain").isdisjoint(scene.said):
        return None
    own = not _FIRST_PERSON.isdisjoint(scene.said)
    ignore = _STORY if own and _DOUBTING.isdisjoint(scene.said) else ("negation", "quotation")
    # Whose story it is may be told far before what happened, which is what a reader must see.
    happened = [signs[sort][0] for sort in ("change", "span") if sort in signs]
    return draft_of(scene, "testimonial", [*happened, health[0]], "“{said}” tells whose health changed", ignore)


def _great_name(scene: Scene, signs: Signs) -> Draft | None:
    """Find "Harvard has confirmed it", "science agrees": a name that stands for proof."""
    if "authority" not in signs or "backs" not in signs:
        return None
    hits = [signs["authority"][0], signs["backs"][0]]
    return draft_of(scene, "benefit", hits, "“{said}” lets a name stand for proof", ["attribution"])


def _gain(scene: Scene, signs: Signs) -> Draft | None:
    """Find "sharper eyesight in 14 days", "give your liver a deep clean": a function that gets better."""
    better = signs.get("gain") or [hit for hit in signs.get("demand", ()) if not _is_told(scene, hit)]
    if (
        not better
        or explains(scene, _TAUGHT)
        or not terms("handling").isdisjoint(scene.said)
        or not _DIRECTING.isdisjoint(scene.said)
    ):
        return None
    for noun in scene.targets(scene.first, scene.last, FUNCTION | BODY | MARKER | ILL):
        against = scene.word(noun.first - 1) in ("against", "from")
        if is_outer(scene, noun) or (noun.kinds & (VAGUE | ILL) and not against):
            continue
        return draft_of(scene, "benefit", [better[0], as_hit(scene, noun, better[0])], "“{said}” promises a gain")
    return None


_TAUGHT = BODY | DRUG


def _is_told(scene: Scene, hit: Hit) -> bool:
    """Tell whether a verb says what people or their bodies do: "before you wake", "skin cells turn over"."""
    first = scene.first + hit.first
    before = scene.noun_at(first - 1)
    bodily = before is not None and bool(before.kinds & (BODY | ILL)) and not before.kinds & PRODUCT
    return not scene.broken(first) and (scene.word(first - 1) in _DOERS or bodily)


_DOERS = word_set("you we they i people who he she")


def _worry(scene: Scene, signs: Signs) -> Draft | None:
    """Find whom it is for and what they mind: "for mums who leak when they laugh", "men over 50: up at night again"."""
    if "audience" not in signs or not terms("cautions-plain").isdisjoint(scene.said) or is_cautious(scene):
        return None
    if _is_referral(scene):
        return None
    outer = {i for noun in scene.nouns if is_outer(scene, noun) for i in range(noun.first, noun.last)}
    minded = signs.get("mind") or [hit for hit in signs.get("state", ()) if scene.first + hit.first not in outer]
    if not minded or not terms("handling").isdisjoint(scene.said):
        return None
    return draft_of(
        scene, "benefit", [signs["audience"][0], minded[0]], "“{said}” tells whom it is to help", ["negation"]
    )


def _telling(scene: Scene, signs: Signs) -> Draft | None:
    """Find what says enough by itself: "antiviral", "herbs heal", "fixed what tablets never could"."""
    for sort, because in _TELLING.items():
        if sort in signs:
            return draft_of(scene, "benefit", signs[sort][:1], because)
    return _heals(scene)


def _named(scene: Scene, signs: Signs) -> Draft | None:
    """Find an organ, function, marker or medicine in a sentence that neither directs, warns, measures nor describes.

    What is sold for a body part that nothing is put on, and set beside a medicine that nobody is told to mind, is
    sold for what it does there: "let your pancreas take a holiday", "metformin, meet your match".
    """
    if is_cautious(scene) or _is_referral(scene) or is_textbook(scene) or bids_medicine(scene):
        return None
    if "complaint" in signs and not _is_tired_part(scene, signs["complaint"]):
        return draft_of(scene, "benefit", signs["complaint"][:1], "“{said}” is what readers want to be rid of")
    if not (terms("handling") - _LOOSE).isdisjoint(scene.said):
        return None
    for noun in scene.targets(scene.first, scene.last, _INNER):
        if noun.kinds & VAGUE or is_outer(scene, noun):
            continue
        if noun.kinds & FUNCTION and noun.last - noun.first < 2:
            continue
        said = scene.written(noun.first, noun.last)
        because = f"a product's text speaks of “{said}” without saying how to use it"
        return Draft("benefit", noun.first, noun.last, noun, finite=False, because=because, weak=True)
    return None


def _is_tired_part(scene: Scene, complaints: Sequence[Hit]) -> bool:
    """Tell whether only a part that is washed and rested is called tired: "a hot flannel on a tired face"."""
    return (
        len(complaints) == 1
        and scene.word(scene.first + complaints[0].first) == "tired"
        and any(noun.first == scene.first + complaints[0].last and is_outer(scene, noun) for noun in scene.nouns)
    )


_LOOSE = word_set("take keeps melts free time goes put hold leave tea per card read oil candle class")
"""Words of directions that as often as not mean something else where no outer part of the body is named."""
_INNER = BODY | FUNCTION | MARKER | DRUG | PROCEDURE


def _is_referral(scene: Scene) -> bool:
    """Tell whether the reader is sent to somebody: "see a physiotherapist before you spend money on us"."""
    words = scene.words.words
    return any(
        noun.kinds & CARE and not _REFERRING.isdisjoint(words[max(noun.first - 4, scene.first) : noun.first])
        for noun in scene.nouns
    )


_REFERRING = word_set("see ask call tell visit contact consult phone ring speak talk with seek call")

_TELLING = {
    "medicinal": "“{said}” names what medicines do",
    "halo": "“{said}” takes a licence for proof",
    "mind-alone": "“{said}” is what its buyers suffer from",
}


def _heals(scene: Scene) -> Draft | None:
    """Find a remedy that heals whatever there is: "herbs heal", "it fixed what tablets never could"."""
    for verb in scene.verbs:
        if not verb.classes & (ABSOLUTE | AGAINST):
            continue
        whole = scene.word(verb.last) in _WHATEVER
        closing = scene.word(verb.first) in _HEALING and (verb.last >= scene.last or scene.broken(verb.last))
        subject = next((noun for noun in scene.nouns if noun.last == verb.first and noun.kinds & _SUBJECTS), None)
        if (whole or closing) and (subject or (whole and scene.word(verb.first - 1) == "it")):
            said = scene.written(verb.first, min(verb.last + whole, scene.last))
            return Draft(
                "benefit", verb.first, verb.last, finite=False, because=f"“{said}” promises healing", weak=True
            )
    return None


_WHATEVER = word_set("what whatever everything anything")
_HEALING = word_set("heal heals healed cure cures cured")
_SUBJECTS = REMEDY | FOOD | PRACTICE | DEVICE | PRODUCT
_GENERAL = (_needless, _never_fails, _great_name, _gain, _worry, _telling, _named)
"""Finders that words of trade and looks rule out."""
