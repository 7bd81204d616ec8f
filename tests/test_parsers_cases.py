"""Every case in tests/data/parsers: a source and the blocks, links and other things it must give.

A case file is Markdown. A case begins with a heading of level 2; below it stand
a fenced block with the source (its info string names the format: markdown, mdx,
html or text) and one named ``expected`` with one line a fact:

    paragraph | words of the block        (kind, then level where it has one: heading 2 | words)
    link inline | URL | words | destination slice
    include hugo | name | source slice
    comment | text
    field name | value
    reference | label
    trouble | part of the message

Flags stand in brackets: ``paragraph [quoted, footer] | words``. In words, ``◌``
stands for the placeholder. Facts of a kind that the case does not list are not
compared, except blocks, which must always be complete.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimlint.document import PLACEHOLDER, Document
from claimlint.parsers import parse
from claimlint.source import Source

FOLDER = Path(__file__).parent / "data" / "parsers"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n.*?^(?P<f>`{3,})(?P<format>\w+)\n(?P<input>.*?)^(?P=f)\n"
    r".*?^```expected\n(?P<expected>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def cases() -> list[object]:
    return [
        pytest.param(
            match["format"], _unescaped(match["input"]), match["expected"], id=f"{path.stem}: {match['title']}"
        )
        for path in sorted(FOLDER.glob("*.md"))
        for match in CASE.finditer(path.read_text(encoding="utf-8"))
    ]


def _unescaped(text: str) -> str:
    """Let a case write invisible characters as ``\\u{ad}``."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text).removesuffix("\n")


def facts(document: Document) -> list[str]:
    slice_ = document.source.slice
    lines = []
    for block in document.blocks:
        flags = ", ".join(filter(None, ("quoted" if block.quoted else "", block.region, block.label)))
        level = f" {block.level}" if block.level else ""
        lines.append(f"{block.kind}{level}{f' [{flags}]' if flags else ''} | {document.prose(block.span)}")
    for link in document.links:
        rel = f" [{' '.join(link.rel)}]" if link.rel else ""
        lines.append(
            f"link {link.kind}{rel} | {link.url} | {document.prose(link.text)} | {slice_(link.destination)}".rstrip()
        )
    for include in document.includes:
        flag = " [conditional]" if include.conditional else ""
        lines.append(f"include {include.syntax}{flag} | {include.name} | {slice_(include.span)}")
    lines += [f"comment | {comment.text}" for comment in document.comments]
    lines += [f"field {field.name} | {field.value}" for field in document.fields]
    lines += [f"reference | {reference.label}" for reference in document.references]
    lines += [f"trouble | {trouble.message}" for trouble in document.troubles]
    return [" ".join(line.replace(PLACEHOLDER, "◌").split()) for line in lines]


def _group(line: str) -> int:
    kinds = ("link", "include", "comment", "field", "reference")
    kind = line.split(" ", 1)[0]
    return kinds.index(kind) if kind in kinds else -1


@pytest.mark.parametrize(("format_name", "text", "expected"), cases())
def test_a_source_gives_the_facts_its_case_lists(format_name: str, text: str, expected: str) -> None:
    path = {"markdown": "a.md", "mdx": "a.mdx", "html": "a.html", "text": "a.txt"}[format_name]
    document = parse(Source(path, text, "markdown" if format_name == "mdx" else format_name))
    wanted = [" ".join(line.split()) for line in expected.splitlines() if line.strip()]
    groups = {line.split(" ", 1)[0] for line in wanted} & {"link", "include", "comment", "field", "reference"}
    other = {"link", "include", "comment", "field", "reference", "trouble"} - groups
    found = sorted((line for line in facts(document) if line.split(" ", 1)[0] not in other), key=_group)
    troubles = [line for line in facts(document) if line.startswith("trouble")]
    assert found == sorted((line for line in wanted if not line.startswith("trouble")), key=_group)
    for line in wanted:
        if line.startswith("trouble"):
            assert any(line.split(" | ", 1)[1] in trouble for trouble in troubles)
    assert bool(troubles) == any(line.startswith("trouble") for line in wanted)
