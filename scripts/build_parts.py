"""Compile which parts of speech a word can be, from WordNet and the general word list.

    apt-get download wordnet-base && dpkg-deb -x ...     (WordNet 3.0)
    python scripts/build_parts.py --wordnet DIR --out rules/data

``parts.marisa`` maps a word in lower case to two bytes: what it can be (low) and
what it mostly is by WordNet's own counts of tagged text (high). The bits are
those of ``claimlint.language.spelling.parts``. Run it after ``build_words.py``.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import marisa_trie

NOUN, PLURAL, VERB, VERBS, PAST, ING, ADJ, ADV = (1 << i for i in range(8))
_FILES = {"noun": NOUN, "verb": VERB, "adj": ADJ, "adv": ADV}
_TYPES = {"1": NOUN, "2": VERB, "3": ADJ, "4": ADV, "5": ADJ}
# Irregular plurals that WordNet lists as words of their own or not at all.
_OWN_PLURALS = {
    "women": "woman",
    "men": "man",
    "people": "person",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
}
_RAREST = 6
_MOSTLY = 0.85


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    table = parts(options.wordnet, known(options.out))
    marisa_trie.RecordTrie("<H", ((word, (value,)) for word, value in sorted(table.items()))).save(
        str(options.out / "parts.marisa")
    )
    print(f"{len(table)} words")


def known(folder: Path) -> set[str]:
    """Return the words common enough to matter, and all health terms."""
    words = marisa_trie.RecordTrie("<B").mmap(str(folder / "words.marisa"))
    terms = marisa_trie.Trie().mmap(str(folder / "terms.marisa"))
    return {word for word, (value,) in words.items() if word.islower() and value & 15 <= _RAREST} | set(terms.keys())


def parts(wordnet: Path, words: set[str]) -> dict[str, int]:
    """Return every word with its bits."""
    weights = lemmas(wordnet)
    forms: dict[str, Counter[int]] = defaultdict(Counter)
    for lemma, counts in weights.items():
        for part, count in counts.items():
            for form, bit in inflections(lemma, part):
                if form in words:
                    forms[form][bit] += count
    for form, lemma in _OWN_PLURALS.items():
        forms[form][PLURAL] += weights[lemma][NOUN]
    for part, bit in (("noun", PLURAL), ("verb", PAST)):
        for line in (wordnet / f"{part}.exc").read_text("latin-1").splitlines():
            form, lemma = line.split()[:2]
            if form in words and lemma in weights:
                right = ING if form.endswith("ing") else VERBS if part == "verb" and form.endswith("s") else bit
                forms[form][right] += weights[lemma][NOUN if part == "noun" else VERB] or 1
    return {form: bits(counts) for form, counts in forms.items()}


def bits(counts: Counter[int]) -> int:
    """Return what a word can be, and above it what makes up nearly all of its uses."""
    total = sum(counts.values())
    can = sum(counts)
    mostly = sum(bit for bit, count in counts.items() if count >= _MOSTLY * total)
    return can | mostly << 8


def lemmas(wordnet: Path) -> dict[str, Counter[int]]:
    """Return every lemma of one word with its uses by part of speech, at least half a use for each part."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for name, bit in _FILES.items():
        for line in (wordnet / f"index.{name}").read_text("latin-1").splitlines():
            lemma = line.split(" ", 1)[0]
            if lemma.isalpha() and lemma.isascii():
                found[lemma][bit] = 1
    for line in (wordnet / "cntlist.rev").read_text("latin-1").splitlines():
        key, _, count = line.split()
        lemma, _, rest = key.partition("%")
        if lemma in found:
            found[lemma][_TYPES[rest[0]]] += 2 * int(count)
    return found


def inflections(lemma: str, part: int) -> Iterator[tuple[str, int]]:
    """Yield a lemma and its regular forms with their bits."""
    yield lemma, part
    stem = lemma[:-1]
    hissing = lemma.endswith(("s", "x", "z", "ch", "sh"))
    soft_y = lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "i", "o", "u")
    plural = f"{stem}ies" if soft_y else f"{lemma}es" if hissing else f"{lemma}s"
    if part == NOUN:
        yield plural, PLURAL
        if lemma.endswith("o"):
            yield f"{lemma}es", PLURAL
        return
    base = stem if lemma.endswith("e") else lemma
    if part == ADJ:
        adjective = f"{stem}i" if soft_y else base
        yield from ((f"{adjective}{ending}", ADJ) for ending in ("er", "est"))
    if part != VERB:
        return
    yield plural if not lemma.endswith("o") else f"{lemma}es", VERBS
    for stretched in (base, lemma, f"{lemma}{lemma[-1]}"):
        if stretched != lemma or not lemma.endswith("e") or lemma.endswith(("ee", "ye", "oe")):
            yield f"{stretched}ing", ING
    yield f"{stem}ied" if soft_y else f"{base}ed", PAST
    yield f"{lemma}{lemma[-1]}ed", PAST


if __name__ == "__main__":
    main()
