"""Annotated text: what LanguageTool reads is the prose, and where it points is the source."""

from __future__ import annotations

import pytest
from fake_languagetool import Mistake, matches
from hypothesis import given, settings
from hypothesis import strategies as st
from test_parsers_properties import FORMATS, TEXTS, document

from claimlint.document import PLACEHOLDER, Document
from claimlint.engines.annotated import Annotated, annotate
from claimlint.source import Span

ALIKE = str.maketrans({"\u2019": "'", "\u02bc": "'", "\uff07": "'", "\u2010": "-", "\u2011": "-"})


def annotations(parsed: Document) -> list[tuple[Span, Annotated]]:
    return [(block.span, annotate(parsed, block.span)) for block in parsed.blocks]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=500, deadline=None)
@given(text=TEXTS)
def test_the_parts_make_up_the_source_of_a_block_and_its_prose(kind: str, text: str) -> None:
    parsed = document(text, kind)
    for span, annotated in annotations(parsed):
        source = parsed.map.to_source(span)
        assert "".join(part.source for part in annotated.parts) == text[source.start : source.end]
        assert "".join(part.prose for part in annotated.parts) == parsed.prose(span)
        assert all(len(part.source) == len(part.prose) for part in annotated.parts if part.is_text)


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=500, deadline=None)
@given(text=TEXTS)
def test_what_is_read_is_the_prose_with_apostrophes_as_written(kind: str, text: str) -> None:
    parsed = document(text, kind)
    for span, annotated in annotations(parsed):
        assert len(annotated.seen) == span.length
        for read, prose in zip(annotated.seen, parsed.prose(span), strict=True):
            assert read.translate(ALIKE) == prose or (read.isspace() and prose == " ")


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=300, deadline=None)
@given(text=TEXTS, data=st.data())
def test_any_words_of_the_prose_are_found_again_from_where_a_server_points(
    kind: str, text: str, data: st.DataObject
) -> None:
    for span, annotated in annotations(document(text, kind)):
        start = data.draw(st.integers(0, span.length - 1))
        end = data.draw(st.integers(start + 1, span.length))
        words = annotated.seen[start:end]
        parts = [part.annotation() for part in annotated.parts]
        places = [
            annotated.to_prose(match["offset"], match["offset"] + match["length"])
            for match in matches(parts, (Mistake(words),))
        ]
        assert places and all(place is not None and _covers(annotated, place, words) for place in places)


def _covers(annotated: Annotated, place: Span, words: str) -> bool:
    """Whether the words stand at the place, which is wider only where markup stands for several characters."""
    grown = [part.prose for part in annotated.parts if not part.is_text and len(part.prose) > 1]
    found = annotated.seen[place.start : place.end]
    return found == words or (bool(grown) and words in found)


def test_markup_is_markup_and_entities_are_what_they_show() -> None:
    parsed = document("The **mice** &amp; `x` [sat](https://a.example).", "markdown")
    parts = [part.annotation() for part in annotate(parsed, parsed.blocks[0].span).parts]
    assert parts == [
        {"text": "The "},
        {"markup": "**"},
        {"text": "mice"},
        {"markup": "**"},
        {"text": " "},
        {"markup": "&amp;", "interpretAs": "&"},
        {"text": " "},
        {"markup": "`x`", "interpretAs": PLACEHOLDER},
        {"text": " "},
        {"markup": "["},
        {"text": "sat"},
        {"markup": "](https://a.example)"},
        {"text": "."},
    ]


def test_markup_at_either_end_of_what_a_server_points_at_is_left_out() -> None:
    parsed = document("A 🌿 **mice** was.", "markdown")
    annotated = annotate(parsed, parsed.blocks[0].span)
    start = units("A 🌿 ")
    assert annotated.to_prose(start, start + units("**mice**")) == Span(4, 8)


def test_of_a_picture_in_the_text_only_the_beginning_is_sent() -> None:
    parsed = document(f"See ![x](data:image/png;base64,{'A' * 100_000}) they was.", "markdown")
    annotated = annotate(parsed, parsed.blocks[0].span)
    [match] = matches([part.annotation() for part in annotated.parts], (Mistake("was"),))
    place = annotated.to_prose(match["offset"], match["offset"] + match["length"])
    assert annotated.size < 200 and place is not None
    source = parsed.map.to_source(
        Span(parsed.blocks[0].span.start + place.start, parsed.blocks[0].span.start + place.end)
    )
    assert parsed.source.slice(source) == "was"


def test_a_place_in_markup_alone_is_no_place_in_the_prose() -> None:
    parsed = document("A **b**.", "markdown")
    assert annotate(parsed, parsed.blocks[0].span).to_prose(2, 4) is None
