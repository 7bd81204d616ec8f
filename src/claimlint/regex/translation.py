r"""Patterns in google-re2's syntax and in the spelling that `text` gives to texts.

The translation writes every class out, so that what ``\w``, ``\s`` and case mean is decided in
`chars` alone. google-re2 need not be there for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claimlint.late import regex

from . import chars, tree
from .clues import Clues
from .literals import clues
from .syntax import parse
from .text import spelling

Prepared = tuple[bool, bool, bytes, Clues]
"""What is worth keeping of a pattern: what `translated` returns, and its clues."""

_CAPITALS = (ord("A"), ord("Z"))
_NOTHING = r"[^\x00-\x{10FFFF}]"
_UNCHANGED = regex(r"[a-z0-9 _',/-]+")
_SAME = r"""a-zA-Z0-9 _'"%/,;:!&=~<>@#\u2018-\u201e\u2013\u2014\u2026"""
_SAME_CLASS = regex(rf"\[-?(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|[{_SAME}.+*?()|$])+-?\]")
_PLAIN = regex(
    rf"""(?:(?:[{_SAME}-]|\.|\\[wdsDSW.+*?()|$^/-]|\[\^?(?:[^]\\^[:]|\\[wdsn.+*?()|$^/-])+\]|\))"""
    r"""(?:[?*+]\??|\{[0-9]{1,2}(?:,[0-9]{0,2})?\}\??)?|\\b|\((?:\?:)?|\|)*"""
)
"""What most rules are made of: what reads the same in both spellings, and classes, which are the same few again
and again. Parsing the whole saves nothing."""
_PIECE = regex(r"\\.|\[(?:\\.|[^\]])*\]|\.|[A-Z]+", re.S)


def prepare(pattern: str, ignore_case: bool) -> Prepared:
    """Work out what takes longer than a text is searched for the pattern."""
    return *translated(pattern, ignore_case), clues(parse(pattern, ignore_case))


def translated(pattern: str, ignore_case: bool) -> tuple[bool, bool, bytes]:
    """Whether it reads folded texts, whether google-re2 finds it only where it is, and its source."""
    if ignore_case and _PLAIN.fullmatch(pattern):
        return True, True, _PIECE.sub(_translated_piece, pattern).encode()
    node = parse(pattern, ignore_case)
    folds = not tree.counts_case(node)
    exact = r"\B" not in pattern or not tree.has_inner_place(node)
    return folds, exact, translate(node, folds, whole=not exact).encode()


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
