"""A rule joined to its check, which a compiled rule makes only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from claimlint import compiled
from claimlint.checks import Check, needs_of
from claimlint.late import dataclass
from claimlint.rule import Rule

if TYPE_CHECKING:
    from claimlint.matcher import Pattern


@dataclass(frozen=True)
class Entry:
    """A rule with the check that carries it out."""

    rule: Rule
    check: Check

    @property
    def patterns(self) -> Iterable[Pattern]:
        """What the check looks for."""
        return self.check.patterns()

    @property
    def needs(self) -> Sequence[Pattern] | None:
        """Patterns without one of which it finds nothing in a text; None where it may all the same."""
        return needs_of(self.check)


class StoredEntry(Entry):
    """A compiled rule, whose check is made when an article may break it, or somebody else asks for it."""

    _stored: compiled.Stored

    @classmethod
    def of(cls, rule: Rule, stored: compiled.Stored) -> StoredEntry:
        # Not by its __init__, which would set the check.
        entry = cls.__new__(cls)
        vars(entry).update(rule=rule, _stored=stored)
        return entry

    @cached_property
    def check(self) -> Check:
        return self._stored.check()

    @property
    def patterns(self) -> Iterable[Pattern]:
        return self._stored.patterns() if self._stored.ours else super().patterns

    @property
    def needs(self) -> Sequence[Pattern] | None:
        return self._stored.needs() if self._stored.ours else super().needs
