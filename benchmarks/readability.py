"""Readability and language rules on real articles: agreement with textstat, speed, findings a 1,000 words.

    python benchmarks/readability.py FOLDER [--dictionary SCRIPT] [--show RULE]

FOLDER holds news.jsonl and nih.jsonl with the text of one article in ``text`` of each line. ``--dictionary`` is
``index.js`` of the npm package cmu-pronouncing-dictionary: it is written as NLTK's corpus into a temporary folder, and
textstat with that data is compared with our numbers. ``--show`` prints findings of one rule, of the articles that may
be read: those whose SHA-1 begins with 0 to 4 are counted but never shown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from claimlint.language.analysis import Analysis
from claimlint.language.readability.formulas import FORMULAS
from claimlint.lint import applies, lint
from claimlint.parsers import parse
from claimlint.resources import data_path
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source

_NLTK = """
import json, sys, time
import textstat
methods, texts = json.load(sys.stdin)
textstat.flesch_kincaid_grade("Once, to load the dictionary.")
start = time.process_time()
for text in texts:
    textstat.flesch_kincaid_grade(text)
seconds = time.process_time() - start
print(json.dumps([[[getattr(textstat, method)(text) for method in methods] for text in texts], seconds]))
"""
COMPARED = ("flesch_kincaid_grade", "flesch_reading_ease", "smog", "coleman_liau", "ari", "gunning_fog", "dale_chall")
_ENTRY = re.compile(r"^\s+\"((?:[^\"\\]|\\.)+?)(?:\((\d+)\))?\": \"([^\"]*)\"", re.MULTILINE)


def read_sources(path: Path) -> list[Source]:
    with path.open(encoding="utf-8") as lines:
        return [Source(f"{path.stem}-{i}.txt", json.loads(line)["text"]) for i, line in enumerate(lines)]


def is_unread(source: Source) -> bool:
    return hashlib.sha1(source.text.encode()).hexdigest()[0] in "01234"


def write_corpus(script: Path, folder: Path) -> None:
    """Write the dictionary the way NLTK keeps it: word, number of the pronunciation, sounds."""
    corpus = folder / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    entries = _ENTRY.findall(script.read_text("utf-8"))
    lines = (f"{word.upper()} {number or 1} {sounds}\n" for word, number, sounds in entries)
    (corpus / "cmudict").write_text("".join(lines), "utf-8")


def compare(sources: list[Source], script: Path) -> tuple[dict[str, float], float]:
    """Return the greatest difference from textstat with NLTK's reader by formula, and its articles a second."""
    texts = [text for source in sources if (text := Analysis(parse(source)).readability.text)]
    theirs, speed = ask_nltk(texts, script)
    worst = dict.fromkeys(COMPARED, 0.0)
    readable = (found for source in sources if (found := Analysis(parse(source)).readability).text)
    for readability, row in zip(readable, theirs, strict=True):
        for formula, number in zip(COMPARED, row, strict=True):
            worst[formula] = max(worst[formula], abs(readability.score(formula) - number))
    return worst, speed


def ask_nltk(texts: list[str], script: Path) -> tuple[list[list[float]], float]:
    """Return textstat's numbers for texts, in a process of its own that reads the dictionary through NLTK."""
    methods = [FORMULAS[formula].method for formula in COMPARED]
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(script, Path(folder))
        run = subprocess.run(
            [sys.executable, "-c", _NLTK],
            input=json.dumps([methods, texts]),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "NLTK_DATA": folder},
        )
    numbers, seconds = json.loads(run.stdout)
    return numbers, len(texts) / seconds


def measure(sources: list[Source], ruleset: Ruleset, rounds: int = 5) -> tuple[float, float, float]:
    """Return articles a second of processor time, the best of the rounds.

    For the rules alone, when what every family shares (sentences, words, quotations, kind of content) is derived
    already; for the rules with all of that; and for the whole run with parsing and reporting.
    """
    own, alone, whole = [], [], []
    documents = [parse(source) for source in sources]
    for _ in range(rounds):
        shared = rules = 0.0
        for document in documents:
            start = time.process_time()
            analysis = Analysis(document, None, ruleset.patterns)
            _ = analysis.sentences, analysis.readings.quotations, analysis.content
            derived = time.process_time()
            for entry in ruleset.entries:
                if applies(entry.rule, analysis):
                    list(entry.check.check(analysis))
            shared += derived - start
            rules += time.process_time() - derived
        start = time.process_time()
        for source in sources:
            lint(source, ruleset)
        own.append(len(sources) / rules)
        alone.append(len(sources) / (rules + shared))
        whole.append(len(sources) / (time.process_time() - start))
    return max(own), max(alone), max(whole)


def survey(sources: list[Source], ruleset: Ruleset) -> tuple[Counter[str], Counter[str], int, list[Any]]:
    """Return findings by rule, articles by rule, words, and the findings of articles that may be read."""
    by_rule: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    words, shown = 0, []
    for source in sources:
        report = lint(source, ruleset)
        words += report.words
        by_rule.update(finding.rule for finding in report.findings)
        articles.update({finding.rule for finding in report.findings})
        if not is_unread(source):
            shown += [(finding, source) for finding in report.findings]
    return by_rule, articles, words, shown


def show(found: list[Any], rule: str, number: int) -> None:
    chosen = [pair for pair in found if pair[0].rule == rule]
    for finding, source in random.Random(7).sample(chosen, min(number, len(chosen))):
        start, end = finding.span.start, finding.span.end
        before, after = " ".join(source.text[max(0, start - 70) : start].split()), source.text[end : end + 60]
        print(f"- {before} [[{finding.text}]] {' '.join(after.split())}\n    {finding.message}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dictionary", type=Path)
    parser.add_argument("--show")
    parser.add_argument("--number", type=int, default=20)
    options = parser.parse_args()
    every = load_ruleset([data_path("readability"), data_path("language")], builtin=False)
    chosen, ruleset = every.enabled, every
    for name in ("news", "nih"):
        sources = read_sources(options.folder / f"{name}.jsonl")
        by_rule, articles, words, found = survey(sources, ruleset)
        if options.show:
            show(found, options.show, options.number)
            continue
        print(f"{name}: {len(sources)} articles, {words} words")
        for rule in sorted(chosen):
            rate = 1000 * by_rule[rule] / words
            print(f"  {rule:40} {by_rule[rule]:5} {rate:6.2f}/k  in {articles[rule]:4} articles")
        for family in ("readability", "language"):
            part = every.with_rules({rule for rule in chosen if rule.startswith(family)})
            own, alone, whole = measure(sources, part)
            print(f"  {family}: {own:,.0f} articles/s for the rules, {alone:,.0f} with what all families share,")
            print(f"      {whole:,.0f} with parsing and reporting (processor time)")
        if options.dictionary:
            worst, speed = compare(sources[:200], options.dictionary)
            print("  greatest difference from textstat:", {key: f"{value:.1e}" for key, value in worst.items()})
            print(f"  textstat, Flesch-Kincaid alone, in the same run: {speed:,.0f} articles/s")


if __name__ == "__main__":
    main()
