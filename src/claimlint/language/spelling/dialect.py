"""American and British spelling: which words of an article belong to the dialect that is not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimlint.language.spelling.vocabulary import AMERICAN, BRITISH, Vocabulary
from claimlint.late import dataclass
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.analysis import Analysis

_NAMES = {AMERICAN: "American", BRITISH: "British"}
_BOTH = "en-ca"
"""Canadian English takes "centre" from one side and "pediatrician" from the other."""
# Regular differences, American then British; a pair counts only when both words are in the word list.
_PAIRS = (
    ("or", "our"), ("er", "re"), ("iz", "is"), ("yz", "ys"), ("e", "ae"), ("e", "oe"), ("l", "ll"), ("og", "ogue"),
    ("ense", "ence"), ("am", "amme"), ("ll", "l"), ("ay", "ey"), ("ck", "que"), ("x", "xe"), ("ction", "xion"),
    ("um", "ium"), ("i", "y"), ("o", "ou"), ("f", "ph"), ("ement", "ment"), ("k", "c"), ("c", "s"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DialectWord:
    """A word spelt in one dialect where the other is wanted."""

    span: Span
    dialect: str
    """``American`` or ``British``: the dialect it belongs to."""
    other: str
    """Its spelling in the wanted dialect; empty when none is known."""


def dialect_words(analysis: Analysis) -> tuple[DialectWord, ...]:
    """Return the words of the unwanted dialect in reading order.

    With ``dialect: any`` the wanted dialect is the one the article uses oftener;
    an article that keeps to one has no unwanted words, nor has one in a tie of one each
    or one that says it is Canadian. The titles of works cited are not the article's words.
    """
    vocabulary, tokens, counts = analysis.vocabulary, analysis.tokens, analysis.word_counts
    told: dict[int, set[str]] = {AMERICAN: set(), BRITISH: set()}
    for form, remark in analysis.remarkable.items():
        if remark in told:
            told[remark].add(form.lower())
    unwanted = _unwanted(analysis, *(sum(counts[word] for word in words) for words in told.values()))
    if not unwanted or not told[unwanted]:
        return ()
    found = []
    for index in tokens.places(told[unwanted]):
        word, form = tokens.lower[index], tokens.forms[index]
        span = Span(tokens.starts[index], tokens.starts[index] + len(form))
        if (form[0].isupper() and not _opens(analysis, index)) or analysis.names_work(span):
            continue
        other = counterpart(word, AMERICAN + BRITISH - unwanted, vocabulary)
        if other:
            cased = other.capitalize() if form[0].isupper() else other
            found.append(DialectWord(span, _NAMES[unwanted], cased))
    return tuple(found)


def _unwanted(analysis: Analysis, american: int, british: int) -> int:
    wanted = {"us": BRITISH, "gb": AMERICAN}.get(analysis.settings.spelling.dialect)
    if wanted is not None:
        return wanted
    if analysis.document.language == _BOTH:
        return 0
    if min(american, british) == 0 or max(american, british) < 2:
        return 0
    return BRITISH if american >= british else AMERICAN


def _opens(analysis: Analysis, index: int) -> bool:
    start = analysis.tokens.starts[index]
    sentence = analysis.sentence_at(start)
    return sentence is not None and start - sentence.span.start <= 1


def counterpart(word: str, dialect: int, vocabulary: Vocabulary) -> str:
    """Return the word in the other dialect: one regular difference away, and known only there or everywhere."""
    level = vocabulary.level(word)
    for pair in _PAIRS:
        old, new = pair if dialect == BRITISH else (pair[1], pair[0])
        place = word.find(old)
        while place >= 0:
            other = word[:place] + new + word[place + len(old) :]
            if other != word and vocabulary.dialects(other) & dialect and vocabulary.level(other) == level:
                return other
            place = word.find(old, place + 1)
    return ""
