"""Claim strength against labelled sentences (Yu, Li and Wang 2019; Yu et al. 2020): macro-F1 with its interval.

Usage: python benchmarks/strength.py FOLDER [--confusion]

FOLDER holds eurekalert.jsonl and pubmed.jsonl with ``sentence`` and ``strength`` (0 to 3). Sentences whose SHA-1
begins with 0 to 4 are the unread third: nobody looked at them while rules were written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from pathlib import Path

from claimlint.claim import Strength
from claimlint.document import Block, Document, SourceMap
from claimlint.language.analysis import Analysis
from claimlint.language.strength.rating import strength_of
from claimlint.source import Source, Span

CLASSES = ("none", "correlational", "conditional", "direct")
_PREDICTED = {
    Strength.NONE: 0,
    Strength.CORRELATIONAL: 1,
    Strength.CONDITIONAL: 2,
    Strength.DIRECT: 3,
    Strength.ABSOLUTE: 3,
}


def predict(sentence: str) -> int:
    """Return the strongest class among the sentences a text is split into."""
    text = " ".join(sentence.split()).replace("\u2019", "'")
    span = Span(0, len(text))
    document = Document(
        Source("s.txt", text), text, SourceMap([(0, len(text), 0, len(text))]), (Block("paragraph", span),)
    )
    analysis = Analysis(document)
    return max(_PREDICTED[strength_of(analysis, i).strength] for i in range(len(analysis.sentences)))


def is_unread(sentence: str) -> bool:
    return hashlib.sha1(sentence.encode()).hexdigest()[0] in "01234"


def scores(pairs: list[tuple[int, int]]) -> list[tuple[float, float, float]]:
    """Return precision, recall and F1 of each class; pairs are (label, prediction)."""
    found = []
    for k in range(4):
        hits = sum(label == k == guess for label, guess in pairs)
        precision = hits / max(sum(guess == k for _, guess in pairs), 1)
        recall = hits / max(sum(label == k for label, _ in pairs), 1)
        found.append((precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)))
    return found


def macro(pairs: list[tuple[int, int]]) -> float:
    return sum(f1 for _, _, f1 in scores(pairs)) / 4


def interval(pairs: list[tuple[int, int]], rounds: int = 400) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of macro-F1."""
    rng = random.Random(0)
    values = sorted(macro(rng.choices(pairs, k=len(pairs))) for _ in range(rounds))
    return values[int(rounds * 0.025)], values[int(rounds * 0.975)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--confusion", action="store_true")
    options = parser.parse_args()
    for name in ("eurekalert", "pubmed"):
        rows = [json.loads(line) for line in (options.folder / f"{name}.jsonl").open(encoding="utf-8")]
        for part, wanted in (("read", False), ("unread", True)):
            pairs = [(r["strength"], predict(r["sentence"])) for r in rows if is_unread(r["sentence"]) is wanted]
            low, high = interval(pairs)
            print(
                f"{name:11} {part:7} n={len(pairs):4}  macro-F1 {macro(pairs):.3f} ({low:.3f} to {high:.3f})", end="  "
            )
            print(
                "  ".join(
                    f"{c[:4]} {p:.2f}/{r:.2f}/{f:.2f}" for c, (p, r, f) in zip(CLASSES, scores(pairs), strict=True)
                )
            )
            if options.confusion:
                for k in range(4):
                    print("   ", CLASSES[k].ljust(14), [sum(p == (k, g) for p in pairs) for g in range(4)])


if __name__ == "__main__":
    main()
