"""Fixes: edits that never overlap, files that change in nothing but their words."""

from __future__ import annotations

import codecs
import os
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.errors import SourceError
from claimlint.finding import Confidence, Edit, Finding, Severity
from claimlint.fix import apply, diff, fix, plan, replace_file, write_fixed
from claimlint.lint import lint
from claimlint.resources import rules_root
from claimlint.ruleset import load_ruleset
from claimlint.source import Source, Span, decode

TEXT = "Ginger cures all colds always."


def finding(*edits: Edit, rule: str = "claims/cure") -> Finding:
    span = edits[0].span
    return Finding("a.md", rule, Severity.ERROR, Confidence.HIGH, "", span, TEXT[span.start : span.end], edits=edits)


def edit(words: str, replacement: str, *, safe: bool = True, text: str = TEXT) -> Edit:
    start = text.index(words)
    return Edit(Span(start, start + len(words)), replacement, safe)


def result(*findings: Finding, unsafe: bool = False) -> str:
    source = Source("a.md", TEXT)
    return apply(TEXT, plan(source, findings, unsafe=unsafe).edits)


def test_only_safe_edits_are_made():
    both = finding(edit("Ginger", "Garlic")), finding(edit("cures", "may help with", safe=False))
    assert result(*both) == "Garlic cures all colds always."
    assert result(*both, unsafe=True) == "Garlic may help with all colds always."


def test_of_two_edits_for_the_same_words_the_first_finding_wins():
    one, two = finding(edit("cures all", "helps")), finding(edit("all colds", "some"), rule="claims/absolute")
    chosen = plan(Source("a.md", TEXT), [two, one])
    assert (apply(TEXT, chosen.edits), chosen.left) == ("Ginger helps colds always.", (two,))


def test_a_finding_is_fixed_as_a_whole_or_not_at_all():
    one = finding(edit("Ginger", "Garlic"))
    two = finding(edit("Ginger cures", "It helps"), edit("always", "often"), rule="claims/x")
    assert result(one, two) == "Garlic cures all colds always."


def test_an_equal_edit_of_two_findings_is_made_once():
    one, two = finding(edit("always", "often")), finding(edit("always", "often"), rule="claims/x")
    chosen = plan(Source("a.md", TEXT), [one, two])
    assert (len(chosen.edits), len(chosen.fixed)) == (1, 2)


def test_of_two_insertions_at_one_place_the_first_finding_wins():
    one = finding(Edit(Span(0, 0), "A ", True), rule="a/a")
    two = finding(Edit(Span(0, 0), "B ", True), rule="b/b")
    assert result(two, one).startswith("A Ginger")


def test_an_edit_that_changes_nothing_is_not_made():
    assert plan(Source("a.md", TEXT), [finding(edit("cures", "cures"))]).fixed == ()


def test_rounds_go_on_until_nothing_is_left_to_fix():
    def lint(source: Source) -> list[Finding]:
        return [finding(edit("cures", "helps", text=source.text))] if "cures" in source.text else []

    text = "It cures, cures and cures."
    fixed = fix(Source("a.md", text), lint(Source("a.md", text)), lint)
    assert (fixed.source.text, len(fixed.findings)) == ("It helps, helps and helps.", 3)


def test_rules_that_undo_each_other_come_to_an_end():
    def lint(source: Source) -> list[Finding]:
        old, new = ("tic", "toc") if "tic" in source.text else ("toc", "tic")
        return [finding(edit(old, new, text=source.text))]

    assert fix(Source("a.md", "tic"), lint(Source("a.md", "tic")), lint).source.text == "toc"


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize(
    "text", ["One\nIt cures.\nEnd\n", "One\r\nIt cures.\r\nEnd", "It cures.", "a\u2028It cures.\n"]
)
def test_the_diff_is_one_that_patch_takes(text: str, tmp_path: Path):
    old, new = Source("a.md", text), Source("a.md", text.replace("cures", "may help"))
    (tmp_path / "a.md").write_bytes(text.encode())
    subprocess.run(["patch", "-p0", "--binary"], input=diff(old, new).encode(), cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes().decode() == new.text


def test_no_change_has_no_diff():
    assert diff(Source("a.md", TEXT), Source("a.md", TEXT)) == ""


def read(path: Path, encoding: str | None = None) -> Source:
    text, codec, bom = decode(path.read_bytes(), path.name, encoding)
    return Source(path.name, text, "markdown", codec, bom)


def change(source: Source) -> Source:
    return Source(source.path, source.text.replace("cures", "may help"), source.format, source.encoding, source.bom)


@pytest.mark.parametrize(
    "data",
    [
        b"It cures.\r\nAll\rof\nit.",
        codecs.BOM_UTF8 + "Caf\u00e9 cures.\n".encode(),
        codecs.BOM_UTF16_LE + "It cures.\r\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "It cures.\n".encode("utf-16-be"),
    ],
)
def test_a_file_changes_in_nothing_but_its_words(data: bytes, tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    source = read(path)
    write_fixed(path, source, change(source))
    codec = source.encoding
    assert path.read_bytes() == data.replace("cures".encode(codec), "may help".encode(codec))


def test_a_file_in_windows_1252_stays_one(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\x93It cures\x94")
    source = read(path, "cp1252")
    write_fixed(path, source, change(source))
    assert path.read_bytes() == b"\x93It may help\x94"


def test_a_character_the_encoding_lacks_leaves_the_file_alone(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(b"It cures.")
    source = read(path, "cp1252")
    with pytest.raises(SourceError, match="cp1252 has no"):
        write_fixed(path, source, Source("a.md", "It \u2265 helps.", "markdown", "cp1252"))
    assert path.read_bytes() == b"It cures."


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(b"It cures.")
    source = read(path)
    path.write_bytes(b"It cures. Or so they say.")
    with pytest.raises(SourceError, match="has changed since"):
        write_fixed(path, source, change(source))
    assert path.read_bytes() == b"It cures. Or so they say."


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_mode_and_symbolic_link_stay(tmp_path: Path):
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_bytes(b"It cures.")
    real.chmod(0o640)
    link.symlink_to(real)
    source = read(link)
    write_fixed(link, source, change(source))
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"It may help.", 0o640)


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path):
    (tmp_path / "usual").touch()
    replace_file(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace_file(pipe, b"x")
    assert (os.read(reader, 10), pipe.is_fifo()) == (b"x", True)
    os.close(reader)


def test_nothing_is_left_beside_the_file(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_bytes(b"It cures.")
    source = read(path)
    write_fixed(path, source, change(source))
    assert [item.name for item in tmp_path.iterdir()] == ["a.md"]


_edits = st.builds(
    lambda start, length, text, safe: Edit(Span(start, start + length), text, safe),
    st.integers(0, 30),
    st.integers(0, 6),
    st.text("xy", max_size=3),
    st.booleans(),
)


@given(st.lists(st.lists(_edits, min_size=1, max_size=3), max_size=8), st.randoms())
def test_chosen_edits_never_overlap_and_do_not_depend_on_order(groups: list[list[Edit]], random):
    text = "abcdefghij" * 4
    findings = [
        Finding("a", f"r/{n}", Severity.NOTE, Confidence.LOW, "", g[0].span, "", edits=tuple(g))
        for n, g in enumerate(groups)
    ]
    chosen = plan(Source("a", text), findings)
    spans = [item.span for item in chosen.edits]
    assert all(one.end <= two.start and one != two for one, two in pairwise(spans))
    random.shuffle(findings)
    assert plan(Source("a", text), findings) == chosen


@given(st.lists(st.lists(_edits, min_size=1, max_size=3), max_size=8))
def test_every_finding_that_counts_as_fixed_has_all_its_safe_edits_made(groups: list[list[Edit]]):
    text = "abcdefghij" * 4
    findings = [
        Finding("a", f"r/{n}", Severity.NOTE, Confidence.LOW, "", g[0].span, "", edits=tuple(g))
        for n, g in enumerate(groups)
    ]
    chosen = plan(Source("a", text), findings)
    made = set(chosen.edits)
    for item in chosen.fixed:
        assert {
            one for one in item.edits if one.safe and text[one.span.start : one.span.end] != one.replacement
        } <= made


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Take with\nout milk.", "Take without milk."),
        ("Take <i>with out</i> milk.", "Take <i>without</i> milk."),
        ("Take an [other](https://shop.example) cup.", ""),
        ("Rest over <b>night</b>.", ""),
        ("I definat**ely** know.", ""),
        ("I defin\u00adately know.", "I definitely know."),
    ],
)
def test_no_edit_leaves_half_of_a_tag_or_a_link(text: str, fixed: str):
    rules = load_ruleset([rules_root() / "spelling"], builtin=False)
    source = Source("a.md", text, "markdown")
    report = lint(source, rules)
    assert report.findings
    assert apply(text, plan(source, report.findings, unsafe=True).edits) == (fixed or text)


@pytest.mark.parametrize(
    ("text", "format", "fixed"),
    [
        ("---\ntitle: 'You dont'\n---\n", "markdown", "---\ntitle: 'You don\u2019t'\n---\n"),
        ('---\ntitle: "You dont"\n---\n', "markdown", '---\ntitle: "You don\'t"\n---\n'),
        ("+++\ntitle = 'You dont'\n+++\n", "markdown", "+++\ntitle = 'You don\u2019t'\n+++\n"),
        ("<p>A<img alt='You dont' src=a></p>", "html", "<p>A<img alt='You don\u2019t' src=a></p>"),
        ("<title>You dont</title>", "html", "<title>You don't</title>"),
    ],
)
def test_no_apostrophe_ends_a_quoted_value(text: str, format: str, fixed: str):
    rules = load_ruleset([rules_root() / "spelling"], builtin=False)
    report = lint(Source("a", text, format), rules)
    assert apply(text, plan(Source("a", text, format), report.findings, unsafe=True).edits) == fixed
