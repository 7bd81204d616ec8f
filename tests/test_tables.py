"""What a wheel keeps of the patterns of the tables: all of them, and read instead of worked out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from claimlint import matcher
from claimlint.language.tables import READERS
from claimlint.matcher import Haystack, Pattern, PatternSet, pack
from claimlint.regex import translation

PAGE = """# Our favourite sleep gummies

We may earn a commission if you buy [these gummies](https://www.amazon.com/dp/B01?tag=x-20). Take two before bed.
The gummies were a gift from the maker. This is not medical advice: ask your doctor first.
"""


@pytest.fixture
def nothing_worked_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The patterns that somebody translates while a test runs."""
    asked: list[str] = []
    original = translation.translated

    def translated(pattern: str, ignore_case: bool) -> tuple[bool, bool, bytes]:
        asked.append(pattern)
        return original(pattern, ignore_case)

    for module in ("claimlint.regex.translation", "claimlint.regex.with_re2"):
        monkeypatch.setattr(f"{module}.translated", translated)
    matcher._kept.cache_clear()
    yield asked
    matcher._kept.cache_clear()


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_is_where_the_list_says(reader: str) -> None:
    module, _, function = reader.partition(":")
    assert callable(getattr(__import__(module, fromlist=[function]), function))


def test_a_kept_pattern_is_read_and_finds_the_same(
    nothing_worked_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if matcher.backend() != "re2":
        pytest.skip("the pure engine reads patterns themselves")
    texts = [r"\bcures? (?:all|any)\b", r"side[- ]effects?", r"Ask Your Doctor"]
    monkeypatch.setattr(matcher, "derived", {"patterns": pack(map(Pattern, texts))}.get)
    del nothing_worked_out[:]
    haystack = Haystack("It cures all, and has no side effects. Ask your doctor.")
    found = [list(pattern.finditer(haystack)) for pattern in PatternSet(list(map(Pattern, texts))).patterns]
    assert found == [[(3, 12)], [(25, 37)], [(39, 54)]]
    assert PatternSet(list(map(Pattern, texts))).matching(haystack) == {0, 1, 2}
    assert nothing_worked_out == []


def test_no_table_is_forgotten() -> None:
    """In a process of its own, since what a table has read stays read. Short patterns cost nothing to translate."""
    script = f"""
from claimlint.regex import translation, with_re2
asked, original = set(), translation.translated
def translated(pattern, ignore_case):
    asked.add(pattern)
    return original(pattern, ignore_case)
with_re2.translated = translated
from claimlint import lint_text
from claimlint.language.tables import table_patterns
from claimlint.ruleset import load_ruleset
assert lint_text({PAGE!r}).findings
compiled = {{text for text, _ in load_ruleset().known_patterns.patterns}}
known = {{pattern.pattern for pattern in table_patterns()}} | compiled
print(*sorted(text for text in asked - known if len(text) > 200), sep="\\n")
"""
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (result.stdout.strip(), result.stderr) == ("", "")
