"""Only what has changed since a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from claimlint.changes import changed_since, parse_diff
from claimlint.cli import main
from claimlint.errors import EngineError

LINK = "We love [this tea](https://www.amazon.com/dp/B000000000?tag=tea-20).\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    (tmp_path / "a.md").write_text(f"# Tea\n\n{LINK}\nA line.\n")
    (tmp_path / "caf\u00e9 menu.md").write_text("# Tea\n\nA line.\n")
    git("add", ".")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x")
    return tmp_path


def git(*args: str) -> None:
    subprocess.run(["git", *args], check=True)


def test_hunks_become_half_open_ranges_of_new_lines() -> None:
    diff = "--- a/x.md\n+++ b/x.md\n@@ -1 +1,2 @@\n@@ -9,2 +11,0 @@\n@@ -20,0 +21 @@\n"
    assert parse_diff(diff) == {"x.md": [(1, 3), (21, 22)]}


def test_an_old_finding_on_an_untouched_line_is_left_out(repository: Path) -> None:
    (repository / "a.md").write_text(f"# Tea\n\n{LINK}\nAnother line.\n")
    assert main(["check", ".", "--diff-base", "HEAD"]) == 0
    assert main(["check", "."]) == 1


def test_a_finding_on_a_changed_line_stays_even_in_a_file_with_a_difficult_name(repository: Path) -> None:
    (repository / "caf\u00e9 menu.md").write_text(f"# Tea\n\n{LINK}\nA line.\n")
    assert main(["check", ".", "--diff-base", "HEAD"]) == 1


def test_a_file_git_does_not_know_is_new_in_every_line(repository: Path) -> None:
    (repository / "new.md").write_text(f"# Tea\n\n{LINK}")
    assert changed_since("HEAD", repository).touches("new.md", 3, 3)
    assert main(["check", "new.md", "--diff-base", "HEAD"]) == 1


def test_a_revision_that_is_not_there_is_told_in_the_words_of_git(repository: Path) -> None:
    with pytest.raises(EngineError, match="no-such-revision"):
        changed_since("no-such-revision", repository)
    assert main(["check", ".", "--diff-base", "no-such-revision"]) == 2
