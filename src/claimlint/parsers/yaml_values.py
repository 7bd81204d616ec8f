"""YAML read with the place of every key and value."""

from __future__ import annotations

from typing import Any

from claimlint.parsers.values import Node

_DEEPEST = 20
_MOST_NODES = 20_000


class YamlError(ValueError):
    """What is wrong with the YAML, and at which offset of the source."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def read_yaml(text: str, start: int, end: int) -> Node | None:
    """Return the value that stands between two offsets, None when there is none; raises YamlError."""
    import yaml

    body = text[start:end]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        root = yaml.compose(body, Loader=loader)
        return _Reader(yaml.SafeLoader(""), body, start).node(root, 0) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = start + min(mark.index, len(body)) if mark else start
        raise YamlError(" ".join(filter(None, (error.problem, error.context))), offset) from error
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes and the other loader characters, so the character itself is looked for.
        offset = start + max(body.find(chr(error.character)), 0)
        raise YamlError(f"the character U+{error.character:04X} is not allowed", offset) from error
    except (ValueError, RecursionError, OverflowError) as error:
        raise YamlError(f"a value cannot be read ({error})", start) from error


class _Reader:
    """Turns the nodes of the YAML library into ours."""

    def __init__(self, constructor: Any, body: str, base: int) -> None:
        self.constructor = constructor
        self.body = body
        self.base = base
        self.count = 0

    def node(self, node: Any, depth: int) -> Node:
        self.count += 1
        if depth > _DEEPEST or self.count > _MOST_NODES:
            raise ValueError("too many nested or repeated values")
        start, end = node.start_mark.index, node.end_mark.index
        if node.id == "scalar":
            return self._scalar(node, start, end)
        end = start + len(self.body[start:end].rstrip())
        if node.id == "sequence":
            items = tuple(self.node(item, depth + 1) for item in node.value)
            return Node([item.value for item in items], self.base + start, self.base + end, items=items)
        entries = []
        for key, value in node.value:
            low, high = self.base + key.start_mark.index, self.base + key.end_mark.index
            entries.append((str(key.value), low, high, self.node(value, depth + 1)))
        mapping = {entry[0]: entry[3].value for entry in entries}
        return Node(mapping, self.base + start, self.base + end, entries=tuple(entries))

    def _scalar(self, node: Any, start: int, end: int) -> Node:
        try:
            value = self.constructor.construct_object(node)
        except Exception:  # a tag of the site's own, or a date that does not exist: the text itself is the value
            value = node.value
        style = {"'": "single", '"': "double"}.get(node.style, "plain")
        if style != "plain":
            start, end = start + 1, max(start + 1, end - 1)
        elif node.style in ("|", ">"):
            newline = self.body.find("\n", start, end)
            start = newline + 1 if newline >= 0 else end
            start += len(self.body[start:end]) - len(self.body[start:end].lstrip())
            end = start + len(self.body[start:end].rstrip())
        return Node(value, self.base + start, self.base + max(start, end), style, raw=str(node.value))
