"""The report as JSON: the published contract, and the same one finding a line.

Offsets and columns count code points; lines and columns start at 1; ends are exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import claimlint
from claimlint.finding import Edit, FileReport, Finding, Notification, Related, Report, Severity, Suppression
from claimlint.late import regex
from claimlint.reporters import ReportOptions
from claimlint.reporters.places import region, sources
from claimlint.reporters.summary import count_rules, files_read, was_read
from claimlint.score import score_file, score_report
from claimlint.source import Source, Span

SCHEMA_VERSION = 1
_SURROGATE = regex("[\ud800-\udfff]")

Record = dict[str, object]


def render_json(report: Report, options: ReportOptions) -> str:
    """Return the report as one JSON document that fits ``schemas/report.schema.json``."""
    known = sources(report)
    document: Record = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "claimlint", "version": claimlint.__version__},
        "files": [_file(file) for file in report.files],
        "findings": [_finding(finding, known) for finding in report.findings],
        "notifications": [_notification(item, options) for item in report.all_notifications],
        "summary": _summary(report),
    }
    if options.show_suppressed:
        document["suppressed"] = [_suppressed(item, known) for item in report.suppressed]
    return dump(document, indent=2) + "\n"


def render_jsonl(report: Report, options: ReportOptions) -> str:
    """Return one JSON object a line: findings in order, then notifications, told apart by ``type``."""
    known = sources(report)
    lines: list[Record] = [{"type": "finding", **_finding(finding, known)} for finding in report.findings]
    if options.show_suppressed:
        lines += [{"type": "suppressed", **_suppressed(item, known)} for item in report.suppressed]
    lines += [{"type": "notification", **_notification(item, options)} for item in report.all_notifications]
    return "".join(dump(line) + "\n" for line in lines)


def dump(value: object, indent: int | None = None) -> str:
    """Return JSON that any UTF-8 stream takes: a lone surrogate becomes U+FFFD."""
    separators = (",", ":") if indent is None else (",", ": ")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return _SURROGATE.sub("\ufffd", text)


def _finding(finding: Finding, known: Mapping[str, Source]) -> Record:
    source = known[finding.path]
    return {
        "path": finding.path,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        **_place(source, finding.span),
        "text": finding.text,
        "fix": finding.fix,
        "because": finding.because,
        "related": [_related(related, finding.path, known) for related in finding.related],
        "edits": [_edit(edit, source) for edit in finding.edits],
        "fingerprint": finding.fingerprint,
    }


def _place(source: Source, span: Span) -> Record:
    where = region(source, span)
    return {
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "start": span.start,
        "end": span.end,
    }


def _related(related: Related, path: str, known: Mapping[str, Source]) -> Record:
    path = related.path or path
    place: Record = {"start": related.span.start, "end": related.span.end}
    if path in known:
        place = _place(known[path], related.span)
    return {"path": path, "message": related.message, **place}


def _edit(edit: Edit, source: Source) -> Record:
    return {**_place(source, edit.span), "replacement": edit.replacement, "safe": edit.safe}


def _suppressed(item: Suppression, known: Mapping[str, Source]) -> Record:
    record: Record = {"kind": item.kind, "reason": item.reason, "finding": _finding(item.finding, known)}
    if item.span is not None:
        record["comment"] = _place(known[item.finding.path], item.span)
    return record


def _notification(item: Notification, options: ReportOptions) -> Record:
    record: Record = {
        "level": item.level.value,
        "message": item.message,
        "path": item.path,
        "line": item.line,
        "offset": item.offset,
        "rule": item.rule,
    }
    # A traceback holds the paths of a machine, so it is given only on request.
    return {**record, "detail": item.detail} if options.verbose and item.detail else record


def _file(file: FileReport) -> Record:
    return {
        "path": file.path,
        "read": was_read(file),
        "words": file.words,
        "content": file.content,
        "content_reason": file.content_reason,
        **_levels(file.findings),
        "score": score_file(file).value if was_read(file) else None,
    }


def _levels(findings: list[Finding] | tuple[Finding, ...]) -> Record:
    return {f"{level.value}s": sum(item.severity is level for item in findings) for level in Severity}


def _summary(report: Report) -> Record:
    findings = report.findings
    score = score_report(report).whole
    return {
        "files": files_read(report),
        "words": sum(file.words for file in report.files),
        "rules": len(report.rules),
        **_levels(findings),
        "suppressed": len(report.suppressed),
        "complete": not report.failed,
        "by_rule": {item.rule: item.count for item in count_rules(report)},
        "score": score.value,
        "score_by_family": {family: score.of_family(family) for family in score.families},
    }
