"""Which rules run, and how a project changes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claimlint.config_file import Change, ConfigFile, RuleChange
from claimlint.entry import Entry
from claimlint.errors import ConfigError, Problem
from claimlint.finding import Confidence, Severity
from claimlint.ruleset import Ruleset, rebuild
from claimlint.typed_yaml import nearest

_LEAST = {"writer": Confidence.HIGH, "editor": Confidence.MEDIUM, "legal": Confidence.LOW}


Place = tuple[int, int]
"""Line and column, 1-based."""
_NOWHERE: Mapping[str, Place] = {}


def change(
    ruleset: Ruleset, changes: Mapping[str, Change], shown: str, places: Mapping[str, Place] = _NOWHERE
) -> Ruleset:
    """Return a ruleset with the severity, message or options of some rules changed.

    ``places`` tells where the file ``shown`` names each rule.
    """
    problems: list[Problem] = []
    available = dict(ruleset.available)
    for name, asked in changes.items():
        rule_id = ruleset.names.get(name)
        if rule_id is None:
            hint = nearest(name, list(ruleset.names)) if "/" in name else _no_single_rule(ruleset, name)
            problems.append(Problem(shown, f"there is no rule {name!r}.", *places.get(name, (1, 1)), hint=hint))
        elif asked not in ("on", "off") and (entry := _changed(available[rule_id], asked, problems)):
            available[rule_id] = entry
    if problems:
        raise ConfigError(problems)
    return Ruleset(available, ruleset.enabled, ruleset.known_patterns)


def _no_single_rule(ruleset: Ruleset, name: str) -> str:
    if any(rule.family == name for rule in ruleset.known.values()):
        return f"A whole family is left out with `ignore: [{name}]`; rules are named family/name."
    return "Rules are named family/name."


def _changed(entry: Entry, asked: Change, problems: list[Problem]) -> Entry | None:
    if not isinstance(asked, RuleChange):
        return Entry(replace(entry.rule, severity=Severity(asked), severity_in={}), entry.check)
    rule = entry.rule
    if asked.severity:
        rule = replace(rule, severity=asked.severity, severity_in={})
    rule = replace(rule, message=asked.message or rule.message, fix=asked.fix or rule.fix)
    return rebuild(rule, asked.options, problems) if asked.options or asked.message else Entry(rule, entry.check)


def expand(ruleset: Ruleset, name: str, shown: str, places: Mapping[str, Place] = _NOWHERE) -> set[str]:
    """Return the ids that a rule id, an alias, a family or ``all`` stands for."""
    if name == "all":
        return set(ruleset.known)
    if name in ruleset.names:
        return {ruleset.names[name]}
    found = {rule.id for rule in ruleset.known.values() if rule.family == name or name in rule.tags}
    if not found:
        families = sorted({rule.family for rule in ruleset.known.values()})
        hint = nearest(name, [*families, *ruleset.names] if "/" in name else families)
        place = places.get(name, (1, 1))
        raise ConfigError([Problem(shown or "--select", f"there is no rule or family {name!r}.", *place, hint=hint)])
    return found


def select(ruleset: Ruleset, file: ConfigFile, shown: str, places: Mapping[str, Place] = _NOWHERE) -> Ruleset:
    """Return the rules that a configuration switches on."""

    def ids(names: tuple[str, ...]) -> set[str]:
        return {rule_id for name in names for rule_id in expand(ruleset, name, shown, places)}

    default = {rule.id for rule in ruleset.known.values() if rule.default}
    if file.profile == "legal":
        default = set(ruleset.known)
    enabled = (ids(file.select) if file.select else default) | ids(file.extend_select)
    named = {ruleset.names[name]: asked for name, asked in file.rules.items()}
    enabled |= {rule_id for rule_id, asked in named.items() if asked != "off"} - (default if file.select else set())
    enabled -= ids(file.ignore) | {rule_id for rule_id, asked in named.items() if asked == "off"}
    least = file.min_confidence or _LEAST[file.profile or "legal"]
    sure = {rule.id for rule in ruleset.known.values() if rule.confidence.rank >= least.rank}
    return ruleset.with_rules(enabled & sure)
