"""Typos and real-word errors against planted ones: what is found, what is flagged wrongly, how fast.

Usage: python benchmarks/spelling.py FOLDER [--show] [--peers] [--languagetool URL|FOLDER]

FOLDER holds spelling/planted.jsonl (``original``, ``planted``, ``typos``) and corpus/*.jsonl (``text``). Of each file
the texts whose SHA-1 begins with 0 to 4 are the unread third: nobody looked at them while rules were written.
``--show`` prints misses and flags of the read part, for reading by hand; ``--peers`` runs codespell, typos and
Harper on the same texts, where installed, and LanguageTool from ``--languagetool``: a server or a folder of jars.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from spelling_engines import engine_flaggers

from claimlint.checks.confusable import ConfusableCheck
from claimlint.errors import EngineError
from claimlint.language.spelling.collocation import read_confusions
from claimlint.lint import lint, lint_all
from claimlint.resources import rules_root
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source

_REAL = (
    "spelling/confusable-grammar",
    "spelling/confusable-health",
    "spelling/confusable-medicine",
    "spelling/confusable-general",
    "spelling/wrong-word",
)
_MARK = re.compile(r"\[\[(\w+)\|(\w+)\]\]")
_DATA = Path(__file__).parent / "data"
_TOGETHER = 8
_LOAD = """
import time
times = [time.perf_counter()]
from claimlint.lint import lint, lint_all
from claimlint.resources import rules_root
from claimlint.ruleset import load_ruleset
from claimlint.source import Source
times.append(time.perf_counter())
ruleset = load_ruleset([rules_root() / "spelling"], builtin=False)
times.append(time.perf_counter())
report = lint(Source("a.txt", "You will recieve a breath test for the leaky guy and the patiet.", "text"), ruleset)
times.append(time.perf_counter())
assert len(report.findings) == 3, report.findings
import json
names = ("modules", "rules", "first text")
print(json.dumps({name: (end - start) * 1000 for name, start, end in zip(names, times, times[1:])}))
"""


class Flag(NamedTuple):
    """One flagged word of a text."""

    start: int
    end: int
    text: str
    suggestion: str
    rule: str


Flagger = Callable[[str], list[Flag]]


def rows(path: Path, field: str, wanted: bool | None) -> list[dict[str, Any]]:
    """Return the rows of one part: unread (True), read (False) or all (None)."""
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [row for row in found if wanted is None or unread(row[field]) is wanted]


def unread(text: str) -> bool:
    return hashlib.sha1(text.encode()).hexdigest()[0] in "01234"


def claimlint_flagger(ruleset: Ruleset) -> Flagger:
    def flags(text: str) -> list[Flag]:
        report = lint(Source("a.txt", text, "text"), ruleset)
        for note in report.notifications:
            print(note.message, note.detail, file=sys.stderr)
        return [
            Flag(item.span.start, item.span.end, item.text, item.edits[0].replacement if item.edits else "", item.rule)
            for item in report.findings
        ]

    return flags


class Score(NamedTuple):
    """What a flagger does on planted articles."""

    words: int
    planted: Counter[str]
    found: Counter[str]
    right_first: int
    false: Counter[str]


def score(articles: Iterable[dict[str, Any]], flagger: Flagger, show: bool) -> Score:
    """Count planted errors that are flagged, and flags on the untouched originals by rule."""
    words, planted, found, right, false = 0, Counter[str](), Counter[str](), 0, Counter[str]()
    for row in articles:
        original, text = row["original"], row["planted"]
        words += len(original.split())
        before = flagger(original)
        for flag in before:
            false[flag.rule] += 1
            if show:
                print(f"FLAG  {flag.rule}: {_excerpt(original, flag.start, flag.end)} -> {flag.suggestion}")
        seen = Counter((flag.text, flag.rule) for flag in before)
        after = [flag for flag in flagger(text) if flag.end - flag.start < 60]
        for typo in row["typos"]:
            kind = "real" if typo["kind"] == "real" else "non"
            planted[kind] += 1
            hits = [flag for flag in after if flag.start < typo["end"] and typo["start"] < flag.end]
            hits = [flag for flag in hits if not seen[flag.text, flag.rule] or flag.text == typo["bad"]]
            found[kind] += bool(hits)
            right += any(_rights(flag, typo, text) for flag in hits)
            if show and not hits:
                print(f"MISS  {kind} {typo['good']}: {_excerpt(text, typo['start'], typo['end'])}")
            elif show and not any(_rights(flag, typo, text) for flag in hits):
                print(f"FIRST {typo['good']}: {_excerpt(text, typo['start'], typo['end'])} -> {hits[0].suggestion}")
    return Score(words, planted, found, right, false)


def _rights(flag: Flag, typo: dict[str, Any], text: str) -> bool:
    """Tell whether a flag's first suggestion restores the planted word."""
    return text[flag.start : typo["start"]] + typo["good"] + text[typo["end"] : flag.end] == flag.suggestion


def _excerpt(text: str, start: int, end: int) -> str:
    cut = f"{text[max(start - 50, 0) : start]}[[{text[start:end]}]]{text[end : end + 50]}"
    return " ".join(cut.split())


def report(name: str, result: Score) -> None:
    thousands = result.words / 1000
    real = sum(count for rule, count in result.false.items() if rule in _REAL)
    total = sum(result.false.values())
    parts = [f"{kind}-word {result.found[kind]}/{result.planted[kind]}" for kind in ("non", "real")]
    first = f"right first {result.right_first}/{sum(result.found.values())}"
    print(
        f"{name}: {', '.join(parts)}, {first}; {result.words} words, flags on originals {total / thousands:.2f}/1,000"
        f" (real-word rules {real / thousands:.2f}; {dict(result.false)})"
    )


def corpus(folder: Path, flagger: Flagger, show: bool) -> None:
    """Count the flags on real articles, most of which are false."""
    for name in ("news", "nih"):
        for part, wanted in (("read", False), ("unread", True)):
            words, flags = 0, Counter[str]()
            for row in rows(folder / f"corpus/{name}.jsonl", "text", wanted):
                words += len(row["text"].split())
                for flag in flagger(row["text"]):
                    flags[flag.rule] += 1
                    if show and not wanted:
                        print(f"{name} {flag.rule}: {_excerpt(row['text'], flag.start, flag.end)} -> {flag.suggestion}")
            total = sum(flags.values())
            print(f"corpus {name}, {part}: {words} words, {total / words * 1000:.2f} flags/1,000 {dict(flags)}")


def data(name: str) -> list[list[str]]:
    """Return the columns of a file of our own, without its comments."""
    return [line.split("\t") for line in (_DATA / name).read_text("utf-8").splitlines() if line and line[0] != "#"]


def human(flagger: Flagger, show: bool) -> None:
    """Score common misspellings of people, each in a sentence: what is flagged, and what is put right."""
    cases = data("human-misspellings.tsv")
    found, right, beside = 0, 0, Counter[str]()
    for wrong, good, sentence in cases:
        text, start = sentence.replace("_", wrong), sentence.index("_")
        end = start + len(wrong)
        flags = flagger(text)
        hits = [flag for flag in flags if flag.start < end and start < flag.end]
        beside.update(flag.rule for flag in flags if flag not in hits)
        fixed = {(text[: flag.start] + flag.suggestion + text[flag.end :]).lower() for flag in hits}
        rights = {sentence.replace("_", word).lower() for word in good.split("|")}
        found += bool(hits)
        right += bool(fixed & rights)
        if show and not fixed & rights:
            print(f"{'FIRST' if hits else 'MISS '} human {good}: {wrong} -> {hits[0].suggestion if hits else ''}")
    print(f"human misspellings: {found}/{len(cases)} found, right first {right}/{found}, flags beside {dict(beside)}")


class Wrong(NamedTuple):
    """A text with one wrong word, where it stands, and the text as it should be."""

    text: str
    start: int
    end: int
    right: str


def one_wrong(name: str, cases: Iterable[Wrong], flagger: Flagger, show: bool) -> None:
    """Score texts that hold one wrong word each."""
    planted, found, right, originals = 0, 0, 0, dict[str, None]()
    for case in cases:
        originals[case.right] = None
        hits = [flag for flag in flagger(case.text) if flag.start < case.end and case.start < flag.end]
        planted += 1
        found += bool(hits)
        right += any(case.text[: flag.start] + flag.suggestion + case.text[flag.end :] == case.right for flag in hits)
        if show and not hits:
            print(f"MISS  {name}: {_excerpt(case.text, case.start, case.end)}")
    false = Counter(flag.rule for text in originals for flag in flagger(text))
    print(f"{name}: {found}/{planted} found, right first {right}/{found}, flags on the right texts {dict(false)}")


def own_pairs() -> Iterator[Wrong]:
    """Yield real-word errors whose pair no rule listed when they were planted, each in brackets in a sentence."""
    for good, state, marked in data("unlisted-pairs.tsv"):
        if state == "unlisted":
            start, end = marked.index("[["), marked.index("]]") - 2
            text = marked.replace("[[", "").replace("]]", "")
            yield Wrong(text, start, end, text[:start] + good + text[end:])


def by_lot(name: str) -> Iterator[Wrong]:
    """Yield words drawn by lot, one wrong at a time in its article, every other word right."""
    for (article,) in data(name):
        good = _MARK.sub(r"\2", article)
        for mark in _MARK.finditer(article):
            before, after = _MARK.sub(r"\2", article[: mark.start()]), _MARK.sub(r"\2", article[mark.end() :])
            yield Wrong(before + mark[1] + after, len(before), len(before) + len(mark[1]), good)


def listed_since(ruleset: Ruleset) -> int:
    """Return how many of ``own_pairs`` rules list by now, in either direction."""
    checks = [entry.check for entry in ruleset.entries if isinstance(entry.check, ConfusableCheck)]
    tables = [read_confusions(check.contexts) for check in checks]
    listed = {frozenset((word, item.meant)) for table in tables for word in table for item in table[word]}
    rights = ((case.right[case.start :].split()[0].strip(",.;"), case) for case in own_pairs())
    return sum(frozenset((good, case.text[case.start : case.end].lower())) in listed for good, case in rights)


def speed(folder: Path, ruleset: Ruleset) -> None:
    """Time whole linting with the spelling rules alone, parsing included, and the first text of a fresh process."""
    texts = [row["text"] for row in rows(folder / "corpus/news.jsonl", "text", None)]
    size = sum(map(len, texts)) / 1e6
    default = {name for name, rule in ruleset.known.items() if rule.default}
    less = default - {"spelling/wrong-word"}
    for which, names in (("on by default", default), ("without spelling/wrong-word", less)):
        chosen = ruleset.with_rules(names)
        lint(Source("a.txt", texts[0], "text"), chosen)
        times = [_timed(texts, chosen) for _ in range(3)]
        first, best = len(texts) / times[0], len(texts) / min(times)
        print(
            f"speed, rules {which}: {best:.0f} articles a second of processor time ({size / min(times):.1f} MB/s,"
            f" {len(texts)} articles, best of 3; {first:.0f} the first time)"
        )
    steps = [json.loads(subprocess.check_output([sys.executable, "-c", _LOAD])) for _ in range(5)]
    parts = [f"{name} {median(step[name] for step in steps):.0f}" for name in steps[0]]
    total = median(sum(step.values()) for step in steps)
    print(f"load, a fresh process to its first findings: {total:.0f} ms ({', '.join(parts)}; median of 5)")


def _timed(texts: list[str], ruleset: Ruleset) -> float:
    """Return the seconds that texts take, a few at a time as in a run over files."""
    start = time.process_time()
    for first in range(0, len(texts), _TOGETHER):
        lint_all([Source("a.txt", text, "text") for text in texts[first : first + _TOGETHER]], ruleset)
    return time.process_time() - start


def peers(folder: Path) -> None:
    """Run codespell and typos on the planted articles: planted words they name, and flags on the originals."""
    for name, command in (("codespell", ["codespell", "-"]), ("typos", ["typos", "--format", "brief", "-"])):
        articles = rows(folder / "spelling/planted.jsonl", "original", None)
        try:
            found, planted, flags = _peer(command, articles)
        except FileNotFoundError:
            print(f"{name}: not installed")
            continue
        words = sum(len(row["original"].split()) for row in articles)
        score_text = ", ".join(f"{kind}-word {found[kind]}/{planted[kind]}" for kind in ("non", "real"))
        print(f"{name}: {score_text}; flags on originals {flags / words * 1000:.2f}/1,000")


def engines(folder: Path, ruleset: Ruleset, place: str) -> None:
    """Score LanguageTool and Harper on the planted articles, alone and merged with our rules, with their speed."""
    articles = rows(folder / "spelling/planted.jsonl", "original", None)
    with tempfile.TemporaryDirectory() as cache:
        os.environ["CLAIMLINT_CACHE_DIR"] = cache
        for name, find in engine_flaggers(ruleset, place):
            flagger = _as_flags(find)
            try:
                flagger("Tea is hot.")
                start = time.perf_counter()
                result = score(articles, flagger, False)
            except EngineError as error:
                print(f"{name}: {error}")
                continue
            pace = 2 * len(articles) / (time.perf_counter() - start)
            note = " from its cache" if name == "claimlint with LanguageTool" else ""
            report(f"{name} ({pace:.1f} articles/s{note})", result)


def _as_flags(find: Callable[[str], list[tuple[int, int, str, str, str]]]) -> Flagger:
    return lambda text: [Flag(*found) for found in find(text)]


def _peer(command: list[str], articles: list[dict[str, Any]]) -> tuple[Counter[str], Counter[str], int]:
    found, planted, flags = Counter[str](), Counter[str](), 0
    for row in articles:
        before, after = (Counter(_named(command, row[key])) for key in ("original", "planted"))
        flags += sum(before.values())
        for typo in row["typos"]:
            kind = "real" if typo["kind"] == "real" else "non"
            planted[kind] += 1
            found[kind] += after[typo["bad"]] > before[typo["bad"]]
    return found, planted, flags


def _named(command: list[str], text: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text(text, "utf-8")
        out = subprocess.run([*command[:-1], str(path)], capture_output=True, text=True).stdout
    for line in out.splitlines():
        left = line.partition("==>" if "==>" in line else "` should be")[0]
        yield left.replace("`", " ").split()[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--languagetool", default="", metavar="URL|FOLDER", help="a server, or LanguageTool's jars")
    parser.add_argument("--quick", action="store_true", help="planted articles only")
    options = parser.parse_args()
    ruleset = load_ruleset([rules_root() / "spelling"], builtin=False)
    flagger = claimlint_flagger(ruleset)
    for part, wanted in (("read", False), ("unread", True)):
        articles = rows(options.folder / "spelling/planted.jsonl", "original", wanted)
        report(f"planted, {part}", score(articles, flagger, options.show and not wanted))
    if options.peers:
        peers(options.folder)
        engines(options.folder, ruleset, options.languagetool)
    if options.quick:
        return
    corpus(options.folder, flagger, options.show)
    human(flagger, options.show)
    one_wrong("errors of unlisted pairs", own_pairs(), flagger, options.show)
    print(f"pairs of them listed since: {listed_since(ruleset)}")
    for name in ("wrong-words.txt", "wrong-words-2.txt"):
        one_wrong(f"wrong words by lot, {name}", by_lot(name), flagger, options.show)
    speed(options.folder, ruleset)


if __name__ == "__main__":
    main()
