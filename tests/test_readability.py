"""Readability: textstat's numbers on prose alone, and what the rules say of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.checks.abbreviation import AbbreviationCheck
from claimlint.checks.length import LengthCheck
from claimlint.checks.metric import MetricCheck, audience_of
from claimlint.language.analysis import Analysis
from claimlint.language.readability.formulas import FORMULAS, ask_textstat
from claimlint.language.readability.measured import Readability
from claimlint.language.readability.syllables import (
    _dictionary,
    dictionary_syllables,
    hyphen_places,
    syllable_counts,
)
from claimlint.parsers import parse
from claimlint.settings import ReadabilitySettings, Settings
from claimlint.source import Source

SOUP = (
    "Chicken soup is an old friend of the sick. It warms you, and the steam opens a blocked nose. "
    "Nobody has shown that it shortens a cold. It does no harm, either: drink it slowly."
)
CLINIC = (
    "Pharmacological treatment of hypercholesterolemia necessitates individualized cardiovascular risk assessment. "
    "Dr. Ruiz recommends statins at 3.5 mg, i.e. a low dose; the patient's well-being isn't affected. "
    "Rhabdomyolysis is exceedingly uncommon! Would you've guessed?"
)
# Given by textstat 0.7.13 with NLTK's reader on the same dictionary.
EXPECTED = json.loads((Path(__file__).parent / "data" / "readability.json").read_text("utf-8"))
_ORACLE = """
import json, sys
import textstat
methods, texts = json.load(sys.stdin)
print(json.dumps([[getattr(textstat, method)(text) for method in methods] for text in texts]))
"""


def readability(text: str, format: str = "markdown") -> Readability:
    return Analysis(parse(Source("a.md", text, format))).readability


def lines(text: str, format: str = "markdown") -> list[str]:
    return [line.text for line in readability(text, format).lines]


def metric(text: str, formula: str = "flesch_kincaid_grade", **settings: object):
    options = {"limit": settings.pop("limit", None), "min_words": 5}
    analysis = Analysis(parse(Source("a.md", text, "markdown")), Settings(readability=ReadabilitySettings(**settings)))
    return list(MetricCheck(formula, **options).check(analysis)), analysis


@pytest.mark.parametrize("formula", EXPECTED["soup"])
@pytest.mark.parametrize(("name", "text"), [("soup", SOUP), ("clinic", CLINIC)])
def test_every_formula_gives_the_number_of_textstat(name: str, text: str, formula: str) -> None:
    assert readability(text).score(formula) == pytest.approx(EXPECTED[name][formula], abs=1e-9)


def test_textstat_with_nltks_own_reader_gives_the_same_numbers(tmp_path: Path) -> None:
    corpus = tmp_path / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    entries = (f"{word.upper()} 1 {'AH0 ' * count or 'K'}\n" for word, (count,) in _dictionary().items())
    (corpus / "cmudict").write_text("".join(entries), "utf-8")
    names = list(EXPECTED["soup"])
    asked = json.dumps([[FORMULAS[name].method for name in names], [SOUP, CLINIC]])
    run = subprocess.run(
        [sys.executable, "-c", _ORACLE],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NLTK_DATA": str(tmp_path)},
    )
    theirs = json.loads(run.stdout)
    ours = [[readability(text).score(name) for name in names] for text in (SOUP, CLINIC)]
    assert ours == [pytest.approx(row, abs=1e-9) for row in theirs]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abel don't.!? -,;:()'\u201c\u201d\u2014\u00e935%[]_\"", min_size=1, max_size=120))
def test_one_pass_counts_what_textstat_counts(text: str) -> None:
    from textstat import textstat

    found = readability(text, "text")
    if found.lines:
        counts = found.counts()
        words, sentences = textstat.lexicon_count(found.text), textstat.sentence_count(found.text)
        assert (counts.words, counts.sentences) == (words, sentences)


def test_the_default_formula_imports_no_engine() -> None:
    program = (
        "import sys; from claimlint.parsers import parse; from claimlint.source import Source;"
        "from claimlint.language.analysis import Analysis;"
        f"Analysis(parse(Source('a', {SOUP!r}, 'text'))).readability.score('flesch_kincaid_grade');"
        "print(sorted({'nltk', 'textstat', 'pyphen'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_textstat_counts_syllables_without_nltks_data(monkeypatch: pytest.MonkeyPatch) -> None:
    import nltk

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("NLTK's data was asked for")

    monkeypatch.setattr(nltk.data, "find", fail)
    monkeypatch.setattr(nltk, "download", fail)
    assert ask_textstat("gunning_fog", "An unusual hypothesis deserves attention.", "en_US") > 10


@pytest.mark.parametrize(("word", "syllables"), [("rhythm", 2), ("fire", 2), ("patient", 2), ("don't", 1)])
def test_the_dictionary_gives_the_first_pronunciation(word: str, syllables: int) -> None:
    assert dictionary_syllables(word) == syllables


UNKNOWN = st.one_of(
    st.sampled_from(["teduglutide", "wellknown", "covid19", "anaïs", "overdiagnoses", "associate", "project", "50mg"]),
    st.text(alphabet="abcdefghilmnoprstuvyé'9", max_size=16),
    st.sampled_from([word for word in _dictionary() if word.startswith("hy")]),
)


@settings(max_examples=300, deadline=None)
@given(UNKNOWN)
def test_unknown_words_are_divided_where_pyphen_divides_them(word: str) -> None:
    from pyphen import Pyphen

    assert hyphen_places(word) == Pyphen(lang="en_US").positions(word)


def test_a_word_outside_the_dictionary_has_a_syllable_more_than_hyphens() -> None:
    assert dictionary_syllables("teduglutide") is None
    assert syllable_counts("en_US")["teduglutide"] == len(hyphen_places("teduglutide")) + 1


def test_other_languages_are_divided_by_pyphen() -> None:
    from pyphen import Pyphen

    assert syllable_counts("de")["leberwert"] == len(Pyphen(lang="de").positions("leberwert")) + 1


def test_a_heading_does_not_melt_into_the_next_sentence() -> None:
    assert lines("## When to see a doctor\n\nCall when it hurts.") == ["When to see a doctor.", "Call when it hurts."]


def test_items_and_cells_are_units_and_short_ones_are_left_out() -> None:
    text = "- two cups of oats\n- milk\n\n| Food | What it does |\n|---|---|\n| Oats | keep you full longer |\n"
    assert lines(text) == ["two cups of oats.", "What it does.", "keep you full longer."]


def test_block_quotations_code_and_footnotes_are_left_out() -> None:
    text = (
        "Rest helps.[^1]\n\n> Somebody else wrote this.\n\n```\nnot prose at all\n```\n\n[^1]: A long source note here."
    )
    assert [line.startswith("Rest helps.") for line in lines(text)] == [True]


def test_the_reference_section_is_left_out() -> None:
    text = "Rest helps most people.\n\n## References\n\n1. Roe A, Poe B. A trial of rest. J Rest. 2020;1:1-9.\n"
    assert lines(text)[0] == "Rest helps most people."
    assert not any("Roe" in line for line in lines(text))


def test_a_sentence_that_is_mostly_quoted_is_left_out() -> None:
    assert lines("He sleeps. “I have never in my life slept so well as here,” she said. It rains.") == [
        "He sleeps.",
        "It rains.",
    ]


def test_urls_and_reference_marks_are_no_words() -> None:
    assert lines("See https://example.org/a.b.c for more [12].", "text") == ["See  for more ."]


def test_the_finding_stands_on_the_hardest_sentence_and_names_the_others() -> None:
    (match,), analysis = metric(f"{SOUP} {CLINIC} {SOUP}", grade=3.0)
    assert analysis.document.prose(match.span).startswith("Pharmacological treatment")
    assert "easier" in match.values["sentences"]
    assert match.related


def test_the_hardest_words_are_named() -> None:
    (match,), _ = metric(f"{SOUP} {CLINIC}", grade=3.0)
    assert match.values["words"].startswith(" Long words that weigh most: ")
    assert "hypercholesterolemia" in match.values["words"]


def test_a_reading_ease_must_not_fall_below_its_limit() -> None:
    assert metric(CLINIC * 3, "flesch_reading_ease", limit=60.0)[0]
    assert not metric(SOUP * 3, "flesch_reading_ease", limit=60.0)[0]


def test_professionals_are_spared_the_grade() -> None:
    assert metric(CLINIC * 3)[0]
    assert not metric(CLINIC * 3, audience="professional")[0]


def test_a_reading_ease_is_held_against_one_that_suits_the_audience() -> None:
    (match,), _ = metric(CLINIC * 3, "flesch_reading_ease")
    assert match.values["limit"] == "60"


def test_a_grade_of_ones_own_wins_over_the_audience() -> None:
    assert not metric(CLINIC * 3, grade=30.0)[0]


def test_front_matter_names_the_audience() -> None:
    analysis = Analysis(parse(Source("a.md", f"---\naudience: clinicians\n---\n{CLINIC}", "markdown")))
    assert audience_of(analysis) == "professional"


def test_patient_content_is_written_for_patients() -> None:
    analysis = Analysis(parse(Source("a.md", f"---\ncontent: patient\n---\n{CLINIC}", "markdown")))
    assert audience_of(analysis) == "patient"


def test_a_long_sentence_is_counted_without_its_quotations() -> None:
    text = "She wrote that “" + "very " * 30 + "long words” were not her own, and they were left out of the count."
    analysis = Analysis(parse(Source("a.md", text, "markdown")))
    assert not list(LengthCheck("sentence", 20).check(analysis))


def test_a_section_ends_at_a_heading() -> None:
    paragraph = "Walk a little every day. " * 6
    text = f"{paragraph}\n\n{paragraph}\n\n## Rest\n\n{paragraph}"
    analysis = Analysis(parse(Source("a.md", text, "markdown")))
    (match,) = LengthCheck("section", 50).check(analysis)
    assert match.span.start == analysis.document.blocks[1].span.start


@pytest.mark.parametrize(
    "text",
    [
        "Reflux disease (GERD) is common. GERD burns.",
        "GERD (reflux disease) is common.",
        "It is also known as GERD in clinics.",
        "GERD, short for a long name, burns.",
        "Gastro-esophageal reflux disease burns. So GERD hurts.",
        "The BRCA gene and the MYBPC gene differ; IL-6 and H1N1 too.",
        "MONDAY, Jan. 14 and LONDON (Reuters): this is NOT news.",
        "Stage IIIA is treated.",
        "“My GERD is back,” he said.",
        "DO NOT TAKE GERD PILLS.",
        "MRI, CT and HIV are known to all.",
        "The tablets come from KORVA Biotech, and QUEL Inc sells them.",
        "TARVEN, Ohio (Nov. 21) -- Walking helps.",
        "The trial, termed STRIDE, ran for a year; the WALKON trial did not.",
        "Shares of the maker, KRVA -0.4 %, fell.",
        "Source: Harmon RTK, Olsen PQ, Bane J, et al. Naps and nurses.",
        "“We slept well,” said Ann Roe, MD, FQRS, who led the ward.",
        "She works at QUEL, the Quiet Evenings League.",
    ],
)
def test_an_explained_known_or_quoted_abbreviation_is_left_alone(text: str) -> None:
    analysis = Analysis(parse(Source("a.md", text, "markdown")))
    assert [analysis.document.prose(match.span) for match in AbbreviationCheck().check(analysis)] == []


def test_an_abbreviation_is_reported_once_with_how_often_it_stands() -> None:
    analysis = Analysis(parse(Source("a.md", "GERD burns. GERDs differ. Treat GERD early.", "markdown")))
    (match,) = AbbreviationCheck().check(analysis)
    assert (analysis.document.prose(match.span), match.values["times"]) == ("GERD", " (3 times)")


def test_abbreviations_in_a_list_of_sources_need_no_explanation() -> None:
    check = AbbreviationCheck()
    page = (
        "Rest the knee, says the QXZ. It heals.\n\nThis is general. Sources: RZQ, Knees (2020); Based on QZR advice.\n"
    )
    analysis = Analysis(parse(Source("a.md", page, "markdown")))
    assert [analysis.document.prose(match.span) for match in check.check(analysis)] == ["QXZ"]
