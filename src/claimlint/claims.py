"""The inventory of claims: every sentence that claims something for health, as a medical reviewer signs it.

``take_inventory`` reads one article; ``render`` writes the rows of many as text, CSV, JSON, Markdown or HTML.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from claimlint.claim import Claim, Evidence, Status, Strength
from claimlint.errors import ClaimlintError
from claimlint.finding import Notification, Severity
from claimlint.language.analysis import Analysis
from claimlint.language.evidence import evidence_near
from claimlint.language.mentions import TARGET
from claimlint.language.status import status_of
from claimlint.language.strength import strength_of
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.ruleset import Ruleset
from claimlint.settings import Settings
from claimlint.source import Source, Span

SCHEMA_VERSION = 1
FORMATS = ("text", "csv", "json", "markdown", "html")
_COLUMNS = ("place", "strength", "status", "cue", "evidence", "rules", "sentence")
_FIELDS = (
    "path", "line", "column", "start", "end", "strength", "status", "cue", "kind", "agent", "target", "evidence",
    "rules", "sentence",
)  # fmt: skip
_LONGEST_CELL = 160


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of the inventory; positions count code points of the decoded source."""

    path: str
    sentence: str
    """As a reader reads it, without markup."""
    line: int
    """1-based, of the sentence's first character."""
    column: int
    """1-based, in code points."""
    start: int
    end: int
    """Half-open, with ``start``: the sentence in the source."""
    strength: Strength
    status: Status
    cue: str = ""
    """The words that decided the status."""
    kind: str = ""
    """Family of the claim: efficacy, function, replacement ...; empty where only the verb tells."""
    agent: str = ""
    target: str = ""
    evidence: tuple[Evidence, ...] = ()
    rules: tuple[str, ...] = ()
    """Rules of the family claims that fired in the sentence, sorted."""


@dataclass(frozen=True)
class Inventory:
    """The claims of one article."""

    path: str
    rows: tuple[Row, ...] = ()
    """In reading order."""
    notifications: tuple[Notification, ...] = ()


def take_inventory(
    source: Source, ruleset: Ruleset, settings: Settings | None = None, *, everything: bool = False
) -> Inventory:
    """Return the sentences of a source that make a health claim; with ``everything`` all its sentences.

    Never raises for what the article holds: what cannot be read is a notification.
    """
    report = lint(source, ruleset, settings)
    try:
        analysis = Analysis(parse(source), settings)
    except ClaimlintError as error:
        return Inventory(source.path, (), (Notification(Severity.ERROR, str(error), source.path),))
    fired = [(finding.span, finding.rule) for finding in report.findings if finding.family == "claims"]
    rows = (_row(analysis, index, fired) for index in range(len(analysis.sentences)))
    kept = tuple(row for row in rows if everything or row.strength is not Strength.NONE or row.rules)
    return Inventory(source.path, kept, report.notifications)


def _row(analysis: Analysis, index: int, fired: Sequence[tuple[Span, str]]) -> Row:
    document = analysis.document
    sentence = analysis.sentences[index].span
    place = document.map.to_source(sentence)
    position = document.source.lines.position(place.start)
    rules = tuple(sorted({rule for span, rule in fired if span.overlaps(place)}))
    claim = _strongest(analysis, sentence) or _by_verb(analysis, index)
    return Row(
        path=document.source.path,
        sentence=document.prose(sentence),
        line=position.line,
        column=position.column,
        start=place.start,
        end=place.end,
        strength=claim.strength if claim else Strength.NONE,
        status=claim.status if claim else Status.ASSERTED,
        cue=claim.cue if claim else "",
        kind=claim.kind if claim else "",
        agent=claim.agent if claim else "",
        target=claim.target if claim else "",
        evidence=claim.evidence if claim else (),
        rules=rules,
    )


def _strongest(analysis: Analysis, sentence: Span) -> Claim | None:
    """Return the claim of a sentence that a reviewer must look at first: asserted before excused, then the strongest."""
    claims = [claim for claim in analysis.claims if claim.sentence == sentence]
    return max(claims, key=lambda claim: (claim.status is Status.ASSERTED, claim.strength.rank), default=None)


def _by_verb(analysis: Analysis, index: int) -> Claim | None:
    """Return the claim of a sentence whose verb tells of cause or association and that names something of health."""
    sentence = analysis.sentences[index].span
    first, last = analysis.words.range(sentence)
    if not any(first <= noun.first < last and noun.kinds & TARGET for noun in analysis.mentions.nouns):
        return None
    found = strength_of(analysis, index)
    if found.strength is Strength.NONE or found.span is None:
        return None
    assertion = status_of(analysis, found.span)
    evidence = evidence_near(analysis, found.span)
    return Claim(sentence, found.span, found.strength, assertion.status, assertion.cue, evidence=evidence)


def render(inventories: Iterable[Inventory], form: str) -> str:
    """Return the rows of several articles in one of ``FORMATS``, ending in a line end.

    Raises ValueError for another format.
    """
    rows = [row for inventory in inventories for row in inventory.rows]
    writers = {"text": _text, "csv": _csv, "json": _json, "markdown": _markdown, "html": _html}
    if form not in writers:
        raise ValueError(f"no format {form!r}; choose from {', '.join(FORMATS)}")
    return writers[form](rows)


def _record(row: Row) -> dict[str, Any]:
    return {
        "path": row.path,
        "sentence": row.sentence,
        "line": row.line,
        "column": row.column,
        "start": row.start,
        "end": row.end,
        "strength": row.strength.value,
        "status": row.status.value,
        "cue": row.cue,
        "kind": row.kind,
        "agent": row.agent,
        "target": row.target,
        "evidence": [
            {"tier": item.tier.value, "text": item.text, "start": item.span.start, "end": item.span.end}
            for item in row.evidence
        ],
        "rules": list(row.rules),
    }


def _json(rows: Sequence[Row]) -> str:
    document = {"schema_version": SCHEMA_VERSION, "claims": [_record(row) for row in rows]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_FIELDS)
    for row in rows:
        record = _record(row)
        record |= {"evidence": _evidence(row), "rules": " ".join(row.rules)}
        writer.writerow([_inert(record[name]) for name in _FIELDS])
    return out.getvalue()


def _inert(value: object) -> object:
    """Keep a spreadsheet from taking an article's words for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _evidence(row: Row) -> str:
    return "; ".join(f"{item.tier.value}: {_shorten(item.text, 60)}" for item in row.evidence)


def _cells(row: Row) -> tuple[str, ...]:
    place = f"{row.path}:{row.line}:{row.column}"
    rules = " ".join(row.rules)
    return place, row.strength.value, row.status.value, row.cue, _evidence(row), rules, row.sentence


def _shorten(text: str, most: int = _LONGEST_CELL) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _text(rows: Sequence[Row]) -> str:
    if not rows:
        return "No health claims found.\n"
    lines: list[str] = []
    for row in rows:
        place, strength, status, cue, evidence, rules, sentence = _cells(row)
        standing = f"{status} (“{cue}”)" if cue else status
        lines += [f"{place}  {strength}, {standing}", f"    {_shorten(sentence)}"]
        lines += [f"    evidence: {evidence or 'none'}"]
        lines += [f"    rules: {rules}"] if rules else []
    noun = "sentence" if len(rows) == 1 else "sentences"
    unsupported = sum(row.status is Status.ASSERTED and not row.evidence for row in rows)
    return "\n".join([*lines, "", f"{len(rows)} {noun}; {unsupported} asserted without evidence."]) + "\n"


def _markdown(rows: Sequence[Row]) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells) + " |"

    body = [line(_cells(row)) for row in rows]
    return "\n".join([line(_COLUMNS), line("---" for _ in _COLUMNS), *body]) + "\n"


def _html(rows: Sequence[Row]) -> str:
    def line(tag: str, cells: Iterable[str]) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = [line("td", _cells(row)) for row in rows]
    head = (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Claims</title></head>\n<body>\n<table>'
    )
    return "\n".join([head, line("th", _COLUMNS), *body, "</table>\n</body>\n</html>"]) + "\n"
