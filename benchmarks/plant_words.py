"""Plant one wrong word in each sentence of a file of articles, drawn by lot, so that nobody picks the easy ones.

Usage: python benchmarks/plant_words.py ARTICLES PRONUNCIATIONS > benchmarks/data/wrong-words.txt

ARTICLES has one article a line; PRONUNCIATIONS is ``index.js`` of the npm package cmu-pronouncing-dictionary 3.0.0.
A word in small letters of three letters or more becomes another such word that is one slip away (a letter less, more
or other, or two in the wrong order) or sounds the same. Both belong to the commonest words of SCOWL (up to size 50),
and no rule lists the pair. Word and replacement are drawn evenly; the sentence then holds ``[[wrong|right]]``.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from near_words import one_slip, sounding_alike

from claimlint.checks.confusable import ConfusableCheck
from claimlint.language.spelling.collocation import read_confusions
from claimlint.language.spelling.vocabulary import shipped
from claimlint.resources import rules_root
from claimlint.ruleset import load_ruleset

SEED = 20261121
_RAREST = 4
_WORD = re.compile(r"(?<![\w'-])[a-z]{3,}(?![\w'-])")


def listed_pairs() -> set[frozenset[str]]:
    """Return the pairs of words that any rule names, in either direction."""
    ruleset = load_ruleset([rules_root() / "spelling"], builtin=False)
    checks = [entry.check for entry in ruleset.entries if isinstance(entry.check, ConfusableCheck)]
    tables = [read_confusions(check.contexts) for check in checks]
    return {frozenset((word, item.meant)) for table in tables for word in table for item in table[word]}


def main() -> None:
    articles, script = (Path(name).read_text("utf-8") for name in sys.argv[1:3])
    words = {
        word
        for word, (value,) in shipped().words.items()
        if value & 15 <= _RAREST and len(word) > 2 and word.islower() and word.isalpha()
    }
    alike, listed, lot = sounding_alike(script, words.__contains__), listed_pairs(), random.Random(SEED)
    print("# Articles of our own, each sentence with one wrong word drawn by lot: [[wrong|right]].")
    print("# Made by benchmarks/plant_words.py before the rule spelling/wrong-word was written; no rule listed a pair.")
    for article in articles.splitlines():
        if article.startswith("#"):
            continue
        planted = []
        for sentence in re.split(r"(?<=[.]) ", article):
            places = []
            for place in _WORD.finditer(sentence):
                others = sorted(one_slip(place[0], words) | alike.get(place[0], set()))
                near = [other for other in others if frozenset((place[0], other)) not in listed]
                if place[0] in words and near:
                    places.append((place, near))
            place, near = lot.choice(places)
            wrong = lot.choice(near)
            planted.append(f"{sentence[: place.start()]}[[{wrong}|{place[0]}]]{sentence[place.end() :]}")
        print(" ".join(planted))


if __name__ == "__main__":
    main()
