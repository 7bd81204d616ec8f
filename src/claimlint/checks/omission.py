"""The kind ``omission``: two nouns in a row with no preposition, told by what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from claimlint.finding import Edit
from claimlint.language.analysis import Analysis
from claimlint.language.spelling.parts import MOSTLY, POSSIBLE, parts_of
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_NAMING = MOSTLY["N"] | MOSTLY["NS"]
_VERB = POSSIBLE["v"] | POSSIBLE["vs"] | POSSIBLE["vd"]
_ARTICLES = frozenset("the a an our your my his her their".split())
_OWNERS = ("our", "my")
_CLOSING = '.!?;:,)"\u201d\n'
_LOOK_BACK = 8
"""Words before the noun among which a verb like “give” explains two nouns in a row."""


@dataclass(frozen=True)
class OmissionCheck:
    """Reports “the section our website.”: a noun, a determiner, a noun and the end, with no verb to hold them."""

    VALUES: ClassVar[tuple[str, ...]] = ("missing", "before", "after")

    of_nouns: tuple[str, ...] = field(default=(), metadata={"doc": "Nouns that take “of” and are hardly ever verbs."})
    of_nouns_or_verbs: tuple[str, ...] = field(
        default=(), metadata={"doc": "Nouns that take “of” and can be verbs: counted right after an article."}
    )
    determiners: tuple[str, ...] = field(default=(), metadata={"doc": "What begins the second noun phrase."})
    places: tuple[str, ...] = field(
        default=(), metadata={"doc": "Nouns that take “on” after any plural noun, with “our” or “my” before them."}
    )
    joined_by: tuple[str, ...] = field(
        default=(), metadata={"doc": "Words before a plural noun that show it ends a phrase: of, about, these."}
    )
    verbs: tuple[str, ...] = field(
        default=(), metadata={"doc": "Verbs that take two nouns (give, call): one of them before silences the rule."}
    )
    not_last: tuple[str, ...] = field(
        default=(), metadata={"doc": "Nouns that say when or how, and need no preposition: this week, the same way."}
    )

    @cached_property
    def _sets(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(words)
            for words in (
                self.of_nouns, self.of_nouns_or_verbs, self.determiners, self.places, self.joined_by, self.verbs,
                self.not_last,
            )
        )  # fmt: skip

    def patterns(self) -> Iterable[Pattern]:
        return ()

    def check(self, analysis: Analysis) -> Iterator[Match]:
        tokens = analysis.tokens
        nouns, both, determiners, places, *_ = self._sets
        for index in tokens.places(determiners):
            word, before = tokens.lower[index], tokens.lower[index - 1]
            if index < 2 or (before not in nouns and before not in both and word not in _OWNERS):
                continue
            if not _follows(analysis, index):
                continue
            end = self._phrase_end(analysis, index)
            if end is None:
                continue
            missing = "of" if before in nouns or before in both else "on" if tokens.lower[end] in places else ""
            if missing and self._needs(analysis, index, missing) and not self._explained(analysis, index):
                yield self._match(analysis, index, end, missing)

    def _phrase_end(self, analysis: Analysis, index: int) -> int | None:
        """Return the last word of a noun phrase that a determiner opens and punctuation closes, or None."""
        tokens, text = analysis.tokens, analysis.text
        for last in range(index + 1, min(index + 4, len(tokens.lower))):
            if not _follows(analysis, last):
                return None
            word, parts = tokens.lower[last], parts_of(tokens.lower[last])
            after = text[tokens.end(last) : tokens.end(last) + 1]
            if not after or after in _CLOSING:
                sure = parts & _NAMING if last > index + 1 else parts & (POSSIBLE["n"] | POSSIBLE["ns"])
                return last if sure and word not in self._sets[6] else None
            if not parts or (parts & _VERB and not parts & (_NAMING | MOSTLY["J"])):
                return None
        return None

    def _needs(self, analysis: Analysis, index: int, missing: str) -> bool:
        """Tell whether the noun before the determiner at ``index`` is one, and not a verb."""
        lower = analysis.tokens.lower
        noun, before = lower[index - 1], lower[index - 2]
        if not _follows(analysis, index - 1):
            return False
        if missing == "on":
            return lower[index] in _OWNERS and bool(parts_of(noun) & MOSTLY["NS"]) and before in self._sets[4]
        if noun in self._sets[1]:
            return before in _ARTICLES
        return before in _ARTICLES or bool(parts_of(before) & (_NAMING | MOSTLY["J"]))

    def _explained(self, analysis: Analysis, index: int) -> bool:
        tokens = analysis.tokens
        sentence = analysis.sentence_at(tokens.starts[index])
        start = sentence.span.start if sentence else 0
        verbs = self._sets[5]
        first = max(index - _LOOK_BACK, 0)
        return any(tokens.lower[place] in verbs and tokens.starts[place] >= start for place in range(first, index))

    def _match(self, analysis: Analysis, index: int, end: int, missing: str) -> Match:
        tokens = analysis.tokens
        start = tokens.starts[index]
        before = tokens.forms[index - 1]
        after = analysis.text[start : tokens.end(end)]
        edit = Edit(Span(start, start), f"{missing} ")
        span = Span(tokens.starts[index - 1], tokens.end(end))
        return Match(span, {"missing": missing, "before": before, "after": after}, edits=(edit,))


def _follows(analysis: Analysis, index: int) -> bool:
    """Tell whether one space alone stands before a word."""
    tokens = analysis.tokens
    return tokens.starts[index] == tokens.end(index - 1) + 1 and analysis.text[tokens.starts[index] - 1] == " "
