"""The score: its arithmetic, and what a gate does with it."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint import score
from claimlint.cli import main
from claimlint.finding import Confidence, FileReport, Finding, Notification, Report, Severity
from claimlint.score import Score, score_file, score_report
from claimlint.source import Source, Span

CLEAN = "# Walking\n\nWe walked in the park on Sunday and fed the ducks.\n"
WRONG = "# Tea\n\nWe love [this tea](https://www.amazon.com/dp/B000000000?tag=tea-20), buy it today.\n"
counts = st.tuples(*[st.integers(0, 200)] * 3)


def file(path: str, words: int, *found: tuple[str, Severity]) -> FileReport:
    findings = tuple(
        Finding(path, f"{family}/x", level, Confidence.HIGH, "No.", Span(0, 1), "a") for family, level in found
    )
    return FileReport(path, Source(path, "a"), findings, words=words)


def test_the_example_in_the_documentation_is_true() -> None:
    assert doctest.testmod(score).failed == 0


def test_a_clean_article_has_a_hundred() -> None:
    assert score_file(file("a.md", 500)).value == 100


def test_errors_cost_ten_warnings_three_and_notes_one_in_a_thousand_words() -> None:
    found = [("claims", Severity.ERROR), ("claims", Severity.WARNING), ("readability", Severity.NOTE)]
    assert score_file(file("a.md", 1000, *found)).value == 86


def test_a_family_is_scored_by_its_own_findings() -> None:
    one = score_file(file("a.md", 1000, ("claims", Severity.ERROR), ("spelling", Severity.NOTE)))
    assert (one.of_family("claims"), one.of_family("spelling"), one.of_family("affiliate")) == (90, 99, 100)


def test_a_short_article_counts_as_three_hundred_words() -> None:
    assert score_file(file("a.md", 20, ("claims", Severity.WARNING))).value == 90


def test_a_folder_is_judged_as_one_text() -> None:
    report = Report((file("a/x.md", 3000), file("a/y.md", 1000, ("claims", Severity.ERROR)), file("b.md", 1000)))
    scores = score_report(report)
    assert [(one.name, one.value) for one in scores.folders] == [(".", 100), ("a", 97.5)]
    assert scores.whole.value == 98


def test_an_article_that_could_not_be_read_has_no_score() -> None:
    unread = FileReport("a.md", notifications=(Notification(Severity.ERROR, "not text"),))
    assert score_report(Report((unread,))).articles == ()


@given(counts, st.integers(1, 10_000))
def test_a_score_stays_between_nought_and_a_hundred(levels: tuple[int, int, int], words: int) -> None:
    assert 0 <= Score("a", words, {"claims": levels}).value <= 100


@given(counts, st.integers(1, 10_000))
def test_one_more_error_never_raises_a_score(levels: tuple[int, int, int], words: int) -> None:
    more = (levels[0] + 1, *levels[1:])
    assert Score("a", words, {"claims": more}).value <= Score("a", words, {"claims": levels}).value


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "clean.md").write_text(CLEAN)
    (tmp_path / "wrong.md").write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("99", 1), ("100", 1)])
def test_an_article_below_the_score_asked_for_fails_the_run(site: Path, least: str, code: int) -> None:
    assert main(["check", ".", "--fail-on", "never", "--min-score", least]) == code


def test_what_is_too_low_is_named_with_the_arithmetic(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", ".", "--min-score", "99.5"])
    err = capsys.readouterr().err
    assert "wrong.md: the score is below 99.5: " in err
    assert " = 100 - 1,000 × (" in err
    assert "clean.md" not in err


def test_of_many_low_scores_the_lowest_are_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        (site / f"more{number}.md").write_text(WRONG)
    (site / "worst.md").write_text(WRONG + "\nTurmeric cures cancer.\n")
    main(["check", ".", "--fail-on", "never", "--min-score", "99.5"])
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("worst.md: ")
    assert lines[-1] == "4 more articles score too low: --format json has every score."
    assert len(lines) == 11


def test_a_configuration_may_ask_for_a_score(site: Path) -> None:
    (site / ".claimlint.yaml").write_text("fail_on: never\nmin_score: 99\n")
    assert main(["check", "clean.md"]) == 0
    assert main(["check", "wrong.md"]) == 1


@pytest.mark.parametrize("name", ["text", "concise", "markdown"])
def test_a_report_shows_the_score_when_it_is_asked_for(
    site: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    main(["check", ".", "--format", name, "--statistics"])
    assert "= 100 - 1,000 × (" in capsys.readouterr().out
    main(["check", ".", "--format", name])
    assert "= 100 - 1,000 × (" not in capsys.readouterr().out
