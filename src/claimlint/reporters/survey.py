"""The report on a large or old collection: counts per rule and the way to adopt claimlint, not every excerpt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimlint.finding import Report, Severity
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import harmless, one_line
from claimlint.reporters.places import Placed, sources
from claimlint.reporters.summary import RuleCount, count_rules, files_read, plural
from claimlint.source import Source

_MANY_FILES = 20
_MANY_FINDINGS = 100
_WORST_FILES = 5
_EXAMPLE_WIDTH = 60


def is_large(report: Report, shown: int, options: ReportOptions) -> bool:
    """Whether a reader is better served by counts: many findings over many files, and details not asked for."""
    return not options.verbose and shown > _MANY_FINDINGS and files_read(report) > _MANY_FILES


def survey(report: Report, options: ReportOptions) -> str:
    """Return counts per rule with an example each, the files with most findings, and what to do next."""
    counts = count_rules(report)
    parts = ["\n".join(_table(report, counts))]
    if not options.statistics and not options.quiet:
        parts += ["\n".join(_worst_files(report)), "\n".join(_next_steps(report, counts[0].rule))]
    return "\n\n".join(parts)


def rule_table(report: Report) -> Iterator[str]:
    """Return lines that say how often each rule fired, gravest first, with its first finding."""
    return _table(report, count_rules(report))


def _table(report: Report, counts: Sequence[RuleCount]) -> Iterator[str]:
    wide = max((len(item.rule) for item in counts), default=4)
    yield f"{'count':>6}  {'level':7}  {'rule':{wide}}  first"
    known = sources(report)
    for item in counts:
        yield f"{item.count:>6,}  {item.severity:7}  {item.rule:{wide}}  {_example(item, known)}"


def _example(item: RuleCount, known: Mapping[str, Source]) -> str:
    source = known[item.first.path]
    words = one_line(item.first.text)
    if len(words) > _EXAMPLE_WIDTH:
        words = words[: _EXAMPLE_WIDTH - 1].rstrip() + "…"
    return f"{Placed(item.first, source).place} {words}"


def _worst_files(report: Report) -> Iterator[str]:
    grave = {file.path: file.total - file.count(Severity.NOTE) for file in report.files}
    counts = {path: count for path, count in grave.items() if count}
    yield "Most errors and warnings:"
    for path, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_WORST_FILES]:
        yield f"{count:>6,}  {harmless(path)}"


def _next_steps(report: Report, gravest: str) -> Iterator[str]:
    steps = [
        (f"claimlint explain {gravest}", "what a rule wants, and why"),
        (f"claimlint check --select {gravest} .", "one rule at a time, with excerpts"),
        ("claimlint check -v .", "every finding, notes too"),
    ]
    if not any(item.kind == "external" for item in report.suppressed):
        steps += [
            ("claimlint baseline .", "accept what is there today"),
            ("claimlint check --baseline .claimlint-baseline.jsonl .", "from then on: only what is new"),
            ("claimlint check --diff-base main .", "or: only what stands on lines changed since main"),
        ]
    yield f"{plural(report.total, 'finding')} are too many to read at once. What you can do:"
    wide = max(len(command) for command, _ in steps)
    for command, what in steps:
        yield f"  {command:{wide}}  {what}"
