"""The baseline: old findings stay recognised, new ones are never swallowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.baseline import (
    Baseline,
    Entry,
    entries_for,
    fingerprints,
    format_baseline,
    load_baseline,
    parse_baseline,
    path_in_baseline,
)
from claimlint.errors import BaselineError
from claimlint.finding import Confidence, Finding, Severity
from claimlint.source import Source, Span

OLD = "Tea is nice.\n\nGarlic cures colds. Ginger cures colds.\n\nGinger cures colds.\n"


def find(text: str, words: str = "cures colds", rule: str = "claims/cure") -> list[Finding]:
    """Return a fingerprinted finding for every place of the words."""
    places = [index for index in range(len(text)) if text.startswith(words, index)]
    found = [
        Finding("a.md", rule, Severity.ERROR, Confidence.HIGH, "", Span(place, place + len(words)), words)
        for place in places
    ]
    return fingerprints(found, Source("a.md", text, "markdown"))


def baseline_of(text: str) -> Baseline:
    return Baseline().plus(entries_for(find(text), "a.md"))


def new(text: str, baseline: Baseline) -> list[Finding]:
    return baseline.split(find(text), "a.md")[0]


def test_fingerprints_are_unique_in_a_file():
    marks = [item.fingerprint for item in find(OLD + OLD)]
    assert len(set(marks)) == len(marks) == 6


def test_an_unchanged_article_has_nothing_new():
    fresh, old = baseline_of(OLD).split(find(OLD), "a.md")
    assert (fresh, {item.kind for item in old}, len(old)) == ([], {"external"}, 3)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "# A title\n\nMore words.\n\n" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("Garlic cures", "Garlic\ncures"),
        lambda text: text.replace("Tea is nice.", "Tea is not nice at all, he says."),
        lambda text: text + "\nGinger is a root.\n",
    ],
)
def test_changes_elsewhere_and_of_white_space_leave_findings_known(change):
    assert new(change(OLD), baseline_of(OLD)) == []


def test_the_same_words_in_another_sentence_are_new():
    text = OLD + "\nThis bracelet cures colds.\n"
    assert len(new(text, baseline_of(OLD))) == 1


def test_one_more_of_the_same_sentence_is_new():
    text = OLD + "\nGinger cures colds.\n"
    assert len(new(text, baseline_of(OLD))) == 1


def test_a_finding_of_another_rule_is_new():
    assert len(baseline_of(OLD).split(find(OLD, rule="claims/hype"), "a.md")[0]) == 3


def test_the_same_article_under_another_path_is_new():
    assert len(baseline_of(OLD).split(find(OLD), "b.md")[0]) == 3


def test_what_is_gone_is_stale():
    baseline = baseline_of(OLD)
    stale = baseline.stale({"a.md": find(OLD.replace("Garlic cures", "Garlic is said to cure"))}, {"claims/cure"})
    assert [entry.text for entry in stale] == ["cures colds"]


def test_what_was_not_looked_at_is_not_stale():
    baseline = baseline_of(OLD)
    assert baseline.stale({}, {"claims/cure"}) == []
    assert baseline.stale({"a.md": []}, {"claims/hype"}) == []


def test_entries_of_a_file_that_is_gone_are_stale():
    assert len(baseline_of(OLD).stale({}, {"claims/cure"}, {"a.md"})) == 3


def test_pruning_takes_stale_entries_out_and_nothing_in():
    baseline = baseline_of(OLD)
    text = "This bracelet cures colds.\n"
    pruned = baseline.without(baseline.stale({"a.md": find(text)}, {"claims/cure"}))
    assert (pruned.entries, len(new(text, pruned))) == ((), 1)


def test_a_baseline_file_holds_no_line_numbers_and_one_entry_a_line():
    text = format_baseline(baseline_of(OLD))
    assert text.count("\n") == 4
    assert '"line"' not in text


def test_a_baseline_file_is_the_same_in_whatever_order_it_was_made():
    entries = entries_for(find(OLD), "a.md")
    assert format_baseline(Baseline().plus(entries)) == format_baseline(Baseline(tuple(reversed(entries))))


def test_two_branches_merge_by_taking_both_sides():
    ours, theirs = format_baseline(baseline_of(OLD)), format_baseline(baseline_of("Rest cures colds.\n"))
    merged = parse_baseline(ours + theirs.partition("\n")[2], "b")
    assert len(merged.entries) == 4


def test_a_missing_baseline_is_an_error(tmp_path: Path):
    with pytest.raises(BaselineError, match="there is no such baseline"):
        load_baseline(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("{}\n", "schema_version None"),
        ('{"schema_version": 99}\n', "schema_version 99"),
        ('{"schema_version": 1}\n<<<<<<< HEAD\n', "b:2: .*unfinished merge"),
        ('{"schema_version": 1}\n[]\n', "b:2: .*not a JSON object"),
        ('{"schema_version": 1}\n{"path": "a.md", "rule": 3}\n', "b:2: .*must be text"),
    ],
)
def test_a_damaged_baseline_is_an_error_that_names_its_line(text: str, message: str):
    with pytest.raises(BaselineError, match=message):
        parse_baseline(text, "b")


def test_a_baseline_in_another_encoding_is_an_error(tmp_path: Path):
    path = tmp_path / "b.jsonl"
    path.write_bytes(b"\xff\xfe{")
    with pytest.raises(BaselineError, match="cannot be read"):
        load_baseline(path)


def test_paths_are_kept_from_the_folder_of_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    assert path_in_baseline(Path("a.md"), tmp_path / "b.jsonl") == "content/a.md"


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.builds(Entry, _texts, _texts, _texts, _texts)))
def test_a_baseline_reads_back_as_it_was_written(entries: list[Entry]):
    baseline = Baseline().plus(entries)
    assert parse_baseline(format_baseline(baseline), "b") == baseline
