"""JUnit XML: a suite an article, a failed case a finding, for the test pages of CI servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from claimlint.finding import FileReport, Notification, Report, Severity
from claimlint.late import dataclass, regex
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.places import Placed
from claimlint.reporters.summary import notification_line

_NOT_XML = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUN = "claimlint"


def render(report: Report, options: ReportOptions) -> str:
    """Return a document with a suite for every article; a clean one has one case that passes.

    Errors and warnings fail, what could not be checked is an error, and a note passes with its words as output.
    """
    suites = [_Suite(file.path, [*_cases(file), *_problems(file.notifications)]) for file in report.files]
    if report.notifications:
        suites.append(_Suite(_RUN, list(_problems(report.notifications))))
    counts = _attributes(
        name=_RUN,
        tests=str(sum(max(len(suite.cases), 1) for suite in suites)),
        failures=str(sum(suite.count("failure") for suite in suites)),
        errors=str(sum(suite.count("error") for suite in suites)),
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{counts}>"]
    return "\n".join([*lines, *(line for suite in suites for line in suite.xml()), "</testsuites>"]) + "\n"


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    outcome: str
    """``failure``, ``error`` or ``system-out``."""
    level: str
    message: str
    text: str

    def xml(self, suite: str) -> str:
        own = "" if self.outcome == "system-out" else _attributes(type=self.level, message=self.message)
        inner = f"<{self.outcome}{own}>{_text(self.text)}</{self.outcome}>"
        return f"<testcase{_attributes(name=self.name, classname=suite)}>{inner}</testcase>"


@dataclass(frozen=True, slots=True)
class _Suite:
    name: str
    cases: list[_Case]

    def count(self, outcome: str) -> int:
        return sum(case.outcome == outcome for case in self.cases)

    def xml(self) -> Iterator[str]:
        counts = {"failures": self.count("failure"), "errors": self.count("error"), "skipped": 0}
        numbers = {key: str(value) for key, value in counts.items()}
        yield f"<testsuite{_attributes(name=self.name, tests=str(max(len(self.cases), 1)), **numbers)}>"
        yield from (case.xml(self.name) for case in self.cases)
        if not self.cases:
            yield f"<testcase{_attributes(name=_RUN, classname=self.name)}/>"
        yield "</testsuite>"


def _cases(file: FileReport) -> Iterator[_Case]:
    if file.source is None:
        return
    for finding in file.findings:
        item = Placed(finding, file.source)
        where, message = item.region, one_line(finding.message)
        yield _Case(
            name=f"{finding.rule} at {where.line}:{where.column}",
            outcome="system-out" if finding.severity is Severity.NOTE else "failure",
            level=finding.severity.value,
            message=message,
            text=f"{item.place}: {message} [{finding.rule}]",
        )


def _problems(notifications: Iterable[Notification]) -> Iterator[_Case]:
    for number, item in enumerate(notifications, 1):
        outcome = "error" if item.level is Severity.ERROR else "system-out"
        line = notification_line(item)
        yield _Case(f"problem of the run {number}", outcome, item.level.value, line, line)


def _attributes(**values: str) -> str:
    return "".join(f" {key}={quoteattr(_NOT_XML.sub(chr(0xFFFD), value))}" for key, value in values.items())


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
