"""What linting yields: findings, notifications and the report that holds them.

Spans here are spans of the source, never of the prose: ``lint.py`` has
translated them. Everything is complete when it is created.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from claimlint.late import dataclass
from claimlint.rule import Edit, Related, Rule
from claimlint.severity import Confidence, Severity
from claimlint.source import Source, Span

__all__ = [
    "Confidence",
    "Edit",
    "FileReport",
    "Finding",
    "Notification",
    "Related",
    "Report",
    "Severity",
    "Suppression",
]


Tally = Mapping[tuple[str, Severity], int]
"""Numbers of findings by rule and severity."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at exact words."""

    path: str
    rule: str
    """``family/name``."""
    severity: Severity
    confidence: Confidence
    message: str
    span: Span
    """Code points of the decoded source, half-open."""
    text: str
    """The source slice of ``span``, markup included."""
    fix: str = ""
    """What to write instead, for people."""
    because: str = ""
    """The cue that decided: "reads as a claim because ...; not excused because ..."."""
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    fingerprint: str = ""
    """Stable against changes elsewhere in the file; holds no line number."""

    @property
    def family(self) -> str:
        return self.rule.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Suppression:
    """A finding that somebody decided to accept, with the reason given."""

    finding: Finding
    kind: str
    """``inSource`` (a comment or front matter) or ``external`` (a baseline)."""
    reason: str = ""
    span: Span | None = None
    """The comment in the source, if there is one."""


@dataclass(frozen=True, slots=True)
class Notification:
    """A problem of the run, not of the text. Level ``error`` means exit code 2."""

    level: Severity
    message: str
    path: str = ""
    offset: int | None = None
    """0-based byte offset where reading failed, when that is the problem."""
    line: int | None = None
    """1-based, when a line is known."""
    rule: str = ""
    detail: str = ""
    """A traceback or similar, shown with ``-v``."""


@dataclass(frozen=True)
class FileReport:
    """What one article got."""

    path: str
    source: Source | None = None
    """None when it could not be read."""
    findings: tuple[Finding, ...] = ()
    """Sorted by (start, end, rule)."""
    suppressed: tuple[Suppression, ...] = ()
    notifications: tuple[Notification, ...] = ()
    words: int = 0
    """Words of prose, for rates."""
    content: str = "editorial"
    """The context the rules saw: product, editorial, news or patient."""
    content_reason: str = ""
    includes: tuple[tuple[str, str], ...] = ()
    """Syntax and name of what a template puts into it: its findings may depend on those files."""

    @cached_property
    def tally(self) -> Tally:
        """How many findings there are of each rule and severity."""
        return Counter((finding.rule, finding.severity) for finding in self.findings)

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(self.tally.values())

    def count(self, severity: Severity) -> int:
        return sum([count for (_, level), count in self.tally.items() if level is severity])


@dataclass(frozen=True)
class Report:
    """The result of a run: what a reporter receives, and nothing else."""

    files: tuple[FileReport, ...]
    """Sorted by path."""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    """Every enabled rule by id, sorted."""
    notifications: tuple[Notification, ...] = ()
    """Problems that belong to no file."""

    @property
    def findings(self) -> list[Finding]:
        return [finding for file in self.files for finding in file.findings]

    @property
    def suppressed(self) -> list[Suppression]:
        return [item for file in self.files for item in file.suppressed]

    @property
    def all_notifications(self) -> list[Notification]:
        return [*self.notifications, *(item for file in self.files for item in file.notifications)]

    @cached_property
    def tally(self) -> Tally:
        """How many findings there are of each rule and severity, in the order in which they first appear."""
        tally: dict[tuple[str, Severity], int] = {}
        for file in self.files:
            for kind, count in file.tally.items():
                tally[kind] = tally.get(kind, 0) + count
        return tally

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(self.tally.values())

    def count(self, severity: Severity) -> int:
        return sum([count for (_, level), count in self.tally.items() if level is severity])

    @property
    def failed(self) -> bool:
        """Whether something could not be done, so that the run must not look clean."""
        return any(item.level is Severity.ERROR for item in self.all_notifications)
