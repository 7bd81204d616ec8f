"""The kinds of check: one module a kind, one line here.

A check is a frozen dataclass. Its fields are the options a rule may set, and
their types are validated by the ruleset; ``Phrase`` marks text that is a pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NewType, Protocol, runtime_checkable

if TYPE_CHECKING:
    # Who asks what kinds there are, or finds all reports in the cache, needs none of these.
    from claimlint.language.analysis import Analysis
    from claimlint.matcher import Pattern
    from claimlint.rule import Match

Phrase = NewType("Phrase", str)
"""A pattern in a rule: RE2 syntax, matched without regard to case and at word boundaries.

``{name}`` stands for any term of the lexicon ``rules/lexicons/name.txt``.
"""


@runtime_checkable
class Check(Protocol):
    """The algorithm of a kind, with the options of one rule; it may have the method that `needs_of` tells of, too."""

    VALUES: ClassVar[tuple[str, ...]]
    """Placeholders a message may use besides ``{match}``."""

    def check(self, analysis: Analysis) -> Iterator[Match]:
        """Yield every match in reading order."""
        ...

    def patterns(self) -> Iterable[Pattern]:
        """Return the patterns it will look for, so that one pass over the text serves all rules."""
        ...


CHECKS = {
    "article": "claimlint.checks.article:ArticleCheck",
    "claim": "claimlint.checks.claim:ClaimCheck",
    "abbreviation": "claimlint.checks.abbreviation:AbbreviationCheck",
    "confusable": "claimlint.checks.confusable:ConfusableCheck",
    "distance": "claimlint.checks.distance:DistanceCheck",
    "dose": "claimlint.checks.dose:DoseCheck",
    "harper": "claimlint.checks.harper:HarperCheck",
    "languagetool": "claimlint.checks.languagetool:LanguageToolCheck",
    "length": "claimlint.checks.length:LengthCheck",
    "link": "claimlint.checks.link:LinkCheck",
    "metric": "claimlint.checks.metric:MetricCheck",
    "omission": "claimlint.checks.omission:OmissionCheck",
    "phrase": "claimlint.checks.phrase:PhraseCheck",
    "repetition": "claimlint.checks.repetition:RepetitionCheck",
    "require": "claimlint.checks.require:RequireCheck",
    "metadata": "claimlint.checks.metadata:MetadataCheck",
    "consistency": "claimlint.checks.consistency:ConsistencyCheck",
    "study": "claimlint.checks.study:StudyCheck",
    "spacing": "claimlint.checks.spacing:SpacingCheck",
    "spelling": "claimlint.checks.spelling:SpellingCheck",
    "substitution": "claimlint.checks.substitution:SubstitutionCheck",
    "suppression": "claimlint.checks.suppression:SuppressionCheck",
    "wrong-word": "claimlint.checks.wrong_word:WrongWordCheck",
}
"""Kind to ``module:class``; a module is imported when the first rule of its kind is built."""


def needs_of(check: Check) -> list[Pattern] | None:
    """Return patterns of a check without one of which it finds nothing in a text; None where it may all the same.

    They are what its method ``needs`` returns, where it has one: most rules are about words that an article does
    not have, and what is not asked costs nothing.
    """
    needs: Callable[[], list[Pattern] | None] | None = getattr(check, "needs", None)
    return None if needs is None else needs()


def patterns_of(asked: Iterable[Iterable[Pattern]]) -> list[Pattern]:
    """Return, each once, the patterns that checks look for and those that every article is read for."""
    from claimlint.language.analysis import own_patterns

    unique = dict.fromkeys(own_patterns())
    for patterns in asked:
        unique.update(dict.fromkeys(patterns))
    return list(unique)


def check_kinds() -> list[str]:
    """Return the names of all kinds, those of installed plug-ins included."""
    return sorted({*CHECKS, *(point.name for point in _plugins())})


def check_class(kind: str) -> Any:
    """Return the class of a kind, or None when neither claimlint nor a plug-in has it."""
    if kind in CHECKS:
        module, _, name = CHECKS[kind].partition(":")
        return getattr(import_module(module), name)
    return next((point.load() for point in _plugins() if point.name == kind), None)


def _plugins() -> list[Any]:
    from claimlint.plugins import entry_points

    return list(entry_points("claimlint.checks"))
