"""Which words are written for one another: one slip of the pen away, or of the same sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Set

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ENTRY = re.compile(r"^\s+\"([a-z]+)\": \"([^\"]*)\"", re.MULTILINE)


def one_slip(word: str, words: Set[str]) -> set[str]:
    """Return the words a letter less, more or other than ``word``, or with two in the wrong order."""
    found = set()
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        found.update(head + letter + tail for letter in _LETTERS)
        if tail:
            found.add(head + tail[1:])
            found.update(head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return (found & words) - {word}


def sounding_alike(script: str, wanted: Callable[[str], bool]) -> dict[str, set[str]]:
    """Return the wanted words of equal sound by word, from ``index.js`` of npm's cmu-pronouncing-dictionary."""
    groups: dict[str, set[str]] = defaultdict(set)
    for entry in _ENTRY.finditer(script):
        if wanted(entry[1]):
            groups[entry[2]].add(entry[1])
    return {word: group - {word} for group in groups.values() if len(group) > 1 for word in group}
