"""Fixes: from the edits of findings to changed articles.

Everything but writing is pure. All permitted edits of a finding are made or
none, and where two findings want the same words, the first in the source wins;
the other is seen again when the changed text is linted.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import secrets
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from claimlint.errors import SourceError
from claimlint.finding import Edit, Finding
from claimlint.late import dataclass, regex
from claimlint.source import Source, encode

_MOST_ROUNDS = 10
_LINE = regex(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """Which edits to make."""

    edits: tuple[Edit, ...] = ()
    """In order of the source; none overlaps another."""
    fixed: tuple[Finding, ...] = ()
    """The findings they are for."""
    left: tuple[Finding, ...] = ()
    """Findings whose edits clash with others, for another round."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """An article after its fixes."""

    source: Source
    findings: tuple[Finding, ...] = ()
    """What was fixed, over all rounds; spans are those of the round."""


def fix(
    source: Source, findings: Iterable[Finding], lint: Callable[[Source], Iterable[Finding]], *, unsafe: bool = False
) -> Fixed:
    """Make the edits of findings, lint again, and go on until nothing is left that an edit is for.

    Only safe edits are made unless ``unsafe``. Two rules that undo each other
    end the rounds, so it always comes to an end.
    """
    fixed: list[Finding] = []
    seen = {source.text}
    for _ in range(_MOST_ROUNDS):
        chosen = plan(source, findings, unsafe=unsafe)
        text = apply(source.text, chosen.edits)
        if text in seen:
            break
        seen.add(text)
        fixed += chosen.fixed
        source = replace(source, text=text)
        findings = lint(source)
    return Fixed(source, tuple(fixed))


def plan(source: Source, findings: Iterable[Finding], *, unsafe: bool = False) -> Plan:
    """Choose the edits to make: safe ones, others too if ``unsafe``, and never two for the same words."""
    taken = _Taken()
    fixed: list[Finding] = []
    left: list[Finding] = []
    for finding in sorted(findings, key=lambda item: (item.span, item.rule)):
        wanted = [
            edit
            for edit in dict.fromkeys(finding.edits)
            if (edit.safe or unsafe) and source.slice(edit.span) != edit.replacement
        ]
        if wanted:
            (fixed if taken.add(wanted) else left).append(finding)
    return Plan(tuple(taken.edits), tuple(fixed), tuple(left))


class _Taken:
    """Edits in order, to which only what overlaps none of them is added."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self._keys: list[tuple[int, int]] = []

    def add(self, wanted: list[Edit]) -> bool:
        """Add all edits of a finding, or none when one of them clashes; an equal edit is made once."""
        added: list[int] = []
        for edit in sorted(wanted, key=_key):
            index = bisect_left(self._keys, _key(edit))
            if index < len(self.edits) and self.edits[index] == edit:
                continue
            if any(_clash(edit, other) for other in self.edits[max(index - 1, 0) : index + 2]):
                for number in reversed(added):
                    del self.edits[number], self._keys[number]
                return False
            self.edits.insert(index, edit)
            self._keys.insert(index, _key(edit))
            added.append(index)
        return True


def _key(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def _clash(one: Edit, other: Edit) -> bool:
    # Two insertions at one place overlap nothing, but their order would be chance.
    return one.span.overlaps(other.span) or one.span == other.span


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with edits made; they must be in order and not overlap.

    >>> from claimlint.source import Span
    >>> apply("It cures all.", [Edit(Span(3, 8), "may help"), Edit(Span(9, 12), "some")])
    'It may help some.'
    """
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.span.start], edit.replacement)
        position = edit.span.end
    return "".join([*parts, text[position:]])


def diff(old: Source, new: Source) -> str:
    """Return the changes as a unified diff that ``patch -p0`` takes; empty when there are none."""
    before, after = _LINE.findall(old.text), _LINE.findall(new.text)
    lines = difflib.unified_diff(before, after, old.path, new.path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write_fixed(path: Path, old: Source, new: Source) -> None:
    """Replace an article by its fixed text, in the encoding and with the byte order mark it had.

    Raises SourceError, and leaves the file alone, when it is no longer what was
    read, when its encoding lacks a character of the fix, or when it cannot be
    written.
    """
    try:
        data = encode(new.text, new.encoding, new.bom)
    except UnicodeEncodeError as error:
        missing = error.object[error.start : error.end]
        message = f"not fixed: {new.encoding} has no {missing!r}. Save the file as UTF-8 first."
        raise SourceError(old.path, message) from error
    try:
        if path.read_bytes() != encode(old.text, old.encoding, old.bom):
            raise SourceError(old.path, "not fixed: the file has changed since it was read. Run claimlint again.")
        replace_file(path, data)
    except OSError as error:
        raise SourceError(old.path, f"not fixed: {error.strerror or error}.") from error


def replace_file(path: Path, data: bytes) -> None:
    """Replace or make a file as a whole or not at all; a link stays a link and the mode stays. Raises OSError."""
    real = path.resolve()
    mode = real.stat().st_mode if real.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        # A pipe or a device such as /dev/stdout is written to, never replaced.
        real.write_bytes(data)
        return
    beside = real.with_name(f".{real.name}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(real)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
