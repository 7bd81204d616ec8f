"""The text of an article as it was read, and the arithmetic of its positions.

Offsets inside claimlint count code points of the decoded text after the byte
order mark, with line ends untouched. Lines, columns, UTF-16 units and bytes are
derived here and only asked for by the last function before a user.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from functools import cached_property

from claimlint.errors import SourceError
from claimlint.late import dataclass, regex

_LINE_END = regex(r"\r\n|\n|\r")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CURLY_IN_WINDOWS_1252 = frozenset(b"\x91\x92\x93\x94")
_UNUSED_IN_WINDOWS_1252 = frozenset(b"\x81\x8d\x8f\x90\x9d")
_HIGH_BYTES = regex(rb"[\x80-\xff]+")
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(2, 5).length
    3
    >>> Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).overlaps(Span(5, 9))
    (True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    @property
    def length(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether both share a code point; an empty span overlaps what it lies strictly inside."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as people count it: 1-based line, 1-based column in code points."""

    line: int
    column: int


class LineIndex:
    """Lines of a text, ended by LF, CRLF or a lone CR and by nothing else.

    ``str.splitlines`` also splits on form feeds, U+0085 and U+2028, which no
    editor counts as lines, so it is not used.

    >>> index = LineIndex("a\\r\\nb\\u2028c\\rd")
    >>> index.count, index.position(3), index.position(7)
    (3, Position(line=2, column=1), Position(line=3, column=1))
    """

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0]
        self._ends = []
        for match in _LINE_END.finditer(text):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(len(text))

    @property
    def count(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """Return the position of a code-point offset between 0 and the length of the text."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} outside a text of {len(self.text)} code points")
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """Return the span of a 1-based line without its line end."""
        return Span(self._starts[line - 1], self._ends[line - 1])

    def line_text(self, line: int) -> str:
        span = self.line_span(line)
        return self.text[span.start : span.end]

    def utf16_column(self, offset: int) -> int:
        """Return the 1-based column in UTF-16 code units, as SARIF and LSP count."""
        return len(self._before(offset).encode("utf-16-le", "surrogatepass")) // 2 + 1

    def byte_column(self, offset: int) -> int:
        """Return the 1-based column in UTF-8 bytes, as rdjson counts."""
        return len(self._before(offset).encode("utf-8", "surrogatepass")) + 1

    def _before(self, offset: int) -> str:
        line = bisect_right(self._starts, offset)
        return self.text[self._starts[line - 1] : offset]


@dataclass(frozen=True)
class Source:
    """A decoded article: where it came from, what it says and in which format."""

    path: str
    """As shown to users: relative where possible, ``/`` between folders, ``<stdin>`` for a pipe."""
    text: str
    """Decoded, without the byte order mark, line ends untouched."""
    format: str = "text"
    """A key of the parser table: ``markdown``, ``html``, ``text`` or one a plug-in adds."""
    encoding: str = "utf-8"
    """The codec that read it, without the mark: ``utf-8``, ``utf-16-le``, ``cp1252`` ..."""
    bom: bool = False
    """Whether a byte order mark stood in front, to be written back by fixes."""

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.text)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]


def decode(data: bytes, path: str, encoding: str | None = None) -> tuple[str, str, bool]:
    """Decode bytes into (text, encoding, whether a byte order mark stood in front).

    ``encoding`` is what the configuration says for the path; a byte order mark
    wins over it. Without either the bytes must be UTF-8. Raises SourceError with
    the byte offset of the first byte that cannot be read, and the likely encoding.
    """
    bom, codec = next((pair for pair in _BOMS if data.startswith(pair[0])), (b"", encoding or "utf-8"))
    if not bom and codec == "utf-8" and b"\0" in data:
        raise SourceError(path, _binary_message(data), data.index(b"\0"))
    try:
        return data[len(bom) :].decode(codec), codec, bool(bom)
    except UnicodeDecodeError as error:
        offset = len(bom) + error.start
        raise SourceError(path, _undecodable_message(data, codec, offset), offset) from error
    except LookupError as error:
        raise SourceError(path, f"unknown encoding {codec!r} in the configuration") from error


def encode(text: str, encoding: str, bom: bool) -> bytes:
    """Encode text the way it was read, so that a fix changes nothing but its words."""
    mark = next((mark for mark, codec in _BOMS if codec == encoding), b"") if bom else b""
    return mark + text.encode(encoding)


def _binary_message(data: bytes) -> str:
    half = len(data) // 2
    if half and max(data[0::2].count(0), data[1::2].count(0)) > half * 0.6:
        return (
            f"not UTF-8: null byte at byte {data.index(0)}; this looks like UTF-16 without a byte"
            " order mark. Save it as UTF-8, or set `encoding:` for the path in the configuration."
        )
    return f"not text: null byte at byte {data.index(0)}. Leave binary files out with `exclude:`."


def _undecodable_message(data: bytes, codec: str, offset: int) -> str:
    byte = data[offset] if offset < len(data) else 0
    text = f"not valid {codec.upper()} at byte {offset} (0x{byte:02x})"
    sample = data[max(0, offset - _SAMPLE) : offset + _SAMPLE]
    if codec == "utf-8" and _looks_like_windows_1252(sample):
        quotes = " (Word's curly quotes)" if set(sample) & _CURLY_IN_WINDOWS_1252 else ""
        return (
            f"{text}; this looks like Windows-1252{quotes}. Save it as UTF-8,"
            " or set `encoding: {path: cp1252}` in the configuration."
        )
    return f"{text}. Save it as UTF-8, or set `encoding:` for the path in the configuration."


def _looks_like_windows_1252(sample: bytes) -> bool:
    """Whether the bytes beyond ASCII stand alone, as accents and quotes of one byte do, and all mean something."""
    runs = _HIGH_BYTES.findall(sample)
    alone = sum(len(run) <= 2 for run in runs)
    return bool(runs) and alone * 5 >= len(runs) * 4 and not set(sample) & _UNUSED_IN_WINDOWS_1252
