"""Where the URL of a Markdown link stands, and what an attribute list behind the link says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from claimlint.source import Span

_INLINE = re.compile(r"\s*+(?:<(?P<angle>(?:\\.|[^<>\\\n])*+)>|(?P<bare>(?:\\.|[^\s\\])*+))")
_DEFINITION = re.compile(
    r"\s*+\[(?:\\.|[^\]\\])*+\]:\s*+(?:<(?P<angle>(?:\\.|[^<>\\\n])*+)>|(?P<bare>\S++))", re.DOTALL
)
_ATTRIBUTE_LIST = re.compile(r"\{:?(?P<body>(?:[^{}\n\"']|\"[^\"\n]*+\"|'[^'\n]*+'){1,400})\}")
_ATTRIBUTE = re.compile(r"\s*(?:[.#][\w:-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))\s*")
_REL = re.compile(r"\brel=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))")


def inline_destination(text: str, after_label: int, end: int) -> Span | None:
    """Return the span of the URL in ``[label](URL "title")``.

    ``after_label`` is at or before the ``](``, ``end`` after the last bracket.
    """
    begin = text.find("](", after_label, end)
    match = _INLINE.match(text, begin + 2, end - 1) if begin >= 0 else None
    return _span(match) if match else None


def definitions(
    text: str, found: Mapping[str, Mapping[str, Mapping[str, int]]], at: Callable[[int], int]
) -> dict[str, Span]:
    """Return where the URL of each link reference definition stands, by its label.

    ``found`` is what the Markdown parser tells of them, in bytes; ``at`` turns bytes into code points.
    """
    spans: dict[str, Span] = {}
    for label, definition in found.items():
        place = definition["span"]
        match = _DEFINITION.match(text, at(place["start"]), at(place["end"]))
        if match is not None:
            spans[normal_label(label)] = _span(match)
    return spans


def normal_label(label: str) -> str:
    """Return a reference label as it is compared: without regard to case and white space."""
    return " ".join(label.split()).casefold()


def attribute_list(text: str, position: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the end of an attribute list as ``{: rel="sponsored"}`` at ``position`` and its ``rel`` tokens."""
    match = _ATTRIBUTE_LIST.match(text, position)
    if match is None or not re.fullmatch(f"(?:{_ATTRIBUTE.pattern})+", match["body"]):
        return None
    rel = _REL.search(match["body"])
    tokens = (rel[1] or rel[2] or rel[3] or "").lower().split() if rel else []
    return match.end(), tuple(tokens)


def _span(match: re.Match[str]) -> Span:
    group = "angle" if match["angle"] is not None else "bare"
    return Span(match.start(group), match.end(group))
