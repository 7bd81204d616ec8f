"""The inventory of claims as text, CSV, JSON, Markdown and HTML; pure functions."""

from __future__ import annotations

import csv
import html
import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from claimlint.claims import Item
from claimlint.reporters.summary import plural

_COLUMNS = ("path", "line", "strength", "status", "cue", "sentence", "evidence", "rules")


def record(item: Item) -> dict[str, Any]:
    """Return a claim as JSON shows it."""
    return {
        "path": item.path,
        "sentence": item.sentence,
        "line": item.line,
        "column": item.column,
        "start": item.start,
        "end": item.end,
        "words": item.words,
        "strength": item.strength.value,
        "status": item.status.value,
        "cue": item.cue,
        "because": item.because,
        "evidence": [
            {"tier": one.tier.value, "text": one.text, "start": one.span.start, "end": one.span.end}
            for one in item.evidence
        ],
        "rules": list(item.rules),
    }


def as_json(items: Sequence[Item]) -> str:
    document = {"schema_version": 1, "claims": [record(item) for item in items]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_csv(items: Sequence[Item]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([_safe_cell(cell) for cell in _row(item)] for item in items)
    return out.getvalue()


def as_text(items: Sequence[Item]) -> str:
    lines = []
    several = Counter((item.path, item.start) for item in items)
    for item in items:
        lines.append(f"{item.path}:{item.line}:{item.column}  {item.strength.value}, {item.status.value}")
        lines.append(f"    {item.sentence}")
        if several[item.path, item.start] > 1:
            lines.append(f"    of which: {item.words}")
        if item.cue:
            lines.append(f"    {item.status.value} by: {item.cue}")
        if item.evidence:
            lines.append(f"    evidence: {_evidence(item)}")
        if item.rules:
            lines.append(f"    reported by: {', '.join(item.rules)}")
        lines.append("")
    files = len({item.path for item in items})
    claims = sum(bool(item.words) for item in items)
    return "\n".join([*lines, f"{plural(claims, 'claim')} in {plural(files, 'file')}."]) + "\n"


def as_markdown(items: Sequence[Item]) -> str:
    head = [f"| {' | '.join(_COLUMNS)} |", f"|{'---|' * len(_COLUMNS)}"]
    rows = [f"| {' | '.join(_markdown_cell(cell) for cell in _row(item))} |" for item in items]
    return "\n".join([*head, *rows]) + "\n"


def as_html(items: Sequence[Item]) -> str:
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in _row(item)) + "</tr>" for item in items
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Claims</title>\n'
        "<style>body{font-family:sans-serif}table{border-collapse:collapse}"
        "td,th{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}</style></head>\n"
        f"<body>\n<h1>Claims</h1>\n<table>\n<tr>{head}</tr>\n{rows}\n</table>\n"
        "<p>Unsupported here does not mean false; a list is neither legal nor medical advice.</p>\n</body>\n</html>\n"
    )


def _row(item: Item) -> tuple[str, ...]:
    return (
        item.path,
        str(item.line),
        item.strength.value,
        item.status.value,
        item.cue,
        item.sentence,
        _evidence(item),
        ", ".join(item.rules),
    )


def _evidence(item: Item) -> str:
    return "; ".join(f"{one.tier.value}: {one.text}" for one in item.evidence)


def _safe_cell(cell: str) -> str:
    # A spreadsheet runs what begins like a formula, and sentences come from strangers.
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _markdown_cell(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


TABLES: dict[str, Callable[[Sequence[Item]], str]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "markdown": as_markdown,
    "html": as_html,
}
"""Formats of ``claimlint claims``."""
