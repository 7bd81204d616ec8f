"""A Code Quality report for GitLab's merge requests."""

from __future__ import annotations

import hashlib
from collections import Counter

from claimlint.finding import Notification, Report, Severity
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.places import Placed, placed, repository_path
from claimlint.reporters.records import dump

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}

Record = dict[str, object]


def render(report: Report, options: ReportOptions) -> str:
    """Return a JSON array, empty when clean; problems of the run are items too, or nobody would see them."""
    records = [_finding(item, options) for item in placed(report)]
    records += [_notification(item, options) for item in report.all_notifications]
    return dump(_distinct(records), indent=2) + "\n"


def _finding(item: Placed, options: ReportOptions) -> Record:
    finding, where = item.finding, item.region
    path = repository_path(finding.path, options.prefix)
    return {
        "description": f"{finding.rule}: {one_line(finding.message)}",
        "check_name": finding.rule,
        "fingerprint": _hash(path, finding.rule, finding.fingerprint or finding.text),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": where.line, "end": where.end_line}},
    }


def _notification(item: Notification, options: ReportOptions) -> Record:
    path = repository_path(item.path, options.prefix) if item.path else "."
    line = item.line or 1
    return {
        "description": f"claimlint: {one_line(item.message)}",
        "check_name": "claimlint/run",
        "fingerprint": _hash(path, "claimlint/run", item.message),
        "severity": _SEVERITIES[item.level],
        "location": {"path": path, "lines": {"begin": line, "end": line}},
    }


def _distinct(records: list[Record]) -> list[Record]:
    """Tell equal fingerprints apart, because GitLab shows only the first of them."""
    seen: Counter[object] = Counter()
    for record in records:
        mark = record["fingerprint"]
        seen[mark] += 1
        if seen[mark] > 1:
            record["fingerprint"] = _hash(str(mark), str(seen[mark]))
    return records


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
