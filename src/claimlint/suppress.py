"""Suppression in the article: which findings its author decided to accept, and what is wrong with saying so.

A filter from findings to findings. A suppression that does nothing, has run out,
names no rule or gives no reason is a problem of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property

from claimlint.directives import Directive, Verb, directives
from claimlint.document import Document
from claimlint.finding import Finding, Suppression
from claimlint.late import dataclass
from claimlint.rule import Rule
from claimlint.source import Source, Span

_EVERY = "every rule"
_VERBS = "The words are claimlint-disable-next-line, claimlint-disable, claimlint-enable and claimlint-disable-file."


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a suppression."""

    problem: str
    """unused, expired, unknown-rule or no-reason: the option ``problem`` of the rule that reports it."""
    span: Span
    """The comment in the source."""
    values: Mapping[str, str]
    """For the message: ``rule``, ``until`` and ``hint``."""


def suppress(
    findings: Sequence[Finding],
    document: Document,
    known: Mapping[str, Rule],
    enabled: Collection[str],
    today: date,
) -> tuple[list[Finding], list[Suppression], list[Problem]]:
    """Split findings into those that stay and those the article accepts; add the problems of its suppressions.

    ``known`` holds every rule there is by id, ``enabled`` the ids of this run: a
    suppression of a rule that is not enabled here is not called unused.
    """
    found = directives(document)
    if not found:
        return list(findings), [], []
    names = _Names(known, enabled)
    grants = [grant for one in found for grant in _grants(one, names, today)]
    index = _Index(grants, document.source, found)
    kept: list[Finding] = []
    accepted: list[Suppression] = []
    for finding in findings:
        grant = index.grant_for(finding)
        if grant is None:
            kept.append(finding)
        else:
            accepted.append(Suppression(finding, "inSource", grant.directive.reason, grant.directive.span))
    return kept, accepted, list(_problems(found, grants, names, today))


class _Names:
    """What may be written for a rule, and which rules it stands for."""

    def __init__(self, known: Mapping[str, Rule], enabled: Collection[str]) -> None:
        self._ids = {alias: rule.id for rule in known.values() for alias in rule.aliases}
        self._ids.update((rule_id, rule_id) for rule_id in known)
        self._families = {rule.family for rule in known.values()}
        self._known = known
        self._enabled = frozenset(enabled)

    def scope(self, name: str) -> str | None:
        """Return the id or family that a name stands for; None for neither."""
        return self._ids.get(name) or (name if name in self._families else None)

    def is_judged(self, scope: str) -> bool:
        """Whether this run can tell that a suppression of the scope has nothing to suppress."""
        if scope in self._ids:
            return scope in self._enabled
        return all(
            rule.id in self._enabled for rule in self._known.values() if rule.family == scope and _is_usual(rule)
        )

    def hint(self, name: str) -> str:
        import difflib

        near = difflib.get_close_matches(name, [*self._ids, *self._families], 1)
        meant = f"Did you mean “{near[0]}”?" if near else "`claimlint rules` lists what there is."
        return f"claimlint does not know “{name}”. {meant}"


def _is_usual(rule: Rule) -> bool:
    return rule.default and not rule.jurisdictions


@dataclass
class _Grant:
    """One rule or family that one directive names; ``used`` once it has accepted something."""

    directive: Directive
    scope: str
    name: str
    used: bool = field(default=False)

    def covers(self, rule: str) -> bool:
        return rule == self.scope or rule.startswith(f"{self.scope}/")


def _grants(directive: Directive, names: _Names, today: date) -> Iterator[_Grant]:
    if directive.verb is Verb.UNKNOWN or directive.expired(today):
        return
    if directive.verb is Verb.ENABLE and not directive.rules:
        yield _Grant(directive, "", _EVERY)
    for name in directive.rules:
        scope = names.scope(name)
        if scope is not None:
            yield _Grant(directive, scope, name)


class _Index:
    """Finds the grant for a finding without looking at all of them."""

    def __init__(self, grants: list[_Grant], source: Source, found: list[Directive]) -> None:
        self._source = source
        self._found = found
        self._file = [grant for grant in grants if grant.directive.verb is Verb.FILE]
        self._switches = [grant for grant in grants if grant.directive.verb in (Verb.DISABLE, Verb.ENABLE)]
        self._by_rule: dict[str, tuple[list[int], list[_Grant]]] = {}
        self._next_line: dict[int, list[_Grant]] = defaultdict(list)
        for grant in grants:
            if grant.directive.verb is Verb.NEXT_LINE:
                self._next_line[self._target(grant.directive)].append(grant)
        self._mark_useful_switches()

    def grant_for(self, finding: Finding) -> _Grant | None:
        """Return the nearest grant that accepts a finding, and mark all that do as used."""
        line = self._source.lines.position(finding.span.start).line
        grants = [grant for grant in self._next_line.get(line, ()) if grant.covers(finding.rule)]
        switch = self._switch_before(finding)
        if switch is not None and switch.directive.verb is Verb.DISABLE:
            grants.append(switch)
        grants += [grant for grant in self._file if grant.covers(finding.rule)]
        for grant in grants:
            grant.used = True
        return grants[0] if grants else None

    def _switch_before(self, finding: Finding) -> _Grant | None:
        if finding.rule not in self._by_rule:
            own = [grant for grant in self._switches if grant.scope == "" or grant.covers(finding.rule)]
            self._by_rule[finding.rule] = ([grant.directive.span.end for grant in own], own)
        ends, own = self._by_rule[finding.rule]
        before = bisect_right(ends, finding.span.start)
        return own[before - 1] if before else None

    def _mark_useful_switches(self) -> None:
        """Mark what ends an earlier ``disable`` as used: only a lone ``enable`` does nothing."""
        open_scopes: set[str] = set()
        for grant in self._switches:
            if grant.directive.verb is Verb.DISABLE:
                open_scopes.add(grant.scope)
                continue
            family = grant.scope.partition("/")[0]
            ended = {scope for scope in open_scopes if grant.scope == "" or grant.covers(scope)}
            grant.used = bool(ended) or family in open_scopes
            open_scopes -= ended

    def _target(self, directive: Directive) -> int:
        """Return the line a directive speaks of: the next one with something on it besides directives."""
        line = self._source.lines.position(max(directive.span.end - 1, directive.span.start)).line
        return self._following[line]

    @cached_property
    def _following(self) -> list[int]:
        """For each line, 0 first, the next line after it that holds more than directives."""
        lines = self._source.lines
        own = {number for one in self._found if one.verb is not Verb.FILE for number in self._lines_of(one)}
        following = [0] * (lines.count + 1)
        target = lines.count + 1
        for number in range(lines.count, -1, -1):
            following[number] = target
            if number and number not in own and lines.line_text(number).strip(" \t>"):
                target = number
        return following

    def _lines_of(self, directive: Directive) -> Iterator[int]:
        """Yield the lines that hold nothing but the directive."""
        lines = self._source.lines
        first, last = lines.position(directive.span.start).line, lines.position(directive.span.end).line
        before = self._source.text[lines.line_span(first).start : directive.span.start]
        after = self._source.text[directive.span.end : lines.line_span(last).end]
        if not before.strip(" \t>") and not after.strip():
            yield from range(first, last + 1)


def _problems(found: list[Directive], grants: list[_Grant], names: _Names, today: date) -> Iterator[Problem]:
    used = {(id(grant.directive), grant.name): grant.used for grant in grants}
    for one in found:
        if one.verb is Verb.UNKNOWN:
            yield from (_problem("unknown-rule", one, name, _VERBS) for name in one.rules)
            continue
        unknown = [name for name in one.rules if names.scope(name) is None]
        yield from (_problem("unknown-rule", one, name, names.hint(name)) for name in unknown)
        if one.verb is Verb.ENABLE:
            idle = [name for name in one.rules or (_EVERY,) if used.get((id(one), name)) is False]
            yield from (_problem("unused", one, name) for name in idle)
        elif not one.rules:
            yield _problem("unknown-rule", one, "", "it names no rule. Write the rule or the family that it is about.")
        else:
            yield from _problems_of_grants(one, used, names, today)


def _problems_of_grants(
    one: Directive, used: Mapping[tuple[int, str], bool], names: _Names, today: date
) -> Iterator[Problem]:
    scopes = {name: scope for name in one.rules if (scope := names.scope(name))}
    if one.expired(today):
        yield _problem("expired", one, ", ".join(one.rules))
    else:
        idle = [name for name, scope in scopes.items() if not used[id(one), name] and names.is_judged(scope)]
        yield from (_problem("unused", one, name) for name in idle)
    if scopes and not one.reason:
        yield _problem("no-reason", one, ", ".join(scopes))


def _problem(kind: str, one: Directive, rule: str, hint: str = "") -> Problem:
    return Problem(kind, one.span, {"rule": rule, "until": one.until, "hint": hint})
