"""Sentences that can only be advertising: a ware meets a boast, and nothing warns, informs or reports.

What is counted out to the reader, named as a brand or left unsaid is a ware; a deadline, an end for good, praise or
the reader's own complaint is a boast. Either alone is how guidance and reports speak as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from claimlint.language.claims.bareness import informing
from claimlint.language.claims.inflection import BASE, THIRD
from claimlint.language.claims.mentions import (
    ABSOLUTE,
    AGAINST,
    BODY,
    DEVICE,
    DRUG,
    FOOD,
    FOR,
    FUNCTION,
    ILL,
    LEAVE,
    MARKER,
    PRACTICE,
    PROCEDURE,
    PRODUCT,
    RAISE,
    REMEDY,
    Noun,
    Verb,
)
from claimlint.language.claims.selling import is_ware
from claimlint.language.standing.cues import Cue, CueTable, read_sections
from claimlint.language.text.words import Words, word_set

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

NOT, LIKELY, SURE = range(3)
_PATRONYMIC = ("mc", "mac", "o'", "d'")
_OF_PLACES = ("ian", "ean", "ese", "ish", "can", "ench", "reek", "wiss", "utch", "ayan", "orean", "sian")
_READER = word_set("you your yours you'll you've you'd you're")
_BOASTS = ("deadline", "forever", "praise", "watch", "refund")
_ACTS = ABSOLUTE | AGAINST | FOR | RAISE | LEAVE
_SOLD = REMEDY | DEVICE | PRODUCT
_GUIDING = word_set("can help helps only before after physical activity exercise")
"""Words by which guidance speaks of wares as well; a boast alone does not outweigh them."""
_WARES = REMEDY | DEVICE | PRODUCT | PRACTICE
_HEALTH = ILL | BODY | FUNCTION | MARKER | DRUG | PROCEDURE


@cache
def selling_table() -> CueTable:
    """Return the signs by which sentences sell."""
    return CueTable(
        [Cue(sort, sort, force, tuple(line.split())) for sort, force, line in read_sections("selling-signs")]
    )


def advertises(
    analysis: ArticleText, index: int, first: int, last: int, nouns: Sequence[Noun], verbs: Sequence[Verb]
) -> int:
    """Return how sure sentence ``index``, words ``first`` up to ``last``, shows by its signs alone that it sells.

    ``LIKELY`` is enough for what it states; what is only named in it counts where that is ``SURE``.
    """
    words = analysis.words
    forms = words.words
    said = frozenset(forms[first:last])
    if not informing().isdisjoint(said) or last - first > 40:
        return NOT
    if not any(noun.kinds & _HEALTH for noun in nouns):
        return NOT
    opening = verbs[0] if verbs and verbs[0].first == first else None
    acting = opening is not None and bool(opening.classes & _ACTS)
    unsaid = opening is not None and acting and bool(opening.forms & THIRD) and opens_text(analysis, index)
    bidding = opening is not None and acting and bool(opening.forms & BASE)
    named = any(noun.kinds & _WARES and not noun.kinds & (ILL | BODY | FUNCTION) for noun in nouns)
    branded = has_brand(analysis.text, words, first, last, nouns)
    if not (unsaid or bidding or named or branded or not _READER.isdisjoint(said)):
        return NOT
    sorts = {hit.cue.shield for hit in selling_table().find(forms[first:last], words.gaps[first : last + 1])}
    wares = ("dose" in sorts) + unsaid + branded
    boasts = len(sorts.intersection(_BOASTS)) + (not _READER.isdisjoint(said)) + ("!" in words.gaps[last])
    if "refund" in sorts or (wares and boasts) or wares > 1:
        return SURE
    if bidding and sorts & {"deadline", "forever"}:
        return LIKELY
    if boasts > 1 and (named or "watch" in sorts):
        return LIKELY
    sold = any(noun.kinds & _SOLD and not noun.kinds & _HEALTH and is_ware(words, noun) for noun in nouns)
    return LIKELY if boasts and sold and _GUIDING.isdisjoint(said) else NOT


def opens_text(analysis: ArticleText, index: int) -> bool:
    """Tell whether a sentence opens a block that continues no other: in a list it may go on from what introduces it."""
    sentence = analysis.sentences[index]
    blocks = analysis.document.blocks
    block = blocks[sentence.block]
    if sentence.span.start - block.span.start > 3:
        return False
    if block.kind not in ("item", "cell"):
        return True
    before = next((blocks[i] for i in range(sentence.block - 1, -1, -1) if blocks[i].kind != block.kind), None)
    return before is None


def has_brand(text: str, words: Words, first: int, last: int, nouns: Sequence[Noun]) -> bool:
    """Tell whether a name stands there that only a ware has: an inner capital, or a strange name before a ware."""
    forms, starts = words.words, words.starts
    known = {i for noun in nouns for i in range(noun.first, noun.last)}
    for i in range(first, last):
        place, form = starts[i], forms[i]
        if not text[place].isupper() or len(form) < 4 or i in known or form.startswith(_PATRONYMIC):
            continue
        written = text[place : place + len(form)]
        if any(written[k].islower() and written[k + 1].isupper() for k in range(len(written) - 1)):
            return True
        if text[place + len(form) : place + len(form) + 1] in ("\u2122", "\u00ae"):
            return True
        if i + 1 not in known or i == first or not written[1:].islower() or text[starts[i + 1]].isupper():
            continue
        ware = next(noun for noun in nouns if noun.first <= i + 1 < noun.last)
        if ware.kinds & (_WARES | FOOD) and not ware.kinds & (ILL | BODY) and not form.endswith(_OF_PLACES):
            return True
    return False
