"""Measure how disclosures of own wording are read: ``python benchmarks/own_disclosures.py [-v]``.

``data/disclosures-fresh*.tsv`` hold blocks with what they must be read as: ``adequate`` (plain: commission, gift,
sponsor, the writer's own firm), ``vague`` ("affiliate links", "support us"), ``discloses`` (either) or ``no``. Each
file was written before the rules were mended for it, and scored once; the first score is the one that tells what
fresh text gets. What is missed in a set of `UNREAD` is never printed.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claimlint.language.analysis import Analysis
from claimlint.language.money.disclosure import classify_sentence
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.money.page_disclosures import find_disclosures
from claimlint.parsers import parse
from claimlint.source import Source

DATA = Path(__file__).parent / "data"
FIRST = {
    "disclosures-fresh.tsv": (43, 38),
    "disclosures-fresh-2.tsv": (32, 28),
    "disclosures-fresh-3.tsv": (24, 19),
    "disclosures-fresh-4.tsv": (32, 19),
    "disclosures-fresh-5a.tsv": (48, 59),
    "disclosures-fresh-5b.tsv": (25, 60),
    "disclosures-fresh-6a.tsv": (54, 28),
    "disclosures-fresh-6b.tsv": (61, 34),
    "disclosures-fresh-7.tsv": (65, 60),
}
"""How many disclosures were recognised as one of any kind, and look-alikes left alone, before any mending."""
UNREAD = frozenset({"disclosures-fresh-7.tsv"})
"""Sets that nobody reads while rules are written: what is missed there is never printed."""
_VAGUE = frozenset({Kind.WEAK, Kind.SUPPORT})
_NONE = frozenset({Kind.NEGATED, Kind.DENIED, None})


def cases(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield (expected, heading, text) of a data file."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            expected, heading, text = line.split("\t")
            yield expected, "" if heading == "-" else heading, text


def read_as(heading: str, text: str) -> str:
    """Return what a block beneath a heading is read as: adequate, vague or no."""
    plain = text.replace("*", "\\*").replace("#", "\\#")
    source = Source("page.md", f"## {heading}\n\n{plain}\n" if heading else f"{plain}\n", "markdown")
    kinds = {item.kind for item in find_disclosures(Analysis(parse(source)))}
    if classify_sentence(text) is Kind.CONNECTION:
        kinds.add(Kind.CONNECTION)
    kinds -= _NONE
    return "no" if not kinds else "vague" if kinds <= _VAGUE else "adequate"


def measure(name: str, *, verbose: bool = False) -> Counter[str]:
    """Return the counts of one data file: disclosures, recognised, right (of the right class), others, left alone."""
    counts = Counter[str]()
    for expected, heading, text in cases(name):
        got = read_as(heading, text)
        right = got != "no" if expected == "discloses" else got == expected
        if expected == "no":
            counts["others"] += 1
            counts["left alone"] += got == "no"
        else:
            counts["disclosures"] += 1
            counts["recognised"] += got != "no"
            counts["right"] += right
        if verbose and not right and name not in UNREAD:
            print(f"  {expected}, read as {got}: {text}")
    return counts


def main() -> None:
    for path in sorted(DATA.glob("disclosures-fresh*.tsv")):
        counts = measure(path.name, verbose="-v" in sys.argv)
        recognised, left = FIRST[path.name]
        print(
            f"{path.name:<25}{counts['recognised']}/{counts['disclosures']} recognised (first {recognised})", end=", "
        )
        print(f"of the right class {counts['right']}", end="; ")
        print(f"left alone {counts['left alone']}/{counts['others']} (first {left})")


if __name__ == "__main__":
    main()
