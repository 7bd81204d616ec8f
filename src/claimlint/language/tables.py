"""The patterns of the tables under ``rules/data``, for the build of a wheel, which keeps what is worked out of them.

Their readers are named and not imported: linting reads only those tables that an article asks for.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module

from claimlint.language.text.frames import Frames
from claimlint.language.text.pattern_file import NamedPatterns
from claimlint.matcher import Pattern, PatternSet

READERS = (
    "claimlint.language.money.connections:_cues",
    "claimlint.language.money.context:_cues",
    "claimlint.language.money.disclosure_words:wording",
    "claimlint.language.money.roles:_roles",
    "claimlint.language.safety.accountability:_table",
    "claimlint.language.safety.advising:_words",
    "claimlint.language.safety.disclaimer_roles:_frames",
    "claimlint.language.safety.disclaimer_roles:_roles",
    "claimlint.language.safety.disclaimer_words:wording",
    "claimlint.language.safety.triggers:trigger_patterns",
)
"""Where tables with patterns are read: module and function."""


def table_patterns() -> Iterator[Pattern]:
    """Yield every pattern of every table, some twice."""
    for reader in READERS:
        module, _, function = reader.partition(":")
        yield from _patterns_in(getattr(import_module(module), function)())


def _patterns_in(value: object) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, PatternSet | NamedPatterns | Frames):
        yield from value.patterns
    else:
        for part in _parts(value):
            yield from _patterns_in(part)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, tuple | list):
        return value
    if dataclasses.is_dataclass(value):
        return [getattr(value, item.name) for item in dataclasses.fields(value)]
    return ()
