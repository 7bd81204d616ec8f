"""The parsers: one a format, one line here; a plug-in package can add more."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimlint.document import Document
    from claimlint.source import Source

GROUP = "claimlint.parsers"
"""Entry point group of plug-in parsers: the name is the format, the object ``parse(source) -> Document``."""


def _lazily(module: str) -> Callable[[Source], Document]:
    """Return a parser whose module is imported when the first article of its format arrives."""

    def parse(source: Source) -> Document:
        parser: Callable[[Source], Document] = import_module(f"claimlint.parsers.{module}").parse
        return parser(source)

    return parse


PARSERS: dict[str, Callable[[Source], Document]] = {
    "markdown": _lazily("markdown"),
    "html": _lazily("html"),
    "text": _lazily("plain"),
}

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
}
"""Formats by the suffix of a file, in lower case."""


def parse(source: Source) -> Document:
    """Parse a source by the parser of its format.

    Raises ValueError for a format that neither claimlint nor a plug-in knows.
    """
    parser = PARSERS.get(source.format) or _plugins().get(source.format)
    if parser is None:
        raise ValueError(f"no parser for the format {source.format!r}; there are: {', '.join(formats())}")
    return parser(source)


def formats() -> list[str]:
    """Return the formats that somebody parses, plug-ins among them, sorted."""
    return sorted({*PARSERS, *_plugins()})


def format_for(path: str) -> str | None:
    """Return the format of a file by its suffix, or None when no parser takes it.

    A plug-in takes files whose suffix is the name of its entry point, or one of
    those its parser lists in an attribute ``SUFFIXES``.

    >>> format_for("blog/Leaky-Gut.MD"), format_for("notes")
    ('markdown', None)
    """
    name = path.replace("\\", "/").rpartition("/")[2]
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if not suffix or suffix in SUFFIXES:
        return SUFFIXES.get(suffix)
    for format_name, parser in _plugins().items():
        if suffix in getattr(parser, "SUFFIXES", (f".{format_name}",)):
            return format_name
    return None


@cache
def _plugins() -> dict[str, Callable[[Source], Document]]:
    from claimlint.plugins import entry_points

    return {entry.name: entry.load() for entry in sorted(entry_points(GROUP)) if entry.name not in PARSERS}
