"""What a misspelt word was meant to be: words one or two slips away, likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from claimlint.language.spelling.morphology import IRREGULAR
from claimlint.language.spelling.shortened import RAREST, may_be_form
from claimlint.language.spelling.vocabulary import TERM, Vocabulary, shipped
from claimlint.late import dataclass
from claimlint.resources import data_path

HEARD = 2
"""The level (see ``vocabulary``) up to which words are found by their sound."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiouy")
_SUFFIXES = frozenset(("able", "less", "full", "ness", "like", "wise", "hood", "ship"))
_SILENT = "hueaioy"
_HEARD = str.maketrans("cqz", "kks", "aeiouyhw")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant; the lower the cost, the likelier."""

    word: str
    level: int
    cost: float


def candidates(
    word: str,
    vocabulary: Vocabulary,
    near: Mapping[str, int],
    *,
    level: int = RAREST,
    capitals: bool = False,
    deep: bool = True,
) -> list[Candidate]:
    """Return the known words one slip from ``word`` (lower case), likeliest first.

    ``near`` counts the words of the article in lower case: what it says elsewhere
    is likelier. ``capitals`` also finds words that are written with a capital;
    without ``deep`` only the commonest slips are tried.
    """
    best: dict[str, Candidate] = {}
    for text, common, cost in _slips(word, capitals, deep):
        known = min(common, TERM) if text in vocabulary.own else common
        if known <= level:
            best[text] = Candidate(text, known, cost + 0.22 * known - (0.5 if near.get(text.lower()) else 0.0))
    for text in vocabulary.own:
        if text not in best and edit_distance(word, text, 1) == 1:
            best[text] = Candidate(text, TERM, 0.6)
    return sorted(best.values(), key=lambda item: (item.cost, item.word))


def with_apostrophe(word: str, vocabulary: Vocabulary) -> str:
    """Return the word with the apostrophe it lost (``don't``, ``body's``), or an empty string.

    A possessive is meant only where the word cannot be a plural: after a consonant and y, and of irregular nouns.
    """
    for cut in (1, 2):
        text = f"{word[:-cut]}'{word[-cut:]}"
        if text in vocabulary.words:
            return text
    base = word.removesuffix("s")
    plural = base.endswith(("men", "children"))
    possessive = plural or base in IRREGULAR or (base.endswith("y") and base[-2:-1] not in "aeou")
    level = vocabulary.level(base) if base != word and possessive else None
    return f"{base}'s" if level is not None and level <= (4 if plural else 2) else ""


@lru_cache(maxsize=1 << 14)
def _slips(word: str, capitals: bool, deep: bool) -> tuple[tuple[str, int, float], ...]:
    """Return the shipped words one slip away, how common each is and what the slip costs; articles share names."""
    letters = _LETTERS if deep else "aeiou"
    costs: dict[str, float] = {}
    for written in (word, word.capitalize()) if capitals else (word,):
        for text, cost in _one_slip(written, letters):
            costs[text] = min(cost, costs.get(text, cost))
    level = shipped().level
    return tuple((text, level(text) or 0, cost) for text, cost in costs.items())


def _one_slip(word: str, letters: str) -> Iterator[tuple[str, float]]:
    """Yield every shipped word that is one slip away, with what the slip costs; words may come twice."""
    lacks_a_letter = may_be_form(word)
    for i in range(len(word) + 1):
        head, tail, rest = word[:i], word[i:], word[i + 1 :]
        first = 0.0 if i else 0.8
        if tail and may_be_form(head + rest):
            for text, cost in _touched(head, tail, letters):
                yield text, cost + first
        if lacks_a_letter:
            for text, cost in _lengthened(head, tail, letters):
                yield text, cost + first


def _touched(head: str, tail: str, letters: str) -> Iterator[tuple[str, float]]:
    """Yield the words in which the first letter of ``tail`` is not there, is another one, or comes one later."""
    words, terms = shipped().tries
    written, rest = tail[0], tail[1:]
    if (text := head + rest) in words or text in terms:
        yield text, 0.3 if head[-1:] == written or rest[:1] == written else 1.0
    if rest and rest[0] != written and ((text := head + rest[0] + written + rest[1:]) in words or text in terms):
        yield text, 0.5
    for letter in letters:
        text = head + letter + rest
        if (text in words or text in terms) and letter != written:
            yield text, _swapped(letter, written)


def _lengthened(head: str, tail: str, letters: str) -> Iterator[tuple[str, float]]:
    """Yield the words that have one letter more between two parts."""
    words, terms = shipped().tries
    for letter in letters if letters == _LETTERS else letters + head[-1:]:
        text = head + letter + tail
        if text in words or text in terms:
            yield text, _missing(head, letter, tail)


def _missing(head: str, letter: str, tail: str) -> float:
    if head.endswith(letter) or tail.startswith(letter):
        return 0.45
    return 0.75 if letter in _VOWELS else 0.85


def _swapped(letter: str, written: str) -> float:
    if letter in _VOWELS and written in _VOWELS:
        return 0.6
    return 0.9 if _neighbours(letter, written) else 1.15


def _neighbours(one: str, other: str) -> bool:
    for row, keys in enumerate(_KEYS):
        place = keys.find(one)
        if place >= 0:
            near = [keys, _KEYS[row - 1] if row else "", _KEYS[row + 1] if row < 2 else ""]
            return any(abs(line.find(other) - place) <= 1 for line in near if other in line)
    return False


@lru_cache(maxsize=1 << 12)
def further_away(word: str) -> tuple[Candidate, ...]:
    """Return common words that are more than one slip from a word (lower case), likeliest first."""
    found = two_slips(word) if len(word) > 6 else []
    return tuple(found or sounding_alike(word))


def two_slips(word: str, *, level: int = 4) -> list[Candidate]:
    """Return common words two slips away that share the first three letters, likeliest first."""
    found, letters, vocabulary = [], set(word), shipped()
    for key in vocabulary.words.keys(word[:3]):
        # Two slips change at most four of the letters that occur, which is told sooner than the distance.
        if abs(len(key) - len(word)) > 2 or len(letters.symmetric_difference(key)) > 4 or not key.islower():
            continue
        common = (vocabulary.entries[key] or 0) & 15
        distance = edit_distance(word, key, 2) if common <= level else 3
        if distance <= 2:
            # Slips are rarest in the last letters, which say what part of speech a word is.
            ending = 0.0 if key[-2:] == word[-2:] else 0.5
            found.append(Candidate(key, common, distance + 0.22 * common + ending))
    return sorted(found, key=lambda item: (item.cost, item.word))[:5]


def sounding_alike(word: str) -> list[Candidate]:
    """Return common words two slips away with the same consonants, likeliest first: ``rythym``, ``garentee``."""
    found, sound = [], f"{consonants(word)} "
    for heard in _sounds().keys(sound):
        key = heard[len(sound) :]
        opens_alike = key[1] == word[1] or (key[1] in _SILENT and key[2:3] == word[1])
        distance = edit_distance(word, key, 2) if opens_alike else 3
        if distance <= 2:
            common = shipped().level(key) or 0
            found.append(Candidate(key, common, distance + 0.22 * common))
    return sorted(found, key=lambda item: (item.cost, item.word))[:5]


@cache
def _sounds() -> Any:
    """Return the trie of the common words, each after what is heard of it."""
    import marisa_trie

    return marisa_trie.Trie().mmap(str(data_path("data/sounds.marisa")))


def consonants(word: str) -> str:
    """Return the consonants that are heard, each once in a row, after the first letter."""
    heard = word[0]
    for letter in word[1:].replace("ph", "f").translate(_HEARD):
        if letter != heard[-1]:
            heard += letter
    return heard


def edit_distance(one: str, other: str, limit: int) -> int:
    """Return the number of slips (insert, delete, swap letters, transpose) between two words, or limit + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    one, other = _unlike(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        ahead = [i]
        for j, right in enumerate(other, 1):
            cost = min(row[j] + 1, ahead[-1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            ahead.append(cost)
        if min(ahead) > limit:
            return limit + 1
        before, row = row, ahead
    return min(row[-1], limit + 1)


def _unlike(one: str, other: str) -> tuple[str, str]:
    """Return two words without the letters that both begin with, and that both end with: no slip is there."""
    size = min(len(one), len(other))
    start = next((i for i in range(size) if one[i] != other[i]), size)
    end = next((i for i in range(size - start) if one[-1 - i] != other[-1 - i]), size - start)
    return one[start : len(one) - end], other[start : len(other) - end]


def split_in_two(word: str, common: Callable[[str], int | None]) -> str | None:
    """Return two common words that were written as one (``diefrom``), or None."""
    best: tuple[int, str] | None = None
    for i in range(1, len(word)):
        left, right = word[:i], word[i:]
        if min(len(left), len(right)) < 2 and left != "a":
            continue
        levels = common(left), common(right)
        if levels[0] is None or levels[1] is None or max(levels[0], levels[1]) > 1:
            continue
        short = len(word) < 6 and not (max(levels[0], levels[1]) == 0 and (left == "a" or right == "the"))
        if short or right in _SUFFIXES:
            continue
        score = levels[0] + levels[1], f"{left} {right}"
        best = min(best, score) if best else score
    return best[1] if best else None
