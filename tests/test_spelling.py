"""Misspelt words: what is found, what is offered first, and what is a name, a term or a form of a known word."""

from __future__ import annotations

import pytest

from claimlint.document import Document
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.dialect import dialect_words
from claimlint.language.spelling.misspellings import Kind, Misspelling
from claimlint.parsers import parse
from claimlint.source import Source


def misspelt(text: str) -> tuple[Misspelling, ...]:
    document: Document = parse(Source("a.md", text, "markdown"))
    return Analysis(document).misspellings


def first(text: str) -> str:
    """Return the first suggestion for the only misspelt word."""
    (found,) = misspelt(text)
    return found.suggestions[0]


def test_a_listed_misspelling_is_certain() -> None:
    (found,) = misspelt("You will recieve the results.")
    assert (found.kind, found.suggestions[0], found.certain) == (Kind.LISTED, "receive", True)


def test_a_slip_in_a_common_word_is_found() -> None:
    assert first("The treatmant made no difference.") == "treatment"


def test_two_words_without_their_space_are_told_apart() -> None:
    (found,) = misspelt("Patients will diefrom the infection.")
    assert (found.kind, found.suggestions[0]) == (Kind.GLUED, "die from")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("You dont have to rush.", "don't"),
        ("It isnt known why.", "isn't"),
        ("It lowers the bodys defences.", "body's"),
        ("Ask about your childs weight.", "child's"),
        ("It fills the grandchildrens plates.", "grandchildren's"),
        ("It is a womens clinic.", "women's"),
        ("Childrens teeth need care.", "Children's"),
    ],
)
def test_a_lost_apostrophe_is_offered_first(text: str, meant: str) -> None:
    assert first(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "The protein attaches to the cell; exacerbations and erosions follow.",
        "Most prescribers and convincers met.",
        "Situs inversus, cutis laxa and epidermolysis bullosa are rare.",
        "Lactobacillus rhamnosus and E. coli live there.",
        "Some light-headedness is common.",
        "The drug abaloparatide was compared with semaglutide.",
        "Dr. Evangelia Smith agrees.",
        "Write to info@helthpage.example or see `recieve`.",
    ],
)
def test_terms_names_forms_and_code_are_not_misspelt(text: str) -> None:
    assert not misspelt(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("We drink alot of tea.", "a lot"), ("It hurts abit less.", "a bit"), ("Infact it is safe.", "In fact")],
)
def test_a_phrase_written_in_one_is_rather_meant_than_a_rare_word(text: str, meant: str) -> None:
    assert first(text) == meant


def test_british_forms_of_words_that_lists_know_with_z_are_right() -> None:
    assert misspelt("The necrotising wound was slow; an ionising lamp and a tranquillising drop helped.") == ()


def test_a_gloss_in_brackets_and_a_short_word_behind_an_unknown_name_are_foreign_terms() -> None:
    assert misspelt("Milk at night makes a residue (ama), and Kadhiru ali is a root.") == ()


def test_the_case_of_the_word_is_kept() -> None:
    assert first("Recieve the results by post.") == "Receive"


def test_a_term_the_article_repeats_is_not_misspelt() -> None:
    assert not misspelt("The flimzer rests. A flimzer hums. Every flimzer ends.")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("A label is no garentee of quality.", "guarantee"),
        ("The body keeps a daily rythym.", "rhythm"),
        ("This medcine may make you sleepy.", "medicine"),
        ("The results were scientificly sound.", "scientifically"),
        ("It is adviseable to rest.", "advisable"),
    ],
    ids=["same consonants", "silent letters", "after a common word like a genus", "same ending", "a suffix is no word"],
)
def test_common_misspellings_of_people_are_put_right(text: str, meant: str) -> None:
    found = Analysis(parse(Source("a.txt", text, "text"))).misspellings
    assert [item.suggestions[0] for item in found] == [meant]


def test_canadian_articles_and_titles_of_works_cited_do_not_mix_dialects() -> None:
    text = "The colour of the centre. The fibre. A pediatric tumour."
    cited = "The colour of the centre. The fibre.\n\n## References\n\n1. Roe P. Pediatric tumors. J Bone. 2010;1:2.\n"
    assert other_dialect(text) == ["pediatric"]
    assert other_dialect(f"---\nlang: en-CA\n---\n\n{text}") == []
    assert other_dialect(cited) == []


def other_dialect(text: str) -> list[str]:
    analysis = Analysis(parse(Source("a.md", text, "markdown")))
    return [analysis.document.prose(word.span) for word in dialect_words(analysis)]
