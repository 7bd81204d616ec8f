"""Annotations in GitHub Actions: workflow commands on standard output."""

from __future__ import annotations

from claimlint.finding import Notification, Report, Severity
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.places import Placed, placed, repository_path
from claimlint.reporters.summary import found, notification_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST_ANNOTATIONS = 10


def render(report: Report, options: ReportOptions) -> str:
    """Return one workflow command a finding, errors first, then a line with the counts.

    GitHub shows ten annotations of each level in a step and drops the rest, so
    the log, which holds all, says so.
    """
    ordered = sorted(placed(report), key=lambda item: -item.finding.severity.rank)
    lines = [_notification(item, options) for item in report.all_notifications]
    lines += [_finding(item, options) for item in ordered]
    if any(report.count(severity) > _MOST_ANNOTATIONS for severity in Severity):
        lines.append(f"GitHub shows {_MOST_ANNOTATIONS} annotations of each level; this log has them all.")
    lines.append(found(report))
    return "".join(line + "\n" for line in lines)


def _finding(item: Placed, options: ReportOptions) -> str:
    finding, where = item.finding, item.region
    properties = {
        "file": repository_path(finding.path, options.prefix),
        "line": where.line,
        "col": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "title": f"claimlint ({finding.rule})",
    }
    if where.end_line != where.line:
        # GitHub takes columns only within one line.
        del properties["col"], properties["endColumn"]
    return _command(finding.severity, properties, f"{item.place}: {finding.message} [{finding.rule}]")


def _notification(item: Notification, options: ReportOptions) -> str:
    properties: dict[str, object] = {"title": "claimlint"}
    if item.path:
        properties = {"file": repository_path(item.path, options.prefix), "line": item.line or 1, **properties}
    return _command(item.level, properties, notification_line(item))


def _command(level: Severity, properties: dict[str, object], message: str) -> str:
    values = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_COMMANDS[level]} {values}::{_data(one_line(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
