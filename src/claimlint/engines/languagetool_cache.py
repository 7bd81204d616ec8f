"""What LanguageTool said of a paragraph, kept on disk: safe for several runs at once, and never a reason to fail.

Each answer has a key made of the paragraph's text and of everything that may change the
answer: the server and its version, the language and the categories.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from claimlint.source import Span

_NAME = "languagetool-1.sqlite"
"""With the number of the format, so that no version reads what it does not understand."""
_SECONDS = 5.0
"""A run waits so long for another that is writing."""
_MOST = 200_000
"""Answers kept, some 50 MB; beyond that the oldest tenth goes."""
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, answer TEXT NOT NULL)"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Said:
    """One match of LanguageTool, in the code points of the paragraph it was given."""

    span: Span
    message: str
    suggestions: tuple[str, ...]
    rule: str
    category: str


Answer = tuple[Said, ...]


def answer_key(text: str, context: str) -> bytes:
    """Return the key for a paragraph as its reader sees it; ``context`` is all else that an answer depends on."""
    data = json.dumps([context, text]).encode()
    return hashlib.blake2b(data, digest_size=20).digest()


@dataclass(frozen=True)
class AnswerCache:
    """The answers in a folder; one that cannot be read or written is only slower."""

    folder: Path

    def get(self, keys: Iterable[bytes]) -> dict[bytes, Answer]:
        """Return the answers that are known among those asked for."""
        wanted, found = list(dict.fromkeys(keys)), {}
        try:
            with closing(self._open()) as connection:
                for first in range(0, len(wanted), _AT_ONCE):
                    some = wanted[first : first + _AT_ONCE]
                    marks = ",".join("?" * len(some))
                    rows = connection.execute(f"SELECT key, answer FROM answers WHERE key IN ({marks})", some)
                    found.update({key: _read(text) for key, text in rows})
        except (sqlite3.OperationalError, OSError):
            return {}
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError):
            # Damaged; what it held is asked for again.
            with suppress(OSError):
                (self.folder / _NAME).unlink()
            return {}
        return found

    def put(self, answers: Mapping[bytes, Answer]) -> None:
        """Keep answers, all of them or none."""
        rows = [(key, _written(answer)) for key, answer in answers.items()]
        with suppress(sqlite3.Error, OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with closing(self._open(create=True)) as connection, connection:
                # A machine that loses its power may lose the answers: they are asked for again.
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute(_TABLE)
                connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
                (count,) = connection.execute("SELECT count(*) FROM answers").fetchone()
                if count > _MOST:
                    oldest = "SELECT rowid FROM answers ORDER BY rowid LIMIT ?"
                    connection.execute(f"DELETE FROM answers WHERE rowid IN ({oldest})", (count - _MOST * 9 // 10,))

    def _open(self, *, create: bool = False) -> sqlite3.Connection:
        # A connection a call, because worker processes must not share one.
        mode = "rwc" if create else "ro"
        return sqlite3.connect(f"{(self.folder / _NAME).absolute().as_uri()}?mode={mode}", timeout=_SECONDS, uri=True)


def _written(answer: Answer) -> str:
    return json.dumps(
        [[*_ends(item.span), item.message, item.suggestions, item.rule, item.category] for item in answer]
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _read(text: str) -> Answer:
    return tuple(
        Said(Span(start, end), message, tuple(suggestions), rule, category)
        for start, end, message, suggestions, rule, category in json.loads(text)
    )
