"""Answers kept by question: what an article has is mostly what others had."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """What a function says of values, asked once for each; with too many of them it begins anew.

    >>> sizes = Remembered(len)
    >>> sizes["gut"], list(map(sizes.__getitem__, ["gut", "feeling"]))
    (3, [3, 7])
    """

    def __init__(self, ask: Callable[[K], V], most: int = 50_000) -> None:
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, value: K) -> V:
        if len(self) >= self._most:
            self.clear()
        answer = self[value] = self._ask(value)
        return answer
