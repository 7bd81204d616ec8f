"""Typos and real-word errors against planted ones: what is found, what is flagged wrongly, how fast.

Usage: python benchmarks/spelling.py FOLDER [--show] [--peers]

FOLDER holds spelling/planted.jsonl and corpus/*.jsonl as described in benchmarks/README.md. Of each file the texts
whose SHA-1 begins with 0 to 4 are the unread third: nobody looked at them while rules were written. ``--show`` prints
misses and flags of the read part, for reading by hand; ``--peers`` runs codespell and typos on the same texts, where
installed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from claimlint.lint import lint
from claimlint.resources import rules_root
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source

_REAL = (
    "spelling/confusable-grammar",
    "spelling/confusable-health",
    "spelling/confusable-medicine",
    "spelling/confusable-general",
    "spelling/agreement",
    "spelling/own-words",
    "spelling/nearby-word",
)
_DATA = Path(__file__).parent / "data"


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


def human(flagger: Flagger, show: bool) -> None:
    """Score common misspellings of people, each in a sentence."""
    path = _DATA / "human-misspellings.tsv"
    cases = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    found = right = 0
    for wrong, good, sentence in cases:
        text = sentence.replace("_", wrong)
        start = sentence.index("_")
        hits = [flag for flag in flagger(text) if flag.start <= start < flag.end]
        found += bool(hits)
        right += any(good.lower() in flag.suggestion.lower() for flag in hits)
        if show and not hits:
            print(f"MISS  human {wrong}")
    print(f"human misspellings: {found}/{len(cases)} found, right first {right}")


def own_pairs(flagger: Flagger, show: bool) -> None:
    """Score real-word errors with pairs no rule lists: each line is a short article with the error in brackets."""
    path = _DATA / "unlisted-pairs.tsv"
    if not path.exists():
        return
    cases = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    found = 0
    for good, text in cases:
        start, end = text.index("[["), text.index("]]") - 2
        plain = text.replace("[[", "").replace("]]", "")
        hits = [flag for flag in flagger(plain) if flag.start < end and start < flag.end]
        found += bool(hits)
        if show and not hits:
            print(f"MISS  unlisted {good}: {plain[max(start - 50, 0) : end + 50]}")
    print(f"real-word errors of unlisted pairs: {found}/{len(cases)}")


def speed(folder: Path, flagger: Flagger) -> None:
    """Time whole linting with the spelling rules alone, parsing included, and the load of the ruleset."""
    texts = [row["text"] for row in rows(folder / "corpus/news.jsonl", "text", None)]
    flagger(texts[0])
    best = min(_timed(texts, flagger) for _ in range(3))
    size = sum(map(len, texts)) / 1e6
    print(f"speed: {len(texts) / best:.0f} articles/s ({size / best:.1f} MB/s, {len(texts)} articles, best of 3)")
    code = (
        "import time; t=time.perf_counter(); from claimlint.language.vocabulary import shipped; shipped();"
        "from claimlint.language.collocation import shipped_confusions as s; s();"
        "print(round((time.perf_counter()-t)*1000))"
    )
    loads = sorted(int(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5))
    print(f"load of words and confusables: {loads[2]} ms (median of 5, import of their modules included)")


def _timed(texts: list[str], flagger: Flagger) -> float:
    start = time.perf_counter()
    for text in texts:
        flagger(text)
    return time.perf_counter() - start


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
        left = line.partition("==>" if "==>" in line else "` ->")[0]
        yield left.replace("`", " ").split()[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--quick", action="store_true", help="planted articles only")
    options = parser.parse_args()
    flagger = claimlint_flagger(load_ruleset([rules_root() / "spelling"], builtin=False))
    for part, wanted in (("read", False), ("unread", True)):
        articles = rows(options.folder / "spelling/planted.jsonl", "original", wanted)
        report(f"planted, {part}", score(articles, flagger, options.show and not wanted))
    if options.quick:
        return
    corpus(options.folder, flagger, options.show)
    human(flagger, options.show)
    own_pairs(flagger, options.show)
    speed(options.folder, flagger)
    if options.peers:
        peers(options.folder)


if __name__ == "__main__":
    main()
