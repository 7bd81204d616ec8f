"""What writers tell claimlint inside an article: the comments and front matter that suppress findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum

from claimlint.document import Document
from claimlint.late import dataclass, regex
from claimlint.source import Span

_COMMENT = regex(r"claimlint-(?P<verb>[a-z-]+)\b(?P<rest>.*)", re.DOTALL)
_REASON = regex(r"(?:^|\s)(?:--+|\u2014|\u2013)(?:\s|$)")
_UNTIL = regex(r"\buntil\s*[=:]\s*(\S+)")
_SEPARATOR = regex(r"[\s,]+")


class Verb(Enum):
    """What a directive does, by the word that says so."""

    NEXT_LINE = "disable-next-line"
    DISABLE = "disable"
    ENABLE = "enable"
    FILE = "disable-file"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Directive:
    """One instruction, as written."""

    verb: Verb
    rules: tuple[str, ...]
    """Rule ids, aliases or families; for an unknown verb, the verb."""
    span: Span
    """The comment, or the front matter's value, in the source."""
    reason: str = ""
    until: str = ""
    """As written; empty: for good."""

    def expired(self, today: date) -> bool:
        """Whether its last day is over; what is not a date has no last day and counts as over."""
        if not self.until:
            return False
        try:
            return date.fromisoformat(self.until) < today
        except ValueError:
            return True


def directives(document: Document) -> list[Directive]:
    """Return every instruction to claimlint in an article, in the order of the source.

    >>> from claimlint.parsers import parse
    >>> from claimlint.source import Source
    >>> text = "<!-- claimlint-disable-next-line claims/cure, spelling until=2027-01-31 -- an old advert -->"
    >>> [one] = directives(parse(Source("a.md", text, "markdown")))
    >>> one.verb.value, one.rules, one.until, one.reason
    ('disable-next-line', ('claims/cure', 'spelling'), '2027-01-31', 'an old advert')
    """
    found = [one for comment in document.comments if (one := _parse(comment.text, comment.span))]
    field = document.field("claimlint")
    if field is not None and field.origin == "front matter":
        found += _front_matter(field.value, field.span)
    return sorted(found, key=lambda one: (one.span.start, one.span.end))


def _parse(text: str, span: Span) -> Directive | None:
    match = _COMMENT.match(text.strip().lstrip("#").strip())
    if match is None:
        return None
    verb = next((verb for verb in Verb if verb.value == match["verb"]), Verb.UNKNOWN)
    if verb is Verb.UNKNOWN:
        return Directive(verb, (f"claimlint-{match['verb']}",), span)
    return _instruction(verb, match["rest"], span)


def _instruction(verb: Verb, text: str, span: Span) -> Directive:
    parts = _REASON.split(text, maxsplit=1)
    until = _UNTIL.search(parts[0])
    names = _UNTIL.sub(" ", parts[0])
    reason = " ".join(parts[1].split()) if len(parts) > 1 else ""
    rules = tuple(dict.fromkeys(name for name in _SEPARATOR.split(names) if name))
    return Directive(verb, rules, span, reason, until.group(1).rstrip(",") if until else "")


def _front_matter(value: object, span: Span) -> Iterator[Directive]:
    """Read ``claimlint:`` of front matter: a rule, a list, or a mapping with ``disable``, ``reason``, ``until``."""
    if isinstance(value, str):
        text = value.strip().removeprefix("claimlint-")
        for verb in ("disable-file", "disable"):
            text = text.removeprefix(verb).lstrip() if text.startswith(f"{verb} ") else text
        yield _instruction(Verb.FILE, text, span)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _front_matter(item, span)
    elif isinstance(value, dict):
        unknown = [str(key) for key in value if str(key) not in ("disable", "reason", "until")]
        if unknown:
            yield Directive(Verb.UNKNOWN, tuple(unknown), span)
        rules = tuple(_names(value.get("disable", ())))
        reason = " ".join(str(value.get("reason") or "").split())
        yield Directive(Verb.FILE, rules, span, reason, str(value.get("until") or ""))


def _names(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return [name for name in _SEPARATOR.split(value) if name]
    return [str(item) for item in value] if isinstance(value, list | tuple) else ()
