"""A LanguageTool server of our own: Java found or missed, started in bounded time, ended whatever happens."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from test_languagetool import fresh, needs_library, run, told

from claimlint.engines import languagetool_keeper, languagetool_server
from claimlint.engines.languagetool_server import class_path, find_java, start
from claimlint.errors import EngineError
from claimlint.settings import LanguageToolSettings, Settings, SpellingSettings

__all__ = ["fresh"]
"""A fixture that every test here is given."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")

FakeJava = Callable[[str], Path]
JAVA_17 = 'openjdk version "17.0.15" 2025-04-15'
SERVER = r"""
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"OK")
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


@pytest.fixture
def fake_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeJava:
    """Put a `java` on an otherwise bare PATH that tells a version, and does what a shell script says."""

    def make(version: str, script: str = "exit 1") -> Path:
        java = tmp_path / "bin" / "java"
        java.parent.mkdir(exist_ok=True)
        java.write_text(f'#!/bin/sh\nif [ "$1" = -version ]; then\n{_said(version)}\nexit 0\nfi\n{script}\n')
        java.chmod(java.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(java.parent))
        monkeypatch.delenv("JAVA_HOME", raising=False)
        return java

    return make


def _said(version: str) -> str:
    return "\n".join(f"echo '{line}' >&2" for line in version.splitlines())


@pytest.fixture
def jars(tmp_path: Path) -> Path:
    """A folder as Maven leaves it, with jars that hold nothing."""
    folder = tmp_path / "jars"
    folder.mkdir()
    (folder / "languagetool-server-6.8.jar").write_bytes(b"")
    return folder


def from_folder(folder: Path) -> Settings:
    way = LanguageToolSettings(path=str(folder))
    return Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way))


# Java


@pytest.mark.parametrize(
    "said",
    [
        JAVA_17,
        'java version "21" 2023-09-19 LTS',
        "openjdk 25 2025-09-16",
        'Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "17.0.1" 2021',
    ],
)
def test_a_java_that_is_new_enough_is_taken(fake_java: FakeJava, said: str) -> None:
    java = fake_java(said)
    assert find_java() == str(java)


@pytest.mark.parametrize(
    ("said", "version"), [('openjdk version "11.0.2" 2019-01-15', "11"), ('java version "1.8.0_292"', "8")]
)
def test_a_java_that_is_too_old_is_told_with_its_version(fake_java: FakeJava, said: str, version: str) -> None:
    java = fake_java(said)
    with pytest.raises(EngineError, match=f"needs Java 17 or later, and {java} is Java {version}"):
        find_java()


def test_a_java_that_says_nothing_sensible_is_told(fake_java: FakeJava) -> None:
    fake_java("no runtime present, requesting install")
    with pytest.raises(EngineError, match="does not say which Java it is, but 'no runtime present"):
        find_java()


def test_without_java_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineError, match=r"no `java` on the PATH\. Install Java 17"):
        find_java()


def test_a_java_that_hangs_is_given_up(fake_java: FakeJava, monkeypatch: pytest.MonkeyPatch) -> None:
    java = fake_java(JAVA_17)
    java.write_text("#!/bin/sh\nexec /bin/sleep 30\n")
    monkeypatch.setattr(languagetool_server, "_JAVA_SECONDS", 0.3)
    with pytest.raises(EngineError, match="cannot be run"):
        find_java()


def test_java_is_found_by_its_home_where_the_path_has_none(
    fake_java: FakeJava, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    java = fake_java(JAVA_17)
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    monkeypatch.setenv("JAVA_HOME", str(java.parent.parent))
    assert find_java() == str(java)


# Jars


def test_the_folders_of_maven_and_of_the_archive_are_told_apart(jars: Path, tmp_path: Path) -> None:
    assert class_path(jars) == class_path(tmp_path) == str(jars / "*")
    (tmp_path / "languagetool-server.jar").write_bytes(b"")
    assert class_path(tmp_path) == str(tmp_path / "languagetool-server.jar")


@pytest.mark.parametrize(("name", "words"), [("", "holds no languagetool-server.jar"), ("nowhere", "is no folder")])
def test_a_folder_without_languagetool_is_told(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(EngineError, match=words):
        class_path(tmp_path / name)


# Starting


def test_a_server_is_started_on_a_free_port_and_ended(fake_java: FakeJava, tmp_path: Path) -> None:
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    java = fake_java(JAVA_17, f'for port; do :; done\nexec "{sys.executable}" "{script}" "$port"')
    server = start("jars/*", str(java))
    with urllib.request.urlopen(f"{server.url}/v2/healthcheck") as answer:
        assert answer.status == 200 and server.alive
    server.stop()
    with pytest.raises(OSError):
        urllib.request.urlopen(server.url, timeout=2)


def test_a_server_that_cannot_start_is_told_at_once_with_its_words(fake_java: FakeJava) -> None:
    java = fake_java(JAVA_17, "echo 'Error: Could not find the main class' >&2; exit 1")
    began = time.monotonic()
    with pytest.raises(EngineError, match=r"did not start\. It said: Error: Could not find the main class"):
        start("jars/*", str(java))
    assert time.monotonic() - began < 10


def test_a_server_that_never_answers_is_ended_in_bounded_time(
    fake_java: FakeJava, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(languagetool_server, "_START_SECONDS", 1.0)
    java = fake_java(JAVA_17, f'echo "$$" > "{tmp_path}/pid"; exec /bin/sleep 60')
    with pytest.raises(EngineError, match="did not start within 1 seconds"):
        start("jars/*", str(java))
    assert not _runs(int((tmp_path / "pid").read_text()))


def test_a_taken_port_is_left_for_another_a_few_times(fake_java: FakeJava, tmp_path: Path) -> None:
    tries = tmp_path / "tries"
    java = fake_java(JAVA_17, f'echo x >> "{tries}"; echo "BindException: Address already in use" >&2; exit 1')
    with pytest.raises(EngineError, match="found no free port in 3 tries"):
        start("jars/*", str(java))
    assert len(tries.read_text().split()) == 3


def test_a_server_that_cannot_start_is_started_once_for_all_articles(
    fake_java: FakeJava,
    jars: Path,
    tmp_path: Path,
) -> None:
    needs_library()
    tries = tmp_path / "tries"
    fake_java(JAVA_17, f'echo x >> "{tries}"; echo "no such class" >&2; exit 1')
    messages = {told(run(f"It was {index}.", from_folder(jars))) for index in range(5)}
    assert len(messages) == 1 and "no such class" in messages.pop()
    assert len(tries.read_text().split()) == 1


def test_the_variable_that_the_library_does_not_read_is_read(
    fake_java: FakeJava,
    jars: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_library()
    fake_java(JAVA_17, "echo 'the jars were found' >&2; exit 1")
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(jars))
    way = LanguageToolSettings(download=True)
    message = told(run("It was.", Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way))))
    assert "the jars were found" in message


def test_a_download_that_the_network_refuses_is_told(
    fake_java: FakeJava,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    needs_library()
    fake_java(JAVA_17)
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "library"))
    monkeypatch.setattr("language_tool_python.download_lt.BASE_URL_NEW_RELEASES", "http://127.0.0.1:1/")
    way = LanguageToolSettings(download=True)
    message = told(run("It was.", Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way))))
    assert "could not be downloaded: connection refused" in message
    assert "`spelling.languagetool.path`" in message


def test_nothing_is_downloaded_before_there_is_a_java(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    needs_library()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "library"))
    way = LanguageToolSettings(download=True)
    message = told(run("It was.", Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way))))
    assert "there is no `java` on the PATH" in message


# Ending


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
        if state.startswith("Z"):
            return False
        time.sleep(0.1)
    return True


@pytest.mark.parametrize(
    ("whom", "how"), [("linter", signal.SIGTERM), ("linter", signal.SIGKILL), ("keeper", signal.SIGTERM)]
)
def test_the_server_ends_when_the_linter_or_its_keeper_is_killed(
    whom: str, how: signal.Signals, tmp_path: Path
) -> None:
    pid_file = tmp_path / "pid"
    server = f"import os, time; open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    program = (
        "import subprocess, sys, time\n"
        f"command = [sys.executable, {languagetool_keeper.__file__!r}, sys.executable, '-c', {server!r}]\n"
        "keeper = subprocess.Popen(command, stdin=subprocess.PIPE)\n"
        "print(keeper.pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as linter:
        assert linter.stdout is not None
        keeper = int(linter.stdout.readline())
        deadline = time.monotonic() + 10
        while not (pid_file.is_file() and pid_file.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(keeper if whom == "keeper" else linter.pid, how)
        ended = not _runs(int(pid_file.read_text()))
        linter.kill()
    assert ended


def test_the_keeper_ends_with_the_code_of_the_server() -> None:
    command = [sys.executable, languagetool_keeper.__file__, sys.executable, "-c", "raise SystemExit(7)"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as keeper:
        assert keeper.wait(20) == 7
