"""Where a pattern stands: spans in two columns, because a large text has a hundred matches a kilobyte."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from claimlint.source import Span


class Places(Sequence[Span]):
    """Disjoint spans in ascending order, made when they are asked for.

    >>> places = Places([(0, 2), (5, 9)])
    >>> places[1], places.within(Span(1, 3))
    (Span(start=5, end=9), [Span(start=0, end=2)])
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, places: Iterable[tuple[int, int]] = ()) -> None:
        self._starts = array("I")
        self._ends = array("I")
        for start, end in places:
            self._starts.append(start)
            self._ends.append(end)

    def within(self, around: Span) -> list[Span]:
        """Return those that overlap a stretch."""
        starts, ends = self._starts, self._ends
        first, last = bisect_right(ends, around.start), bisect_left(starts, around.end)
        return [Span(starts[index], ends[index]) for index in range(first, last)]

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    @overload
    def __getitem__(self, index: int) -> Span: ...

    @overload
    def __getitem__(self, index: slice) -> list[Span]: ...

    def __getitem__(self, index: int | slice) -> Span | list[Span]:
        if isinstance(index, slice):
            return list(map(Span, self._starts[index], self._ends[index]))
        return Span(self._starts[index], self._ends[index])


NOWHERE = Places()
