"""From the columns of a table to documents: which one is the text, the id, the markup, the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from claimlint.bulk.job import Columns, Options, Record, Value
from claimlint.document import normalise_key
from claimlint.errors import ConfigError, Problem, SourceError
from claimlint.language.text.pattern_file import read_table
from claimlint.parsers import formats
from claimlint.source import decode

TEXTS = ("text", "body", "markdown", "html", "content", "article")
IDS = ("id", "url", "link", "path", "slug")
_DEEPEST = 20
"""Lists in lists of a metadata column; JSON from others may be nested until Python gives up."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKUPS = {"md": "markdown", "mdx": "markdown", "text/markdown": "markdown", "htm": "html", "xhtml": "html"}
_MARKUPS |= {"text/html": "html", "txt": "text", "plain": "text", "text/plain": "text"}
_ADDRESSES = ("url", "link")
"""Columns with the page's own address, which front matter calls ``canonical``."""
_OTHERS = (
    *("title", "seo_title", "meta_title", "headline", "description", "seo_description", "meta_description"),
    *("summary", "excerpt", "subtitle", "lang", "language", "locale", "canonical", "canonical_url", "permalink"),
    *("content_type", "content_kind", "claimlint_content", "commercial", "sponsored_content", "advertorial"),
    *("draft", "status", "audience", "jurisdiction", "jurisdictions", "affiliate", "affiliate_links"),
    *("has_affiliate_links", "contains_affiliate_links", "affiliate_disclosure", "ftc_disclosure"),
)


@cache
def known_fields() -> frozenset[str]:
    """Return the normalised names of metadata that rules read, and that a column is taken for by its name."""
    accountability = read_table("accountability")["fields"].values()
    return frozenset(_OTHERS).union(*(names.split() for names in accountability))


def clean(text: str) -> str:
    """Return text that can be written as UTF-8, of the same length: a lone surrogate becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text) if not text.isascii() else text


def choose(columns: Columns, present: Iterable[str]) -> Columns:
    """Return the columns by name where none was given; what is not present stays empty."""
    names = list(present)
    text = columns.text or next((name for name in TEXTS if name in names), "")
    found_id = columns.id or next((name for name in IDS if name in names and name != text), "")
    metadata = columns.metadata
    if metadata is None:
        taken = {text, found_id if found_id not in _ADDRESSES else "", columns.markup}
        pairs = ((name, _field(name)) for name in names if name not in taken)
        metadata = tuple((name, field) for name, field in pairs if field in known_fields())
    return Columns(text, found_id, columns.markup, metadata)


def _field(column: str) -> str:
    name = normalise_key(column)
    return "canonical" if name in _ADDRESSES else name


def require(columns: Columns, present: Iterable[str], name: str) -> None:
    """Raise ConfigError for a table that lacks a column that was asked for, or any text."""
    names = list(present)
    has = f"It has: {', '.join(names) or 'none'}."
    if not choose(columns, names).text:
        hint = f"{has} Name the column with the text by --text-column."
        raise ConfigError([Problem("--text-column", f"{name} has none of the columns {', '.join(TEXTS)}.", hint=hint)])
    asked = [("--text-column", columns.text), ("--id-column", columns.id), ("--markup-column", columns.markup)]
    asked += [("--metadata-column", column) for column, _ in columns.metadata or ()]
    missing = [
        Problem(option, f"{name} has no column {column!r}.", hint=has)
        for option, column in asked
        if column and column not in names
    ]
    if missing:
        raise ConfigError(missing)


def record(values: Mapping[str, Any], row: int, name: str, options: Options, columns: Columns | None = None) -> Record:
    """Return the document of a row; what is wrong with it is its ``problem``.

    ``columns`` are those ``choose`` gave for the table; None: they are chosen for this row.
    """
    chosen = columns or choose(options.columns, values)
    found = _text(values.get(chosen.id)) if chosen.id else ""
    row_id = clean(found or f"{name}:{row}")
    if not chosen.text or chosen.text not in values:
        wanted = repr(chosen.text) if chosen.text else ", ".join(TEXTS)
        return Record(row, row_id, problem=f"has no text: there is no column {wanted}.")
    value = values[chosen.text]
    try:
        text = decode(value, row_id)[0] if isinstance(value, bytes) else value
    except SourceError as error:
        return Record(row, row_id, problem=error.message)
    if not isinstance(text, str):
        kind = "empty" if text is None else f"not text but {type(text).__name__}"
        return Record(row, row_id, problem=f"has no text: the column {chosen.text!r} is {kind}.")
    markup = markup_of(values.get(chosen.markup) if chosen.markup else None, options.markup or "markdown")
    if markup not in formats():
        problem = f"the column {chosen.markup!r} says {markup!r}, which is none of {', '.join(formats())}."
        return Record(row, row_id, problem=clean(problem))
    metadata = {field: plain(values.get(column)) for column, field in chosen.metadata or ()}
    given = {field: value for field, value in metadata.items() if value is not None}
    return Record(row, row_id, clean(text.removeprefix("\ufeff")), markup, given)


def markup_of(said: Any, otherwise: str) -> str:
    """Return the format that a cell names, by its name, its suffix or its media type."""
    name = _text(said).strip().lower().lstrip(".").partition(";")[0].strip()
    return _MARKUPS.get(name, name) or otherwise


def plain(value: Any, depth: int = 0) -> Value | None:
    """Return a cell as JSON can say it: dates as ISO text, bytes decoded, the rest as it is.

    Nothing for numbers that JSON lacks, and for what is nested deeper than metadata is.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | Mapping) and depth == _DEEPEST:
        return None
    if isinstance(value, list | tuple):
        return [item for inner in value if (item := plain(inner, depth + 1)) is not None]
    if isinstance(value, Mapping):
        items = ((clean(str(key)), plain(inner, depth + 1)) for key, inner in value.items())
        return {key: item for key, item in items if item is not None}
    return clean(_text(value))


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def metadata_pairs(given: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return pairs of column and field for ``NAME`` or ``NAME=FIELD``.

    >>> metadata_pairs(["Headline=title", "publishedAt", "url"])
    (('Headline', 'title'), ('publishedAt', 'published_at'), ('url', 'canonical'))
    """
    parted = [text.partition("=") for text in given]
    return tuple((column, normalise_key(field) if field else _field(column)) for column, _, field in parted)
