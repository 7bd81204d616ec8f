"""Grammar by a LanguageTool server: found at the right words, and never quiet when the server is gone."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from claimlint.finding import FileReport
from claimlint.lint import lint
from claimlint.ruleset import load_ruleset
from claimlint.settings import Settings, SpellingSettings
from claimlint.source import Source

RULESET = load_ruleset().with_rules({"spelling/languagetool"})
TEXT = "\U0001f33f Tea.\n\nThe **mice** was fed `x` well.\n"


class _Server(BaseHTTPRequestHandler):
    """Answers as LanguageTool does, and finds "was" wrong wherever it stands."""

    def do_GET(self) -> None:
        self._answer([{"name": "English", "code": "en", "longCode": "en-US"}])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        text = parse_qs(body or urlsplit(self.path).query)["text"][0]
        offset = len(text[: text.index("was")].encode("utf-16-le")) // 2
        rule = {"id": "AGREEMENT", "issueType": "grammar", "category": {"id": "GRAMMAR"}}
        match = {
            "message": "The verb does not agree.",
            "offset": offset,
            "length": 3,
            "replacements": [{"value": "were"}],
            "context": {"text": text, "offset": offset, "length": 3},
            "rule": rule,
        }
        self._answer({"matches": [match]})

    def _answer(self, document: object) -> None:
        data = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    pytest.importorskip("language_tool_python", reason="needs the extra languagetool")
    httpd = HTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def run(**spelling: str) -> FileReport:
    return lint(Source("a.md", TEXT, "markdown"), RULESET, Settings(spelling=SpellingSettings(**spelling)))


def test_what_a_server_finds_stands_at_the_words_of_the_source(server: str) -> None:
    report = run(engine="languagetool", server=server)
    assert report.notifications == ()
    assert [(item.text, item.fix.split(",")[0]) for item in report.findings] == [("was", "Write “were”")]


def test_without_the_engine_nobody_is_asked() -> None:
    assert run(server="http://127.0.0.1:1") == run()


@pytest.mark.parametrize(("address", "words"), [("", "needs `spelling.server`"), ("http://127.0.0.1:1", "127.0.0.1:1")])
def test_a_server_that_is_not_there_is_an_error_and_not_silence(address: str, words: str) -> None:
    if address:
        pytest.importorskip("language_tool_python", reason="needs the extra languagetool")
    [note] = run(engine="languagetool", server=address).notifications
    assert (note.level.value, words in note.message) == ("error", True)


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "language_tool_python", None)
    [note] = run(engine="languagetool", server="http://127.0.0.1:2").notifications
    assert "claimlint-health[languagetool]" in note.message
