"""What a link is worth as evidence, by where it leads."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from claimlint.claim import Tier
from claimlint.language.standing.cues import read_sections
from claimlint.late import regex

_SHOP_PATH = regex(
    r"/(?:products?|shop|store|cart|checkout|basket|buy|order|collections|go|recommends?|dp|gp/product)(?:/|$)"
)
_GUIDELINE_BODIES = frozenset([Tier.GUIDELINE, Tier.REVIEW, Tier.TRIAL, Tier.JOURNAL, Tier.PREPRINT])


@cache
def _hosts() -> dict[str, Tier]:
    return {line: Tier(tier) for tier, _, line in read_sections("evidence-hosts")}


def tier_of_url(url: str, own_domains: tuple[str, ...] = ()) -> Tier | None:
    """Return the tier of an address, or None for what leads to no page (``mailto:``, ``#note``).

    An address without a host, or under one of the own domains, is OWN; a shop anywhere is SHOP.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme and parts.scheme not in ("http", "https"):
        return Tier.JOURNAL if parts.scheme == "doi" else None
    host = (parts.hostname or "").removeprefix("www.")
    if not host:
        if url.startswith("#") or not parts.path:
            return None
        return Tier.SHOP if _SHOP_PATH.search(parts.path) else Tier.OWN
    tier = _tier_of_host(host, parts.path.lower())
    if any(host == own or host.endswith(f".{own}") for own in own_domains):
        return Tier.SHOP if _SHOP_PATH.search(parts.path) else Tier.OWN
    if tier in _GUIDELINE_BODIES:
        return tier
    if host.startswith(("shop.", "store.")) or _SHOP_PATH.search(parts.path.lower()):
        return Tier.SHOP
    return tier or Tier.WEB


def _tier_of_host(host: str, path: str) -> Tier | None:
    """Return the tier of the longest entry that the address falls under."""
    table = _hosts()
    labels = host.split(".")
    for i in range(len(labels)):
        domain = ".".join(labels[i:])
        first = path.split("/")[1:2]
        for key in (f"{domain}/{first[0]}" if first else domain, domain, f".{domain}"):
            if key in table:
                return table[key]
    return None
