"""Front matter in YAML, TOML or JSON: the article's metadata, its title and its description."""

from __future__ import annotations

import re

from claimlint.document import Comment, Trouble
from claimlint.late import dataclass, regex
from claimlint.parsers.collector import Collector
from claimlint.parsers.json_values import JsonError, json_end, read_json
from claimlint.parsers.toml_values import TomlError, read_toml
from claimlint.parsers.values import Node, fields, write_scalar
from claimlint.parsers.yaml_values import YamlError, read_yaml
from claimlint.source import Span

_OPEN = regex(r"(?P<mark>---|\+\+\+|;;;)[^\S\n]*\n")
_CLOSE = {
    "---": regex(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE),
    "+++": regex(r"^\+\+\+[^\S\n]*$", re.MULTILINE),
    ";;;": regex(r"^;;;[^\S\n]*$", re.MULTILINE),
}
_KEY_LINE = regex(r"^[\"']?[A-Za-z_][\w .:-]*?[\"']?[^\S\n]*(?::(?=[ \t\n]|$)|=)", re.MULTILINE)
_LANGUAGES = {"---": "YAML", "+++": "TOML", ";;;": "JSON", "{": "JSON"}
_DIRECTIVE = regex(r"(?:^|(?<=\s))#([^\n]*\bclaimlint\b[^\n]*)", re.MULTILINE)

TITLES = ("title", "seo_title", "meta_title", "og_title", "open_graph_title", "headline")
DESCRIPTIONS = (
    *("description", "seo_description", "meta_description", "og_description", "open_graph_description"),
    *("summary", "excerpt", "subtitle"),
)
LANGUAGES = ("lang", "language", "locale")


@dataclass(frozen=True, slots=True)
class _Section:
    """Where front matter stands: its body, and the offset at which the article begins."""

    mark: str
    start: int
    end: int
    after: int
    closed: bool = True


def read_front_matter(collector: Collector, text: str, *, only_clear: bool = False) -> int:
    """Record the front matter of a source; return the offset at which its prose begins.

    ``text`` is the source with every line end a line feed. With ``only_clear``
    (plain text) a section that is not well-formed is taken for prose.
    """
    section = _section(text)
    if section is None:
        return 0
    node, trouble = _read(text, section)
    if trouble is not None:
        if only_clear or not _KEY_LINE.search(text, section.start, section.end):
            return 0
        collector.troubles.append(trouble)
        node = _by_lines(text, section)
    elif node is None:
        return section.after if not text[section.start : section.end].strip() else 0
    elif not isinstance(node.value, dict):
        return 0
    if not section.closed:
        if only_clear:
            return 0
        message = (
            f"the front matter begins with {section.mark} and is never closed; put {section.mark} on a line after it."
        )
        collector.troubles.append(Trouble(message, Span(0, len(section.mark))))
    _record(collector, node, text, section)
    return section.after


def _section(text: str) -> _Section | None:
    opening = _OPEN.match(text)
    if opening is None:
        return _json_section(text)
    mark = opening["mark"]
    start = opening.end()
    close = _CLOSE[mark].search(text, start)
    if close is not None:
        return _Section(mark, start, close.start(), close.end())
    first_line = text[start:].split("\n", 1)[0] if len(text) < 1 << 16 else text[start : start + 400].split("\n", 1)[0]
    if not _KEY_LINE.match(first_line):
        return None
    blank = re.compile(r"^[^\S\n]*$", re.MULTILINE).search(text, start)
    end = blank.start() if blank else len(text)
    return _Section(mark, start, end, end, closed=False)


def _json_section(text: str) -> _Section | None:
    if not re.match(r"\{\s*(?:\"|\}\s*\n)", text):
        return None
    try:
        end = json_end(text, 0, len(text))
    except JsonError:
        close = re.compile(r"^\}[^\S\n]*$", re.MULTILINE).search(text)
        return _Section("{", 0, close.end(), close.end()) if close else None
    rest = text[end:].split("\n", 1)[0] if end < len(text) else ""
    return None if rest.strip() else _Section("{", 0, end, end)


def _read(text: str, section: _Section) -> tuple[Node | None, Trouble | None]:
    try:
        if section.mark == "---":
            return read_yaml(text, section.start, section.end), None
        if section.mark == "+++":
            return read_toml(text, section.start, section.end), None
        return read_json(text, section.start, section.end), None
    except (YamlError, TomlError, JsonError) as error:
        place = min(error.offset, max(section.end - 1, section.start))
        message = (
            f"the front matter is not valid {_LANGUAGES[section.mark]}: {error.message}."
            " Its values are read line by line, so some may be missing; correct it."
        )
        return None, Trouble(message, Span(place, min(place + 1, len(text))))


def _by_lines(text: str, section: _Section) -> Node:
    """Return what single lines of broken front matter say: ``key: value``."""
    entries: list[tuple[str, int, int, Node]] = []
    pattern = re.compile(
        r"^[ \t,]*[\"']?(?P<key>[A-Za-z_][\w.-]*)[\"']?[ \t]*[:=][ \t]*(?P<value>[^\n]*?)[ \t,]*$", re.MULTILINE
    )
    for match in pattern.finditer(text, section.start, section.end):
        start, end, style = match.start("value"), match.end("value"), "plain"
        if end - start >= 2 and text[start] == text[end - 1] and text[start] in "\"'":
            style = "double" if text[start] == '"' else "single"
            start, end = start + 1, end - 1
        raw = text[start:end]
        value: object = {"true": True, "false": False}.get(raw.lower(), raw) if style == "plain" else raw
        entries.append((match["key"], match.start("key"), match.end("key"), Node(value, start, end, style, raw=raw)))
    return Node(
        {key: node.value for key, _start, _end, node in entries}, section.start, section.end, entries=tuple(entries)
    )


def _record(collector: Collector, node: Node, text: str, section: _Section) -> None:
    found = list(fields(node, "front matter"))
    collector.fields += [field for field, _node in found]
    seen: set[str] = set()
    for key, start, end, _value in node.entries:
        if key in seen:
            message = f"the front matter says {key!r} twice; only one of them counts. Remove one."
            collector.troubles.append(Trouble(message, Span(start, end)))
        seen.add(key)
    for names, kind in ((TITLES, "title"), (DESCRIPTIONS, "description")):
        for field, value in found:
            if field.name in names and value.raw and isinstance(field.value, str):
                write_block(collector, kind, value)
    for field, value in found:
        if field.name in LANGUAGES and value.raw and not collector.language:
            collector.language = language_tag(value.raw)
    if section.mark in ("---", "+++"):
        for match in _DIRECTIVE.finditer(text, section.start, section.end):
            collector.comments.append(Comment(match[1].strip(), Span(match.start(), match.end()), 0))


def write_block(collector: Collector, kind: str, node: Node) -> None:
    """Write a title or a description from a scalar, unless the same words have been written already."""
    words = " ".join(node.raw.split())
    if not words or (kind, words) in collector.written:
        return
    collector.written.add((kind, words))
    collector.close_block()
    collector.builder.open(kind)
    write_scalar(collector.builder, node)
    collector.builder.close()


def language_tag(value: str) -> str:
    """Return a language tag in lower case, ``en_GB`` and ``en-GB.UTF-8`` as ``en-gb``; empty when it is none."""
    tag = value.strip().split(".", 1)[0].replace("_", "-").lower()
    return tag if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", tag) else ""
