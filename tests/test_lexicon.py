"""Lexicons and mentions: terms in all their forms, found in one pass."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.claims.inflection import american, noun_forms, plural, verb_forms
from claimlint.language.claims.mentions import (
    ABSOLUTE,
    BODY,
    CONDITION,
    DRUG,
    NOUN_FILES,
    PROCEDURE,
    REMEDY,
    SYMPTOM,
    VERB_FILES,
    find_mentions,
    kind_of_ending,
)
from claimlint.language.claims.term_table import Terms, unpacked
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import split_words
from claimlint.resources import data_path


def nouns(text: str) -> list[tuple[str, int]]:
    words = split_words(text)
    found = find_mentions(text, words).nouns
    return [(text[words.starts[noun.first] : words.end(noun.last - 1)], noun.kinds) for noun in found]


def terms(text: str) -> list[str]:
    return [term for term, _ in nouns(text)]


def verbs(text: str) -> list[tuple[str, int]]:
    words = split_words(text)
    found = find_mentions(text, words).verbs
    return [(text[words.starts[verb.first] : words.end(verb.last - 1)], verb.classes) for verb in found]


WORDS = st.lists(st.sampled_from(["sore", "dry", "throat", "*", "b12", "d\u2019or", "t-cell"]), min_size=1, max_size=4)


@given(st.lists(st.tuples(WORDS, st.integers(0, 1 << 16), st.integers(0, 31), st.booleans()), min_size=1, max_size=12))
def test_packed_terms_are_the_terms(added: list[tuple[list[str], int, int, bool]]) -> None:
    found = Terms()
    for words, classes, forms, caps in added:
        found.add(tuple(words), classes, forms, caps)
    table, again = found.table(), unpacked(found.table().packed())
    for words, classes, forms, _ in added:
        seconds = again.get(words[0])
        assert seconds is not None and seconds == table.get(words[0])
        entries = seconds[words[1] if len(words) > 1 else ""]
        assert [len(entry[0]) for entry in entries] == sorted((len(entry[0]) for entry in entries), reverse=True)
        assert any((entry[0], entry[1] & classes, entry[2] & forms) == (words[1:], classes, forms) for entry in entries)


@pytest.mark.parametrize("name", [*NOUN_FILES, *VERB_FILES])
def test_every_lexicon_says_where_its_terms_come_from(name: str) -> None:
    head = data_path(f"lexicons/{name}.txt").read_text("utf-8").splitlines()[:4]
    assert any("ompilation" in line or "knowledge" in line for line in head if line.startswith("#"))


@pytest.mark.parametrize("name", [*NOUN_FILES, *VERB_FILES])
def test_no_term_stands_twice_in_a_lexicon(name: str) -> None:
    found = load_terms(name)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("name", "least"), [("conditions", 1000), ("remedies", 800), ("drugs", 500), ("symptoms", 350), ("foods", 250)]
)
def test_the_lexicons_are_of_real_size(name: str, least: int) -> None:
    assert len(load_terms(name)) >= least


def test_the_longest_term_wins() -> None:
    assert terms("high blood pressure medication and blood pressure tablets") == [
        "high blood pressure",
        "medication",
        "blood pressure tablets",
    ]


def test_british_and_american_spellings_are_one_term() -> None:
    assert terms("oesophageal cancer, esophageal cancer, haemorrhoids, hemorrhoids, a tumour, a tumor") == [
        "oesophageal cancer",
        "esophageal cancer",
        "haemorrhoids",
        "hemorrhoids",
        "tumour",
        "tumor",
    ]


def test_acronyms_count_in_capitals_only() -> None:
    assert terms("She has MS. He said it aids his work with me.") == ["MS"]


def test_a_mark_between_its_words_breaks_a_term() -> None:
    assert "heart attack" not in terms("He had a heart; attack was his plan.")


def test_hyphenated_spellings_are_found() -> None:
    assert terms("Milk-thistle and your heart-attack risk")[0] == "Milk-thistle"


def test_drug_names_are_told_by_their_stem() -> None:
    assert nouns("She took zanubrutinib.") == [("zanubrutinib", DRUG)]


@pytest.mark.parametrize("word", ["cholesterol", "control", "platinum", "captain"])
def test_ordinary_words_are_no_drugs(word: str) -> None:
    assert not kind_of_ending(word)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("lymphangioma", CONDITION),
        ("hyperbilirubinaemia", CONDITION),
        ("uveitides", CONDITION),
        ("gastrojejunostomy", PROCEDURE),
        ("hippotherapy", PROCEDURE),
        ("radiographies", 0),
    ],
)
def test_medical_names_are_told_by_their_ending(word: str, kind: int) -> None:
    assert kind_of_ending(word) == kind


@pytest.mark.parametrize("word", ["diploma", "diagnosis", "geography", "sympathy", "nostalgia", "roma"])
def test_what_only_ends_like_an_illness_is_none(word: str) -> None:
    assert not kind_of_ending(word)


def test_a_term_may_be_of_two_kinds() -> None:
    ((_, kinds),) = nouns("melatonin")
    assert kinds & REMEDY


def test_an_adjective_of_trouble_makes_an_organ_a_complaint() -> None:
    ((term, kinds),) = nouns("a sluggish thyroid")
    assert term == "thyroid"
    assert kinds & SYMPTOM
    assert kinds & BODY


def test_a_split_verb_holds_its_object() -> None:
    words = split_words("It wipes the worst flu out.")
    (verb,) = (verb for verb in find_mentions("It wipes the worst flu out.", words).verbs if verb.classes & ABSOLUTE)
    assert words.words[verb.gap : verb.gap_end] == ["the", "worst", "flu"]


def test_phrases_inflect_at_their_first_word() -> None:
    assert verbs("It wiped the floor with gout.")[0] == ("wiped the floor with", ABSOLUTE)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("beat", "beaten"),
        ("fight off", "fought off"),
        ("soothe", "soothing"),
        ("stop", "stopped"),
        ("be gone", "is gone"),
    ],
)
def test_verbs_take_their_forms(verb: str, form: str) -> None:
    assert form in verb_forms(verb)


def test_plurals_and_american_forms_of_a_noun() -> None:
    assert sorted(noun_forms("tumour")) == ["tumor", "tumors", "tumour", "tumours"]
    assert plural("allergy") == "allergies"
    assert american("exercise") == "exercise"


def test_conditions_are_conditions() -> None:
    assert all(kinds & CONDITION for _, kinds in nouns("psoriasis, gout and lupus"))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_mentions_lie_inside_the_text_in_order(text: str) -> None:
    text = text.replace("\n", " ")
    words = split_words(text)
    found = find_mentions(text, words)
    places = [(noun.first, noun.last) for noun in found.nouns]
    assert places == sorted(places)
    assert all(0 <= first < last <= len(words.words) for first, last in places)
    assert all(verb.first < verb.last <= len(words.words) for verb in found.verbs)


def test_time_grows_with_the_number_of_words() -> None:
    def spent(times: int) -> float:
        text = "bring down blood pressure and take the sting out of gout " * times
        words = split_words(text)
        start = time.process_time()
        find_mentions(text, words)
        return time.process_time() - start

    spent(10)
    assert spent(4000) < 20 * max(spent(1000), 0.002)
