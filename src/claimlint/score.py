"""A score for teams: 100 minus what was found, weighed by severity, per 1,000 words.

A number to watch over months, with its arithmetic beside it: never a verdict on
an article. What is accepted, in the article or by a baseline, does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from claimlint.finding import FileReport, Report, Severity
from claimlint.late import dataclass

WEIGHTS = {Severity.ERROR: 10, Severity.WARNING: 3, Severity.NOTE: 1}
"""Points that a finding of each severity costs."""

LEAST_WORDS = 300
"""A shorter article counts as this long, or one finding in a teaser would cost everything."""

Levels = tuple[int, int, int]
"""Numbers of errors, warnings and notes."""


@dataclass(frozen=True)
class Score:
    """What an article, a folder or a run comes to.

    >>> Score("a.md", 800, {"claims": (1, 2, 0), "readability": (0, 0, 4)}).arithmetic
    '75.0 = 100 - 1,000 × (10 × 1 error + 3 × 2 warnings + 1 × 4 notes) / 800 words'
    """

    name: str
    words: int
    """Words that count: at least ``LEAST_WORDS`` an article."""
    families: Mapping[str, Levels]
    """For each family with findings, sorted, how many of each severity."""

    @property
    def value(self) -> float:
        """From 0 to 100, to one decimal."""
        return _value(self.levels, self.words)

    @property
    def levels(self) -> Levels:
        """The findings of all families."""
        return _sum(self.families.values())

    def of_family(self, family: str) -> float:
        """What the score would be with the findings of one family alone."""
        return _value(self.families.get(family, (0, 0, 0)), self.words)

    @property
    def arithmetic(self) -> str:
        """The score with the numbers it is made from, in one line."""
        parts = [
            f"{weight} × {count:,} {level.value}{'' if count == 1 else 's'}"
            for (level, weight), count in zip(WEIGHTS.items(), self.levels, strict=True)
        ]
        floor = ", not below 0" if _points(self.levels) * 1000 > 100 * self.words else ""
        return f"{self.value:.1f} = 100 - 1,000 × ({' + '.join(parts)}) / {self.words:,} words{floor}"


@dataclass(frozen=True)
class Scores:
    """The scores of a run."""

    whole: Score
    folders: tuple[Score, ...]
    """Each folder that holds articles itself, sorted by name."""
    articles: tuple[Score, ...]
    """Each article that could be read, sorted by path."""


def score_report(report: Report) -> Scores:
    """Return the scores of a run: of each article, each folder and the whole.

    A folder is judged as if its articles were one text.
    """
    articles = [score_file(file) for file in report.files if not _unread(file)]
    by_folder: dict[str, list[Score]] = {}
    for article in articles:
        by_folder.setdefault(PurePosixPath(article.name).parent.as_posix(), []).append(article)
    folders = tuple(_together(name, by_folder[name]) for name in sorted(by_folder))
    return Scores(_together("", articles), folders, tuple(articles))


def score_file(file: FileReport) -> Score:
    """Return the score of one article."""
    counts: dict[str, Counter[Severity]] = {}
    for (rule, severity), count in file.tally.items():
        counts.setdefault(rule.partition("/")[0], Counter())[severity] += count
    families = {
        name: (found[Severity.ERROR], found[Severity.WARNING], found[Severity.NOTE])
        for name, found in sorted(counts.items())
    }
    return Score(file.path, max(file.words, LEAST_WORDS), families)


def _unread(file: FileReport) -> bool:
    return any(item.level is Severity.ERROR for item in file.notifications) and file.source is None


def _together(name: str, scores: Iterable[Score]) -> Score:
    parts = list(scores)
    names = sorted({family for part in parts for family in part.families})
    families = {family: _sum(part.families.get(family, (0, 0, 0)) for part in parts) for family in names}
    return Score(name, sum(part.words for part in parts), families)


def _sum(levels: Iterable[Levels]) -> Levels:
    found = list(levels)
    return sum(one[0] for one in found), sum(one[1] for one in found), sum(one[2] for one in found)


def _points(levels: Levels) -> int:
    return sum(weight * count for weight, count in zip(WEIGHTS.values(), levels, strict=True))


def _value(levels: Levels, words: int) -> float:
    if not words:
        return 100.0
    # Rounded down, so that what is printed never looks better than what a gate compares.
    return max(0, (100 * words - 1000 * _points(levels)) * 10 // words) / 10
