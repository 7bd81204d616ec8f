r"""Matching by google-re2: patterns translated to the spelling that `text` gives to texts.

The translation writes every class out, so that what ``\w``, ``\s`` and case mean is decided in
`chars` alone. Patterns go to google-re2 as bytes: given `str` it counts offsets anew for every
match, which measured three times slower than bytes and bisection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from . import chars, tree
from .pure import PureProgram
from .syntax import parse
from .text import Haystack, spelling

PATTERN_MEMORY = 64 << 20
"""Bytes that google-re2 may use at most for one pattern; it starts with far less."""

FILTER_BYTES = 24 << 10
"""Pattern text in one filter: its memory cannot be set, and seldom ends at less than twice as much."""

_SENTINEL = b"\x01every text\x01"
"""Put behind every text, so that a set that does not find it is known to have failed."""

_CAPITALS = (ord("A"), ord("Z"))
_NOTHING = r"[^\x00-\x{10FFFF}]"
_UNCHANGED = re.compile(r"[a-z0-9 _',/-]+")
_SAME = r"""a-zA-Z0-9 _'"%/,;:!&=~<>@#\u2018-\u201e\u2013\u2014\u2026"""
_SAME_CLASS = re.compile(rf"\[-?(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|[{_SAME}.+*?()|$])+-?\]")
_PLAIN = re.compile(
    rf"""(?:(?:[{_SAME}-]|\.|\\[wdsDSW.+*?()|$^/-]|\[\^?(?:[^]\\^[:]|\\[wdsn.+*?()|$^/-])+\]|\))"""
    r"""(?:[?*+]\??|\{[0-9]{1,2}(?:,[0-9]{0,2})?\}\??)?|\\b|\((?:\?:)?|\|)*"""
)
"""What most rules are made of: what reads the same in both spellings, and classes, which are the same few again
and again. Parsing the whole saves nothing."""
_PIECE = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|\.|[A-Z]+", re.S)


@lru_cache(maxsize=1)
def _module() -> Any:
    # The package has no type stubs, and importing it is put off until a pattern is compiled.
    import re2  # type: ignore[import-untyped,unused-ignore]

    return re2


def is_available() -> bool:
    """Whether google-re2 can be imported, and is google's (others use the same import name)."""
    try:
        return hasattr(_module(), "Set")
    except ImportError:
        return False


@lru_cache(maxsize=8)
def _options(memory: int) -> Any:
    options = _module().Options()
    options.max_mem = memory
    options.log_errors = False
    options.never_capture = True
    return options


class Re2Program:
    """One pattern.

    ``folds`` says which of the two encodings of a text it reads; ``exact`` that google-re2 finds it
    only where it is: ``\\B`` also holds inside the spelling of one character, where `spans` ignores it.
    """

    __slots__ = ("_compiled", "exact", "folds", "ignore_case", "pattern", "source")

    def __init__(self, pattern: str, ignore_case: bool) -> None:
        self.pattern = pattern
        self.ignore_case = ignore_case
        self._compiled: Any = None
        if ignore_case and _PLAIN.fullmatch(pattern):
            self.folds = self.exact = True
            self.source = _PIECE.sub(_translated_piece, pattern).encode()
            return
        node = parse(pattern, ignore_case)
        self.folds = not tree.counts_case(node)
        self.exact = r"\B" not in pattern or not tree.has_inner_place(node)
        self.source = translate(node, self.folds, whole=not self.exact).encode()

    def spans(self, haystack: Haystack, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The matches that lie within `start` and `end`, in code points, half-open."""
        compiled = self.compile()
        if isinstance(compiled, PureProgram):
            yield from compiled.spans(haystack, start, end)
            return
        encoded = haystack.encoded(self.folds)
        previous = None
        for match in compiled.finditer(encoded.data, encoded.from_text(start), encoded.from_text(end)):
            first, last = match.span()
            if first == last and (previous == (first, last) or encoded.to_text(first) is None):
                # google-re2 repeats an empty match, and finds them inside of characters too.
                continue
            previous = first, last
            begin, stop = encoded.to_text(first), encoded.to_text(last)
            assert begin is not None and stop is not None, "a match that is not empty ends where a character ends"
            yield begin, stop

    def occurs(self, haystack: Haystack) -> bool:
        """Whether there is a match."""
        return next(self.spans(haystack, 0, len(haystack.text)), None) is not None

    def take(self, compiled: Any) -> None:
        """Use google-re2's object for this pattern that is there already."""
        if self._compiled is None:
            self._compiled = compiled

    def compile(self) -> Any:
        """google-re2's object, or the other engine where the pattern is too large for this one."""
        if self._compiled is None:
            try:
                self._compiled = _module().compile(self.source, _options(PATTERN_MEMORY))
            except _module().error:
                # Either this is no pattern, which the other engine's parser says, or it is too large.
                self._compiled = PureProgram(self.pattern, self.ignore_case)
        return self._compiled


class Re2Set:
    """Many patterns at once: one pass for the strings that they need, then those whose strings are there.

    One automaton for all patterns would answer at once, but it is so large that every new text still
    visits states never built before: measured fifty times slower on texts it has not seen.
    """

    __slots__ = ("_filters", "_programs", "_unfiltered")

    def __init__(self, programs: Sequence[Re2Program]) -> None:
        self._programs = programs
        self._filters: list[tuple[bool, list[int], Any]] | None = None
        self._unfiltered: set[int] = set()

    def possible(self, haystack: Haystack) -> set[int]:
        """The indices of the programs whose strings are there, so that they may match."""
        if self._filters is None:
            self._filters = [each for portion in self._portions() for each in self._filtered(*portion)]
        possible = set(self._unfiltered)
        for folds, indices, strings in self._filters:
            found = strings.Match(haystack.encoded(folds).data + _SENTINEL, True)
            if not found or found[-1] != len(indices):
                # Not even the last, which is in every text, was found: memory ran out.
                possible.update(indices)
            else:
                possible.update([indices[each] for each in found[:-1]])
        return possible

    def matching(self, haystack: Haystack) -> set[int]:
        """The indices of the programs that match somewhere."""
        return {index for index in self.possible(haystack) if self._programs[index].occurs(haystack)}

    def _portions(self) -> Iterator[tuple[bool, list[int]]]:
        """Cut the programs into portions that google-re2 surely has the memory for: it tells of failures on stderr."""
        for folds in (True, False):
            portion: list[int] = []
            size = 0
            for index, program in enumerate(self._programs):
                length = len(program.source)
                if program.folds is not folds:
                    continue
                if length > FILTER_BYTES:
                    self._unfiltered.add(index)
                    continue
                if size + length > FILTER_BYTES:
                    yield folds, portion
                    portion, size = [], 0
                portion.append(index)
                size += length
            if portion:
                yield folds, portion

    def _filtered(self, folds: bool, indices: list[int]) -> Iterator[tuple[bool, list[int], Any]]:
        strings, error = _module().Filter(), _module().error
        kept: list[int] = []
        for index in indices:
            program = self._programs[index]
            try:
                strings.Add(program.source, _options(PATTERN_MEMORY))
            except error:
                program.compile()
                self._unfiltered.add(index)
                continue
            program.take(strings.re(len(kept)))
            kept.append(index)
        strings.Add(_SENTINEL, _options(PATTERN_MEMORY))
        try:
            strings.Compile()
            yield folds, kept, strings
        except error:
            # Few patterns can need many strings: sixteen for "[abcd][efgh]" and each as long as what follows.
            if len(kept) < 2:
                self._unfiltered.update(kept)
                return
            middle = len(kept) // 2
            yield from self._filtered(folds, kept[:middle])
            yield from self._filtered(folds, kept[middle:])


def _translated_piece(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] == "[" and not _SAME_CLASS.fullmatch(text):
        return _shorthand(text)
    if text[0] == "\\":
        return _shorthand(text) if text[1] in "wdsWDS" else text
    return _shorthand(text) if text == "." else text.lower()


@lru_cache(maxsize=256)
def _shorthand(name: str) -> str:
    return f"(?:{translate(parse(name, True), True, whole=False)})"


def translate(node: tree.Node, folds: bool, whole: bool) -> str:
    r"""`node` in google-re2's syntax and in the spelling of texts that are folded or not.

    With `whole`, classes take the spelling of a character whole: needed beside ``\B``, which holds inside it.
    """
    match node:
        case tree.Text(text, ignore_case):
            return _text(text, ignore_case, folds, whole)
        case tree.Set(members, _):
            return _char_class(members, folds, whole)
        case tree.Assertion(kind):
            return f"(?m:{kind})" if kind in "^$" else f"\\{kind}"
        case tree.Sequence(parts):
            return "".join([translate(part, folds, whole) for part in parts])
        case tree.Choice(branches):
            return f"(?:{'|'.join([translate(branch, folds, whole) for branch in branches])})"
        case tree.Repeat(body, low, high, greedy):
            counts = {(0, None): "*", (1, None): "+", (0, 1): "?", (low, low): f"{{{low}}}"}
            count = counts.get((low, high)) or f"{{{low},{'' if high is None else high}}}"
            return f"(?:{translate(body, folds, whole)}){count}{'' if greedy else '?'}"
        case tree.Group(body, _):
            return f"(?:{translate(body, folds, whole)})"


def _text(text: str, ignore_case: bool, folds: bool, whole: bool) -> str:
    if not ignore_case or folds:
        return text if _UNCHANGED.fullmatch(text) else "".join(map(_char, text))
    cased = (chars.ranges_class(((ord(char), ord(char)),), ignore_case=True) for char in text)
    return "".join([_char_class(each, folds, whole) for each in cased])


@lru_cache(maxsize=1024)
def _char(char: str) -> str:
    if "A" <= char <= "Z" or (char > "\x7f" and chars.is_word_char(char)):
        return spelling(ord(char))
    return char if char.isascii() and char.isalnum() else f"\\x{{{ord(char):x}}}"


@lru_cache(maxsize=1024)
def _char_class(members: chars.CharClass, folds: bool, whole: bool) -> str:
    plain = chars.without(members.plain, *_CAPITALS)
    spelt = chars.within(members.word, 128, chars.LAST)
    capitals = chars.within(members.plain, *_CAPITALS)
    if not whole and (folds or capitals == (_CAPITALS,)) and spelt == ((128, chars.LAST),):
        return f"[{_ranges(plain)}YZ][A-P]*"
    if not folds:
        spelt = capitals + spelt
    options = [f"[{_ranges(plain)}]"] if plain else []
    for first, last in chars.within(spelt, 0, 0xFFF):
        options += ["Y" + digits for digits in _digits(first, last, 3)]
    for first, last in chars.within(spelt, 0x1000, 0xFFFFF):
        options += ["Z" + digits for digits in _digits(first, last, 5)]
    if len(options) < 2:
        return options[0] if options else _NOTHING
    return f"(?:{'|'.join(options)})"


def _ranges(ranges: tuple[chars.Range, ...]) -> str:
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in ranges)


def _digits(first: int, last: int, width: int) -> Iterator[str]:
    """Patterns for the numbers from `first` to `last`, each spelt with `width` digits."""
    if width == 0:
        yield ""
        return
    unit = 16 ** (width - 1)
    low, low_rest = divmod(first, unit)
    high, high_rest = divmod(last, unit)
    if low == high:
        yield from (_digit(low, low) + rest for rest in _digits(low_rest, high_rest, width - 1))
        return
    if low_rest:
        yield from (_digit(low, low) + rest for rest in _digits(low_rest, unit - 1, width - 1))
        low += 1
    whole = high_rest == unit - 1
    if low <= high - (not whole):
        # Not {n}: google-re2 multiplies counts with those around and refuses more than 1000.
        yield _digit(low, high - (not whole)) + "[A-P]" * (width - 1)
    if not whole:
        yield from (_digit(high, high) + rest for rest in _digits(0, high_rest, width - 1))


def _digit(low: int, high: int) -> str:
    return chr(65 + low) if low == high else f"[{chr(65 + low)}-{chr(65 + high)}]"
