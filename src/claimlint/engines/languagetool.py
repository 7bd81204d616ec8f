"""LanguageTool reads an article: paragraphs out, answers back, kept on disk and asked for only once.

A server that cannot be reached, or that goes away, is an EngineError for every article
that it did not read; after a few it is not asked again, so that a run always ends soon.
"""

from __future__ import annotations

import json
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimlint.engines.annotated import Annotated, Part
from claimlint.engines.languagetool_cache import Answer, AnswerCache, Said, answer_key
from claimlint.engines.languagetool_way import (
    Way,
    fail,
    fingerprint,
    has_ended,
    library,
    reach,
    way_of,
)
from claimlint.errors import EngineError, UnknownLanguageError
from claimlint.resources import cache_folder
from claimlint.settings import LanguageToolSettings
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.engines.languagetool_library import Client

_MOST_UNITS = 12_000
"""Characters a request, so that each is answered in seconds; some servers take no more than 20,000."""
_PATIENCE = 3
"""Articles that may fail one after the other before a server is given up for a while."""
_BETWEEN = Part("\n\n", "\n\n", False)
_MOST_SUGGESTIONS = 5


@dataclass
class _Talk:
    """A conversation with a server about one language in some categories."""

    client: Client
    failures: int = 0
    """Articles in a row that it did not answer for."""


@dataclass(frozen=True)
class _Talks:
    """The conversations of this process, one for each server, language and choice of categories."""

    by_subject: dict[tuple[str, str, tuple[str, ...]], _Talk] = field(default_factory=dict)
    opening: threading.Lock = field(default_factory=threading.Lock)

    def get(self, way: Way, language: str, categories: tuple[str, ...]) -> _Talk:
        """Return a conversation, opened when first needed; raises EngineError."""
        url = reach(way).url
        subject = (url, language, categories)
        with self.opening:
            if subject not in self.by_subject:
                self.by_subject[subject] = _Talk(library().Client(url, language, categories))
            return self.by_subject[subject]


_talks = _Talks()


def read(
    passages: Sequence[Annotated], settings: LanguageToolSettings, root: str, categories: tuple[str, ...]
) -> list[Answer]:
    """Return what LanguageTool says of each passage, in the code points of its prose; raises EngineError.

    ``root`` is the folder that ``settings.path`` is relative to.
    """
    if not passages:
        return []
    way = way_of(settings, root)
    context = json.dumps([way.kind, _version(way, settings.language, categories), settings.language, categories])
    cache = AnswerCache(cache_folder() / "languagetool") if settings.cache else None
    keys = [answer_key(passage.seen, context) for passage in passages]
    known = cache.get(keys) if cache else {}
    missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in known}
    if missing:
        answers = dict(zip(missing, _ask(way, settings.language, categories, list(missing.values())), strict=True))
        known.update(answers)
        if cache:
            cache.put(answers)
    return [known[key] for key in keys]


def _version(way: Way, language: str, categories: tuple[str, ...]) -> str:
    """Return which LanguageTool answers: by its jars, or by what a server that others run says of itself."""
    if way.kind != "url":
        return fingerprint(way)
    try:
        return way.place + json.dumps(_talks.get(way, language, categories).client.software, sort_keys=True)
    except UnknownLanguageError:
        raise
    except EngineError as error:
        fail(way, str(error))
        raise


def _ask(way: Way, language: str, categories: tuple[str, ...], passages: list[Annotated]) -> list[Answer]:
    talk = _talks.get(way, language, categories)
    try:
        answers = [answer for batch in _batches(passages) for answer in _answers(talk.client, batch)]
    except EngineError as error:
        talk.failures += 1
        if said := has_ended(way):
            ended = f"the LanguageTool server that claimlint started has ended. It said: {said}"
            fail(way, ended)
            raise EngineError(ended) from error
        if talk.failures >= _PATIENCE:
            fail(way, f"LanguageTool failed {talk.failures} articles in a row and is not asked again. {error}")
        raise
    talk.failures = 0
    return answers


def _batches(passages: Iterable[Annotated]) -> Iterator[list[Annotated]]:
    """Yield passages in groups that are each small enough for one request."""
    batch: list[Annotated] = []
    size = 0
    for passage in passages:
        needed = passage.size + len(_BETWEEN.source)
        if batch and size + needed > _MOST_UNITS:
            yield batch
            batch, size = [], 0
        batch.append(passage)
        size += needed
    if batch:
        yield batch


def _answers(client: Client, passages: list[Annotated]) -> list[Answer]:
    """Ask about several passages at once and give each of the matches to the passage it lies in."""
    parts: list[Part] = []
    starts: list[int] = []
    position = 0
    for passage in passages:
        starts.append(position)
        parts += [*passage.parts, _BETWEEN]
        position += passage.size + len(_BETWEEN.source)
    found: list[list[Said]] = [[] for _ in passages]
    for match in client.ask(parts):
        start, end = match["offset"], match["offset"] + match["length"]
        index = bisect_right(starts, start) - 1
        passage, first = passages[index], starts[index]
        # What reaches beyond its paragraph would depend on which others were asked about with it.
        span = passage.to_prose(start - first, end - first) if end <= first + passage.size else None
        if span is not None:
            found[index].append(_said(match, span))
    return [tuple(sorted(items, key=lambda item: (item.span, item.rule))) for items in found]


def _said(match: Mapping[str, Any], span: Span) -> Said:
    rule = match["rule"]
    suggestions = tuple(item["value"] for item in match["replacements"][:_MOST_SUGGESTIONS])
    return Said(span, match["message"], suggestions, rule["id"], rule["category"]["id"])
