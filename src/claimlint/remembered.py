"""Answers kept by question: what an article has is mostly what others had."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

_LONGEST = 64
"""Characters of a question that is kept: longer ones hardly come again."""


class Remembered(dict[K, V]):
    """What a function says of values, asked once for each; forgets those that were not wanted for long.

    Holds ``most`` answers and as many older ones, of which those that are wanted again become young.

    >>> sizes = Remembered(len)
    >>> sizes["gut"], list(map(sizes.__getitem__, ["gut", "feeling"]))
    (3, [3, 7])
    """

    def __init__(self, ask: Callable[[K], V], most: int = 25_000) -> None:
        super().__init__()
        self._ask = ask
        self._most = most
        self._older: dict[K, V] = {}

    def __missing__(self, value: K) -> V:
        if isinstance(value, str) and len(value) > _LONGEST:
            return self._ask(value)
        if len(self) >= self._most:
            self._older = dict(self)
            self.clear()
        answer = self[value] = self._older[value] if value in self._older else self._ask(value)
        return answer
