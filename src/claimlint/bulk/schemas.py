"""The three tables: their columns, what each means, and how rows become Parquet.

Described without Arrow, so that the documentation can be made where it is not installed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Column:
    """A column: its name, its type as Arrow names it, and what it says."""

    name: str
    type: str
    """``string``, ``int32``, ``int64``, ``bool``, ``list<string>`` or ``list<struct>``."""
    doc: str
    of: tuple[Column, ...] = ()
    """The fields of each struct in the list."""

    @property
    def shown(self) -> str:
        """The type in full."""
        inner = ", ".join(f"{item.name}: {item.type}" for item in self.of)
        return self.type.replace("struct", f"struct<{inner}>") if self.of else self.type


_KEY = (
    Column("document", "string", "id of the document: the id column's value, else file and row"),
    Column("source", "string", "the file it was read from, as it was named or found"),
    Column("row", "int64", "its place in the file from 0: row, line, WARC record or item of the export"),
)
_FIELD = Column("field", "string", "`text`, or the metadata field in which it stands, such as `title`")
_LINES = (
    Column("line", "int32", "line of the first character in the field, from 1"),
    Column("column", "int32", "column of the first character, from 1, in code points"),
    Column("end_line", "int32", "line of the end, from 1"),
    Column("end_column", "int32", "column after the last character, from 1, in code points"),
)
_SPAN = (
    Column("start", "int64", "offset of the first character in the field, from 0, in code points"),
    Column("end", "int64", "offset after the last character, in code points"),
)

DOCUMENTS = (
    Column("id", "string", "id of the document; `document` in the other tables"),
    *_KEY[1:],
    Column("status", "string", "`ok`; `error`: see `error`; `skipped`: no document to check, such as a redirect"),
    Column("error", "string", "what could not be done, or why it was skipped; empty for `ok`"),
    Column("markup", "string", "the format it was read as: `markdown`, `html`, `text` or a plug-in's"),
    Column("characters", "int64", "length of its text in code points"),
    Column("words", "int64", "words of prose"),
    Column("content", "string", "the kind of text the rules took it for: product, editorial, news, patient"),
    Column("errors", "int32", "findings of severity error"),
    Column("warnings", "int32", "findings of severity warning"),
    Column("notes", "int32", "findings of severity note"),
    Column("suppressed", "int32", "findings that the document itself accepts; not among the findings"),
    Column("claims", "int32", "rows of the document in the table of claims"),
)
FINDINGS = (
    *_KEY,
    Column("rule", "string", "id of the rule: family/name"),
    Column("family", "string", "first half of the rule's id"),
    Column("severity", "string", "`error`, `warning` or `note`"),
    Column("confidence", "string", "`high`, `medium` or `low`"),
    Column("message", "string", "what is wrong"),
    _FIELD,
    *_LINES,
    *_SPAN,
    Column("text", "string", "the words in the source, markup included"),
    Column("fix", "string", "what to write instead; may be empty"),
    Column("because", "string", "the cue that decided; may be empty"),
    Column(
        "related", "list<struct>", "other places that belong to it", (Column("message", "string", ""), _FIELD, *_SPAN)
    ),
    Column(
        "edits",
        "list<struct>",
        "replacements that would mend it",
        (_FIELD, *_SPAN, Column("replacement", "string", ""), Column("safe", "bool", "")),
    ),
    Column("fingerprint", "string", "stable while other parts of the document change"),
)
CLAIMS = (
    *_KEY,
    Column("sentence", "string", "the sentence's prose, without markup"),
    _FIELD,
    *_LINES[:2],
    *_SPAN,
    Column("words", "string", "the words that make the claim"),
    Column("strength", "string", "`correlational`, `conditional`, `direct` or `absolute`"),
    Column("status", "string", "`asserted`, `negated`, `hedged`, `attributed`, `quoted`, `questioned` ..."),
    Column("cue", "string", "the words that decided the status; empty for a plain assertion"),
    Column("because", "string", "why it reads as a claim"),
    Column(
        "evidence",
        "list<struct>",
        "what is cited beside it, best first as found",
        (Column("tier", "string", ""), Column("text", "string", ""), _FIELD, *_SPAN),
    ),
    Column("rules", "list<string>", "rules of the family claims that reported something in the sentence"),
)
TABLES: Mapping[str, tuple[Column, ...]] = {"documents": DOCUMENTS, "findings": FINDINGS, "claims": CLAIMS}
"""The tables by the name of their folder."""


def arrow_schema(table: str) -> Any:
    """Return the ``pyarrow.Schema`` of a table; no column is ever null."""
    import pyarrow as pa

    return pa.schema([pa.field(item.name, _arrow_type(item), nullable=False) for item in TABLES[table]])


def _arrow_type(column: Column) -> Any:
    import pyarrow as pa

    simple = {"string": pa.string(), "int32": pa.int32(), "int64": pa.int64(), "bool": pa.bool_()}
    if column.type == "list<string>":
        return pa.list_(pa.string())
    if column.type == "list<struct>":
        return pa.list_(pa.struct([(item.name, simple[item.type]) for item in column.of]))
    return simple[column.type]


def to_parquet(table: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a Parquet file with the rows; the same rows give the same bytes."""
    import io

    import pyarrow as pa
    from pyarrow import parquet

    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(list(rows), arrow_schema(table)), sink, compression="zstd")
    return sink.getvalue()
