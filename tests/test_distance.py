"""Help is near who needs it, headlines keep to their study, and packs keep to their country."""

from __future__ import annotations

import pytest

from claimlint.lint import lint
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.settings import DisclaimerSettings, Settings
from claimlint.source import Source

FILLER = "We walked along the river in the morning and talked about the weather and the dogs that ran ahead. " * 8
PAIN = (
    "Heartburn is a burning pain that follows a large meal and passes when the stomach is empty. If you have chest pain"
    " that spreads to the arm, sit down and breathe slowly. Antacids bring relief within minutes, milk helps some."
    " Keep a diary of what you eat, and show it to your doctor at the next visit. Coffee and fat make it worse."
)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset()


def rules(text: str, ruleset: Ruleset, settings: Settings | None = None, path: str = "page.md") -> set[str]:
    kind = "html" if path.endswith("html") else "markdown"
    return {item.rule for item in lint(Source(path, text, kind), ruleset, settings).findings}


def test_an_emergency_number_in_the_same_paragraph_is_near(ruleset: Ruleset) -> None:
    assert not rules(f"# Heartburn\n\n{PAIN} Otherwise call 911.\n", ruleset) & {
        "disclaimers/emergency-far",
        "disclaimers/emergency-missing",
    }


def test_an_emergency_number_in_the_footer_is_far(ruleset: Ruleset) -> None:
    text = f"<h1>Heartburn</h1><p>{PAIN}</p><footer><p>In an emergency call 911.</p></footer>"

    assert "disclaimers/emergency-far" in rules(text, ruleset, path="page.html")


def test_an_emergency_number_many_words_away_is_far(ruleset: Ruleset) -> None:
    text = f"# Heartburn\n\n{PAIN}\n\n{FILLER}\n\nIn an emergency call 911. {FILLER}\n"

    assert "disclaimers/emergency-far" in rules(text, ruleset)


def test_without_any_number_it_is_missing_and_not_far(ruleset: Ruleset) -> None:
    found = rules(f"# Heartburn\n\n{PAIN}\n", ruleset)

    assert "disclaimers/emergency-missing" in found
    assert "disclaimers/emergency-far" not in found


def test_a_number_that_the_template_gives_is_trusted_to_be_near(ruleset: Ruleset) -> None:
    settings = Settings(disclaimer=DisclaimerSettings(provided_by_template=("emergency",)))

    assert "disclaimers/emergency-far" not in rules(
        f"# Heartburn\n\n{PAIN}\n\n{FILLER}\n\nCall 911.\n", ruleset, settings
    )


OBSERVED = (
    "A cohort study of nurses found fewer strokes in those who drank coffee. It was associated with a lower risk. The"
    " nurses filled in questionnaires every two years, and the authors say that more work is needed to find out why."
)


@pytest.mark.parametrize(
    ("title", "body", "reported"),
    [
        ("Coffee prevents strokes", OBSERVED, True),
        ("Coffee linked to fewer strokes", OBSERVED, False),
        ("Coffee may prevent strokes", OBSERVED, False),
        ("Does coffee prevent strokes?", OBSERVED, False),
        ("Coffee prevents strokes", f"{OBSERVED} A randomised trial confirmed it.", False),
    ],
)
def test_a_headline_states_a_cause_only_where_the_study_can_show_one(
    title: str, body: str, reported: bool, ruleset: Ruleset
) -> None:
    assert ("claims/cause-headline" in rules(f"# {title}\n\n{body}\n", ruleset)) is reported


TESTED = (
    "The scientists gave the berry to old mice for a month. The mice found their way through a maze like young ones. {}"
)


@pytest.mark.parametrize(
    ("title", "more", "reported"),
    [
        ("Berry reverses memory loss", "The team hopes for a drug.", True),
        ("Berry reverses memory loss in mice", "The team hopes for a drug.", False),
        ("Berry reverses memory loss", "Then 60 adults took it, and they remembered more words as well.", False),
    ],
)
def test_a_headline_names_the_animals_of_its_study(title: str, more: str, reported: bool, ruleset: Ruleset) -> None:
    text = f"# {title}\n\n{TESTED.format(more)} {FILLER}\n"

    assert ("claims/animal-headline" in rules(text, ruleset)) is reported


@pytest.mark.parametrize(
    ("rule", "text", "at_home", "abroad"),
    [
        ("claims/uk-eu-weight-amount", "Our tea helps you to lose 5 kg before summer.", "uk", "us"),
        ("claims/uk-alkaline", "Alkaline water keeps you young.", "uk", "eu"),
        ("claims/au-restricted-disease", "Our oil helps with bipolar disorder.", "au", "ca"),
        ("claims/au-practitioner-testimonial", "“Dr Wu fixed my back,” says Jo.", "au", "uk"),
        ("claims/ca-schedule-a", "Our cinnamon capsules cure diabetes.", "ca", "us"),
        ("claims/us-disease-hashtag", "Back in stock: curcumin. Buy it. #diabetes", "us", "uk"),
        ("affiliate/uk-ad-label-missing", "Try [the mask](https://amzn.to/3abcdef).", "uk", "us"),
    ],
)
def test_a_rule_of_a_country_speaks_there_and_nowhere_else(
    rule: str, text: str, at_home: str, abroad: str, ruleset: Ruleset
) -> None:
    home = rules(f"---\njurisdiction: {at_home}\n---\n\n{text}\n", ruleset, Settings(content="product"))

    assert rule in home
    assert rule not in rules(text, ruleset, Settings(content="product", jurisdictions=(abroad,)))
    assert rule not in rules(text, ruleset, Settings(content="product"))


LINK = "We slept with [the mask](https://amzn.to/3abcdef) for a week, and it was dark and quiet under it."


def test_a_disclosure_in_another_language_is_reported(ruleset: Ruleset) -> None:
    text = f"Wir erhalten eine Provision, wenn du über unsere Links kaufst.\n\n{LINK}\n"

    assert "affiliate/disclosure-other-language" in rules(text, ruleset)


def test_a_bilingual_disclosure_is_enough(ruleset: Ruleset) -> None:
    said = "We earn a commission if you buy through links. Wir erhalten eine Provision, wenn du bei uns kaufst."

    assert "affiliate/disclosure-other-language" not in rules(f"{said}\n\n{LINK}\n", ruleset)


@pytest.mark.parametrize(
    ("front", "text", "reported"),
    [
        ("ai_generated: true", "Iron carries oxygen in the blood.", True),
        ("ai_generated: true", "AI helped to write this page; a doctor checked it.", False),
        ("ai_generated: false", "Iron carries oxygen in the blood.", False),
        ("author: ChatGPT", "Iron carries oxygen in the blood.", True),
        ("author: Ai Tanaka", "Iron carries oxygen in the blood.", False),
    ],
)
def test_what_a_machine_wrote_must_say_so_to_readers(front: str, text: str, reported: bool, ruleset: Ruleset) -> None:
    more = "People who lack it feel tired, look pale and get out of breath on the stairs; a blood test shows it."

    assert ("metadata/ai-use-untold" in rules(f"---\n{front}\n---\n\n{text} {more}\n", ruleset)) is reported
