"""Compile the general word list and the list of known misspellings.

Inputs are unpacked from packages anyone can get with an ordinary client:

    apt-get download scowl wordnet-base && dpkg-deb -x ...     (SCOWL, WordNet 3.0)
    go mod download github.com/golangci/misspell@v0.8.0        (MIT)

    python scripts/build_words.py --scowl DIR --wordnet DIR --misspell FILE --out rules/data

``words.marisa`` maps a word to one byte: the level of commonness in the low four
bits (0 commonest to 9 rarest), American 16, British 32. ``misspellings.marisa``
maps a misspelling to its corrections, joined by ``|``.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import marisa_trie

LEVELS = {"10": 0, "20": 1, "35": 2, "40": 3, "50": 4, "55": 5, "60": 6, "70": 7}
RARE, NAME = 8, 9
AMERICAN, BRITISH = 16, 32
_DIALECT = {"english": AMERICAN | BRITISH, "american": AMERICAN, "british": BRITISH, "british_z": BRITISH}
_VARIANTS = {
    "variant_1": AMERICAN | BRITISH,
    "british_variant_1": BRITISH,
    "variant_2": AMERICAN | BRITISH,
    "british_variant_2": BRITISH,
}
# SCOWL takes these for American alone; British writers know no other, or write both.
_EVERYWHERE = ("borage", "calisthenics")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Letters alone and shortened forms that would hide slips ("th", "te", "hav") more than they would ever help.
_SHORT = frozenset(
    """a i ad ah am an as at aw ax be by do eh er ex go ha he hi ho id if in is it la lo ma me my no of oh on or ow ox
    pa re sh so to um un up us we ye yo ok""".split()
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("scowl", "wordnet", "misspell", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    words = collect(options.scowl, options.wordnet)
    save(words, options.out / "words.marisa")
    wrong = misspellings(options.misspell, words)
    marisa_trie.BytesTrie((key, value.encode()) for key, value in sorted(wrong.items())).save(
        str(options.out / "misspellings.marisa")
    )
    print(f"{len(words)} words, {len(wrong)} misspellings")


def save(words: dict[str, int], path: Path) -> None:
    marisa_trie.RecordTrie("<B", ((word, (value,)) for word, value in sorted(words.items()))).save(str(path))


def collect(scowl: Path, wordnet: Path) -> dict[str, int]:
    """Return every word with its level and dialects."""
    words: dict[str, int] = {}
    for word, level, dialect, variant in sorted(_scowl(scowl), key=lambda item: item[3]):
        known = words.get(word)
        if variant and known is not None:
            continue
        best = level if known is None else min(level, known & 15)
        words[word] = best | dialect | (known or 0) & 48
    common = {word for word, value in words.items() if value & 15 <= 4 and word.islower()}
    for word in sorted({*_lines(scowl / "english-words.80"), *_lemmas(wordnet)}):
        if word not in words and _usable(word) and len(word) >= 7 and not _one_edit_from(word, common):
            words[word] = RARE | AMERICAN | BRITISH
    for word in _EVERYWHERE:
        words[word] |= AMERICAN | BRITISH
    return words


def _scowl(folder: Path) -> Iterator[tuple[str, int, int, bool]]:
    for path in sorted(folder.iterdir()):
        base, _, size = path.name.partition(".")
        spelling, _, kind = base.rpartition("-")
        if spelling == "special" or "abbreviations" in kind or spelling.startswith(("austral", "canad")):
            continue
        names = kind.startswith("proper")
        if spelling in _DIALECT and size in LEVELS:
            level, dialect = (NAME if names else LEVELS[size]), _DIALECT[spelling]
        elif spelling in _DIALECT and names and size == "80":
            level, dialect = NAME, _DIALECT[spelling]
        elif spelling in _VARIANTS and size in LEVELS and not (spelling.endswith("2") and size == "70"):
            level, dialect = max(LEVELS[size], 7), _VARIANTS[spelling]
        else:
            continue
        for word in _lines(path):
            if _usable(word):
                yield word, level, dialect, spelling in _VARIANTS


def _lines(path: Path) -> Iterator[str]:
    yield from path.read_text(encoding="latin-1").split()


def _usable(word: str) -> bool:
    if word.endswith("'s") or not re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]+)*", word):
        return False
    return len(word) > 2 or word.lower() in _SHORT or word[0].isupper()


def _lemmas(folder: Path) -> Iterator[str]:
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"index.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith(" "):
                yield from (piece for piece in re.split(r"[_-]", line.split()[0]) if piece.isalpha())


def _one_edit_from(word: str, common: set[str]) -> bool:
    return any(edited in common for edited in _edits(word))


def _edits(word: str) -> Iterator[str]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
            yield from (head + char + tail[1:] for char in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + char + tail for char in _LETTERS)


def misspellings(path: Path, words: dict[str, int]) -> dict[str, str]:
    """Return the misspellings that are no words, each with its corrections."""
    pairs = re.findall(r'^\t"([^"]+)", "([^"]+)",$', path.read_text(encoding="utf-8"), re.M)
    found: dict[str, list[str]] = defaultdict(list)
    for wrong, right in pairs:
        if _plain(wrong, words) and right not in found[wrong]:
            found[wrong].append(right)
    return {wrong: "|".join(right) for wrong, right in found.items()}


def _plain(wrong: str, words: dict[str, int]) -> bool:
    forms: Iterable[str] = (wrong, wrong.capitalize(), wrong.upper())
    return len(wrong) > 3 and wrong.isalpha() and wrong.isascii() and not any(form in words for form in forms)


if __name__ == "__main__":
    main()
