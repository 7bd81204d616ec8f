"""Words of a Hunspell dictionary: those of its .dic file, with the forms that the .aff file beside it makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from claimlint.late import dataclass

_MOST_FORMS = 2_000_000
"""Forms of one dictionary at most; English has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Affix:
    """One rule: a word that fits ``condition`` loses ``strip`` and gains ``add``, at its end or its beginning."""

    suffix: bool
    crosses: bool
    """Whether a prefix and a suffix may be joined to one word."""
    strip: str
    add: str
    condition: str
    """As in the file: letters, ``.`` for any, ``[ab]`` and ``[^ab]``."""

    def form(self, word: str) -> str | None:
        """Return the form this rule makes of a word, or None where it does not fit."""
        if not (word.endswith(self.strip) if self.suffix else word.startswith(self.strip)):
            return None
        if not _condition(self.condition, self.suffix)(word):
            return None
        if self.suffix:
            return word[: len(word) - len(self.strip)] + self.add
        return self.add + word[len(self.strip) :]


@cache
def _condition(text: str, suffix: bool) -> Callable[[str], object]:
    """Compile a condition; it has neither repetition nor alternatives, so matching is linear."""
    pattern = ""
    for negated, letters, other in re.findall(r"\[(\^?)([^\]]+)\]|(.)", text):
        pattern += f"[{negated}{re.escape(letters)}]" if letters else "." if other == "." else re.escape(other)
    return re.compile(f"{pattern}$").search if suffix else re.compile(pattern).match


@dataclass(frozen=True, slots=True)
class Affixes:
    """What an .aff file says; without one, nothing."""

    encoding: str = "utf-8-sig"
    flags: str = "char"
    """``char`` one character a flag, ``long`` two, ``num`` numbers joined by commas."""
    aliases: tuple[str, ...] = ()
    """Sets of flags that words name by their number, from 1."""
    forbidden: frozenset[str] = frozenset()
    """Flags of words that are wrong."""
    bound: frozenset[str] = frozenset()
    """Flags of words that do not stand alone."""
    rules: dict[str, list[Affix]] | None = None

    def flags_of(self, text: str) -> list[str]:
        """Return the flags behind a word's slash."""
        if self.aliases and text.isdigit():
            place = int(text) - 1
            text = self.aliases[place] if 0 <= place < len(self.aliases) else ""
        if self.flags == "num":
            return [flag for flag in text.split(",") if flag]
        size = 2 if self.flags == "long" else 1
        return [text[at : at + size] for at in range(0, len(text), size)]


def read_dictionary(path: Path) -> Iterator[str]:
    """Yield the words of a .dic file in lower case, forms of its .aff file included, words it forbids left out.

    Raises OSError, UnicodeDecodeError or LookupError (an unknown encoding) for a file that cannot be read.
    """
    beside = path.with_suffix(".aff")
    affixes = _read_affixes(beside) if beside.is_file() else Affixes()
    forms = 0
    for number, line in enumerate(path.read_text(affixes.encoding).splitlines()):
        entry = line.split("\t")[0].strip()
        # The first line counts the words; lists of a person forbid a word by a star.
        if not entry or entry.startswith(("#", "*")) or (not number and entry.isdigit()):
            continue
        entry = re.split(r"\s+[a-z]{2}:", entry)[0]
        word, _, rest = entry.replace("\\/", "\0").partition("/")
        for form in _forms(word.replace("\0", "/").strip(), affixes.flags_of(rest.strip()), affixes):
            forms += 1
            if forms > _MOST_FORMS:
                return
            yield from form.lower().replace("-", " ").split()


def _forms(word: str, flags: list[str], affixes: Affixes) -> Iterator[str]:
    if not affixes.forbidden.isdisjoint(flags):
        return
    if affixes.bound.isdisjoint(flags):
        yield word
    rules = [rule for flag in flags for rule in (affixes.rules or {}).get(flag, ())]
    for rule in rules:
        form = rule.form(word)
        if form is None:
            continue
        yield form
        if rule.suffix and rule.crosses:
            both = (other.form(form) for other in rules if other.crosses and not other.suffix)
            yield from (crossed for crossed in both if crossed)


def _read_affixes(path: Path) -> Affixes:
    """Read the lines of an .aff file that say how words are written and built."""
    data = path.read_bytes()
    named = re.search(rb"^SET[ \t]+(\S+)", data, re.MULTILINE)
    encoding = named[1].decode("ascii", "replace") if named else "latin-1"
    encoding = "utf-8-sig" if encoding.upper() == "UTF-8" else encoding
    lines = [line.split() for line in data.decode(encoding).splitlines()]
    said = {line[0]: line[1] for line in lines if len(line) == 2}
    crossing: dict[tuple[str, str], bool] = {}
    rules: dict[str, list[Affix]] = {}
    for line in lines:
        if line[:1] not in (["SFX"], ["PFX"]) or len(line) < 4:
            continue
        key = line[0], line[1]
        if key not in crossing:
            crossing[key] = line[2] == "Y"
            continue
        strip, add = ("" if piece == "0" else piece for piece in (line[2], line[3].partition("/")[0]))
        condition = line[4] if len(line) > 4 else "."
        rules.setdefault(line[1], []).append(Affix(line[0] == "SFX", crossing[key], strip, add, condition))
    return Affixes(
        encoding,
        said.get("FLAG", "char") if said.get("FLAG") in ("long", "num") else "char",
        tuple(line[1] for line in lines if line[:1] == ["AF"] and len(line) > 1)[1:],
        frozenset(said[name] for name in ("FORBIDDENWORD",) if name in said),
        frozenset(said[name] for name in ("NEEDAFFIX", "ONLYINCOMPOUND") if name in said),
        rules,
    )
