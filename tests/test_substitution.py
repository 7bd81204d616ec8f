"""The kind ``substitution``: what is matched, what excuses it, and the edits it offers."""

from __future__ import annotations

import pytest

from claimlint.checks.substitution import SubstitutionCheck
from claimlint.language.analysis import Analysis
from claimlint.parsers import parse
from claimlint.rule import Match
from claimlint.source import Source

USE = {"utilize|utilizes": "use|uses", "prior to": "before / ahead of", "in the process of": ""}
PRESSURE = {"hypertension": "high blood pressure", "analgesic|analgesics": "painkiller|painkillers"}


def run(text: str, swaps: dict[str, str], **options: object) -> tuple[list[Match], Analysis]:
    analysis = Analysis(parse(Source("a.md", text, "markdown")))
    return list(SubstitutionCheck(swaps, **options).check(analysis)), analysis


def words(text: str, swaps: dict[str, str], **options: object) -> list[str]:
    found, analysis = run(text, swaps, **options)
    return [analysis.document.prose(match.span) for match in found]


def test_each_form_gets_its_own_substitute() -> None:
    (match,), _ = run("She utilizes it.", USE)
    assert match.values["better"] == "“uses”"


def test_a_choice_of_substitutes_is_told_and_the_first_is_the_edit() -> None:
    (match,), _ = run("Eat prior to sport.", USE)
    assert match.values["better"] == "“before” or “ahead of”"
    assert [(edit.replacement, edit.safe) for edit in match.edits] == [("before", False)]


def test_a_word_that_can_go_has_no_edit() -> None:
    (match,), _ = run("They are in the process of testing.", USE)
    assert (match.values["better"], match.edits) == ("leave it out", ())


def test_the_edit_keeps_capitals() -> None:
    found, _ = run("Utilize it. PRIOR TO noon.", USE)
    assert [match.edits[0].replacement for match in found] == ["Use", "BEFORE"]


def test_letters_that_are_others_in_another_case_are_those_letters() -> None:
    assert words("She utilize\u017f it, prior to \u212a.", USE) == ["utilize\u017f", "prior to"]


def test_a_term_is_reported_once_with_its_other_places() -> None:
    (match,), _ = run("Utilize it. He utilizes it. We utilize it.", USE)
    assert match.values["times"] == " (3 times)"
    assert len(match.related) == 2
    assert [edit.replacement for edit in match.edits] == ["Use", "uses", "use"]


def test_every_place_counts_where_the_rule_says_so() -> None:
    assert words("Utilize it. We utilize it.", USE, each=True) == ["Utilize", "utilize"]


@pytest.mark.parametrize("text", ["“We utilize it,” he said.", "> We utilize it."])
def test_words_of_others_are_left_alone(text: str) -> None:
    assert words(text, USE) == []


def test_words_of_others_count_where_the_rule_says_so() -> None:
    assert words("“We utilize it,” he said.", USE, in_quotes=True) == ["utilize"]


def test_a_longer_phrase_can_have_another_sense() -> None:
    assert words("Utilize review is a job. We utilize it.", USE, other_senses=("utilize review",)) == ["utilize"]


def test_a_name_in_capitals_is_left_alone() -> None:
    assert words("The Bureau of Utilize Projects met.", USE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hypertension (high blood pressure) is silent. Hypertension kills.",
        "High blood pressure (hypertension) is silent.",
        "Hypertension is silent. It is called hypertension, or high blood pressure.",
        "A pressure that is too high is called hypertension by doctors.",
        "Hypertension, which is a raised pressure, is silent.",
    ],
)
def test_a_term_that_the_article_explains_is_left_alone(text: str) -> None:
    assert words(text, PRESSURE, explained=True) == []


@pytest.mark.parametrize("text", ["Hypertension (2) is silent.", "Treat hypertension early, says Dr. Ruiz (Madrid)."])
def test_brackets_that_explain_nothing_excuse_nothing(text: str) -> None:
    assert len(words(text, PRESSURE, explained=True)) == 1


def test_one_explained_term_does_not_excuse_another() -> None:
    assert words("Hypertension (high blood pressure) and analgesics.", PRESSURE, explained=True) == ["analgesics"]


def test_matches_come_in_reading_order() -> None:
    assert words("Prior to that we utilize it, prior to this.", USE) == ["Prior to", "utilize"]


def test_markup_inside_a_term_does_not_hide_it() -> None:
    assert words("We uti**lize** it prior&nbsp;to sport.", USE) == ["utilize", "prior to"]


def test_titles_of_works_cited_are_left_alone() -> None:
    listed = "1. Roe P, Ito K. Renal colic in adults. J Pain. 2011;2:1-9.\n\nSources: Renal Society (2020).\n"
    page = f"Renal pain.\n\n## References\n\n{listed}"
    assert words(page, {"renal": "kidney"}, each=True) == ["Renal"]


def test_a_term_that_names_what_was_just_described_is_left_alone() -> None:
    page = "The gums are red and bleed. This is gingivitis, and it heals."
    assert words(page, {"gingivitis": "gum disease"}, explained=True) == []
