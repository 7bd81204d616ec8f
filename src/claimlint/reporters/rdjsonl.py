"""Reviewdog's diagnostics, one JSON object a line, with columns in UTF-8 bytes."""

from __future__ import annotations

from claimlint.finding import Notification, Report, Severity
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.places import Placed, Unit, placed, region, repository_path
from claimlint.reporters.records import dump
from claimlint.source import Source, Span

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
_SOURCE = {"name": "claimlint"}

Record = dict[str, object]


def render(report: Report, options: ReportOptions) -> str:
    """Return a diagnostic a line: findings, then the problems of the run."""
    records = [_finding(item, options) for item in placed(report)]
    records += [_notification(item, options) for item in report.all_notifications]
    return "".join(dump(record) + "\n" for record in records)


def _finding(item: Placed, options: ReportOptions) -> Record:
    finding = item.finding
    record: Record = {
        "message": one_line(finding.message),
        "location": {
            "path": repository_path(finding.path, options.prefix),
            "range": _range(item.source, finding.span),
        },
        "severity": _SEVERITIES[finding.severity],
        "source": _SOURCE,
        "code": {"value": finding.rule},
    }
    if finding.edits:
        record["suggestions"] = [
            {"range": _range(item.source, edit.span), "text": edit.replacement} for edit in finding.edits
        ]
    return record


def _notification(item: Notification, options: ReportOptions) -> Record:
    location: Record = {"path": repository_path(item.path, options.prefix) if item.path else "."}
    if item.line:
        location["range"] = {"start": {"line": item.line}}
    return {
        "message": one_line(item.message),
        "location": location,
        "severity": _SEVERITIES[item.level],
        "source": _SOURCE,
        "code": {"value": "claimlint/run"},
    }


def _range(source: Source, span: Span) -> Record:
    where = region(source, span, Unit.BYTES)
    return {
        "start": {"line": where.line, "column": where.column},
        "end": {"line": where.end_line, "column": where.end_column},
    }
