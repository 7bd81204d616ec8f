"""Fit how evidence for a wrong word is weighed to errors planted by lot in articles.

    pip install numpy scikit-learn        (for this script alone)
    python scripts/fit_wrong_words.py ARTICLES.jsonl ... --out rules/data/wrong-words.txt

Each line holds ``text`` or ``original``. Texts whose SHA-1 begins with 0 to 4 are left out: they measure. Words of
three letters or more become words one slip away of the commonest half of English, commoner ones oftener. Words that
sound alike or that rules list as confused are planted and weighed apart. What is kept are weights and trees.
Prints what is found at several numbers of false alarms, each quarter of the articles judged by what the others taught.
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
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from near_words import one_slip  # noqa: E402

from claimlint.language.analysis import Analysis  # noqa: E402
from claimlint.language.spelling.chances import spelt  # noqa: E402
from claimlint.language.spelling.contexts import contexts  # noqa: E402
from claimlint.language.spelling.vocabulary import shipped  # noqa: E402
from claimlint.language.spelling.wrong_word_evidence import FEATURES, ROUGH_FEATURES, evidence  # noqa: E402
from claimlint.language.spelling.wrong_word_places import Article  # noqa: E402
from claimlint.parsers import parse  # noqa: E402
from claimlint.source import Source  # noqa: E402

_WORD = re.compile(r"(?<![\w'-])[a-z]{3,}(?![\w'-])")
_AT_ONCE, _COPIES, _PARTS = 4, 6, 4
"""Errors planted in one copy of an article, copies of each, and parts for cross-validation."""
_KEPT, _AT_RATE = 0.98, 0.1
"""The share of what the trees find, at so many false alarms a 1,000 words, that the rough sum must let through."""
_RATES = (0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5)
_ROUGH = len(ROUGH_FEATURES)


class Row(NamedTuple):
    """One word that may have been meant at one place."""

    article: int
    place: tuple[int, int]
    """Copy (0 is the untouched article) and token."""
    kind: int
    """0 nothing is wrong here, 1 the word that was replaced, 2 another word where one was."""
    shown: str


class Judges(NamedTuple):
    """A rough sum and trees, fitted to the same rows."""

    rough: np.ndarray
    """The constant, then the weights."""
    trees: HistGradientBoostingClassifier

    def score(self, table: np.ndarray) -> np.ndarray:
        rough = table[:, :_ROUGH] @ self.rough[1:] + self.rough[0]
        return np.where(rough >= 0, self.trees.decision_function(table), -99.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--show", type=float, default=0, help="print false alarms up to so many a 1,000 words")
    options = parser.parse_args()
    texts = readable(options.articles)
    words = sum(len(text.split()) for text in texts)
    fitted = []
    for confused in (False, True):
        rows, table, planted = collect(texts, confused)
        usable = np.array([row.kind < 2 for row in rows])
        target = np.array([row.kind == 1 for row in rows])
        parts = np.array([row.article % _PARTS for row in rows])
        limit = words / 1000 * _AT_RATE
        scores = np.zeros(len(rows))
        for part in range(_PARTS):
            learnt = usable & (parts != part)
            share = (1 - 1 / _PARTS) * limit
            scores[parts == part] = fit(table[learnt], target[learnt], share).score(table[parts == part])
        print("confused words" if confused else "slips of the pen")
        report(rows, scores, planted, words, options.show)
        fitted.append(fit(table[usable], target[usable], limit))
    if options.out:
        options.out.write_text(written(fitted), "utf-8")


def readable(paths: list[Path]) -> list[str]:
    """Return the texts that may be read, each once."""
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    texts = [row.get("text") or row["original"] for row in rows]
    texts = [text for text in texts if hashlib.sha1(text.encode()).hexdigest()[0] not in "01234"]
    first = {text[:200]: text for text in texts}
    return sorted(first.values(), key=lambda text: hashlib.sha1(text.encode()).hexdigest())


def collect(texts: list[str], confused: bool) -> tuple[list[Row], np.ndarray, int]:
    """Return every candidate of every place with its evidence, and how many errors were planted."""
    lot, others = random.Random(20261121), replacements(confused)
    rows: list[Row] = []
    table: list[tuple[float, ...]] = []
    planted = 0
    for number, text in enumerate(texts):
        _gather(rows, table, number, 0, text, {}, confused)
        for copy in range(1, _COPIES + 1):
            changed, wrong = plant(text, lot, others)
            planted += len(wrong)
            _gather(rows, table, number, copy, changed, wrong, confused)
    return rows, np.array(table, dtype=np.float32), planted


def _gather(
    rows: list[Row], table: list, number: int, copy: int, text: str, wrong: dict[int, str], confused: bool
) -> None:
    analysis = Analysis(parse(Source("a.txt", text, "text")))
    article = Article(analysis)
    starts = analysis.tokens.starts
    prose = analysis.text
    for index, place in article.places():
        start = starts[index]
        if copy and start not in wrong:
            continue
        for other, sort in place.meant:
            if bool(sort) is not confused:
                continue
            right = spelt(other)
            kind = 0 if not copy else 1 if wrong[start] == right else 2
            shown = f"{prose[max(start - 40, 0) : start + 40]} | {place.lower} > {right}".replace("\n", " / ")
            rows.append(Row(number, (copy, index), kind, shown))
            table.append(evidence(article, place, other, sort))


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
    return {word: sorted(one_slip(word, common)) for word in common}


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


def fit(table: np.ndarray, target: np.ndarray, limit: float) -> Judges:
    """Return what tells planted errors from right words; ``limit`` is a number of false alarms."""
    trees = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.07, max_leaf_nodes=12, min_samples_leaf=30, l2_regularization=5, random_state=0
    ).fit(table, target)
    known = table[:, :_ROUGH]
    middle, spread = known.mean(0), known.std(0) + 1e-9
    line = LogisticRegression(max_iter=500, C=0.1).fit((known - middle) / spread, target)
    weights = line.coef_[0] / spread
    scores = trees.decision_function(table)
    least = np.sort(scores[~target])[::-1][int(limit)]
    cut = np.quantile(known[target & (scores > least)] @ weights, 1 - _KEPT)
    return Judges(np.concatenate([[-cut], weights]), trees)


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
    print(f"{planted} planted, {words} words, {len(best)} planted words looked at, {sum(scores > -99)} rows weighed")
    for rate in _RATES:
        least = ranked[int(rate * words / 1000)]
        hits = [kind for score, kind in best.values() if score > least]
        print(f"{rate} a 1,000: {len(hits) / planted:.3f}, right {hits.count(1) / planted:.3f}, score {least:.2f}")
    if show:
        least = ranked[int(show * words / 1000)]
        for score, row in sorted(zip(scores, rows, strict=True), key=lambda item: -item[0]):
            if row.kind == 0 and score > least:
                print(f"{score:.1f} {row.shown}")


def written(fitted: list[Judges]) -> str:
    """Return the file that ``wrong_word_model`` reads."""
    lines = ["# Weights and trees that tell wrong words, by scripts/fit_wrong_words.py, for wrong_word_model.py."]
    weights = [[float(judges.trees._baseline_prediction[0, 0]), *judges.rough] for judges in fitted]
    for name, *values in zip(("base", "constant", *ROUGH_FEATURES), *weights, strict=True):
        lines.append(" ".join(["rough", name, *(f"{value:.4f}" for value in values)]))
    for name, judges in zip(("slip", "confused"), fitted, strict=True):
        lines += [f"{name} {_branches(tree.nodes, 0)}" for (tree,) in judges.trees._predictors]
    return "\n".join(lines) + "\n"


def _branches(nodes: np.ndarray, at: int) -> str:
    node = nodes[at]
    if node["is_leaf"]:
        return f"{node['value']:.4f}"
    below, above = (_branches(nodes, int(node[side])) for side in ("left", "right"))
    return f"{FEATURES[node['feature_idx']]} {node['num_threshold']:.5g} {below} {above}"


if __name__ == "__main__":
    main()
