"""Comments that accept findings: above their lines, and for the file only where no comment can stand."""

from __future__ import annotations

from dataclasses import replace

from claimlint.annotate import annotate
from claimlint.finding import Finding
from claimlint.lint import lint
from claimlint.ruleset import load_ruleset
from claimlint.source import Source

RULESET = replace(load_ruleset(), enabled=frozenset(["claims/absolute-claim", "spelling/misspelling"]))


def found(source: Source) -> list[Finding]:
    return list(lint(source, RULESET).findings)


def accepted(text: str, format_name: str = "markdown") -> str:
    source = Source("a.md", text, format_name)
    after = annotate(source, found(source), "old", found)
    assert format_name == "text" or not found(after)
    return after.text


def test_a_finding_in_running_text_is_accepted_in_the_line_above_it() -> None:
    comment = "<!-- claimlint-disable-next-line claims/absolute-claim -- old -->"
    assert accepted("We slept.\n\nGarlic cures cancer.\n") == f"We slept.\n\n{comment}\nGarlic cures cancer.\n"


def test_a_finding_in_front_matter_silences_its_own_rule_alone_for_the_file() -> None:
    text = accepted("---\ntitle: Garlic cures cancer\n---\n\nI definately slept.\n")
    assert "disable-file claims/absolute-claim -- old" in text
    assert "disable-next-line spelling/misspelling -- old -->\nI definately" in text


def test_a_table_stays_a_table() -> None:
    table = "| a | b |\n|---|---|\n| x | Garlic cures cancer. |\n"
    text = accepted(f"{table}\nI definately slept.\n")
    assert table in text
    assert "disable-next-line spelling/misspelling" in text


def test_plain_text_has_no_comments_and_stays_as_it_is() -> None:
    assert accepted("Garlic cures cancer.\n", "text") == "Garlic cures cancer.\n"
