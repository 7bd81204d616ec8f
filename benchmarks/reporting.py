"""Measure the reporting rules against HealthNewsReview's ratings: ``python benchmarks/reporting.py DATA``.

DATA is a JSON Lines file with ``text``, ``title`` and ``satisfied`` (criterion to yes, no or null). A rule says yes
or no once an article; its AUC is the mean of the share of unsatisfactory articles it reports and of satisfactory
ones it leaves alone. The third of the rows whose text's SHA-1 begins with 0 to 4 was never read while the rules
were written; the targets are for that column.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

from claimlint.lint import lint
from claimlint.ruleset import load_ruleset
from claimlint.source import Source

CRITERIA = {"costs": 0.85, "harms": 0.72, "funding": 0.70, "benefits": 0.70, "evidence": 0.67}
"""With the AUC each must reach."""
MORE = ("alternatives", "availability")


def is_unread(text: str) -> bool:
    """Whether a row belongs to the third that nobody read."""
    return hashlib.sha1(text.encode()).hexdigest()[0] in "01234"


def auc(rows: list[tuple[bool, bool]]) -> tuple[float, float, int]:
    """Return the AUC of (satisfied, reported) pairs, half the width of its 95 % interval, and the number of cases."""
    good = [reported for satisfied, reported in rows if satisfied]
    bad = [reported for satisfied, reported in rows if not satisfied]
    if not good or not bad:
        return math.nan, math.nan, len(rows)
    spared, caught = 1 - sum(good) / len(good), sum(bad) / len(bad)
    variance = spared * (1 - spared) / len(good) + caught * (1 - caught) / len(bad)
    return (spared + caught) / 2, 1.96 * math.sqrt(variance) / 2, len(rows)


def main(path: Path) -> None:
    """Print one line a criterion: the rows read while writing, the unread third, the target."""
    rules = load_ruleset()
    ruleset = rules.with_rules(rule for rule in rules.known if rule.startswith("reporting/"))
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    found = []
    for row in rows:
        report = lint(Source("release.txt", f"{row['title']}\n\n{row['text']}", "text"), ruleset)
        found.append({finding.rule for finding in report.findings})
    print(f"{'criterion':<14}{'read':>20}{'unread third':>22}{'target':>8}")
    for criterion in (*CRITERIA, *MORE):
        columns: dict[bool, list[tuple[bool, bool]]] = {True: [], False: []}
        for row, ids in zip(rows, found, strict=True):
            satisfied = row["satisfied"].get(criterion)
            if satisfied is not None:
                reported = any(criterion in rule for rule in ids)
                columns[is_unread(row["text"])].append((bool(satisfied), reported))
        shown = [
            f"{value:.3f} ±{width:.3f} n={count}" for value, width, count in map(auc, (columns[False], columns[True]))
        ]
        target = f"{CRITERIA[criterion]:.2f}" if criterion in CRITERIA else "-"
        print(f"{criterion:<14}{shown[0]:>20}{shown[1]:>22}{target:>8}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
