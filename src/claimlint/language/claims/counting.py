"""Which drafts count as claims: on a page that sells, on one that informs, and on one that only promises."""

from __future__ import annotations

from claimlint.language.claims.advertising import opens_text
from claimlint.language.claims.agents import TRUSTED
from claimlint.language.claims.efficacy import Draft, is_adjective
from claimlint.language.claims.inflection import BASE, THIRD
from claimlint.language.claims.scene import Scene
from claimlint.language.text.words import word_set

_POINTING = word_set("it this these they it'll they'll it's")
_IMPLIED = ("implied-disease", "benefit", "safety")


def counts(scene: Scene, draft: Draft) -> bool:
    """Tell whether a draft is a claim at all where it stands."""
    if scene.bare:
        if draft.kind in _IMPLIED:
            return False
        return _speaks_of_something(scene, draft) or promises_plainly(scene, draft)
    if scene.product:
        # Harm that nothing named does, "turns your gut into a fortress", is a figure of speech that must not hide more.
        return draft.kind != "cause" or bool(draft.actor.kind)
    return _speaks_of_something(scene, draft)


def promises_plainly(scene: Scene, draft: Draft) -> bool:
    """Tell whether a draft promises without the help of its page: wholly, by a ware, or by a verb that opens it."""
    if draft.kind not in ("efficacy", "function", "testimonial") or draft.actor.kind in TRUSTED:
        return False
    if draft.absolute:
        return True
    opening = scene.verbs[0] if scene.verbs else None
    if opening is None or draft.first != scene.first or opening.first != scene.first:
        pointing = draft.actor.kind == "pronoun" and scene.word(draft.actor.first) in _POINTING
        return draft.finite and (pointing or draft.actor.kind == "product")
    if not opens_text(scene.analysis, scene.index):
        return False
    named = draft.target is not None and draft.target.first == opening.last
    return bool(opening.forms & THIRD) or (bool(opening.forms & BASE) and not (named and is_adjective(scene, opening)))


def _speaks_of_something(scene: Scene, draft: Draft) -> bool:
    """Tell whether a draft says who acts, states something, or is grave without: else it is how bodies work."""
    return bool(draft.actor.kind) or draft.finite or draft.absolute or leaves_product_unsaid(scene, draft)


def is_implied(draft: Draft) -> bool:
    """Tell whether a draft counts only where its sentence makes no other claim."""
    return draft.weak or draft.kind == "implied-disease"


def leaves_product_unsaid(scene: Scene, draft: Draft) -> bool:
    """Tell whether a text opens with a verb and no subject, as those on packs do: "Kills flu on contact"."""
    opens = draft.first == scene.first and scene.word(draft.first).endswith("s")
    if not opens or draft.kind not in ("efficacy", "function"):
        return False
    # In a list a verb without a subject may continue the sentence that introduces it.
    return draft.absolute or _opens_paragraph(scene)


def _opens_paragraph(scene: Scene) -> bool:
    """Tell whether a sentence opens a block that is no list item or cell."""
    analysis = scene.analysis
    sentence = analysis.sentences[scene.index]
    block = analysis.document.blocks[sentence.block]
    return block.kind not in ("item", "cell") and sentence.span.start == block.span.start
