"""The formats: golden files, schemas, and positions that are right in the units of each."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from sample_report import RULES, clean_report, sample_report

import claimlint
from claimlint.errors import ConfigError
from claimlint.finding import Confidence, FileReport, Finding, Notification, Related, Report, Severity, Suppression
from claimlint.reporters import REPORTERS, ReportOptions, find_reporter
from claimlint.reporters.display import cells, columns
from claimlint.reporters.excerpt import excerpt
from claimlint.reporters.line_hashes import line_hashes
from claimlint.schemas import load_schema
from claimlint.source import Source, Span

DATA = Path(__file__).parent / "data"
SUFFIXES = {"json": "json", "sarif": "sarif.json", "gitlab": "gitlab.json", "junit": "xml", "markdown": "md"}


def render(name: str, report: Report, **options: Any) -> str:
    return REPORTERS[name](report, ReportOptions(**options))


def versionless(text: str) -> str:
    return text.replace(claimlint.__version__, "VERSION")


def report_on(text: str, *words: str, severity: Severity = Severity.ERROR, message: str = "Wrong.") -> Report:
    """Build a report with a finding at the first place of each of the words."""
    source = Source("a.md", text, "markdown")
    found = tuple(
        Finding("a.md", "claims/cure", severity, Confidence.HIGH, message, Span(at, at + len(word)), word)
        for word in words
        for at in [text.index(word)]
    )
    return Report((FileReport("a.md", source, found, words=3),), RULES)


@pytest.mark.parametrize("name", REPORTERS)
def test_golden_report(name: str, golden: Callable[[str, str], None]):
    golden(f"report.{SUFFIXES.get(name, name)}", versionless(render(name, sample_report())))


@pytest.mark.parametrize("name", REPORTERS)
def test_golden_clean_report(name: str, golden: Callable[[str, str], None]):
    golden(f"clean.{SUFFIXES.get(name, name)}", versionless(render(name, clean_report())))


@pytest.mark.parametrize("name", ["text", "json", "jsonl", "sarif"])
def test_golden_report_with_everything(name: str, golden: Callable[[str, str], None]):
    text = render(name, sample_report(), verbose=1, show_suppressed=True, prefix="site/")
    golden(f"everything.{SUFFIXES.get(name, name)}", versionless(text))


def test_golden_coloured_text(golden: Callable[[str, str], None]):
    golden("colour.text", render("text", sample_report(), color=True))


def test_golden_statistics(golden: Callable[[str, str], None]):
    golden("statistics.text", render("text", sample_report(), statistics=True))


@pytest.mark.parametrize("name", REPORTERS)
def test_a_format_depends_on_nothing_but_the_report(name: str):
    assert render(name, sample_report()) == render(name, sample_report())


@pytest.mark.parametrize("name", REPORTERS)
def test_no_format_hides_what_could_not_be_read(name: str):
    assert "not valid UTF-8 at byte 7" in render(name, sample_report(), quiet=True)


@pytest.mark.parametrize("name", [*REPORTERS])
def test_only_colour_brings_escape_characters(name: str):
    assert "\x1b" not in render(
        name, report_on("It \x1b[31mcures\x07 all.", "\x1b[31mcures\x07", message="A\x1b[2Jb\x07.")
    )


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(ConfigError, match=r"'pdf'.*concise.*text"):
        find_reporter("pdf")


# Text


def test_notes_are_counted_and_shown_only_on_request():
    report = report_on("It may cure.", "cure", severity=Severity.NOTE)
    assert "[claims/cure]" not in render("text", report)
    assert render("text", report).endswith("add -v to read them.\nFound 0 errors, 0 warnings and 1 note in 1 file.\n")
    assert "[claims/cure]" in render("text", report, verbose=1)


def test_a_clean_report_says_what_was_checked_and_what_that_is_not():
    assert render("text", clean_report()) == (
        "Checked 2 files (4 words) against 3 rules: nothing to report."
        " A clean report is neither legal nor medical advice.\n"
    )


def test_quiet_and_clean_is_silent():
    assert render("text", clean_report(), quiet=True) == ""


def test_nothing_read_is_not_called_clean():
    problem = Notification(Severity.ERROR, "cannot be read.", "a.md")
    text = render("text", Report((FileReport("a.md", notifications=(problem,)),), RULES))
    assert "nothing to report" not in text
    assert "Not everything could be checked" in text


def test_a_clean_article_without_its_text_counts_as_read():
    assert render("text", Report((FileReport("a.md", words=5),), RULES)).startswith("Checked 1 file (5 words)")


def test_text_says_why_only_once_for_a_rule_in_a_file():
    text = render("text", report_on("It cures A. It heals B.", "cures", "heals"))
    assert text.count("why:") == 1


def test_two_findings_on_the_same_words_share_their_excerpt():
    report = report_on("It cures A.", "cures", "cures")
    assert render("text", report).count("It cures A.") == 1


def test_how_an_article_is_read_stands_above_its_findings_and_not_in_each():
    message = "Wrong. The page reads as news: the front matter says so."
    report = report_on("It cures A. It heals B.", "cures", "heals", message=message)
    file = replace(report.files[0], content="news", content_reason="the front matter says so")
    text = render("text", replace(report, files=(file,)))
    assert (text.count("the front matter says so"), text.startswith("a.md is read as news: ")) == (1, True)


def test_lines_that_are_pointed_at_for_the_same_reason_stand_together():
    report = report_on("It cures A.\nB.\nC.", "cures")
    related = tuple(Related(Span(at, at + 1), "Here again.") for at in (15, 12, 13))
    file = replace(report.files[0], findings=(replace(report.files[0].findings[0], related=related),))
    assert "see: lines 2 and 3: Here again." in render("text", replace(report, files=(file,)))


def many(files: int, each: int) -> Report:
    text = "It cures all. " * each
    places = [match.start() for match in re.finditer("cures", text)]
    return Report(
        tuple(
            FileReport(
                f"{number:03}.md",
                Source(f"{number:03}.md", text, "markdown"),
                tuple(
                    Finding(
                        f"{number:03}.md",
                        "claims/cure",
                        Severity.ERROR,
                        Confidence.HIGH,
                        "Bad.",
                        Span(p, p + 5),
                        "cures",
                    )
                    for p in places
                ),
            )
            for number in range(files)
        ),
        RULES,
    )


def test_an_old_collection_gets_counts_and_a_way_in(golden: Callable[[str, str], None]):
    golden("survey.text", render("text", many(400, 3)))


def test_many_findings_in_one_article_are_all_shown():
    assert render("text", many(1, 150)).count("[claims/cure]") == 150


def test_after_many_findings_the_rules_that_fired_most_are_counted():
    assert "   150  claims/cure\n\nFound 150 errors" in render("text", many(1, 150))
    assert "Most often" not in render("text", many(1, 3))


def test_verbose_shows_every_finding_of_a_collection():
    assert render("text", many(400, 3), verbose=1).count("[claims/cure]") == 1200


def test_the_way_in_leaves_out_the_baseline_for_who_has_one():
    report = many(400, 3)
    old = Suppression(report.files[0].findings[0], "external")
    files = (replace(report.files[0], suppressed=(old,)), *report.files[1:])
    assert "claimlint baseline" not in render("text", replace(report, files=files))


# Excerpts


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("It cures all.", "cures", "It [cures] all."),
        ("Caf\u0065\u0301 cures all.", "cures", "Caf\u0065\u0301 [cures] all."),
        ("\u767d\u8336 cures.", "cures", "\u767d\u8336 [cures]."),
        ("a\tcures", "cures", "a    [cures]"),
        ("cu\u00adres all", "cu\u00adres", "[cures] all"),
        ("It cures\r\nall.", "cures", "It [cures]"),
        ("\U0001f397\ufe0f cures", "cures", "\U0001f397\ufe0f [cures]"),
    ],
)
def test_the_underline_stands_below_the_words(text: str, words: str, shown: str):
    [line] = excerpt(Source("a", text), Span(text.index(words), text.index(words) + len(words)), 80)
    row = cells(line.text)
    assert _split(row, line.indent, line.marked) == shown


def _split(row: list[tuple[str, int]], indent: int, marked: int) -> str:
    parts, used = ["", "", ""], 0
    for char, width in row:
        parts[0 if used < indent or (used == indent and not width) else 1 if used < indent + marked else 2] += char
        used += width
    return f"{parts[0]}[{parts[1]}]{parts[2]}"


def test_words_over_several_lines_are_underlined_in_each():
    text = "It cures\nevery single\nillness."
    lines = list(excerpt(Source("a", text), Span(3, len(text) - 1), 80))
    assert [(line.number, line.marked) for line in lines] == [(1, 5), (2, 12), (3, 7)]


@given(st.text("ab \u767d\u0301\t", max_size=200), st.integers(0, 200), st.integers(0, 40), st.integers(40, 90))
def test_an_excerpt_fits_its_width_and_marks_inside(text: str, start: int, length: int, width: int):
    span = Span(min(start, len(text)), min(start + length, len(text)))
    for line in excerpt(Source("a", text), span, width):
        assert columns(cells(line.text)) <= width
        assert line.indent + line.marked <= width + 1


def test_an_article_of_one_huge_line_is_not_copied_for_its_excerpt():
    text = "word " * 400_000 + "cures" + " word" * 400_000
    [line] = excerpt(Source("a", text), Span(2_000_000, 2_000_005), 80)
    assert (len(line.text) <= 80, line.text[line.indent : line.indent + line.marked]) == (True, "cures")


# JSON


@pytest.mark.parametrize("report", [sample_report(), clean_report()], ids=["sample", "clean"])
@pytest.mark.parametrize("options", [{}, {"verbose": 1, "show_suppressed": True}], ids=["plain", "everything"])
def test_json_fits_its_schema(report: Report, options: dict[str, Any]):
    jsonschema.validate(json.loads(render("json", report, **options)), load_schema("report"))


@pytest.mark.parametrize("options", [{}, {"verbose": 1, "show_suppressed": True}], ids=["plain", "everything"])
def test_each_line_of_jsonl_fits_its_schema(options: dict[str, Any]):
    validator = jsonschema.Draft7Validator(load_schema("jsonl"))
    for line in render("jsonl", sample_report(), **options).splitlines():
        validator.validate(json.loads(line))


def test_json_offsets_and_columns_count_code_points():
    found = json.loads(render("json", report_on("A\n\U0001f397\ufe0f e\u0301 cures.", "cures")))["findings"][0]
    place = [found[key] for key in ("line", "column", "end_line", "end_column", "start", "end")]
    assert place == [2, 7, 2, 12, 8, 13]


def test_json_of_a_lone_surrogate_can_be_written():
    render("json", report_on("It cures.", "cures", message="odd \ud800.")).encode("utf-8")


# SARIF


@cache
def sarif_schema() -> Any:
    return json.loads((DATA / "sarif-2.1.0.json").read_text("utf-8"))


@pytest.mark.parametrize("report", [sample_report(), clean_report(), Report(())], ids=["sample", "clean", "empty"])
@pytest.mark.parametrize("options", [{}, {"show_suppressed": True, "prefix": "a b/"}], ids=["plain", "everything"])
def test_sarif_fits_the_schema(report: Report, options: dict[str, Any]):
    jsonschema.validate(json.loads(render("sarif", report, **options)), sarif_schema())


def sarif_run(report: Report, **options: Any) -> Any:
    return json.loads(render("sarif", report, **options))["runs"][0]


@pytest.mark.parametrize(
    ("text", "column", "end"),
    [
        ("It cures.", 4, 9),
        ("\U0001f397\ufe0f cures.", 5, 10),
        ("e\u0301 cures.", 4, 9),
        ("\u767d\tcures.", 3, 8),
    ],
)
def test_sarif_columns_count_utf16_units(text: str, column: int, end: int):
    run = sarif_run(report_on(f"One\r\n{text}", "cures"))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, column, end)
    assert run["columnKind"] == "utf16CodeUnits"


def test_sarif_counts_a_lone_carriage_return_as_a_line_end_and_says_so():
    run = sarif_run(report_on("One\rIt cures.", "cures"))
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert "\r" in run["newlineSequences"]


def test_sarif_leaves_accepted_findings_out_unless_asked():
    assert len(sarif_run(sample_report())["results"]) == 4
    results = sarif_run(sample_report(), show_suppressed=True)["results"]
    assert [len(result["suppressions"]) for result in results] == [0, 0, 0, 1, 0]


def test_sarif_paths_are_relative_to_the_repository_and_encoded():
    artifacts = sarif_run(sample_report(), prefix="site/")["artifacts"]
    assert artifacts[0]["location"] == {"uri": "site/content/a%20b.md", "uriBaseId": "%SRCROOT%"}


def test_sarif_says_when_the_run_failed():
    assert sarif_run(sample_report())["invocations"][0]["executionSuccessful"] is False
    assert sarif_run(clean_report())["invocations"][0]["executionSuccessful"] is True


def test_sarif_lists_every_enabled_rule_and_its_sources():
    run = sarif_run(clean_report())
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert [taxonomy["name"] for taxonomy in run["taxonomies"]] == ["A law without sections", "FTC guidance"]


def test_sarif_never_makes_a_security_alert():
    assert "security-severity" not in render("sarif", sample_report())


def test_sarif_message_links_its_related_locations_and_no_words_of_the_article():
    result = sarif_run(sample_report())["results"][0]
    assert result["message"]["text"].endswith("promises a cure. [See also](1).")
    assert result["relatedLocations"][0]["message"]["text"] == "Here it is sold \\[cheap\\](1)."


def test_sarif_describes_a_rule_that_only_a_finding_names():
    run = sarif_run(replace(report_on("It cures.", "cures"), rules={}))
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["claims/cure"]


def test_sarif_gives_no_line_hash_for_an_encoding_github_would_misread():
    report = report_on("It cures.", "cures")
    other = replace(report.files[0], source=Source("a.md", "It cures.", "markdown", "utf-16-le", True))
    assert sarif_run(replace(report, files=(other,)))["results"][0]["partialFingerprints"] == {}


def test_sarif_beyond_what_github_takes_keeps_the_gravest_and_says_so():
    report = many(1, 25_001)
    first = replace(report.files[0].findings[0], severity=Severity.NOTE)
    file = replace(report.files[0], findings=(first, *report.files[0].findings[1:]))
    run = sarif_run(replace(report, files=(file,)))
    assert {result["level"] for result in run["results"]} == {"error"}
    assert "25000" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_line_hashes_are_those_of_github(text: str, hashes: list[str]):
    assert line_hashes(text) == hashes


def test_line_hash_of_a_line_with_an_emoji():
    text = "# Turmeric\n\nTurmeric cures \U0001f397\ufe0f cancer in 7 days.\n"
    assert line_hashes(text)[2] == "4d8f77fb216b43fd:1"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_hashes_do_not_depend_on_line_ends(end: str):
    assert line_hashes(f" a{end}b{end}  \t\tc{end} d") == line_hashes(" a\nb\n  \t\tc\n d")


@given(st.text("ab \t\r\n\U0001f397", max_size=40))
def test_there_is_a_hash_for_every_line(text: str):
    assert len(line_hashes(text)) == Source("a", text).lines.count


# Code hosts and CI servers


def test_github_keeps_words_from_becoming_commands():
    lines = render("github", report_on("It cures, all: 100%.", "cures", message="A\n::error::b %0A.")).splitlines()
    assert lines[0].endswith("A ::error::b %250A. [claims/cure]")
    assert len(lines) == 2


def test_github_escapes_what_separates_properties():
    report = report_on("It cures.", "cures")
    odd = replace(report.files[0], findings=(replace(report.files[0].findings[0], path="a,b:c.md"),))
    assert "file=a%2Cb%3Ac.md," in render("github", replace(report, files=(odd,)))


def test_github_gives_errors_first_and_tells_of_its_limit():
    report = report_on("It cures.", "cures")
    note = replace(report.files[0].findings[0], severity=Severity.NOTE)
    file = replace(report.files[0], findings=(note, *report.files[0].findings * 11))
    lines = render("github", replace(report, files=(file,))).splitlines()
    assert [line[:9] for line in lines[:12]] == ["::error f"] * 11 + ["::notice "]
    assert lines[-2].startswith("GitHub shows 10 annotations")


def test_gitlab_fingerprints_are_unique_and_hold_no_line():
    report = report_on("It cures.", "cures")
    twice = replace(report.files[0], findings=report.files[0].findings * 3)
    marks = [item["fingerprint"] for item in json.loads(render("gitlab", replace(report, files=(twice,))))]
    moved = json.loads(render("gitlab", report_on("New line.\n\nIt cures.", "cures")))
    assert (len(set(marks)), moved[0]["fingerprint"]) == (3, marks[0])


def test_gitlab_is_an_empty_list_when_clean():
    assert json.loads(render("gitlab", clean_report())) == []


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(DATA / "junit-10.xsd")


@pytest.mark.parametrize("report", [sample_report(), clean_report(), Report(())], ids=["sample", "clean", "empty"])
def test_junit_fits_its_schema(report: Report):
    junit_schema().validate(ElementTree.fromstring(render("junit", report).encode()))


def test_junit_counts_what_it_lists():
    root = ElementTree.fromstring(render("junit", sample_report()).encode())
    listed = [len(root.findall(f".//{tag}")) for tag in ("testcase", "failure", "error")]
    assert [int(root.get(key, "")) for key in ("tests", "failures", "errors")] == listed


@given(st.text(max_size=20))
def test_junit_is_xml_whatever_a_message_holds(message: str):
    ElementTree.fromstring(render("junit", report_on("It cures.", "cures", message=message)).encode("utf-8", "replace"))


def test_rdjsonl_columns_count_bytes():
    record = json.loads(render("rdjsonl", report_on("\U0001f397\ufe0f e\u0301 cures.", "cures")))
    assert record["location"]["range"] == {"start": {"line": 1, "column": 13}, "end": {"line": 1, "column": 18}}


def test_markdown_calls_nobody_and_breaks_no_table():
    text = render("markdown", report_on("It cures.", "cures", message="a | b\n@all `x` <img> [y](z)."))
    row = next(line for line in text.splitlines() if "all" in line)
    assert "@all" not in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "<img" not in row.replace("\\<img", "")


def test_markdown_fits_a_comment():
    assert len(render("markdown", many(400, 3))) < 65_536
