"""LanguageTool by choice: the right words, ours before its own, and never quiet when it does not answer."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from fake_languagetool import FakeServer, Mistake, serving, unknown

from claimlint import engines
from claimlint.batch import Configs, lint_targets, make_report
from claimlint.cli.check import exit_code
from claimlint.config import Config, build_config
from claimlint.discover import Target
from claimlint.engines import languagetool, languagetool_server, languagetool_way
from claimlint.engines.annotated import Part
from claimlint.errors import EngineError
from claimlint.finding import FileReport
from claimlint.lint import lint
from claimlint.ruleset import load_ruleset
from claimlint.settings import LanguageToolSettings, Settings, SpellingSettings
from claimlint.source import Source
from claimlint.typed_yaml import read_yaml

RULESET = load_ruleset()
ALONE = RULESET.with_rules({"spelling/languagetool"})
CHOSEN = ("spelling/harper", "spelling/languagetool", "spelling/misspelling", "spelling/unknown-word")
SPELLING = RULESET.with_rules(CHOSEN)
WAS = Mistake("was", "were")


def needs_library() -> None:
    """Skip where the extra is not installed, unless the gate says that it must be."""
    try:
        import language_tool_python  # noqa: F401
    except ImportError:
        if "languagetool" in os.environ.get("CLAIMLINT_REQUIRED", "").split(","):
            pytest.fail("language-tool-python is required here and not installed: see .ci/run")
        pytest.skip("needs the extra languagetool")


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Forget every server, and keep answers apart from those of the machine."""
    monkeypatch.setattr(languagetool_way, "_reached", {})
    monkeypatch.setattr(languagetool, "_talks", languagetool._Talks())
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def server() -> Iterator[FakeServer]:
    needs_library()
    with serving(FakeServer((WAS,))) as fake:
        yield fake


def asking(url: str, **more: object) -> Settings:
    way = LanguageToolSettings(url=url, **more)  # type: ignore[arg-type]
    return Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way))


def run(text: str, settings: Settings, ruleset: object = ALONE, path: str = "a.md") -> FileReport:
    kind = "html" if path.endswith(".html") else "markdown"
    return lint(Source(path, text, kind), ruleset, settings)  # type: ignore[arg-type]


def found(report: FileReport) -> list[tuple[str, str]]:
    assert report.notifications == ()
    return [(item.rule.partition("/")[2], item.text) for item in report.findings]


def told(report: FileReport) -> str:
    """Return the one thing that the report says could not be done."""
    [note] = report.notifications
    assert note.level.value == "error" and note.detail == ""
    return note.message


# What is asked, and where it stands


def test_what_a_server_finds_stands_at_the_words_of_the_source(server: FakeServer) -> None:
    report = run("🌿 Tea.\n\nThe **mice** was fed `x` &amp; well.\n", asking(server.url))
    assert found(report) == [("languagetool", "was")]
    assert report.findings[0].fix.startswith("Write “were”")


def test_a_finding_may_reach_over_markup(server: FakeServer) -> None:
    server.mistakes = (Mistake("could of", "could have"),)
    [finding] = run("He could **of** gone.", asking(server.url)).findings
    assert (finding.text, finding.edits) == ("could **of", ())


def test_html_is_asked_about_as_html(server: FakeServer) -> None:
    report = run("<p>The <b>mi&shy;ce</b> w<i>as</i> fed.</p>", asking(server.url), path="a.html")
    assert found(report) == [("languagetool", "w<i>as")]


def test_code_addresses_and_markup_are_not_read_as_words(server: FakeServer) -> None:
    run("Use `recieve` or https://a.example/teh, [so](https://b.example/wich) it is.", asking(server.url))
    assert server.read[-1].rstrip() == "Use \ufffc or \ufffc, so it is."


def test_quotations_and_references_are_left_out(server: FakeServer) -> None:
    text = "> It was so.\n\nShe says, “it was all so well done”.\n\n## References\n\n1. Smith J. It was. J Clin 2015.\n"
    assert found(run(text, asking(server.url))) == []
    assert "J Clin" not in "".join(server.read)


def test_only_the_chosen_categories_are_asked_for_and_reported(server: FakeServer) -> None:
    server.mistakes = (WAS, Mistake("very", "", "ADVERB", "STYLE"))
    assert found(run("It was very good.", asking(server.url))) == [("languagetool", "was")]
    assert server.asked[-1]["enabledCategories"].split(",") and server.asked[-1]["enabledOnly"] == "true"
    assert set(server.asked[-1]["enabledCategories"].split(",")) == {"TYPOS", "GRAMMAR", "CONFUSED_WORDS"}


def test_a_project_adds_a_category(server: FakeServer, tmp_path: Path) -> None:
    server.mistakes = (WAS, Mistake("so ,", "so,", "COMMA", "PUNCTUATION"))
    changes = "rules: {spelling/languagetool: {options: {categories+: [PUNCTUATION]}}}"
    ruleset = configured(changes, tmp_path).ruleset.with_rules({"spelling/languagetool"})
    assert [words for _rule, words in found(run("It was so , yes.", asking(server.url), ruleset))] == ["was", "so ,"]


def test_a_long_article_is_asked_about_in_pieces(server: FakeServer) -> None:
    text = "\n\n".join(f"It was number {index} of the many paragraphs here." for index in range(800))
    assert len(found(run(text, asking(server.url)))) == 800
    assert max(map(len, server.read)) <= 12_000


def test_without_the_engine_nobody_is_asked(server: FakeServer) -> None:
    way = SpellingSettings(languagetool=LanguageToolSettings(url=server.url))
    assert run("It was.", Settings(spelling=way)).findings == () and server.asked == []


# Ours before theirs


def test_where_a_rule_of_ours_says_the_same_words_ours_stands(server: FakeServer) -> None:
    server.mistakes = (unknown("recieve", "receive"), WAS)
    assert found(run("They was here to recieve it.", asking(server.url), SPELLING)) == [
        ("languagetool", "was"),
        ("misspelling", "recieve"),
    ]


def test_a_word_that_we_know_is_no_typo(server: FakeServer) -> None:
    server.mistakes = (unknown("dysbiosis"), unknown("colour"), unknown("semaglutide"))
    assert found(run("Its colour shows dysbiosis after semaglutide.", asking(server.url))) == []


@pytest.mark.parametrize("where", ["settings", "front matter"])
def test_a_word_of_the_project_is_no_typo(server: FakeServer, where: str) -> None:
    server.mistakes = (unknown("turmerick", "turmeric"),)
    way = LanguageToolSettings(url=server.url)
    words = ("turmerick",) if where == "settings" else ()
    head = "---\nwords: [turmerick]\n---\n" if where == "front matter" else ""
    own = Settings(spelling=SpellingSettings(engine="languagetool", languagetool=way, words=words))
    assert found(run("A turmerick is good.", asking(server.url))) == [("languagetool", "turmerick")]
    assert found(run(f"{head}A turmerick is good.", own)) == []


def test_a_known_word_may_still_be_the_wrong_one(server: FakeServer) -> None:
    server.mistakes = (Mistake("effect", "affect", "EFFECT_AFFECT", "TYPOS"),)
    assert found(run("It does not effect you.", asking(server.url))) == [("languagetool", "effect")]


def test_names_and_terms_are_no_typos(server: FakeServer) -> None:
    near = unknown("Zworykin", "Zworykins"), unknown("turmerick", "turmeric"), unknown("mRNAx", "mRNA")
    server.mistakes = (*near, unknown("gomalisin", "domains"), unknown("adoni", "adonis"))
    text = (
        "We asked Zworykin about mRNAx, gomalisin and adoni-related things."
        " A turmerick is new. Each turmerick binds. No turmerick fails."
    )
    assert found(run(text, asking(server.url))) == []


def test_of_two_remarks_on_the_same_words_one_is_reported(server: FakeServer) -> None:
    server.mistakes = (Mistake("they was", "they were"), WAS)
    assert found(run("Yes, they was here.", asking(server.url))) == [("languagetool", "they was")]


# Languages


def test_the_configured_variant_is_asked_for(server: FakeServer) -> None:
    run("It was.", asking(server.url, language="en-gb"))
    assert server.asked[-1]["language"] == "en-GB"


def test_an_unknown_variant_is_told_with_those_there_are(server: FakeServer) -> None:
    message = told(run("It was.", asking(server.url, language="en-ZZ")))
    assert "'en-ZZ'" in message and "en-GB, en-US" in message


def test_an_unknown_variant_of_one_article_is_no_fault_of_the_server(server: FakeServer) -> None:
    told(run("It was.", asking(server.url, language="xx")))
    assert found(run("It was.", asking(server.url))) == [("languagetool", "was")]


def test_an_article_in_a_declared_other_language_is_not_asked_about(server: FakeServer) -> None:
    assert found(run("---\nlang: fr\n---\n\nIl was.", asking(server.url))) == []
    assert server.asked == []


def test_a_german_article_is_read_in_german_and_knows_no_english(server: FakeServer) -> None:
    server.mistakes = (Mistake("patient", "Patient", "GERMAN_SPELLER_RULE", "TYPOS"),)
    text = "---\nlang: de\n---\n\nDer patient schläft.\n"
    assert found(run(text, asking(server.url, language="de-DE"))) == [("languagetool", "patient")]
    assert server.asked[-1]["language"] == "de-DE"


# What it said before


def test_a_paragraph_is_asked_about_once(server: FakeServer) -> None:
    first = run("It was.\n\nTea is hot.", asking(server.url))
    asked = len(server.asked)
    again = run("# Tea\n\nIt was.\n\nTea is hot.", asking(server.url))
    assert found(again) == found(first) and server.read[asked:] == ["Tea\n\n"]


@pytest.mark.parametrize("change", ["version", "language", "markup"])
def test_answers_are_kept_by_text_version_and_language(
    server: FakeServer, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("It was.", asking(server.url))
    if change == "version":
        server.version = "6.9"
        monkeypatch.setattr(languagetool, "_talks", languagetool._Talks())
    before = server.read.count("It was.\n\n")
    text = "It **was**." if change == "markup" else "It was."
    assert found(run(text, asking(server.url, language="en-GB" if change == "language" else "en-US")))
    # Markup changes places, not what is read, and the places are worked out anew.
    assert server.read.count("It was.\n\n") - before == (0 if change == "markup" else 1)


def test_without_the_cache_everything_is_asked_again(server: FakeServer, tmp_path: Path) -> None:
    for _ in range(2):
        run("It was.", asking(server.url, cache=False))
    assert server.read.count("It was.\n\n") == 2
    assert not list(tmp_path.rglob("*.sqlite"))


# What goes wrong


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "claimlint.engines.languagetool_library", raising=False)
    monkeypatch.delattr(engines, "languagetool_library", raising=False)
    monkeypatch.setitem(sys.modules, "language_tool_python", None)
    assert "pip install 'claimlint-health[languagetool]'" in told(run("It was.", asking("http://127.0.0.1:2")))


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ({}, "needs one of `url`"),
        ({"url": "http://a.example", "path": "jars"}, "names several"),
        ({"url": "localhost:8081"}, "must begin with http://"),
    ],
    ids=["none", "several", "no scheme"],
)
def test_settings_that_name_no_server_are_told(way: dict[str, str], words: str) -> None:
    needs_library()
    settings = SpellingSettings(engine="languagetool", languagetool=LanguageToolSettings(**way))
    assert words in told(run("It was.", Settings(spelling=settings)))


def test_a_server_that_is_not_there_is_told_and_our_own_findings_are_reported() -> None:
    needs_library()
    report = run("They recieve it.", asking("http://127.0.0.1:1"), SPELLING)
    assert "http://127.0.0.1:1 cannot be reached: connection refused" in told(report)
    assert [item.text for item in report.findings] == ["recieve"]


def test_a_run_without_its_server_ends_with_2_and_with_our_own_findings(tmp_path: Path) -> None:
    needs_library()
    spelling = {"engine": "languagetool", "languagetool": {"url": "http://127.0.0.1:1"}}
    configs = Configs(configured(json.dumps({"spelling": spelling, "select": CHOSEN}), tmp_path))
    report = make_report(lint_targets(targets(tmp_path, 3), configs), configs)
    assert exit_code(report, "warning") == 2
    assert {note.path for note in report.all_notifications} == {"00.md", "01.md", "02.md"}
    assert [finding.text for finding in report.findings] == ["recieve"] * 3


def test_a_server_that_never_answers_is_given_up_in_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_library()
    from claimlint.engines import languagetool_library

    monkeypatch.setattr(languagetool_library, "_FIRST_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        settings = asking(f"http://127.0.0.1:{silent.getsockname()[1]}")
        messages = {told(run("It was.", settings)) for _ in range(20)}
    assert len(messages) == 1 and "did not answer in time" in messages.pop()
    assert time.monotonic() - began < 5


def test_a_server_has_longer_for_its_first_text_than_for_the_others(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from claimlint.engines import languagetool_library

    monkeypatch.setattr(languagetool_library, "_READ_SECONDS", 0.2)
    server.delay = 0.6
    client = languagetool_library.Client(server.url, "en-US", ("GRAMMAR",))
    text = [Part("It was.", "It was.", True)]
    assert len(client.ask(text)) == 1
    with pytest.raises(EngineError, match="did not answer in time"):
        client.ask(text)


@pytest.mark.parametrize("body", ["<html>Welcome</html>", "[]x", '{"name": "other"}', "[1, 2]"])
def test_something_else_at_the_url_is_told(server: FakeServer, body: str) -> None:
    server.body = body
    assert "is no LanguageTool server" in told(run("It was.", asking(server.url)))


@pytest.mark.parametrize("body", ['{"matches": [{"offset": 0}]}', '{"matches": 1}', "null"])
def test_an_answer_without_its_parts_is_told(server: FakeServer, body: str) -> None:
    assert found(run("It was.", asking(server.url)))
    server.body = body
    assert "it sent no matches" in told(run("It was so.", asking(server.url)))


@pytest.mark.parametrize(("status", "words"), [(500, "HTTP 500: Error: not today"), (404, "HTTP 404"), (429, "--jobs")])
def test_an_error_of_the_server_is_told_with_its_status(server: FakeServer, status: int, words: str) -> None:
    assert found(run("It was.", asking(server.url)))
    server.status, server.headers = status, {"Retry-After": "0"}
    assert words in told(run("It was so.", asking(server.url)))


def test_articles_go_to_no_other_address_than_the_one_that_was_chosen(server: FakeServer) -> None:
    with serving(FakeServer((WAS,))) as other:
        server.status, server.headers = 302, {"Location": f"{other.url}/v2/languages"}
        assert f"has moved to '{other.url}" in told(run("It was.", asking(server.url)))
        assert other.asked == []


def test_no_message_shows_a_password() -> None:
    needs_library()
    message = told(run("It was.", asking("http://ada:secret@127.0.0.1:9")))
    assert "http://127.0.0.1:9 cannot be reached" in message and "secret" not in message


def test_a_server_that_asks_for_a_moment_gets_it(server: FakeServer) -> None:
    assert found(run("It was.", asking(server.url)))
    server.status, server.passing, server.headers = 429, 1, {"Retry-After": "0"}
    assert found(run("It was so.", asking(server.url))) == [("languagetool", "was")]


def test_a_server_that_goes_away_is_told_for_each_article_and_asked_no_more(server: FakeServer) -> None:
    assert found(run("It was 1.", asking(server.url)))
    server.status = 500
    messages = [told(run(f"It was {index}.", asking(server.url))) for index in range(2, 9)]
    assert all("HTTP 500" in message for message in messages)
    assert "is not asked again" in messages[-1]
    assert len([text for text in server.read if "It was" in text]) == 1 + 3


def test_a_server_that_failed_is_tried_again_after_a_while(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.status = 500
    told(run("It was.", asking(server.url)))
    server.status = 200
    assert "HTTP 500" in told(run("It was.", asking(server.url)))
    monkeypatch.setattr(languagetool_way, "_FORGET_SECONDS", 0.0)
    assert found(run("It was.", asking(server.url))) == [("languagetool", "was")]


# A server of our own, which here is the fake one


@pytest.fixture
def folder(server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings with a folder of jars, from which the fake server is started."""
    jars = tmp_path / "jars"
    jars.mkdir()
    (jars / "languagetool-server-6.8.jar").write_bytes(b"")
    monkeypatch.setattr(languagetool_server, "find_java", lambda: "java")
    monkeypatch.setattr(languagetool_server, "start", lambda path, java: SimpleNamespace(url=server.url, alive=True))
    way = LanguageToolSettings(path="jars")
    yield Settings(root=str(tmp_path), spelling=SpellingSettings(engine="languagetool", languagetool=way))


def test_what_was_read_before_starts_no_server(folder: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(run("It was.", folder))
    monkeypatch.setattr(languagetool_way, "_reached", {})
    monkeypatch.setattr(languagetool_server, "start", lambda path, java: pytest.fail("it was started"))
    assert found(run("It was.", folder)) == first == [("languagetool", "was")]


def test_another_languagetool_in_the_folder_is_asked_anew(folder: Settings, server: FakeServer, tmp_path: Path) -> None:
    run("It was.", folder)
    (tmp_path / "jars" / "language-en-6.9.jar").write_bytes(b"")
    languagetool_way.fingerprint.cache_clear()
    run("It was.", folder)
    assert server.read.count("It was.\n\n") == 2


def test_a_server_of_ours_that_ended_is_told_with_its_last_words_and_started_again_later(
    folder: Settings, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(run("It was.", folder))
    ended = SimpleNamespace(url=server.url, alive=False, last_words=lambda: "OutOfMemoryError")
    [way] = languagetool_way._reached
    monkeypatch.setattr(languagetool_way, "_reached", {way: languagetool_way.Reached(server.url, server=ended)})
    server.status = 500
    messages = {told(run(f"It was {index}.", folder)) for index in (2, 3)}
    assert messages == {"the LanguageTool server that claimlint started has ended. It said: OutOfMemoryError"}
    server.status = 200
    monkeypatch.setattr(languagetool_way, "_FORGET_SECONDS", 0.0)
    assert found(run("It was 4.", folder)) == [("languagetool", "was")]


# A run of many files


def configured(text: str, root: Path) -> Config:
    return build_config(read_yaml(text, "c.yaml"), root / ".claimlint.yaml")


def targets(folder: Path, count: int) -> list[Target]:
    for index in range(count):
        (folder / f"{index:02}.md").write_text(f"They recieve it. It was {index}.\n", "utf-8")
    return [Target(str(path), path.name) for path in sorted(folder.glob("*.md"))]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_finds_the_same_with_any_number_of_jobs(server: FakeServer, jobs: int, tmp_path: Path) -> None:
    spelling = {"engine": "languagetool", "languagetool": {"url": server.url}}
    config = configured(json.dumps({"spelling": spelling, "select": CHOSEN}), tmp_path)
    reports = list(lint_targets(targets(tmp_path, 20), Configs(config), jobs))
    assert [found(report) for report in reports] == [[("misspelling", "recieve"), ("languagetool", "was")]] * 20


@pytest.mark.parametrize("jobs", [1, 2])
def test_when_a_server_breaks_in_mid_run_every_file_it_did_not_read_is_named(
    server: FakeServer, jobs: int, tmp_path: Path
) -> None:
    server.fails_after = 8
    spelling = {"engine": "languagetool", "languagetool": {"url": server.url}}
    config = configured(json.dumps({"spelling": spelling, "select": CHOSEN}), tmp_path)
    reports = list(lint_targets(targets(tmp_path, 20), Configs(config), jobs))
    read = [report for report in reports if not report.notifications]
    assert 0 < len(read) < 20
    for report in reports:
        assert ("was" in [item.text for item in report.findings]) is (report in read)
        assert "recieve" in [item.text for item in report.findings]
        assert report in read or "HTTP 500" in told(report)
