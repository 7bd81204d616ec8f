"""Keeps a server alive for as long as the process that wanted it: run as a script, with the command as arguments.

A linter that is killed cleans nothing up. This process does: it ends the server when
standard input closes, its parent is gone or it is terminated itself, and ends with the server's code otherwise.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

_SECONDS = 0.5


def keep(command: list[str]) -> int:
    """Run a command until it ends or is no longer wanted; return its code."""
    parent = os.getppid()
    closed = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: closed.set())
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL)

    def watch() -> None:
        with suppress(OSError, ValueError):
            while os.read(0, 64):
                pass
        closed.set()

    threading.Thread(target=watch, daemon=True).start()
    try:
        while server.poll() is None and not closed.wait(_SECONDS) and os.getppid() == parent:
            pass
    except KeyboardInterrupt:
        pass
    return _end(server)


def _end(server: subprocess.Popen[bytes]) -> int:
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            server.kill()
    return server.wait()


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
