"""Disclosures: where a page says that somebody is paid for it, and how plainly.

A block is read sentence by sentence, with the heading above it and the other
sentences of the block: "Affiliate links. That means a small commission for us."
is one disclosure, though neither sentence is a plain one alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from claimlint.errors import ConfigError, Problem
from claimlint.language.money.disclosure_words import Kind, wording
from claimlint.language.money.roles import kind_by_roles
from claimlint.language.text.scores import SHORT_PAIR, Scores, without_quotes
from claimlint.late import regex
from claimlint.matcher import Haystack, Pattern, PatternError, check_pattern

_CLAUSE = regex(
    r"\s*(?:;|\||[,\u2013\u2014]?\s+(?:but|however|though|although|yet|except|aber|jedoch|mais|pero|ma|maar)\b"
    r"|,\s+(?=(?:some|all|most|these|the|a few|many|a couple of) (?:\w+ )?links?\b)"
    r"|[,\u2013\u2014]?\s+and(?=\s+(?:i|we|some|it|this)\b)|\u2013|\u2014|\.\s)\s*",
    re.I,
)
_ADDRESS = regex(r"\bhttps?://\S+", re.I)
_LABEL = regex(r"^[^:.?!]{1,80}:\s+(?=\S)")
_FOLD = str.maketrans({"\u2019": "'", "\u00a0": " ", "\u2011": "-", "\u2010": "-", "*": " ", "_": " ", "\u200b": None})
_SELF = regex(r"\b(?:i|me|my|we|us|our|this (?:site|blog|page|post|article))\b", re.I)
_ANNOUNCED = ("page", "candour")
"""Classes of the table of scores that a heading stands for which announces a disclosure."""
_MOST_ASKING = 70
"""Words of a sentence that asks for support; longer ones hold such words by chance."""
_TOPIC = "topic"
"""What the table of scores calls a sentence that speaks of disclosures."""
_VAGUE = frozenset({Kind.WEAK, Kind.SUPPORT, Kind.GIFT, Kind.SPONSOR, Kind.DENIED})
"""Kinds that a sentence may name without disclosing anything."""
_MAX_SENTENCE = 1500
"""Code points; what is longer is a list or a table that lost its line ends, and is read in pieces."""


def classify_sentence(sentence: str, extra: tuple[str, ...] = ()) -> Kind | None:
    """Say what one sentence discloses, or None.

    ``extra`` are patterns of the configuration that make any sentence a plain disclosure.

    >>> classify_sentence("We earn a commission if you buy through links in this post.")
    <Kind.STRONG: 'strong'>
    >>> classify_sentence("This post contains affiliate links.")
    <Kind.WEAK: 'weak'>
    >>> classify_sentence("The hospital is affiliated with the university.") is None
    True
    """
    text = _folded(sentence)
    if extra and _matches_any(text, extra):
        return Kind.STRONG
    phrased = _judge(text) if wording().hinted(text.lower()) else None
    if phrased is not None:
        told = (phrased in _VAGUE and _TOPIC in _scored(text)) or _is_quoted(text)
        return None if told else phrased
    return _by_scores(text)


def deciding_words(sentence: str) -> tuple[str, ...]:
    """Return the words that together make a sentence a disclosure, in the order of their points; none for a phrase.

    >>> deciding_words("We test; you buy; a retailer says thank you with a cheque.")
    ('we', 'cheque', 'says thank you', 'buy', 'retailer')
    """
    text = _folded(sentence)
    if wording().hinted(text.lower()) and _judge(text) is not None:
        return ()
    first = next(_scores().read(without_quotes(text)), None)
    return tuple(dict.fromkeys(first.words.values())) if first is not None else ()


def _is_quoted(text: str) -> bool:
    """Whether what a sentence discloses is what it quotes of others: 'Other bloggers write "we earn …"'."""
    own = without_quotes(text)
    if own == text:
        return False
    return any(scored.meaning == _TOPIC for scored in _scores().read(own)) and _judge(own) is None


def may_disclose(text: str, words: Sequence[str]) -> bool:
    """Whether a block can disclose anything at all; ``words`` are its words in lower case."""
    return wording().hinted(text.lower()) or _scores().may_say(words)


def _by_scores(text: str, given: Mapping[str, str] | None = None) -> Kind | None:
    """Say what a sentence discloses by the classes of words that stand together in it, without what it quotes."""
    meanings = _scored(without_quotes(text), given)
    if not meanings or _TOPIC in meanings or ("?" in text and wording().any("question", wording().read(text))):
        return None
    return min(map(Kind, meanings), key=list(Kind).index)


def _scored(text: str, given: Mapping[str, str] | None = None) -> frozenset[str]:
    """Return the meanings of a text in the table of scores."""
    return frozenset(scored.meaning for scored in _scores().read(text, given))


@cache
def _scores() -> Scores:
    return Scores("disclosure-scores")


def _judge(text: str) -> Kind | None:
    words = wording()
    plain = words.without_neutral(text)
    found = words.read(plain)
    kind = _kind(plain, found, text)
    if not words.any("negated", found) and not words.any("denied", found):
        return _on_topic(kind, text)
    if words.any("elliptic", found):
        return _on_topic(Kind.STRONG, text)
    clauses = [clause for clause in _CLAUSE.split(plain) if clause.strip()]
    if len(clauses) > 1:
        kinds = [own for clause in clauses if (own := _judge_clause(clause)) is not None]
        if kinds:
            return _on_topic(min(kinds, key=list(Kind).index), text)
    if words.any("denied", found) and not words.any("scoped", found):
        return _on_topic(Kind.DENIED, text)
    return Kind.NEGATED if kind is not None else None


def _judge_clause(clause: str) -> Kind | None:
    words = wording()
    found = words.read(clause)
    if words.any("negated", found) or words.any("denied", found):
        return None
    return _kind(clause, found, clause)


def _kind(text: str, found: frozenset[int], whole: str) -> Kind | None:
    """Say what a clause discloses by its phrases, or, where they are vague or none, by the parts its words play.

    ``whole`` still has what ``without_neutral`` took out: "at no charge" denies no gift.
    """
    words = wording()
    kind = words.kind(found)
    if kind is Kind.STRONG and words.any("others", found) and not _SELF.search(text):
        return None
    return kind_by_roles(whole) or kind if kind in (None, Kind.WEAK, Kind.SUPPORT) else kind


def _on_topic(kind: Kind | None, text: str) -> Kind | None:
    """Take back what speaks about disclosures instead of making one."""
    words = wording()
    if kind is None:
        return None
    found = words.read(_LABEL.sub("", text))
    if words.any("question", found):
        return None
    if kind is Kind.SUPPORT and text.count(" ") > _MOST_ASKING:
        return None
    return None if kind in _VAGUE and words.any("topic", found) else kind


def in_context(sentence: str, kind: Kind | None, heading: str, neighbours: tuple[Kind | None, ...]) -> Kind | None:
    """Raise a vague sentence to a plain one where its heading or its block says what it is about."""
    if kind not in (None, Kind.WEAK, Kind.SUPPORT):
        return kind
    announced = is_disclosure_heading(heading)
    hinted = announced or Kind.WEAK in neighbours
    if not hinted and kind is None:
        return kind
    text = wording().without_neutral(" ".join(sentence.translate(_FOLD).split()))
    words = wording()
    found = words.read(text)
    if words.any("negated", found) or words.any("question", found):
        return kind
    if hinted and words.any("money", found):
        return Kind.STRONG
    return _by_scores(_folded(sentence), dict.fromkeys(_ANNOUNCED, heading)) if announced and kind is None else kind


def of_pair(first: str, second: str) -> Kind | None:
    """Say what two short sentences disclose that follow each other, and of which neither does alone."""
    text = f"{_folded(first)} {_folded(second)}"
    return _by_scores(text) if text.count(" ") < SHORT_PAIR else None


def _folded(sentence: str) -> str:
    # The words of an address are none of the sentence's.
    return " ".join(_ADDRESS.sub("\u2026", sentence[:_MAX_SENTENCE]).translate(_FOLD).split())


@lru_cache(maxsize=512)
def is_disclosure_heading(heading: str) -> bool:
    """Whether a heading announces a disclosure."""
    return bool(heading) and len(heading) < 120 and wording().any("headings", wording().read(heading))


@lru_cache(maxsize=512)
def is_footer_heading(heading: str) -> bool:
    """Whether a heading opens the part of a page that readers seldom reach."""
    return bool(heading) and wording().any("footers", wording().read(heading))


def has_amazon_statement(text: str) -> bool:
    """Whether a text holds the sentence Amazon asks its associates for."""
    folded = " ".join(text.translate(_FOLD).split())
    return "amazon" in folded.lower() and wording().any("statement", wording().read(folded))


def _matches_any(text: str, patterns: tuple[str, ...]) -> bool:
    haystack = Haystack(text)
    return any(_extra(pattern).search(haystack) is not None for pattern in patterns)


@lru_cache(maxsize=128)
def _extra(text: str) -> Pattern:
    """Compile a pattern of the configuration; raises ConfigError with what is wrong with it."""
    pattern = Pattern(text)
    try:
        check_pattern(text)
    except PatternError as error:
        message = f"disclosure.extra_patterns: {text!r} is no pattern: {error}"
        raise ConfigError([Problem(".claimlint.yaml", message)]) from error
    return pattern
