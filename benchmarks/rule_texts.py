"""The texts on which rules are judged, with what their labels say about findings.

Rows whose text's SHA-1 begins with 0 to 4 are the unread third and are left out: nobody may read them, so nobody can
say whether a finding in them is right.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from affiliate_grid import RULES as GRID_RULES
from affiliate_grid import pages

from claimlint.finding import Finding, Severity
from claimlint.source import Source, Span

OWN = Path(__file__).parent / "data"
SENTENCE_FAMILIES = ("claims", "language", "spelling")
"""Whose rules can be judged on a sentence alone."""
CRITERIA = {
    "reporting/costs-missing": "costs",
    "reporting/harms-missing": "harms",
    "reporting/benefits-not-quantified": "benefits",
    "reporting/funding-missing": "funding",
    "reporting/evidence-quality-missing": "evidence",
    "reporting/alternatives-missing": "alternatives",
    "reporting/availability-missing": "availability",
}
"""The criterion of HealthNewsReview that answers each rule."""
_MARKED = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True)
class Label:
    """What the data say about findings of some rules."""

    rules: tuple[str, ...]
    """Ids, or families with a slash at their end."""
    right: bool
    span: Span | None = None
    """Findings that overlap it; None: all."""
    grave: bool = False
    """Only of errors and warnings."""

    def covers(self, finding: Finding) -> bool:
        return (
            any(finding.rule == name or (name[-1] == "/" and finding.rule.startswith(name)) for name in self.rules)
            and (self.span is None or self.span.overlaps(finding.span))
            and (not self.grave or finding.severity is not Severity.NOTE)
        )


@dataclass(frozen=True)
class Text:
    """One text to check."""

    origin: str
    source: Source
    article: bool = True
    families: tuple[str, ...] = ()
    """Whose rules are judged, or single rules by id; empty: all."""
    labels: tuple[Label, ...] = ()
    content: str = ""
    """Kind of content it is checked as; empty: inferred."""

    def label(self, finding: Finding) -> Label | None:
        """Return what the data say about a finding, if they say anything."""
        return next((label for label in self.labels if label.covers(finding)), None)


def texts(folder: Path) -> Iterator[Text]:
    """Yield every text of the development data that may be read, and the labelled sentences of our own."""
    yield from _articles(folder)
    yield from _sentences(folder)
    yield from _own()


def _rows(path: Path, key: str = "text") -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            if hashlib.sha1(row[key].encode()).hexdigest()[0] not in "01234":
                yield row


def _articles(folder: Path) -> Iterator[Text]:
    for name in ("corpus/news", "corpus/nih", "documents/health_release"):
        for row in _rows(folder / f"{name}.jsonl"):
            labels = tuple(
                Label((rule,), right=not row["satisfied"][criterion])
                for rule, criterion in CRITERIA.items()
                if row.get("satisfied", {}).get(criterion) is not None
            )
            yield Text(name, _plain(f"{row['title']}\n\n{row['text']}"), labels=labels)
    for row in _rows(folder / "spelling/planted.jsonl", "original"):
        spans = (Span(typo["start"], typo["end"]) for typo in row["typos"])
        labels = tuple(Label(("spelling/",), right=True, span=span) for span in spans)
        yield Text("spelling/planted", _plain(row["planted"]), labels=labels, families=("spelling",))


def _sentences(folder: Path) -> Iterator[Text]:
    for row in _rows(folder / "claims/marketing.jsonl"):
        start = row["text"].find(row["target"])
        span = Span(start, start + len(row["target"]))
        label = Label(("claims/",), right=row["label"] != "ok", span=span, grave=True)
        yield _sentence("claims/marketing", row["text"], label, content="product")
    for name, key in (
        ("affiliate/other_sentences", "text"),
        ("strength/eurekalert", "sentence"),
        ("strength/pubmed", "sentence"),
        ("documents/fullfact_claims", "input_text"),
        ("documents/eu_authorised_claims", "text"),
    ):
        for row in _rows(folder / f"{name}.jsonl", key):
            yield _sentence(name, row[key])


def _own() -> Iterator[Text]:
    for path in sorted(OWN.glob("claims-fresh*.tsv")):
        if "unread" in path.read_text("utf-8").partition("\n")[0]:
            continue
        for kind, _, text in _table(path):
            label = Label(("claims/",), right=kind.startswith("claim"), grave=True)
            yield _sentence(path.stem, text, label, content="product")
    for path in sorted(OWN.glob("claims-plain*.txt")):
        for (text,) in _table(path):
            yield _sentence(path.stem, text, Label(("claims/",), right=False, grave=True), content="product")
    no_other = Label(("spelling/",), right=False)
    for bad, _, text in _table(OWN / "human-misspellings.tsv"):
        start = text.index("_")
        label = Label(("spelling/",), right=True, span=Span(start, start + len(bad)))
        yield _sentence("human-misspellings", text.replace("_", bad), label, no_other, families=("spelling",))
    for _, _, text in _table(OWN / "unlisted-pairs.tsv"):
        found = _MARKED.search(text)
        assert found, text
        label = Label(("spelling/",), right=True, span=Span(found.start(), found.end() - 4))
        yield _sentence("unlisted-pairs", _MARKED.sub(r"\1", text), label, no_other, families=("spelling",))
    for rule, answer, text in _table(OWN / "rules-fresh.tsv"):
        label = Label((rule,), right=answer == "yes")
        yield _sentence("rules-fresh", text, label, content="product", families=(rule,))
    verdicts = tuple(filter(None, GRID_RULES.values()))
    for page in pages():
        wanted = GRID_RULES[page.expected]
        suffix = {"markdown": "md", "html": "html", "text": "txt"}[page.format]
        labels = tuple(Label((rule,), right=rule == wanted) for rule in verdicts)
        source = Source(f"page.{suffix}", page.text, page.format)
        yield Text("affiliate-grid", source, article=False, families=("affiliate",), labels=labels)


def _table(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _plain(text: str) -> Source:
    return Source("article.txt", text, "text")


def _sentence(
    origin: str, text: str, *labels: Label, content: str = "", families: tuple[str, ...] = SENTENCE_FAMILIES
) -> Text:
    return Text(origin, _plain(text), article=False, families=families, labels=labels, content=content)
