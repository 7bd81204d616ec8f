"""The kind ``substitution``: words for which there is a better one, named in the message."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import ClassVar

from claimlint.checks import Phrase
from claimlint.checks.phrase import words_pattern
from claimlint.finding import Edit, Related
from claimlint.language.analysis import Analysis
from claimlint.late import dataclass, regex
from claimlint.matcher import Haystack, Pattern
from claimlint.rule import Match
from claimlint.source import Span

_EXPLANATION_AFTER = regex(
    r"(?:['\"\u201d])?(?: \((?![\d ,;\u2013-]*\))[^()]*[a-z]{4}"
    r"|,? (?:or|meaning|means|that is|i\.e\.|which (?:is|are|means)|also (?:known|called)|refers? to) "
    r"|,? (?:is|are) (?:an? |the )?(?:[a-z]+ )?(?:term|word|name|type|kind|form|condition|disease|process) "
    r"| ?(?:-|\u2013|\u2014|:) ?(?:an?|the|when|which) )"
)
_EXPLANATION_BEFORE = regex(
    r"(?:[a-z]{3}[^()]* \((?:or |called |known as |e\.g\.,? |i\.e\.,? )?"
    r"|\b(?:called|known as|termed|referred to as|what doctors call|^(?:this|that)(?: is|'s)) (?:an? |the )?"
    r"|, or )['\"\u201c\u2018]?$"
)
_REACH = 60


@dataclass(frozen=True)
class _Swap:
    """What may be written for one form of a term."""

    term: int
    """Number of the term, shared by its forms."""
    choices: tuple[str, ...]


@dataclass(frozen=True)
class SubstitutionCheck:
    """Reports words that have a plainer, kinder or more exact substitute, once for each term of an article."""

    VALUES: ClassVar[tuple[str, ...]] = ("better", "times")

    swaps: Mapping[str, str] = field(
        metadata={
            "doc": "Word to its substitute, both plain text: forms of one term are joined by `|` on both sides,"
            " substitutes to choose from by ` / `; an empty one says that the word can go."
        }
    )
    explained: bool = field(default=False, metadata={"doc": "Whether a term that the article explains is left alone."})
    in_quotes: bool = field(default=False, metadata={"doc": "Whether words of others in quotation marks count."})
    each: bool = field(default=False, metadata={"doc": "Whether every place is reported, not only a term's first."})
    other_senses: tuple[Phrase, ...] = field(
        default=(), metadata={"doc": "Longer phrases in which the words mean something else."}
    )

    @cached_property
    def _swaps(self) -> dict[str, _Swap]:
        """Every form, as texts are matched without regard to case, with what may be written for it."""
        found: dict[str, _Swap] = {}
        for number, (words, better) in enumerate(self.swaps.items()):
            forms, substitutes = Haystack(words).folded(True).split("|"), better.split("|")
            if len(substitutes) != len(forms):
                substitutes = [better] * len(forms)
            for form, substitute in zip(forms, substitutes, strict=True):
                choices = tuple(choice.strip() for choice in substitute.split(" / ") if choice.strip())
                found[form.strip()] = _Swap(number, choices)
        return found

    @cached_property
    def _terms(self) -> Pattern | None:
        forms = sorted(self._swaps, key=lambda form: (-len(form), form))
        escaped = "|".join(re.escape(form).replace(r"\ ", " ").replace(r"\-", "-") for form in forms)
        return Pattern(rf"\b(?:{escaped})\b") if forms else None

    @cached_property
    def _senses(self) -> Pattern | None:
        return words_pattern(self.other_senses)

    def patterns(self) -> Iterable[Pattern]:
        return [pattern for pattern in (self._terms, self._senses) if pattern is not None]

    def needs(self) -> list[Pattern]:
        return [self._terms] if self._terms is not None else []

    def check(self, analysis: Analysis) -> Iterator[Match]:
        by_term: dict[int, list[Span]] = {}
        explained: set[int] = set()
        for span in self._places(analysis):
            swap = self._swap(analysis, span)
            by_term.setdefault(swap.term, []).append(span)
            if self.explained and swap.term not in explained and _is_explained(analysis, span, swap):
                explained.add(swap.term)
        found = [self._match(analysis, spans) for term, spans in by_term.items() if term not in explained]
        yield from sorted((match for matches in found for match in matches), key=lambda match: match.span)

    def _swap(self, analysis: Analysis, span: Span) -> _Swap:
        # A long s is an s to the pattern, and a Kelvin sign a k.
        return self._swaps[analysis.haystack.folded(True)[span.start : span.end]]

    def _places(self, analysis: Analysis) -> Iterator[Span]:
        """Yield the places that count: in this sense, and the article's own words."""
        if self._terms is None:
            return
        for span in analysis.find(self._terms):
            if self._senses and any(other != span for other in analysis.found_in(self._senses, span)):
                continue
            if not self.in_quotes and is_quoted(analysis, span):
                continue
            if not _in_name(analysis, span) and not analysis.names_work(span):
                yield span

    def _match(self, analysis: Analysis, spans: list[Span]) -> Iterator[Match]:
        groups = [[span] for span in spans] if self.each else [spans]
        for group in groups:
            first, *more = group
            words = analysis.document.prose(first)
            choices = self._swap(analysis, first).choices
            better = " or ".join(f"“{_cased_like(words, choice)}”" for choice in choices) or "leave it out"
            times = f" ({len(group)} times)" if more else ""
            yield Match(
                first,
                {"better": better, "times": times},
                related=tuple(Related(span, "Here again.") for span in more[:9]),
                edits=tuple(edit for span in group for edit in self._edit(analysis, span)),
            )

    def _edit(self, analysis: Analysis, span: Span) -> Iterator[Edit]:
        words = analysis.document.prose(span)
        choices = self._swap(analysis, span).choices
        if choices:
            yield Edit(span, _cased_like(words, choices[0]))


def is_quoted(analysis: Analysis, span: Span) -> bool:
    """Tell whether words stand in quotation marks or in a block quotation: somebody else's, or only mentioned."""
    block = analysis.document.block_at(span.start)
    if block is not None and block.quoted:
        return True
    quotations = analysis.readings.quotations
    index = bisect_right(quotations, span.start, key=lambda quotation: quotation.span.start) - 1
    return index >= 0 and span.end <= quotations[index].span.end


def _in_name(analysis: Analysis, span: Span) -> bool:
    """Tell whether the words belong to a name: capitals in the middle of a sentence that is no heading."""
    text = analysis.text
    if not text[span.start].isupper() or text[span.start : span.end].isupper():
        return False
    block = analysis.document.block_at(span.start)
    if block is None or block.kind not in ("paragraph", "item"):
        return False
    sentence = analysis.sentence_at(span.start)
    before = text[sentence.span.start : span.start] if sentence else ""
    return bool(before.strip("\"'([\u201c\u2018*- ")) and not before.rstrip().endswith((":", "\u2014", "\u2013", "-"))


def _is_explained(analysis: Analysis, span: Span, swap: _Swap) -> bool:
    """Tell whether the sentence says what the term means, or uses the plain word beside it."""
    sentence = analysis.around(span, "sentence")
    text = analysis.text
    if _EXPLANATION_AFTER.match(text, span.end, min(sentence.end, span.end + _REACH)):
        return True
    start = max(sentence.start, span.start - _REACH)
    if _EXPLANATION_BEFORE.search(text[start : span.start].lower()):
        return True
    lower = text[sentence.start : sentence.end].lower()
    return any(re.search(rf"\b{re.escape(choice.lower())}\b", lower) for choice in swap.choices)


def _cased_like(words: str, better: str) -> str:
    if len(words) > 1 and words.isupper():
        return better.upper()
    return better[0].upper() + better[1:] if words[0].isupper() else better
