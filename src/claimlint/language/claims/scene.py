"""A sentence as the claim finders see it: its words, the terms in it and where its clauses break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from claimlint.language.claims.mentions import TARGET, Noun, Verb
from claimlint.language.text.lexicon import load_terms
from claimlint.language.text.words import Words, word_set
from claimlint.late import dataclass

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

DETERMINERS = word_set(
    "a an the your our my his her its their no any some every each both all another one these those whose what"
)
PREPOSITIONS = word_set(
    "of in on at by with from than as into for about between among over under per via like within toward towards"
)
BE = word_set(
    "be is are was were been being get gets got isn't aren't wasn't weren't 's it's that's stay stays feel feels"
)
MODALS = word_set("can will may might could would should must cannot can't won't shall 'll it'll you'll")
STOPS = word_set(
    "is are was were be been has have had that which who whom when where because if while whereas so but although "
    "though unless until whether than does did do says said then instead"
)
_BREAKS = frozenset(";:()[]\u2013\u2014.!?\u2026/\ufffc|\u2022")
CLAUSE_OPENERS = word_set(
    "but because while whereas so although though unless until since if when which who that where"
)


@cache
def terms(name: str) -> frozenset[str]:
    """Return a lexicon of single words as a set."""
    return frozenset(load_terms(name))


@dataclass(frozen=True)
class Scene:
    """One sentence; indices count words of the whole prose."""

    analysis: Analysis
    index: int
    """Index of the sentence."""
    first: int
    last: int
    """Its words: ``first`` up to, not including, ``last``."""
    nouns: Sequence[Noun]
    verbs: Sequence[Verb]
    compounds: Sequence[int]
    product: bool
    """Whether the article, or the sentence by itself, sells something."""
    sure: bool = False
    """Whether that is certain: the page says so, or the sentence shows it beyond doubt."""
    bare: bool = False
    """Whether only the page's silence speaks for it: nothing on it informs, reports or doubts."""

    @property
    def words(self) -> Words:
        return self.analysis.words

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of the sentence, without order: what is quickest to ask."""
        return frozenset(self.analysis.words.words[self.first : self.last])

    def word(self, i: int) -> str:
        """Return a word of the sentence, empty outside of it."""
        return self.analysis.words.words[i] if self.first <= i < self.last else ""

    def slice(self, first: int, last: int) -> list[str]:
        return self.analysis.words.words[max(first, self.first) : min(last, self.last)]

    def broken(self, i: int) -> bool:
        """Tell whether a comma, bracket, dash or the like stands before word ``i``."""
        if i <= self.first:
            return True
        gap = self.analysis.words.gaps[i]
        return gap != " " and gap != "-" and (not _BREAKS.isdisjoint(gap) or "," in gap or " - " in gap or "--" in gap)

    def unbroken(self, first: int, last: int) -> bool:
        """Tell whether words ``first`` to ``last`` stand together in one stretch."""
        return not any(self.broken(i) for i in range(first + 1, last + 1))

    def clause_start(self, i: int) -> int:
        """Return the first word of the stretch that word ``i`` stands in, as marks and conjunctions bound it."""
        words = self.analysis.words.words
        while i > self.first and not self.broken(i):
            if words[i - 1] in CLAUSE_OPENERS:
                return i
            i -= 1
        return i

    def written(self, first: int, last: int) -> str:
        span = self.words.span(first, last)
        return self.analysis.text[span.start : span.end]

    def capital(self, i: int) -> bool:
        return self.analysis.text[self.words.starts[i]].isupper()

    def targets(self, first: int, last: int, kinds: int = TARGET) -> Iterator[Noun]:
        """Yield targets of some kinds among words ``first`` up to ``last`` that head their phrase."""
        for noun in self.nouns:
            if noun.first >= last:
                return
            if noun.first >= first and noun.kinds & kinds and self.heads(noun):
                yield noun

    def heads(self, noun: Noun) -> bool:
        """Tell whether a term stands for itself, not for the sort of something else: "a cancer charity"."""
        return self.word(noun.last) not in terms("compound-heads") or self.broken(noun.last)

    def noun_at(self, i: int) -> Noun | None:
        return next((noun for noun in self.nouns if noun.first <= i < noun.last), None)
