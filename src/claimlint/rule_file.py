"""The format of a rule file, and the way from its text to a ``Rule``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Literal, NewType

from claimlint.errors import Problem
from claimlint.finding import Confidence, Severity
from claimlint.late import dataclass, regex
from claimlint.rule import Citation, Example, Rule, When
from claimlint.source import Span
from claimlint.typed_yaml import Node, Reader, from_plain, read_yaml

RuleId = NewType("RuleId", str)
MarkedText = NewType("MarkedText", str)
"""Text in which ``[[`` and ``]]`` enclose what must be reported."""

_RULE_ID = regex(r"[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*")
_MARK = regex(r"\[\[|\]\]")
_SUFFIX = {"markdown": "md", "html": "html", "text": "txt"}
_SOURCED = ("claims", "disclaimers", "affiliate", "reporting")

Content = Literal["editorial", "news", "patient", "product"]


def _doc(text: str) -> Mapping[str, str]:
    return {"doc": text}


@dataclass(frozen=True)
class ExampleFile:
    """An example with more to it than Markdown text."""

    text: MarkedText = field(metadata=_doc("The example; [[ ]] encloses what must be reported."))
    format: Literal["markdown", "html", "text"] = "markdown"
    path: str = field(default="", metadata=_doc("File name, for rules that look at it."))
    settings: Mapping[str, object] = field(
        default_factory=dict, metadata=_doc("Configuration the example needs, as in .claimlint.yaml.")
    )


@dataclass(frozen=True)
class ExamplesFile:
    bad: tuple[MarkedText | ExampleFile, ...] = field(default=(), metadata=_doc("Must be reported, at the marks."))
    good: tuple[MarkedText | ExampleFile, ...] = field(default=(), metadata=_doc("Must stay quiet: the hard cases."))
    miss: tuple[MarkedText | ExampleFile, ...] = field(default=(), metadata=_doc("Known misses: stay quiet today."))


@dataclass(frozen=True)
class WhenFile:
    content: tuple[Content, ...] = field(default=(), metadata=_doc("Kinds of content; empty: any."))
    min_words: int = field(default=0, metadata=_doc("Fewest words of prose."))
    health: bool = field(default=False, metadata=_doc("Only on pages that give health information."))
    language: tuple[str, ...] = field(default=("en",), metadata=_doc("Languages the rule is written for; * for any."))
    formats: tuple[str, ...] = field(default=(), metadata=_doc("markdown, html, text; empty: any."))
    draft: bool = field(default=True, metadata=_doc("Whether drafts are looked at as well."))


@dataclass(frozen=True)
class SourceFile:
    title: str
    section: str = ""
    url: str = ""
    checked: Literal["V", "V2", "R"] = "R"


@dataclass(frozen=True)
class RuleFile:
    """The keys of a rule file."""

    id: RuleId = field(metadata=_doc("family/kebab-case; never changes once published."))
    check: str = field(default="", metadata=_doc("Kind of check."))
    extends: str = field(default="", metadata=_doc("Id of a rule to inherit from and change."))
    options: Node = field(default_factory=lambda: Node({}), metadata=_doc("Options of the kind of check."))
    severity: Severity | None = None
    severity_in: Mapping[str, Severity] = field(
        default_factory=dict, metadata=_doc("Another severity by kind of content or of block.")
    )
    confidence: Confidence | None = None
    message: str = field(default="", metadata=_doc("With {match} and the values of the check in braces."))
    why: str = field(default="", metadata=_doc("Why it matters, in the reader's interest."))
    fix: str = field(default="", metadata=_doc("What to write instead."))
    sources: tuple[SourceFile, ...] = field(default=(), metadata=_doc("The regulator's or standard's own text."))
    tags: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = field(default=(), metadata=_doc("Packs that switch the rule on; empty: always."))
    aliases: tuple[str, ...] = field(default=(), metadata=_doc("Former ids."))
    overrides: tuple[str, ...] = field(
        default=(), metadata=_doc("Rules that say less about the same words, and are left out where this one reports.")
    )
    yields_to: tuple[str, ...] = field(
        default=(),
        metadata=_doc("Rules, or families at least as grave, that stand where this one on the same words is left out."),
    )
    scope: tuple[Literal["title", "description", "heading", "paragraph", "item", "cell", "caption", "alt"], ...] = (
        field(default=(), metadata=_doc("Kinds of block in which a match counts; empty: any."))
    )
    when: WhenFile = field(default_factory=WhenFile)
    default: bool | None = field(default=None, metadata=_doc("Whether it is on with no configuration."))
    examples: ExamplesFile = field(default_factory=ExamplesFile)


@dataclass(frozen=True)
class Draft:
    """A rule whose options are not validated yet, with what is needed to do so."""

    rule: Rule
    options: Node
    problems: tuple[Problem, ...] = ()
    """What is wrong with the rest of the file."""
    extends: str = ""
    given: frozenset[str] = frozenset()
    """Fields the file sets itself, which an inherited rule does not override."""


def read_rule(text: str, path: str) -> Draft | list[Problem]:
    """Return the rule that a file's text describes, or everything that is wrong with it."""
    from claimlint.errors import ProblemsError

    try:
        node = read_yaml(text, path)
    except ProblemsError as error:
        return list(error.problems)
    return read_rule_node(node, path)


def read_rule_node(node: Node, path: str) -> Draft | list[Problem]:
    """Return the rule that a node describes, or everything that is wrong with it."""
    reader = Reader(path, {"RuleId": _rule_id, "MarkedText": _marked})
    file = reader.read_dataclass(node, RuleFile, "the rule")
    if file is None:
        return reader.problems
    given = frozenset(key.replace("-", "_") for key in node.value) if isinstance(node.value, dict) else frozenset()
    _require(reader, node, file)
    rule = Rule(
        id=file.id,
        check=file.check,
        message=file.message,
        severity=file.severity or Severity.WARNING,
        severity_in=file.severity_in,
        confidence=file.confidence or Confidence.MEDIUM,
        why=file.why.strip(),
        fix=file.fix.strip(),
        sources=tuple(Citation(*(getattr(item, part.name) for part in fields(item))) for item in file.sources),
        tags=file.tags,
        jurisdictions=file.jurisdictions,
        aliases=file.aliases,
        overrides=file.overrides,
        yields_to=file.yields_to,
        scope=file.scope,
        when=When(**{part.name: getattr(file.when, part.name) for part in fields(file.when)}),
        default=file.default is not False,
        bad=tuple(_example(item) for item in file.examples.bad),
        good=tuple(_example(item) for item in file.examples.good),
        miss=tuple(_example(item) for item in file.examples.miss),
        path=path,
    )
    return Draft(rule, file.options, tuple(reader.problems), file.extends, given)


def _require(reader: Reader, node: Node, file: RuleFile) -> None:
    """Complain about what every rule must say; an inheriting rule may leave it to the other one."""
    if file.extends:
        return
    for key in ("check", "message"):
        if not getattr(file, key):
            reader.complain(node, f"the rule lacks the key {key!r}.")
    if not file.why:
        reader.complain(node, "the rule lacks the key 'why'.", "Say in one sentence why this harms a reader.")
    if file.id.partition("/")[0] in _SOURCED and not file.sources:
        reader.complain(node, f"a rule of the family {file.id.partition('/')[0]!r} needs 'sources'.")


def _rule_id(text: str) -> str:
    if not _RULE_ID.fullmatch(text):
        raise ValueError(f"{text!r} is not of the form family/kebab-case.")
    return text


def _marked(text: str) -> str:
    depth = 0
    for mark in _MARK.finditer(text):
        depth += 1 if mark.group() == "[[" else -1
        if depth not in (0, 1):
            break
    if depth:
        raise ValueError("[[ and ]] must come in pairs and not nested.")
    return text


def parse_marks(text: str) -> tuple[str, tuple[Span, ...]]:
    """Take the ``[[ ]]`` marks out of a text and return the spans they enclosed.

    >>> parse_marks("It [[cures]] all.")
    ('It cures all.', (Span(start=3, end=8),))
    """
    plain, spans, start, last = "", [], 0, 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        last = mark.end()
        if mark.group() == "[[":
            start = len(plain)
        else:
            spans.append(Span(start, len(plain)))
    return plain + text[last:], tuple(spans)


def _example(item: str | ExampleFile) -> Example:
    if isinstance(item, str):
        item = ExampleFile(MarkedText(item))
    text, spans = parse_marks(item.text)
    return Example(text, spans, item.format, item.path or f"example.{_SUFFIX[item.format]}", item.settings)


def plain_node(options: Mapping[str, object]) -> Node:
    """Return options without places as the node a check's options are read from."""
    return from_plain(options)
