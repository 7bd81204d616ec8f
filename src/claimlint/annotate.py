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
    it stands in (a table, front matter), the rule is suppressed for the file: only
    the rules of such places where that settles it, else every rule that found something.
    Formats without comments, such as plain text, come back unchanged.
    """
    if source.format == "text":
        return source
    wanted = [item for item in findings if not item.rule.startswith("suppression/")]
    everything = {item.rule for item in wanted}
    for rules in (set[str](), _rules_without_place(source, wanted), everything):
        above = _above_lines(source, [item for item in wanted if item.rule not in rules], reason)
        whole = _for_file(above, sorted(rules), reason) if rules else above
        if not lint(whole) and _same_blocks(source, whole):
            break
    return whole


def _rules_without_place(source: Source, findings: Iterable[Finding]) -> set[str]:
    """Return the rules that found something in front matter or a table, where no comment can stand above it."""
    document = parse(source)
    ends = [item.span.end for item in document.fields if item.origin == "front matter"]
    cells = [document.map.to_source(block.span) for block in document.blocks if block.kind == "cell"]
    return {
        item.rule
        for item in findings
        if item.span.start <= max(ends, default=-1) or any(cell.overlaps(item.span) for cell in cells)
    }


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
    rest = source.text[start:]
    gap = newline if rest.startswith(newline) else newline * 2
    return replace(source, text=f"{source.text[:start]}{comment}{gap}{rest}")


def _same_blocks(before: Source, after: Source) -> bool:
    old, new = parse(before), parse(after)
    return [(block.kind, block.level) for block in old.blocks] == [(block.kind, block.level) for block in new.blocks]


def _comment(text: str, path: str) -> str:
    safe = text.replace("--", "\u2013").replace(" \u2013 ", " -- ", 1)
    return f"{{/* {text} */}}" if path.endswith(".mdx") else f"<!-- {safe} -->"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
