"""Frames are found by their words as they are found without, and the table of words is that of the frames."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.money.disclosure import classify_sentence
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.safety.disclaimer_groups import Group
from claimlint.language.safety.disclaimer_words import groups_of
from claimlint.language.text.frames import Frames
from claimlint.matcher import Haystack

ROOT = Path(__file__).parent.parent
TABLES = ("disclaimer-frames", "disclosure-frames")


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_frame_words", ROOT / "scripts" / "build_frame_words.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_words_of_frames_are_those_the_script_finds() -> None:
    assert (ROOT / "rules/data/frame-words.yaml").read_text("utf-8") == script().written()


@pytest.mark.parametrize("name", TABLES)
def test_no_frame_is_lost_for_want_of_a_word(name: str) -> None:
    frames = Frames(name)
    lost = []
    # The halves called b stay unread, so that nothing of them is shown here either.
    for path in sorted((ROOT / "benchmarks" / "data").glob("discl*[!b].tsv")):
        for line in path.read_text("utf-8").splitlines():
            text = line.split("\t")[-1]
            haystack = Haystack(text)
            held = set(frames.possible(Frames.tokens(text)))
            for number, frame in enumerate(frames.frames):
                if number not in held and all(pattern.search(haystack) for pattern in frame.needed):
                    lost.append((frame.meaning, text))

    assert not lost


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Commissions are paid on orders placed by way of this page.", Kind.STRONG),
        ("Our rent is covered by the shops linked below.", Kind.STRONG),
        ("Nutritionist | Author | Oatmill affiliate", Kind.CONNECTION),
        ("Get the look: oat bowl | linen apron | copper pan || affiliate", Kind.WEAK),
        ("WXYZ, Detroit, Michigan, the local radio affiliate", None),
        ("Children's, General and Women's, a Harvard affiliate", None),
        ("A stall holder gave me the jam because she is my aunt.", None),
        ("The tub was posted to me by its maker for nothing.", Kind.GIFT),
        ("Your dentist earns no commission, but I do.", Kind.STRONG),
        ("My brother is head of sales at the company whose soap is reviewed here.", Kind.CONNECTION),
        ("This column was produced with a commercial grant from a bakery.", Kind.SPONSOR),
        ("The nurse paid for my taxi.", None),
        ("Commissions are paid to agents on sales of land.", None),
    ],
)
def test_a_disclosure_is_read_by_what_the_page_gets_and_from_whom(text: str, kind: Kind | None) -> None:
    assert classify_sentence(text) is kind


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Clear it with your rheumatologist before you buy a bottle.", Group.CONSULT),
        ("No regulator has looked at what we say about our honey.", Group.DSHEA),
        ("This mailbox is not watched at night, so do not use it in an emergency.", Group.EMERGENCY),
        ("If the nights get too dark, ring the Samaritans: somebody will listen.", Group.CRISIS),
        ("A reply from our team does not turn you into a patient.", Group.NO_RELATIONSHIP),
        ("What calmed my stomach may upset yours.", Group.RESULTS_VARY),
        ("If it goes wrong, do not come to us.", Group.OWN_RISK),
        ("A place in our list is not a seal of approval.", Group.NOT_ENDORSE),
    ],
)
def test_a_disclaimer_is_read_by_who_denies_what(text: str, group: Group) -> None:
    assert group in groups_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rheumatologist cleared him for the match.",
        "The regulator has looked at the honey and found nothing.",
        "The mailbox of the clinic was emptied at night.",
        "The Samaritans opened a new branch.",
        "Stomachs of mice calmed within an hour.",
    ],
)
def test_a_report_with_the_same_words_disclaims_nothing(text: str) -> None:
    assert not groups_of(text)


LOADED = {name: Frames(name) for name in TABLES}


@given(st.text(max_size=200))
def test_frames_are_looked_for_in_any_text(text: str) -> None:
    for frames in LOADED.values():
        assert isinstance(frames.found_in(text), tuple)
