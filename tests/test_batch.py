"""Many files: every file has its report in its place, however few or many are read at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.batch import Configs, lint_targets
from claimlint.config import Config
from claimlint.discover import discover

FILES = 40
UNREADABLE = 7


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for place in range(FILES):
        text = f"# Tea {place}\n\nThis tea cures {place} kinds of cancer.\n"
        (tmp_path / f"{place:02}.md").write_text(text * (1000 if place == 20 else 1), "utf-8")
    (tmp_path / f"{UNREADABLE:02}.md").write_bytes(b"\x00\xff\x00\xfe" * 9)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("jobs", [1, 2])
def test_reports_come_in_the_order_of_the_files(folder: Path, jobs: int) -> None:
    files = discover([str(folder)]).files
    reports = list(lint_targets(files, Configs(Config()), jobs))
    assert [report.path for report in reports] == [file.shown for file in files]


def test_a_file_that_cannot_be_read_says_so_among_those_that_can(folder: Path) -> None:
    reports = list(lint_targets(discover([str(folder)]).files, Configs(Config())))
    failed = [place for place, report in enumerate(reports) if report.notifications]
    assert failed == [UNREADABLE]
    assert all(report.findings for place, report in enumerate(reports) if place != UNREADABLE)
