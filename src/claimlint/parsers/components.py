"""Components and expressions as MDX, Astro and Vue write them: ``<Notice kind="x" />``, ``{show && <Notice />}``.

Also says which components and shortcodes stand for a link, whatever their syntax.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from claimlint.late import regex
from claimlint.parsers.specials import Special

LOOK_AHEAD = 8000
"""A component's opening tag or an expression longer than this is taken for text."""
_NAME = regex(r"</?(?P<name>[A-Z][\w.-]*+)(?=[\s/>])")
_KEY = regex(r"[A-Za-z_@:#][\w:@.-]*+")
_SPACE = regex(r"\s*+")
_EQUALS = regex(r"\s*+=\s*+")
_BARE = regex(r"[^\s>\"'{}=<`]++")
_STRUCTURE = regex(r"[{}\"'`]|/\*")
_STRING = regex(r"\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|`(?P<c>[^`$]*)`)\s*")
_CONDITION = regex(r"&&|\|\||\?")
_LINK_KEYS = ("href", "url", "to", "link", "src", "asin")
_LINKING = regex(
    r"affiliate_?-?(?:link|url|button|btn|cta|card|box|product|esim|banner)|product_?-?(?:card|box|link|button|table)"
    r"|buy_?-?(?:button|link|now|box|btn)|amazon|^aawp|^easyazon|^lasso|^thirsty|^pretty_?-?link|amalink|^azon|^shop_?-?(?:button|link|now)"
    r"|price_?-?(?:button|box)|coupon_?-?(?:button|box|link)",
    re.IGNORECASE,
)
_LINKING_WITH_ADDRESS = regex(
    r"^(?:a|affiliate|link|smart_?-?link|external_?-?link|out_?-?link|button|btn|link_?-?button|button_?-?link|cta|product|card)$",
    re.IGNORECASE,
)
_TELLING = regex(r"disclos|disclaim|notice|policy", re.IGNORECASE)


class Argument(NamedTuple):
    """An argument of a tag, and where its value stands without quotes."""

    value: str
    start: int
    end: int


def component(text: str, start: int, *, conditional: bool = False) -> Special | None:
    """Return the component tag that begins at ``start``, or None when it is something else.

    A closing tag becomes a special without a name that shows nothing.
    """
    match = _NAME.match(text, start)
    if match is None:
        return None
    name = match["name"]
    if name == name.upper():
        return None
    limit = min(len(text), start + LOOK_AHEAD)
    if text.startswith("</", start):
        end = _SPACE.match(text, match.end()).end()  # type: ignore[union-attr]
        return Special(start, end + 1, "blank", f"/{name}", visible=False) if text.startswith(">", end) else None
    read = _arguments(text, match.end(), limit)
    if read is None:
        return None
    arguments, end, alone = read
    return described(Special(start, end, "include", name, "mdx", visible=alone, conditional=conditional), arguments)


def _arguments(text: str, position: int, limit: int) -> tuple[dict[str, Argument], int, bool] | None:
    """Return the arguments, the offset after the tag, and whether it closes itself."""
    found: dict[str, Argument] = {}
    while position < limit:
        position = _SPACE.match(text, position).end()  # type: ignore[union-attr]
        if text.startswith("/>", position):
            return found, position + 2, True
        if text.startswith(">", position):
            return found, position + 1, False
        if text.startswith("{", position):
            position = balanced(text, position, limit)
            if position < 0:
                return None
            continue
        key = _KEY.match(text, position)
        if key is None:
            return None
        position = key.end()
        equals = _EQUALS.match(text, position)
        if equals is None:
            found.setdefault(key.group(), Argument("true", position, position))
            continue
        value = _value(text, equals.end(), limit)
        if value is None:
            return None
        argument, position = value
        found.setdefault(key.group(), argument)
    return None


def _value(text: str, position: int, limit: int) -> tuple[Argument, int] | None:
    quote = text[position : position + 1]
    if quote in ("'", '"', "`"):
        end = text.find(quote, position + 1, limit)
        return (Argument(text[position + 1 : end], position + 1, end), end + 1) if end >= 0 else None
    if quote == "{":
        end = balanced(text, position, limit)
        if end < 0:
            return None
        string = _STRING.fullmatch(text, position + 1, end - 1)
        if string is None:
            return Argument(text[position + 1 : end - 1].strip(), position + 1, end - 1), end
        group = string.lastgroup or "a"
        return Argument(string[group], string.start(group), string.end(group)), end
    bare = _BARE.match(text, position, limit)
    if bare is None:
        return None
    end = bare.end() - (bare.group().endswith("/") and text.startswith(">", bare.end()))
    return Argument(text[position:end], position, end), end


def balanced(text: str, start: int, limit: int) -> int:
    """Return the offset after the brace that closes the one at ``start``, or -1."""
    depth, position = 0, start
    while True:
        match = _STRUCTURE.search(text, position, limit)
        if match is None:
            return -1
        mark, position = match.group(), match.end()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                return position
        elif mark == "/*":
            end = text.find("*/", position, limit)
            position = end + 2 if end >= 0 else position
        else:
            end = text.find(mark, position, limit)
            # An apostrophe in the text of an element is no string.
            if end >= 0 and (mark == "`" or text.find("\n", position, end) < 0):
                position = end + 1


def expression(text: str, start: int) -> Special | None:
    """Return the ``{...}`` that begins at ``start``: a comment, or an include with the components it may show."""
    end = balanced(text, start, min(len(text), start + LOOK_AHEAD))
    if end < 0:
        return None
    body = text[start + 1 : end - 1].strip()
    if body.startswith("/*") and body.endswith("*/"):
        return Special(start, end, "comment", body[2:-2].strip(), visible=False)
    inner: list[Special] = []
    position = text.find("<", start, end)
    while position >= 0:
        item = component(text, position, conditional=_CONDITION.search(text, start, position) is not None)
        if item is not None and item.end <= end:
            if item.kind == "include":
                inner.append(item)
            position = text.find("<", item.end, end)
        else:
            position = text.find("<", position + 1, end)
    if inner:
        return Special(start, end, "blank", inner=tuple(inner))
    return Special(start, end, "include", body, "mdx") if body else Special(start, end, "blank", visible=False)


def described(item: Special, arguments: dict[str, Argument]) -> Special:
    """Return an include with its arguments, and with its address when it stands for a link."""
    address = next((arguments[key] for key in _LINK_KEYS if key in arguments), None)
    linking = not _TELLING.search(item.name) and (
        _LINKING.search(item.name) is not None
        or (address is not None and _LINKING_WITH_ADDRESS.search(item.name) is not None)
    )
    url = next((arguments[key] for key in _LINK_KEYS[:4] if key in arguments), None) if linking else None
    return replace(
        item,
        attributes={key: argument.value for key, argument in arguments.items()},
        url=url.value if url else "",
        destination=(url.start, url.end) if url else (item.start, item.start),
        is_link=linking,
    )
