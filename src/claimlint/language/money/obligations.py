"""What a page that earns money owes besides a well-placed disclosure: Amazon's sentence, ``rel``, links in the open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimlint.language.money.commerce import Commerce, Verdict
from claimlint.language.money.component_names import fold_name
from claimlint.language.money.connections import (
    Connection,
    find_cues,
    find_own_shop,
    may_tell_of_gift,
    mentions_shop,
    reading_order,
)
from claimlint.language.money.disclosure import has_amazon_statement
from claimlint.language.money.disclosure_words import ADEQUATE, Kind
from claimlint.language.money.page_disclosures import Disclosure
from claimlint.language.money.partials import file_text, partial_text
from claimlint.language.money.programs import LinkProgram
from claimlint.late import regex

_MARKDOWN_LINKS = frozenset({"inline", "reference", "autolink"})
_PAID_REL = frozenset({"sponsored", "nofollow"})
_GIFT = LinkProgram("gift", "A", "", reason="told in the text")
_SHOWN = 80
_TOP = 600
"""Code points from the beginning within which readers meet a label."""
_SPONSOR = regex(r"\bsponsor|\bpaid\b", re.I)
_AD_LABEL = regex(
    r"(?m:^\W*(?:ad|advert|advertisement|advertising|advertorial|ad feature|paid ad)\b(?:\W*$|\s*[:|\u2013\u2014(\]-]))"
    r"|(?:^|\W)#(?:ad|advert)\b|[(\[]ad[)\]]",
    re.I,
)


def obligations(page: Commerce) -> Iterator[Verdict]:
    """Yield what the page owes and lacks, at most one verdict for each state."""
    yield from _amazon(page)
    yield from _rel(page)
    yield from _scripts(page)
    yield from _shorteners(page)
    yield from _gift(page)
    yield from _own_product(page)
    yield from _shop_mention(page)


def _amazon(page: Commerce) -> Iterator[Verdict]:
    links = [item for item in page.paid if item.program.network == "amazon"]
    if links and not _states_amazon(page):
        legacy = next((item for item in page.disclosures if item.kind is Kind.LEGACY), None)
        yield Verdict("amazon-statement", links[0], tuple(links[1:]), legacy)


def _states_amazon(page: Commerce) -> bool:
    """Whether Amazon's sentence stands on the page, in an include or in the text that every page shows."""
    document, settings = page.analysis.document, page.settings
    trusted = any(item.origin == "include" and item.kind in (Kind.STRONG, Kind.AMAZON) for item in page.disclosures)
    texts = [document.text, file_text(settings.disclosure.site_wide_text, settings.root)]
    for include in document.includes:
        shown = partial_text(include, settings.root, document.source.path)
        if shown is not None:
            trusted = trusted and "amazon" in fold_name(include.name)
            texts.append(shown)
    return trusted or any(has_amazon_statement(text) for text in texts)


def _rel(page: Commerce) -> Iterator[Verdict]:
    listing = any(link.attributes is not None and link.rel for link in page.analysis.document.links)
    bare = [item for item in page.paid if _lacks_rel(item, listing)]
    if bare:
        yield Verdict("rel", bare[0], tuple(bare[1:]))


def _lacks_rel(item: Connection, listing: bool) -> bool:
    """Whether a link could be marked as paid and is not; ``listing``: whether the page marks links in Markdown."""
    link = item.link
    if link is None or link.kind == "widget":
        return False
    markdown = link.attributes is not None or (listing and link.kind in _MARKDOWN_LINKS)
    return (link.tag is not None or markdown) and _PAID_REL.isdisjoint(link.rel)


def _scripts(page: Commerce) -> Iterator[Verdict]:
    scripts = [item for item in page.links if item.program.network == "script"]
    if scripts and not any(item.kind in ADEQUATE for item in page.disclosures):
        yield Verdict("script", scripts[0])


def _shorteners(page: Commerce) -> Iterator[Verdict]:
    if page.settings.affiliate.opaque_shorteners == "ignore":
        return
    opaque = [item for item in page.links if item.program.network == "shortener" and not item.program.certain]
    if opaque:
        yield Verdict("shortener", opaque[0], tuple(opaque[1:]))


def _gift(page: Commerce) -> Iterator[Verdict]:
    """A gift that is told only far down the page comes after the praise it bought."""
    if not may_tell_of_gift(page.analysis):
        return
    told = [item for item in page.disclosures if item.kind in (*ADEQUATE, Kind.AMAZON, Kind.LEGACY)]
    gift = next((item for item in told if item.kind is Kind.GIFT), None)
    if gift is None or told[0] is not gift or gift.origin != "text" or _after_connection(page, gift):
        return
    words = page.layout.words(0, gift.offset)
    if words > page.settings.disclosure.max_words_to_link:
        said = Connection("gift", gift.offset, gift.end, gift.span, gift.text[:_SHOWN], _GIFT, None, gift.region)
        yield Verdict("gift-late", said, (), gift, words, page.layout.headings(0, gift.offset, larger=True))


def ad_label(page: Commerce) -> Iterator[Verdict]:
    """Yield what is paid for and not known as an ad before it is read, by a label such as "Ad" (CAP 2.1 and 2.3).

    One country asks for it, so it is not among the obligations of every page.
    """
    text = page.analysis.text
    if not page.paid and not may_tell_of_gift(page.analysis) and not _SPONSOR.search(text):
        return
    told = next((item for item in page.disclosures if item.kind in (Kind.SPONSOR, Kind.GIFT)), None)
    if _AD_LABEL.search(text, 0, _TOP) or (told is None and not page.paid):
        return
    if page.paid:
        yield Verdict("ad-label", page.paid[0], page.paid[1:], told)
    elif told is not None and told.origin == "text":
        said = Connection("gift", told.offset, told.end, told.span, told.text[:_SHOWN], _GIFT, None, told.region)
        yield Verdict("ad-label", said, (), told)


def _after_connection(page: Commerce, item: Disclosure) -> bool:
    return any(connection.offset < item.offset for connection in page.connections)


def _own_product(page: Commerce) -> Iterator[Verdict]:
    if page.declared_product:
        return
    own = sorted([*find_cues(page.analysis, "own"), *find_own_shop(page.analysis)], key=reading_order)
    if own:
        yield Verdict("own-product", own[0], tuple(own[1:]))


def _shop_mention(page: Commerce) -> Iterator[Verdict]:
    if page.connections:
        return
    mention = next(mentions_shop(page.analysis), None)
    if mention is not None and not page.admits and not any(item.kind in ADEQUATE for item in page.disclosures):
        yield Verdict("shop-mention", mention)
