"""Count how words stand together, for telling a right word in the wrong place.

    apt-get download wordnet-base && dpkg-deb -x ...      (WordNet 3.0)
    python scripts/build_contexts.py --wordnet DIR --medquad FILE --cmudict package/index.js --out rules/data

Counted are the definitions, the examples and the terms of several words of WordNet, and answers of MedQuAD (health
pages of the NIH, the CDC and others; CC BY 4.0), one JSON object a line with ``text``. Texts whose SHA-1 begins with
0 to 4 are left out: they measure. CMUDICT is from the npm package cmu-pronouncing-dictionary 3.0.0: words that sound
alike. ``contexts.bin`` holds numbers alone, ``contexts.marisa`` the words they stand for; of words that stood side by
side it says how often, no longer stretch of any text can be read from it. Run it after ``build_parts.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise, product
from pathlib import Path

import marisa_trie

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from near_words import one_slip, sounding_alike  # noqa: E402
from usage import phrases  # noqa: E402

from claimlint.checks.confusable import ConfusableCheck  # noqa: E402
from claimlint.language.spelling import chances  # noqa: E402
from claimlint.language.spelling import contexts as table  # noqa: E402
from claimlint.language.spelling.collocation import read_confusions, word_classes  # noqa: E402
from claimlint.language.spelling.parts import NOUN, PLURAL, parts_of  # noqa: E402
from claimlint.language.spelling.vocabulary import Vocabulary, shipped  # noqa: E402
from claimlint.language.text.tokens import tokenize  # noqa: E402
from claimlint.ruleset import load_ruleset  # noqa: E402

_GRAMMAR = "det art poss subj obj be have do modal prep conj wh quant num degree adv".split()
_MORE_GRAMMAR = """not no there here all both such as if because than then that's it's don't doesn't didn't can't i'm
you're isn't whether while although though however etc""".split()
_NUMERALS = "two three four five six seven eight nine ten twelve".split()
"""Words of grammar that stand alike, and share the last one's tag."""
_VOWELS = frozenset("aeiouy")
_HISSING = ("ses", "xes", "ches", "shes")
_MEANT, _WRITTEN = 4, 7
"""The rarest levels of words that may be meant and that may be written for them."""
_FEWEST_APART = 2
_FEWEST = 2
"""Times a word must have been counted for its neighbours to be kept."""
_PHRASE, _WORTH = 2, 3
"""Times two words of our own phrases count as seen side by side, and each word as seen."""
_RAREST_TAG = 20
_RARER = 0.2
"""How much rarer than the word written a word may be to be meant for it, in health pages or in all."""


@dataclass
class Counts:
    """How often words and tags, and rows of them, were counted."""

    words: Counter[str] = field(default_factory=Counter)
    beside: Counter[tuple[str, str]] = field(default_factory=Counter)
    apart: Counter[tuple[str, str]] = field(default_factory=Counter)
    before: Counter[tuple[str, str]] = field(default_factory=Counter)
    """A word's tag to its left."""
    after: Counter[tuple[str, str]] = field(default_factory=Counter)
    """A word's tag to its right."""
    tags: Counter[str] = field(default_factory=Counter)
    health: Counter[str] = field(default_factory=Counter)
    prose: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    triples: Counter[tuple[str, str, str]] = field(default_factory=Counter)


class Tagger:
    """Names the tag of a word: itself for words of grammar, else what it can be."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.closed = {word for name in _GRAMMAR for word in word_classes()[name]} | set(_MORE_GRAMMAR)
        self._terms = vocabulary.terms

    def tag(self, form: str, lower: str, inside: bool) -> str:
        if lower in self.closed:
            return self.of_word(lower)
        return table.NAME if form[:1].isupper() and inside else self.of_word(lower)

    def of_word(self, lower: str) -> str:
        if lower in _NUMERALS:
            return _NUMERALS[-1]
        if lower in self.closed or lower in table.SPECIAL:
            return lower
        parts = parts_of(lower)
        if parts:
            return f"{parts >> 8:02x}" if parts >> 8 else f"_{parts & 255:02x}"
        return table.HEALTH if lower in self._terms else table.SPECIAL[chances.guessed(lower)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("wordnet", "medquad", "cmudict", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    vocabulary = shipped()
    tagger, counts = Tagger(vocabulary), Counts()
    definitions, examples = glosses(options.wordnet)
    count(definitions, tagger, counts)
    count(examples, tagger, counts, prose=True)
    pages = answers(options.medquad)
    count(pages, tagger, counts, prose=True)
    counts.health.update(word for text in pages for word in tokenize(text).lower)
    count_terms(options.wordnet, counts)
    count_phrases(ROOT / "scripts/usage.txt", tagger, counts)
    alike = sounding_alike(options.cmudict.read_text("utf-8"), lambda word: may_sound(word, vocabulary))
    words, columns = compiled(counts, tagger, vocabulary, alike)
    words.save(str(options.out / "contexts.marisa"))
    (options.out / "contexts.bin").write_bytes(table.dump(columns))
    print(f"{sum(counts.words.values())} words counted, {len(words)} kept, {len(columns['right_words'])} side by side")


def glosses(folder: Path) -> tuple[list[str], list[str]]:
    """Return the definitions and the examples of WordNet."""
    definitions, examples = [], []
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text("latin-1").splitlines():
            gloss = "" if line.startswith("  ") else line.partition(" | ")[2].strip()
            examples += re.findall(r'"([^"]*)"', gloss)
            plain = re.sub(r'"[^"]*"?[^;]*', "", gloss)
            definitions += filter(None, (piece.strip(" ,:-") for piece in re.split(r"; ?|[()]", plain)))
    return definitions, examples


def answers(path: Path) -> list[str]:
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return [text for text in texts if hashlib.sha1(text.encode()).hexdigest()[0] not in "01234"]


def count(texts: Iterable[str], tagger: Tagger, counts: Counts, *, prose: bool = False) -> None:
    for text in texts:
        line = list(laid_out(re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'")), tagger))
        counts.words.update(word for word, _ in line)
        counts.tags.update(tag for _, tag in line)
        for (left, left_tag), (right, right_tag) in pairwise(line):
            counts.beside[left, right] += 1
            counts.before[right, left_tag] += 1
            counts.after[left, right_tag] += 1
        for (left, _), (between, _), (right, _) in zip(line, line[1:], line[2:], strict=False):
            if between[0].isalpha():
                counts.apart[left, right] += 1
        if prose:
            tags = [tag for _, tag in line]
            counts.prose.update(tags)
            counts.pairs.update(pairwise(tags))
            counts.triples.update(zip(tags, tags[1:], tags[2:], strict=False))


def laid_out(text: str, tagger: Tagger) -> Iterator[tuple[str, str]]:
    """Yield words and what stands between them with their tags, as ``wrong_words.Article`` reads them."""
    tokens = tokenize(text)
    yield table.START, table.START
    last, before = 0, table.START
    for start, form, lower in zip(tokens.starts, tokens.forms, tokens.lower, strict=True):
        gap = text[last:start]
        if last and gap != " ":
            before = table.SPECIAL[chances.mark(gap)]
            yield before, before
        before = tagger.tag(form, lower, before != table.START)
        yield lower, before
        last = start + len(form)
    yield table.START, table.START


def count_terms(folder: Path, counts: Counts) -> None:
    """Count the terms of several words, which begin and end nowhere."""
    terms = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"index.{part}").read_text("latin-1").splitlines():
            term = line.split(" ", 1)[0]
            if "_" in term and term.replace("_", "").isalpha():
                terms.add(tuple(term.split("_")))
    for words in terms:
        counts.words.update(words)
        counts.beside.update(pairwise(words))


def count_phrases(path: Path, tagger: Tagger, counts: Counts) -> None:
    """Count our own phrases, which begin and end nowhere; a word is worth as much however many stand beside it."""
    for phrase in phrases(path):
        places = [[(form.lower(), tagger.tag(form, form.lower(), True)) for form in place] for place in phrase]
        for left, right in pairwise(places):
            for (one, one_tag), (other, other_tag) in product(left, right):
                counts.beside[one, other] += _PHRASE
                counts.after[one, other_tag] += _WORTH / len(right)
                counts.before[other, one_tag] += _WORTH / len(left)
        for left, _, right in zip(places, places[1:], places[2:], strict=False):
            for (one, _), (other, _) in product(left, right):
                counts.apart[one, other] += _PHRASE
        for word, tag in chain.from_iterable(places):
            counts.words[word] += _WORTH
            counts.tags[tag] += _WORTH


def may_sound(word: str, vocabulary: Vocabulary) -> bool:
    return (vocabulary.level(word) or 0) <= 5 and vocabulary.knows(word)


def confused_pairs() -> dict[str, set[str]]:
    """Return by word the words that the rules say it is written for."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in load_ruleset([ROOT / "rules/spelling"], builtin=False).entries:
        if isinstance(entry.check, ConfusableCheck):
            for word, confusions in read_confusions(entry.check.contexts).items():
                # Articles are so common that errors planted by lot would be of hardly anything else.
                found[word].update(item.meant for item in confusions if item.meant not in word_classes()["art"])
    return found


def other_number(word: str) -> str:
    """Return the regular plural of a singular, or the singular of a plural."""
    parts = parts_of(word)
    if parts & PLURAL and word.endswith("s"):
        return f"{word[:-3]}y" if word.endswith("ies") else word[:-2] if word.endswith(_HISSING) else word[:-1]
    if not parts & NOUN:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeou" else f"{word}s"


def one_dialect(word: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether no dialect keeps two words apart: ``behaviour`` is not a slip of ``behavior``."""
    if word.replace("s", "z") == other.replace("s", "z"):
        return False
    dialects = vocabulary.dialects(word), vocabulary.dialects(other)
    return not all(dialects) or bool(dialects[0] & dialects[1])


def compiled(
    counts: Counts, tagger: Tagger, vocabulary: Vocabulary, alike: dict[str, set[str]]
) -> tuple[marisa_trie.Trie, dict[str, array[int]]]:
    """Return the words and the columns of ``contexts.COLUMNS``."""
    levels = {word: value & 15 for word, (value,) in vocabulary.words.items() if word.islower() and word.isalpha()}
    levels |= {word: min(levels.get(word, 3), 3) for word in filter(str.isalpha, vocabulary.terms.keys())}
    kept = {word for word, number in counts.words.items() if number >= _FEWEST and word.isascii()}
    meant = {word for word in kept if levels.get(word, 9) <= _MEANT and len(word) > 1}

    def rate(word: str) -> float:
        level = levels.get(word, 9)
        return counts.words[word] + (chances.RARITY[level] if level < 6 else 0.1)

    def in_health(word: str) -> float:
        return counts.health[word] + 0.5

    written: dict[str, dict[str, int]] = {}
    confused = confused_pairs()
    for word, level in levels.items():
        if level > _WRITTEN or len(word) < 2 or _VOWELS.isdisjoint(word):
            continue
        others = {other: table.ALIKE for other in alike.get(word, ()) if other in meant}
        others |= {other: table.CONFUSED for other in confused.get(word, ()) if other in meant}
        for other in one_slip(word, meant):
            if max(rate(other) / rate(word), in_health(other) / in_health(word)) > _RARER:
                others.setdefault(other, 0)
        kinds = {other: kind for other, kind in others.items() if one_dialect(word, other, vocabulary)}
        if kinds:
            written[word] = kinds
    first = table.SPECIAL[:4]
    numbered = [*first, *sorted(kept - set(first)), *sorted(written.keys() - kept)]
    if len(kept) > 65_535:
        sys.exit(f"{len(kept)} words do not fit in two bytes: raise _FEWEST.")
    words = marisa_trie.Trie(numbered)
    numbers = {word: place for place, word in enumerate(numbered)}
    tags = tag_numbers(counts, tagger)
    columns = {name: array(code) for name, code in table.COLUMNS}
    columns["places"] = array("I", bytes(4 * len(numbered)))
    for word, number in numbers.items():
        columns["places"][words[word]] = number
        columns["keys"].append(words[word])
        columns["totals"].append(counts.words[word])
        columns["others"].append(numbers.get(other_number(word), number))
        columns["health"].append(table.packed(counts.health[word]))
        columns["tags"].append(tags.get(tagger.of_word(word), tags[table.UNKNOWN]))
        bits = (table.TERM if word in vocabulary.terms else 0) | (table.CLOSED if word in tagger.closed else 0)
        columns["levels"].append(min(levels.get(word, 9), 15) | bits)
    rows = defaultdict(dict)
    for (left, right), number in counts.beside.items():
        if left in kept and right in kept:
            rows[numbers[left]][numbers[right]] = number
    _fill(columns, "right", "words", len(kept), rows)
    rows = defaultdict(dict)
    for (left, right), number in counts.apart.items():
        if left in kept and right in kept and number >= _FEWEST_APART:
            rows[numbers[left]][numbers[right]] = number
    _fill(columns, "apart", "words", len(kept), rows)
    for name, counted in (("before", counts.before), ("after", counts.after)):
        rows = defaultdict(Counter)
        for (word, tag), number in counted.items():
            if word in kept:
                rows[numbers[word]][tags.get(tag, tags[table.UNKNOWN])] += number
        _fill(columns, name, "tags", len(kept), rows)
    columns["near_starts"].append(0)
    for word in numbered:
        for other, kind in sorted(written.get(word, {}).items(), key=lambda item: (not item[1], item[0])):
            columns["near_words"].append(numbers[other])
            columns["near_kinds"].append(kind)
        columns["near_starts"].append(len(columns["near_words"]))
    _fill_tags(columns, counts, tags)
    return words, columns


def _fill(columns: dict[str, array[int]], name: str, keys: str, size: int, rows: dict[int, dict[int, int]]) -> None:
    """Write rows of numbers and counts one after the other, with the place at which each begins."""
    columns[f"{name}_starts"].append(0)
    for row in range(size):
        for key, number in sorted(rows.get(row, {}).items()):
            columns[f"{name}_{keys}"].append(key)
            columns[f"{name}_counts"].append(table.packed(number))
        columns[f"{name}_starts"].append(len(columns[f"{name}_{keys}"]))


def tag_numbers(counts: Counts, tagger: Tagger) -> dict[str, int]:
    """Return the numbers of the tags, the rare ones left out."""
    common = [tag for tag, number in counts.tags.most_common() if number >= _RAREST_TAG and tag not in table.SPECIAL]
    return {tag: number for number, tag in enumerate([*table.SPECIAL, *common][: table.TAGS])}


def _fill_tags(columns: dict[str, array[int]], counts: Counts, tags: dict[str, int]) -> None:
    rare = tags[table.UNKNOWN]
    for name, counted in (("tag_totals", counts.tags), ("prose_totals", counts.prose)):
        columns[name] = array("I", bytes(4 * table.TAGS))
        for tag, number in counted.items():
            columns[name][tags.get(tag, rare)] += number
    pairs: Counter[int] = Counter()
    for (one, two), number in counts.pairs.items():
        pairs[tags.get(one, rare) * table.TAGS + tags.get(two, rare)] += number
    columns["pairs"] = array("B", (table.packed(pairs[place]) for place in range(table.TAGS * table.TAGS)))
    triples: Counter[int] = Counter()
    for row, number in counts.triples.items():
        one, two, three = (tags.get(tag, rare) for tag in row)
        triples[(one << 16) | (two << 8) | three] += number
    for key, number in sorted(triples.items()):
        columns["triples"].append(key)
        columns["triple_counts"].append(table.packed(number))


if __name__ == "__main__":
    main()
