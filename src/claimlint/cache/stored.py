"""Reports as they are kept: to JSON and back, each part when it is first asked for.

JSON, because a cache may come from anywhere: reading it runs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

from claimlint.cache.stamps import digest_bytes
from claimlint.errors import SourceError
from claimlint.finding import Edit, FileReport, Finding, Related, Suppression, Tally
from claimlint.severity import Confidence, Severity
from claimlint.source import Source, Span

_SEVERITIES = {item.value: item for item in Severity}
_CONFIDENCES = {item.value: item for item in Confidence}


def pack(report: FileReport) -> bytes:
    """Return the findings and suppressions of a report as JSON."""
    data = [[_packed(item) for item in report.findings]]
    if report.suppressed:
        data.append([[_packed(item.finding), item.kind, item.reason, _ends(item.span)] for item in report.suppressed])
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


class StoredReport(FileReport):
    """A report from the cache, equal in everything to the one that was put in; see ``restore``."""

    _data: Callable[[], bytes]
    _read: Callable[[], tuple[Source, str]]
    _digest: str

    @cached_property
    def _parts(self) -> list[list[Any]]:
        parts: list[list[Any]] = json.loads(self._data().decode("utf-8", "surrogatepass"))
        return parts

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(_unpacked(item, self.path) for item in self._parts[0])

    @cached_property
    def suppressed(self) -> tuple[Suppression, ...]:
        return tuple(
            Suppression(_unpacked(finding, self.path), kind, reason, Span(*span) if span else None)
            for finding, kind, reason, span in (self._parts[1] if len(self._parts) > 1 else ())
        )

    @cached_property
    def source(self) -> Source | None:
        source, digest = self._read()
        if digest != self._digest:
            raise SourceError(self.path, "changed while it was being checked. Run the command again.")
        return source


def restore(
    tally: Tally,
    digest: str,
    data: Callable[[], bytes],
    read: Callable[[], tuple[Source, str]],
    *,
    accepted: bool,
    **known: Any,
) -> FileReport:
    """Return a report whose findings come from ``data`` and whose text is read again when somebody asks for it.

    ``known`` is everything else, by field; ``tally`` counts the findings, and ``accepted`` tells whether some are
    suppressed; ``read`` returns the article with the digest of its bytes, which must be ``digest``.
    """
    if not tally and not accepted:
        return FileReport(**known)
    report = StoredReport.__new__(StoredReport)
    # Not by its __init__, which would set what is derived on demand.
    vars(report).update(_others(), **known, tally=tally, _data=data, _read=read, _digest=digest)
    if not accepted:
        vars(report)["suppressed"] = ()
    return report


@cache
def _others() -> dict[str, Any]:
    """Return the fields that a report has of its own, each as it is where nothing is known of it."""
    derived = ("findings", "source", "suppressed")
    return {name: value for name, value in vars(FileReport("")).items() if name not in derived}


def _packed(item: Finding) -> list[Any]:
    return [
        item.rule,
        item.severity.value,
        item.confidence.value,
        item.message,
        item.span.start,
        item.span.end,
        item.text,
        item.fix,
        item.because,
        item.fingerprint,
        [[one.span.start, one.span.end, one.message, one.path] for one in item.related],
        [[one.span.start, one.span.end, one.replacement, one.safe] for one in item.edits],
    ]


def _unpacked(item: list[Any], path: str) -> Finding:
    rule, severity, confidence, message, start, end, text, fix, because, fingerprint, related, edits = item
    return Finding(
        path,
        rule,
        _SEVERITIES[severity],
        _CONFIDENCES[confidence],
        message,
        Span(start, end),
        text,
        fix,
        because,
        tuple([Related(Span(first, last), words, other) for first, last, words, other in related]),
        tuple([Edit(Span(first, last), words, safe) for first, last, words, safe in edits]),
        fingerprint,
    )


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def read_back(read: Callable[[], bytes], decode: Callable[[bytes], Source]) -> tuple[Source, str]:
    """Return an article with the digest of its bytes."""
    data = read()
    return decode(data), digest_bytes(data)
