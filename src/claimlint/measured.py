"""How often the findings of each rule were right on texts that were read: a table beside the rules.

``benchmarks/rules.py`` writes it. Checking never reads it; ``explain``, the documentation and the list of rules do.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import field
from functools import cache

from claimlint.late import dataclass
from claimlint.resources import data_path
from claimlint.severity import Confidence

TABLE = "data/measured-precision.tsv"
SORTS = ("articles", "sentences")
NUMBERS = ("findings", "read", "right", "arguable")
"""A column for each sort and number."""
ENOUGH = 5
"""Fewer findings than this say nothing about how often a rule is right."""
_ALONE = 10
"""From so many on, findings in articles decide without those in sentences."""
_HIGH = (0.90, 0.70)
_MEDIUM = (0.70, 0.35)
"""Least share of right findings, and least lower end of its 95 % interval."""


@dataclass(frozen=True)
class Count:
    """Findings of one rule in one sort of text."""

    findings: int = 0
    read: int = 0
    """Judged, by a reader or by the labels of the data."""
    right: int = 0
    """Correct, and of use to an editor."""
    arguable: int = 0
    """What one editor would thank for and another would not."""

    @property
    def share(self) -> float:
        """Right findings of those read, 0 to 1, arguable ones by half; 0 when none was read."""
        return (self.right + self.arguable / 2) / self.read if self.read else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share at 95 %; (0, 1) when none was read."""
        if not self.read:
            return 0.0, 1.0
        z, n, p = 1.96, self.read, self.share
        middle, spread = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


@dataclass(frozen=True)
class Evidence:
    """What is known about one rule."""

    articles: Count = Count()
    """In whole articles."""
    sentences: Count = Count()
    """In single sentences and short pages with labels: product copy, claims, disclosures."""

    @property
    def deciding(self) -> Count:
        """The count that decides: articles where enough findings were read, else both together."""
        if self.articles.read >= _ALONE:
            return self.articles
        both = zip(_numbers(self.articles), _numbers(self.sentences), strict=True)
        return Count(*(a + b for a, b in both))

    @property
    def confidence(self) -> Confidence | None:
        """The confidence that follows; None where too little was read to tell."""
        count = self.deciding
        if count.read < ENOUGH:
            return None
        for confidence, (share, low) in ((Confidence.HIGH, _HIGH), (Confidence.MEDIUM, _MEDIUM)):
            if count.share >= share and count.interval[0] >= low:
                return confidence
        return Confidence.LOW

    def allows(self, confidence: Confidence) -> bool:
        """Tell whether a rule may say this of itself: what follows, or at most medium where nothing does."""
        wanted = self.confidence
        return confidence is wanted if wanted else confidence is not Confidence.HIGH


@dataclass(frozen=True)
class Measured:
    """The whole table."""

    day: str = ""
    """ISO date of the run."""
    articles: int = 0
    sentences: int = 0
    """How many texts of each sort were checked."""
    rules: Mapping[str, Evidence] = field(default_factory=dict)

    def of(self, rule: str) -> Evidence:
        """Return what is known about a rule; nothing, for rules of others."""
        return self.rules.get(rule, Evidence())

    def record(self, rule: str) -> dict[str, object] | None:
        """Return what is known about a rule as JSON shows it; None for rules of others."""
        if rule not in self.rules:
            return None
        evidence = self.rules[rule]
        counts = {sort: getattr(evidence, sort) for sort in SORTS}
        return {
            "date": self.day,
            **{
                sort: {"texts": getattr(self, sort), **dict(zip(NUMBERS, _numbers(count), strict=True))}
                for sort, count in counts.items()
            },
            "precision": round(evidence.deciding.share, 3) if evidence.deciding.read else None,
        }

    def line(self, rule: str) -> str:
        """Return in one sentence how often a built-in rule was right; empty for rules of others."""
        if rule not in self.rules:
            return ""
        evidence = self.rules[rule]
        parts = [
            f"{count.right} of {count.read} findings right{_arguable(count)} in {total:,} {name}"
            for count, total, name in (
                (evidence.articles, self.articles, "articles"),
                (evidence.sentences, self.sentences, "sentences and short pages"),
            )
            if count.read
        ]
        if parts:
            return f"{'; '.join(parts)} ({self.day})."
        seen = evidence.articles.findings + evidence.sentences.findings
        if seen:
            return f"{seen} findings in {self.articles:,} articles, none of them read yet ({self.day})."
        return f"not seen in {self.articles:,} articles; its own examples only ({self.day})."


def _arguable(count: Count) -> str:
    return f", {count.arguable} arguable," if count.arguable else ""


def _numbers(count: Count) -> tuple[int, int, int, int]:
    return count.findings, count.read, count.right, count.arguable


@cache
def measured() -> Measured:
    """Return the table that is shipped; empty where there is none."""
    try:
        lines = data_path(TABLE).read_text("utf-8").splitlines()
    except OSError:
        return Measured()
    return parse_table(lines)


def parse_table(lines: list[str]) -> Measured:
    """Return the table that lines hold: comments with the facts of the run, a head, a row a rule."""
    facts = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    rows = csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter="\t")
    rules = {
        row["rule"]: Evidence(*(Count(*(int(row[f"{sort}_{name}"]) for name in NUMBERS)) for sort in SORTS))
        for row in rows
    }
    return Measured(facts.get("day", ""), int(facts.get("articles", 0)), int(facts.get("sentences", 0)), rules)


def format_table(table: Measured) -> str:
    """Return the text of a table, rules sorted."""
    head = ["rule", *(f"{sort}_{name}" for sort in SORTS for name in NUMBERS)]
    lines = [
        "# Written by benchmarks/rules.py; never by hand.",
        f"# day: {table.day}",
        f"# articles: {table.articles}",
        f"# sentences: {table.sentences}",
        "\t".join(head),
    ]
    for rule, evidence in sorted(table.rules.items()):
        numbers = (*_numbers(evidence.articles), *_numbers(evidence.sentences))
        lines.append("\t".join([rule, *map(str, numbers)]))
    return "\n".join(lines) + "\n"
