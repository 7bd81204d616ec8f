"""The kind ``languagetool``: grammar by a LanguageTool server, for those who run one.

The only module that imports language-tool-python, which is GPL-3.0-only and
comes with the extra ``languagetool`` alone.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar
from urllib.parse import urlsplit

from claimlint.document import PLACEHOLDER
from claimlint.errors import EngineError
from claimlint.language.analysis import Analysis
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

_PATIENCE = 3.0
"""Seconds a server may take to answer at all; a linter must not hang on one that is gone."""


@dataclass(frozen=True)
class LanguageToolCheck:
    """Reports what LanguageTool finds in some of its categories, when the settings choose that engine."""

    VALUES: ClassVar[tuple[str, ...]] = ("problem", "suggestions")

    categories: tuple[str, ...] = field(
        default=("GRAMMAR", "CONFUSED_WORDS"), metadata={"doc": "LanguageTool's categories that are reported."}
    )

    def check(self, analysis: Analysis) -> Iterator[Match]:
        settings = analysis.settings.spelling
        if settings.engine != "languagetool" or not analysis.text:
            return
        for found in _ask(settings.server, settings.language, analysis.text):
            span = Span(found.offset, found.offset + found.error_length)
            words = analysis.document.prose(span)
            if found.category in self.categories and words and PLACEHOLDER not in words and "\n" not in words:
                suggestions = ", ".join(f"“{text}”" for text in found.replacements[:3]) or "another wording"
                yield Match(span, {"problem": found.message.rstrip("."), "suggestions": suggestions})

    def patterns(self) -> Iterable[Pattern]:
        return ()


def _ask(server: str, language: str, text: str) -> list[Any]:
    """Return the matches of a server for a text; raises EngineError when it cannot be asked."""
    tool = _tool(server, language)
    try:
        return list(tool.check(text))
    except Exception as error:
        raise EngineError(f"the LanguageTool server {server} did not check the article: {error}") from error


@cache
def _tool(server: str, language: str) -> Any:
    place = urlsplit(server)
    if not place.hostname:
        raise EngineError(
            "`spelling.engine: languagetool` needs `spelling.server`, the URL of a running LanguageTool server."
        )
    try:
        import language_tool_python
    except ImportError as error:
        raise EngineError(
            "`spelling.engine: languagetool` needs the extra: pip install 'claimlint-health[languagetool]'."
        ) from error
    try:
        # The library itself may wait for minutes, so somebody else knocks first.
        socket.create_connection((place.hostname, place.port or 80), _PATIENCE).close()
        return language_tool_python.LanguageTool(language, remote_server=server)
    except Exception as error:
        raise EngineError(f"no LanguageTool server answers at {server}: {error}") from error
