"""Phrases in which common words stand as they should, written for claimlint: what ``usage.txt`` says, spread out.

Phrases are parted by ``;`` or ends of lines. ``a|b`` stands for either, ``walk*`` for walk, walks, walked and walking,
``tree+`` for tree and trees. Lines that begin with ``#`` are comments.
"""

from __future__ import annotations

from pathlib import Path

_VOWELS = "aeiou"


def phrases(path: Path) -> list[list[tuple[str, ...]]]:
    """Return the phrases, each a row of places with the words that may stand there."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [places for phrase in ";".join(lines).split(";") if (places := [_words(place) for place in phrase.split()])]


def _words(place: str) -> tuple[str, ...]:
    words = dict.fromkeys(form for word in place.split("|") if word for form in _forms(word))
    return tuple(words)


def _forms(word: str) -> tuple[str, ...]:
    stem = word[:-1]
    if word.endswith("+"):
        return stem, _with_s(stem)
    if not word.endswith("*"):
        return (word,)
    past = f"{stem}d" if stem.endswith("e") else f"{stem[:-1]}ied" if _hard_y(stem) else f"{_doubled(stem)}ed"
    silent = stem.endswith("e") and not stem.endswith(("ee", "ye", "oe"))
    return stem, _with_s(stem), past, f"{stem[:-1] if silent else _doubled(stem)}ing"


def _with_s(stem: str) -> str:
    if _hard_y(stem):
        return f"{stem[:-1]}ies"
    return f"{stem}es" if stem.endswith(("s", "x", "z", "ch", "sh")) else f"{stem}s"


def _hard_y(stem: str) -> bool:
    return stem.endswith("y") and stem[-2:-1] not in _VOWELS


def _doubled(stem: str) -> str:
    """Return a short verb with its last letter twice where its forms have it so: ``rub``, not ``rain`` or ``show``."""
    short = len(stem) in (3, 4) and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    return stem + stem[-1] if short else stem
