"""Words that no list holds but that are built right: derivations, compounds of medical roots, drug names."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import cache, lru_cache

from claimlint.language.spelling.parts import POSSIBLE, parts_of
from claimlint.language.spelling.vocabulary import Vocabulary, read_words, shipped
from claimlint.late import dataclass, regex
from claimlint.resources import data_path

_COMMON = 4
_NOUN_OR_VERB = POSSIBLE["n"] | POSSIBLE["v"]
_LATIN_HEADS = ("us", "um", "is", "ia", "ae", "oma", "osis", "itis", "ma", "xa", "ta")
_LATIN_FOLLOWERS = ("us", "um", "is", "a", "ae", "ans", "ens", "ntis", "orum", "arum", "i")
_BRITISH = regex(r"(?<=[a-z]{3})([iy])s(?=(?:e|es|ed|er|ers|ing|able|ation|ations)$)")
"""Where British English has an s that word lists may know with z alone: ``necrotising``, ``dialysed``."""
IRREGULAR = frozenset("child man woman foot tooth mouse person goose ox".split())
"""Nouns whose plural takes no -s: with one, an apostrophe is missing (``childs``)."""


@dataclass(frozen=True)
class Affixes:
    """The pieces words are built from; tuples are tried in order."""

    prefixes: frozenset[str]
    weak_prefixes: frozenset[str]
    roots: frozenset[str]
    endings: frozenset[str]
    weak_endings: tuple[str, ...]
    drug_stems: tuple[str, ...]


@cache
def affixes() -> Affixes:
    """Return the pieces from ``rules/data/affixes``."""

    def read(name: str) -> list[str]:
        return list(read_words(data_path(f"data/affixes/{name}.txt").read_text("utf-8")))

    stems = tuple(stem for stem in read("drug-stems") if len(stem) > 2)
    return Affixes(
        frozenset(read("prefixes")),
        frozenset(read("weak-prefixes")),
        frozenset(read("roots")),
        frozenset(read("endings")),
        tuple(read("weak-endings")),
        stems,
    )


class Build(Enum):
    """How a word that no list holds is built."""

    REGULAR = auto()
    """A regular form of a known word."""
    DERIVED = auto()
    """Of known pieces, as some slips are too."""
    UNCLEAR = auto()


@lru_cache(maxsize=1 << 14)
def build_of(lower: str, own: frozenset[str]) -> Build:
    """Tell how a word in lower case is built, for a project with words of its own."""
    vocabulary = shipped().with_words(own)
    if inflected(lower, lambda base: base in vocabulary.terms or base in own) or regular_form(lower, vocabulary):
        return Build.REGULAR
    if vocabulary.knows(_BRITISH.sub(r"\1z", lower)):
        return Build.REGULAR
    return Build.DERIVED if derived(lower, vocabulary) else Build.UNCLEAR


def inflected(lower: str, known: Callable[[str], bool]) -> bool:
    """Tell whether a word is a regular form of one that ``known`` accepts."""
    for ending, puts in (("'s", ("",)), ("s'", ("s", "")), ("s", ("",)), ("es", ("", "is")), ("ies", ("y",))):
        if lower.endswith(ending) and any(known(lower[: -len(ending)] + put) for put in puts):
            return True
    for ending in ("ed", "ing", "er", "ers", "ly", "al", "ally", "ic", "able"):
        if lower.endswith(ending) and len(lower) > len(ending) + 3:
            base = lower[: -len(ending)]
            if known(base) or known(base + "e") or (base.endswith("i") and known(base[:-1] + "y")):
                return True
    return False


def regular_form(lower: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is the regular -s form of a known noun or verb, or who does what a common verb says.

    Word lists leave many of these out: ``attaches``, ``exacerbations``, ``prescribers``.
    """
    for ending in ("ses", "xes", "zes", "ches", "shes"):
        if lower.endswith(ending) and _is_known(lower[:-2], vocabulary, _NOUN_OR_VERB, 6):
            return True
    base = lower.removesuffix("s")
    if base != lower and base not in IRREGULAR and not base.endswith(("s", "x", "z", "ch", "sh")):
        consonant_y = base.endswith("y") and base[-2:-1] not in "aeou"
        if not consonant_y and _is_known(base, vocabulary, _NOUN_OR_VERB, 6):
            return True
    stem = base.removesuffix("er")
    return stem != base and any(_is_known(verb, vocabulary, POSSIBLE["v"], _COMMON) for verb in (stem, stem + "e"))


def _is_known(base: str, vocabulary: Vocabulary, parts: int, level: int) -> bool:
    found = vocabulary.level(base)
    return len(base) > 4 and found is not None and found <= level and bool(parts_of(base) & parts)


def latin_pair(head: str, follower: str) -> bool:
    """Tell whether two words in small letters look like one Latin term: ``situs inversus``, ``cutis laxa``."""
    return min(len(head), len(follower)) > 3 and head.endswith(_LATIN_HEADS) and follower.endswith(_LATIN_FOLLOWERS)


def derived(lower: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a word is built from a known word, medical roots or a drug stem.

    Says yes also to some slips (``cofirm``): ask for words one slip away before trusting it.
    """
    pieces = affixes()
    return (
        (len(lower) > 6 and lower.endswith(pieces.drug_stems))
        or _prefixed(lower, vocabulary, pieces)
        or _suffixed(lower, vocabulary, pieces)
        or _medical(lower, vocabulary, pieces)
    )


def _prefixed(lower: str, vocabulary: Vocabulary, pieces: Affixes) -> bool:
    for size in range(1, len(lower) - 3):
        head, base = lower[:size], lower[size:]
        if head in pieces.weak_prefixes:
            if len(base) >= 5 and (vocabulary.level(base) or 0) <= _COMMON and vocabulary.knows(base):
                return True
        elif head in pieces.prefixes and (vocabulary.knows(base) or _medical(base, vocabulary, pieces)):
            return True
    return False


def _suffixed(lower: str, vocabulary: Vocabulary, pieces: Affixes) -> bool:
    for ending in pieces.weak_endings:
        base = lower.removesuffix(ending)
        if base != lower and len(base) > 3 and vocabulary.knows(base):
            return True
    return False


def _medical(lower: str, vocabulary: Vocabulary, pieces: Affixes) -> bool:
    """Tell whether a word is roots and an ending: ``gastr-o-enter-o-logy``; each place is visited once."""
    size = len(lower)
    if size < 6:
        return False
    reached, seen = [0], {0}
    while reached:
        place = reached.pop()
        for end in range(place + 2, min(place + 11, size) + 1):
            if lower[place:end] not in pieces.roots:
                continue
            for joint in (end, end + 1) if lower[end : end + 1] in ("o", "i", "a") else (end,):
                rest = lower[joint:]
                if _ends(rest, joint > end, vocabulary, pieces):
                    return True
                if joint not in seen:
                    seen.add(joint)
                    reached.append(joint)
    return False


def _ends(rest: str, joined: bool, vocabulary: Vocabulary, pieces: Affixes) -> bool:
    if len(rest) > 2 and (rest in pieces.endings or (rest.endswith("s") and rest[:-1] in pieces.endings)):
        return True
    return joined and len(rest) > 4 and vocabulary.knows(rest)
