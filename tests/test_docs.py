"""The documentation: every page is there, nothing leads nowhere, what it shows is what there is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from claimlint.cli import COMMANDS
from claimlint.config import build_config
from claimlint.config_file import ConfigFile
from claimlint.resources import rules_root
from claimlint.ruleset import load_ruleset
from claimlint.schemas import load_schema
from claimlint.typed_yaml import read_yaml

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"
_RULE_ID = re.compile(r"`((?:claims|disclaimers|affiliate|spelling|readability|reporting|metadata|language)/[a-z-]+)`")


@pytest.fixture(scope="module")
def build() -> ModuleType:
    sys.path.insert(0, str(SCRIPTS))
    try:
        import build_docs
    finally:
        sys.path.remove(str(SCRIPTS))
    return build_docs


@pytest.fixture(scope="module")
def found(build: ModuleType) -> dict[str, str]:
    pages: dict[str, str] = build.pages()
    return pages


def test_every_rule_has_a_page_with_its_examples_and_sources(found: dict[str, str]) -> None:
    for rule in load_ruleset(examples=True).known.values():
        page = found[f"rules/{rule.id}.md"]
        assert page.count("[[") >= len(rule.bad), rule.id
        assert all(source.url in page for source in rule.sources), rule.id


def test_no_link_between_pages_leads_nowhere(build: ModuleType, found: dict[str, str]) -> None:
    assert build.broken_links(found) == []


def test_a_link_that_leads_nowhere_is_found(build: ModuleType) -> None:
    assert build.broken_links({"a/b.md": "[x](../c.md), [y](b.md), `[z](no.md)`"}) == ["a/b.md: ../c.md"]


def test_every_command_and_option_is_documented(found: dict[str, str]) -> None:
    page = found["commands.md"]
    assert all(f"## claimlint {name}\n" in page for name in COMMANDS)
    assert "--min-score" in page


def test_every_key_of_the_configuration_is_described(found: dict[str, str]) -> None:
    rows = re.findall(r"^\| `([a-z_.\[\]]+)` \| [^|]*\| *([^|]*)\|$", found["configuration.md"], re.MULTILINE)
    assert set(load_schema("config")["properties"]) - {""} >= set(ConfigFile.__dataclass_fields__)
    assert {name for name, _ in rows} >= set(ConfigFile.__dataclass_fields__)


def test_no_hand_written_page_names_a_rule_that_does_not_exist(found: dict[str, str]) -> None:
    known = set(load_ruleset().names)
    texts = {path.name: path.read_text("utf-8") for path in [*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")]}
    named = {(name, rule) for name, text in texts.items() for rule in _RULE_ID.findall(text)}
    assert {(name, rule) for name, rule in named if rule not in known} == set()


@pytest.mark.parametrize("path", [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"], ids=lambda path: path.name)
def test_every_configuration_shown_is_valid(path: Path) -> None:
    for block in re.findall(r"```yaml[^\n]*\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
        data = None if "{" in block.split("\n")[0] and ":" not in block.split("\n")[0] else yaml.safe_load(block)
        if isinstance(data, dict) and not {"id", "repos"} & set(data):
            build_config(read_yaml(block, path.name))
            assert set(data.get("rules", ())) <= set(load_ruleset().names)


def test_generated_pages_are_not_in_the_checkout() -> None:
    assert not (ROOT / "docs" / "rules").exists()
    assert rules_root() == ROOT / "rules"


def test_the_site_is_built_and_none_of_its_links_leads_nowhere(tmp_path: Path) -> None:
    command = shutil.which("zensical", path=str(Path(sys.executable).parent)) or shutil.which("zensical")
    if command is None:
        if "docs" in os.environ.get("CLAIMLINT_REQUIRED", "").split(","):
            pytest.fail("zensical is required here and not installed: see .ci/requirements.txt")
        pytest.skip("zensical is not installed")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    script = [sys.executable, str(SCRIPTS / "build_docs.py"), str(tmp_path)]
    result = subprocess.run(script, capture_output=True, text=True, env=environment, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "site" / "rules" / "index.html").is_file()


def action_step(name: str) -> dict[str, str]:
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return next(step for step in steps if step.get("id") == name)


def test_no_script_of_the_action_holds_an_input_in_its_text() -> None:
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(("arguments", "code"), [("--fail-on never", 0), ("--select affiliate\n--isolated", 1)])
def test_the_script_of_the_action_writes_its_reports_and_keeps_the_code(
    tmp_path: Path, arguments: str, code: int
) -> None:
    (tmp_path / "wrong $(touch x).md").write_text("Buy [tea](https://www.amazon.com/dp/B000000000?tag=tea-20).\n")
    program = tmp_path / "bin" / "claimlint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT / "src"} exec {sys.executable} -m claimlint "$@"\n')
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "INPUT_PATHS": ".",
        "INPUT_ARGS": arguments,
        "INPUT_FAIL_ON": "",
        "INPUT_SUMMARY": "true",
    }
    (tmp_path / "temp").mkdir()
    script = ["bash", "-e", "-c", action_step("check")["run"]]
    result = subprocess.run(script, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)
    assert result.returncode == 0, result.stderr
    assert "::error file=" in result.stdout
    assert f"exit-code={code}\n" in (tmp_path / "output").read_text()
    assert (tmp_path / "temp" / "claimlint.sarif").is_file()
    assert "### claimlint" in (tmp_path / "summary").read_text()
    assert not (tmp_path / "x").exists()
