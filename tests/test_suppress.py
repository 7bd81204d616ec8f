"""Suppression in the article: what is accepted, and what is wrong with saying so."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.finding import Confidence, Finding, Severity, Suppression
from claimlint.parsers import parse
from claimlint.rule import Rule
from claimlint.source import Source, Span
from claimlint.suppress import Problem, suppress

TODAY = date(2026, 11, 21)
KNOWN = {
    rule.id: rule
    for rule in (
        Rule("claims/cure", "phrase", "", aliases=("claims/cures",)),
        Rule("claims/hype", "phrase", ""),
        Rule("claims/us-only", "phrase", "", jurisdictions=("us",)),
        Rule("spelling/typo", "spelling", ""),
    )
}
USUAL = ("claims/cure", "claims/hype", "spelling/typo")


def run(
    text: str, *marks: tuple[str, str], enabled: tuple[str, ...] = USUAL, format: str = "markdown", today: date = TODAY
) -> tuple[list[Finding], list[Suppression], list[Problem]]:
    """Suppress findings at marks of (rule, words)."""
    findings = [_finding(text, rule, words) for rule, words in marks]
    return suppress(findings, parse(Source("a.md", text, format)), KNOWN, enabled, today)


def _finding(text: str, rule: str, words: str) -> Finding:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Finding("a.md", rule, Severity.ERROR, Confidence.HIGH, "", span, words)


def kinds(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(item.problem, item.values["rule"]) for item in problems]


def test_an_article_without_comments_keeps_its_findings():
    kept, accepted, problems = run("It cures all.", ("claims/cure", "cures"))
    assert (len(kept), accepted, problems) == (1, [], [])


def test_next_line_is_the_next_line_with_words_and_no_other():
    text = "<!-- claimlint-disable-next-line claims/cure -- an advert of 1890 -->\n\nIt cures A.\n\nIt cures B.\n"
    kept, accepted, problems = run(text, ("claims/cure", "cures A"), ("claims/cure", "cures B"))
    assert [item.text for item in kept] == ["cures B"]
    assert [(item.kind, item.reason) for item in accepted] == [("inSource", "an advert of 1890")]
    assert problems == []


def test_comments_one_below_the_other_speak_of_the_same_line():
    text = (
        "<!-- claimlint-disable-next-line claims/cure -- a -->\n"
        "<!-- claimlint-disable-next-line spelling -- b -->\nIt curs all.\n"
    )
    kept, _, problems = run(text, ("claims/cure", "curs"), ("spelling/typo", "curs"))
    assert (kept, problems) == ([], [])


def test_a_comment_in_a_quotation_speaks_of_the_next_line_of_the_quotation():
    text = "> <!-- claimlint-disable-next-line claims -- quoted -->\n>\n> It cures all.\n"
    assert run(text, ("claims/cure", "cures"))[0] == []


def test_a_comment_behind_words_speaks_of_the_line_after():
    text = "It cures A. <!-- claimlint-disable-next-line claims -- x -->\nIt cures B.\n"
    kept, _, _ = run(text, ("claims/cure", "cures A"), ("claims/cure", "cures B"))
    assert [item.text for item in kept] == ["cures A"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_the_source(end: str):
    text = end.join(["<!-- claimlint-disable-next-line claims -- x -->", "", "It cures A.", "", "It cures B.", ""])
    kept, _, _ = run(text, ("claims/cure", "cures A"), ("claims/cure", "cures B"))
    assert [item.text for item in kept] == ["cures B"]


def test_a_range_ends_where_it_is_enabled_again():
    text = (
        "Cures A.\n\n<!-- claimlint-disable claims/cure -- x -->\n\nCures B. Hype B.\n\n"
        "<!-- claimlint-enable claims/cure -->\n\nCures C.\n"
    )
    marks = [("claims/cure", f"Cures {name}") for name in "ABC"] + [("claims/hype", "Hype B")]
    kept, _, problems = run(text, *marks)
    assert ([item.text for item in kept], problems) == (["Cures A", "Cures C", "Hype B"], [])


def test_a_range_that_is_never_enabled_again_runs_to_the_end():
    text = "<!-- claimlint-disable claims -- x -->\n\nCures A.\n\nCures B.\n"
    assert run(text, ("claims/cure", "Cures A"), ("claims/cure", "Cures B"))[0] == []


def test_one_rule_of_a_disabled_family_can_be_enabled_again():
    text = "<!-- claimlint-disable claims -- x -->\n\n<!-- claimlint-enable claims/cure -->\n\nCures A. Hype A.\n"
    kept, _, problems = run(text, ("claims/cure", "Cures A"), ("claims/hype", "Hype A"))
    assert ([item.rule for item in kept], problems) == (["claims/cure"], [])


def test_enable_without_a_rule_ends_every_range():
    text = "<!-- claimlint-disable claims, spelling -- x -->\n\nCurs A.\n\n<!-- claimlint-enable -->\n\nCures B.\n"
    kept, _, problems = run(text, ("spelling/typo", "Curs A"), ("claims/cure", "Curs A"), ("claims/cure", "Cures B"))
    assert ([item.text for item in kept], problems) == (["Cures B"], [])


def test_a_file_is_accepted_from_its_first_line():
    text = "Cures A.\n\n<!-- claimlint-disable-file claims/cures -- an archive -->\n"
    kept, accepted, problems = run(text, ("claims/cure", "Cures A"))
    assert (kept, accepted[0].reason, problems) == ([], "an archive", [])


@pytest.mark.parametrize(
    "value",
    [
        "claims/cure -- an archive",
        "'claimlint-disable-file claims/cure -- an archive'",
        "\n  disable: claims/cure\n  reason: an archive",
        "\n  disable: [claims/cure]\n  reason: an archive\n  until: 2027-01-01",
        "\n  - claims/cure -- an archive",
    ],
)
def test_front_matter_accepts_for_the_whole_file(value: str):
    text = f"---\ntitle: Tea\nclaimlint: {value}\n---\n\nCures A.\n"
    kept, accepted, problems = run(text, ("claims/cure", "Cures A"))
    assert (kept, [item.reason for item in accepted], problems) == ([], ["an archive"], [])


def test_a_comment_in_mdx_counts():
    text = "{/* claimlint-disable-next-line claims -- quoted */}\n\nIt cures all.\n"
    assert run(text, ("claims/cure", "cures"))[0] == []


def test_a_comment_in_html_counts():
    text = "<p>A</p>\n<!-- claimlint-disable-next-line claims -- quoted -->\n<p>It cures all.</p>\n"
    assert run(text, ("claims/cure", "cures"), format="html")[0] == []


def test_a_comment_shown_as_code_does_not_count():
    text = "    <!-- claimlint-disable-file claims -- shown -->\n\nIt cures all.\n"
    kept, _, problems = run(text, ("claims/cure", "cures"))
    assert (len(kept), problems) == (1, [])


def test_an_unused_suppression_is_a_problem_at_its_comment():
    comment = "<!-- claimlint-disable-next-line claims/cure, spelling -- x -->"
    text = f"{comment}\n\nIt cures all.\n"
    _, _, problems = run(text, ("claims/cure", "cures"))
    assert kinds(problems) == [("unused", "spelling")]
    assert text[problems[0].span.start : problems[0].span.end] == comment


def test_a_rule_that_is_not_enabled_here_is_not_called_unused():
    text = "<!-- claimlint-disable-file claims/cure, claims, spelling -- x -->\n\nWater.\n"
    assert run(text, enabled=("claims/hype",))[2] == []


def test_a_family_is_judged_when_its_usual_rules_are_enabled():
    assert kinds(run("<!-- claimlint-disable-file claims -- x -->\n\nWater.\n")[2]) == [("unused", "claims")]


def test_enabling_what_was_never_disabled_is_unused():
    problems = run("<!-- claimlint-enable claims -->\n\n<!-- claimlint-enable -->\n")[2]
    assert kinds(problems) == [("unused", "claims"), ("unused", "every rule")]


@pytest.mark.parametrize(("until", "count"), [("2026-11-20", 1), ("2026-11-21", 0), ("2026-11-22", 0), ("soon", 1)])
def test_a_suppression_holds_through_its_last_day(until: str, count: int):
    text = f"<!-- claimlint-disable-next-line claims until={until} -- x -->\n\nIt cures all.\n"
    kept, _, problems = run(text, ("claims/cure", "cures"))
    assert (len(kept), kinds(problems)) == (count, [("expired", "claims")] * count)


def test_an_unknown_rule_is_named_with_the_nearest_one():
    problems = run("<!-- claimlint-disable-file claims/cura -- x -->\n\nWater.\n")[2]
    assert kinds(problems) == [("unknown-rule", "claims/cura")]
    assert problems[0].values["hint"] == "claimlint does not know “claims/cura”. Did you mean “claims/cure”?"


@pytest.mark.parametrize(
    "comment", ["claimlint-ignore claims", "claimlint-disable-line claims", "claimlint-disable-file"]
)
def test_an_instruction_claimlint_does_not_know_is_a_problem(comment: str):
    kept, _, problems = run(f"<!-- {comment} -->\n\nIt cures all.\n", ("claims/cure", "cures"))
    assert (len(kept), [item.problem for item in problems]) == (1, ["unknown-rule"])


def test_front_matter_with_an_unknown_key_is_a_problem():
    problems = run("---\nclaimlint:\n  disabled: claims\n---\n\nWater.\n")[2]
    assert ("unknown-rule", "disabled") in kinds(problems)


def test_a_suppression_without_a_reason_works_and_is_a_problem():
    kept, _, problems = run("<!-- claimlint-disable-next-line claims -->\n\nIt cures all.\n", ("claims/cure", "cures"))
    assert (kept, kinds(problems)) == ([], [("no-reason", "claims")])


@pytest.mark.parametrize("comment", ["claimlint is used here", "the claimlint-free zone", "see claimlint: it helps"])
def test_other_comments_are_left_alone(comment: str):
    assert run(f"<!-- {comment} -->\n\nWater.\n")[2] == []


def test_thousands_of_comments_and_findings_take_linear_time():
    text = "<!-- claimlint-disable-next-line claims/cure -- x -->\nCures A.\n\n" * 4000
    document = parse(Source("a.md", text, "markdown"))
    places = [index for index in range(len(text)) if text.startswith("Cures", index)]
    findings = [_finding(text[place:], "claims/cure", "Cures") for place in places]
    moved = [
        Finding("a.md", item.rule, item.severity, item.confidence, "", Span(place, place + 5), "Cures")
        for item, place in zip(findings, places, strict=True)
    ]
    started = perf_counter()
    kept, accepted, _ = suppress(moved, document, KNOWN, USUAL, TODAY)
    assert (len(kept), len(accepted)) == (0, 4000)
    assert perf_counter() - started < 2


@given(st.text(alphabet="claimlint-dsbeofnx,:=/ \n", max_size=60))
def test_no_comment_makes_it_fail_or_lose_a_finding(rest: str):
    text = f"<!-- claimlint-{rest} -->\n\nIt CURES all.\n"
    kept, accepted, _ = run(text, ("claims/cure", "CURES"))
    assert len(kept) + len(accepted) == 1
