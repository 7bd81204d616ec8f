"""Where findings stand, in the units each format counts in.

Findings hold spans of code points; here they become lines and columns.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from enum import Enum, auto

from claimlint.finding import FileReport, Finding, Related, Report, Severity
from claimlint.late import dataclass
from claimlint.reporters.display import harmless
from claimlint.source import Source, Span


class Unit(Enum):
    """What a column counts."""

    POINTS = auto()
    """Unicode code points."""
    UTF16 = auto()
    """UTF-16 code units: SARIF and editors."""
    BYTES = auto()
    """UTF-8 bytes: reviewdog."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text as people count: lines and columns from 1, the end column exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the source it stands in."""

    finding: Finding
    source: Source

    @property
    def region(self) -> Region:
        """Lines and columns in code points."""
        return region(self.source, self.finding.span)

    @property
    def place(self) -> str:
        """``path:line:column``, columns in code points."""
        start = self.source.lines.position(self.finding.span.start)
        return f"{harmless(self.finding.path)}:{start.line}:{start.column}"


def region(source: Source, span: Span, unit: Unit = Unit.POINTS) -> Region:
    """Return the lines and columns of a span of the source."""
    lines = source.lines
    start, end = lines.position(span.start), lines.position(span.end)
    if unit is Unit.UTF16:
        return Region(start.line, lines.utf16_column(span.start), end.line, lines.utf16_column(span.end))
    if unit is Unit.BYTES:
        return Region(start.line, lines.byte_column(span.start), end.line, lines.byte_column(span.end))
    return Region(start.line, start.column, end.line, end.column)


def placed(report: Report, *, notes: bool = True) -> Iterator[Placed]:
    """Yield every finding, or all but notes, with its source, in the order of the report.

    A file that could not be read has no source and, for that reason, no findings.
    """
    for file in report.files:
        # Asked last, because a report from a cache reads its article again for it.
        if file.total > (0 if notes else file.count(Severity.NOTE)) and file.source is not None:
            for finding in file.findings:
                if notes or finding.severity is not Severity.NOTE:
                    yield Placed(finding, file.source)


def sources(report: Report) -> Mapping[str, Source]:
    """Return the sources that were read, by path; each is asked for when it is looked up."""
    return _Sources({file.path: file for file in report.files})


class _Sources(Mapping[str, Source]):
    def __init__(self, files: Mapping[str, FileReport]) -> None:
        self._files = files

    def __getitem__(self, path: str) -> Source:
        source = self._files[path].source
        if source is None:
            raise KeyError(path)
        return source

    def __iter__(self) -> Iterator[str]:
        return (path for path, file in self._files.items() if file.source is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def related_places(finding: Finding, known: Mapping[str, Source]) -> Iterator[tuple[Related, str, Source]]:
    """Yield the related locations that can be counted in lines: (related, path, source)."""
    for related in finding.related:
        path = related.path or finding.path
        if path in known:
            yield related, path, known[path]


def repository_path(path: str, prefix: str) -> str:
    """Return a path as a code host counts it, from the root of the repository.

    >>> repository_path("a.md", "content/"), repository_path("../b.md", "content/")
    ('content/a.md', 'b.md')
    """
    return posixpath.normpath(posixpath.join(prefix, path))
