"""What holds for every parser and every text: exact maps, spans in bounds, no crash, no loss."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimlint.document import PLACEHOLDER, Document
from claimlint.parsers import parse
from claimlint.source import Source, Span

FORMATS = ("markdown", "mdx", "html", "text")
ALIKE = str.maketrans({"\u2019": "'", "\u02bc": "'", "\uff07": "'", "\u2010": "-", "\u2011": "-"})
PIECES = st.sampled_from(
    [
        *(
            "word",
            "cures",
            "Tea ",
            "é",
            "中文",
            "🍵",
            "\u00ad",
            "\u200b",
            "\u2019",
            "\ufb01",
            "\u00a0",
            "\u2028",
            "\x00",
            "\x0c",
        ),
        *(" ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "    ", "\\", "\\\n"),
        *(
            "*",
            "**",
            "_",
            "~~",
            "`",
            "```",
            "~~~\n",
            "[",
            "]",
            "](",
            ")",
            "![",
            "<",
            ">",
            "(",
            "{",
            "}",
            "|",
            "|-|-|\n",
            "$$",
        ),
        *(
            "# ",
            "- ",
            "* ",
            "1. ",
            "> ",
            "> [!NOTE]\n",
            "---\n",
            "+++\n",
            ";;;\n",
            "===\n",
            "[^1]",
            "[^1]: ",
            "[a]: /u\n",
            "[a]",
        ),
        *(
            "&amp;",
            "&shy;",
            "&#8217;",
            "&nbsp;",
            "&#0;",
            "&",
            "&x",
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<br>",
            "<ul>",
            "<li>",
            "</ul>",
        ),
        *(
            "<a href='/x'>",
            "</a>",
            "<img alt='a &lt; b' src=i>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<sup>1</sup>",
            "<q>",
        ),
        *(
            "<div hidden>",
            "</div>",
            "<pre>",
            "<table><tr><td>",
            "</table>",
            "<title>",
            "<style>",
            "<svg>",
            "<h2>",
            "<details>",
        ),
        *(
            "{{< x >}}",
            "{{% y %}}",
            "{{< /x >}}",
            "{{",
            "}}",
            "{%",
            "%}",
            "{% include a.html %}",
            "{% if x %}",
            "{% endif %}",
        ),
        *(
            "{{ v }}",
            "{# c #}",
            "{/* c */}",
            "[gallery]",
            "[a_b c='d']",
            "[/a_b]",
            "<Note>",
            "</Note>",
            "<Card a={b} />",
        ),
        *(
            "https://x.example/a_b",
            "www.x.example",
            "a@b.example",
            "<https://y.example>",
            "{: rel=x}",
            "{a && <B c='d'/>}",
        ),
        *(
            "title: a: b\n",
            'title: "x \\u00e9"\n',
            "title: >\n  a\n",
            "a: [b\n",
            'a = "b"\n',
            '{"a": "b\\n"}',
            "import x from 'y'\n",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def document(text: str, kind: str) -> Document:
    return parse(Source("a.mdx" if kind == "mdx" else "a", text, "markdown" if kind == "mdx" else kind))


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=1000, deadline=None)
@given(text=TEXTS)
def test_segments_ascend_and_verbatim_ones_equal_the_source(kind: str, text: str) -> None:
    parsed = document(text, kind)
    prose_end = 0
    for prose, length, start, source_length in parsed.map.segments:
        assert prose >= prose_end and length > 0 and 0 <= start <= start + source_length <= len(text)
        prose_end = prose + length
        shown = parsed.text[prose:prose_end]
        source = re.sub(r"\s", " ", text[start : start + source_length]).translate(ALIKE)
        if length == source_length and length > 1:
            assert shown == source
    assert prose_end == len(parsed.text)


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=1000, deadline=None)
@given(text=TEXTS)
def test_source_positions_ascend_within_a_block(kind: str, text: str) -> None:
    parsed = document(text, kind)
    for block in parsed.blocks:
        inside = [segment for segment in parsed.map.segments if block.span.start <= segment[0] < block.span.end]
        ends = [start + length for _prose, _length, start, length in inside]
        assert all(end <= later[2] for end, later in zip(ends, inside[1:], strict=False))


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=1000, deadline=None)
@given(text=TEXTS)
def test_blocks_are_readable_and_fill_the_prose(kind: str, text: str) -> None:
    parsed = document(text, kind)
    assert parsed.text == "\n".join(parsed.prose(block.span) for block in parsed.blocks)
    for block in parsed.blocks:
        words = parsed.prose(block.span)
        assert words.strip(" ") == words and words.strip(PLACEHOLDER + " ")
        assert "  " not in words and "\n" not in words
        assert not re.search(r"[^\S ]|[\u00ad\u200b]", words)


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=1000, deadline=None)
@given(text=TEXTS)
def test_everything_around_the_prose_is_in_bounds(kind: str, text: str) -> None:
    parsed = document(text, kind)
    everything = Span(0, len(text))
    for link in parsed.links:
        assert everything.contains(link.span) and everything.contains(link.destination)
        assert 0 <= link.text.start <= link.text.end <= len(parsed.text) and link.offset <= len(parsed.text)
        if link.destination.length and link.kind not in ("reference", "image"):
            assert link.span.contains(link.destination)
    for item in (*parsed.includes, *parsed.comments, *parsed.references):
        assert everything.contains(item.span) and item.span.length and 0 <= item.offset <= len(parsed.text)
    for other in (*parsed.fields, *parsed.troubles):
        assert everything.contains(other.span)


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=100, deadline=None)
@given(text=TEXTS.map(lambda text: text.replace("\r", "")))
@example(text="$$\n\n\\$$")
@example(text="{{ a\n\n}}")
def test_line_ends_change_neither_prose_nor_places(kind: str, text: str) -> None:
    unix, mac = document(text, kind), document(text.replace("\n", "\r"), kind)
    assert unix.text == mac.text and unix.map.segments == mac.map.segments
    windows = document(text.replace("\n", "\r\n"), kind)
    assert windows.text == unix.text
    assert [block.kind for block in windows.blocks] == [block.kind for block in unix.blocks]


WORDS = st.lists(
    st.sampled_from(["tea", "cures", "Ärger", "colds", "naïve", "it\u2019s", "so"]), min_size=1, max_size=5
)
WRAPS = {
    "markdown": [
        ("**", "**"),
        ("*", "*"),
        ("<b>", "</b>"),
        ("[", "](https://x.example/)"),
        ("~~", "~~"),
        ("<Note>", "</Note>"),
    ],
    "html": [("<b>", "</b>"), ("<a href='/x'>", "</a>"), ("<span class=x>", "</span>"), ("<!-- c -->", "<!-- d -->")],
}


@pytest.mark.parametrize("kind", ["markdown", "html"])
@settings(max_examples=100, deadline=None)
@given(words=WORDS, data=st.data())
def test_a_phrase_is_found_from_its_first_to_its_last_visible_character(
    kind: str, words: list[str], data: st.DataObject
) -> None:
    phrase = " ".join(words).replace("\u2019", "'")
    shown = []
    for char in " ".join(words):
        choice = data.draw(st.integers(0, 9))
        if char == " ":
            shown.append({0: "\n", 1: "&nbsp;", 2: "\u00a0"}.get(choice, " "))
        elif choice == 0:
            shown.append(f"&#{ord(char)};")
        elif choice == 1:
            shown.append(char + "\u00ad")
        elif choice == 2:
            shown.append(char + data.draw(st.sampled_from(["&shy;", "\u200b", "\u200d"])))
        else:
            shown.append(char)
    source_phrase = "".join(shown)
    before, after = data.draw(st.sampled_from([("", ""), *WRAPS[kind]]))
    text = f"Drink {before}{source_phrase}{after} daily."
    parsed = document(text, kind)
    assert parsed.text == f"Drink {phrase} daily."
    start = parsed.text.index(phrase)
    span = parsed.map.to_source(Span(start, start + len(phrase)))
    visible = re.sub(r"(?:&shy;|[\u00ad\u200b\u200d])+$", "", source_phrase)
    assert text[span.start : span.end] == visible


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60).filter(lambda text: text.strip()))
def test_escaped_text_in_a_paragraph_of_html_is_read_back(text: str) -> None:
    inside = document(f"<p>x{html.escape(text)}x</p>", "html")
    assert all(block.kind in ("paragraph", "alt") for block in inside.blocks)
    if not re.search(
        r"[{\[&\x00-\x1f\x7f-\x9f\u00ad\u0600-\u06dd\u180e\u2000-\u206f\ufb00-\ufb04\ufeff\ufff9-\uffff@:.\u2019\u02bc\uff07]",
        text,
    ):
        assert inside.text == " ".join(f"x{text}x".split())


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_a_template_is_never_prose(text: str) -> None:
    parsed = document(f'{text}\n\nBefore {{{{< shortcode key="value" >}}}} after.\n', "markdown")
    assert (
        "shortcode" not in parsed.text
        or "```" in text
        or "~~~" in text
        or "<" in text
        or "{" in text
        or "`" in text
        or "$$" in text
    )
