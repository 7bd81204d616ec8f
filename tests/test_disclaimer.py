"""Disclaimers: what they say, where they stand, and what only looks like one."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from claimlint.language.analysis import Analysis
from claimlint.language.safety.disclaimer_groups import MEDICAL, Group
from claimlint.language.safety.disclaimer_words import groups_of
from claimlint.parsers import parse
from claimlint.settings import DisclaimerSettings, Settings
from claimlint.source import Source

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def groups(text: str, settings: Settings | None = None) -> set[Group]:
    found = Analysis(parse(Source("page.md", text, "markdown")), settings).disclaimers
    return {group for item in found for group in item.groups}


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_disclaimers", BENCHMARKS / "disclaimers.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(path.name for path in (BENCHMARKS / "data").glob("disclaimers*.tsv")))
def test_recall_and_specificity_stay_at_97_percent_over_all_own_sentences(name: str) -> None:
    module = benchmark()
    right = {True: [0, 0], False: [0, 0]}
    for wanted, heading, text in module.cases(name):
        found = module.recognised(heading, text)
        good = bool({group.value for group in found} & wanted) if wanted else not found - module.PARTIAL
        right[bool(wanted)][0] += good
        right[bool(wanted)][1] += 1
    recall, specificity = (right[kind][0] / right[kind][1] for kind in (True, False))
    assert specificity >= (0.95 if name in module.UNREAD else 0.97)
    assert recall >= (0.8 if name in module.UNREAD else 0.97)


def test_a_sentence_that_goes_on_is_read_with_the_one_before_it() -> None:
    assert Group.NOT_ADVICE in groups("My story is mine alone. It is not guidance for your treatment.")


def test_a_heading_makes_an_informal_sentence_a_disclaimer() -> None:
    text = "I share what helped my family. Check with a professional first."
    assert not groups(text) & MEDICAL
    assert groups(f"## Medical disclaimer\n\n{text}") & MEDICAL


def test_advice_to_consult_is_no_statement_that_the_page_is_not_advice() -> None:
    assert groups("Always consult your doctor before starting a supplement.") == {Group.CONSULT}


def test_what_a_source_said_is_not_the_pages_disclaimer() -> None:
    assert not groups_of("This app is not a substitute for medical advice, the regulator said.") & MEDICAL


@pytest.mark.parametrize(
    "text", ["{{< medical-disclaimer >}}", "{% include health-disclaimer.html %}", "[medical_disclaimer]"]
)
def test_an_include_counts_by_its_name(text: str) -> None:
    assert groups(f"Take two tablets.\n\n{text}\n") >= MEDICAL


def test_an_include_counts_by_its_file_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "layouts/shortcodes").mkdir(parents=True)
    (tmp_path / "layouts/shortcodes/medical-disclaimer.html").write_text("<p>Prices may change.</p>")
    assert not groups("{{< medical-disclaimer >}}\n\nText.", Settings(root=str(tmp_path))) & MEDICAL


def test_a_template_counts_when_the_configuration_says_what_it_shows() -> None:
    settings = Settings(disclaimer=DisclaimerSettings(provided_by_template=("not-medical-advice", "emergency")))
    assert groups("Text.", settings) == MEDICAL | {Group.EMERGENCY}


def test_the_text_of_a_field_is_read_and_false_is_none() -> None:
    assert groups("---\nmedical_disclaimer: This is not medical advice.\n---\nText.") == {Group.NOT_ADVICE}
    assert groups("---\nmedical_disclaimer: false\n---\nText.") == set()


def test_the_title_and_alt_texts_are_not_read() -> None:
    assert groups("---\ntitle: This is not medical advice\n---\n![not medical advice](a.png)\n\nText.") == set()
