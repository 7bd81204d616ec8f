"""Disclosures told by the parts words play: who gives what to whom when a reader does what.

"The store sends a bit of money our way if you order through the links below" has
none of the usual phrases, yet a giver, money, the page as receiver, and a reader
who buys. Each part is a list of words in ``rules/data/disclosure-roles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from claimlint.language.money.disclosure_words import Kind
from claimlint.language.text.frames import Frames
from claimlint.language.text.pattern_file import NamedPatterns, read_table
from claimlint.language.text.tongue import language_of
from claimlint.language.text.words import Listed
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern

_WORD = regex(r"[^\W_]+(?:['-][^\W_]+)*|%")
_QUOTED = regex(r'["“][^"“”]*["”]')
_SUBJECTS = frozenset({"i", "we", "i'm", "we're", "i've", "we've", "i'll", "we'll", "i'd", "we'd"})
_OBJECTS = frozenset({"me", "us"})
_OWNERS = frozenset({"my", "our"})
_BEFORE_SITE = frozenset({"this", "the", "our", "my"})
_PAYING = frozenset("pay pays paid paying compensate compensates reimburse reimburses reward rewards".split())
_TOWARDS = frozenset({"to", "for", "into", "in", "back", "towards"})
_NAMED_GIVER = regex(r"\b(?:[A-Z][\w&']+ ){1,2}(?:has |have )?(?:sent|gave|provided|supplied|gifted|lent|offered)\b")
_SPONSORING = frozenset({"hired", "made_possible", "ambassador"})
_REACH = 6
_NO_EXTRA = regex(
    r"sin cost|senza cost|sans (?:frais|coût)|ohne mehrkosten|zonder extra|geen extra"
    r"|kein\w* (?:mehr|zusätz)|ohne dass",
    re.I,
)
_NAMED = tuple(
    "channel money buy reader self gain paid give giver gave free received through outlet imperative per piece loose"
    " never own_money site between".split()
)
_PATTERNS = (
    "shares",
    "lent",
    "payers",
    "hired",
    "not_bought",
    "present",
    "relation",
    "kin",
    "firm",
    "told",
    "label",
    "ambassador",
    "made_possible",
)


@dataclass(frozen=True)
class _Roles:
    words: Mapping[str, Listed]
    patterns: NamedPatterns
    frames: Frames
    languages: Mapping[str, Mapping[str, Listed]]


@cache
def _roles() -> _Roles:
    table = read_table("disclosure-roles")
    giver = "|".join(word.replace("*", r"\w*") for word in table["giver"])
    return _Roles(
        {name: Listed(table[name]) for name in _NAMED},
        NamedPatterns(
            # Without regard to case a firm's name cannot be told, which "lent" needs.
            {name: Pattern(table[name].replace("{giver}", giver), ignore_case=name != "lent") for name in _PATTERNS}
        ),
        Frames("disclosure-frames"),
        {name: {part: Listed(words) for part, words in parts.items()} for name, parts in table["languages"].items()},
    )


def kind_by_roles(text: str) -> Kind | None:
    """Say what a sentence discloses by the parts its words play, or None; negation is not looked at."""
    language = language_of(text, "en")
    if language != "en":
        return _foreign(text, language)
    own = _QUOTED.sub(" … ", text)
    words = [match.group().lower() for match in _WORD.finditer(own)]
    selves = _selves(words)
    read = _roles().patterns.found_in(own)
    if "payers" in read and not any(word in _roles().words["never"] for word in words):
        return Kind.STRONG
    if selves and _paid(words, selves):
        return Kind.STRONG
    given = _given(own, words, selves, read) or _connected(read) if selves or "made_possible" in read else None
    framed = next((Kind(name) for name in _roles().frames.found_in(own)), None)
    return min((kind for kind in (given, framed) if kind), key=list(Kind).index, default=None)


def _selves(words: list[str]) -> list[int]:
    """Return where the page and those behind it are named."""
    listed = _roles().words
    return [
        index
        for index, word in enumerate(words)
        if word in listed["self"] or (word in listed["site"] and index and words[index - 1] in _BEFORE_SITE)
    ]


def _paid(words: list[str], selves: list[int]) -> bool:
    listed = _roles().words
    if any(word in listed["never"] for word in words):
        return False
    money = any(word in listed["money"] for word in words)
    if not _triggered(words):
        return False
    return any(_receives(words, index, money) for index in selves) or _named_together(words, selves)


def _named_together(words: list[str], selves: list[int]) -> bool:
    """Whether money that can be nothing but a share of a sale stands in the sentence, and nobody else receives it."""
    listed = _roles().words
    if not any(word in listed["money"] and word not in listed["loose"] for word in words):
        return False
    pays = any(words[index + 1 : index + 2] and words[index + 1] in listed["give"] for index in selves)
    reader_gains = any(
        word in listed["reader"] and any(verb in listed["gain"] for verb in words[index + 1 : index + 4])
        for index, word in enumerate(words)
    )
    return not pays and not reader_gains


def _triggered(words: list[str]) -> bool:
    """Whether a reader who buys, or a way through the page, is named."""
    listed = _roles().words
    if any(word in listed["channel"] for word in words):
        return True
    here = {"me", "us", "our", "my", "this", "these", "here"}
    through = any(one in listed["through"] and other in here for one, other in pairwise(words))
    if words[0] in listed["imperative"]:
        return True
    if any(one in listed["per"] and other in listed["piece"] for one, other in pairwise(words)):
        return True
    buys = any(word in listed["buy"] or word in listed["outlet"] for word in words)
    return buys and (through or any(word in listed["reader"] for word in words))


def _receives(words: list[str], index: int, money: bool) -> bool:
    """Whether the page named at ``index`` is given money, as subject, as object or as owner of it."""
    listed, word = _roles().words, words[index]
    following = words[index + 1 : index + 1 + _REACH]
    if word in _SUBJECTS or word in listed["site"]:
        for place, verb in enumerate(following):
            if verb in listed["paid"]:
                return True
            if verb in listed["gain"] and verb not in listed["between"]:
                return any(item in listed["money"] for item in following[place + 1 :] + words[index + 7 : index + 10])
            if verb in ("get", "gets") and any(item in listed["money"] for item in following[place + 1 :]):
                return True
            if verb not in listed["between"]:
                break
    if word in _SUBJECTS and index == 0 and _also_gains(words):
        return True
    before = words[max(index - 3, 0) : index]
    if word in _OBJECTS or word in listed["site"]:
        given = any(verb in listed["give"] for verb in before)
        if given and (money or any(verb in _PAYING for verb in before)):
            return True
    if word in _OWNERS and following and any(item in listed["own_money"] for item in following[:2]):
        return True
    return money and _towards(words, index)


def _also_gains(words: list[str]) -> bool:
    """Whether a second verb of the first subject gains money: "I am a seller and make a commission"."""
    listed = _roles().words
    return any(
        word == "and"
        and words[index + 1] in listed["gain"]
        and any(item in listed["money"] for item in words[index + 2 : index + 6])
        for index, word in enumerate(words[:-1])
    )


def _towards(words: list[str], index: int) -> bool:
    """Whether money stands shortly before and moves to the page: "a share goes to our team", "money our way"."""
    listed = _roles().words
    # "to this blog" has a word more than "to us".
    start = index - 1 if words[index] in listed["site"] else index
    before = words[max(start - 9, 0) : start]
    if not before or not any(item in listed["money"] for item in before):
        return False
    if words[index : index + 2] in (["our", "way"], ["my", "way"]):
        return True
    with_us = before[-1] == "with" and words[index] in _OBJECTS
    return with_us or (before[-1] in _TOWARDS and words[index] not in _SUBJECTS)


def _given(text: str, words: list[str], selves: list[int], read: frozenset[str]) -> Kind | None:
    """A product, a trip or a payment from those the page writes about."""
    listed = _roles().words
    if not read.isdisjoint(_SPONSORING):
        return Kind.SPONSOR
    if "present" in read or "not_bought" in read:
        giver = any(word in listed["giver"] for word in words)
        return Kind.GIFT if giver else None
    if "lent" in read:
        return Kind.GIFT
    gave = [index for index, word in enumerate(words) if word in listed["gave"]]
    if not gave or not any(word in listed["free"] for word in words):
        return None
    to_us = any(words[place] in _OBJECTS and 0 < place - index <= 2 for index in gave for place in selves)
    was_sent = any(words[place] in _SUBJECTS and 0 < index - place <= 3 for index in gave for place in selves)
    named = any(word in listed["giver"] for word in words) or _NAMED_GIVER.search(text) is not None
    try_out = re.search(r"\b(?:so that |so )?(?:i|we) (?:could|can) (?:try|test|review)", text, re.I)
    return Kind.GIFT if (to_us and named) or (was_sent and (named or try_out)) or (named and try_out) else None


def _connected(read: frozenset[str]) -> Kind | None:
    """The writer's own firm, employer, shares or product."""
    if "shares" in read:
        return Kind.CONNECTION
    if not {"relation", "kin", "firm"} <= read:
        return None
    return Kind.CONNECTION if "told" in read or "label" in read else None


def _foreign(text: str, language: str) -> Kind | None:
    parts = _roles().languages.get(language)
    if parts is None:
        return None
    words = [match.group().lower() for match in _WORD.finditer(text)]
    if any(word in parts["not"] for word in words) and not _NO_EXTRA.search(text):
        return None
    if all(any(word in parts[part] for word in words) for part in ("money", "way", "self")):
        labelled = re.search(
            r"sponsor|gesponsor|werbung|patrocin|pagad|rémunéré|zusammenarbeit|samenwerking", text, re.I
        )
        return Kind.SPONSOR if labelled else Kind.STRONG
    return None
