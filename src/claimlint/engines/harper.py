"""Harper reads an article: its own spelling and grammar rules, without those of style.

The only module that imports harper-py, which comes with the extra ``harper``.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from claimlint.engines.remark import Remark
from claimlint.errors import EngineError
from claimlint.source import Span

_STYLE = (
    "Capitalization and Case",
    "Closed Compounds",
    "Compounds and Hyphenation",
    "Initialisms",
    "Numbers and Units",
    "Proper Nouns",
    "Punctuation and Spacing",
    "Regionalisms and Dialect",
    "Style and Redundancy",
)
"""Groups of Harper's rules that are switched off."""
_UNKNOWN_WORD = "SpellCheck"
_BETWEEN = "\n\n"
_MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class _Reader:
    """A linter, which one thread at a time may use."""

    linter: Any
    plain_text: Any
    turn: threading.Lock = field(default_factory=threading.Lock)


def read(
    passages: Sequence[str], dialect: str, kinds: Sequence[str], without: Sequence[str] = ()
) -> list[list[Remark]]:
    """Return Harper's remarks of some kinds on each passage, in its code points; raises EngineError without Harper.

    ``without`` are names of Harper's rules that are not listened to.
    ``dialect`` is ``us``, ``gb`` or ``any``, which is read as American.
    """
    reader = _reader("gb" if dialect == "gb" else "us")
    text = _BETWEEN.join(passages)
    with reader.turn:
        # Left to itself it reports a long sentence instead of the typos inside it.
        by_rule = reader.linter.organized_lints(text, language=reader.plain_text, dedup=False)
    found: list[list[Remark]] = [[] for _ in passages]
    lints = sorted(
        (
            (lint.span.start, lint.span.end, rule, lint)
            for rule, lints in by_rule.items()
            for lint in lints
            if rule not in without
        ),
        key=lambda item: item[:3],
    )
    first = index = 0
    for start, end, rule, lint in lints:
        while start >= first + len(passages[index]) + len(_BETWEEN):
            first += len(passages[index]) + len(_BETWEEN)
            index += 1
        if lint.lint_kind in kinds and end <= first + len(passages[index]):
            found[index].append(_remark(lint, Span(start - first, end - first), rule))
    return found


def _remark(lint: Any, span: Span, rule: str) -> Remark:
    words = [_replacement(item, lint.problem_text) for item in lint.suggestions[:_MOST_SUGGESTIONS]]
    return Remark(span, lint.message.replace("`", ""), tuple(word for word in words if word), rule == _UNKNOWN_WORD)


def _replacement(suggestion: Any, words: str) -> str:
    """Return what the words become, whichever way the suggestion says it; empty where they go."""
    text: str = suggestion.replacement_text
    return words + text if suggestion.kind.name == "INSERT_AFTER" else text


@cache
def _reader(dialect: str) -> _Reader:
    """Return the reader of a dialect: half a second of work, so that each process does it once."""
    try:
        import harper
    except ImportError as error:
        raise EngineError(
            "`grammar.engine: harper` needs harper-py: pip install 'claimlint-health[harper]'."
        ) from error
    linter = harper.Linter(harper.Dialect.BRITISH if dialect == "gb" else harper.Dialect.AMERICAN)
    config = linter.get_lint_config()
    for group in (item.get("Group", {}) for item in linter.get_structured_lint_config()["settings"]):
        if group.get("label") in _STYLE:
            config.update(dict.fromkeys(_rules(group["child"]["settings"]), False))
    linter.set_lint_config(config)
    return _Reader(linter, harper.Language.PLAINTEXT)


def _rules(settings: list[dict[str, Any]]) -> list[str]:
    """Return the names of the rules in a group; an alternative of several has a name for each."""
    return [item["Bool"]["name"] for item in settings if "Bool" in item]
