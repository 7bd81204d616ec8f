"""Sentences that show by themselves that they sell: an own product, a price beside a remedy, a review of one.

The rest of the page may say nothing about what it is; these sentences are read as a product's text all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimlint.language.claims.bareness import informing
from claimlint.language.claims.mentions import BODY, DEVICE, DRUG, FOOD, ILL, PRACTICE, PROCEDURE, PRODUCT, REMEDY, Noun
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import Words, word_set

_REVIEWING = word_set("i i've i'd i'm my me")
_SOLD = REMEDY | DEVICE | PRODUCT
_OWNED = _SOLD | PRACTICE | FOOD
_REACH = 4
_NOT_SOLD = ILL | BODY | DRUG | PROCEDURE
_DEAR = 150
_LARGE = word_set("million billion m bn k thousand trillion")
_ADDRESSING = word_set("you your yours why now today only just order buy shop get grab")
"""Words by which a price is an offer to the reader, and no fact of a report."""
_CURRENCY = ("$", "\u00a3", "\u20ac")


@cache
def _forms() -> frozenset[str]:
    return frozenset(word for term in load_terms("consumer-forms") for word in term.split()[-1:])


def sells_itself(words: Words, first: int, last: int, nouns: Sequence[Noun]) -> bool:
    """Tell whether the sentence of words ``first`` up to ``last`` offers or reviews what it names among its nouns."""
    said = words.words[first:last]
    wares = [noun for noun in nouns if noun.kinds & _SOLD and not noun.kinds & _NOT_SOLD and is_ware(words, noun)]
    if "our" in said:
        owned = [noun for noun in nouns if noun.kinds & _OWNED and not noun.kinds & _NOT_SOLD]
        named = [noun for noun in owned if "our" in words.words[max(noun.first - _REACH, first) : noun.first]]
        # What is no ware by its form may be a team's method or a firm's products, of which reports speak.
        if any(is_ware(words, noun) for noun in named) or (named and informing().isdisjoint(said)):
            return True
    if not wares:
        return False
    return not _ADDRESSING.isdisjoint(said) and _has_shelf_price(words, first, last)


def reviewed(words: Words, first: int, last: int, nouns: Sequence[Noun]) -> Noun | None:
    """Return the ware that somebody speaks of in the first person: "in two months on this tea I"."""
    if _REVIEWING.isdisjoint(words.words[first:last]):
        return None
    return next(
        (noun for noun in nouns if noun.kinds & _SOLD and not noun.kinds & _NOT_SOLD and is_ware(words, noun)), None
    )


def _has_shelf_price(words: Words, first: int, last: int) -> bool:
    """Tell whether a price such as a jar has stands there, unlike "$4 billion" and "$20,000"."""
    return any(
        words.words[i].replace(".", "").isdigit()
        and float(words.words[i]) < _DEAR
        and words.gaps[i].endswith(_CURRENCY)
        for i in range(first, last)
        if i + 1 >= last or words.words[i + 1] not in _LARGE
    )


def is_ware(words: Words, noun: Noun) -> bool:
    """Tell whether a term names something that is bought: a remedy, or one of the forms remedies come in."""
    return bool(noun.kinds & REMEDY) or words.words[noun.last - 1] in _forms()
