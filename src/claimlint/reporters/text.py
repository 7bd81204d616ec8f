"""The report for people: each finding with its words underlined, why it matters and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from claimlint.finding import FileReport, Finding, Notification, Report, Severity, Suppression
from claimlint.late import dataclass
from claimlint.reporters import ReportOptions
from claimlint.reporters.display import harmless, one_line
from claimlint.reporters.excerpt import excerpt
from claimlint.reporters.places import Placed, related_places, sources
from claimlint.reporters.scores import score_lines
from claimlint.reporters.summary import accepted, checked, ended, first_sentence, found, notification_line
from claimlint.reporters.survey import is_large, survey
from claimlint.source import Source

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_BOLD, _DIM = "1", "2"
_GUTTER = 8
_MANY = 40
_MOST_RULES = 5
_READ_AS = {"product": "the text of a product", "patient": "information for patients", "news": "news"}


def render(report: Report, options: ReportOptions) -> str:
    """Return the report as text; notes are counted, and printed when ``verbose``."""
    parts = list(_Text(report, options).parts())
    return "\n".join(part.rstrip("\n") + "\n" for part in parts if part)


def ending(report: Report, shown: int) -> list[str]:
    """Return the last lines of a report for people; ``shown`` counts the findings printed one by one."""
    lines = [accepted(report)]
    if report.failed:
        lines.append("Not everything could be checked: see the errors above.")
    if shown < report.total:
        lines.append("Notes are counted, not shown: add -v to read them.")
    lines.append(found(report) if report.total or report.failed else checked(report))
    return [line for line in lines if line]


def _names_content(file: FileReport, findings: list[Finding]) -> bool:
    """Whether readers need to know how an article was read: it decided what is reported."""
    reason = file.content_reason
    return bool(reason) and (file.content == "product" or any(reason in item.message for item in findings))


@dataclass(frozen=True)
class _Said:
    """What a reader has been told about one article, so that nothing is told twice."""

    reason: str
    """Why the article is read as it is, which stands above its findings."""
    told: set[tuple[str, str]] = field(default_factory=set)

    def is_new(self, kind: str, text: str) -> bool:
        """Return whether this was not said yet, and take it as said."""
        fresh = (kind, text) not in self.told
        self.told.add((kind, text))
        return fresh

    def shorten(self, message: str) -> str:
        """Leave out the last sentence of a message when it only repeats how the article is read."""
        start = message.rfind(" The page reads as ")
        repeats = self.reason and start > 0 and message.endswith(f": {one_line(self.reason)}.")
        return message[:start] if repeats else message


@dataclass(frozen=True)
class _Text:
    """One report on its way to text; each method yields paragraphs or lines of it."""

    report: Report
    options: ReportOptions

    @cached_property
    def known(self) -> Mapping[str, Source]:
        return sources(self.report)

    def parts(self) -> Iterator[str]:
        # From the counts, so that findings nobody prints need not be read back from a cache.
        shown = self.report.total - (0 if self.options.verbose else self.report.count(Severity.NOTE))
        summed_up = self.options.statistics or is_large(self.report, shown, self.options)
        if not summed_up:
            for file in self.report.files:
                yield from self.file(file)
        if self.options.show_suppressed:
            for file in self.report.files:
                yield "\n".join(self.suppressed(item, file.source) for item in file.suppressed if file.source)
        yield "\n".join(line for item in self.report.all_notifications for line in self.notification(item))
        if summed_up and self.report.total:
            yield survey(self.report, self.options)
        if self.options.score:
            yield "\n".join(score_lines(self.report))
        if not summed_up and shown > _MANY:
            yield "\n".join(self.most_often())
        if not self.options.quiet:
            yield "\n".join(ending(self.report, shown))

    def most_often(self) -> Iterator[str]:
        """Yield the rules that fired most, for whoever has scrolled past more findings than one remembers."""
        counts = Counter(finding.rule for file in self.report.files for finding in self.shown(file))
        yield "Most often (--statistics counts every rule):"
        for rule, count in counts.most_common(_MOST_RULES):
            yield f"{count:>6,}  {rule}"

    def shown(self, file: FileReport) -> list[Finding]:
        """Return the findings that are printed one by one: without notes unless ``verbose``."""
        if self.options.verbose:
            return list(file.findings)
        if file.count(Severity.NOTE) == file.total:
            return []
        return [item for item in file.findings if item.severity is not Severity.NOTE]

    def file(self, file: FileReport) -> Iterator[str]:
        findings = self.shown(file)
        if not findings or file.source is None:
            return
        if _names_content(file, findings):
            read_as = _READ_AS.get(file.content, "an editorial article")
            yield f"{harmless(file.path)} is read as {read_as}: {one_line(file.content_reason)}."
        said = _Said(file.content_reason)
        for finding in findings:
            yield "\n".join(self.finding(Placed(finding, file.source), said))

    def finding(self, item: Placed, said: _Said) -> Iterator[str]:
        finding = item.finding
        color = _COLORS[finding.severity]
        message, rule = said.shorten(one_line(finding.message)), self.paint(f"[{finding.rule}]", _DIM)
        yield f"{self.paint(item.place, _BOLD)}  {self.paint(finding.severity, color)}  {message}  {rule}"
        if said.is_new("excerpt", str(finding.span)):
            for line in excerpt(item.source, finding.span, max(self.options.width - _GUTTER, 40)):
                yield f"{line.number:>5} | {line.text}"
                yield f"      | {' ' * line.indent}{self.paint('^' * line.marked, color)}"
        if said.is_new("rule", finding.rule):
            for label, text in self.explanation(finding):
                if text not in message and said.is_new(label, text):
                    yield from self.remark(label, text)
        for where, message in self.places(finding):
            if said.is_new(where, message):
                yield from self.remark("see", f"{where}: {message}")

    def explanation(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield what explains a rule where it first fires, each with its label; texts may be empty."""
        if finding.because not in finding.message:
            yield "", ended(finding.because[:1].upper() + finding.because[1:])
        rule = self.report.rules.get(finding.rule)
        yield "why", first_sentence(rule.why) if rule else ""
        yield "instead", finding.fix

    def places(self, finding: Finding) -> Iterator[tuple[str, str]]:
        """Yield the related places, those of one message together: ("lines 3 and 9", what stands there)."""
        lines: dict[tuple[str, str], list[int]] = {}
        for related, path, source in related_places(finding, self.known):
            line = source.lines.position(related.span.start).line
            lines.setdefault((path, related.message), []).append(line)
        for (path, message), numbers in lines.items():
            *others, last = [str(number) for number in sorted(set(numbers))]
            where = f"lines {', '.join(others)} and {last}" if others else f"line {last}"
            yield where if path == finding.path else f"{harmless(path)}, {where}", message

    def remark(self, label: str, text: str) -> list[str]:
        if not text:
            return []
        from textwrap import wrap

        indent = " " * _GUTTER
        return wrap(
            f"{label}: {one_line(text)}" if label else one_line(text),
            max(self.options.width, 48),
            initial_indent=indent,
            subsequent_indent=indent + "  ",
            break_long_words=False,
            break_on_hyphens=False,
        )

    def suppressed(self, item: Suppression, source: Source) -> str:
        finding = item.finding
        how = "accepted in the article" if item.kind == "inSource" else "accepted by the baseline"
        reason = f": {one_line(item.reason)}" if item.reason and item.kind == "inSource" else ""
        return f"{Placed(finding, source).place}  {how}{reason}  {one_line(finding.message)}  [{finding.rule}]"

    def notification(self, item: Notification) -> Iterator[str]:
        line = notification_line(item)
        yield self.paint(line, _COLORS[item.level])
        if item.detail and self.options.verbose:
            from textwrap import indent

            yield indent(item.detail.rstrip(), " " * _GUTTER)

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.options.color else text
