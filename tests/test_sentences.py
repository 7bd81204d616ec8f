"""Sentences end where readers say they end, also among medical abbreviations."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.document import Block, Document, SourceMap
from claimlint.language.text.sentences import split_sentences
from claimlint.source import Source, Span


def document(*blocks: str) -> Document:
    text = "\n".join(blocks)
    spans, start = [], 0
    for block in blocks:
        spans.append(Block("paragraph", Span(start, start + len(block))))
        start += len(block) + 1
    return Document(Source("a.txt", text), text, SourceMap([(0, len(text), 0, len(text))]), tuple(spans))


def sentences(text: str) -> list[str]:
    doc = document(text)
    return [doc.prose(sentence.span) for sentence in split_sentences(doc)]


@pytest.mark.parametrize(
    "one",
    [
        "Take 5 mg b.i.d. for two weeks.",
        "The U.S. FDA has not approved it.",
        "The paper is in J. Clin. Oncol. 2020;38:12.",
        "It appeared in N. Engl. J. Med. in spring.",
        "Some fruits, e.g. Apples from Kent, are sweet.",
        "We asked Dr. Ana Ruiz about it.",
        "He was approx. 40 yrs. old at the time.",
        "It was drug A vs. Placebo in that trial.",
        "Kowalski et al. (2019) looked at 40 people.",
        "The curve in Fig. 2 is flat.",
        "The late J. K. Smith wrote it.",
        "The difference was real (p < .05) in women.",
        "Give 3.5 mg to a child of 2.5 years.",
        "Rinse No. 5 stains teeth.",
        "Nobody grows St. John's wort here.",
        "Cultures grew E. coli within a day.",
        "Open from 9 a.m. Monday to Friday.",
        "The makers of Yahoo! say so themselves.",
        '"Does it work?" she asked.',
        "Well ... perhaps it does.",
        "In Oct. 2020 the shop closed.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(one: str) -> None:
    assert sentences(one) == [one]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He lives in the U.S.", "The tea is sold there."),
        ("Oranges are rich in vitamin C.", "They taste good."),
        ("Take 500 mg.", "Then rest."),
        ("The dose is 10 mg b.i.d.", "Patients sleep well."),
        ("We know that from Brown et al.", "The rest is new."),
        ("It helps (a little.)", "She slept."),
        ('He said "it works."', "She left."),
        ("It eases pain.[1]", "It also tastes good."),
        ("It eases pain.2", "It also tastes good."),
        ("It was .05.", "Next came the pill."),
        ("Is it safe?", "No."),
        ("It works!", "Buy it now."),
        ("Does Acme Inc. sell it?", "Yes."),
        ("It was sold by Acme Inc.", "The price was low."),
        ("It ended in 2019.", "50 people had died."),
        ("Levels fell.", "mRNA rose."),
        ("Nothing works…", "Or does it?"),
        ("This is good.", "[More] follows."),
        ("the tea works.", "buy some now."),
    ],
)
def test_a_sentence_ends_before_the_next_one(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_forgotten_space_still_ends_a_sentence() -> None:
    assert sentences("It is healthy.This tea is not.") == ["It is healthy.", "This tea is not."]


def test_the_number_of_a_list_entry_is_no_sentence() -> None:
    assert sentences("1. Eat well. 2. Sleep well.") == ["1. Eat well.", "2. Sleep well."]


def test_no_sentence_crosses_a_block() -> None:
    doc = document("A heading without a stop", "The first words. The last")
    assert [(s.block, doc.prose(s.span)) for s in split_sentences(doc)] == [
        (0, "A heading without a stop"),
        (1, "The first words."),
        (1, "The last"),
    ]


@given(st.text(alphabet='aA1. ?!"()e.g.vs.Dr\u201d', min_size=1, max_size=60))
def test_sentences_ascend_and_cover_everything_but_spaces(text: str) -> None:
    spans = [sentence.span for sentence in split_sentences(document(text))]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = "".join(text[span.start : span.end] for span in spans)
    assert covered.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("piece", ["...", "A. ", "? ! ", "et al. ", '."', "1. "])
def test_splitting_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        doc = document(piece * count)
        start = time.perf_counter()
        split_sentences(doc)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(40_000) < 40 * max(seconds(4_000), 0.002)


def test_a_run_without_a_full_stop_is_cut_between_words() -> None:
    pieces = sentences("word " * 3000 + "end")
    assert max(map(len, pieces)) <= 3000
    assert " ".join(pieces) == "word " * 3000 + "end"
