"""Words of the prose with their places: what spelling, confusables and repetition read."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import compress, count

from claimlint.language.text.words import split_columns
from claimlint.late import dataclass, regex

WORD = regex(r"[^\W\d_]+(?:'[^\W\d_]+)*")
"""Letters, with apostrophes inside; hyphens separate words."""
# Most letters are ASCII, whose class is tested three times faster.
_WORD_OR_GAP = regex(r"((?:[A-Za-z]++|[^\W\d_])++(?:'(?:[A-Za-z]++|[^\W\d_])++)*+)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in reading order, as columns of equal length."""

    starts: Sequence[int]
    """Code points in the prose."""
    forms: list[str]
    """As written."""
    lower: list[str]

    def end(self, index: int) -> int:
        return self.starts[index] + len(self.forms[index])

    def places(self, words: Container[str]) -> Iterator[int]:
        """Yield the indices of the words, in lower case, that are among some words."""
        return compress(count(), map(words.__contains__, self.lower))


def tokenize(text: str) -> Tokens:
    """Return every word of a text; a linear pass."""
    forms, starts, _ = split_columns(_WORD_OR_GAP, text)
    lower = {form: form.lower() for form in set(forms)}
    return Tokens(starts, forms, list(map(lower.__getitem__, forms)))
