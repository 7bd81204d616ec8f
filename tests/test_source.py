"""Decoding and the arithmetic of positions."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimlint.errors import SourceError
from claimlint.source import LineIndex, Source, Span, decode, encode

LINES = st.lists(st.sampled_from(["a", "é", "🍵", "\n", "\r", "\r\n", "\u2028", "\x0c", "\x85"]), max_size=30).map(
    "".join
)


@pytest.mark.parametrize(
    ("data", "text", "encoding", "bom"),
    [
        (b"caf\xc3\xa9", "café", "utf-8", False),
        (codecs.BOM_UTF8 + b"tea", "tea", "utf-8", True),
        (codecs.BOM_UTF16_LE + "té🍵".encode("utf-16-le"), "té🍵", "utf-16-le", True),
        (codecs.BOM_UTF16_BE + "té".encode("utf-16-be"), "té", "utf-16-be", True),
        (codecs.BOM_UTF32_LE + "té".encode("utf-32-le"), "té", "utf-32-le", True),
        (b"", "", "utf-8", False),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n", "utf-8", False),
    ],
)
def test_bytes_are_decoded_by_their_mark_and_as_utf_8_without_one(
    data: bytes, text: str, encoding: str, bom: bool
) -> None:
    assert decode(data, "a.md") == (text, encoding, bom)


def test_a_configured_encoding_reads_what_utf_8_cannot() -> None:
    assert decode("it’s".encode("cp1252"), "a.md", "cp1252") == ("it’s", "cp1252", False)


def test_a_mark_wins_over_the_configured_encoding() -> None:
    assert decode(codecs.BOM_UTF8 + "é".encode(), "a.md", "cp1252") == ("é", "utf-8", True)


def test_curly_quotes_of_windows_1252_are_told_with_their_place() -> None:
    with pytest.raises(SourceError, match=r"byte 2 \(0x92\); this looks like Windows-1252") as caught:
        decode("it’s “good”".encode("cp1252"), "a.md")
    assert caught.value.offset == 2 and caught.value.path == "a.md"


def test_accented_letters_of_windows_1252_are_told_as_well() -> None:
    with pytest.raises(SourceError, match="Windows-1252"):
        decode("Un café très bon pour la santé".encode("cp1252"), "a.md")


def test_other_bytes_that_are_no_utf_8_are_told_without_a_guess() -> None:
    with pytest.raises(SourceError, match="not valid UTF-8 at byte 0") as caught:
        decode(bytes(range(0x80, 0xFF)), "a.md")
    assert "Windows" not in caught.value.message


def test_the_offset_counts_the_byte_order_mark() -> None:
    with pytest.raises(SourceError) as caught:
        decode(codecs.BOM_UTF8 + b"ab\xff", "a.md")
    assert caught.value.offset == 5


def test_a_binary_file_is_told_from_text() -> None:
    with pytest.raises(SourceError, match="not text: null byte at byte 3"):
        decode(b"PNG\0\x01\x02abc\xff", "a.md")


def test_utf_16_without_a_mark_is_recognised() -> None:
    with pytest.raises(SourceError, match="UTF-16 without a byte order mark"):
        decode("plain text".encode("utf-16-le"), "a.md")


def test_a_file_cut_off_in_utf_16_is_told() -> None:
    with pytest.raises(SourceError, match="not valid UTF-16-LE"):
        decode(codecs.BOM_UTF16_LE + b"a\0b", "a.md")


def test_an_unknown_encoding_is_told() -> None:
    with pytest.raises(SourceError, match="unknown encoding 'utf-9'"):
        decode(b"a", "a.md", "utf-9")


@pytest.mark.parametrize("codec", ["base64", "hex", "zlib", "rot13"])
def test_a_codec_that_is_no_character_encoding_is_told(codec: str) -> None:
    with pytest.raises(SourceError, match="encoding"):
        decode(b"abcd", "a.md", codec)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20), st.booleans())
def test_encoding_gives_back_the_bytes_that_were_read(text: str, bom: bool) -> None:
    # A mark of UTF-16 and a null character are the bytes of a mark of UTF-32, and nothing can tell them apart.
    assume(not (bom and text.startswith("\0")))
    for codec in ("utf-8", "utf-16-le", "utf-16-be"):
        data = encode(text, codec, bom)
        if bom or (codec == "utf-8" and "\0" not in text and not text.startswith("\ufeff")):
            assert decode(data, "a.md") == (text, codec, bom)


@given(LINES)
def test_lines_end_at_lf_crlf_and_cr_and_nowhere_else(text: str) -> None:
    index = LineIndex(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [index.line_text(line) for line in range(1, index.count + 1)] == lines


@given(LINES)
def test_positions_lead_back_to_offsets(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        position = index.position(offset)
        assert index.line_span(position.line).start + position.column - 1 == offset


def test_columns_count_utf_16_units_and_bytes_where_asked() -> None:
    index = LineIndex("a\n🍵é x")
    assert (index.position(5).column, index.utf16_column(5), index.byte_column(5)) == (4, 5, 8)


@pytest.mark.parametrize("offset", [-1, 3])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        LineIndex("ab").position(offset)


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)


def test_a_source_gives_the_text_of_a_span() -> None:
    assert Source("a.md", "cures all").slice(Span(6, 9)) == "all"
