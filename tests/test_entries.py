"""Entries of word lists are found wherever their words stand, however many others begin alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.text.entries import GAP, MOST_GAP, Entries

WORDS = st.sampled_from(["this", "page", "pages", "post", "earns", "a", "cut", "of", "no"])
PIECES = st.one_of(WORDS, st.sampled_from(["pag*", "e*", "post/page", "a/no"]))
ENTRIES = st.lists(PIECES, min_size=1, max_size=3).flatmap(
    lambda pieces: (
        st.booleans().map(lambda gap: f"{pieces[0]} {GAP} " + " ".join(pieces[1:]) if gap else "")
        if len(pieces) > 1
        else st.just("")
    )
)
PLAIN = st.lists(PIECES, min_size=1, max_size=3).map(" ".join)
TABLE = st.lists(st.tuples(st.sampled_from(["who", "what"]), st.one_of(PLAIN, ENTRIES.filter(bool))), max_size=6)
TOKENS = st.lists(WORDS, max_size=9)


def fits(token: str, piece: str) -> bool:
    return any(
        token.startswith(word[:-1]) and len(token) >= len(word[:-1]) if word.endswith("*") else token == word
        for word in piece.split("/")
    )


def ends(pieces: Sequence[str], tokens: Sequence[str], at: int) -> Iterator[int]:
    """Every place where an entry may end whose pieces begin with the token ``at``: tried out piece by piece."""
    if not pieces:
        yield at
    elif pieces[0] == GAP:
        for skipped in range(MOST_GAP + 1):
            yield from ends(pieces[1:], tokens, at + skipped)
    elif at < len(tokens) and fits(tokens[at], pieces[0]):
        yield from ends(pieces[1:], tokens, at + 1)


@given(TABLE, TOKENS)
def test_every_entry_is_found_where_it_stands_and_nowhere_else(table: list[tuple[str, str]], tokens: list[str]) -> None:
    entries = Entries()
    for kind, entry in table:
        entries.add(kind, entry)
    found = set(entries.found(tokens))
    possible = {
        (kind, start, end)
        for kind, entry in table
        for start in range(len(tokens))
        for end in ends(entry.split(), tokens, start)
    }
    nearest = {
        (kind, start, min(ends(entry.split(), tokens, start), default=-1))
        for kind, entry in table
        for start in range(len(tokens))
    }
    assert found <= possible
    assert {each for each in nearest if each[2] >= 0} <= found


def test_an_entry_with_a_gap_stands_there_once() -> None:
    entries = Entries()
    entries.add("page", "this ~ post")
    assert list(entries.found("this post about a post".split())) == [("page", 0, 2)]


@given(TABLE)
def test_first_words_are_those_of_the_kinds_asked_for(table: list[tuple[str, str]]) -> None:
    entries = Entries()
    for kind, entry in table:
        entries.add(kind, entry)
    expected = {word for kind, entry in table if kind == "who" for word in entry.split()[0].split("/")}
    assert set(entries.first_words(frozenset(["who"]))) == expected
