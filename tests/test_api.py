"""The interface for programs: typed, lazy, and the same answers as the command."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
from pathlib import Path

import pytest

import claimlint
from claimlint import api

WRONG = "# Tea\n\nWe love [this tea](https://www.amazon.com/dp/B000000000?tag=tea-20), buy it today.\n"
RULE = "affiliate/undisclosed-link"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "wrong.md").write_text(WRONG)
    (tmp_path / "clean.md").write_text("# Walking\n\nWe walked in the park on Sunday and fed the ducks.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(report: claimlint.FileReport) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_the_examples_in_the_documentation_are_true() -> None:
    assert doctest.testmod(api).failed == 0


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys, claimlint; print([name for name in sys.modules if name.startswith('claimlint.')])"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_every_exported_name_can_be_had_from_the_package() -> None:
    assert set(api.__all__) == set(dir(claimlint)) & {*api.__all__, *claimlint._FROM_API}
    assert all(getattr(claimlint, name) is getattr(api, name) for name in api.__all__)


def test_type_checkers_know_the_exported_names(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text("import claimlint\nreveal_type(claimlint.lint_text)\nclaimlint.lint_texts\n")
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", str(tmp_path / "use.py")]
    pytest.importorskip("mypy")
    root = Path(claimlint.__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert "FileReport" in done.stdout
    assert 'Module has no attribute "lint_texts"' in done.stdout


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="lint_texts"):
        _ = claimlint.lint_texts  # type: ignore[attr-defined]


def test_a_text_gives_findings_whose_spans_cut_the_words_from_it() -> None:
    report = claimlint.lint_text(WRONG, path="tea.md")
    assert RULE in rules(report)
    assert all(WRONG[item.span.start : item.span.end] == item.text for item in report.findings)


def test_the_format_is_taken_from_the_path_unless_it_is_given() -> None:
    page = "<p>We love <a href='https://www.amazon.com/dp/B000000000?tag=tea-20'>this tea</a>.</p>"
    assert RULE in rules(claimlint.lint_text(page, path="tea.html"))
    assert RULE in rules(claimlint.lint_text(page, path="tea", format="html"))


def test_a_format_that_nobody_parses_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(claimlint.ConfigError, match=r"no format 'docx'.*markdown"):
        claimlint.lint_text("", format="docx")


def test_a_byte_order_mark_is_not_counted() -> None:
    assert claimlint.lint_text("\ufeff" + WRONG).findings == claimlint.lint_text(WRONG).findings


def test_a_text_does_not_look_for_a_configuration_and_a_file_does(site: Path) -> None:
    (site / ".claimlint.yaml").write_text(f"rules: {{{RULE}: off}}\n")
    assert RULE in rules(claimlint.lint_text(WRONG, path="wrong.md"))
    assert RULE not in rules(claimlint.lint_file("wrong.md"))
    assert RULE in rules(claimlint.lint_file("wrong.md", config=claimlint.Config()))


def test_a_configuration_is_given_as_a_path_or_loaded(site: Path) -> None:
    (site / "house.yaml").write_text(f"rules: {{{RULE}: off}}\n")
    assert RULE not in rules(claimlint.lint_text(WRONG, path="wrong.md", config="house.yaml"))
    loaded = claimlint.load_config(site / "house.yaml")
    assert RULE not in rules(claimlint.lint_text(WRONG, path=site / "wrong.md", config=loaded))


def test_a_configuration_that_is_wrong_raises_with_its_place(site: Path) -> None:
    (site / "house.yaml").write_text("rulez: {}\n")
    with pytest.raises(claimlint.ConfigError, match=r"house\.yaml:1:1: unknown key 'rulez'\. Did you mean 'rules'"):
        claimlint.lint_file("wrong.md", config="house.yaml")


def test_a_file_that_cannot_be_read_raises(site: Path) -> None:
    with pytest.raises(claimlint.SourceError, match=r"no\.md: cannot be read"):
        claimlint.lint_file("no.md")
    (site / "bad.md").write_bytes(b"fine \xff\xfe")
    with pytest.raises(claimlint.SourceError) as caught:
        claimlint.lint_file("bad.md")
    assert caught.value.offset == 5


def test_paths_give_the_report_that_the_command_prints(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from claimlint.cli import main

    report = claimlint.lint_paths(["."])
    main(["check", ".", "--format", "json"])
    assert json.loads(claimlint.render(report, "json")) == json.loads(capsys.readouterr().out)


def test_a_missing_path_makes_the_report_failed_and_does_not_raise(site: Path) -> None:
    report = claimlint.lint_paths([site / "no.md", "clean.md"])
    assert report.failed
    assert [file.path for file in report.files] == ["clean.md"]


def test_the_number_of_processes_does_not_change_the_report(site: Path) -> None:
    for number in range(20):
        (site / f"n{number}.md").write_text(WRONG)
    assert claimlint.lint_paths(["."], jobs=2).findings == claimlint.lint_paths(["."]).findings


def test_no_process_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="jobs must be 1 or more"):
        claimlint.lint_paths([], jobs=0)


def test_collected_files_are_sorted_and_know_their_rules() -> None:
    report = claimlint.collect(claimlint.lint_text(WRONG, path=f"{name}.md") for name in "ba")
    assert [file.path for file in report.files] == ["a.md", "b.md"]
    assert RULE in report.rules
