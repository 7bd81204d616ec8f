"""The kinds ``require`` and ``consistency``, and the triggers that ask."""

from __future__ import annotations

import pytest

from claimlint.checks.consistency import ConsistencyCheck
from claimlint.checks.require import RequireCheck
from claimlint.language.analysis import Analysis
from claimlint.language.safety.triggers import TRIGGERS, triggered
from claimlint.parsers import parse
from claimlint.settings import DisclaimerSettings, Settings
from claimlint.source import Source


def analyse(text: str, settings: Settings | None = None) -> Analysis:
    return Analysis(parse(Source("page.md", text, "markdown")), settings)


def asked(name: str, text: str, **settings: object) -> list[str]:
    analysis = analyse(text, Settings(**settings))  # type: ignore[arg-type]
    return [analysis.document.prose(trigger.span) for trigger in triggered(analysis, name)]


def reported(check: RequireCheck, text: str, settings: Settings | None = None) -> list[str]:
    analysis = analyse(text, settings)
    return [analysis.document.prose(match.span) for match in check.check(analysis)]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Take magnesium at night.", ["Take magnesium"]),
        ("If you cannot sleep, try melatonin.", ["try melatonin"]),
        ("Step 2: cut out sugar and start probiotics.", ["cut out sugar"]),
        ("You should avoid dairy for a month.", ["avoid dairy"]),
        ("We recommend taking 400 mg of zinc.", ["taking 400 mg"]),
        ("- Please do not take ibuprofen on an empty stomach.", ["do not take ibuprofen"]),
    ],
)
def test_commands_and_recommendations_about_health_are_advice(text: str, advice: list[str]) -> None:
    assert asked("advice", text) == advice


@pytest.mark.parametrize(
    "text",
    [
        "Participants took 400 mg of zinc a day.",
        "“Take magnesium at night,” said the doctor.",
        "Take a look at our diabetes quiz.",
        "Use of antibiotics rose in spring.",
        "Avoid delays: book your train early.",
        "Try our new search for asthma clinics.",
    ],
)
def test_reports_quotations_and_service_texts_are_not(text: str) -> None:
    assert asked("advice", text) == []


def test_stopping_medicines_asks_only_as_a_command_without_the_prescriber() -> None:
    assert asked("medicines", "Stop your statins today.") == ["Stop your statins"]
    assert asked("medicines", "Do not stop your statins without talking to your doctor.") == []
    assert asked("medicines", "Patients were told to stop their statins.") == []
    assert asked("medicines", "Cut down on alcohol and drugs.") == []


def test_a_structure_function_claim_asks_only_where_a_supplement_is_sold() -> None:
    text = "These capsules support immune health."
    assert asked("supplement-claim", text) == []
    assert asked("supplement-claim", text, content="product") == ["support immune health"]


@pytest.mark.parametrize("name", sorted(TRIGGERS))
def test_every_trigger_is_quiet_on_an_empty_page(name: str) -> None:
    assert asked(name, "") == []


ADVICE = RequireCheck(demands=("advice",), satisfied_by=("not_advice",), partial=("consult",))


def test_the_finding_points_at_what_asks_and_names_what_was_found_instead() -> None:
    analysis = analyse("Take magnesium at night. Always ask your doctor before you take a new supplement.")
    (match,) = ADVICE.check(analysis)
    assert analysis.document.prose(match.span) == "Take magnesium"
    assert match.values["instead"].startswith("Always ask your doctor")
    assert [analysis.document.prose(item.span) for item in match.related] == [match.values["instead"]]


def test_without_anything_instead_the_related_place_is_where_it_was_looked_for() -> None:
    analysis = analyse("Take magnesium at night.\n\nThe end.")
    (match,) = ADVICE.check(analysis)
    assert analysis.document.prose(match.related[0].span) == "."
    assert match.related[0].span.end == len(analysis.text)


def test_consult_alone_is_enough_where_the_configuration_says_so() -> None:
    text = "Take magnesium at night. Always ask your doctor before you take a new supplement."
    settings = Settings(disclaimer=DisclaimerSettings(accept_consult_only=True))
    assert reported(ADVICE, text) == ["Take magnesium"]
    assert reported(ADVICE, text, settings) == []


def test_phrases_that_mean_something_else_do_not_satisfy() -> None:
    check = RequireCheck(
        demands_phrases=("drug",),  # type: ignore[arg-type]
        satisfied_by_phrases=(r"\$\d+",),  # type: ignore[arg-type]
        other_senses=(r"\$\d+ million",),  # type: ignore[arg-type]
    )
    assert reported(check, "The drug won a $5 million grant.") == ["drug"]
    assert reported(check, "The drug costs $5 a day.") == []


def test_a_field_satisfies_unless_it_is_empty() -> None:
    check = RequireCheck(demands_phrases=("drug",), satisfied_by_fields=("funding",))  # type: ignore[arg-type]
    assert reported(check, "---\nfunding: none\n---\nThe drug.") == []
    assert reported(check, "---\nfunding:\n---\nThe drug.") == ["drug"]


def test_a_clash_needs_both_sides() -> None:
    check = RequireCheck(demands=("medicines",), clashes_with=("not_advice",))
    assert reported(check, "Stop your statins.") == []
    assert reported(check, "Stop your statins. This is not medical advice.") == ["Stop your statins"]


def test_each_reports_every_place() -> None:
    check = RequireCheck(demands_phrases=("drug",), each=True)  # type: ignore[arg-type]
    assert reported(check, "A drug and a drug.") == ["drug", "drug"]


NAMES = ConsistencyCheck(either={"paracetamol": "acetaminophen"})


def names(text: str) -> list[str]:
    analysis = analyse(text)
    return [analysis.document.prose(match.span) for match in NAMES.check(analysis)]


def test_the_rarer_of_two_names_is_reported() -> None:
    assert names("Paracetamol helps. Paracetamol is cheap. Acetaminophen can harm the liver.") == ["Acetaminophen"]


def test_on_a_tie_the_later_name_is_reported() -> None:
    assert names("Acetaminophen helps, and paracetamol is cheap.") == ["paracetamol"]


def test_an_explanation_of_the_other_name_is_no_slip() -> None:
    assert names("Paracetamol (acetaminophen) helps. Paracetamol is cheap.") == []


def test_a_name_explained_once_may_be_used_afterwards() -> None:
    check = ConsistencyCheck({"high blood pressure": "hypertension"})
    told = analyse(
        "High blood pressure (hypertension) is common. High blood pressure is silent. Treat hypertension early."
    )
    assert list(check.check(told)) == []
    untold = analyse("High blood pressure is common. High blood pressure is silent. Treat hypertension early.")
    assert [untold.document.prose(match.span) for match in check.check(untold)] == ["hypertension"]


def test_a_name_in_the_title_of_a_work_cited_is_not_the_articles() -> None:
    check = ConsistencyCheck({"high blood pressure": "hypertension"})
    page = analyse(
        "High blood pressure is common.\n\n## References\n\n1. Roe P. Hypertension in trams. Tram. 2010;1:2.\n"
    )
    assert list(check.check(page)) == []


def test_a_reviewed_page_that_quotes_once_reports_on_nothing() -> None:
    page = (
        "Tablets help some people. “They took the edge off,” says Kim. In a study, researchers gave patients the drug"
        " or placebo. A trial and a review found that the drug and other medicines work in half of them.\n"
    )
    assert asked("intervention", page) == ["Tablets"]
    assert asked("intervention", f"---\nreviewed_by: Dr P Roe\n---\n\n{page}") == []
    assert asked("intervention", f"---\nreviewed_by:\n---\n\n{page}") == ["Tablets"]
