"""Fit what each piece of evidence for a wrong word counts, to errors planted by lot in a folder of articles.

    pip install numpy scikit-learn        (for this script alone)
    python scripts/fit_wrong_words.py ARTICLES.jsonl ... --out rules/data/wrong-words.txt

Each line holds ``text``. Texts whose SHA-1 begins with 0 to 4 are left out: they measure. Words of three letters or
more become words one slip away of the commonest half of English, commoner ones oftener. Words that sound alike or that
rules list as confused are planted and weighed apart. What is kept are two columns of numbers.
Prints what is found at several numbers of false alarms, each third of the articles judged by weights of the others.
Run it after ``build_contexts.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from build_contexts import near  # noqa: E402

from claimlint.language.analysis import Analysis  # noqa: E402
from claimlint.language.spelling.contexts import contexts  # noqa: E402
from claimlint.language.spelling.vocabulary import shipped  # noqa: E402
from claimlint.language.spelling.wrong_words import FEATURES, Article  # noqa: E402
from claimlint.parsers import parse  # noqa: E402
from claimlint.source import Source  # noqa: E402

_WORD = re.compile(r"(?<![\w'-])[a-z]{3,}(?![\w'-])")
_AT_ONCE, _COPIES = 4, 10
"""Errors planted in one copy of an article, and copies of each."""


class Row(NamedTuple):
    """One word that may have been meant at one place."""

    article: int
    place: tuple[int, int]
    """Copy (0 is the untouched article) and token."""
    kind: int
    """0 nothing is wrong here, 1 the word that was replaced, 2 another word where one was."""
    shown: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", type=float, default=0, help="print false alarms up to so many a 1,000 words")
    options = parser.parse_args()
    texts = [json.loads(line)["text"] for path in options.articles for line in path.read_text("utf-8").splitlines()]
    texts = [text for text in texts if hashlib.sha1(text.encode()).hexdigest()[0] not in "01234"]
    words = sum(len(text.split()) for text in texts)
    fitted = []
    for confused in (False, True):
        rows, evidence, planted = collect(texts, confused)
        table = np.array(evidence, dtype=np.float32)[:, 1:]
        usable = np.array([row.kind < 2 for row in rows])
        target = np.array([row.kind == 1 for row in rows])
        thirds = np.array([row.article % 3 for row in rows])
        scores = np.zeros(len(rows))
        for third in range(3):
            model = fit(table[usable & (thirds != third)], target[usable & (thirds != third)])
            scores[thirds == third] = table[thirds == third] @ model[1:] + model[0]
        print("confused words" if confused else "slips of the pen")
        report(rows, scores, planted, words, options.show)
        fitted.append(fit(table[usable], target[usable]))
    lines = [f"{name} {slip:.4f} {mixed:.4f}" for name, slip, mixed in zip(FEATURES, *fitted, strict=True)]
    print("\n".join(lines))
    if options.out:
        head = "# Weights of evidence for slips of the pen and for confused words, by scripts/fit_wrong_words.py.\n"
        options.out.write_text(head + "\n".join(lines) + "\n", "utf-8")


def collect(texts: list[str], confused: bool) -> tuple[list[Row], list[tuple[float, ...]], int]:
    """Return every candidate of every place with its evidence, and how many errors were planted."""
    lot, others = random.Random(20261121), replacements(confused)
    rows: list[Row] = []
    evidence: list[tuple[float, ...]] = []
    planted = 0
    for number, text in enumerate(texts):
        _gather(rows, evidence, number, 0, text, {}, confused)
        for copy in range(1, _COPIES + 1):
            changed, wrong = plant(text, lot, others)
            planted += len(wrong)
            _gather(rows, evidence, number, copy, changed, wrong, confused)
    return rows, evidence, planted


def _gather(
    rows: list[Row], evidence: list, number: int, copy: int, text: str, wrong: dict[int, str], confused: bool
) -> None:
    article = Article(Analysis(parse(Source("a.txt", text, "text"))))
    starts = article.analysis.tokens.starts
    prose = article.analysis.text
    for index, place in article.places():
        start = starts[index]
        if copy and start not in wrong:
            continue
        for other, sort in place.meant:
            if bool(sort) is not confused:
                continue
            spelt = article.table.spelt(other)
            kind = 0 if not copy else 1 if wrong[start] == spelt else 2
            shown = f"{prose[max(start - 40, 0) : start + 40]} | {place.lower} > {spelt}".replace("\n", " / ")
            rows.append(Row(number, (copy, index), kind, shown))
            evidence.append(article.evidence(place, other, sort))


def replacements(confused: bool) -> dict[str, list[str]]:
    """Return by word what may be written for it."""
    table = contexts()
    if confused:
        found = defaultdict(list)
        for written in range(len(table.words)):
            for meant, kind in table.near(written):
                if kind:
                    found[table.spelt(meant)].append(table.spelt(written))
        return found
    items = shipped().words.items()
    common = {word for word, (value,) in items if value & 15 <= 4 and len(word) > 2 and word.islower()}
    common = {word for word in common if word.isalpha()}
    return {word: sorted(near(word, common)) for word in common}


def plant(text: str, lot: random.Random, others: dict[str, list[str]]) -> tuple[str, dict[int, str]]:
    """Return a text with some words replaced, and the right words by where the wrong ones begin."""
    # Positions must survive parsing, so the text is brought to the form that prose has.
    text = parse(Source("a.txt", text, "text")).text
    places = [place for place in _WORD.finditer(text) if others.get(place[0])]
    wrong: dict[int, str] = {}
    table = contexts()
    shift = 0
    for place in sorted(lot.sample(places, min(_AT_ONCE, len(places))), key=lambda item: item.start()):
        written = others[place[0]]
        rates = [(table.total(table.number(other)) + 1) ** 0.3 for other in written]
        other = lot.choices(written, rates)[0]
        start = place.start() + shift
        text = text[:start] + other + text[start + len(place[0]) :]
        wrong[start] = place[0]
        shift += len(other) - len(place[0])
    return text, wrong


def fit(table: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression, the constant first."""
    middle, spread = table.mean(0), table.std(0) + 1e-9
    model = LogisticRegression(max_iter=300, C=0.1).fit((table - middle) / spread, target)
    weights = model.coef_[0] / spread
    return np.concatenate([[model.intercept_[0] - weights @ middle], weights])


def report(rows: list[Row], scores: np.ndarray, planted: int, words: int, show: float) -> None:
    false: dict[tuple[int, tuple[int, int]], float] = defaultdict(lambda: -99.0)
    best: dict[tuple[int, tuple[int, int]], tuple[float, int]] = {}
    for row, score in zip(rows, scores, strict=True):
        key = row.article, row.place
        if row.kind == 0:
            false[key] = max(false[key], score)
        else:
            best[key] = max(best.get(key, (-99.0, 0)), (score, row.kind))
    ranked = sorted(false.values(), reverse=True)
    print(f"{planted} planted, {words} words, {len(best)} planted words looked at")
    for rate in (0.05, 0.1, 0.15, 0.2, 0.3, 0.5):
        least = ranked[int(rate * words / 1000)]
        hits = [kind for score, kind in best.values() if score > least]
        print(f"{rate} a 1,000: {len(hits) / planted:.3f}, right {hits.count(1) / planted:.3f}, score {least:.2f}")
    if show:
        least = ranked[int(show * words / 1000)]
        for score, row in sorted(zip(scores, rows, strict=True), key=lambda item: -item[0]):
            if row.kind == 0 and score > least:
                print(f"{score:.1f} {row.shown}")


if __name__ == "__main__":
    main()
