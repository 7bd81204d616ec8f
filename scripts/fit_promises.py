"""Fit the points of promises to labelled sentences.

    pip install numpy scikit-learn        (for this script alone)
    python scripts/fit_promises.py FOLDER --out rules/lexicons/promise-points.txt

Sentences come from ``benchmarks/data/claims-*`` and from the labelled ones of FOLDER; texts whose SHA-1 begins with 0
to 4 are left out: they measure. Ordinary sentences of its articles, drawn by lot, count half and promise nothing.
A sum of points is a logistic regression whose weights are held down so that most words get none, rounded to fifths.
Prints what each set gets from the points that the other sets taught, at several sums.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from claims import DATA, fresh, is_unread, marketing, rows  # noqa: E402

from claimlint.language.analysis import Analysis  # noqa: E402
from claimlint.language.claims.finder import scenes_of  # noqa: E402
from claimlint.language.claims.points import DECLARED, DOUBTFUL, INFORMING, UNDECLARED, needed_beyond, passages  # noqa: E402
from claimlint.language.claims.traits import traits_of  # noqa: E402
from claimlint.parsers import parse  # noqa: E402
from claimlint.settings import Settings  # noqa: E402
from claimlint.source import Source  # noqa: E402

_FIFTHS, _MOST = 5, 6
"""Points for a weight of one, and the most that a word or trait gets, so that none decides alone."""
_BELIEF, _RAREST, _PLAIN, _ORDINARY = 0.6, 3, 2.0, 0.5
"""How far the data may pull weights from zero, how often a word must occur, what a row that promises nothing and an
ordinary sentence count."""
_ARTICLES, _EACH, _SEED = 400, 5, 11
_WIDTH = 120
_HEAD = """\
# Points of words and traits by which passages of a ware's text are told from plain talk (claimlint/language/claims/
# points.py): a word counts once a passage, and the sum decides. Traits hold a colon: the lexicon or sort of sign that a
# term belongs to, the cue that stands there, the form of the passage; claimlint/language/claims/traits.py names them.
# Fitted by scripts/fit_promises.py to sentences of our own and of labelled data, none of which is kept. A line is the
# points and what has them; change them by hand as you like.
"""


class Row(NamedTuple):
    """A labelled passage."""

    group: str
    traits: frozenset[str]
    promise: bool
    weight: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    known = [*_labelled(options.folder), *_ordinary(options.folder)]
    for group in sorted({row.group for row in known}):
        _judge(group, [row for row in known if row.group == group], fit([row for row in known if row.group != group]))
    if options.out:
        options.out.write_text(_HEAD + _lines(fit(known)), "utf-8")


def traits(text: str) -> frozenset[str]:
    """Return the traits of all of a text, which is one passage however long."""
    analysis = Analysis(parse(Source("case.txt", text, "text")), Settings(content="product"))
    found = [traits_of(passage) for passage in passages(scenes_of(analysis))]
    return frozenset().union(*found)


def _labelled(folder: Path) -> Iterator[Row]:
    for path in sorted(DATA.glob("claims-fresh*.tsv")):
        for case in fresh(path):
            if not case.unread:
                yield _row(path.stem, case.text, case.flag)
    for path in sorted(DATA.glob("claims-plain*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield _row(path.stem, line, False)
    for case in marketing(folder):
        if not case.unread:
            yield _row("marketing", case.target, case.flag)


def _row(group: str, text: str, promise: bool) -> Row:
    return Row(group, traits(text), promise, 1.0 if promise else _PLAIN)


def _ordinary(folder: Path) -> Iterator[Row]:
    lot = random.Random(_SEED)
    for name in ("news", "nih"):
        texts = [str(row["text"]) for row in rows(folder / f"corpus/{name}.jsonl")]
        texts = [text for text in texts if not is_unread(text)]
        for text in lot.sample(texts, min(_ARTICLES, len(texts))):
            analysis = Analysis(parse(Source("case.txt", text, "text")), Settings())
            spans = [
                sentence.span for sentence in analysis.sentences if 20 < sentence.span.end - sentence.span.start < 300
            ]
            for span in lot.sample(spans, min(_EACH, len(spans))):
                yield Row("ordinary", traits(analysis.text[span.start : span.end]), False, _ORDINARY)


def fit(known: Sequence[Row]) -> dict[str, int]:
    """Return the points of words and traits that rows teach, both sorts of row having the same weight together."""
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([dict.fromkeys(row.traits, 1) for row in known])
    promise = np.array([row.promise for row in known])
    weight = np.array([row.weight for row in known])
    often = np.asarray((table[weight != _ORDINARY] > 0).sum(0)).ravel() >= _RAREST
    vectorizer.restrict(often)
    half = weight.sum() / 2
    weight = np.where(promise, weight * half / weight[promise].sum(), weight * half / weight[~promise].sum())
    model = LogisticRegression(C=_BELIEF, penalty="l1", solver="liblinear", max_iter=5000)
    model.fit(table[:, often], promise, sample_weight=weight)
    weights = zip(vectorizer.feature_names_, model.coef_[0], strict=True)
    points = {name: max(-_MOST, min(_MOST, round(_FIFTHS * value))) for name, value in weights}
    points["form:text"] = points.get("form:text", 0) + round(_FIFTHS * model.intercept_[0])
    return {name: value for name, value in points.items() if value}


def _judge(group: str, known: Sequence[Row], points: Mapping[str, int]) -> None:
    sums = [(row, sum(points.get(trait, 0) for trait in row.traits)) for row in known]
    shares = []
    for least in (DOUBTFUL, 0, 3, DECLARED, UNDECLARED, INFORMING):
        reached = [row for row, total in sums if total >= least + needed_beyond(row.traits)]
        shares.append(f">={least} {sum(row.promise for row in reached)}+{sum(not row.promise for row in reached)}")
    promises = sum(row.promise for row in known)
    print(f"{group:22} {promises}+{len(known) - promises} {len(points)} points: {'  '.join(shares)}")


def _lines(points: Mapping[str, int]) -> str:
    lines = []
    for value in sorted(set(points.values()), reverse=True):
        line = str(value)
        for name in sorted(name for name, own in points.items() if own == value):
            if len(line) + 1 + len(name) > _WIDTH:
                lines.append(line)
                line = str(value)
            line += f" {name}"
        lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
