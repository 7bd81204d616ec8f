"""The strings that a match must hold or start with: looking for them first is what makes most patterns cheap."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from . import chars, tree
from .clues import MARK, SETS, Clues, best_clue, strength
from .text import fold

MAX_STRINGS = 64
MAX_UNION = 1000
MAX_PREFIX = 4
"""Longer starts would find hardly fewer places."""

Strings = frozenset[str]


class Edge(IntEnum):
    """What is known, behind a match, of the edge of a word there: that what follows begins a word or is none."""

    LOST = 0
    KEPT = 1
    """As much as before the match."""
    SURE = 2


class Facts(NamedTuple):
    """What is known of the texts a node matches; None for nothing."""

    exact: Strings | None
    """All of them, with a `MARK` where the pattern asks for the edge of a word."""
    required: tuple[Strings, ...]
    """Of each of these, one is part of each; the first says most of a text. Left out where all texts are known."""
    start: Strings | None
    """Each starts with one of these, which have no marks."""
    edge: Edge


_NOTHING = frozenset([""])
_UNKNOWN = Facts(None, (), None, Edge.LOST)
_EMPTY = Facts(_NOTHING, (), _NOTHING, Edge.KEPT)
_WORD_EDGE = Facts(frozenset([MARK]), (), _NOTHING, Edge.SURE)


def clues(node: tree.Node) -> Clues:
    """What texts must hold for `node` to match; nothing where no string is known to be in every match."""
    required = required_strings(facts(node, not tree.counts_case(node)))
    return tuple(least({fold(best_clue(string)) for string in strings}, at_start=False) for strings in required)


def required_strings(known: Facts, at_edge: bool = False) -> tuple[Strings, ...]:
    """The sets of strings of each of which one is part of every match."""
    return known.required if known.exact is None else _best([_begun(known.exact, at_edge)])


def facts(node: tree.Node, folds: bool, at_edge: bool = False) -> Facts:
    """The facts about `node`, for texts that are folded or not; `at_edge`: whether no word goes on where it matches."""
    match node:
        case tree.Text(text, ignore_case):
            if MARK in text:
                return _UNKNOWN
            if folds or not ignore_case:
                return _exactly(frozenset([text]))
            forms = [[tree.Text(chr(code), False) for code in chars.same_letter(ord(char))] for char in text]
            return _sequence([tree.Choice(tuple(each)) for each in forms], folds, at_edge)
        case tree.Set(members, _):
            return _class_facts(members, folds)
        case tree.Assertion(kind):
            return _WORD_EDGE if kind == "b" else _EMPTY
        case tree.Sequence(parts):
            return _sequence(parts, folds, at_edge)
        case tree.Choice(branches):
            return _choice([facts(branch, folds, at_edge) for branch in branches], at_edge)
        case tree.Group(body, _):
            return facts(body, folds, at_edge)
        case tree.Repeat(body, low, high, _):
            inner = facts(body, folds, at_edge)
            if high == 1:
                return inner if low else _choice([inner, _EMPTY], at_edge)
            if low:
                return inner._replace(exact=None, required=required_strings(inner, at_edge))
            return _UNKNOWN._replace(edge=min(inner.edge, Edge.KEPT))


def plain(strings: Strings) -> tuple[str, ...]:
    """`strings` without their marks, as they stand in a text: what is enough to look for."""
    return least(map(_unmarked, strings), at_start=False)


def _exactly(strings: Strings) -> Facts:
    start = frozenset(_unmarked(each)[:MAX_PREFIX] for each in strings)
    edge = min(map(_edge_after, {each[-1:] for each in strings}))
    return Facts(strings, (), start, edge)


def _begun(strings: Strings, at_edge: bool) -> Strings:
    return frozenset(MARK + each for each in strings) if at_edge else strings


def _edge_after(char: str) -> Edge:
    if not char:
        return Edge.KEPT
    return Edge.LOST if chars.is_word_char(char) else Edge.SURE


def _unmarked(string: str) -> str:
    return string.replace(MARK, "")


def _class_facts(members: chars.CharClass, folds: bool) -> Facts:
    ranges = chars.normal(members.plain + members.word)
    if not ranges or sum(last - first + 1 for first, last in ranges) > 32:
        return _UNKNOWN
    each = {chr(code) for first, last in ranges for code in range(first, last + 1)}
    strings = {chars.fold_char(char) for char in each} if folds else each
    return _exactly(frozenset(strings)) if len(strings) <= 8 and MARK not in strings else _UNKNOWN


def _sequence(parts: Iterable[tree.Node], folds: bool, at_edge: bool) -> Facts:
    """Joins neighbours while all their texts are known, so that "c", "u" and "r" become "cur"."""
    exact: Strings | None = _NOTHING
    start: Strings | None = _NOTHING
    growing = True
    edge = Edge.KEPT
    run: Strings = _NOTHING
    run_at_edge = at_edge
    required: list[Strings] = []
    for node in parts:
        before = _holds(edge, at_edge)
        part = facts(node, folds, before)
        edge = part.edge if part.edge is not Edge.KEPT else edge
        product = _product(run, part.exact)
        if growing:
            start = _product(start, part.start, MAX_PREFIX) or start
            growing = product is not None
        if product is not None:
            run = product
            continue
        exact = None
        required += [_begun(run, run_at_edge), *part.required]
        run, run_at_edge = (_NOTHING, _holds(edge, at_edge)) if part.exact is None else (part.exact, before)
    if exact is not None:
        return _exactly(run)
    return Facts(None, _best([*required, _begun(run, run_at_edge)]), start, edge)


def _holds(edge: Edge, before: bool) -> bool:
    return edge is Edge.SURE or (edge is Edge.KEPT and before)


def _product(left: Strings | None, right: Strings | None, length: int | None = None) -> Strings | None:
    if left is None or right is None:
        return None
    # One string joined to many makes no more of them.
    most = MAX_UNION if len(left) == 1 or len(right) == 1 else MAX_STRINGS
    if len(left) * len(right) > most:
        return None
    return frozenset((first + second)[:length] for first in left for second in right)


def _choice(branches: list[Facts], at_edge: bool) -> Facts:
    exact = _union([each.exact for each in branches])
    start = _union([each.start for each in branches])
    edge = min(each.edge for each in branches)
    if exact is not None:
        return Facts(exact, (), start, edge)
    each_required = [required_strings(each, at_edge) for each in branches]
    if not all(each_required):
        return Facts(None, (), start, edge)
    # The second of one branch goes with the second of another, and a branch that has but one gives it twice.
    required = [_union([sets[min(place, len(sets) - 1)] for sets in each_required]) for place in range(SETS)]
    return Facts(None, _best([each for each in required if each]), start, edge)


def _union(sets: list[Strings | None]) -> Strings | None:
    known = [each for each in sets if each is not None]
    union = frozenset().union(*known)
    return union if len(known) == len(sets) and len(union) <= MAX_UNION else None


def _best(candidates: Iterable[Strings]) -> tuple[Strings, ...]:
    """The sets that fewest texts will hold a member of."""
    rated = {each: (min(map(strength, each), default=0), -len(each)) for each in candidates}
    useful = [each for each, (least_strength, _) in rated.items() if least_strength > 0]
    return tuple(sorted(useful, key=rated.__getitem__, reverse=True)[:SETS])


def least(strings: Iterable[str], *, at_start: bool) -> tuple[str, ...]:
    """`strings` less those that hold another (that start with it), shortest first: what is enough to look for."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda each: (len(each), each)):
        if not any(string.startswith(each) if at_start else each in string for each in kept):
            kept.append(string)
    return tuple(kept)
