"""The README shows what claimlint says today, and its commands are the ones that CI runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claimlint.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_OUTPUT = re.compile(r"<!-- output: (?P<args>[^>]*?) -->\n```text\n(?P<shown>.*?)```", re.DOTALL)
_RULE = re.compile(r"```yaml\n(?P<rule>id: house/.*?)```", re.DOTALL)


def test_every_report_in_the_readme_is_what_the_command_prints(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    text = README.read_text("utf-8")
    outputs = list(_OUTPUT.finditer(text))
    assert outputs
    for output in reversed(outputs):
        main([*output["args"].split(), "--isolated"])
        printed = capsys.readouterr().out
        if request.config.getoption("--update-golden"):
            text = text[: output.start("shown")] + printed + text[output.end("shown") :]
            README.write_text(text, "utf-8")
        else:
            assert output["shown"] == printed


def test_the_rule_in_the_readme_does_what_its_examples_say(tmp_path: Path) -> None:
    rule = _RULE.search(README.read_text("utf-8"))
    assert rule is not None
    (tmp_path / "no-wonder-drugs.yaml").write_text(rule["rule"], "utf-8")
    assert main(["rules", "test", str(tmp_path)]) == 0


@pytest.mark.parametrize("command", ["report", "tests"])
def test_the_gate_runs_the_two_commands_of_the_readme(command: str) -> None:
    assert f"<!-- command: {command} -->\n```sh\npython3 -m venv" in README.read_text("utf-8")
    assert f"<!-- command: {command} -->" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_every_command_named_in_the_readme_exists() -> None:
    from claimlint.cli import COMMANDS

    parts = re.findall(r"```sh\n(.*?)```|`(claimlint [^`]*)`", README.read_text("utf-8"), re.DOTALL)
    code = "\n".join(first or second for first, second in parts)
    named = set(re.findall(r"(?:^|bin/)claimlint ([a-z]+)", code, re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)


def test_the_python_in_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert code
    for block in code:
        exec(compile(block, "README.md", "exec"), {})
    assert "claims/" in capsys.readouterr().out


def test_no_link_in_the_readme_leads_nowhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / name).read_text("utf-8"))
        assert [link for link in links if not (ROOT / link).exists()] == []
