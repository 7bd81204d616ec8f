"""The baseline: what was found before a team adopted claimlint, so that only what is new is shown.

Findings are recognised by the words they stand on and the words around them,
never by line numbers. A baseline is a file of one JSON object a line, sorted,
so that it can be reviewed and merged like any other text.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from claimlint.errors import BaselineError
from claimlint.finding import Finding, Suppression
from claimlint.late import dataclass, regex
from claimlint.source import Source, Span

SCHEMA_VERSION = 1
_WORD = regex(r"\w+")
_BOUNDARY = regex(r"[.!?:](?=\s)|(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)")
_CONTEXT = 80
_CONTEXT_WORDS = 3
_SHOWN = 80


def fingerprints(findings: Iterable[Finding], source: Source) -> list[Finding]:
    """Return the findings with a fingerprint each: unique in the file, stable when other parts of it change.

    It is made from the rule, the words, up to three words of the same sentence
    on either side, and how many equal ones came before; not from a line or a path.
    """
    seen: Counter[str] = Counter()
    marked = []
    for finding in findings:
        key = "\0".join((finding.rule, *_words_around(source.text, finding.span)))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()
        marked.append(replace(finding, fingerprint=digest[:32]))
    return marked


def _words_around(text: str, span: Span) -> tuple[str, str, str]:
    before = text[max(span.start - _CONTEXT, 0) : span.start]
    ends = [match.end() for match in _BOUNDARY.finditer(before)]
    # The first word may be cut off by the window, so the window holds more than is used.
    left = _WORD.findall(before[ends[-1] if ends else 0 :].casefold())[-_CONTEXT_WORDS:]
    after = text[span.end : span.end + _CONTEXT]
    end = _BOUNDARY.search(after)
    right = _WORD.findall(after[: end.start() if end else None].casefold())[:_CONTEXT_WORDS]
    own = _WORD.findall(text[span.start : span.end].casefold())
    return " ".join(left), " ".join(own), " ".join(right)


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding that was there when the baseline was made."""

    path: str
    """Relative to the folder of the baseline, ``/`` between folders."""
    rule: str
    text: str
    """The words, shortened, for whoever reviews the file."""
    fingerprint: str


@dataclass(frozen=True)
class Baseline:
    """The accepted findings of a collection of articles."""

    entries: tuple[Entry, ...] = ()
    """Sorted, without duplicates."""

    @cached_property
    def _by_path(self) -> dict[str, set[tuple[str, str]]]:
        by_path: dict[str, set[tuple[str, str]]] = {}
        for entry in self.entries:
            by_path.setdefault(entry.path, set()).add((entry.rule, entry.fingerprint))
        return by_path

    def split(self, findings: Iterable[Finding], path: str) -> tuple[list[Finding], list[Suppression]]:
        """Split the findings of one file into the new ones and those accepted; ``path`` as in the baseline."""
        accepted = self._by_path.get(path, set())
        new: list[Finding] = []
        old: list[Suppression] = []
        for finding in findings:
            if (finding.rule, finding.fingerprint) in accepted:
                old.append(Suppression(finding, "external", "in the baseline"))
            else:
                new.append(finding)
        return new, old

    def stale(
        self, current: Mapping[str, Collection[Finding]], enabled: Collection[str], gone: Collection[str] = ()
    ) -> list[Entry]:
        """Return the entries that fit no finding any more.

        ``current`` has the findings, accepted ones too, of every file that was
        read, by path as in the baseline; ``gone`` the paths that no longer
        exist. Files that were not looked at and rules not enabled are not judged.
        """
        live = {(path, finding.rule, finding.fingerprint) for path, found in current.items() for finding in found}
        judged = frozenset(enabled)
        return [
            entry
            for entry in self.entries
            if entry.path in gone
            or (
                entry.path in current
                and entry.rule in judged
                and (entry.path, entry.rule, entry.fingerprint) not in live
            )
        ]

    def without(self, entries: Collection[Entry]) -> Baseline:
        """Return the baseline without some entries: the only thing an update does unless asked for more."""
        return Baseline(tuple(entry for entry in self.entries if entry not in frozenset(entries)))

    def plus(self, entries: Iterable[Entry]) -> Baseline:
        """Return the baseline with more entries."""
        return Baseline(tuple(sorted({*self.entries, *entries})))


def entries_for(findings: Iterable[Finding], path: str) -> list[Entry]:
    """Return entries for the findings of one file, which must be those left after suppressions in the article."""
    return [Entry(path, item.rule, _shorten(item.text), item.fingerprint) for item in findings]


def path_in_baseline(path: Path, baseline: Path) -> str:
    """Return a file's path as a baseline holds it, whatever folder claimlint runs in."""
    return os.path.relpath(path.absolute(), baseline.absolute().parent).replace(os.sep, "/")


def format_baseline(baseline: Baseline) -> str:
    """Return the text of a baseline file."""
    header = {"schema_version": SCHEMA_VERSION, "made_by": "claimlint baseline"}
    rows = [
        {"path": entry.path, "rule": entry.rule, "text": entry.text, "fingerprint": entry.fingerprint}
        for entry in sorted(set(baseline.entries))
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [header, *rows])


def load_baseline(path: Path) -> Baseline:
    """Read a baseline; raise BaselineError when it is missing or cannot be understood."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError as error:
        raise BaselineError(f"{path}: there is no such baseline. Make one with `claimlint baseline`.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError(f"{path}: the baseline cannot be read: {error}.") from error
    return parse_baseline(text, str(path))


def parse_baseline(text: str, path: str) -> Baseline:
    """Read the text of a baseline; raise BaselineError naming the line that is wrong."""
    rows = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not rows:
        raise BaselineError(f"{path}: the baseline is empty. Restore it, or make one with `claimlint baseline`.")
    header = _object(rows[0][1], path, rows[0][0])
    version = header.get("schema_version")
    if version != SCHEMA_VERSION:
        known = f"this claimlint reads version {SCHEMA_VERSION}"
        raise BaselineError(f"{path}:{rows[0][0]}: the baseline has schema_version {version!r}; {known}.")
    entries = {_entry(_object(line, path, number), path, number) for number, line in rows[1:]}
    return Baseline(tuple(sorted(entries)))


def _object(line: str, path: str, number: int) -> dict[str, object]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        hint = "It looks like an unfinished merge." if line.startswith(("<<<<<<<", "=======", ">>>>>>>")) else ""
        message = f"{path}:{number}: the baseline is damaged: this line is not JSON. {hint}"
        raise BaselineError(message.rstrip()) from error
    if not isinstance(value, dict):
        raise BaselineError(f"{path}:{number}: the baseline is damaged: this line is not a JSON object.")
    return value


def _entry(row: Mapping[str, object], path: str, number: int) -> Entry:
    values = [row.get(key) for key in ("path", "rule", "text", "fingerprint")]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < len(values):
        raise BaselineError(f"{path}:{number}: the baseline is damaged: path, rule, text and fingerprint must be text.")
    return Entry(*texts)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
