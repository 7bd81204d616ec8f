"""Which lines of a plain text are headings, judged by how they look and what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claimlint.late import regex

_MOST_CHARACTERS = 110
_MOST_WORDS = 16
_WORD = regex(r"[^\W\d_][\w'\u2019-]*|\d[\w.,%-]*")
_SMALL = frozenset(
    "a an and as at but by for from in into is its nor of off on onto or over per so than the to up upon via vs with"
    " without you your our are be can do does it not what when how why".split()
)
_BYLINE = regex(
    r"(?:by|written|reviewed|medically|fact[- ]checked|author|authors|published|updated|last|posted|date|photo|image"
    r"|source|sources?:|tags?|category|categories|credit|copyright|\u00a9|share|tel|phone|email|e-mail)\b[^?]*$",
    re.IGNORECASE,
)
_PERSON = regex(r",\s*(?:M\.?D|Ph\.?D|R\.?D\.?N?|R\.?N|D\.?O|N\.?D|MPH|MS|MSc|BSc|DC|DDS|PharmD|LAc|CNS|FACP)\b\.?")
_ADDRESS = regex(r"://|www\.|@")


class Line(NamedTuple):
    """A line that holds something; offsets in the source, without marker and white space."""

    start: int
    end: int
    kind: str = "text"
    """text, item, quote, heading (marked as one), rule or double (a line of hyphens or equals signs)."""
    number: int = 0
    """Of a numbered item, -1 for another marker; the level of a marked heading."""
    indent: int = 0
    after_blank: bool = True


def heading_levels(text: str, paragraphs: Sequence[Sequence[Line]]) -> list[int]:
    """Return the level of each paragraph that is a heading, 0 for the others.

    The first title-like line has level 1, the others 2. A line counts only when
    text follows: longer than itself, a list, or another heading.
    """
    likely = [
        len(lines) == 1 and _looks_like_heading(text, lines[0], opens=i == 0) for i, lines in enumerate(paragraphs)
    ]
    levels = [0] * len(paragraphs)
    titled = False
    for i, lines in enumerate(paragraphs):
        first = lines[0]
        if first.kind == "heading":
            levels[i] = first.number
            titled = titled or first.number == 1
        elif likely[i]:
            after = next(
                (j for j in range(i + 1, min(i + 5, len(paragraphs))) if not _is_byline(text, paragraphs[j])), None
            )
            if after is None:
                continue
            following = paragraphs[after]
            longer = following[-1].end - following[0].start > first.end - first.start
            if longer or likely[after] or following[0].kind in ("item", "heading"):
                levels[i] = 2 if titled or text[first.end - 1] == ":" else 1
                titled = titled or levels[i] == 1
    return levels


def _looks_like_heading(text: str, line: Line, *, opens: bool) -> bool:
    if line.kind != "text" or line.end - line.start > _MOST_CHARACTERS:
        return False
    words = text[line.start : line.end]
    last = words[-1]
    if last in ".;,!\u2026" or not (words[0].isupper() or words[0].isdigit() or words[0] in "\"'\u201c\u2018"):
        return False
    if "\t" in words or _ADDRESS.search(words) or _is_byline(text, [line]):
        return False
    found = _WORD.findall(words)
    if not found or len(found) > _MOST_WORDS:
        return False
    if last == "?":
        return True
    if last == ":" and len(found) <= 3:
        return True
    # Many titles are written like sentences, but for the full stop; elsewhere such a line may be anything.
    return _is_title_case(found) or (opens and len(found) > 1)


def _is_byline(text: str, lines: Sequence[Line]) -> bool:
    if len(lines) > 1 or lines[0].end - lines[0].start > _MOST_CHARACTERS:
        return False
    words = text[lines[0].start : lines[0].end]
    return _BYLINE.match(words) is not None or _PERSON.search(words) is not None


def _is_title_case(words: Sequence[str]) -> bool:
    telling = [word for word in words if word.lower() not in _SMALL and word[0].isalpha()]
    raised = sum(word[0].isupper() for word in telling)
    return bool(telling) and not words[0][0].islower() and raised >= 0.75 * len(telling)
