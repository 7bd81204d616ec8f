"""The ways to a LanguageTool server, and which servers this process has reached.

A server is reached once and shared, and so is the reason why it was not: a run of a
thousand articles does not wait a thousand times.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from claimlint.engines import languagetool_server
from claimlint.errors import EngineError
from claimlint.settings import LanguageToolSettings

_FORGET_SECONDS = 60.0
"""An editor runs for hours, and its user may start the server that was missing."""
_WAYS = "`spelling.languagetool` needs one of `url` (a running server), `path` (a folder of jars) and `download: true`"


@dataclass(frozen=True)
class Way:
    """How LanguageTool is reached: ``url``, ``path`` or ``download``, and where."""

    kind: str
    place: str = ""


@dataclass(frozen=True)
class Reached:
    """A server that answers, or the reason why none does."""

    url: str = ""
    failure: str = ""
    at: float = 0.0
    """When that was, on the clock that only goes forward."""
    server: languagetool_server.Server | None = None
    """The one that this process started."""


_reached: dict[Way, Reached] = {}
_reaching = threading.RLock()


def way_of(settings: LanguageToolSettings, root: str) -> Way:
    """Return the one way that settings name, ``path`` relative to ``root``; raises EngineError for none or several."""
    folder = os.environ.get("LTP_JAR_DIR_PATH", "")
    ways = []
    if settings.url:
        ways.append(Way("url", settings.url))
    if settings.path:
        ways.append(Way("path", str((Path(root) / settings.path).absolute())))
    if settings.download:
        # The library documents this variable for a folder of jars and, in 3.4, does not read it.
        ways.append(Way("path", folder) if folder else Way("download"))
    if len(ways) != 1:
        raise EngineError(f"{_WAYS}, and it names {'several' if ways else 'none'}.")
    if settings.url and not settings.url.startswith(("http://", "https://")):
        raise EngineError(f"`spelling.languagetool.url` must begin with http:// or https://, not be {settings.url!r}.")
    return ways[0]


def reach(way: Way) -> Reached:
    """Return a server that answers, started where need be; raises EngineError, and the next time at once."""
    with _reaching:
        found = _reached.get(way)
        if found is None or (found.failure and time.monotonic() - found.at > _FORGET_SECONDS):
            try:
                found = _found(way)
            except EngineError as error:
                found = Reached(failure=str(error), at=time.monotonic())
            _reached[way] = found
        if found.failure:
            raise EngineError(found.failure)
        return found


def fail(way: Way, reason: str) -> None:
    """Remember for a while that a server is of no use."""
    with _reaching:
        _reached[way] = Reached(failure=reason, at=time.monotonic())


def has_ended(way: Way) -> str:
    """Return what a server that this process started said before it ended; empty while it runs, or for another's."""
    found = _reached.get(way)
    server = found.server if found else None
    return "" if server is None or server.alive else server.last_words() or "nothing"


def prepare(settings: LanguageToolSettings, root: str) -> None:
    """Start the server that settings ask for, so that worker processes share it.

    What goes wrong is told when an article needs it.
    """
    try:
        way = way_of(settings, root)
        if way.kind != "url":
            reach(way)
    except EngineError:
        return


def reached() -> Mapping[Way, Reached]:
    """Return the servers that this process has reached, for the processes it starts."""
    return {way: replace(found, server=None) for way, found in _reached.items()}


def adopt(servers: Mapping[Way, Reached]) -> None:
    """Use the servers that the parent process has reached."""
    _reached.update(servers)


def library() -> Any:
    """Return the module that imports language-tool-python; raises EngineError where that is not installed."""
    try:
        from claimlint.engines import languagetool_library
    except ImportError as error:
        raise EngineError(
            "`spelling.engine: languagetool` needs language-tool-python 3.4 or later:"
            " pip install 'claimlint-health[languagetool]'."
        ) from error
    return languagetool_library


@cache
def fingerprint(way: Way) -> str:
    """Return a name for the LanguageTool whose jars a way leads to, without starting it; raises EngineError."""
    folder = _folder(way)
    # An empty folder has no name worth remembering.
    languagetool_server.class_path(folder)
    jars = sorted(folder.rglob("*.jar"))
    return hashlib.sha256(repr([(jar.name, jar.stat().st_size) for jar in jars]).encode()).hexdigest()


def _folder(way: Way) -> Path:
    if way.kind == "path":
        return Path(way.place)
    fetch = library().download
    # Nobody should download for minutes what then cannot run.
    languagetool_server.find_java()
    folder: Path = fetch().parent
    return folder


def _found(way: Way) -> Reached:
    library()
    if way.kind == "url":
        return Reached(way.place)
    java = languagetool_server.find_java()
    server = languagetool_server.start(languagetool_server.class_path(_folder(way)), java)
    return Reached(server.url, server=server)
