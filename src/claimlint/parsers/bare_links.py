"""Addresses that stand in running text without any markup: URLs and e-mail.

Found by searching for ``://``, ``www.`` and ``@`` and looking around, so the time
is linear and text without them costs nothing.
"""

from __future__ import annotations

import re

from claimlint.late import regex
from claimlint.parsers.specials import Special, in_order

_SCHEME = regex(r"(?<![A-Za-z0-9+.-])(?:https?|ftp)$", re.IGNORECASE)
_REST = regex(r"[^\s<>\"`|\[\]{}\\^\u201c\u201d\u00ab\u00bb\u200b\ufeff\ufffc]++")
_HOST = regex(r"[\w-]++(?:\.[\w-]++)*+", re.UNICODE)
_LOCAL = regex(r"(?<![\w.+/-])[\w+-][\w.+-]{0,63}$")
_DOMAIN = regex(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*\.[A-Za-z]{2,24}(?![\w@-])")
_ENTITY = regex(r"&[A-Za-z0-9#]{2,10};$")
_TRAILING = "?!.,:;*_~'\u2019\u2026"


def bare_links(text: str) -> list[Special]:
    """Return the addresses in ``text`` in order; they do not overlap."""
    found: list[Special] = []
    for mark, read in (("://", _with_scheme), ("www.", _without_scheme), ("@", _mail)):
        position = text.find(mark)
        while position >= 0:
            item = read(text, position)
            if item is not None:
                found.append(item)
            position = text.find(mark, max(position + len(mark), item.end if item else 0))
    return in_order(found)


def _with_scheme(text: str, position: int) -> Special | None:
    scheme = _SCHEME.search(text, max(0, position - 6), position)
    rest = _REST.match(text, position + 3)
    if scheme is None or rest is None or not _HOST.match(text, position + 3):
        return None
    return _special(text, scheme.start(), rest.end(), "")


def _without_scheme(text: str, position: int) -> Special | None:
    before = text[position - 1] if position else " "
    host = _HOST.match(text, position)
    if before.isalnum() or before in "/.@-_" or host is None or "." not in host.group()[4:]:
        return None
    rest = _REST.match(text, position)
    return _special(text, position, rest.end(), "http://") if rest else None


def _mail(text: str, position: int) -> Special | None:
    local = _LOCAL.search(text, max(0, position - 66), position)
    domain = _DOMAIN.match(text, position + 1)
    if local is None or domain is None:
        return None
    return Special(local.start(), domain.end(), "url", f"mailto:{text[local.start() : domain.end()]}")


def _special(text: str, start: int, end: int, prefix: str) -> Special | None:
    end = _trim(text, start, end)
    if end <= start:
        return None
    address = text[start:end]
    if "&" in address:
        from html import unescape

        address = unescape(address)
    return Special(start, end, "url", prefix + address)


def _trim(text: str, start: int, end: int) -> int:
    """Leave out the punctuation after an address that belongs to the sentence."""
    opened = text.count("(", start, end)
    closed = text.count(")", start, end)
    while end > start:
        last = text[end - 1]
        if last == ")" and closed > opened:
            closed -= 1
        elif last == ";" and (entity := _ENTITY.search(text, max(start, end - 12), end)):
            end = entity.start() + 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end
