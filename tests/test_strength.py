"""How firmly a sentence says that one thing changes another: the main predicate decides."""

from __future__ import annotations

import pytest

from claimlint.claim import Strength
from claimlint.document import Block, Document, SourceMap
from claimlint.language.analysis import Analysis
from claimlint.language.strength.rating import StrengthReading, strength_of
from claimlint.language.strength.verbs import inflect, verb_forms
from claimlint.source import Source, Span


def read(text: str) -> StrengthReading:
    blocks = (Block("paragraph", Span(0, len(text))),)
    analysis = Analysis(Document(Source("a.txt", text), text, SourceMap([(0, len(text), 0, len(text))]), blocks))
    return strength_of(analysis, 0)


CASES = {
    Strength.DIRECT: [
        "Daily walks lower blood pressure.",
        "Smoking causes gum disease, a new study finds.",
        "Kale cuts cholesterol.",
        "The leaflet campaign led to fewer falls.",
        "The new inhaler was effective in children.",
        "Night shifts have no effect on fertility.",
        "Women who nap at noon increase their risk of gout.",
        "Statins for the over-70s save lives, according to researchers in Lund.",
        "Poor sleep is the leading cause of crashes at dawn.",
        "The programme yielded a large drop in deaths.",
        "The scarf did not prevent colds.",
        "Oats, beans and barley improve digestion.",
        "Loud music is damaging the hearing of a generation.",
        "The vaccine has sharply reduced deaths among nurses.",
        "Lead paint can harm unborn children.",
    ],
    Strength.CONDITIONAL: [
        "Daily walks may lower blood pressure.",
        "Kale could cut cholesterol, researchers say.",
        "The new inhaler appears to ease asthma in children.",
        "Stress is likely to worsen eczema.",
        "Vitamin D might play a role in mood.",
        "Removing the tonsils could be harmful.",
    ],
    Strength.CORRELATIONAL: [
        "Restless legs are a common problem in adults with low iron.",
        "Hearing loss found in a third of veterans after deployment",
        "Short sleep is associated with weight gain.",
        "Coffee drinkers had a lower risk of gout.",
        "Night shifts may be linked to infertility.",
        "Bilingual people were less likely to be treated for dementia.",
        "Age predicted recovery.",
        "Nurses are more likely to have back pain than clerks.",
        "Deaths were higher among smokers.",
        "Weight increased during the first winter.",
        "Pain was reduced in both groups.",
        "The new scan helps doctors to predict strokes.",
        "Women had more migraines than men in every year.",
        "A relationship between noise and blood pressure was found.",
    ],
    Strength.NONE: [
        "The trial ran in nine hospitals in Wales.",
        "Further studies are needed to confirm the effect of kale on cholesterol.",
        "One in nine adults has back pain.",
        "Doctors should ask every smoker about cough.",
        "The findings appear in a journal of sports medicine.",
        "Trial registration: a public registry, number 12.",
        "We recommend screening at fifty.",
        "Take the tablets with water.",
    ],
}


def test_the_aid_for_hearing_is_no_verb() -> None:
    assert read("Hearing aids for adults are sold in shops.").strength is Strength.NONE


@pytest.mark.parametrize(("strength", "text"), [(k, text) for k, texts in CASES.items() for text in texts])
def test_the_main_predicate_decides(strength: Strength, text: str) -> None:
    assert read(text).strength is strength


def test_the_words_that_decided_are_returned() -> None:
    text = "Daily walks lower blood pressure."
    found = read(text)
    assert (found.cue, found.span) == ("lower", Span(12, 17))


def test_a_participle_is_no_predicate() -> None:
    assert read("An increased risk of gout is common in Wales.").strength is not Strength.DIRECT


def test_an_association_outranks_the_cause_it_speaks_of() -> None:
    assert read("Smoking is associated with a disease that causes blindness.").strength is Strength.CORRELATIONAL


def test_a_verb_in_a_relative_clause_does_not_decide() -> None:
    found = read("Children who had the jab that prevents measles were more likely to read books.")
    assert found.strength is Strength.CORRELATIONAL


def test_a_modal_in_another_clause_does_not_soften() -> None:
    assert read("The syrup, which may taste bitter, stops coughs.").strength is Strength.DIRECT


def test_a_comparison_with_what_was_known_is_no_claim() -> None:
    assert read("The number of cases is lower than previously thought.").strength is Strength.NONE


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("cure", ("cure", "cures", "cured", "cured", "curing")),
        ("stop", ("stop", "stops", "stopped", "stopped", "stopping")),
        ("relieve", ("relieve", "relieves", "relieved", "relieved", "relieving")),
        ("destroy", ("destroy", "destroys", "destroyed", "destroyed", "destroying")),
        ("pacify", ("pacify", "pacifies", "pacified", "pacified", "pacifying")),
        ("quench", ("quench", "quenches", "quenched", "quenched", "quenching")),
        ("trigger", ("trigger", "triggers", "triggered", "triggered", "triggering")),
        ("heal", ("heal", "heals", "healed", "healed", "healing")),
        ("free", ("free", "frees", "freed", "freed", "freeing")),
    ],
)
def test_regular_verbs_are_inflected(base: str, forms: tuple[str, ...]) -> None:
    assert inflect(base) == forms


def test_irregular_forms_lead_to_their_verb() -> None:
    assert {form.lemma for form in verb_forms()["led"]} == {"lead"}
