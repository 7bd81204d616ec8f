"""Whole articles of five kinds with the reports they get, kept as golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claimlint.cli import main

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = sorted((ROOT / "examples" / "articles").iterdir())


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_an_example_gets_the_report_we_have_read(
    article: Path,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT / "examples")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    main(["check", f"articles/{article.name}", "--isolated", "-v"])
    golden(f"examples/{article.name}.report.txt", capsys.readouterr().out)


def test_a_careful_page_for_patients_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    monkeypatch.chdir(ROOT / "examples")
    assert main(["check", "articles/patient-fever.md", "--isolated"]) == 0
