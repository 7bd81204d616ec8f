"""The formats before the validators of those who read them: Microsoft's for SARIF, one of reviewdog's format."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sample_report import clean_report, sample_report

from claimlint.finding import Report
from claimlint.reporters import REPORTERS, ReportOptions

TOOLS = Path(__file__).parents[1] / ".ci" / "tools" / "node_modules"
MULTITOOL = TOOLS / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
RDFORMAT = TOOLS / ".bin" / "rdformat-validator"


def need(name: str, there: bool) -> None:
    """Skip where a validator is not installed, unless the gate says that it must be."""
    if not there:
        if name in os.environ.get("CLAIMLINT_REQUIRED", "").split(","):
            pytest.fail(f"{name} is required here and not installed: see .ci/run")
        pytest.skip(f"{name} is not installed")


def validate_sarif(text: str, folder: Path) -> list[str]:
    """Return what the strict validator says; it exits with 0 whatever it finds, so its own log is read."""
    need("sarif-multitool", MULTITOOL.is_file())
    log, verdict = folder / "log.sarif", folder / "verdict.sarif"
    log.write_text(text, "utf-8")
    command = [str(MULTITOOL), "validate", str(log), "--rule-kind", "Sarif;Ghas", "--output", str(verdict)]
    subprocess.run([*command, "--log", "ForceOverwrite"], check=True, capture_output=True)
    runs = json.loads(verdict.read_text("utf-8-sig"))["runs"]
    results = [result for run in runs for result in run.get("results", ())]
    return [f"{result['ruleId']}: {result['message']}" for result in results]


@pytest.mark.parametrize("report", [sample_report(), clean_report()], ids=["sample", "clean"])
@pytest.mark.parametrize("options", [{}, {"show_suppressed": True, "prefix": "a b/"}], ids=["plain", "everything"])
def test_the_strict_validator_finds_nothing_in_our_sarif(report: Report, options: dict[str, Any], tmp_path: Path):
    assert validate_sarif(REPORTERS["sarif"](report, ReportOptions(**options)), tmp_path) == []


def test_the_strict_validator_would_find_a_fault(tmp_path: Path):
    log = json.loads(REPORTERS["sarif"](sample_report(), ReportOptions()))
    del log["runs"][0]["results"][0]["message"]["text"]
    assert validate_sarif(json.dumps(log), tmp_path)


def validate_rdjson(records: list[Any], folder: Path) -> subprocess.CompletedProcess[str]:
    need("rdformat", RDFORMAT.exists() and shutil.which("node") is not None)
    path = folder / "diagnostics.json"
    path.write_text(json.dumps({"source": {"name": "claimlint"}, "diagnostics": records}), "utf-8")
    command = ["node", str(RDFORMAT), "--strict", "--no-extra-fields", "--verbose", str(path)]
    return subprocess.run(command, capture_output=True, text=True)


def test_reviewdogs_validator_accepts_every_line(tmp_path: Path):
    text = REPORTERS["rdjsonl"](sample_report(), ReportOptions())
    done = validate_rdjson([json.loads(line) for line in text.splitlines()], tmp_path)
    assert done.returncode == 0, done.stdout


def test_reviewdogs_validator_would_find_a_fault(tmp_path: Path):
    assert validate_rdjson([{"message": 1}], tmp_path).returncode == 1
