"""Affiliate links and disclosures against data: what is recognised, also wrongly, and which verdicts are right.

Usage: python benchmarks/affiliate.py FOLDER [--show]

FOLDER holds affiliate/*.jsonl and corpus/*.jsonl. Of each data file the
texts whose SHA-1 begins with 0 to 4 are the unread third: nobody looked at them while rules were written. ``--show``
prints hits and misses of the read part, for reading by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from affiliate_grid import RULES, pages

from claimlint.language.analysis import Analysis
from claimlint.language.money.disclosure import classify_sentence
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.money.programs import classify
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source

_NOT = (None, Kind.NEGATED, Kind.DENIED, Kind.CONNECTION)
_SENTENCE = re.compile(r"(?<=[.!?])[\"\u201d')]*\s+(?=[\"\u201c(\[]*[A-Z0-9])")
_ADJUDICATED = Path(__file__).parent / "data" / "affiliate-adjudicated.txt"
_LINK = "[this mask](https://www.amazon.com/dp/B000000001?tag=sleepwell-20)"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def digest(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()


def unread(text: str) -> bool:
    return digest(text)[0] in "01234"


def disclosures(folder: Path, show: bool) -> None:
    """Recall, as labelled and without what was read and found to be no disclosure."""
    wrong = {line.split()[0] for line in _ADJUDICATED.read_text("utf-8").splitlines() if line and line[0] != "#"}
    for part, wanted in (("read", False), ("unread", True)):
        found = [row for row in rows(folder / "affiliate/disclosures.jsonl") if unread(row["text"]) is wanted]
        hits = [row for row in found if classify_sentence(row["text"]) not in _NOT]
        real = [row for row in found if digest(row["text"])[:12] not in wrong]
        real_hits = [row for row in real if row in hits]
        print(f"disclosures, {part} part: {len(hits)}/{len(found)} as labelled;", end=" ")
        print(f"{len(real_hits)}/{len(real)} of the real ones")
        for row in real if show and not wanted else []:
            if row not in hits:
                print(f"    missed: {row['text'][:160]}")


def ordinary(folder: Path, ruleset: Ruleset, show: bool) -> None:
    """Hits among sentences nobody labelled, and whether ordinary ones leave a link undisclosed."""
    texts = [row["text"] for row in rows(folder / "affiliate/other_sentences.jsonl")]
    hits = [(kind, text) for text in texts if (kind := classify_sentence(text)) not in _NOT]
    print(
        f"other sentences: {len(hits)} hits in {len(texts)}, {sum(not unread(text) for _, text in hits)} of them read"
    )
    for kind, text in hits if show else []:
        if not unread(text):
            print(f"    {kind}: {text[:160]}")
    plain = [text for text in texts if classify_sentence(text) is None and not unread(text)][:300]
    lost = [text for text in plain if "affiliate/undisclosed-link" not in reported(before_link(text), ruleset)]
    print(
        f"ordinary sentences before an affiliate link that leave it undisclosed: {len(plain) - len(lost)}/{len(plain)}"
    )
    for text in lost if show else []:
        print(f"    disclosed by: {text[:160]}")


def before_link(sentence: str) -> Source:
    """A page of two paragraphs: the sentence as plain words, then an affiliate link."""
    words = re.sub(r"[\\`*_{}\[\]<>#|~&:/!]", " ", " ".join(sentence.split()))
    return Source("page.md", f"{words}\n\nWe slept with {_LINK} for a week.\n", "markdown")


def reported(source: Source, ruleset: Ruleset) -> list[str]:
    return [finding.rule for finding in lint(source, ruleset).findings]


def sentences(path: Path) -> Iterator[str]:
    for row in rows(path):
        for paragraph in row["text"].split("\n"):
            yield from (sentence for sentence in _SENTENCE.split(paragraph.strip()) if sentence)


def corpus(folder: Path, ruleset: Ruleset, show: bool) -> None:
    """False disclosures and false links in health texts that neither disclose nor sell."""
    for name in ("news", "nih"):
        path = folder / "corpus" / f"{name}.jsonl"
        every = list(sentences(path))
        hits: list[tuple[Kind | None, str]] = []
        links = findings = 0
        kinds: Counter[str] = Counter()
        for row in rows(path):
            analysis = Analysis(parse(Source("a.txt", row["text"], "text")))
            links += len(analysis.document.links)
            findings += len(analysis.placement.paid)
            hits += [(item.kind, item.text) for item in analysis.placement.disclosures if item.kind not in _NOT]
            kinds.update(verdict.state for verdict in analysis.placement.verdicts)
        rate = 1e5 * len(hits) / len(every)
        print(f"{name}: {len(hits)} disclosures in {len(every)} sentences ({rate:.1f} per 100,000);", end=" ")
        print(f"{findings} affiliate links in {links} links; verdicts {dict(kinds) or 'none'}")
        for kind, text in hits if show else []:
            print(f"    {kind}: {text[:160]}")


def urls(folder: Path, show: bool) -> None:
    """Share of the unlabelled URLs that are affiliate links by the table."""
    every = [row["url"] for row in rows(folder / "affiliate/urls_unlabelled.jsonl")]
    tiers = Counter(found.tier if (found := classify(url)) else "none" for url in every)
    share = 100 * (tiers["A"] + tiers["B"]) / len(every)
    print(f"URLs: {dict(sorted(tiers.items()))} of {len(every)}; A or B {share:.1f} %")
    for url in every if show else []:
        if classify(url) is None and not unread(url):
            print(f"    none: {url[:140]}")


def grid(ruleset: Ruleset, show: bool) -> None:
    """Pages whose verdict is known by construction: exactly the one rule must fire, and no other verdict."""
    placing = set(filter(None, RULES.values())) | {"affiliate/connection-undisclosed"}
    total, wrong = 0, []
    for page in pages():
        total += 1
        suffix = {"markdown": "md", "html": "html", "text": "txt"}[page.format]
        got = [rule for rule in reported(Source(f"page.{suffix}", page.text, page.format), ruleset) if rule in placing]
        if got != [rule for rule in (RULES[page.expected],) if rule]:
            wrong.append((page, got))
    print(f"grid: {total - len(wrong)}/{total} pages with the right verdict")
    for page, got in wrong if show else []:
        print(f"    {page.name}: wanted {page.expected}, got {got}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    every = load_ruleset()
    ruleset = every.with_rules(rule for rule in every.available if rule.startswith("affiliate/"))
    disclosures(given.folder, given.show)
    ordinary(given.folder, ruleset, given.show)
    corpus(given.folder, ruleset, given.show)
    urls(given.folder, given.show)
    grid(ruleset, given.show)


if __name__ == "__main__":
    main()
