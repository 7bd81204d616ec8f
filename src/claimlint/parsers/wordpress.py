"""WordPress: shortcodes in square brackets, and the blocks that comments announce."""

from __future__ import annotations

import json
import re

from claimlint.late import regex
from claimlint.parsers.components import Argument, described
from claimlint.parsers.specials import Special

_ARGUMENT = regex(
    r"\s++(?:(?P<key>[A-Za-z_][\w-]*+)\s*+=\s*+)?(?:\"(?P<a>[^\"\]]*+)\"|'(?P<b>[^'\]]*+)'"
    r"|\u201c(?P<c>[^\u201d\]]*+)\u201d|(?P<d>[^\s\[\]\"'/=]++(?:/(?!\])[^\s\[\]\"'/]*+)*+))"
)
_TAG = regex(r"\[(?P<close>/)?(?P<name>[A-Za-z][\w-]*+)")
_KNOWN = frozenset(
    (
        *("gallery", "embed", "audio", "video", "playlist", "caption", "wp_caption", "toc", "lasso", "aawp", "amazon"),
        *("easyazon", "thirstylink", "prettylink", "amalinkspro", "contact-form-7", "buy_button", "product_card"),
        *("easyazon_link", "easyazon_image", "recent_products", "add_to_cart", "affiliate_link"),
    )
)
_BARE_ALLOWED = frozenset(("gallery", "toc", "playlist", "lasso", "buy_button", "product_card", "aawp", "prettylink"))
_TELLING = regex(r"[-_].*(?:disclos|disclaim|notice)|(?:disclos|disclaim|notice).*[-_]|(?:disclosure|disclaimer)$")
_BLOCK = regex(r"<!--\s*wp:(?P<name>[\w/-]+)\s*(?P<attributes>\{.*\})?\s*(?P<alone>/)?-->", re.DOTALL)


def shortcode(text: str, start: int) -> Special | None:
    """Return the shortcode whose bracket stands at ``start``.

    Never a Markdown link, a footnote, a task box, nor a word in brackets.
    """
    tag = _TAG.match(text, start)
    if tag is None:
        return None
    name, position = tag["name"], tag.end()
    arguments: dict[str, Argument] = {}
    count = 0
    while match := _ARGUMENT.match(text, position, start + 4000):
        group = match.lastgroup or "d"
        key = match["key"]
        if key is None:
            key, count = str(count), count + 1
        arguments.setdefault(key, Argument(match[group], match.start(group), match.end(group)))
        position = match.end()
    end = re.compile(r"\s*/?\]").match(text, position)
    if end is None or text.startswith(("(", "[", ":"), end.end()):
        return None
    if not _is_shortcode(name, tag["close"] is not None, arguments, count):
        return None
    if tag["close"]:
        return Special(start, end.end(), "blank", f"/{name}", visible=False)
    return described(Special(start, end.end(), "include", name, "wordpress"), arguments)


def _is_shortcode(name: str, closes: bool, arguments: dict[str, Argument], positional: int) -> bool:
    named = len(arguments) - positional
    lower = name.lower()
    if closes:
        return not arguments and (lower in _KNOWN or "_" in name or _TELLING.search(lower) is not None)
    if lower in _KNOWN:
        return named > 0 or lower in _BARE_ALLOWED or "_" in name or (positional > 0 and lower != "video")
    if positional:
        return named > 0 and ("_" in name or "-" in name)
    if not named:
        return ("_" in name) or _TELLING.search(lower) is not None
    return "_" in name or "-" in name


def block_include(raw: str, start: int) -> Special | None:
    """Return the include that a block comment announces: ``<!-- wp:block {"ref":12} /-->``."""
    match = _BLOCK.fullmatch(raw)
    if match is None or not match["alone"]:
        return None
    try:
        values = json.loads(match["attributes"] or "{}")
    except ValueError:
        values = {}
    attributes = {str(key): str(value) for key, value in values.items()}
    return Special(start, start + len(raw), "include", match["name"], "wordpress", attributes)


def is_block_comment(raw: str) -> bool:
    """Whether a comment only says which WordPress block begins or ends here."""
    return re.match(r"<!--\s*/?wp:", raw) is not None
