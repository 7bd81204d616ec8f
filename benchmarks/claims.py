"""Measure the claim check: ``python benchmarks/claims.py FOLDER [--misses] [--only NAME ...]``.

FOLDER holds claims/, corpus/ and documents/ (labelled sentences and real pages that are not part of this project).
A case counts as flagged when an error or warning of the family claims overlaps its target. Rows whose SHA-1 begins
with 0 to 4 are the unread third: they are scored and never read, and ``--misses`` never shows them. Intervals are
Wilson's at 95 %. Own sentences (data/claims-*.t*) were scored before anything was mended.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claimlint.finding import Finding, Severity
from claimlint.language.analysis import Analysis
from claimlint.language.standing.status import status_of
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.resources import rules_root
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.settings import Settings
from claimlint.source import Source, Span

DATA = Path(__file__).parent / "data"
GRAVE = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class Case:
    """One labelled text."""

    text: str
    target: str
    flag: bool
    strong: bool
    group: str
    unread: bool


def is_unread(text: str) -> bool:
    return hashlib.sha1(text.encode()).hexdigest()[0] in "01234"


def rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as stream:
        yield from (json.loads(line) for line in stream)


def claims_rules() -> Ruleset:
    """Return the default rules of the family claims."""
    ruleset = load_ruleset([rules_root() / "claims"], builtin=False)
    return ruleset.with_rules(
        {name for name, rule in ruleset.known.items() if rule.family == "claims" and rule.default}
    )


class Engine:
    """The claim rules with a count of the processor time they took."""

    def __init__(self) -> None:
        self.ruleset = claims_rules()

    def findings(self, text: str, content: str = "") -> tuple[Finding, ...]:
        """Return the errors and warnings of the family claims in a text."""
        report = lint(Source("case.txt", text, "text"), self.ruleset, Settings(content=content))
        assert not report.notifications, report.notifications[0].detail or report.notifications[0].message
        return tuple(finding for finding in report.findings if finding.severity in GRAVE)

    def flagged(self, case: Case, content: str = "") -> list[str]:
        """Return the rules that overlap the target of a case."""
        start = case.text.find(case.target)
        target = Span(start, start + len(case.target))
        return [finding.rule for finding in self.findings(case.text, content) if finding.span.overlaps(target)]


def unless_shielded(case: Case) -> bool:
    """Tell whether nothing shields the middle of a case: the baseline that detects nothing."""
    analysis = Analysis(parse(Source("case.txt", case.text, "text")), Settings())
    start = case.text.find(case.target)
    words = [i for i, place in enumerate(analysis.words.starts) if start <= place < start + len(case.target)]
    spans = (analysis.words.span(i, i + 1) for i in (words[len(words) // 2 :] or words)[:1])
    return all(not status_of(analysis, span).shield for span in spans)


def interval(hits: int, n: int) -> str:
    """Return a share with its Wilson interval."""
    if not n:
        return "–"
    z, p = 1.96, hits / n
    middle, spread = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    low, high = (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
    return f"{p:.2f} ({low:.2f}-{high:.2f}) {hits}/{n}"


def precision_recall(name: str, cases: Iterable[Case], flagged: Callable[[Case], bool]) -> None:
    """Print precision, recall and recall of strong claims, read and unread apart."""
    columns = []
    judged = [(case, flagged(case)) for case in cases]
    for unread in (False, True):
        part = [(case, hit) for case, hit in judged if case.unread is unread]
        hits = [case for case, hit in part if hit]
        right = sum(case.flag for case in hits)
        strong = [hit for case, hit in part if case.strong]
        columns.append(
            f"P {interval(right, len(hits))}  R {interval(right, sum(case.flag for case, _ in part))}"
            f"  strong {interval(sum(strong), len(strong))}"
        )
    print(f"{name}\n    read:   {columns[0]}\n    unread: {columns[1]}")


def by_group(engine: Engine, cases: Iterable[Case], content: str, *, show: bool) -> None:
    """Print what each group gets, and the read cases that are judged wrong."""
    counts: Counter[tuple[str, bool, bool, bool]] = Counter()
    for case in cases:
        rules = engine.flagged(case, content)
        counts[case.group, case.flag, case.unread, bool(rules)] += 1
        if show and not case.unread and bool(rules) is not case.flag:
            print(f"    {'MISS' if case.flag else 'FALSE'} {case.group}: {case.target} {rules or ''}")
    for group, flag in sorted({(group, flag) for group, flag, _, _ in counts}):
        parts = [(counts[group, flag, unread, True], counts[group, flag, unread, False]) for unread in (False, True)]
        shares = "  ".join(f"{hits}/{hits + rest}" for hits, rest in parts if hits + rest)
        print(f"    {'flag' if flag else 'ok  '} {group:28} flagged (read, unread): {shares}")


def marketing(folder: Path) -> list[Case]:
    found = []
    for row in rows(folder / "claims/marketing.jsonl"):
        text, label = str(row["text"]), str(row["label"])
        group = str(row["family"] if label != "ok" else row["reason"])
        found.append(Case(text, str(row["target"]), label != "ok", label == "flag-strong", group, is_unread(text)))
    return found


def fresh(path: Path) -> list[Case]:
    """Return the cases of a set of fresh sentences; one whose first line says ``unread`` is scored and never shown."""
    found = []
    lines = path.read_text("utf-8").splitlines()
    unread = "unread" in lines[0]
    for line in lines:
        if line and not line.startswith("#"):
            label, group, text = line.split("\t")
            found.append(Case(text, text, label.startswith("claim"), label in ("claim", "claim-strong"), group, unread))
    return found


def measure_marketing(engine: Engine, folder: Path, *, show: bool) -> None:
    cases = marketing(folder)
    precision_recall("marketing, as a product page", cases, lambda case: bool(engine.flagged(case, "product")))
    precision_recall("marketing, context undeclared", cases, lambda case: bool(engine.flagged(case)))
    precision_recall("  baseline: flag all unless shielded", cases, unless_shielded)
    by_group(engine, cases, "product", show=show)


def measure_fresh(engine: Engine, *, show: bool) -> None:
    for path in sorted(DATA.glob("claims-fresh*.tsv")):
        cases = fresh(path)
        precision_recall(f"{path.name}, as a product page", cases, lambda case: bool(engine.flagged(case, "product")))
        precision_recall(f"{path.name}, undeclared", cases, lambda case: bool(engine.flagged(case)))
        precision_recall("  baseline: flag all unless shielded", cases, unless_shielded)
        by_group(engine, cases, "product", show=show)
    for path in sorted(DATA.glob("claims-plain*.txt")):
        plain = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        hits = [(line, found) for line in plain if (found := engine.findings(line, "product"))]
        print(f"plain commercial sentences flagged as a product page ({path.name}): {interval(len(hits), len(plain))}")
        for line, found in hits if show else ():
            print(f"    {line} {[finding.rule for finding in found]}")


def measure_news(engine: Engine, folder: Path, *, show: bool) -> None:
    counts: Counter[tuple[bool, str, bool]] = Counter()
    for row in rows(folder / "claims/news.jsonl"):
        paragraph, sentence = str(row["paragraph"]), str(row["sentence"])
        hype = row["label"] != "ok" and "hype" in str(row["reason"]).lower()
        kind = "ok" if row["label"] == "ok" else "hype" if hype else "other"
        case = Case(paragraph, sentence, kind != "ok", False, kind, is_unread(sentence))
        rules = engine.flagged(case)
        counts[case.unread, kind, bool(rules)] += 1
        if show and not case.unread and bool(rules) is not case.flag:
            print(f"    {'MISS' if case.flag else 'FALSE'} {row['reason']}: {sentence} {rules or ''}")
    for kind in ("ok", "hype", "other"):
        parts = [
            interval(counts[unread, kind, True], counts[unread, kind, True] + counts[unread, kind, False])
            for unread in (False, True)
        ]
        print(f"news, {kind} sentences flagged: read {parts[0]}  unread {parts[1]}")


def measure_reports(engine: Engine, *, show: bool) -> None:
    """Count what own sentences of news reports get, those that are the report's own claims and those that are not."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for line in (DATA / "claims-reports.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label, group, text = line.split("\t")
            found = engine.findings(text, "news")
            counts[label, group, bool(found)] += 1
            if show and bool(found) is not (label == "own"):
                print(f"    {'FALSE' if found else 'MISS'} {group}: {text} {[item.rule for item in found]}")
    for label in ("own", "ok"):
        hits = {
            hit: sum(n for (kind, _, is_hit), n in counts.items() if (kind, is_hit) == (label, hit)) for hit in (0, 1)
        }
        print(f"own sentences of reports, {label}: flagged {interval(hits[1], hits[0] + hits[1])}")


def measure_corpus(engine: Engine, folder: Path, name: str, *, show: bool, content: str = "") -> None:
    words: Counter[bool] = Counter()
    hits: Counter[bool] = Counter()
    kinds: Counter[str] = Counter()
    for row in rows(folder / f"corpus/{name}.jsonl"):
        text = str(row["text"])
        unread = is_unread(text)
        words[unread] += len(text.split())
        found = engine.findings(text, content)
        hits[unread] += len(found)
        kinds.update(finding.rule for finding in found)
        for finding in found if show and not unread else ():
            around = text[max(finding.span.start - 90, 0) : finding.span.end + 60].replace("\n", " ")
            story = hashlib.sha1(text.encode()).hexdigest()[:12]
            print(f"    {story} {finding.span.start} {finding.rule}: «{finding.text}» … {around}")
    rates = {unread: 1000 * hits[unread] / max(words[unread], 1) for unread in (False, True)}
    print(
        f"corpus {name}{' as ' + content if content else ''}: errors and warnings a 1,000 words:"
        f" read {rates[False]:.3f} ({hits[False]} in {words[False]}),"
        f" unread {rates[True]:.3f} ({hits[True]} in {words[True]}); {dict(kinds.most_common(8))}"
    )


def measure_ordinary(engine: Engine, folder: Path, *, show: bool) -> None:
    """Count what is flagged alone though it is no advertising: sentences of the web, paragraphs of NIH pages."""
    sentences = [str(row["text"]) for row in rows(folder / "affiliate/other_sentences.jsonl")]
    pages = [str(row["text"]) for row in rows(folder / "corpus/nih.jsonl")]
    for name, texts in (("ordinary sentences", sentences), ("paragraphs of NIH pages", pages)):
        hits: Counter[tuple[bool, bool]] = Counter()
        kinds: Counter[str] = Counter()
        for text in texts:
            for part in [text] if name == "ordinary sentences" else text.split("\n"):
                found = engine.findings(part) if len(part.split()) > 1 else ()
                hits[is_unread(text), bool(found)] += 1
                kinds.update(item.rule for item in found)
                if show and found and not is_unread(text):
                    print(f"    {[(item.rule, item.text[:40]) for item in found]} {part[:160]}")
        shares = [interval(hits[unread, True], hits[unread, True] + hits[unread, False]) for unread in (False, True)]
        print(f"{name}, each alone, flagged: read {shares[0]}  unread {shares[1]}; {dict(kinds.most_common(4))}")


def measure_stories(engine: Engine, folder: Path, *, show: bool) -> None:
    """Count what news articles get, undeclared and declared as news, where what sources say is only noted."""
    measure_corpus(engine, folder, "news", show=False)
    measure_corpus(engine, folder, "news", show=show, content="news")


def measure_authorised(engine: Engine, folder: Path, *, show: bool) -> None:
    counts: Counter[str] = Counter()
    total = 0
    for row in rows(folder / "documents/eu_authorised_claims.jsonl"):
        total += 1
        text = str(row["text"])
        for content in ("", "product"):
            found = engine.findings(text, content)
            for severity in {finding.severity for finding in found}:
                counts[f"{content or 'undeclared'} {severity}s"] += 1
            if show and found and not is_unread(text):
                print(f"    {content}: {text} {[finding.rule for finding in found]}")
    print(f"EU authorised wordings ({total}): {dict(counts) or 'no errors, no warnings'}")


def measure_speed(folder: Path) -> None:
    """Print the processor time of claim detection and of the claim rules, a 650 words."""
    ruleset = claims_rules()
    texts = [str(row["text"]) for row in rows(folder / "corpus/news.jsonl")][:100]
    spent, words = 0.0, 0
    for text in texts:
        analysis = Analysis(parse(Source("case.txt", text, "text")), Settings(), ruleset.patterns)
        _ = analysis.sentences, analysis.words, analysis.content
        start = time.process_time()
        for entry in ruleset.entries:
            list(entry.check.check(analysis))
        spent += time.process_time() - start
        words += len(text.split())
    print(f"speed: {1000 * spent / words * 650:.2f} ms a 650 words for all {len(ruleset.entries)} claim rules")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list the read cases that are judged wrong")
    parser.add_argument(
        "--only",
        nargs="*",
        default=["fresh", "marketing", "news", "ordinary", "reports", "nih", "stories", "eu", "speed"],
    )
    options = parser.parse_args()
    engine, show = Engine(), options.misses
    steps: dict[str, Callable[[], None]] = {
        "fresh": lambda: measure_fresh(engine, show=show),
        "marketing": lambda: measure_marketing(engine, options.folder, show=show),
        "news": lambda: measure_news(engine, options.folder, show=show),
        "ordinary": lambda: measure_ordinary(engine, options.folder, show=show),
        "reports": lambda: measure_reports(engine, show=show),
        "nih": lambda: measure_corpus(engine, options.folder, "nih", show=show),
        "stories": lambda: measure_stories(engine, options.folder, show=show),
        "eu": lambda: measure_authorised(engine, options.folder, show=show),
        "speed": lambda: measure_speed(options.folder),
    }
    for name in options.only:
        steps[name]()


if __name__ == "__main__":
    main()
