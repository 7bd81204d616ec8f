"""Measure how disclaimers are recognised: ``python benchmarks/disclaimers.py [-v]``.

``data/disclaimers.tsv`` holds sentences of our own wording: disclaimers by group, and sentences that only look
like one. A disclaimer counts as recognised when one of its groups is found; a look-alike counts as wrongly taken
when it would fulfil any requirement (advice to consult somebody fulfils none by itself).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claimlint.language.analysis import Analysis
from claimlint.language.safety.disclaimer_groups import Group
from claimlint.parsers import parse
from claimlint.source import Source

DATA = Path(__file__).parent / "data"
FIRST = {
    "disclaimers.tsv": (70, 80),
    "disclaimers-second.tsv": (20, 36),
    "disclaimers-third.tsv": (4, 19),
    "disclaimers-fourth.tsv": (18, 20),
    "disclaimers-fifth.tsv": (49, 81),
    "disclaimers-sixth.tsv": (65, 79),
    "disclaimers-seventh.tsv": (46, 48),
    "disclaimers-eighth.tsv": (68, 80),
    "disclaimers-ninth.tsv": (45, 49),
    "disclaimers-tenth-a.tsv": (43, 79),
    "disclaimers-tenth-b.tsv": (15, 79),
    "disclaimers-eleventh-a.tsv": (62, 44),
    "disclaimers-eleventh-b.tsv": (60, 43),
    "disclaimers-twelfth.tsv": (72, 79),
}
"""How many disclaimers were recognised and look-alikes left alone when a file was first scored, before any mending.

The second and third files hold rarer wording on purpose; the fourth is in the usual manner of sites.
"""
UNREAD = frozenset({"disclaimers-twelfth.tsv"})
"""Sets that nobody reads while rules are written: what is missed there is never printed."""
OUTSIDE = "outside"
"""The kind of lines that are neither scored as disclaimers nor as look-alikes."""
PARTIAL = {Group.CONSULT, Group.PREGNANT}


def cases(name: str) -> Iterator[tuple[set[str], str, str]]:
    """Yield (groups, heading, text) of a data file; no groups for a look-alike."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, heading, text = line.split("\t")
            if kind == OUTSIDE:
                continue
            yield set() if kind == "no" else set(kind.split("+")), "" if heading == "-" else heading, text


def recognised(heading: str, text: str) -> set[Group]:
    """Return the groups found on a page that holds the text beneath its heading."""
    source = Source("page.md", f"## {heading}\n\n{text}\n" if heading else f"{text}\n", "markdown")
    return {group for found in Analysis(parse(source)).disclaimers for group in found.groups}


def measure(name: str, *, verbose: bool) -> None:
    """Print recall and specificity of one data file."""
    counts = Counter[str]()
    for wanted, heading, text in cases(name):
        found = recognised(heading, text)
        if wanted:
            right = bool({group.value for group in found} & wanted)
            counts["disclaimers"] += 1
            counts["recognised"] += right
        else:
            right = not found - PARTIAL
            counts["look-alikes"] += 1
            counts["left alone"] += right
        if verbose and not right and name not in UNREAD:
            print(f"  {'missed' if wanted else 'taken'}: {sorted(wanted)} {sorted(found)} {text}")
    recognised_first, left_first = FIRST.get(name, (0, 0))
    for what, whole, first in (
        ("recognised", "disclaimers", recognised_first),
        ("left alone", "look-alikes", left_first),
    ):
        share, before = counts[what] / counts[whole], first / counts[whole]
        print(f"{name:<24}{whole:<12}{what}: now {counts[what]}/{counts[whole]} = {share:.1%}, first {before:.1%}")


if __name__ == "__main__":
    for path in sorted(DATA.glob("disclaimers*.tsv")):
        measure(path.name, verbose="-v" in sys.argv)
