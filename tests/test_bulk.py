"""``claimlint bulk``: every format gives the same documents, and nothing is lost without a word."""

from __future__ import annotations

import csv
import gzip
import io
import os
import pickle
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bulk_samples import article, defaults, need, rows, run, write_lines
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import claimlint
from claimlint.bulk.article import compose
from claimlint.bulk.identity import begin
from claimlint.bulk.inputs import find_inputs
from claimlint.bulk.job import Columns, Options, Record
from claimlint.bulk.run import execute, plan
from claimlint.bulk.schemas import TABLES, arrow_schema
from claimlint.bulk.store import Store
from claimlint.bulk.work import Rows, check
from claimlint.cli import cli
from claimlint.config import build_config, load_config
from claimlint.errors import ConfigError, EngineError
from claimlint.source import Span
from claimlint.typed_yaml import read_yaml

need("pyarrow", "warcio", name="bulk")
import pyarrow as pa  # noqa: E402
from pyarrow import parquet  # noqa: E402
from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

ARTICLES = [article(number) for number in range(6)]


def statuses(output: Path) -> list[tuple[str, str]]:
    return [(row["id"], row["status"]) for row in rows(output, "documents")]


def errors(output: Path) -> list[str]:
    return [row["error"] for row in rows(output, "documents")]


def without_source(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != "source"} for row in found]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "a.jsonl", ARTICLES)


def test_the_tables_have_the_columns_that_are_documented(lines: Path, tmp_path: Path) -> None:
    run(lines, tmp_path / "out", part_rows=4)
    for table in TABLES:
        found = parquet.read_table(tmp_path / "out" / table).schema
        assert found == arrow_schema(table)
        assert [field.name for field in found if not field.nullable] == [column.name for column in TABLES[table]]


def test_a_finding_stands_where_linting_the_text_alone_finds_it(lines: Path, tmp_path: Path) -> None:
    run(lines, tmp_path / "out")
    found = [row for row in rows(tmp_path / "out", "findings") if row["rule"] == "claims/absolute-claim"]
    assert len(found) == len(ARTICLES)
    for row, wanted in zip(found, ARTICLES, strict=True):
        report = claimlint.lint_text(wanted["text"], config=defaults())
        alone = next(item for item in report.findings if item.rule == "claims/absolute-claim")
        assert (row["field"], row["start"], row["end"]) == ("text", alone.span.start, alone.span.end)
        assert (row["line"], row["column"], row["text"]) == (1, alone.span.start + 1, alone.text)


def test_claims_are_listed_with_strength_status_and_the_rules_that_fired(lines: Path, tmp_path: Path) -> None:
    run(lines, tmp_path / "out")
    first = [row for row in rows(tmp_path / "out", "claims") if row["document"] == "a0"]
    assert [(row["strength"], row["status"]) for row in first] == [("absolute", "asserted"), ("conditional", "hedged")]
    assert first[0]["rules"] == ["claims/absolute-claim"]
    assert ARTICLES[0]["text"][first[1]["start"] : first[1]["end"]] == first[1]["sentence"]


def test_parquet_csv_and_compressed_lines_give_what_json_lines_give(lines: Path, tmp_path: Path) -> None:
    parquet.write_table(pa.Table.from_pylist(ARTICLES), tmp_path / "a.parquet", row_group_size=2)
    (tmp_path / "a.jsonl.gz").write_bytes(
        gzip.compress(lines.read_bytes()[:300]) + gzip.compress(lines.read_bytes()[300:])
    )
    for name, delimiter in (("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(ARTICLES[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(ARTICLES)
    run(lines, tmp_path / "wanted")
    for name in ("a.parquet", "a.jsonl.gz", "a.csv", "b.csv", "c.tsv"):
        run(tmp_path / name, tmp_path / f"out-{name}")
        for table in TABLES:
            found = without_source(rows(tmp_path / f"out-{name}", table))
            assert found == without_source(rows(tmp_path / "wanted", table)), name


def test_a_table_of_one_row_group_is_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claimlint.bulk.readers import Meter, read

    class Watched(io.FileIO):
        longest = 0

        def read(self, size: int = -1) -> bytes:
            data = super().read(size)
            Watched.longest = max(Watched.longest, len(data))
            return data

    texts = [random.Random(number).randbytes(4_000).hex() for number in range(1000)]
    parquet.write_table(pa.table({"text": texts}), tmp_path / "a.parquet", use_dictionary=False, write_batch_size=20)
    monkeypatch.setattr("claimlint.bulk.readers.parquet.open_input", lambda file: Watched(file.place))
    found = read(find_inputs([str(tmp_path / "a.parquet")])[0], Options(), Meter())
    assert [record.text for record in found] == texts
    assert 0 < Watched.longest <= 2 << 20 < (tmp_path / "a.parquet").stat().st_size


def test_columns_can_be_named_and_the_markup_told_by_row(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "a.jsonl",
        [
            {"nr": 1, "kind": ".htm", "words": "<p>Sage cures <b>asthma</b>.</p>"},
            {"nr": 2, "kind": "md", "words": "Sage **cures** asthma."},
            {"nr": 3, "kind": "runes", "words": "Sage cures asthma."},
        ],
    )
    columns = Columns(text="words", id="nr", markup="kind")
    run(source, tmp_path / "out", columns=columns)
    assert [(row["id"], row["markup"], row["status"]) for row in rows(tmp_path / "out", "documents")] == [
        ("1", "html", "ok"),
        ("2", "markdown", "ok"),
        ("3", "markdown", "error"),
    ]
    texts = {row["text"] for row in rows(tmp_path / "out", "findings") if row["rule"] == "claims/absolute-claim"}
    assert texts == {"cures <b>asthma", "cures** asthma"}


def test_metadata_columns_are_what_rules_about_metadata_read(tmp_path: Path) -> None:
    base = {
        "text": "# Asthma\n\nAdults with asthma use an inhaler, and doctors measure their breath twice a year. " * 8
    }
    source = write_lines(
        tmp_path / "a.jsonl",
        [
            {**base, "id": "told", "Author": "Ada Moss, MD", "publishedAt": "2026-10-01"},
            {**base, "id": "empty", "Author": "", "title": "Asthma"},
            {**base, "id": "untold"},
        ],
    )
    run(source, tmp_path / "out")
    found = rows(tmp_path / "out", "findings")
    missing = [(row["document"], row["field"]) for row in found if row["rule"] == "metadata/author-missing"]
    assert missing == [("empty", "author"), ("untold", "text")]


def test_what_is_wrong_in_a_title_is_told_of_the_title(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "a.jsonl", [{"id": 1, "title": "It’s “odd”: tea\ncures cancer", "text": "We drank tea."}]
    )
    run(source, tmp_path / "out")
    found = [row for row in rows(tmp_path / "out", "findings") if row["rule"] == "claims/absolute-claim"]
    assert [(row["field"], row["start"], row["text"]) for row in found] == [("title", 16, "cures cancer")]


def test_a_text_that_brings_front_matter_keeps_its_own(tmp_path: Path) -> None:
    text = "---\ntitle: Sage cures asthma\n---\n\nWe drank tea.\n"
    source = write_lines(tmp_path / "a.jsonl", [{"id": 1, "title": "Tea", "text": text}])
    run(source, tmp_path / "out")
    found = [row for row in rows(tmp_path / "out", "findings") if row["rule"] == "claims/absolute-claim"]
    assert [(row["field"], text[row["start"] : row["end"]], row["line"]) for row in found] == [
        ("text", "cures asthma", 2)
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(("title", "author", "odd: key", "é")), st.text() | st.lists(st.text(max_size=5)), max_size=3
    ),
    st.text(max_size=40),
)
def test_every_code_point_of_a_field_leads_back_to_its_column(metadata: dict[str, Any], text: str) -> None:
    made = compose(Record(0, "d", text, "markdown", metadata))
    for name, start, end in made.fields:
        value = text if name == "text" else metadata[name]
        if isinstance(value, str) and (name == "text" or value.strip()):
            assert end - start == len(value)
        for offset in range(start, end):
            place = made.place(Span(offset, offset + 1))
            assert (place.field, place.start, place.end) == (name, offset - start, offset - start + 1)
    assert made.source.text.endswith(text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30))
def test_front_matter_that_is_written_says_what_the_column_says(value: str) -> None:
    from claimlint.parsers import parse

    document = parse(compose(Record(0, "d", "Tea.", "markdown", {"author": value, "date": "2026-01-01"})).source)
    said = document.field("author")
    assert said is not None and not document.troubles
    shown = [char for char in value if char.isalnum() and char.isprintable()]
    assert [char for char in str(said.value) if char.isalnum() and char.isprintable()] == shown
    assert document.field("date") is not None


def test_each_row_that_cannot_be_read_is_a_row_with_its_error(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    good = b'{"id": "good", "text": "We drank tea."}\n'
    nested = b'{"id": "nested", "text": "Tea.", "title": ' + b"[" * 600 + b"]" * 600 + b"}\n"
    bad = [
        b"{bad\n",
        b"\n",
        b'["list"]\n',
        b'{"id": "none"}\n',
        b'{"id": "null", "text": null}\n',
        b'{"text": "\xff"}\n',
    ]
    source.write_bytes(
        good + b"".join(bad) + b"[" * 100_000 + b"\n" + b'{"id": "sur", "text": "a\\ud800b"}\n' + nested + good
    )
    outcome = run(source, tmp_path / "out")
    assert outcome.counts["ok"] == 4 and outcome.counts["failed"] == 6
    documents = rows(tmp_path / "out", "documents")
    assert [row["row"] for row in documents] == [0, 1, 3, 4, 5, 6, 7, 8, 9, 10]
    said = " | ".join(row["error"] for row in documents)
    assert all(words in said for words in ("not JSON", "not an object", "no column", "is empty", "0xff", "too deeply"))


def test_bad_bytes_in_a_table_are_the_fault_of_their_row_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,We drank tea.\n2,caf\xe9\n3,too,many\n4,Fine.\n")
    run(tmp_path / "a.csv", tmp_path / "csv")
    assert [status for _, status in statuses(tmp_path / "csv")] == ["ok", "error", "error", "ok"]
    texts = pa.array([b"We drank tea.", b"caf\xe9", None, b"Fine."], pa.binary())
    broken = pa.StringArray.from_buffers(4, *texts.buffers()[1:], texts.buffers()[0])
    parquet.write_table(pa.table({"id": [1, 2, 3, 4], "text": broken}), tmp_path / "a.parquet")
    run(tmp_path / "a.parquet", tmp_path / "parquet")
    assert statuses(tmp_path / "parquet") == [("1", "ok"), ("2", "error"), ("3", "error"), ("4", "ok")]
    assert "0xe9" in errors(tmp_path / "parquet")[1]


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl.gz", "a.warc.gz", "a.xml"])
def test_a_file_that_is_none_is_a_row_and_the_others_are_read(name: str, tmp_path: Path, lines: Path) -> None:
    (tmp_path / name).write_bytes(b"\x1f\x8b\x08\x00 this is nothing that anybody can read")
    outcome = run([tmp_path / name, lines], tmp_path / "out")
    assert outcome.counts["ok"] == len(ARTICLES) and outcome.counts["failed"] == 1
    broken = next(row for row in rows(tmp_path / "out", "documents") if row["status"] == "error")
    assert "the file cannot be read from row 0 on" in broken["error"]


def test_a_file_that_breaks_off_keeps_the_rows_before(tmp_path: Path) -> None:
    many = "".join(
        f'{{"id": {number}, "text": "Day {number * 7919}: {hash(str(number))}."}}\n' for number in range(500)
    )
    data = gzip.compress(many.encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) * 3 // 4])
    outcome = run(tmp_path / "a.jsonl.gz", tmp_path / "out")
    assert outcome.counts["ok"] > 100 and outcome.counts["failed"] >= 1
    assert "the file cannot be read from row" in errors(tmp_path / "out")[-1]


def test_a_document_that_is_too_long_is_told_and_does_not_sink_the_run(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", [article(1), {"id": "long", "text": "tea " * 1000}, article(2)])
    run(source, tmp_path / "out", max_chars=500)
    assert statuses(tmp_path / "out") == [("a1", "ok"), ("long", "error"), ("a2", "ok")]
    huge = write_lines(tmp_path / "b.jsonl", [article(1), {"id": "x", "text": "tea " * 400_000}, article(2)])
    run(huge, tmp_path / "huge", max_chars=500)
    assert statuses(tmp_path / "huge")[1][1] == "error" and "longer than" in errors(tmp_path / "huge")[1]


def warc(path: Path) -> Path:
    """Write a crawl with pages in several charsets, and with records that are no pages."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)

    def add(kind: str, url: str, status: str, headers: dict[str, str], body: bytes) -> None:
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=http if kind == "response" else None
            )
        )

    html = {"Content-Type": "text/html"}
    page = "<html><head>{}<title>Café</title></head><body><p>Sage cures asthma.</p></body></html>"
    add(
        "response",
        "https://a.example/utf8",
        "200 OK",
        {"Content-Type": "text/html; charset=UTF-8"},
        page.format("").encode(),
    )
    add(
        "response",
        "https://a.example/head",
        "200 OK",
        html,
        page.format('<meta charset="iso-8859-1">').encode("cp1252"),
    )
    add("response", "https://a.example/none", "200 OK", html, page.format("").encode("cp1252"))
    zipped = gzip.compress(page.format("").encode())
    add("response", "https://a.example/zip", "200 OK", {**html, "Content-Encoding": "gzip"}, zipped)
    add("response", "https://a.example/wrong", "200 OK", {"Content-Type": "text/html; charset=utf-8"}, b"caf\xe9")
    add("response", "https://a.example/runes", "200 OK", {"Content-Type": "text/html; charset=runes"}, b"tea")
    odd = {"Content-Type": "text/html; charset=a\0b"}
    add("response", "https://a.example/null", "200 OK", odd, b"tea")
    add("response", "https://a.example/punycode", "200 OK", {"Content-Type": "text/html; charset=punycode"}, b"a-" * 9)
    add("response", "https://a.example/packed", "200 OK", {**html, "Content-Encoding": "br"}, b"\x0b\x02\x80tea\x03")
    add("response", "https://a.example/unpacked", "200 OK", {**html, "Content-Encoding": "br"}, page.encode())
    add("response", "https://a.example/gone", "404 Not Found", html, b"gone")
    add("response", "https://a.example/image", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG")
    add("metadata", "https://a.example/utf8", "200 OK", {}, b"fetched: today")
    path.write_bytes(out.getvalue())
    return path


def test_the_pages_of_a_crawl_are_read_and_its_other_responses_counted(tmp_path: Path) -> None:
    outcome = run(warc(tmp_path / "a.warc.gz"), tmp_path / "out")
    found = [(row["id"].rpartition("/")[2], row["status"]) for row in rows(tmp_path / "out", "documents")]
    assert found == [
        *(("utf8", "ok"), ("head", "ok"), ("none", "ok"), ("zip", "ok")),
        *(("wrong", "error"), ("runes", "error"), ("null", "error"), ("punycode", "error"), ("packed", "error")),
        *(("unpacked", "ok"), ("gone", "skipped"), ("image", "skipped")),
    ]
    assert "is packed by 'br'" in errors(tmp_path / "out")[8]
    assert errors(tmp_path / "out")[10:] == ["HTTP status 404.", "not HTML but image/png."]
    claims = [row for row in rows(tmp_path / "out", "findings") if row["rule"] == "claims/absolute-claim"]
    assert [row["text"] for row in claims] == ["cures asthma"] * 5
    assert outcome.counts["skipped"] == 2


def test_a_page_that_the_end_of_a_crawl_cuts_off_is_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for name in ("whole", "half"):
        page = io.BytesIO(b"<p>We drank tea.</p>" * 20)
        writer.write_record(writer.create_warc_record(f"https://a.example/{name}", "response", page, http_headers=http))
    (tmp_path / "a.warc").write_bytes(out.getvalue()[:-100])
    run(tmp_path / "a.warc", tmp_path / "out")
    assert [status for _, status in statuses(tmp_path / "out")] == ["ok", "error"]
    assert "cut off" in errors(tmp_path / "out")[1]


EXPORT = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<rss version="2.0" xmlns:content="c" xmlns:excerpt="e" xmlns:dc="d" xmlns:wp="w"><channel>
<title>Blog</title><language>en-GB</language>
<wp:author><wp:author_login><![CDATA[ada]]></wp:author_login>
<wp:author_display_name>Ada Moss</wp:author_display_name></wp:author>
{items}</channel></rss>"""


def item(kind: str, status: str, content: str, name: str) -> str:
    return (
        f"<item><title>Tea</title><link>https://b.example/{name}</link><dc:creator>ada</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>"
        f"<wp:post_date>2026-05-01 10:00:00</wp:post_date><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type>"
        '<category domain="category"><![CDATA[Herbs]]></category>'
        "<wp:comment><wp:comment_content>Sage cures cancer</wp:comment_content></wp:comment></item>"
    )


def test_posts_and_pages_of_an_export_are_read_with_what_wordpress_knows(tmp_path: Path) -> None:
    from claimlint.bulk.readers import Meter, read

    items = [
        item("post", "publish", "<!-- wp:paragraph --><p>Sage cures asthma.</p><!-- /wp:paragraph -->", "blocks"),
        item("page", "draft", "Sage cures asthma.\n\nWe drank\x0b tea.", "classic"),
        item("attachment", "inherit", "", "image"),
        item("post", "trash", "Sage", "gone"),
    ]
    path = tmp_path / "export.xml"
    path.write_text(EXPORT.format(doctype="", items="".join(items)), "utf-8")
    records = list(read(find_inputs([str(path)])[0], Options(), Meter()))
    assert [(record.markup, record.skipped) for record in records[:2]] == [("html", False), ("markdown", False)]
    assert [record.problem for record in records[2:]] == ["not a post or page but attachment.", "its status is trash."]
    assert records[0].metadata == {
        "title": "Tea",
        "author": "Ada Moss",
        "date": "2026-05-01",
        "status": "published",
        "canonical": "https://b.example/blocks",
        "lang": "en-GB",
        "categories": ["Herbs"],
    }
    assert records[1].metadata["status"] == "draft" and records[1].text.endswith("We drank  tea.")


def test_an_export_that_declares_entities_is_refused_before_they_expand(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "tea"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    path = tmp_path / "export.xml"
    path.write_text(EXPORT.format(doctype=bomb, items=item("post", "publish", "x", "y").replace("Tea", "&b;")), "utf-8")
    run(path, tmp_path / "out")
    assert [status for _, status in statuses(tmp_path / "out")] == ["error"]
    assert "declares XML entities" in errors(tmp_path / "out")[0]


def test_an_export_that_is_nested_without_end_is_given_up(tmp_path: Path) -> None:
    content = item("post", "publish", "Tea.", "good") + "<item>" + "<a>x" * 200_000
    path = tmp_path / "export.xml"
    path.write_text(EXPORT.format(doctype="", items=content), "utf-8")
    run(path, tmp_path / "out")
    assert [status for _, status in statuses(tmp_path / "out")] == ["ok", "error"]
    assert "nested deeper" in errors(tmp_path / "out")[1]


def test_a_table_that_unpacks_to_a_line_without_end_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"id,text\n1,Tea.\n2," + b"a" * 3_000_000))
    run(tmp_path / "a.csv.gz", tmp_path / "out", max_chars=1000)
    assert [status for _, status in statuses(tmp_path / "out")] == ["ok", "error"]
    assert "a line is longer than" in errors(tmp_path / "out")[1]


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are not UTF-8")
def test_files_whose_names_are_shown_alike_are_all_read(tmp_path: Path) -> None:
    for name, number in ((b"\xfe.jsonl", 1), (b"\xff.jsonl", 2)):
        write_lines(Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)), [article(number)])
    run(tmp_path, tmp_path / "out")
    assert sorted(name for name, _ in statuses(tmp_path / "out")) == ["a1", "a2"]


def test_an_export_that_is_cut_off_keeps_its_first_posts(tmp_path: Path) -> None:
    items = "".join(item("post", "publish", f"Tea {number}.", f"p{number}") for number in range(3))
    path = tmp_path / "export.xml"
    path.write_text(EXPORT.format(doctype="", items=items)[:-200], "utf-8")
    run(path, tmp_path / "out")
    assert [status for _, status in statuses(tmp_path / "out")] == ["ok", "ok", "error"]
    assert "not well-formed XML" in errors(tmp_path / "out")[2]


def test_the_configuration_decides_by_the_id_of_a_document(tmp_path: Path) -> None:
    text = "per-path:\n  - paths: ['shop.example/**']\n    content: product\n"
    config = build_config(read_yaml(text, "c.yaml"), tmp_path / "c.yaml")
    source = write_lines(
        tmp_path / "a.jsonl",
        [{"url": f"https://{host}.example/tea", "text": "We drank tea."} for host in ("shop", "blog")],
    )
    run(source, tmp_path / "out", config)
    assert [row["content"] for row in rows(tmp_path / "out", "documents")] == ["product", "editorial"]


def test_folders_patterns_and_uris_are_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "_claimlint").mkdir()
    for name in ("b.jsonl", "deep/a.csv", "_claimlint/c.jsonl", "notes.txt"):
        (tmp_path / "in" / name).write_text("text\nTea.\n")
    wanted = ["in/b.jsonl", "in/deep/a.csv"]
    assert [file.name for file in find_inputs(["in"])] == wanted
    assert [file.name for file in find_inputs(["in/**/[ab].*"])] == wanted
    base = tmp_path.as_uri()
    assert [file.name for file in find_inputs([f"{base}/in"])] == [f"{base}/{name}" for name in wanted]
    assert [file.name for file in find_inputs([f"{base}/in/*.jsonl"])] == [f"{base}/in/b.jsonl"]


def test_a_run_from_and_to_a_uri_writes_the_same_tables(lines: Path, tmp_path: Path) -> None:
    run(lines, tmp_path / "wanted")
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "a.jsonl").write_bytes(lines.read_bytes())
    base = tmp_path.as_uri()
    asked = plan([f"{base}/copy"], "", defaults(), Options(), f"{base}/out")
    assert execute(asked, "local", 1, "", lambda summary, consumed: None).counts["ok"] == len(ARTICLES)
    for table in TABLES:
        assert without_source(rows(tmp_path / "out", table)) == without_source(rows(tmp_path / "wanted", table))


def test_a_column_that_is_not_there_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,words\n1,Tea.\n")
    with pytest.raises(ConfigError, match=r"none of the columns text.*It has: name, words"):
        run(tmp_path / "a.csv", tmp_path / "out")
    with pytest.raises(ConfigError, match="no column 'wrds'"):
        run(tmp_path / "a.csv", tmp_path / "out", columns=Columns(text="wrds"))
    assert not (tmp_path / "out").exists()


def test_the_command_ends_with_the_codes_of_every_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLAIMLINT_DEBUG", "1")
    clean = write_lines(tmp_path / "clean.jsonl", [{"id": 1, "text": "We walked."}]).name
    found = write_lines(tmp_path / "found.jsonl", [article(1)]).name
    broken = write_lines(tmp_path / "broken.jsonl", [article(1), "{"]).name
    codes = {}
    for number, arguments in enumerate(([clean], [found], [found, "--fail-on", "never"], [broken], ["none.jsonl"])):
        from claimlint.cli import main

        codes[number] = main(["bulk", *arguments, "-o", f"out{number}", "--jobs", "1", "--isolated", "--quiet"])
    assert list(codes.values()) == [0, 1, 0, 2, 2]


def test_the_summary_counts_documents_findings_and_claims(tmp_path: Path, lines: Path) -> None:
    arguments = ["bulk", str(lines), "-o", str(tmp_path / "out"), "--jobs", "1", "--isolated"]
    shown = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert "6 documents (0 skipped): 6 errors" in shown.output and "12 claims" in shown.output
    again = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert "1 of 1 parts had been done before" in again.output


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from claimlint.bulk import run as module

    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"needs pyarrow.*pip install 'claimlint-health\[bulk\]'"):
        module.require("local", {"jsonl"})
    with pytest.raises(EngineError, match=r"pyarrow and warcio"):
        module.require("local", {"warc"})


def test_other_commands_import_neither_arrow_nor_spark() -> None:
    program = (
        "import sys; from claimlint.cli import main; main(['check', '--help']); main(['bulk', '--help']);"
        " print([name for name in ('pyarrow', 'pyspark', 'warcio', 'claimlint.bulk') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_progress_tells_the_share_the_rate_and_the_time_left(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from claimlint.cli import bulk, main

    arguments = ["bulk", str(lines), "--part-rows", "2", "--jobs", "1", "--isolated", "-o"]
    monkeypatch.setattr(bulk, "_EVERY", 0.0)
    main([*arguments, str(tmp_path / "a")])
    told = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"\d+ %, 2 documents, \d+ a second, 0:00:\d\d left", told[0])
    assert told[2].startswith("100 %, 6 documents") and told[2].endswith("0:00:00 left")
    main([*arguments, str(tmp_path / "b"), "--quiet"])
    assert capsys.readouterr().err == ""


def test_a_configuration_means_the_same_files_wherever_the_work_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.txt").write_text("glorfimaxin\n")
    (tmp_path / "c.yaml").write_text("spelling: {dictionaries: [words.txt]}\n")
    write_lines(tmp_path / "a.jsonl", [{"id": 1, "text": "We drank glorfimaxin, then teh tea."}])
    asked = plan(["a.jsonl"], "", load_config(Path("c.yaml")), Options(), str(tmp_path / "out"))
    job = begin(Store(asked.output), asked.config, asked.options, list(asked.inputs))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    found = Rows()
    check(Record(0, "1", "We drank glorfimaxin, then teh tea."), "a.jsonl", pickle.loads(pickle.dumps(job)), found)
    assert [row["text"] for row in found.findings if row["family"] == "spelling"] == ["teh"]
