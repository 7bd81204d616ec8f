"""The builder of prose and the map that leads back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.document import PLACEHOLDER, SourceMap
from claimlint.parsers.offsets import code_point_offsets
from claimlint.prose import ProseBuilder
from claimlint.source import Source, Span


def built(text: str, *spans: tuple[int, int]) -> tuple[str, SourceMap]:
    builder = ProseBuilder(Source("a", text))
    builder.open("paragraph")
    for start, end in spans or ((0, len(text)),):
        builder.text(Span(start, end))
    prose, source_map, _blocks = builder.build()
    return prose, source_map


def test_white_space_is_one_space_and_maps_as_a_whole() -> None:
    prose, source_map = built("a \n\t b")
    assert (prose, source_map.to_source(Span(1, 2))) == ("a b", Span(1, 5))


@pytest.mark.parametrize("char", ["\u00ad", "\u200b", "\u200d", "\ufeff", "\u2060"])
def test_invisible_characters_are_left_out_but_lie_inside_the_span(char: str) -> None:
    prose, source_map = built(f"cu{char}res")
    assert (prose, source_map.to_source(Span(0, 5))) == ("cures", Span(0, 6))


def test_a_ligature_is_spelled_out_and_maps_as_a_whole() -> None:
    prose, source_map = built("e\ufb03cient")
    assert (prose, source_map.to_source(Span(2, 3))) == ("efficient", Span(1, 2))


def test_apostrophes_and_hyphens_become_plain() -> None:
    assert built("it\u2019s x\u2011ray")[0] == "it's x-ray"


def test_curly_double_quotes_are_kept() -> None:
    assert built("\u201cso\u201d \u2018x")[0] == "\u201cso\u201d \u2018x"


def test_space_at_the_ends_of_a_block_is_dropped() -> None:
    assert built("  a b \n")[0] == "a b"


def test_spaces_from_two_pieces_are_one() -> None:
    assert built("a * b", (0, 2), (3, 5))[0] == "a b"


def test_an_empty_span_stays_empty() -> None:
    _prose, source_map = built("xx cu**res**", (3, 5), (7, 10))
    assert source_map.to_source(Span(2, 2)) == Span(7, 7)


def test_a_span_ends_where_its_last_character_ends() -> None:
    _prose, source_map = built("cu**re** s", (0, 2), (4, 6), (8, 10))
    assert source_map.to_source(Span(0, 4)) == Span(0, 6)


def test_a_block_of_nothing_but_placeholders_is_dropped() -> None:
    builder = ProseBuilder(Source("a", "xxx yyy"))
    builder.open("paragraph")
    builder.placeholder(Span(0, 3))
    builder.open("paragraph")
    builder.text(Span(4, 7))
    prose, source_map, blocks = builder.build()
    assert (prose, len(blocks), source_map.to_source(Span(0, 3))) == ("yyy", 1, Span(4, 7))


def test_a_placeholder_beside_words_is_kept() -> None:
    builder = ProseBuilder(Source("a", "see xxx"))
    builder.open("paragraph")
    builder.text(Span(0, 4))
    builder.placeholder(Span(4, 7))
    assert builder.build()[0] == f"see {PLACEHOLDER}"


def test_text_outside_a_block_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a block"):
        ProseBuilder(Source("a", "x")).text(Span(0, 1))


@given(st.text(alphabet="aé中🍵\n", max_size=30), st.lists(st.integers(0, 30), max_size=8))
def test_byte_offsets_become_code_points_in_any_order(text: str, places: list[int]) -> None:
    offset = code_point_offsets(text)
    for place in (min(place, len(text)) for place in places):
        assert offset(len(text[:place].encode())) == place
