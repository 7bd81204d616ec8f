"""LanguageTool and Harper for ``spelling.py``: each alone, with all it says, and merged with claimlint's own rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from claimlint.checks.harper import HarperCheck
from claimlint.checks.languagetool import LanguageToolCheck
from claimlint.document import Document
from claimlint.engines import harper, languagetool
from claimlint.engines.annotated import annotate
from claimlint.errors import EngineError
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.ruleset import Ruleset
from claimlint.settings import GrammarSettings, LanguageToolSettings, Settings, SpellingSettings
from claimlint.source import Source, Span

Flags = list[tuple[int, int, str, str, str]]
"""Start, end, words, first suggestion, rule."""
Flagger = Callable[[str], Flags]


def engine_flaggers(ruleset: Ruleset, place: str) -> Iterator[tuple[str, Flagger]]:
    """Yield names with flaggers; ``place`` is the URL of a LanguageTool server, or the folder of its jars, or empty.

    The merged one of an engine comes after that of the engine alone, whose answers it finds in the cache.
    """
    if place:
        way = LanguageToolSettings(url=place) if "://" in place else LanguageToolSettings(path=place)
        chosen = Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way))
        yield "LanguageTool", partial(_languagetool, way)
        yield "claimlint with LanguageTool", partial(_merged, ruleset, chosen)
    yield "Harper", _harper
    yield "claimlint with Harper", partial(_merged, ruleset, Settings(grammar=GrammarSettings(engine="harper")))


def _languagetool(way: LanguageToolSettings, text: str) -> Flags:
    document = parse(Source("a.txt", text, "text"))
    passages = [annotate(document, block.span) for block in document.blocks]
    answers = languagetool.read(passages, way, "", tuple(sorted(LanguageToolCheck().categories)))
    return [
        _flag(document, block.span.start, said.span, said.suggestions, said.category)
        for block, answer in zip(document.blocks, answers, strict=True)
        for said in answer
    ]


def _harper(text: str) -> Flags:
    document = parse(Source("a.txt", text, "text"))
    passages = [document.prose(block.span) for block in document.blocks]
    found = harper.read(passages, "us", HarperCheck().kinds, HarperCheck().without)
    return [
        _flag(document, block.span.start, item.span, item.suggestions, "spelling" if item.unknown_word else "other")
        for block, remarks in zip(document.blocks, found, strict=True)
        for item in remarks
    ]


def _flag(
    document: Document, first: int, span: Span, suggestions: tuple[str, ...], rule: str
) -> tuple[int, int, str, str, str]:
    place = document.map.to_source(Span(first + span.start, first + span.end))
    return place.start, place.end, document.source.slice(place), suggestions[0] if suggestions else "", rule


def _merged(ruleset: Ruleset, settings: Settings, text: str) -> Flags:
    report = lint(Source("a.txt", text, "text"), ruleset, settings)
    if report.notifications:
        raise EngineError(report.notifications[0].message)
    return [
        (item.span.start, item.span.end, item.text, item.edits[0].replacement if item.edits else "", item.rule)
        for item in report.findings
    ]
