"""Measure how often each rule is right: ``python benchmarks/rules.py DATA [--show RULE] [--verdict FILE] [--write]``.

Every rule, those that are off by default among them, looks at the texts of ``rule_texts.py``. Labels of the data judge
a finding where there are any. The others are read by hand: ``--show RULE`` prints the next to read in their context,
always the same ones, and ``--verdict FILE`` records what the reader says, a line a finding: the rule and fingerprint
that were printed, ``right``, ``wrong`` or ``arguable``, and the reason in a word or two. Verdicts are kept in
``data/rule-verdicts.tsv`` without any words of the texts.
``--write`` puts the table beside the rules, from which ``claimlint explain`` and the documentation take it.

A finding is right when an editor of health articles would call it correct and useful. The share of right findings
decides a rule's ``confidence``; thresholds are in ``claimlint.measured``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rule_texts import Text, texts

from claimlint.finding import Finding
from claimlint.lint import lint
from claimlint.measured import TABLE, Count, Evidence, Measured, format_table
from claimlint.resources import data_path
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.settings import Settings
from claimlint.severity import Severity
from claimlint.source import Span

VERDICTS = Path(__file__).parent / "data" / "rule-verdicts.tsv"
KINDS = ("right", "wrong", "arguable")
SAMPLE = 15
"""Findings of a rule that are read by hand before more are asked for."""
EVERYWHERE = ("us", "uk", "eu", "au", "ca")
_AROUND = 60
"""Code points on either side that tell a finding from another of the same words."""


@dataclass(frozen=True)
class Case:
    """A finding with the text it is in."""

    text: Text
    finding: Finding
    label: bool | None

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change with the rule, its words and the words around them."""
        around = " ".join(_context(self.text.source.text, self.finding.span, _AROUND))
        return hashlib.sha1(f"{self.finding.rule}\0{around}".encode()).hexdigest()[:12]


@dataclass
class Run:
    """What all rules found."""

    articles: int = 0
    sentences: int = 0
    cases: dict[str, list[Case]] = field(default_factory=lambda: defaultdict(list))
    """By rule."""


def _context(text: str, span: Span, width: int) -> tuple[str, str, str]:
    """Return the words before, in and after a span, without line ends."""
    parts = text[max(span.start - width, 0) : span.start], text[span.start : span.end], text[span.end :][:width]
    before, inside, after = (" ".join(part.split()) for part in parts)
    return before, inside, after


def run(folder: Path, only: Iterable[str] = ()) -> Run:
    """Check every text with every rule, or with some; raises where a rule fails."""
    every = load_ruleset()
    every = every.with_rules(set(only) or every.known)
    by_family: dict[tuple[str, ...], Ruleset] = {(): every}
    found = Run()
    for text in texts(folder):
        if text.families not in by_family:
            chosen = (name for name in every.enabled if {name, name.partition("/")[0]} & set(text.families))
            by_family[text.families] = every.with_rules(chosen)
        found.articles += text.article
        found.sentences += not text.article
        settings = Settings(content=text.content, jurisdictions=EVERYWHERE)
        report = lint(text.source, by_family[text.families], settings)
        assert not report.notifications, report.notifications[0].detail or report.notifications[0].message
        for finding in report.findings:
            label = text.label(finding)
            found.cases[finding.rule].append(Case(text, finding, label.right if label else None))
    return found


def read_verdicts() -> dict[str, str]:
    """Return the recorded verdicts by fingerprint."""
    with VERDICTS.open(encoding="utf-8") as stream:
        rows = csv.reader((line for line in stream if not line.startswith("#")), delimiter="\t")
        return {row[1]: row[2] for row in rows}


def in_order(cases: Iterable[Case]) -> list[Case]:
    """Return the cases in the order in which they are read: articles first, then as if shuffled; no repetition."""
    unique = {case.fingerprint: case for case in cases}
    return sorted(unique.values(), key=lambda case: (not case.text.article, case.fingerprint))


def window(cases: Iterable[Case], size: int) -> list[Case]:
    """Return the first cases in order, up to a number of those that no label judges.

    Typos that were planted are known to be right findings, the others of the same article are not known: labels
    count in the sample alone, or the share of right findings would be that of what is labelled.
    """
    found: list[Case] = []
    unlabelled = 0
    for case in in_order(cases):
        unlabelled += case.label is None
        if unlabelled > size:
            break
        found.append(case)
    return found


def count(cases: list[Case], labelled: Iterable[Case], verdicts: dict[str, str]) -> Count:
    """Return how many findings there are, how many were judged, and how many of these are right and arguable."""
    labels = [case.label for case in labelled if case.label is not None]
    unique = {case.fingerprint for case in cases if case.label is None}
    read = [verdicts[fingerprint] for fingerprint in unique if fingerprint in verdicts]
    return Count(len(cases), len(labels) + len(read), sum(labels) + read.count("right"), read.count("arguable"))


def evidence(cases: list[Case], verdicts: dict[str, str], size: int) -> Evidence:
    articles = [case for case in cases if case.text.article]
    sentences = [case for case in cases if not case.text.article]
    return Evidence(count(articles, window(articles, size), verdicts), count(sentences, sentences, verdicts))


def to_read(cases: list[Case], verdicts: dict[str, str], size: int) -> list[Case]:
    """Return what is to be read next."""
    return [case for case in window(cases, size) if case.label is None and case.fingerprint not in verdicts]


def show(cases: list[Case], verdicts: dict[str, str], most: int) -> None:
    """Print the findings to read next, each with its fingerprint, message and surroundings."""
    for case in to_read(cases, verdicts, most):
        before, inside, after = _context(case.text.source.text, case.finding.span, 220)
        print(
            f"{case.finding.rule} {case.fingerprint} {case.text.origin} {case.finding.severity}: {case.finding.message}"
        )
        print(f"    {before} [[{inside[:400]}]] {after}\n")


def record(lines: Iterable[str], rules: Container[str]) -> int:
    """Add verdicts of a reader to the file; returns how many; raises ValueError for a line that says nothing."""
    rows = {row[1]: row for row in _recorded()}
    wanted = [line.split(None, 3) for line in lines if line.strip()]
    for rule, fingerprint, verdict, *reason in wanted:
        if verdict not in KINDS or rule not in rules:
            raise ValueError(f"{rule} {fingerprint} {verdict}: there is no such rule or verdict")
        rows[fingerprint] = [rule, fingerprint, verdict, " ".join(reason).strip()]
    head = "# rule, fingerprint, verdict, reason: recorded by benchmarks/rules.py --verdict\n"
    VERDICTS.write_text(head + "".join("\t".join(row) + "\n" for row in sorted(rows.values())), "utf-8")
    return len(wanted)


def _recorded() -> list[list[str]]:
    if not VERDICTS.exists():
        return []
    return [line.split("\t") for line in VERDICTS.read_text("utf-8").splitlines() if not line.startswith("#")]


def print_table(found: Run, table: Measured, ruleset: Ruleset) -> None:
    """Print a line a rule, and what is off."""
    print(f"{found.articles} articles, {found.sentences} sentences and short pages")
    print(f"{'rule':42}{'findings':>9}{'read':>6}{'right':>6}  {'share (95 %)':20}{'says':8}should say")
    tally: Counter[str] = Counter()
    for rule_id, rule in sorted(ruleset.known.items()):
        known = table.of(rule_id)
        deciding = known.deciding
        low, high = deciding.interval
        share = f"{deciding.share:.2f} ({low:.2f}-{high:.2f})" if deciding.read else "not seen"
        should = known.confidence or "too few: medium at most"
        mark = "" if known.allows(rule.confidence) else "  <--"
        tally["differ"] += bool(mark)
        tally["read"] += known.articles.read + known.sentences.read
        numbers = f"{deciding.findings:>9}{deciding.read:>6}{deciding.right:>6}"
        print(f"{rule_id:42}{numbers}  {share:20}{rule.confidence:8}{should}{mark}")
    print(f"{tally['read']} findings judged; {tally['differ']} rules say another confidence than follows")


def print_worst(found: Run, table: Measured, most: int = 12) -> None:
    """Print the rules that give readers the most findings that are not right, as told by those read in articles."""
    rows = []
    for rule_id, cases in found.cases.items():
        share, seen = table.of(rule_id).articles.share, [case for case in cases if case.text.article]
        if not table.of(rule_id).articles.read:
            continue
        for grave in (True, False):
            rate = sum((case.finding.severity is not Severity.NOTE) is grave for case in seen) * 1000 / found.articles
            rows.append((grave, rate * (1 - share), rate, rule_id))
    for grave, name in ((True, "errors and warnings"), (False, "notes")):
        wrong = sorted((row for row in rows if row[0] is grave and row[1]), reverse=True)
        print(f"\n{name} in 1,000 articles that are not right: {sum(row[1] for row in wrong):.0f}")
        for _, bad, rate, rule_id in wrong[:most]:
            print(f"    {rule_id:42}{bad:8.1f} of {rate:.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", metavar="RULE", action="append", default=[], help="print what is to be read next")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many findings a rule are read")
    parser.add_argument("--verdict", metavar="FILE", help="record verdicts; - reads them from standard input")
    parser.add_argument("--write", action="store_true", help="write the table beside the rules")
    given = parser.parse_args()
    ruleset = load_ruleset()
    if given.verdict:
        lines = sys.stdin if given.verdict == "-" else Path(given.verdict).read_text("utf-8").splitlines()
        print(f"{record(lines, ruleset.known)} verdicts recorded")
    found = run(given.folder, given.show)
    verdicts = read_verdicts() if VERDICTS.exists() else {}
    if given.show:
        for rule_id in given.show:
            show(found.cases[rule_id], verdicts, given.sample)
        return 0
    rules = {rule_id: evidence(found.cases[rule_id], verdicts, given.sample) for rule_id in ruleset.known}
    table = Measured(date.today().isoformat(), found.articles, found.sentences, rules)
    print_table(found, table, ruleset)
    print_worst(found, table)
    if given.write:
        data_path(TABLE).write_text(format_table(table), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
