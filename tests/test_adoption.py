"""Four hundred old articles: three commands to adopt claimlint, and from then on only what is new.

The articles are not ours to ship, so this needs the folder ``shared`` beside the checkout.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimlint.cli import main

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "corpus" / "news.jsonl"
BASELINE = ".claimlint-baseline.jsonl"

pytestmark = pytest.mark.skipif(not CORPUS.is_file(), reason="needs ../shared")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for number, line in enumerate(CORPUS.read_text("utf-8").splitlines()):
        (tmp_path / f"{number:03}.md").write_text(json.loads(line)["text"], "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_team_adopts_it_in_three_commands_and_sees_only_what_is_new(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", ".", "--statistics"]) == 1
    assert "in 400 files." in capsys.readouterr().out
    assert main(["baseline", "."]) == 0
    assert main(["check", ".", "--baseline", BASELINE]) == 0
    old = (repository / "000.md").read_text("utf-8")
    (repository / "000.md").write_text(f"A new first line.\n\n{old}\n\nOur garlic drops cure cancer.\n", "utf-8")
    capsys.readouterr()
    assert main(["check", ".", "--baseline", BASELINE, "--format", "json"]) == 1
    new = [item for item in json.loads(capsys.readouterr().out)["findings"] if item["severity"] != "note"]
    assert {item["path"] for item in new} == {"000.md"}
    assert {item["rule"].partition("/")[0] for item in new} == {"claims"}
