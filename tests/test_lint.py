"""The pipeline as a function: same text, same report; never quiet because it failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.entry import Entry
from claimlint.finding import Confidence, FileReport, Finding, Severity
from claimlint.language.analysis import Analysis
from claimlint.lint import examine, fill, lint, lint_all, severity_of, without_overridden
from claimlint.matcher import Pattern
from claimlint.rule import Match, Rule
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source, Span

RULESET = load_ruleset()
TEA = "We love [this tea](https://www.amazon.com/dp/B000000000?tag=tea-20).\n"
PIECES = st.sampled_from(
    ["This tea cures cancer. ", "*", "**", "`x`", "\n\n", "# ", "- ", "> ", "&shy;", "\u200b", "\u2019", "<b>", "</b>",
     "<!-- x -->", "[a](b)", "![", "|", "---\n", "\r\n", "\U0001f33f", "e\u0301", "recieve the the ", "{{< x >}}"]
)  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """A check that fails."""

    VALUES = ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        raise ZeroDivisionError("in the check")

    def patterns(self) -> Iterable[Pattern]:
        return ()


def run(text: str, format_name: str = "markdown") -> FileReport:
    return lint(Source("a", text, format_name), RULESET)


def test_a_check_that_fails_is_told_and_the_others_run() -> None:
    broken = Entry(Rule("house/broken", "broken", "x"), Broken())
    ruleset = Ruleset({**RULESET.available, "house/broken": broken}, RULESET.enabled | {"house/broken"})
    report = lint(Source("a.md", TEA), replace(ruleset))
    assert [(note.level, note.rule) for note in report.notifications] == [(Severity.ERROR, "house/broken")]
    assert "ZeroDivisionError" in report.notifications[0].detail
    assert report.findings


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=15).map("".join), max_size=4))
def test_sources_that_are_linted_together_get_the_reports_that_each_gets_alone(texts: list[str]) -> None:
    sources = [Source(f"{place}.md", text, "markdown") for place, text in enumerate([*texts, TEA])]
    assert lint_all(sources, RULESET) == [lint(source, RULESET) for source in sources]


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["markdown", "html", "text"]))
def test_whatever_is_written_every_finding_lies_on_its_words(text: str, format_name: str) -> None:
    report = run(text, format_name)
    assert all(note.detail == "" for note in report.notifications), report.notifications
    for finding in report.findings:
        assert text[finding.span.start : finding.span.end] == finding.text
        assert all(0 <= item.span.start <= item.span.end <= len(text) for item in finding.related)
        assert all(0 <= item.span.start <= item.span.end <= len(text) for item in finding.edits)


@settings(max_examples=30, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_linting_twice_gives_the_same_report(text: str) -> None:
    assert run(text) == run(text)


def test_line_ends_change_nothing_but_positions() -> None:
    text = f"# Tea\n\n{TEA}\nThis tea cures cancer.\n\nWe recieve it from Nepal.\n"
    reports = [run(text.replace("\n", end)).findings for end in ("\n", "\r\n", "\r")]
    told = [[(item.rule, item.message) for item in findings] for findings in reports]
    assert told[0] == told[1] == told[2]
    assert told[0]


def test_a_clean_paragraph_at_the_end_changes_nothing_before_it() -> None:
    text = f"# Tea\n\n{TEA}\nThis tea cures cancer.\n"
    more = run(f"{text}\nWe walked in the park.\n").findings
    assert [(item.rule, item.span) for item in more] == [(item.rule, item.span) for item in run(text).findings]


def test_findings_are_sorted_and_no_rule_reports_a_place_twice() -> None:
    findings = run(f"{TEA}\n{TEA}\nThis tea cures cancer and cures cancer.\n").findings
    keys = [(item.span, item.rule) for item in findings]
    assert [(item.span.start, item.span.end, item.rule) for item in findings] == sorted(
        (item.span.start, item.span.end, item.rule) for item in findings
    )
    assert len(set(keys)) == len(keys)


def test_a_value_in_braces_is_never_filled_in_again() -> None:
    assert fill("“{match}” of {name}", {"match": "{name}", "name": "x"}) == "“{name}” of x"


def test_the_gravest_severity_that_applies_wins_and_may_be_lower_than_the_rule() -> None:
    rule = Rule("a/b", "x", "x", severity_in={"product": Severity.ERROR, "title": Severity.NOTE})
    assert severity_of(rule, "editorial", "paragraph") is Severity.WARNING
    assert severity_of(rule, "product", "title") is Severity.ERROR
    assert severity_of(rule, "editorial", "title") is Severity.NOTE


def test_a_rule_that_says_more_stands_for_those_it_overrides_on_the_same_words() -> None:
    text = "---\ncontent: product\n---\n\nOur turmeric capsules reverse arthritis and lower blood pressure.\n"
    found = [(item.rule, item.text) for item in run(text).findings if item.rule.startswith("claims/")]
    places = [words for _, words in found]
    assert found
    assert len(set(places)) == len(places)


def test_a_general_rule_yields_to_its_family_only_where_that_is_at_least_as_grave() -> None:
    general = Rule("a/general", "a", "x", yields_to=("a",))
    rules = {rule.id: rule for rule in (general, Rule("a/exact", "a", "x"), Rule("b/exact", "b", "x"))}

    def left(other: str, severity: Severity) -> list[str]:
        found = [_finding("a/general", Severity.WARNING), _finding(other, severity)]
        return [finding.rule for finding in without_overridden(found, rules)]

    assert left("a/exact", Severity.ERROR) == ["a/exact"]
    assert left("a/exact", Severity.NOTE) == ["a/general", "a/exact"]
    assert left("b/exact", Severity.ERROR) == ["a/general", "b/exact"]


def _finding(rule: str, severity: Severity) -> Finding:
    return Finding("a.md", rule, severity, Confidence.HIGH, "message", Span(3, 9), "words")


def test_an_article_in_a_language_that_few_rules_read_is_no_clean_one() -> None:
    notes = run("---\nlang: de\n---\n\nIngwer heilt Krebs.\n").notifications
    assert [(note.level, "declares the language 'de'" in note.message) for note in notes] == [(Severity.WARNING, True)]


def test_an_article_that_declares_no_language_is_told_by_its_words_and_read_by_no_english_rule() -> None:
    text = (
        "Wer abends im Bett noch lange liest, der schläft mit dem Buch auf der Nase ein. Ingwer heilt Krebs, und das "
    )
    read = run(f"{text * 3}\n")

    assert [("'de'" in note.message, "declares no language" in note.message) for note in read.notifications] == [
        (True, True)
    ]
    assert not read.findings


def test_an_article_in_english_of_any_country_is_read_without_a_word_about_it() -> None:
    assert not run("---\nlang: en_GB\n---\n\nGinger is a root.\n").notifications


@dataclass(frozen=True)
class Needy:
    """Fails wherever it is asked; says that it need not be where a word is missing."""

    VALUES = ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        raise ZeroDivisionError("asked")

    def patterns(self) -> Iterable[Pattern]:
        return [Pattern(r"\bpanacea\b"), Pattern(r"\bcure-all\b")]

    def needs(self) -> list[Pattern]:
        return [Pattern(r"\bpanacea\b")]


@pytest.mark.parametrize(("text", "asked"), [("It is a cure-all.", 0), ("It is a Panacea.", 1)])
def test_a_check_is_not_asked_about_an_article_without_what_it_needs(text: str, asked: int) -> None:
    needy = Entry(Rule("house/needy", "needy", "x"), Needy())
    report = lint(Source("a.md", text), Ruleset({"house/needy": needy}, frozenset(["house/needy"])))
    assert [note.rule for note in report.notifications] == ["house/needy"] * asked


def test_what_a_check_needs_is_among_what_it_looks_for() -> None:
    for entry in RULESET.entries:
        assert set(entry.needs or ()) <= set(entry.patterns), entry.rule.id


def test_every_pattern_that_is_looked_for_is_in_the_set_that_all_words_are_read_for() -> None:
    texts = [example.text for entry in load_ruleset(examples=True).entries for example in entry.rule.bad[:1]]
    looked: set[Pattern] = set()
    for text in texts[::4]:
        analysis = examine(Source("a.md", text), RULESET)[1]
        assert analysis is not None
        looked |= analysis._found.keys()
    assert looked <= RULESET.patterns.indices.keys()
