"""What a misspelt word was meant to be: words one or two slips away, likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from claimlint.language.spelling.morphology import IRREGULAR
from claimlint.language.spelling.vocabulary import TERM, Vocabulary, shipped
from claimlint.late import dataclass

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWELS = frozenset("aeiouy")
_MOST_OPENINGS = 50_000
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
    level: int = 9,
    capitals: bool = False,
    deep: bool = True,
) -> list[Candidate]:
    """Return the known words one slip from ``word`` (lower case), likeliest first.

    ``near`` counts the words of the article in lower case: what it says elsewhere
    is likelier. ``capitals`` also finds words that are written with a capital;
    without ``deep`` only the commonest slips are tried, which is six times as fast.
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
    possessive = base in IRREGULAR or (base.endswith("y") and base[-2:-1] not in "aeou")
    level = vocabulary.level(base) if base != word and possessive else None
    return f"{base}'s" if level is not None and level <= 2 else ""


@lru_cache(maxsize=1 << 14)
def _slips(word: str, capitals: bool, deep: bool) -> tuple[tuple[str, int, float], ...]:
    """Return the shipped words one slip away, how common each is and what the slip costs; articles share names."""
    vocabulary = shipped()
    letters = _LETTERS if deep else "aeiou"
    slips = [slip for trie in vocabulary.tries for slip in _one_slip(word, trie, letters)]
    if capitals:
        # The other list is in small letters, all of which the word in small letters has found.
        slips += _one_slip(word.capitalize(), vocabulary.words, letters)
    costs: dict[str, float] = {}
    for text, cost in slips:
        costs[text] = min(cost, costs.get(text, cost))
    return tuple((text, vocabulary.level(text) or 0, cost) for text, cost in costs.items())


class _Openings(dict[str, bool]):
    """Whether words of a trie begin with three letters; asked once, since most slips fail by theirs."""

    def __init__(self, known: Any) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, letters: str) -> bool:
        if len(self) >= _MOST_OPENINGS:
            self.clear()
        found = self[letters] = next(self._known.iterkeys(letters), None) is not None
        return found


@cache
def _openings() -> dict[int, _Openings]:
    return {id(trie): _Openings(trie) for trie in shipped().tries}


def _one_slip(word: str, known: Any, letters: str) -> Iterator[tuple[str, float]]:
    """Yield every word of a shipped trie that is one slip away, with what the slip costs; words may come twice."""
    size = len(word)
    openings = _openings()[id(known)]
    for i in range(size + 1):
        head, tail = word[:i], word[i:]
        # All slips from here on keep the head: where no word begins with it, none can follow.
        if i > 2 and next(known.iterkeys(head), None) is None:
            return
        first = 0.8 if i == 0 else 0.0
        if tail and (text := head + tail[1:]) in known:
            yield text, _surplus(word, i) + first
        if len(tail) > 1 and tail[0] != tail[1] and (text := head + tail[1] + tail[0] + tail[2:]) in known:
            yield text, 0.5 + first
        if head and letters != _LETTERS and (text := head + head[-1] + tail) in known:
            yield text, 0.45
        rest = tail[1:]
        for letter in letters:
            text = head + letter + tail
            if (i > 2 or openings[text[:3]]) and text in known:
                yield text, _missing(head, letter, tail) + first
            text = head + letter + rest
            if tail and (i > 2 or openings[text[:3]]) and text in known and letter != tail[0]:
                yield text, _swapped(letter, tail[0]) + first


def _surplus(word: str, i: int) -> float:
    twice = (i and word[i - 1] == word[i]) or word[i + 1 : i + 2] == word[i]
    return 0.3 if twice else 1.0


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


def two_slips(word: str, vocabulary: Vocabulary, *, level: int = 4) -> list[Candidate]:
    """Return common words two slips away that share the first three letters, likeliest first."""
    found, letters = [], set(word)
    for key, value in vocabulary.words.items(word[:3]):
        common = value[0] & 15
        if common > level or abs(len(key) - len(word)) > 2 or not key.islower():
            continue
        # Two slips change at most four of the letters that occur, which is told sooner than the distance.
        if len(letters.symmetric_difference(key)) <= 4:
            distance = edit_distance(word, key, 2)
            if distance <= 2:
                # Slips are rarest in the last letters, which say what part of speech a word is.
                ending = 0.0 if key[-2:] == word[-2:] else 0.5
                found.append(Candidate(key, common, distance + 0.22 * common + ending))
    return sorted(found, key=lambda item: (item.cost, item.word))[:5]


def sounding_alike(word: str) -> list[Candidate]:
    """Return common words two slips away with the same consonants, likeliest first: ``rythym``, ``garentee``."""
    found, sound = [], consonants(word)
    for second in ("", *_SILENT):
        for key, common in _common_by_sound(word[0] + second + word[1]).get(sound, ()):
            if abs(len(key) - len(word)) <= 2:
                distance = edit_distance(word, key, 2)
                if distance <= 2:
                    found.append(Candidate(key, common, distance + 0.22 * common))
    return sorted(found, key=lambda item: (item.cost, item.word))[:5]


@lru_cache(maxsize=1 << 9)
def _common_by_sound(opening: str) -> dict[str, list[tuple[str, int]]]:
    """Return the common words that open with these letters, with their levels, by the consonants that are heard."""
    sounds: dict[str, list[tuple[str, int]]] = {}
    for key, value in shipped().words.items(opening):
        common = value[0] & 15
        if common <= 2 and key.islower():
            sounds.setdefault(consonants(key), []).append((key, common))
    return sounds


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
    return row[-1]


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
