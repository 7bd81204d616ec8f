"""Who stands behind a page and when: author, reviewer, dates and sources, from metadata, bylines and links.

Front matter, HTML meta tags and JSON-LD are read first, then the first and the
last blocks of the text, where bylines stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from claimlint.claim import Evidence, Tier
from claimlint.document import Block, Document
from claimlint.language.evidence.citations import find_named_study
from claimlint.language.text.dates import Day, read_day
from claimlint.language.text.pattern_file import read_table
from claimlint.late import dataclass, regex
from claimlint.matcher import Pattern
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_TOP, _BOTTOM = 10, 8
"""Blocks at either end of a page in which a byline or a date may stand."""
_SHORT_BLOCK = 9
"""Words under which a block that holds a date is a date line."""
_PATH_DATE = regex(r"(?:^|[/_])((?:19|20)\d\d[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01]))(?=[-_/.]|$)")
_SENTENCE_END = regex(r"[.!?](?= [A-Z])")
_WEAK = frozenset({Tier.SHOP, Tier.OWN, Tier.PRESS, Tier.WEB})
_TORN = regex(r"(?:https?://)?[\w-]*")
"""The beginning of an address that a converter broke with a space."""
_OWN_PAGE = ("/", "#", ".", "?")
"""How an address on the same site begins."""
_SHOPS = frozenset({Tier.SHOP, Tier.OWN})


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the page says about itself."""

    text: str
    span: Span
    """In the source."""
    origin: str
    """``front matter``, ``meta``, ``json-ld``, ``html``, ``byline``, ``path`` or ``template``."""
    day: Day | None = None
    """For a date."""

    @property
    def empty(self) -> bool:
        """Whether a field is there and says nothing."""
        return not self.text


@dataclass(frozen=True)
class _Table:
    fields: dict[str, frozenset[str]]
    byline: Pattern
    reviewer: Pattern
    dated: re.Pattern[str]
    dated_others: re.Pattern[str]
    nobody: re.Pattern[str]
    credentials: re.Pattern[str]
    own_standing: re.Pattern[str]
    references: re.Pattern[str]
    source_named: re.Pattern[str]


@cache
def _table() -> _Table:
    data = read_table("accountability")
    pieces = {"name": data["name"]}

    def pattern(name: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        return regex("|".join(data[name]).replace("{name}", pieces["name"]), flags)

    def lines(name: str) -> Pattern:
        return Pattern(f"(?m:{'|'.join(data[name])})".replace("{name}", pieces["name"]), ignore_case=False)

    return _Table(
        fields={kind: frozenset(names.split()) for kind, names in data["fields"].items()},
        byline=lines("byline"),
        reviewer=lines("reviewer"),
        dated=pattern("dated", re.I),
        dated_others=pattern("dated_others", re.I),
        nobody=pattern("nobody", re.I),
        credentials=pattern("credentials"),
        own_standing=pattern("own_standing"),
        references=pattern("references", re.I),
        source_named=pattern("source_named"),
    )


def line_patterns() -> list[Pattern]:
    """Return the patterns that `find_statements` looks for."""
    return [_table().byline, _table().reviewer]


def find_statements(analysis: Analysis, kind: str) -> tuple[Statement, ...]:
    """Return what the page says of one kind: author, reviewer, date, review_date, credentials ...

    Empty fields are returned too, after those that say something.
    """
    known = analysis.statements.get(kind)
    if known is None:
        known = analysis.statements[kind] = _find(analysis, kind)
    return known


def _find(analysis: Analysis, kind: str) -> tuple[Statement, ...]:
    found = [*_in_fields(analysis.document, kind), *_in_template(analysis, kind)]
    if kind == "author":
        found += _bylines(analysis, _table().byline)
    elif kind == "reviewer":
        found += _bylines(analysis, _table().reviewer)
    elif kind == "date":
        found += [*_dated_blocks(analysis), *_path_date(analysis.document)]
    return tuple(sorted(found, key=lambda item: item.empty))


def _in_fields(document: Document, kind: str) -> Iterator[Statement]:
    names = _table().fields.get(kind, frozenset())
    for field in document.fields:
        if field.name in names:
            text = _shown(field.value)
            if text and kind == "date" and text.lower() in ("true", "false"):
                continue
            yield Statement(text, field.span, field.origin, read_day(text) if kind == "date" else None)


def _shown(value: object) -> str:
    """Return a field's value as people read it; mappings by their names."""
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(text for item in value if (text := _shown(item)))
    if isinstance(value, dict):
        return _shown(value.get("name") or value.get("@id") or value.get("title"))
    return str(value).strip()


def _in_template(analysis: Analysis, kind: str) -> Iterator[Statement]:
    given = {name.strip().lower().replace("-", "_") for name in analysis.settings.metadata.provided_by_template}
    if kind in given:
        yield Statement("the template", Span(0, 0), "template")


def _ends(document: Document) -> Iterator[Block]:
    """Yield the first and the last blocks of a page, where it says who wrote it and when."""
    blocks = [block for block in document.blocks if block.kind not in ("title", "description", "alt")]
    middle = blocks[_TOP : max(len(blocks) - _BOTTOM, _TOP)]
    skipped = {id(block) for block in middle}
    return (block for block in blocks if id(block) not in skipped)


def _bylines(analysis: Analysis, pattern: Pattern) -> Iterator[Statement]:
    document = analysis.document
    for block in _ends(document) if analysis.find(pattern) else ():
        for span in analysis.found_in(pattern, block.span)[:1]:
            yield Statement(document.prose(span), document.map.to_source(span), "byline")


def _dated_blocks(analysis: Analysis) -> Iterator[Statement]:
    """A date counts after a word such as "updated", alone in a short block, in a dateline, or at a byline's end."""
    document = analysis.document
    for block in _ends(document):
        text = document.prose(block.span)
        day = read_day(text[:400])
        if day is not None and (
            len(text.split()) <= _SHORT_BLOCK
            or _is_dateline(text)
            or _dates_the_page(text, text.index(day.text))
            or (text.endswith(day.text) and analysis.found_in(_table().byline, block.span))
        ):
            yield Statement(day.text, document.map.to_source(block.span), "byline", day)


def _dates_the_page(text: str, place: int) -> bool:
    """Tell whether the sentence with a date at a place says when the page was written, not a study or a meeting."""
    table = _table()
    before = _SENTENCE_END.split(text[:place])[-1]
    sentence = before + _SENTENCE_END.split(text[place:])[0]
    return table.dated.search(sentence) is not None and table.dated_others.search(sentence) is None


def _is_dateline(text: str) -> bool:
    return bool(re.match(r"[A-Z][\w.,' -]{2,60}?(?:19|20)\d\d\)?\s*(?:[-\u2013\u2014:]|/PRN)", text))


def _path_date(document: Document) -> Iterator[Statement]:
    match = _PATH_DATE.search(document.source.path)
    if match:
        yield Statement(match[1], Span(0, 0), "path", read_day(match[1].replace("/", "-")))


def is_nobody(author: str) -> bool:
    """Whether an author's name tells no reader who wrote: "Admin", "Staff", "Team".

    >>> is_nobody("By Admin"), is_nobody("By Ana Ruiz")
    (True, False)
    """
    return _table().nobody.search(author) is not None


def has_credentials(analysis: Analysis) -> bool:
    """Whether the page says what qualifies its author or reviewer, or that the author is no clinician."""
    table = _table()
    if any(not item.empty for item in find_statements(analysis, "credentials")):
        return True
    named = [*find_statements(analysis, "author"), *find_statements(analysis, "reviewer")]
    if any(table.credentials.search(item.text) for item in named):
        return True
    document = analysis.document
    if any(table.own_standing.search(document.text, *_bounds(block)) for block in _ends(document)):
        return True
    surnames = [item.text.split(",")[0].split()[-1] for item in named if item.text.split(",")[0].split()]
    return any(
        table.credentials.search(text) is not None
        for block in _ends(document)
        if any(name in (text := document.prose(block.span)) for name in surnames)
    )


def _bounds(block: Block) -> tuple[int, int]:
    return block.span.start, block.span.end


def is_key(author: str) -> bool:
    """Whether an author is named by the key of a data file, in which the site keeps names and credentials.

    >>> is_key("aruiz, kwame-o"), is_key("Ana Ruiz")
    (True, False)
    """
    return re.fullmatch(r"[a-z0-9_.-]+(?:, [a-z0-9_.-]+)*", author) is not None


def has_sources(analysis: Analysis) -> bool:
    """Whether the page names anything a reader could look up, in fields, links, footnotes or words."""
    document, table = analysis.document, _table()
    if any(not item.empty for item in find_statements(analysis, "references")) or document.references:
        return True
    if any(
        block.kind == "heading" and table.references.search(document.prose(block.span)) for block in document.blocks
    ):
        return True
    if any(tier not in _SHOPS for tier in source_tiers(analysis)):
        return True
    return table.source_named.search(document.text) is not None or _names_study(analysis)


def _names_study(analysis: Analysis) -> bool:
    return any(find_named_study(analysis, item.span) for item in analysis.sentences)


def source_tiers(analysis: Analysis) -> list[Tier]:
    """Return the tier of everything the page cites or links to."""
    return [item.tier for item in _cited(analysis)]


def _cited(analysis: Analysis) -> Iterator[Evidence]:
    for index in range(len(analysis.document.blocks)):
        yield from (item.evidence for item in analysis.evidence.in_block(index))


def weak_sources(analysis: Analysis) -> Span | None:
    """Return where the first source stands when a page has several and all are shops, blogs or its own pages."""
    outside = [
        item
        for item in _cited(analysis)
        if item.tier is not Tier.OWN and not item.text.startswith(_OWN_PAGE) and not _TORN.fullmatch(item.text)
    ]
    return outside[0].span if len(outside) > 1 and all(item.tier in _WEAK for item in outside) else None
