"""One document in, its rows of the three tables out; one part in, its files out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType
from typing import Any

from claimlint.bulk.article import Article, compose
from claimlint.bulk.columns import clean
from claimlint.bulk.job import Job, Part, Record
from claimlint.bulk.schemas import TABLES, to_parquet
from claimlint.bulk.store import INTERNAL, Store
from claimlint.claims import Inventory, Item, take_inventory
from claimlint.finding import Finding, Notification, Severity
from claimlint.source import Span

Row = dict[str, Any]


@dataclass
class Rows:
    """Rows of the tables, by table."""

    documents: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    """What a part came to: its manifest."""

    part: str
    source: str
    first_row: int
    input: str
    """Digest of its records, by which a run that goes on sees that they are the same."""
    ok: int
    failed: int
    skipped: int
    errors: int
    warnings: int
    notes: int
    claims: int
    files: dict[str, int]
    """Bytes of each of its files."""
    problem: str = ""
    """Why it could not be made; empty when it was."""
    reused: bool = field(default=False, compare=False)
    """Whether it had been finished before."""

    @property
    def documents(self) -> int:
        return self.ok + self.failed + self.skipped


def manifest_name(part: str) -> str:
    return f"{INTERNAL}/parts/{part}.json"


def packed(part: Part) -> bytes:
    """Return a part as bytes that are the same whenever its records are."""
    return json.dumps(asdict(replace(part, consumed=0)), ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> Part:
    """Return the part that ``packed`` has packed."""
    record = json.loads(data)
    return Part(**{**record, "records": tuple(Record(**item) for item in record["records"])})


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def finished(store: Store, part: Part, data: bytes) -> Summary | None:
    """Return what an earlier run has made of a part, None when it has not.

    ``data`` is the packed part. The summary of a part whose records are other
    than then has a ``problem``.
    """
    text = store.read(manifest_name(part.name))
    if text is None:
        return None
    try:
        summary = Summary(**json.loads(text), reused=True)
    except (ValueError, TypeError):
        # Damaged: what it told of is made again.
        return None
    if summary.input != digest(data):
        problem = f"{part.source} is not what it was when this run began, at row {part.first_row} or after it."
        return _with_problem(summary, problem)
    if store.sizes(list(summary.files)) != list(summary.files.values()):
        return None
    return summary


def _with_problem(summary: Summary, problem: str) -> Summary:
    return Summary(**{**asdict(summary), "problem": problem})


def finish(
    store: Store,
    data: bytes,
    job: Job,
    doing: Callable[[int], None] = lambda _: None,
    hopeless: Mapping[int, str] = MappingProxyType({}),
) -> Summary:
    """Check the documents of a packed part and write its files, the manifest last; return the manifest.

    ``doing`` is told the index of each record before it is begun; ``hopeless``
    gives, by index, what is wrong with records that must not be tried. Raises
    OSError when the output cannot be written.
    """
    part = unpacked(data)
    rows = Rows()
    for index, record in enumerate(part.records):
        doing(index)
        problem = hopeless.get(index, record.problem)
        check(replace(record, problem=problem), part.source, job, rows)
    files = {}
    for table in TABLES:
        name = f"{table}/{part.name}.parquet"
        written = to_parquet(table, getattr(rows, table))
        store.write(name, written)
        files[name] = len(written)
    documents = rows.documents
    statuses = [row["status"] for row in documents]
    summary = Summary(
        part=part.name,
        source=part.source,
        first_row=part.first_row,
        input=digest(data),
        ok=statuses.count("ok"),
        failed=statuses.count("error"),
        skipped=statuses.count("skipped"),
        errors=sum(row["errors"] for row in documents),
        warnings=sum(row["warnings"] for row in documents),
        notes=sum(row["notes"] for row in documents),
        claims=len(rows.claims),
        files=files,
    )
    manifest = {name: value for name, value in asdict(summary).items() if name not in ("problem", "reused")}
    store.write(manifest_name(part.name), (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())
    return summary


def check(record: Record, source: str, job: Job, rows: Rows) -> None:
    """Add a document's rows; what goes wrong with it is told in its row and nowhere else."""
    if record.problem:
        rows.documents.append(_document(record, source, "skipped" if record.skipped else "error", record.problem))
        return
    try:
        article = compose(record)
        local = job.local(record.id)
        inventory = take_inventory(article.source, local.ruleset, local.settings)
    except (Exception, MemoryError) as error:
        problem = f"could not be checked ({type(error).__name__}: {error}), which is a fault of claimlint: report it."
        rows.documents.append(_document(record, source, "error", clean(problem)))
        return
    key = {"document": record.id, "source": source, "row": record.row}
    rows.findings += [_finding(item, article, key) for item in inventory.report.findings]
    rows.claims += [_claim(item, article, key) for item in inventory.items]
    rows.documents.append(_checked(record, source, inventory))


def _document(record: Record, source: str, status: str, problem: str) -> Row:
    counts = dict.fromkeys(("words", "errors", "warnings", "notes", "suppressed", "claims"), 0)
    return {
        "id": record.id,
        "source": source,
        "row": record.row,
        "status": status,
        "error": problem,
        "markup": record.markup,
        "characters": len(record.text),
        "content": "",
        **counts,
    }


def _checked(record: Record, source: str, inventory: Inventory) -> Row:
    report = inventory.report
    problems = [_problem(note) for note in report.notifications if note.level is Severity.ERROR]
    return {
        **_document(record, source, "error" if problems else "ok", " ".join(problems)),
        "words": report.words,
        "content": report.content,
        **{f"{level.value}s": sum(item.severity is level for item in report.findings) for level in Severity},
        "suppressed": len(report.suppressed),
        "claims": len(inventory.items),
    }


def _problem(note: Notification) -> str:
    """Return what went wrong, with the last line of the traceback where there is one."""
    last = note.detail.strip().rpartition("\n")[2]
    return clean(f"{note.message} ({last})" if last else note.message)


def _finding(finding: Finding, article: Article, key: Row) -> Row:
    return {
        **key,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": clean(finding.message),
        **asdict(article.place(finding.span)),
        "text": clean(finding.text),
        "fix": clean(finding.fix),
        "because": clean(finding.because),
        "related": [{"message": clean(item.message), **_span(article, item.span)} for item in finding.related],
        "edits": [
            {**_span(article, item.span), "replacement": clean(item.replacement), "safe": item.safe}
            for item in finding.edits
        ],
        "fingerprint": finding.fingerprint,
    }


def _claim(item: Item, article: Article, key: Row) -> Row:
    place = asdict(article.place(Span(item.start, item.end)))
    return {
        **key,
        "sentence": clean(item.sentence),
        **{name: place[name] for name in ("field", "line", "column", "start", "end")},
        "words": clean(item.words),
        "strength": item.strength.value,
        "status": item.status.value,
        "cue": clean(item.cue),
        "because": clean(item.because),
        "evidence": [
            {"tier": one.tier.value, "text": clean(one.text), **_span(article, one.span)} for one in item.evidence
        ],
        "rules": list(item.rules),
    }


def _span(article: Article, span: Span) -> Row:
    place = article.place(span)
    return {"field": place.field, "start": place.start, "end": place.end}


def total(summaries: Iterable[Summary]) -> dict[str, int]:
    """Return the sums of the counts of parts."""
    names = ("ok", "failed", "skipped", "errors", "warnings", "notes", "claims")
    found = dict.fromkeys(names, 0)
    for summary in summaries:
        for name in names:
            found[name] += getattr(summary, name)
    return found
