"""``claimlint rules`` and ``claimlint explain``: what is looked for, and why."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from claimlint.cli.options import nearest_config
from claimlint.config import Config
from claimlint.measured import measured
from claimlint.reporters.summary import first_sentence, without_placeholders
from claimlint.rule import Example, Rule
from claimlint.ruleset import Ruleset
from claimlint.typed_yaml import nearest

_WIDTH = 96
_MOST_EXAMPLES = 4
_MOST_LINES = 4
"""Lines shown from either end of a long example."""


@click.group(invoke_without_command=True)
@click.option("--format", "output", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--all", "show_all", is_flag=True, help="Rules that are off as well.")
@click.option("--isolated", is_flag=True, help="Ignore all configuration files.")
@click.pass_context
def rules(ctx: click.Context, output: str, show_all: bool, isolated: bool) -> int | None:
    """List the rules with their severity and where each comes from."""
    if ctx.invoked_subcommand:
        return None
    ruleset = nearest_config(isolated).ruleset
    listed = [rule for rule_id, rule in ruleset.known.items() if show_all or rule_id in ruleset.enabled]
    if output == "json":
        document = {"schema_version": 1, "rules": [rule_record(rule, ruleset) for rule in listed]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    elif output == "csv":
        click.echo(_csv(listed, ruleset), nl=False)
    else:
        click.echo(_table(listed, ruleset))
    return 0


def rule_record(rule: Rule, ruleset: Ruleset) -> dict[str, Any]:
    """Return a rule as JSON shows it."""
    return {
        "id": rule.id,
        "family": rule.family,
        "check": rule.check,
        "severity": rule.severity.value,
        "severity_in": {key: value.value for key, value in rule.severity_in.items()},
        "confidence": rule.confidence.value,
        "measured": measured().record(rule.id),
        "enabled": rule.id in ruleset.enabled,
        "message": rule.message,
        "why": rule.why,
        "fix": rule.fix,
        "sources": [
            {"title": item.title, "section": item.section, "url": item.url, "checked": item.checked}
            for item in rule.sources
        ],
        "tags": list(rule.tags),
        "jurisdictions": list(rule.jurisdictions),
        "aliases": list(rule.aliases),
        "origin": rule.path,
    }


def _table(listed: list[Rule], ruleset: Ruleset) -> str:
    width = max((len(rule.id) for rule in listed), default=0)
    lines = [
        f"{rule.id:<{width}}  {rule.severity.value if rule.id in ruleset.enabled else 'off':<8} "
        f"{rule.confidence.value:<7} {rule.path}"
        for rule in listed
    ]
    return "\n".join([*lines, "", f"{len(listed)} rules. Explain one: claimlint explain RULE"])


def _csv(listed: list[Rule], ruleset: Ruleset) -> str:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "severity", "confidence", "enabled", "message", "sources", "origin"])
    for rule in listed:
        sources = " ".join(item.url or item.title for item in rule.sources)
        enabled = "yes" if rule.id in ruleset.enabled else "no"
        row = [rule.id, rule.severity.value, rule.confidence.value, enabled, rule.message, sources, rule.path]
        writer.writerow(row)
    return out.getvalue()


@rules.command("test")
@click.argument("paths", nargs=-1, type=click.Path())
def test_rules(paths: tuple[str, ...]) -> int:
    """Run the examples of rule files or folders; without a path, those of all rules in use."""
    from claimlint.rule_tests import count_examples, run_all
    from claimlint.ruleset import load_ruleset, rule_paths

    config = nearest_config()
    if paths:
        ruleset = load_ruleset([Path(path) for path in paths], examples=True)
        shown = {name for path in paths for _, name in rule_paths(Path(path))}
        only = {rule_id for rule_id, rule in ruleset.known.items() if rule.path in shown}
    else:
        ruleset, only = config.ruleset, set(config.ruleset.known)
    failures = list(run_all(ruleset, only))
    for failure in failures:
        click.echo(str(failure))
    total = count_examples(ruleset, only)
    click.echo(f"{total - len(failures)} of {total} examples of {len(only)} rules did what they should.")
    return int(bool(failures))


def _complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return sorted(name for name in nearest_config().ruleset.known if name.startswith(incomplete))


@click.command()
@click.argument("rule", shell_complete=_complete_rule)
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def explain(rule: str, output: str) -> int:
    """Explain a rule: what it finds, why it matters, its sources, what to write instead."""
    config = nearest_config()
    ruleset = config.ruleset
    rule_id = ruleset.names.get(rule)
    if rule_id is None:
        hint = nearest(rule, list(ruleset.names)) if "/" in rule else "claimlint rules lists them all."
        raise click.UsageError(f"there is no rule {rule!r}. {hint}")
    known = ruleset.known[rule_id]
    if output == "json":
        click.echo(json.dumps(rule_record(known, ruleset), ensure_ascii=False, indent=2))
    else:
        click.echo(explanation(known, config))
    return 0


def explanation(rule: Rule, config: Config) -> str:
    """Return everything a rule's file says, for people."""
    state = "on" if rule.id in config.ruleset.enabled else "off"
    title = first_sentence(without_placeholders(rule.message, named=True))
    level = f"{rule.severity.value}{_elsewhere(rule)}"
    parts = [f"{rule.id}  ({level}; confidence {rule.confidence.value}; {state})", "", *_wrapped(title, "")]
    if line := measured().line(rule.id):
        parts += ["", *_wrapped(f"Measured: {line}", "")]
    for heading, text in (("Why", rule.why), ("Write instead", without_placeholders(rule.fix, named=True))):
        if text:
            parts += ["", heading, *_wrapped(text)]
    for heading, examples in (("Reported", rule.bad), ("Not reported", rule.good), ("Known misses", rule.miss)):
        if examples:
            parts += ["", heading, *_examples(examples[:_MOST_EXAMPLES])]
    if rule.sources:
        parts += ["", "Sources"]
        for item in rule.sources:
            section = f", {item.section}" if item.section else ""
            parts += _indented(f"{item.title}{section} {item.url}".strip())
    parts += ["", "Silence it once", f"    <!-- claimlint-disable-next-line {rule.id} -- your reason -->"]
    return "\n".join([*parts, "", f"From {rule.path}"])


def _elsewhere(rule: Rule) -> str:
    """Say where a rule weighs more or less than elsewhere: ", error in product"."""
    by_severity: dict[str, list[str]] = {}
    for place, severity in rule.severity_in.items():
        by_severity.setdefault(severity.value, []).append(place)
    return "".join(f", {severity} in {' and '.join(places)}" for severity, places in by_severity.items())


def _examples(examples: Sequence[Example]) -> list[str]:
    """Return examples one below the other, with a dash before each and the reported words in brackets."""
    lines: list[str] = []
    for example in examples:
        shown = [part for line in _marked(example).strip().splitlines() for part in _wrapped(line, "") or [""]]
        if len(shown) > 2 * _MOST_LINES:
            shown = [*shown[:_MOST_LINES], "…", *shown[-_MOST_LINES:]]
        lines += [f"  - {shown[0]}", *(f"    {line}".rstrip() for line in shown[1:])]
    return lines


def _marked(example: Example) -> str:
    text = example.text
    for span in reversed(example.spans):
        text = f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"
    return text


def _wrapped(text: str, indent: str = "    ") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _indented(text: str) -> list[str]:
    return [f"    {line}".rstrip() for line in text.strip().splitlines()]
