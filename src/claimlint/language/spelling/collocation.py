"""Contexts in which a word is wrong: compiled from ``leaky _`` or ``a|an _ <N>`` and asked of each occurrence.

A context names the words around the place ``_``. ``a|b`` are alternatives, ``<name>``
is a class from ``rules/data/word-classes.txt`` or a part of speech (``<N>`` hardly ever
anything but a noun, ``<n>`` possibly one), ``*`` any word, ``^`` and ``$`` the beginning
and the end of a clause or a hyphen, ``,`` the same without the hyphen, ``.`` of a sentence;
``_`` alone is everywhere. ``!`` in front makes it an excuse.
``our _ ~ word|word`` fits only in an article that has one of these words, and
``!~ word|word`` excuses every place of such an article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from functools import cache, cached_property

from claimlint.language.spelling.parts import MOSTLY, POSSIBLE, parts_of
from claimlint.language.text.tokens import Tokens
from claimlint.late import dataclass
from claimlint.resources import data_path

EDGE, STOP, JOINT = "$", ".", "-"
"""Stand for the beginning or the end of a clause, of a sentence, and for a hyphen among the words around a place."""
_ENDS = {"^": (EDGE, STOP, JOINT), "$": (EDGE, STOP, JOINT), ",": (EDGE, STOP), ".": (STOP,)}
"""What each sign for an end accepts."""
_STOPS = frozenset(".!?\n")
_REACH = 3


class ContextError(ValueError):
    """A context that cannot be read."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What one neighbouring word may be."""

    words: frozenset[str]
    parts: int = 0
    """Bits of parts of speech, any of which is enough."""
    any_word: bool = False

    @property
    def named(self) -> bool:
        """Tell whether the words are all that it accepts."""
        return not (self.any_word or self.parts)

    def accepts(self, word: str) -> bool:
        if self.any_word:
            return word not in (EDGE, STOP, JOINT)
        return word in self.words or bool(self.parts and parts_of(word) & self.parts)


@dataclass(frozen=True, slots=True)
class Context:
    """What must stand around a place, nearest first on both sides."""

    left: tuple[Slot, ...]
    right: tuple[Slot, ...]
    article: frozenset[str] = frozenset()
    """Words one of which the article must have; empty for any article."""

    def fits(self, left: tuple[str, ...], right: tuple[str, ...], article: Collection[str]) -> bool:
        """Tell whether the words around a place, nearest first, and those of the article are those of this context."""
        if not (_side(self.left, left) and _side(self.right, right)):
            return False
        return not self.article or any(word in article for word in self.article)


def _side(wanted: tuple[Slot, ...], given: tuple[str, ...]) -> bool:
    if len(wanted) > len(given):
        return False
    return all(slot.accepts(word) for slot, word in zip(wanted, given, strict=False))


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of words by name."""
    lines = data_path("data/word-classes.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line.strip() and not line.startswith("#"))
    return {name.strip(): frozenset(words.split()) for name, _, words in pairs}


def read_context(text: str) -> Context:
    """Read one context; raises ContextError with what is wrong with it."""
    around_it, _, topic = text.partition("~")
    pieces = around_it.split()
    if pieces.count("_") != 1:
        raise ContextError(f"“{text}” must have one “_” that stands for the word itself")
    place = pieces.index("_")
    if max(place, len(pieces) - place - 1) > _REACH:
        raise ContextError(f"“{text}” reaches more than {_REACH} words to one side")
    return Context(
        tuple(_slot(piece, text) for piece in reversed(pieces[:place])),
        tuple(_slot(piece, text) for piece in pieces[place + 1 :]),
        _words(topic),
    )


def _words(alternatives: str) -> frozenset[str]:
    return frozenset(alternatives.lower().replace("|", " ").split())


def _slot(piece: str, text: str) -> Slot:
    if piece == "*":
        return Slot(frozenset(), any_word=True)
    words: set[str] = set()
    parts = 0
    for part in piece.split("|"):
        if not (part.startswith("<") and part.endswith(">")):
            words.update(_ENDS.get(part, (part.lower(),)))
            continue
        name = part[1:-1]
        bit = POSSIBLE.get(name, 0) or MOSTLY.get(name, 0)
        parts |= bit
        if not bit and name not in word_classes():
            known = ", ".join(sorted([*word_classes(), *POSSIBLE, *MOSTLY]))
            raise ContextError(f"“{text}” names the unknown class {part}; known: {known}")
        words |= word_classes().get(name, frozenset())
    return Slot(frozenset(words), parts)


class ContextIndex:
    """Contexts by the nearest word they name, so that a place asks only the few its own neighbours can satisfy."""

    def __init__(self, contexts: Iterable[Context]) -> None:
        self._left: dict[str, list[Context]] = {}
        self._right: dict[str, list[Context]] = {}
        self._other: list[Context] = []
        for context in contexts:
            self._add(context)

    def _add(self, context: Context) -> None:
        for side, index in ((context.left, self._left), (context.right, self._right)):
            if side and side[0].named:
                for word in side[0].words:
                    index.setdefault(word, []).append(context)
                return
        self._other.append(context)

    def nearest(self) -> tuple[Set[str], Set[str]] | None:
        """Return the words one of which must stand right before or right after; None where it need not be a word."""
        before, after = self._left.keys(), self._right.keys()
        return None if self._other or EDGE in before or EDGE in after else (before, after)

    def fits(self, left: tuple[str, ...], right: tuple[str, ...], article: Collection[str]) -> bool:
        """Tell whether any of the contexts fits."""
        for contexts in (self._left.get(left[0]), self._right.get(right[0]), self._other):
            if contexts and any(context.fits(left, right, article) for context in contexts):
                return True
        return False


@dataclass(frozen=True)
class Confusion:
    """Contexts in which one written word is another that was meant; compiled when the word first occurs."""

    meant: str
    texts: tuple[str, ...]

    @cached_property
    def contexts(self) -> ContextIndex:
        return ContextIndex(read_context(text) for text in self.texts if not text.startswith("!"))

    @cached_property
    def excuses(self) -> ContextIndex:
        texts = (text for text in self.texts if text.startswith("!") and text[1:2] != "~")
        return ContextIndex(read_context(text[1:]) for text in texts)

    @cached_property
    def excusing_words(self) -> frozenset[str]:
        """Words that, anywhere in an article, excuse every place."""
        return frozenset().union(*(_words(text[2:]) for text in self.texts if text.startswith("!~")))

    def verify(self) -> None:
        """Compile every context; raises ContextError."""
        _ = self.contexts, self.excuses, self.excusing_words

    def fits(self, left: tuple[str, ...], right: tuple[str, ...], article: Collection[str]) -> bool:
        """Tell whether the words around a place speak for the word meant and nothing excuses the word written.

        ``article`` holds all words of the article in lower case.
        """
        if not self.contexts.fits(left, right, article) or self.excuses.fits(left, right, article):
            return False
        return not any(word in article for word in self.excusing_words)


def read_confusions(contexts: Mapping[str, Iterable[str]]) -> dict[str, list[Confusion]]:
    """Return ``{"guy > gut": ["leaky _"]}`` by written word; raises ContextError.

    ``a|b > c|d`` says the same of several pairs of forms.
    """
    table: dict[str, list[Confusion]] = {}
    for pair, texts in contexts.items():
        written, arrow, meant = (piece.strip().lower() for piece in pair.partition(">"))
        forms, others = written.split("|"), meant.split("|")
        if not arrow or not written or not meant or len(forms) != len(others):
            raise ContextError(f"“{pair}” must say “written > meant”, or “a|b > c|d” with as many forms on both sides")
        for form, other in zip(forms, others, strict=True):
            table.setdefault(form, []).append(Confusion(other, tuple(texts)))
    return table


def nearest_words(confusions: Iterable[Confusion]) -> tuple[Set[str], Set[str]] | None:
    """Return the words one of which must stand right before or right after for anything to fit; None for no such."""
    sides = [confusion.contexts.nearest() for confusion in confusions]
    known = [side for side in sides if side is not None]
    left, right = (frozenset().union(*(side[i] for side in known)) for i in (0, 1))
    return (left, right) if len(known) == len(sides) else None


def around(tokens: Tokens, text: str, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return up to three words on each side, nearest first, ended by EDGE, STOP or JOINT where the clause ends."""
    starts, lower, count = tokens.starts, tokens.lower, len(tokens.starts)
    left: list[str] = []
    at = index
    while len(left) < _REACH:
        gap = text[tokens.end(at - 1) : starts[at]] if at else ""
        if gap != " ":
            left.append(JOINT if gap == "-" else EDGE if gap and _STOPS.isdisjoint(gap) else STOP)
            break
        at -= 1
        left.append(lower[at])
    right: list[str] = []
    at = index
    while len(right) < _REACH:
        gap = text[tokens.end(at) : starts[at + 1]] if at + 1 < count else ""
        if gap != " ":
            right.append(JOINT if gap == "-" else EDGE if gap and gap[0] not in _STOPS else STOP)
            break
        at += 1
        right.append(lower[at])
    return tuple(left), tuple(right)
