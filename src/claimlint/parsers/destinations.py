"""Where the URL of a Markdown link stands, and what an attribute list behind the link says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from claimlint.late import regex
from claimlint.source import Span

_INLINE = regex(r"\s*+(?:<(?P<angle>(?:\\.|[^<>\\\n])*+)>|(?P<bare>(?:\\.|[^\s\\])*+))")
_DEFINITION = regex(r"\s*+\[(?:\\.|[^\]\\])*+\]:\s*+(?:<(?P<angle>(?:\\.|[^<>\\\n])*+)>|(?P<bare>\S++))", re.DOTALL)
_ATTRIBUTE_LIST = regex(r"\{:?(?P<body>(?:[^{}\n\"']|\"[^\"\n]*+\"|'[^'\n]*+'){1,400})\}")
_ATTRIBUTE = regex(r"\s*(?:[.#][\w:-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)|(?P<name>[A-Za-z][\w-]*))\s*")
_NAMED_LIST = regex(r"(?m:^ {0,3}\{:(?P<name>[A-Za-z][\w-]*):(?P<body>[^{}\n]{1,400})\}[ \t]*\r?$)")
_WHOLE = regex(re.sub(r"\?P<name>", "?:", f"(?:{_ATTRIBUTE.pattern})+"))
_REL = regex(r"\brel=(?:\"([^\"]*)\"|'([^']*)'|([^\s}]+))")


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


class AttributeLists:
    """The attribute lists of one source, as kramdown, Pandoc, markdown-it and Python-Markdown write them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._named: dict[str, tuple[str, ...]] | None = None

    def read(self, position: int) -> tuple[int, tuple[str, ...]] | None:
        """Return the end of the list that begins at ``position``, and its ``rel`` tokens; None where none begins.

        A name in a list, ``{:ext}``, stands for what ``{:ext: rel="sponsored"}`` says elsewhere.
        """
        match = _ATTRIBUTE_LIST.match(self._text, position)
        if match is None or not _WHOLE.fullmatch(match["body"]):
            return None
        names = [found["name"] for found in _ATTRIBUTE.finditer(match["body"]) if found["name"]]
        tokens = _rel(match["body"])
        if names:
            known = self._definitions()
            if not match.group().startswith("{:") or any(name not in known for name in names):
                return None
            tokens += tuple(token for name in names for token in known[name])
        return match.end(), tokens

    def _definitions(self) -> dict[str, tuple[str, ...]]:
        if self._named is None:
            self._named = {found["name"]: _rel(found["body"]) for found in _NAMED_LIST.finditer(self._text)}
        return self._named


def _rel(body: str) -> tuple[str, ...]:
    rel = _REL.search(body)
    return tuple((rel[1] or rel[2] or rel[3] or "").lower().split()) if rel else ()


def _span(match: re.Match[str]) -> Span:
    group = "angle" if match["angle"] is not None else "bare"
    return Span(match.start(group), match.end(group))
