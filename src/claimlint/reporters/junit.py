"""JUnit XML: a suite an article, a failed case a finding, for the test pages of CI servers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from claimlint.finding import FileReport, Notification, Report, Severity
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.places import Placed
from claimlint.reporters.summary import notification_line

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUN = "claimlint"


def render(report: Report, options: ReportOptions) -> str:
    """Return a document with a suite for every article; a clean one has one case that passes."""
    suites = [
        _Suite(file.path, list(_cases(file)), list(_problems(file.path, file.notifications))) for file in report.files
    ]
    if report.notifications:
        suites.append(_Suite(_RUN, [], list(_problems(_RUN, report.notifications))))
    counts = _attributes(
        name=_RUN,
        tests=str(sum(suite.tests for suite in suites)),
        failures=str(sum(len(suite.failures) for suite in suites)),
        errors=str(sum(len(suite.errors) for suite in suites)),
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{counts}>"]
    lines += [suite.xml() for suite in suites]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


class _Suite:
    """The cases of one article."""

    def __init__(self, name: str, failures: list[str], errors: list[str]) -> None:
        self.name = name
        self.failures = failures
        self.errors = errors
        self.cases = [*failures, *errors] or [f"<testcase{_attributes(name=_RUN, classname=name)}/>"]

    @property
    def tests(self) -> int:
        return len(self.cases)

    def xml(self) -> str:
        counts = _attributes(
            name=self.name,
            tests=str(self.tests),
            failures=str(len(self.failures)),
            errors=str(len(self.errors)),
            skipped="0",
        )
        return "\n".join([f"<testsuite{counts}>", *self.cases, "</testsuite>"])


def _cases(file: FileReport) -> Iterable[str]:
    if file.source is None:
        return
    for finding in file.findings:
        item = Placed(finding, file.source)
        where = item.region
        name = f"{finding.rule} at {where.line}:{where.column}"
        text = f"{item.place}: {one_line(finding.message)} [{finding.rule}]"
        failure = _attributes(type=finding.severity.value, message=one_line(finding.message))
        yield (
            f"<testcase{_attributes(name=name, classname=file.path)}>"
            f"<failure{failure}>{_text(text)}</failure></testcase>"
        )


def _problems(name: str, notifications: Iterable[Notification]) -> Iterable[str]:
    for number, item in enumerate(notifications, 1):
        text = notification_line(item)
        kind = "error" if item.level is Severity.ERROR else "failure"
        yield (
            f"<testcase{_attributes(name=f'problem of the run {number}', classname=name)}>"
            f"<{kind}{_attributes(type=item.level.value, message=text)}>{_text(text)}</{kind}></testcase>"
        )


def _attributes(**values: str) -> str:
    return "".join(f" {key}={quoteattr(_NOT_XML.sub(chr(0xFFFD), value))}" for key, value in values.items())


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
