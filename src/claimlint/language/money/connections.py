"""Commercial connections of a page: its affiliate links, and words that tell of one without a link."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from claimlint.document import PLACEHOLDER, Document, Include, Link
from claimlint.language.money.component_names import hides_link
from claimlint.language.money.programs import LinkProgram, classify
from claimlint.language.text.pattern_file import read_pieces, read_table, write_out
from claimlint.late import dataclass, regex
from claimlint.matcher import Haystack, Pattern
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_MONETISED_FIELDS = (
    "has_affiliate_links",
    "affiliate_links",
    "contains_affiliate_links",
    "affiliate",
    "affiliate_tag",
    "monetized",
)
_SITE_FIELDS = ("canonical", "canonical_url", "og_url", "site_url", "permalink")
_REASONS = {
    "coupon": "a coupon code with a name pays whoever gave it out",
    "ambassador": "an ambassador is paid or gets products",
    "dispensary": "a dispensary pays the practitioner a share",
    "own_product": "the words say that the product is the writer's own",
    "shop_mention": "these words send readers to a shop",
    "recommendation": "these words recommend something to buy, on a page that earns commissions",
}
_YES = frozenset({"true", "yes", "on", "1"})
_HOST = regex(r"(?:https?:)?//([^/:?#]+)", re.I)
_SHELF = regex(r"//(?:shop|store|buy)\.|/(?:shop|store|products?|supplements?|collections|cart|buy|courses?)\b", re.I)
_SHOWN = 60
_DEEPEST = 6
"""Levels of front matter that are looked into."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Something that may earn the page money, and where it stands."""

    kind: str
    """``link``, ``component``, ``field``, or the kind of words: coupon, ambassador, dispensary, shop_mention ..."""
    offset: int
    """In the prose."""
    end: int
    span: Span
    """In the source."""
    text: str
    """As shown to a reader, short enough to quote."""
    program: LinkProgram
    link: Link | None = None
    region: str = ""
    block: int = -1

    @property
    def is_link(self) -> bool:
        return self.kind in ("link", "component")


@dataclass(frozen=True)
class _Cues:
    """The patterns of the data file by group and kind."""

    groups: Mapping[str, Mapping[str, tuple[Pattern, ...]]]
    unless: Mapping[str, tuple[Pattern, ...]]
    alone: tuple[Pattern, ...]
    gift_gate: tuple[Pattern, ...]


def find_links(analysis: ArticleText) -> tuple[Connection, ...]:
    """Return every link and component that a program is known for, tier C included, in reading order."""
    settings = analysis.settings.affiliate
    own = own_hosts(analysis)
    found = []
    for link in analysis.document.links:
        program = classify(link.url, settings, rel=link.rel, own_hosts=own) if link.kind != "image" else None
        unsure = program is None or not program.certain
        if unsure and link.kind == "component" and hides_link(link.name, settings):
            program = _component(link.name)
        if program is not None:
            found.append(_from_link(analysis, link, program))
    taken = {connection.span for connection in found}
    found += [
        _from_include(analysis, include)
        for include in analysis.document.includes
        if hides_link(include.name, settings) and not any(span.overlaps(include.span) for span in taken)
    ]
    return tuple(sorted([*found, *_in_fields(analysis, own)], key=reading_order))


def find_own_shop(analysis: ArticleText) -> Iterator[Connection]:
    """Yield the links to a shop of the writer's own, as the configuration names its hosts."""
    domains = analysis.settings.affiliate.own_domains
    for link in analysis.document.links if domains else ():
        match = _HOST.match(link.url)
        host = match[1].lower().removeprefix("www.") if match else ""
        if host and any(host == own or host.endswith(f".{own}") for own in domains) and _SHELF.search(link.url):
            yield _from_link(analysis, link, LinkProgram("own shop", "C", host, reason="the shop is the writer's own"))


def reading_order(connection: Connection) -> tuple[bool, int, int]:
    """Sort key; what only the front matter holds comes last, because its place on the page is unknown."""
    return (connection.block < 0, connection.offset, connection.span.start)


def _in_fields(analysis: ArticleText, own: tuple[str, ...]) -> Iterator[Connection]:
    """Yield the affiliate links of the front matter, which a template may show as a button or a card."""
    seen: set[str] = set()
    for field in analysis.document.fields:
        if field.origin != "front matter":
            continue
        for url in _addresses(field.value, 0):
            program = classify(url, analysis.settings.affiliate, own_hosts=own)
            if program is not None and program.certain and url not in seen:
                seen.add(url)
                yield Connection("link", 0, 0, field.span, f"{field.name}: {_short(url)}", program)


def _addresses(value: object, depth: int) -> Iterator[str]:
    """Yield the texts in a value of the front matter that can be addresses."""
    if isinstance(value, str):
        if "/" in value and " " not in value.strip():
            yield value.strip()
    elif depth < _DEEPEST:
        items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
        for item in items:
            yield from _addresses(item, depth + 1)


def own_hosts(analysis: ArticleText) -> tuple[str, ...]:
    """Return the host the article says it is published on, if it does."""
    field = analysis.document.field(*_SITE_FIELDS)
    match = re.match(r"https?://([^/:?#]+)", str(field.value)) if field else None
    return (match[1].lower().removeprefix("www."),) if match else ()


def find_cues(analysis: ArticleText, group: str) -> tuple[Connection, ...]:
    """Return the words of a group (exact, always, own, admitted) that tell of a connection, in reading order."""
    found = [
        _from_words(analysis, kind, span)
        for kind, patterns in _cues().groups[group].items()
        for pattern in patterns
        for span in analysis.find(pattern)
        if not _excused(analysis, kind, span.start)
    ]
    found.sort(key=lambda item: (item.offset, -item.end))
    return tuple(item for index, item in enumerate(found) if not index or item.offset >= found[index - 1].end)


def cue_patterns() -> list[Pattern]:
    """Return every pattern that `find_cues` and `mentions_shop` look for."""
    cues = _cues()
    groups = [pattern for kinds in cues.groups.values() for patterns in kinds.values() for pattern in patterns]
    return [*groups, *cues.alone, *cues.gift_gate]


def may_tell_of_gift(analysis: ArticleText) -> bool:
    """Whether the page holds words without which no gift is told."""
    return any(analysis.find(pattern) for pattern in _cues().gift_gate)


def find_declared(analysis: ArticleText) -> Connection | None:
    """Return what the front matter says about affiliate links on the page."""
    field = analysis.document.field(*_MONETISED_FIELDS)
    if field is None or field.origin not in ("front matter", "meta"):
        return None
    value = str(field.value).strip().lower()
    if value in _YES or (field.name == "affiliate_tag" and value not in ("", "false", "none")):
        shown = analysis.document.source.slice(field.span)[:_SHOWN] or field.name
        program = LinkProgram(f"front matter: {field.name}", "A", "", reason=f"{field.name}: {value}")
        return Connection("field", 0, 0, field.span, shown, program)
    return None


def block_of(document: Document, offset: int) -> int:
    """Return the index of the block at a prose offset; one that points between two blocks means the second."""
    return document.block_index(offset + 1 if document.text[offset : offset + 1] == "\n" else offset)


def _component(name: str) -> LinkProgram:
    network = "amazon" if re.match(r"(?:amazon|amz|aawp|easyazon)", name, re.I) else ""
    return LinkProgram(f"component {name}", "A", "", reason=f"component {name}", network=network)


def _from_link(analysis: ArticleText, link: Link, program: LinkProgram) -> Connection:
    document = analysis.document
    text = " ".join(document.prose(link.text).replace(PLACEHOLDER, " ").split())
    block = block_of(document, link.offset)
    region = document.blocks[block].region if block >= 0 else ""
    kind = "component" if link.kind == "component" else "link"
    pictured = "img" in (source := document.source.slice(link.span)) or "![" in source
    shown = text or link.name or (f"image link to {program.host or link.url}" if pictured else link.url)
    end = max(link.text.end, link.offset)
    return Connection(kind, link.offset, end, link.span, _short(shown), program, link, region, block)


def _from_include(analysis: ArticleText, include: Include) -> Connection:
    program = _component(include.name)
    settings = analysis.settings.affiliate
    for value in include.attributes.values():
        found = classify(value, settings) if "/" in value else None
        program = found if found is not None and found.certain else program
    block = block_of(analysis.document, include.offset)
    return Connection(
        "component", include.offset, include.offset, include.span, include.name, program, None, include.region, block
    )


def _from_words(analysis: ArticleText, kind: str, span: Span) -> Connection:
    document = analysis.document
    block = block_of(document, span.start)
    text = document.prose(span)
    program = LinkProgram(kind.replace("_", " "), "A", "", reason=_REASONS[kind])
    region = document.blocks[block].region
    return Connection(
        kind, span.start, span.end, document.map.to_source(span), _short(text), program, None, region, block
    )


def _excused(analysis: ArticleText, kind: str, offset: int) -> bool:
    patterns = _cues().unless.get(kind, ())
    sentence = analysis.sentence_at(offset)
    if not patterns or sentence is None:
        return False
    haystack = Haystack(analysis.document.prose(sentence.span))
    return any(pattern.search(haystack) for pattern in patterns)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


@cache
def _cues() -> _Cues:
    """Return the patterns of ``rules/data/connections.yaml``."""
    data = read_table("connections")
    pieces = read_pieces(data)

    def compiled(texts: list[str], *, exact: bool = False) -> tuple[Pattern, ...]:
        return tuple(Pattern(write_out(text, pieces), ignore_case=not exact) for text in texts)

    groups = {
        group: {kind: compiled(texts, exact=group == "exact") for kind, texts in data[group].items()}
        for group in ("exact", "always", "own", "admitted")
    }
    unless = {kind: compiled(texts) for kind, texts in data["unless"].items()}
    return _Cues(groups, unless, compiled(data["shop_alone"]), compiled(data["gift_gate"]))


def mentions_shop(analysis: ArticleText) -> Iterator[Connection]:
    """Yield where the page sends readers to a shop in words alone."""
    for pattern in _cues().alone:
        for span in analysis.find(pattern):
            if not _excused(analysis, "shop_mention", span.start):
                yield _from_words(analysis, "shop_mention", span)
