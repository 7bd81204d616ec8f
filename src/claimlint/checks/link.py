"""The kind ``link``: what a page discloses about the links and connections that earn it money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import ClassVar, Literal

from claimlint.document import Link
from claimlint.finding import Edit, Related
from claimlint.language.analysis import Analysis
from claimlint.language.money.commerce import Verdict
from claimlint.language.money.connections import Connection, cue_patterns
from claimlint.language.money.disclosure import deciding_words
from claimlint.language.text.insertion import paragraph_before, sponsored, sponsored_list
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.settings import DisclosureSettings
from claimlint.source import Source, Span

State = Literal[
    "none",
    "unlinked",
    "denied",
    "switched-off",
    "weak-only",
    "support-only",
    "linked-only",
    "amazon-only",
    "hidden",
    "late",
    "footer-only",
    "near",
    "other-language",
    "ad-label",
    "declared",
    "repeat",
    "recommendation",
    "amazon-statement",
    "rel",
    "script",
    "shortener",
    "gift-late",
    "own-product",
    "shop-mention",
]
_MOST_LISTED = 3
_TEXT_OF_ONE = "I earn a commission if you buy through links in this article."
_SPEAKERS = (("i", "i'm", "i've", "my", "me"), ("we", "we're", "we've", "our", "us"))
"""The words of a page that one person writes, and of one that several do."""
_AMAZON_TEXT = "As an Amazon Associate I earn from qualifying purchases."
_DISCLOSABLE = frozenset(
    ("none", "weak-only", "support-only", "linked-only", "amazon-only", "hidden", "late", "footer-only")
)


@dataclass(frozen=True)
class LinkCheck:
    """Reports a page whose disclosure is in one of the given states, once for each state."""

    VALUES: ClassVar[tuple[str, ...]] = (
        "link",
        "program",
        "merchant",
        "count",
        "others",
        "place",
        "disclosure",
        "distance",
        "reason",
    )

    states: tuple[State, ...] = field(metadata={"doc": "States of the page's disclosure that are reported."})

    def patterns(self) -> Iterable[Pattern]:
        return cue_patterns()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        for verdict in analysis.placement.of(self.states):
            first = verdict.first
            yield Match(
                first.span,
                _values(analysis, verdict),
                because=_because(first),
                related=tuple(_related(verdict)),
                edits=tuple(_edits(analysis, verdict)),
                in_source=True,
            )


def _because(connection: Connection) -> str:
    """Say what in the address or the words decided."""
    program = connection.program
    if program.reason.startswith(("host ", "key ", "path ")):
        owner = f"belongs to {program.program}" if program.program[0].isupper() else f"says so ({program.program})"
        return f"the {program.reason} in its address {owner}"
    return program.reason


def _values(analysis: Analysis, verdict: Verdict) -> dict[str, str]:
    first = verdict.first
    total = 1 + len(verdict.others)
    return {
        "link": first.text,
        "program": f" ({program})" if (program := _program(first)) else "",
        "merchant": first.program.merchant or first.program.host,
        "count": str(total),
        "others": _others(verdict.others),
        "place": _place(analysis, first),
        "disclosure": _shorten(verdict.disclosure.text) if verdict.disclosure else "",
        "distance": _distance(verdict),
        "reason": first.program.reason,
    }


def _program(connection: Connection) -> str:
    """Name who pays; words without a link name themselves."""
    program = connection.program
    if not connection.is_link:
        return ""
    if program.merchant and program.merchant != program.host:
        return f"{program.program}, to {program.merchant}"
    return program.program


def _others(others: tuple[Connection, ...]) -> str:
    """Name what else is meant, as a half sentence to put behind the first."""
    if not others:
        return ""
    named = list(dict.fromkeys(f"“{item.text}”" for item in others))[: _MOST_LISTED - 1]
    rest = len(others) - len(named)
    return " (also " + ", ".join(named) + (f" and {rest} more" if rest > 0 else "") + ")"


def _place(analysis: Analysis, connection: Connection) -> str:
    """Say where the disclosure should stand."""
    document = analysis.document
    if connection.block < 0 or connection.kind == "field":
        return "at the top of the article"
    block = document.blocks[connection.block]
    line = document.source.lines.position(connection.span.start).line
    if connection.offset > block.span.end:
        return f"above line {line}"
    kind = "list item" if block.kind == "item" else "paragraph" if block.kind in ("paragraph", "alt") else block.kind
    return f"above the {kind} on line {line}"


def _distance(verdict: Verdict) -> str:
    words = f"{verdict.words} word{'' if verdict.words == 1 else 's'}"
    if not verdict.headings:
        return words
    return f"{words} and {verdict.headings} heading{'' if verdict.headings == 1 else 's'}"


def _related(verdict: Verdict) -> Iterator[Related]:
    if verdict.disclosure is not None and verdict.disclosure.span != verdict.first.span:
        text = verdict.disclosure.text
        words = deciding_words(text) if verdict.disclosure.origin == "text" else ()
        told = f" (told by {', '.join(f'“{word}”' for word in words)} together)" if words else ""
        yield Related(verdict.disclosure.span, f"what stands there: “{_shorten(text)}”{told}")
    for item in verdict.others[:10]:
        by = _program(item)
        yield Related(item.span, f"also needs it: “{item.text}”{f' ({by})' if by else ''}")


def _edits(analysis: Analysis, verdict: Verdict) -> Iterator[Edit]:
    source, state, first = analysis.document.source, verdict.state, verdict.first
    if state == "rel":
        for item in (first, *verdict.others):
            edit = _marked(source, item.link) if item.link is not None else None
            if edit is not None:
                yield edit
        return
    states = {other.state for other in analysis.placement.verdicts}
    text = ""
    if state in _DISCLOSABLE:
        amazon = f" {_AMAZON_TEXT}" if "amazon-statement" in states else ""
        text = f"{_own_words(analysis)}{amazon}"
    elif state == "amazon-statement" and states.isdisjoint(_DISCLOSABLE):
        text = _AMAZON_TEXT
    if text and first.kind != "field" and first.block >= 0:
        edit = paragraph_before(source, first.span.start, text)
        if edit is not None:
            yield edit


def _own_words(analysis: Analysis) -> str:
    """Return the sentence to insert: the configured one, or the usual one in the number in which the page speaks."""
    configured = analysis.settings.disclosure.text
    if configured != DisclosureSettings().text:
        return configured
    one, many = (sum(map(analysis.words.words.count, words)) for words in _SPEAKERS)
    return _TEXT_OF_ONE if one > many else configured


def _marked(source: Source, link: Link) -> Edit | None:
    """Return the edit that marks a link as paid, in its tag or in the attribute list behind it."""
    if link.tag is not None:
        return sponsored(source, link.tag)
    if link.attributes is not None:
        return sponsored_list(source, link.attributes)
    return Edit(Span(link.span.end, link.span.end), '{: rel="sponsored"}')


def _shorten(text: str, most: int = 100) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
