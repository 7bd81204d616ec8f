"""A document with everything that language can tell about it, derived on first use.

Checks receive an ``Analysis`` and nothing else. Each property is computed once
for a document, however many rules ask for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from claimlint.claim import Claim
from claimlint.document import Document
from claimlint.language.claims.bareness import informs_nobody
from claimlint.language.claims.mentions import Mentions, find_mentions
from claimlint.language.claims.topic import Health, health_of
from claimlint.language.evidence.citations import STUDY
from claimlint.language.evidence.nearby import EvidenceIndex
from claimlint.language.evidence.reference_list import works_named
from claimlint.language.money.context import Content, content_of, content_patterns
from claimlint.language.readability.measured import Readability
from claimlint.language.safety.advising import Advice, find_advice
from claimlint.language.safety.disclaimer import Disclaimer, find_disclaimers
from claimlint.language.spelling.misspellings import Misspelling, find_misspellings
from claimlint.language.spelling.vocabulary import Vocabulary, article_vocabulary
from claimlint.language.standing.reading import Readings
from claimlint.language.text.article import ArticleText
from claimlint.matcher import Pattern, PatternSet
from claimlint.settings import Settings
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.money.placement import Placement
    from claimlint.language.safety.accountability import Statement
    from claimlint.language.safety.triggers import Trigger


def own_patterns() -> list[Pattern]:
    """Return the patterns that articles are read for whatever the rules."""
    return [*content_patterns(), STUDY]


class Analysis(ArticleText):
    """A document's text and everything that the parts of ``language`` find out about it."""

    def __init__(
        self, document: Document, settings: Settings | None = None, patterns: PatternSet | None = None
    ) -> None:
        super().__init__(document, settings, patterns)
        self.statements: dict[str, tuple[Statement, ...]] = {}
        """What ``accountability.find_statements`` has found so far, by kind."""
        self.triggers: dict[str, tuple[Trigger, ...]] = {}
        """What ``triggers.triggered`` has found so far, by name."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that are right in this article."""
        return article_vocabulary(self)

    @cached_property
    def remarkable(self) -> dict[str, int]:
        """The words, as written, that are unknown or of one dialect, with ``vocabulary``'s bits."""
        return self.vocabulary.remarkable(set(self.tokens.forms))

    @cached_property
    def readings(self) -> Readings:
        """What each sentence's words say about the standing of what it holds, derived when first asked for."""
        return Readings(self.document, self.words, self.sentences)

    @cached_property
    def evidence(self) -> EvidenceIndex:
        """What is cited where, read block by block when first asked for."""
        return EvidenceIndex(self)

    @cached_property
    def _works_named(self) -> tuple[Span, ...]:
        return works_named(self.document)

    def names_work(self, span: Span) -> bool:
        """Tell whether words stand in a reference or a list of sources: in the titles of others."""
        index = bisect_right(self._works_named, span.start, key=lambda item: item.start) - 1
        return index >= 0 and span.start < self._works_named[index].end

    @cached_property
    def content(self) -> Content:
        """What kind of content the article is, with the reason."""
        return content_of(self)

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """Where it tells readers what to do for their health."""
        return find_advice(self)

    @cached_property
    def advice_by_sentence(self) -> dict[int, Advice]:
        """Its advice by the prose offset at which the sentence begins."""
        return {item.sentence.span.start: item for item in self.advice}

    @cached_property
    def disclaimers(self) -> tuple[Disclaimer, ...]:
        """What the page says about the limits of its advice."""
        return find_disclaimers(self)

    @cached_property
    def health_score(self) -> Health:
        """How dense the vocabulary of medicine is."""
        return health_of(self.words)

    @cached_property
    def health(self) -> bool:
        """Whether the page gives health information."""
        return self.health_score.given

    @cached_property
    def misspellings(self) -> tuple[Misspelling, ...]:
        """Every misspelt word, in reading order."""
        return find_misspellings(self)

    @cached_property
    def readability(self) -> Readability:
        """The prose that readability formulas read, with its counts."""
        return Readability(self)

    @cached_property
    def mentions(self) -> Mentions:
        """Every term of the claim lexicons, in reading order."""
        return find_mentions(self.text, self.words)

    def has_term(self, kinds: int, around: Span) -> bool:
        """Tell whether a term of one of these kinds (bits of ``mentions``) stands in a stretch of prose."""
        first, last = self.words.range(around)
        nouns = self.mentions.nouns
        start = bisect_left(nouns, first, key=lambda noun: noun.first)
        stop = bisect_left(nouns, last, key=lambda noun: noun.first)
        return any(noun.kinds & kinds for noun in nouns[start:stop])

    @cached_property
    def bare(self) -> bool:
        """Whether no word of the page informs, reports or doubts: what it says of remedies, it only promises."""
        return informs_nobody(self.words)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every health claim, in reading order, whatever its status."""
        from claimlint.language.claims.finder import find_claims

        return find_claims(self)

    @cached_property
    def placement(self) -> Placement:
        """The page's commercial connections and disclosures, and the verdicts on them."""
        from claimlint.language.money.placement import Placement

        return Placement(self)

    def claims_in(self, sentence: Span) -> list[Claim]:
        """Return the claims of one sentence, in reading order."""
        return self._claims_by_sentence.get(sentence.start, [])

    @cached_property
    def _claims_by_sentence(self) -> dict[int, list[Claim]]:
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.sentence.start, []).append(claim)
        return found
