"""A server that answers as LanguageTool does, and finds mistakes that a test chooses."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

SPELLER = "MORFOLOGIK_RULE_EN_US"
LANGUAGES = [{"name": code, "code": code.partition("-")[0], "longCode": code} for code in ("en-GB", "en-US", "de-DE")]


@dataclass(frozen=True)
class Mistake:
    """Words that the server reports wherever it reads them."""

    words: str
    better: str = ""
    rule: str = "AGREEMENT"
    category: str = "GRAMMAR"


def unknown(word: str, better: str = "") -> Mistake:
    return Mistake(word, better, SPELLER, "TYPOS")


@dataclass
class FakeServer:
    """What the server knows, what it was asked, and how it misbehaves."""

    mistakes: tuple[Mistake, ...] = ()
    version: str = "6.8"
    status: int = 200
    body: str = ""
    """Sent in place of an answer, unless empty."""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before it answers about a text."""
    passing: int = 0
    """How many answers are given with ``status`` before all is well."""
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    fails_after: int = 1_000_000
    """How many texts it reads before it breaks."""

    @property
    def read(self) -> list[str]:
        """The texts that were asked about, as the server reads them."""
        return ["".join(map(seen, json.loads(item["data"])["annotation"])) for item in self.asked]


def seen(part: dict[str, str]) -> str:
    return part.get("text", part.get("interpretAs", ""))


def matches(parts: list[dict[str, str]], mistakes: tuple[Mistake, ...]) -> list[dict[str, Any]]:
    """Return what LanguageTool's interface says: offsets in UTF-16 units of text and markup together."""
    view = "".join(map(seen, parts))
    places: list[tuple[int, int]] = []
    position = 0
    for part in parts:
        source = part.get("text", part.get("markup", ""))
        if "text" in part:
            for char in source:
                size = len(char.encode("utf-16-le", "surrogatepass")) // 2
                places.append((position, position + size))
                position += size
        else:
            size = len(source.encode("utf-16-le", "surrogatepass")) // 2
            places += [(position, position + size)] * len(seen(part))
            position += size
    return [
        {
            "message": f"“{item.words}” is wrong",
            "offset": places[found.start()][0],
            "length": places[found.end() - 1][1] - places[found.start()][0],
            "replacements": [{"value": item.better}] if item.better else [],
            "rule": {"id": item.rule, "issueType": "grammar", "category": {"id": item.category}},
        }
        for item in mistakes
        for found in re.finditer(re.escape(item.words), view)
    ]


class _Handler(BaseHTTPRequestHandler):
    fake: FakeServer

    def do_GET(self) -> None:
        if self.path.endswith("/v2/languages"):
            self._answer(LANGUAGES)
        else:
            self._send(404, "Error: no such page")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(body).items()}
        self.fake.asked.append(asked)
        time.sleep(self.fake.delay)
        if len(self.fake.asked) > self.fake.fails_after:
            self.fake.status, self.fake.passing = 500, -1
        parts = json.loads(asked["data"])["annotation"]
        software = {"name": "LanguageTool", "version": self.fake.version, "premium": False}
        self._answer({"software": software, "matches": matches(parts, self.fake.mistakes)})

    def _answer(self, document: object) -> None:
        status = self.fake.status
        if self.fake.passing > 0:
            self.fake.passing -= 1
            self.fake.status = status if self.fake.passing else 200
        self._send(status, self.fake.body or (json.dumps(document) if status == 200 else "Error: not today"))

    def _send(self, status: int, body: str) -> None:
        data = body.encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **self.fake.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that did not wait."""


@contextmanager
def serving(fake: FakeServer) -> Iterator[FakeServer]:
    """Let a fake answer at a free port of this machine, which is then its ``url``."""
    httpd = _Quiet(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": fake}))
    threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True).start()
    fake.url = f"http://127.0.0.1:{httpd.server_port}"
    try:
        yield fake
    finally:
        httpd.shutdown()
        httpd.server_close()
