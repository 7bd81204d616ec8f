"""Which links earn money: affiliate programs recognised by host, path and query.

A link of tier A goes through an affiliate program for certain: a redirecting
host, or a merchant with the program's key. Tier B carries a key that only
affiliate programs use, on whatever host. Tier C is only a hint (a shortener,
``ref=``, ``/go/``) and never evidence by itself. Hosts match by suffix of the
listed names, which needs no public suffix list: every name is listed whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, unquote_plus

from claimlint.language.money.program_table import Entry, table
from claimlint.late import dataclass, regex
from claimlint.settings import AffiliateSettings

_URL = regex(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?(?://(?P<host>[^/?#\\]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?", re.I
)
_BARE_HOST = regex(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.I)
_MAX_URL = 8000
"""Longer ones are data, not addresses."""
_DECISIVE_REL = frozenset({"sponsored"})
_PAID_REL = frozenset({"sponsored", "nofollow"})


@dataclass(frozen=True, slots=True)
class LinkProgram:
    """What a URL says about who is paid for it."""

    program: str
    """Name of the program, as users know it."""
    tier: str
    """A, B or C."""
    host: str
    """Of the link itself; empty for a relative one."""
    merchant: str = ""
    """Host of the shop behind a wrapped target; empty when the link does not tell."""
    reason: str = ""
    """What in the URL decided: a host, a path or a key."""
    network: str = ""
    """``amazon`` where Amazon's own statement is asked for; ``shortener`` for an opaque link; else empty."""

    @property
    def certain(self) -> bool:
        """Whether the link is reported by itself."""
        return self.tier in ("A", "B")


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    path: str
    query: Mapping[str, str]
    relative: bool


def classify(
    url: str,
    settings: AffiliateSettings | None = None,
    *,
    rel: tuple[str, ...] = (),
    own_hosts: tuple[str, ...] = (),
) -> LinkProgram | None:
    """Say which affiliate program a URL belongs to, or None for an ordinary link.

    ``rel`` are the tokens of the link's rel attribute: ``sponsored`` makes a hint
    certain. ``own_hosts`` are the hosts of the article's own site: its own shop is
    no affiliate program, but a path such as ``/go/name`` is a cloaked link there. The result may be of tier C.

    >>> classify("https://www.amazon.de/dp/B01?tag=example-21").program
    'Amazon Associates'
    >>> classify("https://example.org/a?tag=sleep") is None
    True
    """
    settings = settings or AffiliateSettings()
    address = _parse(url)
    if address is None or _listed(address.host, settings.ignore_hosts):
        return None
    own = address.relative or _listed(address.host, (*settings.own_domains, *own_hosts))
    found = _configured(address, settings, own) or _known(address)
    if found is not None and own and found.network != "cloaked" and not found.reason.startswith("configured"):
        found = None
    if found is None or not found.certain:
        inner = _behind(address, settings)
        found = inner if inner is not None else found
    if found is None:
        marked = LinkProgram("paid link", "A", address.host, reason="the link is marked rel=sponsored")
        return marked if "sponsored" in rel else None
    return _weigh(found, rel, own)


def _weigh(found: LinkProgram, rel: tuple[str, ...], own: bool) -> LinkProgram | None:
    """Raise a hint to certainty where rel says so; drop a cloaked path on somebody else's site."""
    if found.certain:
        return found
    tokens = frozenset(rel)
    cloaked = found.network == "cloaked"
    if tokens & _DECISIVE_REL or (cloaked and own and tokens & _PAID_REL):
        return replace(found, tier="A", reason=f"{found.reason}, rel={' '.join(sorted(tokens & _PAID_REL))}")
    return None if cloaked and not own else found


def _parse(url: str) -> _Address | None:
    """Read a URL leniently: entities decoded, scheme optional; None for what is no web address."""
    if not url or len(url) > _MAX_URL:
        return None
    url = url.strip()
    if "&" in url:
        from html import unescape

        url = unescape(url)
    parts = _URL.match(url)
    if parts is None or (parts["scheme"] or "http").lower() not in ("http", "https"):
        return None
    host, path = parts["host"], parts["path"]
    if host is None and parts["scheme"] is None:
        first, slash, rest = path.partition("/")
        if _BARE_HOST.fullmatch(first) and (first.lower().startswith("www.") or _entries(first.lower())):
            host, path = first, slash + rest
    shown = (host or "").rpartition("@")[2].partition(":")[0].rstrip(".").lower()
    _, mark, fragment = url.partition("#")
    query = _query(parts["query"] or "")
    if mark and "=" in fragment:
        query = {**_query(fragment.lstrip("!?/")), **query}
    return _Address(shown, path or "/", query, relative=not shown and path.startswith("/"))


def _query(text: str) -> dict[str, str]:
    """Return lower-case keys with their values; keys without a value are left out, as they say nothing."""
    pairs: dict[str, str] = {}
    for piece in re.split(r"[&;]", text)[:200]:
        key, _, value = piece.partition("=")
        if value and key:
            pairs.setdefault(unquote(key).removeprefix("amp;").lower(), value)
    return pairs


def _known(address: _Address) -> LinkProgram | None:
    """Look the address up in the table: the best tier wins, the most exact host first."""
    best: LinkProgram | None = None
    for entry in _entries(address.host):
        reason = _reason(entry, address) or ("" if entry.path or entry.keys else f"host {address.host}")
        best = _better(best, entry, address, reason)
        if entry.network == "script":
            return best
    if best is not None and best.tier == "A":
        return best
    keys = table().by_key
    for key, value in address.query.items():
        for wanted in (key, f"{key}={unquote_plus(value).lower()}"):
            if wanted in keys:
                best = _better(best, keys[wanted], address, f"key {wanted}")
    for entry in table().by_path:
        if entry.path is not None and entry.path.search(address.path):
            best = _better(best, entry, address, f"path {address.path[:40]}")
    return best


def _better(best: LinkProgram | None, entry: Entry, address: _Address, reason: str) -> LinkProgram | None:
    if not reason or (best is not None and best.tier <= entry.tier):
        return best
    if entry.network == "share" or _listed(address.host, tuple(table().plain_hosts)):
        return best
    merchant = _merchant(address)
    return LinkProgram(entry.program, entry.tier, address.host, merchant, reason, entry.network)


def _reason(entry: Entry, address: _Address) -> str:
    if entry.path is not None and entry.path.search(address.path):
        return f"path {address.path[:40]}"
    for key, value in address.query.items():
        if key in entry.keys:
            return f"key {key}"
        if entry.keys and f"{key}={unquote_plus(value).lower()}" in entry.keys:
            return f"key {key}"
    return ""


def _entries(host: str) -> list[Entry]:
    """Return the entries for a host and for every name it ends with, the longest first."""
    found: list[Entry] = []
    by_host = table().by_host
    while host:
        found.extend(by_host.get(host, ()))
        _, _, host = host.partition(".")
    return found


def _configured(address: _Address, settings: AffiliateSettings, own: bool) -> LinkProgram | None:
    """What the configuration adds: hosts, keys and the cloaking paths of the own site."""
    if _listed(address.host, settings.extra_hosts):
        return LinkProgram(f"affiliate link ({address.host})", "A", address.host, _merchant(address), "configured host")
    for extra in settings.extra_keys:
        host, colon, key = extra.partition(":") if "." in extra.partition(":")[0] else ("", "", extra)
        if key.lower() in address.query and (not colon or _listed(address.host, (host,))):
            return LinkProgram(f"affiliate link ({key}=)", "A", address.host, _merchant(address), "configured key")
    if own and any(address.path.startswith(prefix) for prefix in settings.cloak_prefixes):
        return LinkProgram("cloaked affiliate link", "A", address.host, "", f"configured path {address.path[:40]}")
    return None


def _listed(host: str, names: tuple[str, ...]) -> bool:
    return bool(host) and any(host == name.lower() or host.endswith(f".{name.lower()}") for name in names)


def _merchant(address: _Address) -> str:
    """Return the host behind a wrapped target, or an empty string."""
    target = _target(address)
    inner = _parse(target) if target else None
    return inner.host.removeprefix("www.") if inner else ""


def _target(address: _Address) -> str:
    for key in table().wrapped:
        value = address.query.get(key, "")
        if value:
            decoded = _unpacked(unquote(unquote(value)))
            if decoded.lower().startswith(("http://", "https://", "//", "www.")):
                return decoded
    inner = re.search(r"[/:=](https?:/{1,2}[^/].*)", unquote(address.path), re.I)
    return re.sub(r"^(https?:)/+", r"\1//", inner[1]) if inner else ""


def _unpacked(value: str) -> str:
    """Return what a value says in clear: some redirects carry the address in Base64."""
    if not value.startswith("aHR0c"):
        return value
    from base64 import b64decode

    try:
        return b64decode(value + "=" * (-len(value) % 4), validate=True).decode("utf-8", errors="replace")
    except ValueError:
        return value


def _behind(address: _Address, settings: AffiliateSettings) -> LinkProgram | None:
    """Judge the address that a redirect of another kind leads to."""
    if _listed(address.host, tuple(table().plain_hosts)):
        return None
    target = _target(address)
    inner = _parse(target) if target else None
    if inner is None or not inner.host or _listed(inner.host, settings.ignore_hosts):
        return None
    found = _configured(inner, settings, own=False) or _known(inner)
    return found if found is not None and found.certain else None
