"""Find the words that every frame needs: run it after every change to ``rules/data/*-frames.yaml``.

    python scripts/build_frame_words.py

A pattern is gone through from left to right: wherever a word must begin, the words that can stand there are one set,
and every match has one of each set. A test fails while the table and the frames differ.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Iterator
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from claimlint.language.text.frames import Frame, read_frames  # noqa: E402
from claimlint.language.text.pattern_file import read_table  # noqa: E402
from claimlint.regex.syntax import parse  # noqa: E402
from claimlint.regex.tree import Assertion, Choice, Group, Node, Repeat, Sequence, Set, Text  # noqa: E402

TABLES = ("disclaimer-frames", "disclosure-frames")
MOST = 400
"""Texts that are kept apart; where there are more, only how they begin is known."""

COMMON = frozenset("the and for your with that this from have they what when will were been their".split())
"""Words of which another of the same text says more."""

Texts = tuple[frozenset[str], bool]
"""What a node can begin with, and whether that is all of it."""
UNKNOWN: Texts = (frozenset([""]), False)


def beginnings(node: Node) -> Texts:
    """Return what the texts that a node matches begin with, as far as it is known."""
    match node:
        case Text(text, _):
            return frozenset([text.lower()]), True
        case Assertion():
            return frozenset([""]), True
        case Group(body, _):
            return beginnings(body)
        case Repeat(body, 0, 1, _):
            texts, whole = beginnings(body)
            return (texts | {""}, True) if whole else UNKNOWN
        case Repeat(body, low, high, _):
            texts, whole = beginnings(body)
            return (texts, whole and high == 1) if low else UNKNOWN
        case Choice(branches):
            found = [beginnings(branch) for branch in branches]
            return frozenset().union(*(texts for texts, _ in found)), all(whole for _, whole in found)
        case Sequence(parts):
            return _joined(parts)
    return UNKNOWN


def _joined(parts: tuple[Node, ...]) -> Texts:
    texts = frozenset([""])
    for part in parts:
        following, whole = beginnings(part)
        if len(texts) * len(following) > MOST:
            return texts, False
        texts = frozenset(map("".join, product(texts, following)))
        if not whole:
            return texts, False
    return texts, True


def sets_of(node: Node) -> Iterator[frozenset[str]]:
    """Yield the sets of words, or of beginnings of words, that every match has one of."""
    if isinstance(node, Choice):
        branches = [max(sets_of(branch), key=_rarity, default=frozenset()) for branch in node.branches]
        if all(branches):
            yield _shortest(frozenset().union(*branches))
        return
    parts = node.parts if isinstance(node, Sequence) else (node,)
    boundary = False
    for place, part in enumerate(parts):
        if boundary:
            yield from _words(beginnings(Sequence(parts[place:]))[0])
        if isinstance(part, Group | Choice):
            yield from sets_of(part.body if isinstance(part, Group) else part)
        boundary = _ends_word(part, boundary)


def _ends_word(part: Node, before: bool) -> bool:
    """Whether a word begins behind a part, given whether one begins before it."""
    match part:
        case Assertion("b"):
            return True
        case Text(text, _):
            return not text[-1].isalnum()
        case Set(members, _):
            return not any(
                re.match(r"\w", chr(first)) or last - first > 9 for first, last in members.plain + members.word
            )
        case Repeat(Sequence((*_, Text(text, _))), 0, _, _):
            return before and not text[-1].isalnum()
    return False


def _words(texts: frozenset[str]) -> Iterator[frozenset[str]]:
    # "n't" begins inside a word.
    words = {"" if text.startswith("n't") else max(re.findall(r"\w+", text), key=_weight, default="") for text in texts}
    if "" not in words:
        yield _shortest(words)


def _weight(word: str) -> tuple[bool, int]:
    return word not in COMMON, len(word)


def _shortest(words: Collection[str]) -> frozenset[str]:
    """Leave out words that begin with another."""
    return frozenset(word for word in words if not any(word != one and word.startswith(one) for one in words))


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    return min(map(len, words)), -len(words)


def words_needed(frame: Frame) -> list[frozenset[str]]:
    """Return the sets of a frame that hold no other, in the order of its patterns."""
    sets = [words for pattern in frame.needed for words in sets_of(parse(pattern.pattern, pattern.ignore_case))]
    return [words for words in dict.fromkeys(sets) if not any(other < words for other in sets)]


def written() -> str:
    """Return the table as YAML."""
    numbers: dict[frozenset[str], int] = {}
    frames = {
        table: [
            [numbers.setdefault(words, len(numbers)) for words in words_needed(frame)]
            for frame in read_frames(read_table(table))
        ]
        for table in TABLES
    }
    lines = [
        "# Sets of beginnings of words, and for each frame, in order, the sets of which every match has a word each.",
        "# Made by scripts/build_frame_words.py from `disclaimer-frames.yaml` and `disclosure-frames.yaml`.",
        "sets:",
        *(f"  - {json.dumps(sorted(words))}" for words in numbers),
    ]
    for table in TABLES:
        lines.append(f"{table}: {json.dumps(frames[table])}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (ROOT / "rules/data/frame-words.yaml").write_text(written(), "utf-8")
