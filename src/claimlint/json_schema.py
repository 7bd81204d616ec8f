"""JSON Schemas of claimlint's file formats, from the same types that read them."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import textwrap
import types
import typing
from collections.abc import Mapping
from enum import Enum

from claimlint.typed_yaml import Node, type_hints

Schema = dict[str, typing.Any]


def schema_of(annotation: typing.Any) -> Schema:
    """Return the JSON Schema (draft-07) of a type that ``typed_yaml.Reader`` can read."""
    origin = typing.get_origin(annotation)
    if annotation in (object, typing.Any, Node):
        return {}
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [schema_of(option) for option in typing.get_args(annotation)]}
    if origin is tuple:
        item = schema_of(typing.get_args(annotation)[0])
        return (
            {"anyOf": [{"type": "array", "items": item}, item]}
            if _is_scalar(item)
            else {
                "type": "array",
                "items": item,
            }
        )
    if origin in (Mapping, dict):
        return {"type": "object", "additionalProperties": schema_of(typing.get_args(annotation)[1])}
    if origin is typing.Literal:
        return {"enum": list(typing.get_args(annotation))}
    if dataclasses.is_dataclass(annotation):
        return object_schema(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {"enum": [member.value for member in annotation]}
    kind = getattr(annotation, "__supertype__", annotation)
    names = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    return {"type": names[kind]}


def object_schema(cls: typing.Any) -> Schema:
    """Return the schema of a dataclass; keys may be written with ``-`` or ``_``."""
    hints = type_hints(cls)
    docs = attribute_docs(cls)
    properties: Schema = {}
    required = []
    for item in dataclasses.fields(cls):
        entry = schema_of(hints[item.name])
        if doc := item.metadata.get("doc") or docs.get(item.name):
            entry = {**entry, "description": doc}
        properties[item.name] = entry
        if "_" in item.name:
            properties[item.name.replace("_", "-")] = entry
        if isinstance(item.default, str | int | float) and item.default != "":
            entry["default"] = item.default
        if item.default is dataclasses.MISSING and item.default_factory is dataclasses.MISSING:
            required.append(item.name)
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required} if required else schema


def attribute_docs(cls: type) -> dict[str, str]:
    """Return what stands in a string under each field of a class, as one line without markup."""
    try:
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    except (OSError, TypeError):
        return {}
    found = {}
    for field, doc in itertools.pairwise(getattr(body, "body", [])):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(doc, ast.Expr):
            text = getattr(doc.value, "value", "")
            found[field.target.id] = " ".join(str(text).replace("``", "`").split())
    return found


def _is_scalar(schema: Schema) -> bool:
    return "enum" in schema or schema.get("type") in ("string", "integer", "number", "boolean")
