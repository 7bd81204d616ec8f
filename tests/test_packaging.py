"""Installed as users install it: wheel from an sdist, editable, plug-in, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.xdist_group("packaging")
"""One process for all of them, so that distributions are built once."""

RULE = (
    "id: house/tea\ncheck: phrase\noptions: {any: [magic tea]}\nmessage: No.\nwhy: House style.\n"
    "examples: {bad: ['A [[magic tea]].', 'Our [[magic tea]].'], good: ['Tea is magic.', 'We had tea.']}\n"
)


def required(name: str) -> bool:
    """Whether this run must not skip what needs ``name``."""
    return name in os.environ.get("CLAIMLINT_REQUIRED", "").split(",")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**base, **environment},
        check=False,
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from an sdist, as an index would build it."""
    if not required("build"):
        pytest.skip("builds distributions from the package index; set CLAIMLINT_REQUIRED=build")
    folder = tmp_path_factory.mktemp("dist")
    result = run(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a fresh environment with the wheel and the example plug-in."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", folder, cwd=folder)
    plugin = shutil.copytree(ROOT / "examples" / "plugin", folder / "plugin")
    lock = ROOT / "requirements.lock"
    result = run(folder / "bin" / "pip", "install", "-q", "-c", lock, wheel, plugin, cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "bin"


def test_the_wheel_holds_the_rules_and_nothing_of_the_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    rules = [path for path in (ROOT / "rules").rglob("*") if path.is_file()]
    assert sum(name.startswith("claimlint/_rules/") for name in names) >= len(rules)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not any(name.startswith(("tests/", "examples/")) for name in names)


def test_the_installed_command_finds_its_rules_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Tea\n\nBuy [tea](https://www.amazon.com/dp/B000000000?tag=tea-20).\n")
    result = run(installed / "claimlint", "check", "a.md", "--format", "concise", cwd=tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "affiliate/undisclosed-link" in result.stdout


def test_the_wheel_needs_no_cache_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Walking\n\nWe walked in the park on Sunday and fed the ducks.\n")
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "CLAIMLINT_CACHE_DIR": ""}
    result = run(installed / "claimlint", "check", "a.md", cwd=tmp_path, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    assert list(home.rglob("*rules*")) == []


def test_a_home_that_cannot_be_written_is_no_obstacle(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "tea.yaml").write_text(RULE)
    (tmp_path / ".claimlint.yaml").write_text("rule_paths: [tea.yaml]\nselect: [house]\n")
    (tmp_path / "a.md").write_text("We drink magic tea.\n")
    (tmp_path / "home").write_text("a file, so that no folder can be made in it")
    environment = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": "", "CLAIMLINT_CACHE_DIR": ""}
    result = run(installed / "claimlint", "check", "a.md", "--format", "concise", cwd=tmp_path, **environment)
    assert result.returncode == 1, result.stdout + result.stderr
    assert result.stdout.startswith("a.md:1:")
    assert "Traceback" not in result.stderr


def test_the_interface_for_programs_is_typed(installed: Path, tmp_path: Path) -> None:
    program = "import claimlint\nprint(len(claimlint.lint_text('We walked.').findings))\n"
    (tmp_path / "use.py").write_text(program)
    result = run(installed / "python", "use.py", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (0, "0\n"), result.stderr
    marker = run(installed / "python", "-c", "import claimlint; print(claimlint.__path__[0])", cwd=tmp_path)
    assert (Path(marker.stdout.strip()) / "py.typed").is_file()


def test_every_syllable_is_counted_without_the_network(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "articles" / "news-coffee.md", tmp_path)
    offline = {"HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "NLTK_DATA": str(tmp_path)}
    result = run(installed / "claimlint", "check", ".", "--select", "readability", "-v", cwd=tmp_path, **offline)
    assert result.returncode in (0, 1), result.stdout + result.stderr


def test_a_plugin_adds_a_check_a_parser_a_reporter_and_a_pack(installed: Path, tmp_path: Path) -> None:
    (tmp_path / ".claimlint.yaml").write_text("extends: [example-house-style]\nselect: [house]\n")
    (tmp_path / "film.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nREAD THIS NOW, please.\n\n")
    result = run(installed / "claimlint", "check", ".", "--format", "tally", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "house: 1\n"), result.stderr
    tests = run(installed / "claimlint", "rules", "test", cwd=tmp_path)
    assert "do what they should" in tests.stdout.replace("did", "do"), tests.stdout + tests.stderr


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_the_hooks_run_on_a_small_site(tool: str, tmp_path: Path) -> None:
    command = shutil.which(tool) or shutil.which(tool, path=str(Path(sys.executable).parent))
    if command is None or not required(tool):
        if required(tool):
            pytest.fail(f"{tool} is required here and cannot be found")
        pytest.skip(f"needs {tool} and the package index; set CLAIMLINT_REQUIRED={tool}")
    site, clone = tmp_path / "site", tmp_path / "hooks"
    run("git", "clone", "-q", ROOT, clone, cwd=tmp_path)
    site.mkdir()
    (site / "wrong.md").write_text("# Tea\n\nBuy [tea](https://www.amazon.com/dp/B000000000?tag=tea-20).\n")
    (site / "clean.md").write_text("# Walking\n\nWe walked in the park on Sunday and fed the ducks.\n")
    run("git", "init", "-q", cwd=site)
    run("git", "add", ".", cwd=site)
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PREK_HOME": str(tmp_path / "home")}
    result = run(command, "try-repo", clone, "claimlint", "--verbose", "--all-files", cwd=site, **home)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "wrong.md:3:" in result.stdout
    (site / "wrong.md").unlink()
    run("git", "add", "-A", cwd=site)
    result = run(command, "try-repo", clone, "claimlint", "--all-files", cwd=site, **home)
    assert result.returncode == 0, result.stdout + result.stderr
