r"""Reads the regular expressions of rules: pattern text to a tree of nodes.

The syntax is what can be matched in linear time: literals, classes, ``\d \w \s \b \B``, groups
(plain, ``(?:...)``, ``(?P<name>...)``), ``|``, greedy and lazy ``* + ? {m} {m,} {m,n}`` up to 1000,
``^ $ \A \z``, and the flags i, s, m for the rest of a group, ``(?i)``, or inside one, ``(?i:...)``.
``$`` is the end of the text (of a line under ``(?m)``), ``\d`` is 0-9, ``\s`` is Unicode white space
and ``\w`` is as `chars.is_word_char` says. Everything else is a `PatternError` that tells
what to write instead.
"""

from __future__ import annotations

from functools import lru_cache

from claimlint.late import regex

from . import chars
from .advice import ESCAPE_INSTEAD, GROUP_INSTEAD
from .chars import CharClass
from .tree import (
    MAX_DEPTH,
    MAX_REPEAT,
    Assertion,
    Choice,
    Group,
    Node,
    PatternError,
    Repeat,
    Sequence,
    Set,
    Text,
    check_size,
)

_CLASSES = {"d": chars.DIGIT, "w": chars.WORD, "s": chars.SPACE}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_PLAIN = regex(r"[^\\.^$*+?{}\[\]()|]+")
_COUNT = regex(r"\{([0-9]{1,9})(?:(,)([0-9]{0,9}))?\}")
_OPEN_COUNT = regex(r"\{,[0-9]+\}")
_FLAGS = regex(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])")
_NAME = regex(r"\(\?P?<([^>]*)>?")
_HEX = regex(r"x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})")


@lru_cache(maxsize=64)
def parse(pattern: str, ignore_case: bool) -> Node:
    """The tree of `pattern`, or a `PatternError`."""
    parser = _Parser(pattern, frozenset("i") if ignore_case else frozenset())
    node = parser.choice(0)
    if parser.at < len(pattern):
        raise PatternError(r"this ) closes no group: write \) for the character, or remove it", parser.at)
    check_size(node)
    return node


class _Parser:
    """Recursive descent over one pattern; ``at`` is the offset of the next character."""

    def __init__(self, pattern: str, flags: frozenset[str]) -> None:
        self.pattern = pattern
        self.at = 0
        self.flags = flags
        self.names: set[str] = set()

    def choice(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise PatternError(f"more than {MAX_DEPTH} groups inside one another: write the pattern flatter", self.at)
        branches = [self.sequence(depth)]
        while self.pattern.startswith("|", self.at):
            self.at += 1
            branches.append(self.sequence(depth))
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def sequence(self, depth: int) -> Node:
        parts: list[Node] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            plain = self.plain()
            if plain:
                parts.append(plain)
                continue
            start = self.at
            node = self.atom(depth)
            if node is None:
                continue
            parts.append(self.repeated(node, start))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def atom(self, depth: int) -> Node | None:
        """The next unit, or None for ``(?i)`` and its like, which match nothing themselves."""
        char = self.pattern[self.at]
        if char == "(":
            return self.group(depth)
        if char == "[":
            return self.char_class()
        if char == "\\":
            return self.escape()
        if char in "*+?" or _COUNT.match(self.pattern, self.at):
            raise PatternError(f"there is nothing before {char} to repeat: write \\{char} for the character", self.at)
        self.at += 1
        if char == ".":
            everything = chars.EVERY_CHAR if "s" in self.flags else chars.EVERY_CHAR_BUT_NEWLINE
            return Set(everything, True)
        if char == "^":
            return Assertion("^" if "m" in self.flags else "A")
        if char == "$":
            return Assertion("$" if "m" in self.flags else "z")
        return self.literal(char)

    def plain(self) -> Text | None:
        """The characters from here that stand for themselves, less one that is repeated; None for none."""
        found = _PLAIN.match(self.pattern, self.at)
        if not found:
            return None
        end = found.end()
        if self.pattern.startswith(("*", "+", "?", "{"), end):
            end -= 1
        if end == self.at:
            return None
        text = self.pattern[self.at : end]
        self.at = end
        return self.literal(text)

    def literal(self, text: str) -> Text:
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            raise PatternError("a lone surrogate is not a character: remove it", self.at - len(text))
        if "i" not in self.flags:
            return Text(text, False)
        return Text(text.lower() if text.isascii() else "".join(map(chars.fold_char, text)), True)

    def repeated(self, node: Node, start: int) -> Node:
        """`node`, or its repetition when a quantifier follows."""
        at = self.at
        low, high = self.quantifier()
        if self.at == at:
            return node
        if isinstance(node, Assertion) and self.pattern[start] != "(":
            raise PatternError(
                f"{self.pattern[start:at]} is a place and cannot be repeated: remove the {self.pattern[at]}", at
            )
        greedy = not self.pattern.startswith("?", self.at)
        self.at += not greedy
        if self.pattern.startswith(("*", "+", "?"), self.at) or _COUNT.match(self.pattern, self.at):
            raise PatternError("one repetition after another: keep one, or put the first in (?:...)", self.at)
        return Repeat(node, low, high, greedy)

    def quantifier(self) -> tuple[int, int | None]:
        char = self.pattern[self.at : self.at + 1]
        if char and char in "*+?":
            self.at += 1
            return (1 if char == "+" else 0), (1 if char == "?" else None)
        count = _COUNT.match(self.pattern, self.at)
        if not count:
            if _OPEN_COUNT.match(self.pattern, self.at):
                raise PatternError("{,n} means different things to different engines: write {0,n}", self.at)
            return 1, 1
        low = int(count[1])
        high = low if not count[2] else int(count[3]) if count[3] else None
        if max(low, high or 0) > MAX_REPEAT:
            raise PatternError(f"a repetition may count to {MAX_REPEAT} at most: write * or + for more", self.at)
        if high is not None and high < low:
            raise PatternError(f"the repetition {count[0]} ends before it starts: swap the numbers", self.at)
        self.at = count.end()
        return low, high

    def group(self, depth: int) -> Node | None:
        start = self.at
        for opening, message in GROUP_INSTEAD.items():
            if self.pattern.startswith(opening, start):
                raise PatternError(message, start)
        flags, name = self.flags, None
        if self.pattern.startswith(("(?P<", "(?<"), start):
            name = self.group_name()
        elif self.pattern.startswith("(?", start):
            if self.flag_group():
                return None
        else:
            name = ""
            self.at += 1
        body = self.choice(depth + 1)
        if not self.pattern.startswith(")", self.at):
            raise PatternError(r"this group is not closed: add ), or write \( for the character", start)
        self.at += 1
        self.flags = flags
        return body if name is None else Group(body, name)

    def group_name(self) -> str:
        found = _NAME.match(self.pattern, self.at)
        name = found[1] if found else ""
        if not found or not found[0].endswith(">") or not name.isascii() or not name.isidentifier():
            raise PatternError("a group's name is (?P<name>...) with letters, digits and _ only", self.at)
        if name in self.names:
            raise PatternError(f"two groups are called {name}: give each its own name", self.at)
        self.names.add(name)
        self.at = found.end()
        return name

    def flag_group(self) -> bool:
        """Reads ``(?i:`` or ``(?i)``; whether it was the latter, which has no body."""
        found = _FLAGS.match(self.pattern, self.at)
        if not found:
            raise PatternError("this kind of group is unknown: write (?:...), (?P<name>...) or (?i:...)", self.at)
        on, off = set(found[1]), set(found[2] or "")
        unknown = sorted((on | off) - set("ism"))
        if unknown:
            raise PatternError(f"the flag {unknown[0]} is not supported: only i, s and m are", self.at)
        if found[3] == ")" and not on | off:
            raise PatternError("(?) has no meaning: remove it", self.at)
        self.flags = self.flags - off | on
        self.at = found.end()
        return found[3] == ")"

    def escape(self) -> Node:
        char = self.pattern[self.at + 1 : self.at + 2]
        if char in ("b", "B", "A", "z"):
            self.at += 2
            return Assertion(char)
        members = self.class_escape()
        if members is not None:
            return Set(members, True)
        return self.literal(chr(self.char_escape()))

    def class_escape(self) -> CharClass | None:
        r"""The class of ``\d`` or its like at this place, or None when something else stands here."""
        char = self.pattern[self.at + 1 : self.at + 2]
        members = _CLASSES.get(char.lower())
        if members is None:
            return None
        self.at += 2
        return members if char.islower() else chars.complement(members)

    def char_escape(self) -> int:
        """The code point of an escape that stands for one character."""
        start = self.at
        char = self.pattern[start + 1 : start + 2]
        if not char:
            raise PatternError(r"the pattern ends in a lone backslash: write \\ for the character", start)
        found = _HEX.match(self.pattern, start + 1)
        if found:
            code = int(next(digits for digits in found.groups() if digits), 16)
            if code > chars.LAST or 0xD800 <= code <= 0xDFFF:
                raise PatternError(f"{found[0]} is not a character: the last one is 10FFFF, without D800-DFFF", start)
            self.at = found.end()
            return code
        if char in ESCAPE_INSTEAD:
            raise PatternError(ESCAPE_INSTEAD[char], start)
        if char in "123456789":
            raise PatternError(GROUP_INSTEAD["(?P="], start)
        if char not in _CONTROLS and chars.is_word_char(char) and char != "_":
            raise PatternError(f"\\{char} has no meaning: write {char} for the character", start)
        self.at += 2
        return ord(_CONTROLS.get(char, char))

    def char_class(self) -> Set:
        start = self.at
        self.at += 1
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        classes: list[CharClass] = []
        ranges: list[chars.Range] = []
        first = True
        while first or not self.pattern.startswith("]", self.at):
            if self.at >= len(self.pattern):
                raise PatternError(r"this class is not closed: add ], or write \[ for the character", start)
            first = False
            members = self.class_escape() if self.pattern[self.at] == "\\" else None
            if members is not None:
                classes.append(members)
                continue
            ranges.append(self.class_range())
        self.at += 1
        ignore_case = "i" in self.flags
        if ranges:
            classes.append(chars.ranges_class(tuple(ranges), ignore_case=ignore_case))
        members = chars.union(classes)
        return Set(chars.complement(members) if negated else members, ignore_case or not ranges)

    def class_range(self) -> chars.Range:
        """One character of a class or a range like ``a-z``."""
        start = self.at
        first = self.class_char()
        follows = self.pattern[self.at : self.at + 2]
        if len(follows) < 2 or follows[0] != "-" or follows[1] == "]":
            return first, first
        self.at += 1
        if self.pattern[self.at] == "\\" and self.pattern[self.at + 1 : self.at + 2] in tuple("dDwWsS"):
            raise PatternError(r"a range cannot end in a class: put the - at the end, as in [a\d-]", start)
        last = self.class_char()
        if last < first:
            raise PatternError(f"the range {self.pattern[start : self.at]} ends before it starts: swap its ends", start)
        return first, last

    def class_char(self) -> int:
        char = self.pattern[self.at]
        if self.pattern.startswith("[:", self.at) and self.pattern.find(":]", self.at) > 0:
            raise PatternError(r"[:...:] is not supported: write the characters, \w, \d or \s", self.at)
        if char == "\\":
            if self.pattern[self.at + 1 : self.at + 2] in ("b", "B", "A", "z"):
                raise PatternError(r"a class holds characters, not places: write \b outside of it", self.at)
            return self.char_escape()
        self.at += 1
        return ord(char)
