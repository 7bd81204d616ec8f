"""The command line: exit codes, streams, bad input, and what a first-time user sees."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from claimlint import __version__
from claimlint.cli import main
from claimlint.cli.options import nearest_config
from claimlint.cli.rules import explanation

CLEAN = "# Walking\n\nWe walked in the park on Sunday and fed the ducks.\n"
WRONG = "# Tea\n\nWe love [this tea](https://www.amazon.com/dp/B000000000?tag=tea-20), buy it today.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "clean.md").write_text(CLEAN)
    (tmp_path / "wrong.md").write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> int:
    return main(list(args))


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["check", "clean.md"], 0),
        (["check", "wrong.md"], 1),
        (["check", "."], 1),
        (["check", "wrong.md", "--fail-on", "never"], 0),
        (["check", "wrong.md", "--ignore", "affiliate,spelling,readability,metadata"], 0),
        (["check", "no.md"], 2),
        (["check", "no.md", "wrong.md"], 2),
        (["check", "--no-such-option"], 2),
        (["check", "clean.md", "--format", "sariff"], 2),
        (["check", "clean.md", "--select", "claimz"], 2),
        (["check", "clean.md", "--config", "no.yaml"], 2),
        (["chek", "clean.md"], 2),
        (["--version"], 0),
        (["--help"], 0),
        (["check", "--help"], 0),
        (["explain", "affiliate/undisclosed-link"], 0),
        (["explain", "affiliate/no-such"], 2),
        (["rules"], 0),
        (["schema", "rule"], 0),
    ],
)
def test_the_exit_code_tells_what_happened(site: Path, args: list[str], code: int) -> None:
    assert run(*args) == code


def test_the_version_is_printed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"claimlint {__version__}\n"


def test_a_clean_article_says_what_was_checked(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", "clean.md")
    out = capsys.readouterr().out
    assert "1 file" in out
    assert "rules" in out


def test_findings_go_to_standard_output_and_the_format_does_not_change_the_code(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = {name: run("check", "wrong.md", "--format", name) for name in ("text", "json", "sarif", "github", "junit")}
    assert set(codes.values()) == {1}
    assert "affiliate/undisclosed-link" in capsys.readouterr().out


def test_several_formats_in_one_run_go_to_their_files(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "wrong.md", "--format", "json:out/a.json", "--format", "sarif:out/a.sarif") == 1
    assert capsys.readouterr().out == ""
    assert json.loads((site / "out/a.json").read_text())["findings"][0]["path"] == "wrong.md"
    assert json.loads((site / "out/a.sarif").read_text())["version"] == "2.1.0"


def test_standard_input_is_read_under_the_name_given(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert run("check", "-", "--stdin-filename", "blog/post.md", "--format", "json") == 1
    assert {item["path"] for item in json.loads(capsys.readouterr().out)["findings"]} == {"blog/post.md"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x00\x01\x02PNG", "null byte"),
        ("It\u2019s \u201cfine\u201d".encode("cp1252"), "Windows-1252"),
        (b"fine \xff\xfe", "byte 5"),
    ],
)
def test_what_cannot_be_read_is_told_and_is_never_a_clean_report(
    site: Path, capsys: pytest.CaptureFixture[str], data: bytes, words: str
) -> None:
    (site / "bad.md").write_bytes(data)
    assert run("check", "bad.md") == 2
    printed = capsys.readouterr()
    assert words in printed.out + printed.err
    assert "Traceback" not in printed.out + printed.err


def test_windows_1252_is_read_where_the_configuration_says_so(site: Path) -> None:
    (site / "old.md").write_bytes("It\u2019s a \u201cnice\u201d day in the park.\n".encode("cp1252"))
    (site / ".claimlint.yaml").write_text('encoding: {"old.md": cp1252}\n')
    assert run("check", "old.md") == 0


def test_an_empty_file_is_clean(site: Path) -> None:
    (site / "empty.md").write_bytes(b"")
    assert run("check", "empty.md") == 0


def test_a_folder_without_articles_is_clean_with_a_warning(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "none").mkdir()
    assert run("check", "none") == 0
    printed = capsys.readouterr()
    assert "no article" in printed.out + printed.err


def test_broken_front_matter_is_told_with_its_line_and_the_rest_is_read(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "front.md").write_text("---\ntitle: [x\n---\n" + WRONG)
    assert run("check", "front.md") == 2
    out = "".join(capsys.readouterr())
    assert "front matter" in out
    assert "affiliate/undisclosed-link" in out


def test_a_broken_rule_stops_the_run_with_its_place(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "house").mkdir()
    (site / "house" / "a.yaml").write_text("id: house/a\nchek: phrase\n")
    (site / ".claimlint.yaml").write_text("rule_paths: [house]\n")
    assert run("check", "clean.md") == 2
    assert "a.yaml:2:1: unknown key 'chek' in the rule. Did you mean 'check'?" in "".join(capsys.readouterr())


def test_rules_test_runs_the_examples_of_own_rules(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = (
        "id: house/tea\ncheck: phrase\noptions: {any: [magic tea]}\nmessage: No.\nwhy: House style.\n"
        "examples: {bad: ['A [[magic tea]].', 'A [[magic]] tea.'], good: ['Tea is magic.']}\n"
    )
    (site / "tea.yaml").write_text(rule)
    assert run("rules", "test", "tea.yaml") == 1
    out = capsys.readouterr().out
    assert "should report 'magic'; reported 'magic tea'." in out
    assert "2 of 3 examples of 1 rules" in out


def test_init_writes_a_configuration_that_is_valid_and_never_overwrites(site: Path) -> None:
    assert run("init") == 0
    assert run("check", "clean.md") == 0
    assert run("init") == 2


def test_words_are_added_sorted_and_once(site: Path) -> None:
    assert run("words", "add", "Zyx", "abc") == 0
    assert run("words", "add", "abc", "Mno") == 0
    assert (site / ".claimlint-words.txt").read_text() == "abc\nMno\nZyx\n"


def test_output_is_the_same_whatever_the_number_of_processes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(20):
        (site / f"n{number}.md").write_text(WRONG.replace("Tea", f"Tea {number}"))
    run("check", ".", "--format", "json", "--jobs", "1")
    one = capsys.readouterr().out
    run("check", ".", "--format", "json", "--jobs", "2")
    assert capsys.readouterr().out == one


def test_a_closed_pipe_leaves_no_traceback(site: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for number in range(200):
        (site / f"n{number}.md").write_text(WRONG)
    process = subprocess.Popen(
        [sys.executable, "-m", "claimlint", "check", ".", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    stderr = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 2
    assert "Traceback" not in stderr


def test_a_terminal_that_is_not_utf8_gets_a_report_all_the_same(site: Path) -> None:
    (site / "wrong.md").write_text("# Caf\u00e9 \u2013 tea\n\n" + WRONG)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
    }
    command = [sys.executable, "-m", "claimlint", "check", "wrong.md"]
    result = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert result.returncode == 1
    assert b"affiliate/undisclosed-link" in result.stdout
    assert result.stderr == b""


def test_a_link_in_a_circle_is_told_and_is_never_a_clean_report(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "blog").mkdir()
    (site / "blog" / "again").symlink_to(site, target_is_directory=True)
    (site / "blog" / "self.md").symlink_to(site / "blog" / "self.md")
    assert run("check", "blog", "clean.md") == 2
    assert "blog/self.md: error: this link leads nowhere or in a circle." in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "an empty path names nothing"),
        ("blog\\old\\post.md", "Did you mean blog/old/post.md?"),
        ("none/*.md", "there is no such file or folder."),
    ],
)
def test_a_path_that_names_nothing_says_what_to_do(
    site: Path, capsys: pytest.CaptureFixture[str], path: str, words: str
) -> None:
    (site / "blog" / "old").mkdir(parents=True)
    (site / "blog" / "old" / "post.md").write_text(CLEAN)
    assert run("check", path) == 2
    assert words in "".join(capsys.readouterr())


def test_a_pattern_that_no_shell_expanded_is_expanded(site: Path) -> None:
    (site / "blog" / "old").mkdir(parents=True)
    (site / "blog" / "old" / "post.md").write_text(WRONG)
    assert run("check", "blog/**/*.md") == 1


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
@pytest.mark.parametrize("name", ["text", "json", "sarif", "github", "gitlab", "junit", "rdjsonl", "markdown"])
def test_a_name_that_is_not_utf8_stops_no_format(site: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    Path(os.fsdecode(b"caf\xe9.md")).write_text(WRONG)
    assert run("check", ".", "--format", f"{name}:out.txt") == 1
    assert "caf" in (site / "out.txt").read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "wrong.md").chmod(0)
    assert run("check", ".") == 2
    assert "wrong.md: error: cannot be read: Permission denied." in "".join(capsys.readouterr())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "typo.md").write_text("We definately walked.\n")
    site.chmod(0o500)
    try:
        assert run("check", "typo.md", "--fix") == 2
        assert run("check", "clean.md", "--format", "json:out.json") == 2
    finally:
        site.chmod(0o700)
    assert "Traceback" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("target", ["folder", "file.txt/report.json"])
def test_a_report_that_cannot_be_written_is_told(site: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    (site / "folder").mkdir()
    (site / "file.txt").write_text("")
    assert run("check", "clean.md", "--format", f"json:{target}") == 2
    assert "Could not open file" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_told(site: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "claimlint", "check", "wrong.md"]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert result.returncode == 2
    assert result.stderr == b"claimlint: the output cannot be written: No space left on device.\n"


def test_a_large_file_in_a_folder_is_left_out_and_named(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "big.md").write_bytes(b"We walked in the park.\n\n" * (11 * 1024 * 1024 // 24))
    assert run("check", ".", "--fail-on", "never") == 0
    assert "big.md: warning: left out: 11 MB is more than 10. Name the file to check it." in "".join(
        capsys.readouterr()
    )


def test_one_endless_word_takes_no_endless_time(site: Path) -> None:
    (site / "word.md").write_text("a" * 1_000_000)
    assert run("check", "word.md", "--fail-on", "error") == 0


@pytest.mark.parametrize("today", ["yesterday", "2026-13-01", "20261"])
def test_a_day_that_is_none_is_a_mistake_in_the_configuration(
    site: Path, capsys: pytest.CaptureFixture[str], today: str
) -> None:
    (site / ".claimlint.yaml").write_text(f"metadata:\n  today: '{today}'\n")
    assert run("check", "clean.md") == 2
    message = f".claimlint.yaml:2:10: metadata.today must be a date such as 2026-01-31, not '{today}'."
    assert message in capsys.readouterr().err


def test_an_impossible_epoch_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert run("check", "wrong.md") == 2
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_a_diff_stands_alone_on_standard_output(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "typo.md").write_text("We definately walked in the park.\n")
    assert run("check", "typo.md", "--diff") == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "--- typo.md",
        "+++ typo.md",
        "@@ -1 +1 @@",
        "-We definately walked in the park.",
        "+We definitely walked in the park.",
    ]
    assert "Found 0 errors, 1 warning" in printed.err


def test_standard_input_cannot_be_changed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "-", "--fix") == 2
    assert "standard input cannot be changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [["--min-confidence", "high"], ["--profile", "writer"], ["--ignore", "affiliate"], ["--select", "spelling"]],
)
def test_a_suppression_of_a_rule_that_did_not_run_is_not_called_unused(
    site: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    comment = "<!-- claimlint-disable-next-line affiliate/undisclosed-link -- our own shop -->\n"
    (site / "shop.md").write_text(WRONG.replace("We love", f"{comment}We love"))
    run("check", "shop.md", *options)
    assert "suppression/unused" not in capsys.readouterr().out


def test_completions_are_offered_for_commands_options_and_values() -> None:
    def complete(line: str) -> set[str]:
        words = line.split(" ")
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "_CLAIMLINT_COMPLETE": "bash_complete"}
        environment |= {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        command = [sys.executable, "-m", "claimlint"]
        result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        return {row.partition(",")[2] for row in result.stdout.splitlines()}

    assert "check" in complete("claimlint ch")
    assert "--min-score" in complete("claimlint check --min")
    assert "never" in complete("claimlint check --fail-on ")
    assert "claims/hype" in complete("claimlint explain claims/h")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_of_a_shell_is_printed(shell: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "_CLAIMLINT_COMPLETE": f"{shell}_source"}
    command = [sys.executable, "-m", "claimlint"]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert "_CLAIMLINT_COMPLETE" in result.stdout, result.stderr


def test_explanations_hold_no_placeholder_of_a_rule_file() -> None:
    config = nearest_config(isolated=True)
    texts = [explanation(rule, config) for rule in config.ruleset.known.values()]
    assert [text for text in texts if re.search(r"\{(?:match|reason|content|suggestions?)\}", text)] == []


@pytest.mark.parametrize(("args", "code"), [("check clean.md", 0), ("check wrong.md", 1), ("check no.md", 2)])
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_what_waits_for_the_end_of_the_process_is_called(site: Path, args: str, code: int, when: str) -> None:
    register = "atexit.register(print, 'called')\n"
    begin = f"import atexit, sys\nfrom claimlint import cli\n{register if when == 'before' else ''}"
    own = f"def own(main=cli.main):\n    {register}    return main()\ncli.main = own\n" if when == "meanwhile" else ""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", f"{begin}{own}sys.exit(cli.run())", *args.split()]
    result = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (result.returncode, result.stdout.splitlines()[-1]) == (code, "called")
