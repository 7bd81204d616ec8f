"""Terms of the claim lexicons by their first word, each read when its first word occurs.

A wheel holds all forms of all terms worked out, as two texts: the first words, and
for each the terms that begin with it. An article has few of them, so that only those
are taken apart.
"""

from __future__ import annotations

from collections.abc import Sequence

Entry = tuple[list[str], int, int, bool]
"""The words after the first, the classes, the forms, and whether only capitals count."""
Seconds = dict[str, list[Entry]]
"""Terms with one first word by their second (empty: there is none; ``*``: the object), the longest first."""


class TermTable:
    """All terms of some lexicons in all their forms.

    >>> TermTable(["sore", "flu"], ["4:0:0:throat|8:0:0:", "1:0:0:"]).get("sore")
    {'throat': [(['throat'], 4, 0, False)], '': [([], 8, 0, False)]}
    """

    __slots__ = ("_lines", "_read")

    def __init__(self, words: Sequence[str], lines: Sequence[str]) -> None:
        self._lines = dict(zip(words, lines, strict=True))
        self._read: dict[str, Seconds] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._lines

    def get(self, word: str) -> Seconds | None:
        """Return the terms that begin with a word, None where there are none."""
        found = self._read.get(word)
        if found is None and word in self._lines:
            found = self._read[word] = _seconds(self._lines[word])
        return found

    def alone(self, word: str) -> Sequence[Entry]:
        """Return what a word is by itself."""
        return (self.get(word) or {}).get("", ())

    def packed(self) -> list[str]:
        """Return the two texts that ``unpacked`` reads."""
        return ["\n".join(self._lines), "\n".join(self._lines.values())]


def unpacked(texts: Sequence[str]) -> TermTable:
    """Return a table from its two texts."""
    words, lines = texts
    return TermTable(words.split("\n"), lines.split("\n"))


def _seconds(line: str) -> Seconds:
    found: Seconds = {}
    for item in line.split("|"):
        classes, forms, caps, rest = item.split(":")
        words = rest.split(" ") if rest else []
        found.setdefault(words[0] if words else "", []).append((words, int(classes), int(forms), caps == "1"))
    return found


class Terms:
    """Terms on their way into a table."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, ...], list[int]] = {}

    def add(self, words: tuple[str, ...], classes: int, forms: int, caps: bool) -> None:
        """Add a form of a term; what is said of equal words adds up."""
        entry = self._entries.setdefault(words, [0, 0, 1])
        entry[0] |= classes
        entry[1] |= forms
        entry[2] &= caps

    def table(self) -> TermTable:
        """Return the table, the longest terms first."""
        found: dict[str, list[str]] = {}
        for words, (classes, forms, caps) in sorted(self._entries.items(), key=lambda item: -len(item[0])):
            found.setdefault(words[0], []).append(f"{classes}:{forms}:{caps}:{' '.join(words[1:])}")
        return TermTable(list(found), ["|".join(items) for items in found.values()])
