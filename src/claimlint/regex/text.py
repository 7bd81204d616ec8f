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
from array import array
from bisect import bisect_right
from collections.abc import Callable

from claimlint.late import regex

from .chars import fold_char, is_word_char

_DIGITS = str.maketrans("0123456789abcdef", "ABCDEFGHIJKLMNOP")
# One and then any number, not "one or more": `re` skips to a class twice as fast when it stands alone.
# And what they are not, because to compile a range up to the last code point takes it 5 ms.
_BEYOND_ASCII = regex(r"([^\x00-\x7f][^\x00-\x7f]*)")
_BEYOND_ASCII_OR_CAPITAL = regex(r"([^\x00-@\[-\x7f][^\x00-@\[-\x7f]*)")


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


class _Table(dict[int | str, str]):
    """What characters and code points become, filled as they turn up; `str.translate` takes it."""

    def __init__(self, value: Callable[[str], str]) -> None:
        super().__init__()
        self.value = value

    def __missing__(self, key: int | str) -> str:
        return self.setdefault(key, self.value(chr(key) if isinstance(key, int) else key))


_WHOLE = _Table(_whole)
_FOLDED = _Table(_folded)
_SPELT = _Table(_spelt)
_FOLDED_SPELT = _Table(lambda char: _spelt(_folded(char)))


def _replaced(runs: re.Pattern[str], table: _Table, text: str) -> str:
    """`text` with each character of `runs` replaced; most runs are single characters, which saves half."""
    # Taken apart and put together: asking a function for each run takes three times as long.
    parts = runs.split(text)
    parts[1::2] = [table[run] if len(run) == 1 else run.translate(table) for run in parts[1::2]]
    return "".join(parts)


class Encoded:
    """A text in the spelling for google-re2, with offsets that lead back to it."""

    __slots__ = ("_bytes", "_characters", "_runs", "_table", "_text", "_widths", "data")

    def __init__(self, text: str, plain: str, ignore_case: bool) -> None:
        self._text = text
        self._runs = _BEYOND_ASCII if ignore_case else _BEYOND_ASCII_OR_CAPITAL
        self._table = _FOLDED_SPELT if ignore_case else _SPELT
        self.data = (plain if ignore_case and text.isascii() else _replaced(self._runs, self._table, plain)).encode()
        # One for each run beyond ASCII and each stretch between: as lists they would take five times the text.
        self._bytes = array("I")
        self._characters = array("I")
        self._widths = array("B")

    def to_text(self, offset: int) -> int | None:
        """The offset in code points of a byte, or None inside the spelling of one character."""
        if len(self.data) == len(self._text):
            return offset
        if not self._bytes:
            self._measure()
        stretch = bisect_right(self._bytes, offset) - 1
        characters, inside = divmod(offset - self._bytes[stretch], self._widths[stretch])
        return None if inside else self._characters[stretch] + characters

    def from_text(self, offset: int) -> int:
        """The offset in bytes of a code point."""
        if not offset or len(self.data) == len(self._text):
            return offset
        if offset == len(self._text):
            return len(self.data)
        if not self._bytes:
            self._measure()
        stretch = bisect_right(self._characters, offset) - 1
        return self._bytes[stretch] + (offset - self._characters[stretch]) * self._widths[stretch]

    def _measure(self) -> None:
        """Cuts the text into stretches whose characters are equally wide in bytes."""
        at = size = 0
        width = 0
        for run in self._runs.finditer(self._text):
            start = run.start()
            if start > at or not at:
                self._stretch(size, at, width := 1)
                size += start - at
            for at, char in enumerate(run[0], start):
                wide = len(self._table[char].encode())
                if wide != width:
                    self._stretch(size, at, width := wide)
                size += wide
            at += 1
        self._stretch(size, at, 1)

    def _stretch(self, size: int, at: int, width: int) -> None:
        self._bytes.append(size)
        self._characters.append(at)
        self._widths.append(width)


def _lower(text: str) -> str:
    # "İ" is the one letter whose small form has two code points: it stays as it is.
    return text.lower() if "İ" not in text else "İ".join(part.lower() for part in text.split("İ"))


def fold(text: str) -> str:
    """`text` with as many code points, in which equal characters are the same when case is ignored."""
    return _fold(_lower(text))


def _fold(lowered: str) -> str:
    return lowered if lowered.isascii() else _replaced(_BEYOND_ASCII, _FOLDED, lowered)


def _whole_text(text: str) -> str:
    return text if text.isascii() else _replaced(_BEYOND_ASCII, _WHOLE, text)


class Haystack:
    """A text that many patterns are looked for in; what each engine needs is made once, when asked for."""

    __slots__ = ("_encoded", "_folded", "_lowered", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._lowered: str | None = None
        self._folded: dict[bool, str] = {}
        self._encoded: dict[bool, Encoded] = {}

    @property
    def lowered(self) -> str:
        """The text in small letters, with as many code points."""
        if self._lowered is None:
            self._lowered = _lower(self.text)
        return self._lowered

    def folded(self, ignore_case: bool) -> str:
        """The text with as many code points, in which equal characters match."""
        if ignore_case not in self._folded:
            self._folded[ignore_case] = _fold(self.lowered) if ignore_case else _whole_text(self.text)
        return self._folded[ignore_case]

    def encoded(self, ignore_case: bool) -> Encoded:
        """The text as google-re2 gets it."""
        if ignore_case not in self._encoded:
            self._encoded[ignore_case] = Encoded(self.text, self.lowered if ignore_case else self.text, ignore_case)
        return self._encoded[ignore_case]
