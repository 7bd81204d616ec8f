"""The house holds: layers, sizes, no word of a licence we do not want."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "claimlint").rglob("*.py"))
_LINES, _FUNCTION_LINES = 330, 60


def test_imports_go_down_only() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--config",
        str(ROOT / "pyproject.toml"),
        "--no-cache",
    ]
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_contracts_only_exception_is_a_type_hint() -> None:
    exceptions = [
        line for line in (ROOT / "pyproject.toml").read_text("utf-8").splitlines() if "ignore_imports" in line
    ]
    assert exceptions == ['ignore_imports = ["claimlint.language.** -> claimlint.language.analysis"]']
    for module in (ROOT / "src" / "claimlint" / "language").rglob("*.py"):
        tree = ast.parse(module.read_text("utf-8"))
        at_run_time = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
        assert "claimlint.language.analysis" not in at_run_time, module


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_a_module_can_be_read_in_one_sitting(module: Path) -> None:
    text = module.read_text("utf-8")
    assert len(text.splitlines()) <= _LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > _FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_a_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8")))


def test_the_gpl_library_is_imported_in_one_place_only() -> None:
    users = [
        path.name for path in MODULES if re.search(r"^\s*(import|from) language_tool_python", path.read_text(), re.M)
    ]
    assert set(users) <= {"languagetool_library.py"}


def test_no_file_names_a_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    machine = "/" + "work/"
    files = [ROOT / name for name in listed.stdout.splitlines()]
    texts = {path: path.read_bytes() for path in files if path.is_file()}
    assert [str(path) for path, data in texts.items() if machine.encode() in data] == []
