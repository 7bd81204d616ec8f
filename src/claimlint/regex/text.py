r"""A text prepared once for all patterns: folded for the Python engine, encoded for google-re2.

google-re2 knows only ASCII words: to its ``\b`` the "ï" of "naïve" is a gap. So the text it gets
is UTF-8 in which every word character beyond ASCII is spelt with ASCII letters: ``Y`` and three
digits or ``Z`` and five, base 16, the digits being ``A`` to ``P``. These capitals are free because
text that is matched without regard to case is folded to small letters first; where case counts,
capitals are spelt in the same way. Every ``\b`` is then right, and patterns are translated to the
same spelling by `with_re2`. Offsets are mapped back by bisection, and only for matches.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from .chars import fold_char, is_word_char

_DIGITS = str.maketrans("0123456789abcdef", "ABCDEFGHIJKLMNOP")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_BEYOND_ASCII_OR_CAPITAL = re.compile(r"[^\x00-\x40\x5b-\x7f]+")


def spelling(code: int) -> str:
    """The ASCII letters that stand for a word character in an encoded text."""
    return f"Y{code:03x}".translate(_DIGITS) if code < 0x1000 else f"Z{code:05x}".translate(_DIGITS)


def _whole(char: str) -> str:
    # A lone surrogate has no UTF-8; it is treated as the character that stands for damage.
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


def _folded(char: str) -> str:
    return fold_char(_whole(char))


def _spelt(char: str) -> str:
    char = _whole(char)
    return spelling(ord(char)) if (char > "\x7f" and is_word_char(char)) or "A" <= char <= "Z" else char


class _Table(dict[int, str]):
    """A table for `str.translate` that is filled as characters turn up."""

    def __init__(self, value: Callable[[str], str]) -> None:
        super().__init__()
        self.value = value

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, self.value(chr(code)))


_WHOLE = _Table(_whole)
_FOLDED = _Table(_folded)
_SPELT = _Table(_spelt)
_FOLDED_SPELT = _Table(lambda char: _spelt(_folded(char)))


def _replaced(pattern: re.Pattern[str], table: _Table, text: str) -> str:
    return pattern.sub(lambda run: run[0].translate(table), text)


class Encoded:
    """A text in the spelling for google-re2, with offsets that lead back to it."""

    __slots__ = ("_ends", "_shifts", "_starts", "_text", "data", "ignore_case")

    def __init__(self, text: str, ignore_case: bool) -> None:
        self.ignore_case = ignore_case
        self._text = text
        if ignore_case:
            lower = _lower(text)
            spelt = lower if text.isascii() else _replaced(_BEYOND_ASCII, _FOLDED_SPELT, lower)
        else:
            spelt = _replaced(_BEYOND_ASCII_OR_CAPITAL, _SPELT, text)
        self.data = spelt.encode()
        self._ends: list[int] | None = None

    def to_text(self, offset: int) -> int | None:
        """The offset in code points of a byte, or None inside the spelling of one character."""
        if len(self.data) == len(self._text):
            return offset
        ends, starts, shifts = self._offsets()
        index = bisect_right(ends, offset)
        if index < len(starts) and starts[index] < offset:
            return None
        return offset - shifts[index]

    def from_text(self, offset: int) -> int:
        """The offset in bytes of a code point."""
        if len(self.data) == len(self._text):
            return offset
        ends, _, shifts = self._offsets()
        index = bisect_right(range(len(ends)), offset, key=lambda each: ends[each] - shifts[each + 1])
        return offset + shifts[index]

    def _offsets(self) -> tuple[list[int], list[int], list[int]]:
        """Of each character of more than one byte, its end and start in bytes; and the bytes too many before it."""
        if self._ends is None:
            pattern, table = (_BEYOND_ASCII, _FOLDED_SPELT) if self.ignore_case else (_BEYOND_ASCII_OR_CAPITAL, _SPELT)
            self._ends, self._starts, self._shifts = [], [], [0]
            shift = 0
            for run in pattern.finditer(self._text):
                for at, char in enumerate(run[0], run.start()):
                    self._starts.append(at + shift)
                    shift += len(table[ord(char)].encode()) - 1
                    self._ends.append(at + shift + 1)
                    self._shifts.append(shift)
        return self._ends, self._starts, self._shifts


def _lower(text: str) -> str:
    # "İ" is the one letter whose small form has two code points: it stays as it is.
    return text.lower() if "İ" not in text else "İ".join(part.lower() for part in text.split("İ"))


class Haystack:
    """A text that many patterns are looked for in; what each engine needs is made once, when asked for."""

    __slots__ = ("_encoded", "_folded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: dict[bool, str] = {}
        self._encoded: dict[bool, Encoded] = {}

    def folded(self, ignore_case: bool) -> str:
        """The text with as many code points, in which equal characters match."""
        if ignore_case not in self._folded:
            text = _lower(self.text) if ignore_case else self.text
            table = _FOLDED if ignore_case else _WHOLE
            self._folded[ignore_case] = text if text.isascii() else _replaced(_BEYOND_ASCII, table, text)
        return self._folded[ignore_case]

    def encoded(self, ignore_case: bool) -> Encoded:
        """The text as google-re2 gets it."""
        if ignore_case not in self._encoded:
            self._encoded[ignore_case] = Encoded(self.text, ignore_case)
        return self._encoded[ignore_case]
