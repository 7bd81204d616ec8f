"""Runs the examples that rules carry: what must be reported, what must stay quiet, what is missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimlint.config import read_settings
from claimlint.late import dataclass
from claimlint.lint import lint
from claimlint.rule import Example, Rule
from claimlint.ruleset import Ruleset
from claimlint.source import Source, Span
from claimlint.typed_yaml import from_plain


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not do what its rule says."""

    rule: str
    path: str
    """The rule's file."""
    kind: str
    """``bad``, ``good`` or ``miss``; ``rule`` when the examples as a whole are wanting."""
    text: str
    message: str

    def __str__(self) -> str:
        shown = " ".join(self.text.split())
        shown = shown if len(shown) <= 100 else f"{shown[:99]}…"
        return f"{self.path}: {self.kind}: {self.message}" + (f"\n    {shown}" if shown else "")


def run_examples(rule: Rule, ruleset: Ruleset) -> Iterator[Failure]:
    """Yield every example of a rule that fails; each runs with that rule alone."""
    alone = ruleset.with_rules({rule.id})
    for kind, examples in (("bad", rule.bad), ("good", rule.good), ("miss", rule.miss)):
        for example in examples:
            message = check_example(rule, example, alone, kind)
            if message:
                yield Failure(rule.id, rule.path, kind, example.text, message)


def check_example(rule: Rule, example: Example, alone: Ruleset, kind: str) -> str:
    """Return what is wrong with the outcome of an example, or an empty text."""
    settings = read_settings(from_plain(dict(example.settings)), rule.path)
    settings = replace(settings, jurisdictions=(*settings.jurisdictions, *rule.jurisdictions))
    report = lint(Source(example.path, example.text, example.format), alone, settings)
    if report.notifications:
        note = report.notifications[0]
        return f"the run failed: {note.message} {note.detail}".strip()
    found = [finding.span for finding in report.findings if finding.rule == rule.id]
    if kind == "bad":
        if not example.spans:
            return "no [[ ]] marks what must be reported."
        return "" if found == list(example.spans) else _difference(example, found)
    if found:
        return f"reported {_words(example.text, found[0])!r}, and should not."
    return ""


def _difference(example: Example, found: list[Span]) -> str:
    wanted = ", ".join(repr(_words(example.text, span)) for span in example.spans)
    got = ", ".join(repr(_words(example.text, span)) for span in found) or "nothing"
    if [_words(example.text, span) for span in found] == [_words(example.text, span) for span in example.spans]:
        got = f"the same words elsewhere ({found[0].start}..{found[0].end})"
    return f"should report {wanted}; reported {got}."


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def run_all(ruleset: Ruleset, only: set[str] | None = None) -> Iterator[Failure]:
    """Yield every failing example of a ruleset, of the rules named or of all."""
    for rule_id, rule in ruleset.known.items():
        if only is None or rule_id in only:
            yield from run_examples(rule, ruleset)


def count_examples(ruleset: Ruleset, only: set[str] | None = None) -> int:
    """Return how many examples ``run_all`` runs."""
    rules = (rule for rule_id, rule in ruleset.known.items() if only is None or rule_id in only)
    return sum(len(rule.bad) + len(rule.good) + len(rule.miss) for rule in rules)
