"""The small notation of the cue lists, and the lists themselves."""

from __future__ import annotations

import pytest

from claimlint.language.standing.cues import FILES, Cue, CueTable, cue_table, read_sections
from claimlint.language.text.words import split_words


def finds(line: str, text: str) -> list[str]:
    """Return what a cue line finds in a text, as the words it covers."""
    found = split_words(text)
    table = CueTable([Cue("test", "forward", "", tuple(line.split()))])
    return [" ".join(found.words[hit.first : hit.last]) for hit in table.find(found.words, found.gaps)]


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("not", "It is not so.", ["not"]),
        ("no|little proof|evidence", "There is little evidence of it.", ["little evidence"]),
        ("no|little good? evidence", "no evidence and no good evidence", ["no evidence", "no good evidence"]),
        ("far _ certain", "far from certain, far certain", ["far from certain"]),
        ("no ... author", "It has no name and no known author.", ["no name and no known author"]),
        ("no ... author", "It has no name that we or you could call an author.", []),
        ("^ myth", "Myth or not, a myth it is.", ["myth"]),
        ("myth :", "Myth: tea cures. No myth here.", ["myth"]),
        ("it does not $", "It does not. Or so.", []),
        ("it does not $", "It does not.", ["it does not"]),
        ("no , it", "No, it does not.", ["no it"]),
        ("no , it", "No it does not.", []),
    ],
)
def test_a_line_finds_what_its_notation_says(line: str, text: str, found: list[str]) -> None:
    assert finds(line, text) == found


def test_a_packed_table_is_the_table() -> None:
    table = cue_table()
    again = CueTable.unpacked(table.packed())
    words = split_words("It is not proven, may help some people and should never replace your own doctor.")
    assert table.find(words.words, words.gaps) == again.find(words.words, words.gaps) != ()
    assert again.packed() == table.packed()


def test_a_longer_cue_hides_a_shorter_one_of_its_kind() -> None:
    table = CueTable([Cue("a", "s", "", ("no",)), Cue("a", "s", "", ("no", "proof"))])
    found = split_words("no proof")
    assert [(hit.first, hit.last) for hit in table.find(found.words, found.gaps)] == [(0, 2)]


def test_cues_of_different_reach_stand_side_by_side() -> None:
    table = CueTable([Cue("a", "s", "", ("no",)), Cue("a", "t", "", ("no", "proof"))])
    found = split_words("no proof")
    assert len(table.find(found.words, found.gaps)) == 2


@pytest.mark.parametrize(
    "name", [*(f"cues-{name}" for name in FILES), "cues-sources", "strength-cues", "strength-verbs"]
)
def test_every_line_of_a_list_stands_in_a_section(name: str) -> None:
    assert [line for scope, _, line in read_sections(name) if not scope] == []


@pytest.mark.parametrize("name", [*(f"cues-{name}" for name in FILES), "strength-cues"])
def test_no_line_stands_twice_in_a_list(name: str) -> None:
    lines = list(read_sections(name))
    assert sorted({line for line in lines if lines.count(line) > 1}) == []
