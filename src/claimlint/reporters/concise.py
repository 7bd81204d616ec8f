"""One line a finding, in the form that editors and terminals turn into links."""

from __future__ import annotations

from claimlint.finding import Report
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import one_line
from claimlint.reporters.places import Placed, placed
from claimlint.reporters.scores import score_lines
from claimlint.reporters.summary import notification_line
from claimlint.reporters.survey import rule_table
from claimlint.reporters.text import ending


def render(report: Report, options: ReportOptions) -> str:
    """Return ``path:line:column: level: message [rule]`` lines; notes only when ``verbose``."""
    shown = list(placed(report, notes=options.verbose > 0))
    lines = list(rule_table(report)) if options.statistics else [_line(item) for item in shown]
    lines += [notification_line(item) for item in report.all_notifications]
    if options.score:
        lines += score_lines(report)
    if not options.quiet:
        lines += ending(report, len(shown))
    return "".join(line + "\n" for line in lines)


def _line(item: Placed) -> str:
    finding = item.finding
    return f"{item.place}: {finding.severity}: {one_line(finding.message)} [{finding.rule}]"
