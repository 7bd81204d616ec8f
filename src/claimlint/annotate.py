"""Suppressions written into an article: how a team keeps a sentence it has thought about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from claimlint.finding import Finding
from claimlint.parsers import parse
from claimlint.source import Source

Lint = Callable[[Source], list[Finding]]


def annotate(source: Source, findings: Iterable[Finding], reason: str, lint: Lint) -> Source:
    """Return the article with a comment for every finding, next to its line where that works.

    Where a comment above the line would not be read as one, or would break what
    it stands in (a table, front matter), the rule is suppressed for the file.
    Formats without comments, such as plain text, come back unchanged.
    """
    if source.format == "text":
        return source
    wanted = [item for item in findings if not item.rule.startswith("suppression/")]
    above = _above_lines(source, wanted, reason)
    if not lint(above) and _same_blocks(source, above):
        return above
    return _for_file(source, sorted({item.rule for item in wanted}), reason)


def _above_lines(source: Source, findings: Iterable[Finding], reason: str) -> Source:
    by_line: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        by_line[source.lines.position(finding.span.start).line].add(finding.rule)
    text, newline = source.text, _newline(source.text)
    for line in sorted(by_line, reverse=True):
        span = source.lines.line_span(line)
        content = source.text[span.start : span.end]
        indent = content[: len(content) - len(content.lstrip())]
        rules = ", ".join(sorted(by_line[line]))
        comment = f"{indent}{_comment(f'claimlint-disable-next-line {rules} -- {reason}', source.path)}{newline}"
        text = text[: span.start] + comment + text[span.start :]
    return replace(source, text=text)


def _for_file(source: Source, rules: list[str], reason: str) -> Source:
    """Put one comment after the front matter, or first in the file."""
    newline = _newline(source.text)
    comment = _comment(f"claimlint-disable-file {', '.join(rules)} -- {reason}", source.path)
    fields = [item.span.end for item in parse(source).fields if item.origin == "front matter"]
    start = 0
    if fields:
        line = source.lines.position(max(fields)).line
        while line < source.lines.count and source.lines.line_text(line).strip() not in ("---", "+++", "}", ";;;"):
            line += 1
        start = source.lines.line_span(line + 1).start if line < source.lines.count else len(source.text)
    return replace(source, text=f"{source.text[:start]}{comment}{newline}{newline}{source.text[start:]}")


def _same_blocks(before: Source, after: Source) -> bool:
    old, new = parse(before), parse(after)
    return [(block.kind, block.level) for block in old.blocks] == [(block.kind, block.level) for block in new.blocks]


def _comment(text: str, path: str) -> str:
    safe = text.replace("--", "\u2013").replace(" \u2013 ", " -- ", 1)
    return f"{{/* {text} */}}" if path.endswith(".mdx") else f"<!-- {safe} -->"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
