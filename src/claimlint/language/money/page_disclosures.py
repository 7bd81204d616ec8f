"""The disclosures of one page, with their places: in its text, its includes and its front matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimlint.document import Block, Document, Include
from claimlint.language.money.component_names import fold_name, hides_link, name_matches
from claimlint.language.money.connections import block_of
from claimlint.language.money.disclosure import (
    classify_sentence,
    in_context,
    is_disclosure_heading,
    may_disclose,
    of_pair,
)
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.money.layout import is_label
from claimlint.language.money.partials import partial_text
from claimlint.language.text.sentences import Sentence
from claimlint.late import dataclass, regex
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_NOT_READ = frozenset({"title", "description", "alt"})
"""Kinds of block that readers of the page do not meet as text."""
_POLICY_TEXT = regex(
    r"\bdisclos|\bdisclaimer|\baffiliate (?:policy|terms|statement)"
    r"|\bhow (?:we|i|this \w+) (?:makes? (?:our |my |its )?(?:money|living)|earns?)"
    r"|\bhow (?:we|i|this \w+) (?:are|am|is|gets?) (?:paid|funded|financed)"
    r"|\badvertis\w+ (?:policy|terms)|\btransparen",
    re.I,
)
_POLICY_URL = regex(
    r"/[^?#]*(?:disclosure|disclaimer|affiliate-?(?:policy|terms|statement)|how-(?:we|i)-(?:make-money|earn|get-paid|are-(?:paid|funded)))",
    re.I,
)
_MOST_POINTERS = 50
_SENTENCE_END = regex(r"(?<=[.!?])\s+(?=[A-Z(\"'])")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One place where the page says, or points to, who pays for it."""

    kind: Kind | None
    """None for a mere pointer: a link to a policy, a flag of the front matter."""
    offset: int
    """Where it begins in the prose."""
    end: int
    span: Span
    """In the source."""
    text: str
    region: str = ""
    """As of its block; ``hidden`` for a tooltip."""
    origin: str = "text"
    """``text``, ``include``, ``link`` (a policy behind one), ``declared`` (a flag) or ``off`` (a flag set to false)."""
    block: int = -1


def find_disclosures(analysis: ArticleText) -> tuple[Disclosure, ...]:
    """Return every disclosure of a page in reading order, those of its front matter first."""
    found = [*_in_fields(analysis), *_in_text(analysis), *_in_includes(analysis), *_behind_links(analysis)]
    return tuple(sorted(found, key=lambda item: (item.origin not in ("declared", "off"), item.offset)))


def _in_text(analysis: ArticleText) -> Iterator[Disclosure]:
    document, extra = analysis.document, analysis.settings.disclosure.extra_patterns
    heading = ""
    for index, block in enumerate(document.blocks):
        text = document.prose(block.span)
        words = analysis.words_in(block.span)
        if block.kind not in _NOT_READ and (extra or may_disclose(text, words)):
            yield from _in_block(analysis, index, block, heading, extra)
        if is_label(block, text):
            heading = text


def _in_block(
    analysis: ArticleText, index: int, block: Block, heading: str, extra: tuple[str, ...]
) -> Iterator[Disclosure]:
    document = analysis.document
    sentences = _sentences(analysis, block)
    kinds = [classify_sentence(document.prose(sentence.span), extra) for sentence in sentences]
    before: str | None = None
    for sentence, kind in zip(sentences, kinds, strict=True):
        shown = document.prose(sentence.span)
        others = tuple(other for other in kinds if other is not kind)
        final = in_context(shown, kind, "" if is_label(block, shown) else heading, others)
        if final is None and kind is None and before is not None:
            final = of_pair(before, shown)
        before = shown if final is None else None
        if final is not None and final is not Kind.CONNECTION:
            yield Disclosure(
                final,
                sentence.span.start,
                sentence.span.end,
                document.map.to_source(sentence.span),
                shown,
                block.region,
                block=index,
            )


def _sentences(analysis: ArticleText, block: Block) -> list[Sentence]:
    first = bisect_left(analysis.sentences, block.span.start, key=lambda sentence: sentence.span.start)
    last = bisect_left(analysis.sentences, block.span.end, key=lambda sentence: sentence.span.start)
    return list(analysis.sentences[first:last])


def _in_includes(analysis: ArticleText) -> Iterator[Disclosure]:
    settings = analysis.settings
    for include in analysis.document.includes:
        if hides_link(include.name, settings.affiliate):
            continue
        kind, origin = _judge_include(analysis, include)
        if kind is not None or origin == "declared":
            region = include.region
            block = block_of(analysis.document, include.offset)
            yield Disclosure(
                kind, include.offset, include.offset, include.span, include.name, region, origin=origin, block=block
            )


def _judge_include(analysis: ArticleText, include: Include) -> tuple[Kind | None, str]:
    """Say what an include discloses: by its own text, by its file, else by the trust put in its name."""
    settings = analysis.settings
    own = " ".join(value for key, value in include.attributes.items() if key in ("text", "message", "children"))
    text = own or partial_text(include, settings.root, analysis.document.source.path)
    if text is not None and text.strip():
        return best_kind(text), "include"
    if name_matches(include.name, settings.disclosure.partials):
        return (Kind.AMAZON if "amazon" in fold_name(include.name) else Kind.STRONG), "include"
    return None, "declared" if "disclosure" in fold_name(include.name) else "include"


def best_kind(text: str) -> Kind | None:
    """Return the plainest disclosure in a text whose paragraphs are separated by line feeds, or None."""
    best: Kind | None = None
    heading = ""
    for paragraph in text.split("\n"):
        sentences = _SENTENCE_END.split(paragraph)
        kinds = [classify_sentence(sentence) for sentence in sentences]
        for sentence, kind in zip(sentences, kinds, strict=True):
            others = tuple(other for other in kinds if other is not kind)
            best = _plainer(best, in_context(sentence, kind, heading, others))
        if is_disclosure_heading(paragraph):
            heading = paragraph
    return best


def _plainer(one: Kind | None, other: Kind | None) -> Kind | None:
    order = list(Kind)
    known = [kind for kind in (one, other) if kind is not None and kind is not Kind.CONNECTION]
    return min(known, key=order.index, default=None)


def _in_fields(analysis: ArticleText) -> Iterator[Disclosure]:
    document, settings = analysis.document, analysis.settings.disclosure
    field = document.field(*settings.front_matter_keys)
    if field is None or field.value is None:
        return
    value = str(field.value).strip()
    shown = f"{field.name}: {value}"
    if value.lower() in ("false", "no", "off", "none", "0"):
        yield Disclosure(None, 0, 0, field.span, shown, origin="off")
    elif settings.trust_front_matter and value:
        yield Disclosure(Kind.STRONG, 0, 0, field.span, shown, origin="include")
    elif value:
        yield Disclosure(None, 0, 0, field.span, shown, origin="declared")


def _behind_links(analysis: ArticleText) -> Iterator[Disclosure]:
    document = analysis.document
    for link in document.links:
        text = document.prose(link.text)
        index = block_of(document, link.offset)
        region = document.blocks[index].region if index >= 0 else ""
        end = max(link.text.end, link.offset)
        if link.title and classify_sentence(link.title) in (Kind.STRONG, Kind.AMAZON, Kind.PAID_LABEL):
            yield Disclosure(Kind.STRONG, link.offset, end, link.span, link.title, "hidden", block=index)
        elif len(text) < 120 and (_POLICY_TEXT.search(text) or _POLICY_URL.search(link.url)):
            yield Disclosure(None, link.offset, end, link.span, text or link.url, region, origin="link", block=index)


def is_only_pointer(document: Document, disclosure: Disclosure, pointers: list[Disclosure]) -> bool:
    """Whether a vague disclosure is no more than the words of a link to a policy."""
    for pointer in pointers[:_MOST_POINTERS]:
        if disclosure.offset <= pointer.offset and pointer.end <= disclosure.end:
            rest = f"{document.text[disclosure.offset : pointer.offset]} {document.text[pointer.end : disclosure.end]}"
            return classify_sentence(rest) is None
    return False
