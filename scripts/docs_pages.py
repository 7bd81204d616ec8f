"""The pages of the documentation: those written by hand, and those made from rules, schemas and options."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from claimlint import api, errors
from claimlint.bulk.schemas import TABLES, Column
from claimlint.checks import check_class, check_kinds
from claimlint.cli import cli
from claimlint.measured import measured
from claimlint.packs import PackFile, builtin_packs
from claimlint.reporters import REPORTERS
from claimlint.resources import data_path
from claimlint.rule import FAMILIES, Example, Rule
from claimlint.ruleset import load_ruleset
from claimlint.schemas import NAMES, load_schema
from claimlint.typed_yaml import read_yaml

ROOT = Path(__file__).resolve().parents[1]
CHECKED = {
    "V": "read at the issuer",
    "V2": "read in a copy",
    "R": "from memory, not read for this rule",
}
Pages = dict[str, str]


def pages() -> Pages:
    """Return every page by its path."""
    rules = load_ruleset(examples=True).known
    found = {path.relative_to(ROOT / "docs").as_posix(): path.read_text("utf-8") for path in _written()}
    found |= {f"rules/{rule.id}.md": rule_page(rule) for rule in rules.values()}
    found["rules/index.md"] = rule_index(list(rules.values()))
    found["configuration.md"] = configuration_page()
    found["packs.md"] = packs_page()
    found["commands.md"] = commands_page()
    found["schemas.md"] = schemas_page()
    found |= {f"schemas/{name}.schema.json": json.dumps(load_schema(name), indent=2) + "\n" for name in NAMES}
    for name, values in fillings().items():
        for key, text in values.items():
            if f"{{{key}}}" not in found[name]:
                raise SystemExit(f"docs/{name} has no place for {{{key}}}")
            found[name] = found[name].replace(f"{{{key}}}", text.strip())
    return found


def _written() -> list[Path]:
    return sorted((ROOT / "docs").rglob("*.md"))


def fillings() -> dict[str, dict[str, str]]:
    """Return what hand-written pages take from files and code, so that it stands in one place."""
    plugin = ROOT / "examples" / "plugin"
    package = plugin / "src" / "claimlint_example"
    action = read_yaml((ROOT / "action.yml").read_text("utf-8"), "action.yml").plain()
    readme = (ROOT / "README.md").read_text("utf-8")
    return {
        "pipeline.md": {
            "workflow": _file("examples/workflows/github.yml"),
            "gitlab": _file("templates/gitlab-ci.yml"),
            "inputs": "\n".join(
                f"| `{name}` | {_cell(item['description'])} | `{item['default'] or ' '}` |"
                for name, item in action["inputs"].items()
            ),
        },
        "python.md": {"functions": _functions(), "types": _types(), "errors": _error_tree()},
        "own-rules.md": {
            "rule": re.findall(r"```yaml\n(id: house/.*?)```", readme, re.DOTALL)[0],
            "kinds": "\n\n".join(_kind(name) for name in check_kinds()),
            "lexicons": ", ".join(f"`{{{path.stem}}}`" for path in sorted(data_path("lexicons").glob("*.txt"))),
        },
        "languagetool.md": {"pom": _file(".ci/languagetool/pom.xml")},
        "bulk.md": {name: _columns(columns) for name, columns in TABLES.items()},
        "plugins.md": {
            "pyproject": (plugin / "pyproject.toml").read_text("utf-8"),
            "check": (package / "shouting.py").read_text("utf-8"),
            "rule": (package / "pack" / "no-shouting.yaml").read_text("utf-8"),
            "parser": (package / "subtitles.py").read_text("utf-8"),
            "reporter": (package / "tally.py").read_text("utf-8"),
        },
    }


def rule_page(rule: Rule) -> str:
    """Return the page of one rule."""
    facts = [
        ("severity", rule.severity.value + "".join(f", {v.value} in {k}" for k, v in rule.severity_in.items())),
        ("confidence", rule.confidence.value),
        ("measured", measured().line(rule.id)),
        ("kind of check", f"[{rule.check}](../../own-rules.md#{rule.check})"),
        ("on by default", "yes" if rule.default else "no: a pack, a profile or `extend_select` switches it on"),
        ("jurisdictions", ", ".join(rule.jurisdictions) or "any"),
        ("where", ", ".join(rule.scope) or "anywhere"),
        ("looks at", _when(rule)),
        ("also called", ", ".join(f"`{name}`" for name in rule.aliases)),
    ]
    parts = [
        f"# {rule.id}",
        _prose(rule.message),
        "\n".join(["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in facts if value)]),
    ]
    parts += [f"## Why\n\n{_prose(rule.why)}"] if rule.why else []
    parts += [f"## Write instead\n\n{_prose(rule.fix)}"] if rule.fix else []
    for heading, examples in (("Reported", rule.bad), ("Not reported", rule.good), ("Known misses", rule.miss)):
        if examples:
            parts += [f"## {heading}", *(_example(item) for item in examples)]
    if rule.sources:
        parts.append("## Sources\n\n" + "\n".join(_source(item) for item in rule.sources))
    comment = f"<!-- claimlint-disable-next-line {rule.id} -- your reason -->"
    parts.append(f"## Silence it\n\nOnce, in the line above:\n\n```html\n{comment}\n```")
    parts.append(f"In a project, in `.claimlint.yaml`:\n\n```yaml\nrules: {{{rule.id}: off}}\n```")
    return "\n\n".join(parts) + "\n"


def _when(rule: Rule) -> str:
    when = rule.when
    said = [f"{', '.join(when.content)} content"] if when.content else []
    said += [f"articles of {when.min_words} words or more"] if when.min_words else []
    said += ["health information"] if when.health else []
    said += [f"{', '.join(when.formats)} files"] if when.formats else []
    return "; ".join(said)


def _example(example: Example) -> str:
    text = example.text
    for span in reversed(example.spans):
        text = f"{text[: span.start]}[[{text[span.start : span.end]}]]{text[span.end :]}"
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    settings = "".join(f"\n\nwith `{key}: {json.dumps(value)}`" for key, value in example.settings.items())
    return f"{fence}{'html' if example.format == 'html' else 'text'}\n{text.strip()}\n{fence}{settings}"


def _source(source: Any) -> str:
    title = _prose(source.title + (f", {source.section}" if source.section else ""))
    link = f"[{title}]({source.url})" if source.url else title
    return f"- {link} ({CHECKED[source.checked]})"


def rule_index(rules: list[Rule]) -> str:
    """Return the page that lists the rules by family."""
    parts = [
        "# The rules",
        f"{len(rules)} rules. A rule names its sources; a claim is “unsupported here”, never false.",
        f"Confidence follows from findings that were read, in {measured().articles:,} news and health articles or,"
        " where a rule found too little there, in sentences and short pages with known answers: high where nine in"
        " ten or more are right, medium where seven in ten are, else low. A rule hardly seen says medium at most.",
    ]
    for family in sorted({rule.family for rule in rules}, key=lambda name: (name not in FAMILIES, name)):
        rows = [
            f"| [{rule.id}]({rule.id}.md) | {rule.severity.value} | {rule.confidence.value} | {_share(rule)} |"
            f" {_cell(_title(rule))} |"
            for rule in rules
            if rule.family == family
        ]
        head = ["| rule | severity | confidence | findings right | what it says |", "| --- | --- | --- | --- | --- |"]
        parts += [f"## {family}", "\n".join([*head, *rows])]
    return "\n\n".join(parts) + "\n"


def _share(rule: Rule) -> str:
    count = measured().of(rule.id).deciding
    return f"{count.right} of {count.read}" if count.read else "not seen"


def _title(rule: Rule) -> str:
    return re.sub(r"\{[a-z_]+\}", "…", rule.message)


def configuration_page() -> str:
    """Return the page about the keys of a configuration, from its schema."""
    schema = load_schema("config")
    intro = (
        "# Configuration\n\n`.claimlint.yaml`, or `[tool.claimlint]` in `pyproject.toml`: the nearest above an article"
        " counts, alone. Paths in it are relative to it. `claimlint init` writes one to start from. A key that does not"
        " exist is an error with a suggestion. Editors complete and check it with the schema from"
        " `claimlint schema config`.\n"
    )
    return intro + "\n" + "\n".join(_keys(schema["properties"], "", 2)) + "\n"


def _keys(properties: dict[str, Any], prefix: str, level: int) -> Iterator[str]:
    rows = []
    nested = []
    for name, entry in sorted(properties.items()):
        if "-" in name:
            continue  # Each key may be written both ways; one is enough here.
        if entry.get("properties"):
            nested.append((name, entry))
        elif entry.get("items", {}).get("properties"):
            nested.append((f"{name}[]", entry["items"]))
        rows.append(f"| `{prefix}{name}` | {_type(entry)} | {_cell(entry.get('description', ''))}{_default(entry)} |")
    yield "\n".join(["| key | values | what it says |", "| --- | --- | --- |", *rows, ""])
    for name, entry in nested:
        yield f"{'#' * level} {prefix}{name}\n"
        yield from _keys(entry["properties"], f"{prefix}{name}.", level + 1)


def _default(entry: dict[str, Any]) -> str:
    return f" Default: `{json.dumps(entry['default'], ensure_ascii=False)}`." if "default" in entry else ""


def _type(entry: dict[str, Any]) -> str:
    if "enum" in entry:
        return ", ".join(f"`{value}`" for value in entry["enum"])
    if "anyOf" in entry:
        return " or ".join(dict.fromkeys(_type(item) for item in entry["anyOf"]))
    if entry.get("type") == "array":
        return f"list of {_type(entry.get('items', {}))}"
    if isinstance(entry.get("additionalProperties"), dict):
        return f"mapping to {_type(entry['additionalProperties'])}"
    kind = entry.get("type", "anything")
    return kind if isinstance(kind, str) else " or ".join(kind)


def packs_page() -> str:
    """Return the page about packs."""
    keys = "\n".join(f"- `{item.name}`{_doc(item)}" for item in dataclasses.fields(PackFile))
    parts = [
        "# Packs",
        "`extends: [product, us]` in the configuration lays packs under a project's own words. A name is a built-in"
        " pack, a folder, or a pack that an installed package brings.",
    ]
    for name, path in builtin_packs().items():
        text = path.read_text("utf-8").strip()
        parts.append(f"## {name}\n\n```yaml\n{text}\n```")
    parts.append(
        "## A pack of your own\n\nA folder with `pack.yaml`, rule files and, if you like, `lexicons/`. It holds data"
        f" and never runs code. Keys of `pack.yaml`:\n\n{keys}"
    )
    return "\n\n".join(parts) + "\n"


def commands_page() -> str:
    """Return the help of every command as it is printed."""
    parts = ["# Commands"]
    for names, command in _commands(cli, ("claimlint",)):
        context = click.Context(command, info_name=" ".join(names), max_content_width=96, terminal_width=96)
        parts.append(f"## {' '.join(names)}\n\n```text\n{command.get_help(context).strip()}\n```")
    return "\n\n".join(parts) + "\n"


def _commands(group: click.Command, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield names, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            if command := group.get_command(context, name):
                yield from _commands(command, (*names, name))


def schemas_page() -> str:
    """Return the page about formats and their schemas."""
    parts = ["# Formats and schemas", "`--format` takes " + ", ".join(f"`{name}`" for name in REPORTERS) + "."]
    parts.append("`claimlint schema NAME` prints a JSON Schema:")
    titles = {name: load_schema(name).get("title", name) for name in NAMES}
    parts.append("\n".join(f"- [{name}](schemas/{name}.schema.json): {title}" for name, title in titles.items()))
    parts.append(
        "`start` and `end` count code points after a byte order mark, half-open. `line` and `column` are 1-based and"
        " `end_column` is exclusive. SARIF counts UTF-16 units and rdjsonl bytes, as those formats ask. Every document"
        " has a `schema_version`; until 1.0 it may still change, and the changelog says when."
    )
    return "\n\n".join(parts) + "\n"


def _kind(name: str) -> str:
    cls = check_class(name)
    rows = [f"| `{item.name}` | `{item.type}` | {_cell(item.metadata.get('doc', ''))} |" for item in _fields(cls)]
    values = ", ".join(f"`{{{value}}}`" for value in ("match", *cls.VALUES))
    table = "\n".join(["| option | type | what it says |", "| --- | --- | --- |", *rows]) if rows else "No options."
    return f"### {name}\n\n{inspect.getdoc(cls)}\n\n{table}\n\nMessages may use {values}."


def _columns(columns: tuple[Column, ...]) -> str:
    rows = [f"| `{item.name}` | `{item.shown}` | {_cell(item.doc)} |" for item in columns]
    return "\n".join(["| column | type | what it says |", "| --- | --- | --- |", *rows])


def _fields(cls: Any) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(cls)


def _doc(item: dataclasses.Field[Any]) -> str:
    return f": {item.metadata['doc']}" if "doc" in item.metadata else ""


def _functions() -> str:
    parts = []
    for name in api.__all__:
        function = getattr(api, name)
        if inspect.isfunction(function):
            parts.append(f"## {name}\n\n```python\n{name}{_signature(function)}\n```\n\n{_rst(function)}")
    return "\n\n".join(parts)


def _types() -> str:
    parts = []
    for name in api.__all__:
        cls = getattr(api, name)
        if dataclasses.is_dataclass(cls) and name != "Config":
            rows = "\n".join(f"{item.name}: {item.type}" for item in _fields(cls))
            parts.append(f"### {name}\n\n{_rst(cls)}\n\n```python\n{rows}\n```")
    return "\n\n".join(parts)


def _signature(function: Any) -> str:
    parameters = inspect.signature(function)
    return str(parameters).replace("'", "")


def _rst(value: Any) -> str:
    text = inspect.getdoc(value) or ""
    text = re.sub(r"``([^`]+)``", r"`\1`", text)
    return re.sub(r"(^>>> .*(?:\n.+)*)", r"```pycon\n\1\n```", text, flags=re.MULTILINE)


def _error_tree() -> str:
    return (errors.__doc__ or "").split("\n\n")[1]


def _file(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _prose(text: str) -> str:
    return re.sub(r"([\\*_<>\[\]])", r"\\\1", text.strip())


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
