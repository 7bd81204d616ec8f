"""Which words are known: general English, health terms, and the words of a project.

General English is a compiled trie that is mapped into memory, so that it costs
next to nothing to load and processes share it; so are the health terms, whose
plain lists lie in ``rules/data/words``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.errors import ConfigError, Problem
from claimlint.late import dataclass
from claimlint.remembered import Remembered
from claimlint.resources import data_path, last_change
from claimlint.settings import SpellingSettings

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

RARE = 8
NAME = 9
TERM = 3
"""The level of health terms and of a project's own words."""
AMERICAN, BRITISH = 16, 32
UNKNOWN = 1
_PROJECT_FILE = ".claimlint-words.txt"


@dataclass(frozen=True)
class Vocabulary:
    """The words that are right, with how common they are: level 0 (commonest) to 9 (names)."""

    words: Any
    """marisa_trie.RecordTrie: word to (level | dialects,)."""
    misspelt: Any
    """marisa_trie.BytesTrie: misspelling to corrections joined by ``|``."""
    terms: Any
    """marisa_trie.Trie of health terms in lower case."""
    own: frozenset[str] = frozenset()
    """Lower case, from configuration, project files or front matter."""

    entries: Mapping[str, int | None] = field(kw_only=True, compare=False, repr=False)
    """What ``words`` has for the words asked for so far."""

    @property
    def tries(self) -> tuple[Any, ...]:
        return self.words, self.terms

    def knows(self, word: str) -> bool:
        """Tell whether a word is right as written or in lower case."""
        lower = word.lower()
        if self.entries[lower] is not None or lower in self.terms or lower in self.own:
            return True
        return lower != word and self.entries[word] is not None

    def remarkable(self, forms: Iterable[str]) -> dict[str, int]:
        """Return those of some words, as written, that are UNKNOWN, or right in AMERICAN or in BRITISH alone."""
        remarks = _shipped_remarks()
        found = {form: remark for form in forms if (remark := remarks[form])}
        return {form: found[form] for form in found if form.lower() not in self.own} if self.own else found

    def level(self, word: str) -> int | None:
        """Return how common a word is in exactly this case, or None for an unknown one."""
        found = self.entries[word]
        level = found & 15 if found is not None else None
        if level is not None and level <= TERM:
            return level
        return TERM if word in self.terms or word in self.own else level

    def dialects(self, word: str) -> int:
        """Return AMERICAN, BRITISH or both; 0 for an unknown word."""
        found = self.entries[word]
        return found & (AMERICAN | BRITISH) if found is not None else 0

    def corrections(self, lower: str) -> tuple[str, ...]:
        """Return the corrections of a listed misspelling."""
        return _shipped_corrections()[lower]

    def with_words(self, words: Iterable[str]) -> Vocabulary:
        """Return this vocabulary with a project's words; one in ``own`` is never misspelt."""
        own = frozenset(word.lower() for word in words)
        return Vocabulary(self.words, self.misspelt, self.terms, self.own | own, entries=self.entries) if own else self


@cache
def shipped() -> Vocabulary:
    """Return the vocabulary that comes with claimlint."""
    import marisa_trie

    words = marisa_trie.RecordTrie("<B")
    words.mmap(str(data_path("data/words.marisa")))
    misspelt = marisa_trie.BytesTrie()
    misspelt.mmap(str(data_path("data/misspellings.marisa")))
    terms = marisa_trie.Trie()
    terms.mmap(str(data_path("data/terms.marisa")))

    def entry(word: str) -> int | None:
        found = words.get(word)
        return int(found[0][0]) if found is not None else None

    return Vocabulary(words, misspelt, terms, entries=Remembered(entry))


@cache
def _shipped_remarks() -> Remembered[str, int]:
    """Return what is to be said of words as written: 0 of most."""
    words, terms = shipped().tries

    def remark(form: str) -> int:
        lower = form.lower()
        found = words.get(lower)
        if found is None:
            return 0 if lower in terms or form in words else UNKNOWN
        dialects = int(found[0][0]) & (AMERICAN | BRITISH)
        return dialects if dialects in (AMERICAN, BRITISH) and len(form) > 3 else 0

    return Remembered(remark)


@cache
def _shipped_corrections() -> Remembered[str, tuple[str, ...]]:
    misspelt = shipped().misspelt

    def corrections(lower: str) -> tuple[str, ...]:
        found = misspelt.get(lower)
        return tuple(found[0].decode().split("|")) if found else ()

    return Remembered(corrections)


def vocabulary_for(settings: SpellingSettings, root: str) -> Vocabulary:
    """Return the shipped words with those of the configuration and of ``.claimlint-words.txt`` in the root.

    Raises ConfigError for a dictionary that cannot be read.
    """
    return _vocabulary(settings, root, tuple(map(last_change, _files(settings.dictionaries, root))))


@lru_cache(maxsize=64)
def _files(dictionaries: tuple[str, ...], root: str) -> tuple[Path, ...]:
    """Return the files whose words are a project's own."""
    folder = Path(root) if root else Path()
    return tuple(folder / name for name in (*([_PROJECT_FILE] if root else ()), *dictionaries))


@lru_cache(maxsize=64)
def _vocabulary(settings: SpellingSettings, root: str, _changed: tuple[int, ...]) -> Vocabulary:
    # The times of the last changes keep what is remembered honest.
    words = [piece for word in settings.words for piece in word.split()]
    files = _files(settings.dictionaries, root)
    for path in files[1:] if root and not files[0].is_file() else files:
        words += dictionary(path)
    return shipped().with_words(words)


def article_vocabulary(analysis: ArticleText) -> Vocabulary:
    """Return the vocabulary for an article: shipped, configured, and the ``words`` of its front matter."""
    vocabulary = vocabulary_for(analysis.settings.spelling, analysis.settings.root)
    field = analysis.document.field("words", "spelling_words")
    if field is None:
        return vocabulary
    listed = field.value if isinstance(field.value, list | tuple) else str(field.value).split(",")
    return vocabulary.with_words(piece for word in listed for piece in str(word).replace("-", " ").split())


def dictionary(path: Path) -> list[str]:
    """Read a word list, one word a line, or a Hunspell .dic file with the .aff file beside it."""
    from claimlint.language.spelling.hunspell import read_dictionary

    try:
        if path.suffix == ".dic":
            return list(read_dictionary(path))
        return list(read_words(path.read_text("utf-8-sig")))
    except (OSError, UnicodeDecodeError, LookupError) as error:
        hint = (
            "Correct `spelling: dictionaries:`; the file is one word a line in UTF-8, or a Hunspell .dic, in UTF-8 or"
            " in the encoding that `SET` names in the .aff file beside it."
        )
        raise ConfigError(
            [Problem(path.as_posix(), f"this dictionary cannot be read ({error}).", hint=hint)]
        ) from error


def read_words(text: str) -> Iterator[str]:
    """Yield the words of a list in lower case: ``#`` comments, Hunspell flags and its count line left out."""
    for line in text.lower().splitlines():
        word = line.partition("#")[0].partition("/")[0].strip()
        if word and not word.isdigit():
            yield from word.replace("-", " ").split()
