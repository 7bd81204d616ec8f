"""A summary in Markdown, for a comment on a pull request or the summary page of a CI run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimlint.finding import Report, Severity
from claimlint.late import regex
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.places import Placed, placed
from claimlint.reporters.scores import score_markdown
from claimlint.reporters.summary import accepted, checked, count_rules, found, notification_line

# A comment on GitHub holds 65,536 characters; so many rows stay below that.
_MOST_ROWS = 100
_LONGEST_CELL = 300
_SPECIAL = regex(r"([\\`*_{}\[\]<>|#~&])")


def render(report: Report, options: ReportOptions) -> str:
    """Return the counts, a table of errors and warnings, and the notes folded away."""
    return "\n\n".join(part for part in _parts(report, options) if part) + "\n"


def _parts(report: Report, options: ReportOptions) -> Iterator[str]:
    yield "### claimlint"
    yield found(report) if report.total or report.failed else checked(report)
    yield "\n".join(f"- {_escape(notification_line(item))}" for item in report.all_notifications)
    if options.score:
        yield score_markdown(report)
    items = list(placed(report))
    grave = [item for item in items if item.finding.severity is not Severity.NOTE]
    notes = [item for item in items if item.finding.severity is Severity.NOTE]
    grave.sort(key=lambda item: -item.finding.severity.rank)
    yield "\n".join(_table(grave))
    if len(grave) > _MOST_ROWS:
        yield "\n".join(_counts(report))
    if notes:
        table = "\n".join(_table(notes))
        yield f"<details><summary>Notes ({len(notes):,})</summary>\n\n{table}\n\n</details>"
    yield accepted(report)


def _table(items: list[Placed]) -> Iterator[str]:
    if not items:
        return
    yield "| level | where | what | rule |"
    yield "| --- | --- | --- | --- |"
    for item in items[:_MOST_ROWS]:
        finding = item.finding
        yield f"| {finding.severity} | {_code(item.place)} | {_escape(finding.message)} | {_code(finding.rule)} |"
    if len(items) > _MOST_ROWS:
        yield f"\nThe first {_MOST_ROWS} of {len(items):,}."


def _counts(report: Report) -> Iterator[str]:
    yield "| count | level | rule |"
    yield "| ---: | --- | --- |"
    for item in count_rules(report):
        yield f"| {item.count:,} | {item.severity} | {_code(item.rule)} |"


def _escape(text: str) -> str:
    line = one_line(text)
    line = line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"
    # An article that quotes a handle must not call a person into the review.
    return _SPECIAL.sub(r"\\\1", line).replace("@", "@<!-- -->")


def _code(text: str) -> str:
    """Return text in a code span that holds its own backticks and no cell border."""
    line = one_line(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    if not longest:
        return f"`{line}`"
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}"
