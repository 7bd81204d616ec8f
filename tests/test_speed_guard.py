"""Speed, counted instead of timed: how many calls linting a fixed article takes, which no busy machine changes."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from types import FrameType

import pytest

from claimlint.lint import lint
from claimlint.matcher import backend
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.source import Source

DATA = Path(__file__).parent / "data" / "speed"
ARTICLE = (DATA / "article.md").read_text("utf-8")
FIGURE = DATA / "calls.json"

pytestmark = pytest.mark.skipif(backend() != "re2", reason="the figures are google-re2's")


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return load_ruleset()


def calls(text: str, ruleset: Ruleset) -> int:
    """Calls of functions, Python's and C's, that linting a text takes once everything is loaded."""
    source = Source("article.md", text, "markdown")
    # Everything is loaded and remembered after the first time.
    assert not lint(source, ruleset).notifications
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    # Another tool may be watching (coverage), and the collector may call what was left by other tests.
    watching = sys.getprofile()
    gc.collect()
    gc.disable()
    sys.setprofile(count)
    try:
        lint(source, ruleset)
    finally:
        sys.setprofile(watching)
        gc.enable()
    return counted


def test_linting_an_article_takes_no_more_calls_than_it_did(ruleset: Ruleset, request: pytest.FixtureRequest) -> None:
    counted = calls(ARTICLE, ruleset)
    if request.config.getoption("--update-golden"):
        FIGURE.write_text(json.dumps({"calls": counted}) + "\n", "utf-8")
    before = json.loads(FIGURE.read_text("utf-8"))["calls"]
    assert counted <= 1.1 * before, (
        f"{counted} calls, {before} before: profile it (benchmarks/README.md), or accept it with pytest --update-golden"
    )


def test_an_article_four_times_as_long_takes_at_most_four_times_the_calls(ruleset: Ruleset) -> None:
    front, body = ARTICLE.split("\n---\n", 1)
    # Long enough for what grows with the square to show: a quotation is compared with every sentence, say.
    short, long = (calls(f"{front}\n---\n{body * times}", ruleset) for times in (8, 32))
    assert long <= 4.4 * short


def test_counting_is_the_same_every_time(ruleset: Ruleset) -> None:
    assert calls(ARTICLE, ruleset) == calls(ARTICLE, ruleset)
