"""The table of parsers, and what the same article gives in every format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from claimlint.parsers import PARSERS, format_for, parse
from claimlint.source import Source

ARTICLE = Path(__file__).parents[2] / "shared" / "articles" / "leaky-gut-chronic-pain.txt"

TEXT = """What Tea Can Do

Tea is a drink that many people have every day, and some of them say that it helps them to think and to rest.

Two Reasons:

  1. Taste. It is good & mild.
  2. Warmth; see https://tea.example/a for more.

Is It Safe?

It isn\u2019t for all of those who take medicines, so that it is well to ask a doctor or a pharmacist about it first.
"""
MARKDOWN = """# What Tea Can Do

Tea is a drink that many people have every day, and some
of them say that it **helps** them to think and to rest.

## Two Reasons:

1. Taste. It is good &amp; mild.
2. Warmth; see https://tea.example/a for more.

## Is It Safe?

It isn\u2019t for all of those who take medicines, so that it is well to ask a doctor or a pharmacist about it first.
"""
HTML = """<h1>What Tea Can Do</h1><p>Tea is a drink that many people have every day, and some
of them say that it <b>helps</b> them to think and to rest.
<h2>Two Reasons:</h2><ol><li>Taste. It is good &amp; mild.</li>
<li><p>Warmth; see
<a href="https://tea.example/a">https://tea.example/a</a> for more.</li></ol>
<h2>Is It Safe?</h2>
It isn&rsquo;t for all of those who take medicines, so that it is well to ask a doctor or a pharmacist about it first.
"""


@pytest.mark.parametrize(
    ("path", "format_name"),
    [
        ("a.md", "markdown"),
        ("b/C.MARKDOWN", "markdown"),
        ("c.mdx", "markdown"),
        ("d.htm", "html"),
        ("e\\f.xhtml", "html"),
        ("f.txt", "text"),
        ("README", None),
        ("dir.md/file", None),
        ("x.unknown", None),
    ],
)
def test_the_suffix_names_the_format(path: str, format_name: str | None) -> None:
    assert format_for(path) == format_name


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="html, markdown, text"):
        parse(Source("a", "x", "docx"))


def test_the_table_of_parsers_imports_none_of_them() -> None:
    code = "import sys, claimlint.parsers; sys.exit('pyromark' in sys.modules or 'yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("format_name", sorted(PARSERS))
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n", "\ufeff"])
def test_an_empty_source_gives_an_empty_document(format_name: str, text: str) -> None:
    assert parse(Source("a", text, format_name)).blocks == ()


@pytest.mark.parametrize(("format_name", "text"), [("markdown", MARKDOWN), ("html", HTML)])
def test_the_same_article_gives_the_same_blocks_in_every_format(format_name: str, text: str) -> None:
    wanted, found = parse(Source("a", TEXT, "text")), parse(Source("a", text, format_name))
    assert [(block.kind, block.level, found.prose(block.span)) for block in found.blocks] == [
        (block.kind, block.level, wanted.prose(block.span)) for block in wanted.blocks
    ]


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the shared article is not on this machine")
def test_the_real_article_has_the_headings_and_items_a_reader_sees() -> None:
    document = parse(Source("a.txt", ARTICLE.read_text(encoding="utf-8"), "text"))
    kinds = [block.kind for block in document.blocks]
    assert (kinds.count("heading"), kinds.count("item")) == (7, 7)
    assert [block.level for block in document.blocks if block.kind == "heading"] == [1, 2, 2, 2, 2, 2, 2]
