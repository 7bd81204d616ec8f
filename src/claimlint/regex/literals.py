"""The strings that a match must hold or start with: looking for them first is what makes most patterns cheap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from . import chars, tree

MAX_STRINGS = 64
MAX_PREFIX = 4
"""Longer starts would find hardly fewer places."""

Strings = frozenset[str]


class Facts(NamedTuple):
    """What is known of the texts a node matches; None for nothing."""

    exact: Strings | None
    """All of them."""
    required: Strings | None
    """One of these is part of each."""
    start: Strings | None
    """Each starts with one of these."""


_UNKNOWN = Facts(None, None, None)
_EMPTY = Facts(frozenset([""]), None, frozenset([""]))


def facts(node: tree.Node, folds: bool) -> Facts:
    """The facts about `node`, for texts that are folded or not."""
    match node:
        case tree.Text(text, ignore_case):
            if folds or not ignore_case:
                return _exactly(frozenset([text]))
            return _sequence(_exactly(frozenset(map(chr, chars.same_letter(ord(char))))) for char in text)
        case tree.Set(members, _):
            return _class_facts(members, folds)
        case tree.Assertion():
            return _EMPTY
        case tree.Sequence(parts):
            return _sequence(facts(part, folds) for part in parts)
        case tree.Choice(branches):
            return _choice([facts(branch, folds) for branch in branches])
        case tree.Group(body, _):
            return facts(body, folds)
        case tree.Repeat(body, low, high, _):
            inner = facts(body, folds)
            if low == 0:
                return _choice([inner, _EMPTY]) if high == 1 else _UNKNOWN
            return inner if high == 1 else Facts(None, inner.required, inner.start)


def _exactly(strings: Strings) -> Facts:
    return Facts(strings, strings if "" not in strings else None, frozenset(each[:MAX_PREFIX] for each in strings))


def _class_facts(members: chars.CharClass, folds: bool) -> Facts:
    ranges = chars.normal(members.plain + members.word)
    if not ranges or sum(last - first + 1 for first, last in ranges) > 32:
        return _UNKNOWN
    each = {chr(code) for first, last in ranges for code in range(first, last + 1)}
    strings = {chars.fold_char(char) for char in each} if folds else each
    return _exactly(frozenset(strings)) if len(strings) <= 8 else _UNKNOWN


def _sequence(parts: Iterable[Facts]) -> Facts:
    """Joins neighbours while all their texts are known, so that "c", "u" and "r" become "cur"."""
    exact: Strings | None = frozenset([""])
    run: Strings = frozenset([""])
    required: Strings | None = None
    start: Strings | None = frozenset([""])
    growing = True
    for part in parts:
        product = _product(run, part.exact)
        if growing:
            start = _product(start, part.start if product is None else part.exact, MAX_PREFIX) or start
            growing = product is not None
        if product is None:
            exact = None
            required = _better(required, _better(run, part.required))
            run = part.exact or frozenset([""])
        else:
            run = product
    if exact is not None:
        return _exactly(run)
    return Facts(None, _better(required, run), start)


def _product(left: Strings | None, right: Strings | None, length: int | None = None) -> Strings | None:
    if left is None or right is None or len(left) * len(right) > MAX_STRINGS:
        return None
    return frozenset((first + second)[:length] for first in left for second in right)


def _choice(branches: list[Facts]) -> Facts:
    exact = _union([each.exact for each in branches])
    return Facts(exact, _union([each.required for each in branches]), _union([each.start for each in branches]))


def _union(sets: list[Strings | None]) -> Strings | None:
    known = [each for each in sets if each is not None]
    union = frozenset().union(*known)
    return union if len(known) == len(sets) and len(union) <= 1000 else None


def _better(left: Strings | None, right: Strings | None) -> Strings | None:
    """The set that fewer texts will hold a member of."""
    candidates = [each for each in (left, right) if each is not None and "" not in each]
    return max(candidates, key=lambda each: (min(map(len, each)), -len(each)), default=None)


def least(strings: Strings, *, at_start: bool) -> tuple[str, ...]:
    """`strings` less those that hold another (that start with it), shortest first: what is enough to look for."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda each: (len(each), each)):
        if not any(string.startswith(each) if at_start else each in string for each in kept):
            kept.append(string)
    return tuple(kept)
