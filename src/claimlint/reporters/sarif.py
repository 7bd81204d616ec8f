"""The report as SARIF 2.1.0, as strict as the standard and with all that GitHub reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import quote

import claimlint
from claimlint.finding import Edit, FileReport, Finding, Notification, Report, Severity, Suppression
from claimlint.late import dataclass
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.line_hashes import line_hashes
from claimlint.reporters.places import Unit, region, related_places, repository_path, sources
from claimlint.reporters.records import dump
from claimlint.reporters.sarif_rules import Json, Rules
from claimlint.reporters.summary import ended, was_read
from claimlint.source import Source, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_MOST_RESULTS = 25_000
_LONGEST_SNIPPET = 1_000


def render(report: Report, options: ReportOptions) -> str:
    """Return the report as a SARIF log of one run; accepted findings only with ``show_suppressed``."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_Run(report, options).run()]}
    return dump(log, indent=1) + "\n"


@dataclass(frozen=True)
class _Run:
    report: Report
    options: ReportOptions

    @cached_property
    def rules(self) -> Rules:
        findings = [*self.report.findings, *(item.finding for item in self.report.suppressed)]
        return Rules(self.report.rules, sorted({finding.rule for finding in findings}))

    @cached_property
    def known(self) -> Mapping[str, Source]:
        return sources(self.report)

    @cached_property
    def indexes(self) -> dict[str, int]:
        """Index of each article among the artifacts."""
        read = [file.path for file in self.report.files if was_read(file)]
        return {path: index for index, path in enumerate(read)}

    def run(self) -> Json:
        results = [result for file in self.report.files for result in self.file_results(file)]
        notifications = [self.notification(item) for item in self.report.all_notifications]
        if len(results) > _MOST_RESULTS:
            notifications.append(_cut_off(len(results)))
            results = sorted(results, key=lambda result: _RANK[str(result["level"])])[:_MOST_RESULTS]
        run: Json = {
            "tool": {"driver": self.rules.driver(claimlint.__version__)},
            "invocations": [
                {"executionSuccessful": not self.report.failed, "toolExecutionNotifications": notifications}
            ],
            "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository that was checked."}}},
            "automationDetails": {"id": "claimlint/"},
            "columnKind": "utf16CodeUnits",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "artifacts": [self.artifact(path) for path in self.indexes],
            "results": results,
        }
        if self.rules.taxonomies:
            run["taxonomies"] = self.rules.taxonomies
        return run

    def artifact(self, path: str) -> Json:
        artifact: Json = {"location": self.location(path, with_index=False)}
        source = self.known.get(path)
        return {**artifact, "sourceLanguage": source.format, "encoding": source.encoding} if source else artifact

    def file_results(self, file: FileReport) -> Iterable[Json]:
        if file.source is None:
            return
        suppressed = file.suppressed if self.options.show_suppressed else ()
        # The hashes of codeql-action are made from bytes read as UTF-8, so others get none.
        hashes = _hashes(file.source) if file.findings or suppressed else []
        for finding in file.findings:
            result = self.result(finding, file.source, hashes)
            # The standard wants suppressions on all results of a run or on none.
            yield {**result, "suppressions": []} if self.options.show_suppressed else result
        for item in suppressed:
            result = self.result(item.finding, file.source, hashes)
            yield {**result, "suppressions": [self.suppression(item, file.source)]}

    def result(self, finding: Finding, source: Source, hashes: list[str]) -> Json:
        related = [
            {
                "id": number,
                "message": {"text": _escape(one.message)},
                "physicalLocation": self.physical(path, other, one.span),
            }
            for number, (one, path, other) in enumerate(related_places(finding, self.known), 1)
        ]
        result: Json = {
            "ruleId": finding.rule,
            "ruleIndex": self.rules.index[finding.rule],
            "level": finding.severity.value,
            "message": {"text": _message(finding, related)},
            "locations": [{"physicalLocation": self.physical(finding.path, source, finding.span, finding.text)}],
            "partialFingerprints": _fingerprints(finding, source, hashes),
        }
        if related:
            result["relatedLocations"] = related
        if finding.edits:
            result["fixes"] = [self.fix(finding, source, safe) for safe in (True, False) if _edits(finding, safe)]
        return result

    def fix(self, finding: Finding, source: Source, safe: bool) -> Json:
        replacements = [
            {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.replacement}}
            for edit in _edits(finding, safe)
        ]
        label = "Replace the words." if safe else "Replace the words, which changes what they say."
        return {
            "description": {"text": label},
            "artifactChanges": [{"artifactLocation": self.location(source.path), "replacements": replacements}],
        }

    def suppression(self, item: Suppression, source: Source) -> Json:
        suppression: Json = {"kind": item.kind, "status": "accepted"}
        if item.reason:
            suppression["justification"] = item.reason
        if item.span is not None:
            suppression["location"] = {"physicalLocation": self.physical(source.path, source, item.span)}
        return suppression

    def notification(self, item: Notification) -> Json:
        notification: Json = {"level": item.level.value, "message": {"text": ended(one_line(item.message))}}
        if item.path:
            physical: Json = {"artifactLocation": self.location(item.path)}
            if item.line:
                physical["region"] = {"startLine": item.line}
            notification["locations"] = [{"physicalLocation": physical}]
        if item.rule in self.rules.index:
            notification["associatedRule"] = {"id": item.rule, "index": self.rules.index[item.rule]}
        return notification

    def physical(self, path: str, source: Source, span: Span, snippet: str = "") -> Json:
        where = _region(source, span)
        if snippet and span.length <= _LONGEST_SNIPPET:
            where["snippet"] = {"text": snippet}
        return {"artifactLocation": self.location(path), "region": where}

    def location(self, path: str, with_index: bool = True) -> Json:
        whole = repository_path(path, self.options.prefix)
        if whole.startswith("/") or whole[1:3] == ":/":
            location: Json = {"uri": "file:///" + quote(whole.lstrip("/"), safe="/:")}
        else:
            location = {"uri": quote(whole, safe="/"), "uriBaseId": _ROOT}
        if with_index and path in self.indexes:
            location["index"] = self.indexes[path]
        return location


_RANK = {level.value: -level.rank for level in Severity}


def _region(source: Source, span: Span) -> Json:
    where = region(source, span, Unit.UTF16)
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _hashes(source: Source) -> list[str]:
    if source.encoding != "utf-8":
        return []
    return line_hashes("\ufeff" + source.text if source.bom else source.text)


def _fingerprints(finding: Finding, source: Source, hashes: list[str]) -> Json:
    prints: Json = {}
    line = source.lines.position(finding.span.start).line
    if line <= len(hashes):
        prints["primaryLocationLineHash"] = hashes[line - 1]
    if finding.fingerprint:
        prints["claimlint/v1"] = finding.fingerprint
    return prints


def _edits(finding: Finding, safe: bool) -> list[Edit]:
    return [edit for edit in finding.edits if edit.safe is safe]


def _message(finding: Finding, related: list[Json]) -> str:
    # GitHub shows a related location only where the message links to it.
    links = "".join(f" [See also]({one['id']})." for one in related)
    return ended(_escape(one_line(finding.message))) + links


def _escape(text: str) -> str:
    """Keep words in brackets from being read as a link to a related location."""
    return text.replace("[", "\\[").replace("]", "\\]")


def _cut_off(results: int) -> Json:
    text = f"The run has {results} results; GitHub takes {_MOST_RESULTS}, so the gravest {_MOST_RESULTS} are given."
    return {"level": "warning", "message": {"text": text}}
