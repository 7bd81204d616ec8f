"""The format ``tally``: one line a family."""

from __future__ import annotations

from collections import Counter

from claimlint.finding import Report
from claimlint.reporters import ReportOptions


def render(report: Report, options: ReportOptions) -> str:
    """Return the number of findings of each family."""
    counts = Counter(finding.family for finding in report.findings)
    return "".join(f"{family}: {count}\n" for family, count in sorted(counts.items()))
