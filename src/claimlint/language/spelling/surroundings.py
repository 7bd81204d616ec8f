"""What stands around an unknown word, and whether it makes it a name, a Latin term or a piece of something else."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property

from claimlint.document import Document
from claimlint.language.spelling.morphology import latin_pair
from claimlint.language.spelling.vocabulary import Vocabulary
from claimlint.language.text.tokens import Tokens
from claimlint.late import dataclass, regex
from claimlint.source import Span

_OPENS = frozenset('.!?:;\u2026\u2022"\u201c\u2018([\u2014\u2013')
_GENUS = ("us", "um", "a", "is", "er", "es", "ia", "ix", "ys")
_SPEECH = frozenset(
    """said says told tells added adds wrote writes explained explains noted notes argued argues reported reports
    et and who is was has had md phd rn dr also believes thinks found suggests hopes""".split()
)
_JOURNAL = regex(r"\b(?:[A-Z][A-Za-z]{0,20}\.? ){1,10}(?:19|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?; ?\d")
_SHORT = 5
"""A word of fewer letters behind a name is rather a part of it (``Tongkat ali``) than a slip."""
_COMMON = 4
"""The level (see ``vocabulary``) up to which a word that opens a sentence is no genus."""


@dataclass(frozen=True)
class Surroundings:
    """The prose around the words of an article; words are asked for by the index of their token."""

    text: str
    document: Document
    tokens: Tokens
    vocabulary: Vocabulary
    unknown: Set[str]
    """Words as written that no list has."""

    def in_headline(self, index: int) -> bool:
        """Tell whether a word stands in a title or a heading."""
        block = self.document.block_at(self.tokens.starts[index])
        return block is not None and block.kind in ("title", "heading")

    def in_reference(self, index: int) -> bool:
        """Tell whether a word is of the name of a journal that is cited."""
        start = self.tokens.starts[index]
        return any(journal.start <= start < journal.end for journal in self._journals)

    @cached_property
    def _journals(self) -> list[Span]:
        """The titles of journals in references, whose words are cut short: "J Orthop Sports Phys Ther 2015;45"."""
        return [Span(*found.span()) for found in _JOURNAL.finditer(self.text)]

    def binomial(self, index: int) -> bool:
        """Tell whether a word in small letters follows a genus or a Latin noun: ``E. coli``, ``situs inversus``."""
        start = self.tokens.starts[index]
        if not index or self.text[start - 1 : start] != " ":
            return False
        before = self.tokens.forms[index - 1]
        if latin_pair(self.tokens.lower[index - 1], self.tokens.lower[index]):
            return True
        if len(before) == 1 and before.isupper() and self.text[start - 2 : start - 1] == ".":
            return True
        if not before.istitle() or not before.endswith(_GENUS) or not self.text[start - 2].isalpha():
            return False
        if not self.opens_sentence(index - 1):
            return True
        level = self.vocabulary.level(before.lower())
        return before not in self.vocabulary.words and (level is None or level > _COMMON)

    def foreign_term(self, index: int, word: str) -> bool:
        """Tell whether a word glosses another in brackets of its own, or is a short one behind an unknown name."""
        start, end = self.tokens.starts[index], self.tokens.end(index)
        if self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")":
            return True
        before = self.tokens.forms[index - 1] if index and self.text[start - 1] == " " else ""
        return len(word) < _SHORT and before.istitle() and before in self.unknown

    def hyphen_piece(self, index: int, word: str) -> bool:
        """Tell whether a word is a part of one with hyphens that need not be known alone."""
        start, end = self.tokens.starts[index], self.tokens.end(index)
        hyphens = self.text[start - 1 : start] == "-", self.text[end : end + 1] == "-"
        if any(hyphens) and self._joined(index, before=hyphens[0]):
            return True
        return any(hyphens) and (len(word) <= 5 or all(hyphens) or (hyphens[1] and word.endswith("o")))

    def _joined(self, index: int, *, before: bool) -> bool:
        """Tell whether the two sides of a hyphen are a known word without it: ``light-headedness``, ``produc-tion``."""
        first = index - 1 if before else index
        pair = self.tokens.lower[first : first + 2]
        return len(pair) == 2 and self.vocabulary.knows("".join(pair))

    def opens_sentence(self, index: int) -> bool:
        """Tell whether a word has its capital from where it stands."""
        start = self.tokens.starts[index]
        before = self.text[max(start - 3, 0) : start].replace(" ", "")
        return not before or before[-1:] == "\n" or any(char in _OPENS for char in before)

    def name_beside(self, index: int) -> bool:
        """Tell whether a neighbour says that a capitalised word is a name."""
        forms, text = self.tokens.forms, self.text
        start, end = self.tokens.starts[index], self.tokens.end(index)
        if index and text[start - 1 : start] in " " and forms[index - 1][:1].isupper():
            return True
        if text[end : end + 2] == ", " or text[end : end + 2] == "'s":
            return True
        if index + 1 < len(forms) and text[end : end + 1] == " ":
            follower = forms[index + 1]
            return follower[0].isupper() or follower in _SPEECH
        return False
