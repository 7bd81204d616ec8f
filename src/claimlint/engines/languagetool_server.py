"""A LanguageTool server of our own: Java found, a server started in bounded time, and ended with us."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claimlint.engines import languagetool_keeper
from claimlint.errors import EngineError

_LEAST_JAVA = 17
_JAVA_SECONDS = 20.0
_START_SECONDS = 60.0
"""It is up in two seconds on an idle machine; nothing is worth a longer wait than this."""
_PORTS_TRIED = 3
_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""They halve the memory, and the processor time of the start and the first text; after a hundred texts it is even."""
_MAIN = "org.languagetool.server.HTTPServer"
_JAVA_HINT = "Install Java 17 or later, or name a running server in `spelling.languagetool.url`."
_VERSION = re.compile(r'(?:version |^(?:java|openjdk) )"?(\d+)(?:\.(\d+))?', re.MULTILINE)


def find_java() -> str:
    """Return the path of a Java that LanguageTool runs on; raises EngineError for none, or one that is too old."""
    home = os.environ.get("JAVA_HOME", "")
    java = shutil.which("java") or (shutil.which("java", path=str(Path(home) / "bin")) if home else None)
    if java is None:
        raise EngineError(f"LanguageTool needs Java, and there is no `java` on the PATH. {_JAVA_HINT}")
    try:
        run = subprocess.run(
            [java, "-version"], capture_output=True, text=True, errors="replace", timeout=_JAVA_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError(f"{java} cannot be run ({error}). {_JAVA_HINT}") from error
    found = _VERSION.search(run.stderr + run.stdout)
    if found is None:
        said = " ".join((run.stderr + run.stdout).split())[:120]
        raise EngineError(f"{java} does not say which Java it is, but {said!r}. {_JAVA_HINT}")
    # Until Java 8 the versions were called 1.8 and the like.
    major = int(found[2] or 0) if found[1] == "1" else int(found[1])
    if major < _LEAST_JAVA:
        raise EngineError(f"LanguageTool needs Java {_LEAST_JAVA} or later, and {java} is Java {major}. {_JAVA_HINT}")
    return java


def class_path(folder: Path) -> str:
    """Return the class path for a folder of jars, as unpacked from LanguageTool's archive or fetched by Maven.

    Raises EngineError when it holds no LanguageTool server.
    """
    for place in (folder, folder / "jars"):
        # The jar of the archive names the others in its manifest; Maven's, with a version in its name, names none.
        if (place / "languagetool-server.jar").is_file():
            return str(place / "languagetool-server.jar")
        if any(place.glob("languagetool-server-*.jar")):
            return str(place / "*")
    what = "holds no languagetool-server.jar" if folder.is_dir() else "is no folder"
    raise EngineError(f"{folder} of `spelling.languagetool.path` {what}. Name the folder with LanguageTool's jars.")


@dataclass(frozen=True)
class Server:
    """A server that this process started; its keeper ends it when this process ends in whatever way."""

    url: str
    owner: int
    """Id of the process that started it; one forked from that can tell nothing about it."""
    _keeper: subprocess.Popen[bytes]
    _log: IO[bytes]

    @property
    def alive(self) -> bool:
        return os.getpid() != self.owner or self._keeper.poll() is None

    def last_words(self) -> str:
        """Return the end of what the server printed, on one line."""
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", "replace").splitlines()
        said = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("at ")]
        return " ".join(said[-3:])[-400:]

    def stop(self) -> None:
        """End the server and wait until it is gone; a process forked from its owner leaves it alone."""
        if os.getpid() != self.owner:
            return
        if self._keeper.stdin and not self._keeper.stdin.closed:
            with suppress(OSError):
                self._keeper.stdin.close()
        try:
            self._keeper.wait(10)
        except subprocess.TimeoutExpired:
            self._keeper.kill()
            self._keeper.wait()
        self._log.close()


def start(path: str, java: str) -> Server:
    """Start a server with a class path on a free port of this machine; raises EngineError in bounded time."""
    deadline = time.monotonic() + _START_SECONDS
    for _ in range(_PORTS_TRIED):
        server = _launch([java, *_FLAGS, "-cp", path, _MAIN, "--port"])
        if _is_up(server, deadline):
            atexit.register(server.stop)
            return server
        said, early = server.last_words(), not server.alive
        server.stop()
        if not early:
            raise EngineError(f"LanguageTool did not start within {_START_SECONDS:.0f} seconds. It said: {said}")
        if "already in use" not in said:
            raise EngineError(f"LanguageTool did not start. It said: {said or 'nothing'}")
    raise EngineError(f"LanguageTool found no free port in {_PORTS_TRIED} tries. It said: {said}")


def _launch(command: list[str]) -> Server:
    """Start a command, which a free port is added to, under its keeper."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tempfile.TemporaryFile()  # noqa: SIM115
    keeper = subprocess.Popen(
        [sys.executable, "-I", "-S", languagetool_keeper.__file__, *command, str(port)],
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=log,
    )
    return Server(f"http://127.0.0.1:{port}", os.getpid(), keeper, log)


def _is_up(server: Server, deadline: float) -> bool:
    """Wait until a server answers; False when it ended, or the time is over."""
    # A proxy of the environment is not for a server of this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while server.alive and time.monotonic() < deadline:
        try:
            with opener.open(f"{server.url}/v2/healthcheck", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    return False
