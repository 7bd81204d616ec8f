"""The real LanguageTool, from a folder of its jars that ``CLAIMLINT_LANGUAGETOOL`` names: see .ci/run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_languagetool import SPELLING, asking, found, fresh, needs_library, run, told

from claimlint.engines import languagetool_server, languagetool_way
from claimlint.engines.languagetool_server import class_path, find_java
from claimlint.settings import LanguageToolSettings, Settings, SpellingSettings

__all__ = ["fresh"]
JARS = os.environ.get("CLAIMLINT_LANGUAGETOOL", "")
pytestmark = pytest.mark.xdist_group("languagetool")
"""One server for all of them."""


def needs_jars() -> None:
    needs_library()
    if not Path(JARS).is_dir() or not JARS:
        if "languagetool" in os.environ.get("CLAIMLINT_REQUIRED", "").split(","):
            pytest.fail("CLAIMLINT_LANGUAGETOOL must name the folder of LanguageTool's jars here: see .ci/run")
        pytest.skip("CLAIMLINT_LANGUAGETOOL names no folder of LanguageTool's jars")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    needs_jars()
    server = languagetool_server.start(class_path(Path(JARS)), find_java())
    yield server.url
    server.stop()


def test_it_finds_what_no_rule_of_ours_finds_at_the_words_of_the_source(url: str) -> None:
    text = (
        "# Tea\n\n🌿 The **mouse** were &amp; *are* fed. He could **of** gone; they has a [`x`](https://a.example).\n"
    )
    assert ("languagetool", "could **of") in found(run(text, asking(url)))
    assert ("languagetool", "has") in found(run(text, asking(url)))


def test_positions_are_right_behind_emoji_entities_and_markup(url: str) -> None:
    text = "🌿🌿 &amp; **b🌿** <b>They</b>&nbsp;w*a*s ill &#x1F33F; and they **has** gone."
    assert found(run(text, asking(url))) == [("languagetool", "w*a*s"), ("languagetool", "has")]


def test_its_speller_does_not_report_what_we_know(url: str) -> None:
    text = "The colour of haemoglobin after semaglutide, dysbiosis and SIBO says the microbiome is well."
    assert found(run(text, asking(url), SPELLING)) == []


def test_on_the_same_words_ours_stands(url: str) -> None:
    assert found(run("You will recieve it, and they has a definately good gut.", asking(url), SPELLING)) == [
        ("misspelling", "recieve"),
        ("languagetool", "has"),
        ("misspelling", "definately"),
    ]


def test_placeholders_cause_no_remarks(url: str) -> None:
    text = "Take the `a` twice. A `b` is used, an `c` too. See ![x](y.png) and https://d.example/e for `f` of `g`."
    assert found(run(text, asking(url))) == []


def test_paragraphs_asked_about_together_get_the_answers_they_get_alone(url: str) -> None:
    paragraphs = [
        "They has tea (every day",
        "It were good). He could of had more",
        "Das ist kein Englisch.",
        "Their is a “problem",
        "with it” and they was here. 🌿",
    ]
    together = run("\n\n".join(paragraphs), asking(url, cache=False))
    alone = [run(text, asking(url, cache=False)) for text in paragraphs]
    assert found(together) == [item for report in alone for item in found(report)] != []


def test_german_is_read_in_german(url: str) -> None:
    text = "---\nlang: de\n---\n\nDie Patienten ging nach Hause, weil der Fehlr behoben war.\n"
    assert ("languagetool", "Fehlr") in found(run(text, asking(url, language="de-DE")))


def test_british_is_another_language_than_american(url: str) -> None:
    assert "en-NZ" in told(run("It was.", asking(url, language="en-XX")))
    assert found(run("They was.", asking(url, language="en-GB"))) == [("languagetool", "was")]


def test_what_the_library_has_downloaded_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_jars()
    folder = tmp_path / "LanguageTool-6.8"
    folder.mkdir()
    (folder / "libs").symlink_to(Path(JARS).absolute())
    names = " ".join(f"libs/{jar.name}" for jar in sorted(Path(JARS).glob("*.jar")))
    # A line of a manifest has at most 72 bytes; a space begins what goes on.
    folded = "\n ".join(textwrap.wrap(f"Class-Path: {names}", 70, drop_whitespace=False, break_on_hyphens=False))
    with zipfile.ZipFile(folder / "languagetool-server.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", f"Manifest-Version: 1.0\n{folded}\n")
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    way = LanguageToolSettings(download=True)
    settings = Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way))
    assert found(run("They was here.", settings)) == [("languagetool", "was")]
    [reached] = languagetool_way._reached.values()
    assert reached.server is not None
    reached.server.stop()


def servers(jars: Path) -> set[str]:
    """Return the ids of running servers of these jars; their keepers have the same words behind another program."""
    lines = subprocess.run(
        ["ps", "-wweo", "pid=,args="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    ours = [line for line in lines if "org.languagetool.server.HTTPServer" in line and str(jars) in line]
    fields = [line.split() for line in ours]
    return {pid for pid, program, *_rest in fields if program.endswith("java")}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_starts_one_server_and_leaves_none(jobs: str, tmp_path: Path) -> None:
    needs_jars()
    for index in range(20):
        (tmp_path / f"{index}.md").write_text(f"They was number {index} here.\n", "utf-8")
    # By a name of its own, which tells this run's server from those of tests beside it.
    jars = tmp_path / "jars-of-one-run"
    jars.symlink_to(Path(JARS).resolve(), target_is_directory=True)
    spelling = {"engine": "languagetool", "languagetool": {"path": str(jars)}}
    (tmp_path / ".claimlint.yaml").write_text(json.dumps({"spelling": spelling}), "utf-8")
    command = [sys.executable, "-m", "claimlint", "check", ".", "--jobs", jobs, "--select", "spelling/languagetool"]
    with subprocess.Popen([*command, "--format", "json"], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as linter:
        most = 0
        while linter.poll() is None:
            # One at a time: where another program takes the port first, the server is started again.
            most = max(most, len(servers(jars)))
            try:
                linter.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
        assert linter.stdout is not None
        report = json.loads(linter.stdout.read())
    assert linter.returncode == 1 and most == 1 and not servers(jars)
    assert sorted(item["text"] for item in report["findings"]) == ["was"] * 20
