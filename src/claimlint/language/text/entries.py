"""Entries of word lists, several words long: which of them stand in a text, told in one walk from each of its words.

An entry is written as its words; ``a/b`` is either, a word ending in ``*`` stands for every word that begins so, and
``~`` for up to `MOST_GAP` words of any kind. Entries that begin alike share their beginnings, so a list may hold
hundreds that begin with "this".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimlint.remembered import Remembered

GAP = "~"
MOST_GAP = 3
_MOST_KNOWN = 10_000
"""First words that are remembered."""


class _Node:
    """What may follow the words so far."""

    __slots__ = ("gap", "kinds", "stems", "words")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        """Of the entries that end here."""
        self.words: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.gap: _Node | None = None


class Entries:
    """Entries of several kinds.

    >>> entries = Entries()
    >>> entries.add("page", "this ~ post/page")
    >>> entries.add("money", "commission*")
    >>> list(entries.found("this little post earns commissions".split()))
    [('page', 0, 3), ('money', 4, 5)]
    """

    def __init__(self) -> None:
        self._root = _Node()
        self._begun: Remembered[str, tuple[_Node, ...]] = Remembered(self._followers, most=_MOST_KNOWN)

    def add(self, kind: str, entry: str) -> None:
        """Add an entry of a kind."""
        ends = [self._root]
        for piece in entry.split():
            ends = [_next(node, word) for node in ends for word in piece.split("/")]
        for node in ends:
            node.kinds.append(kind)

    def _followers(self, token: str) -> tuple[_Node, ...]:
        return tuple(_followers(self._root, token))

    def first_words(self, kinds: frozenset[str]) -> Iterator[str]:
        """Yield the words with which entries of some kinds begin, those with a ``*`` that are beginnings."""
        for star, words in (("", self._root.words), ("*", self._root.stems)):
            for word, node in words.items():
                if not kinds.isdisjoint(_kinds_below(node)):
                    yield word + star

    def found(self, tokens: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the kind of each entry that stands there, with its first token and the one behind its last."""
        for start, followers in enumerate(map(self._begun.__getitem__, tokens)):
            for follower in followers:
                for node, end in _ends(follower, tokens, start + 1):
                    for kind in node.kinds:
                        yield kind, start, end


def _next(node: _Node, word: str) -> _Node:
    if word == GAP:
        node.gap = node.gap or _Node()
        return node.gap
    if word.endswith("*"):
        return node.stems.setdefault(word[:-1], _Node())
    return node.words.setdefault(word, _Node())


def _kinds_below(node: _Node) -> Iterator[str]:
    yield from node.kinds
    for follower in (*node.words.values(), *node.stems.values(), *([node.gap] if node.gap else [])):
        yield from _kinds_below(follower)


def _followers(node: _Node, token: str) -> Iterator[_Node]:
    follower = node.words.get(token)
    if follower is not None:
        yield follower
    if node.stems:
        for length in range(1, len(token) + 1):
            follower = node.stems.get(token[:length])
            if follower is not None:
                yield follower


def _steps(node: _Node, tokens: Sequence[str], at: int) -> Iterator[tuple[_Node, int]]:
    """Yield the ends of entries that go on from a node with the token ``at``, and the token behind each."""
    if at < len(tokens):
        for follower in _followers(node, tokens[at]):
            yield from _ends(follower, tokens, at + 1)


def _ends(node: _Node, tokens: Sequence[str], at: int) -> Iterator[tuple[_Node, int]]:
    """Yield a node if entries end there, before the token ``at``, and the ends of those that go on."""
    if node.kinds:
        yield node, at
    if node.words or node.stems:
        yield from _steps(node, tokens, at)
    if node.gap is not None:
        met: set[int] = set()
        for start in range(at, at + MOST_GAP + 1):
            for end, after in _steps(node.gap, tokens, start):
                # An entry stands there once, with the shortest gap.
                if id(end) not in met:
                    met.add(id(end))
                    yield end, after
