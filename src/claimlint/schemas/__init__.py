"""JSON Schemas of what claimlint reads and writes, for editors and for other programs.

Those of files we read are made from the types that read them; those of what we
write are files beside this module.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from claimlint.checks import check_class, check_kinds
from claimlint.config_file import ConfigFile
from claimlint.json_schema import Schema, object_schema
from claimlint.packs import PackFile
from claimlint.rule_file import RuleFile
from claimlint.settings import Settings

_WRITTEN = {path.name.partition(".")[0]: path for path in sorted(Path(__file__).parent.glob("*.schema.json"))}
NAMES = sorted({"rule", "config", "pack", *_WRITTEN})
"""What ``claimlint schema`` can print."""

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TITLES = {"rule": "A claimlint rule", "config": "A claimlint configuration", "pack": "The manifest of a rule pack"}


def load_schema(name: str) -> dict[str, Any]:
    """Return the schema of ``rule``, ``config``, ``pack`` or of something claimlint writes."""
    if name in _WRITTEN:
        written: dict[str, Any] = json.loads(_WRITTEN[name].read_text("utf-8"))
        return written
    made = {"rule": rule_schema, "config": config_schema, "pack": pack_schema}[name]()
    return {"$schema": _DRAFT, "title": _TITLES[name], **made}


def rule_schema() -> Schema:
    """Return the schema of a rule file, with the options that each kind of check takes."""
    schema = object_schema(RuleFile)
    kinds = check_kinds()
    schema["properties"]["check"] = {"enum": kinds, "description": "Kind of check."}
    schema["properties"]["options"] = {"type": "object"}
    schema["allOf"] = [
        {
            "if": {"properties": {"check": {"const": kind}}, "required": ["check"]},
            "then": {"properties": {"options": _with_overlays(object_schema(check_class(kind)))}},
        }
        for kind in kinds
    ]
    return schema


def pack_schema() -> Schema:
    """Return the schema of a pack's manifest."""
    return object_schema(PackFile)


def config_schema() -> Schema:
    """Return the schema of a configuration file."""
    schema = object_schema(ConfigFile)
    settings = object_schema(Settings)
    own = {item.name for item in fields(ConfigFile)}
    schema["properties"] |= {
        name: entry for name, entry in settings["properties"].items() if name not in own and name != "root"
    }
    per_path = {name: entry for name, entry in settings["properties"].items() if name not in ("root", "content")}
    item = schema["properties"]["per_path"]["items"]
    item["properties"]["settings"] = {"type": "object", "additionalProperties": False, "properties": per_path}
    return schema


def _with_overlays(schema: Schema) -> Schema:
    """Allow ``key+`` and ``key-``, with which a rule changes a list it inherits."""
    lists = {name: entry for name, entry in schema["properties"].items() if "anyOf" in entry or "items" in entry}
    overlays = {f"{name}{sign}": entry for name, entry in lists.items() for sign in "+-"}
    return {**schema, "properties": {**schema["properties"], **overlays}, "required": []}
