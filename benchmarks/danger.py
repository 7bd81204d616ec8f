"""Measure doses and dangerous advice on sentences of own wording: ``python benchmarks/danger.py [-v]``.

``data/doses-fresh*.tsv`` name the nutrient whose upper level is passed, or ``-``; ``data/danger-fresh*.tsv`` name the
family (toxic, vaccine, infant, pregnancy) or ``no``. Each file was scored once before the rules were mended for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from claimlint.language.analysis import Analysis
from claimlint.language.safety.intake import find_intakes
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.ruleset import load_ruleset
from claimlint.source import Source

DATA = Path(__file__).parent / "data"
FIRST = {
    "doses-fresh.tsv": (43, 49),
    "doses-fresh-2.tsv": (12, 18),
    "danger-fresh.tsv": (9, 29),
    "danger-fresh-2.tsv": (11, 18),
}
"""How many were found, and look-alikes left alone, at the first score."""
RULES = frozenset(
    f"claims/{name}"
    for name in (
        "toxic-agents vaccine-falsehood infant-risk pregnancy-risk care-discouraged stop-medication megadose"
        " dose-above-limit off-medication in-place-of-medicine drug-substitute interaction-missing"
    ).split()
)


def rows(name: str) -> Iterator[tuple[str, str]]:
    """Yield (label, sentence) of a data file."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label, text = line.split("\t")
            yield label, text


def score(name: str, *, verbose: bool = False) -> tuple[int, int, int, int]:
    """Return (found, dangers, left alone, look-alikes) of one data file."""
    ruleset = load_ruleset()
    found = dangers = alone = others = 0
    for label, text in rows(name):
        source = Source("page.md", f"{text}\n", "markdown")
        if name.startswith("doses"):
            said = {item.nutrient for item in find_intakes(Analysis(parse(source)))}
            hit = label in said if label != "-" else bool(said)
        else:
            hit = any(item.rule in RULES for item in lint(source, ruleset).findings)
        harmless = label in ("-", "no")
        dangers, others = dangers + (not harmless), others + harmless
        found, alone = found + (hit and not harmless), alone + (harmless and not hit)
        if verbose and hit is harmless:
            print(f"  {'taken' if hit else 'missed'}: {label} {text}")
    return found, dangers, alone, others


def main() -> None:
    for name, (first_found, first_alone) in FIRST.items():
        found, dangers, alone, others = score(name, verbose="-v" in sys.argv)
        print(f"{name:<22}found {found}/{dangers} (first {first_found})", end="; ")
        print(f"left alone {alone}/{others} (first {first_alone})")


if __name__ == "__main__":
    main()
