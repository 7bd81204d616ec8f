"""Rule files: every mistake at its place, inheritance, lexicons, the schema that editors use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from claimlint import compiled
from claimlint.checks import needs_of
from claimlint.config_file import RuleChange
from claimlint.errors import RuleError
from claimlint.matcher import Haystack, PatternSet
from claimlint.resources import rules_root
from claimlint.ruleset import expand_phrase, load_ruleset, rule_paths
from claimlint.schemas import load_schema
from claimlint.selection import change
from claimlint.typed_yaml import read_yaml

GOOD = """\
id: house/no-hype
check: phrase
options:
  any: ["wonder (?:cure|drug)s?"]
message: "“{match}” promises too much."
why: Readers believe it.
examples:
  bad: ["A [[wonder drug]]."]
  good: ["No wonder, drugs cost money."]
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def errors(folder: Path) -> list[str]:
    with pytest.raises(RuleError) as caught:
        load_ruleset([folder], builtin=False, examples=True)
    return [str(problem).replace(folder.as_posix() + "/", "") for problem in caught.value.problems]


def test_a_good_rule_is_read_from_yaml_and_yml_alike(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD)
    write(tmp_path, "deep/er/b.yml", GOOD.replace("no-hype", "no-hype-either"))
    ruleset = load_ruleset([tmp_path], builtin=False, examples=True)
    assert list(ruleset.known) == ["house/no-hype", "house/no-hype-either"]
    assert ruleset.known["house/no-hype"].bad[0].spans[0].start == 2


def test_all_mistakes_of_all_files_are_told_at_once_with_the_nearest_key(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD.replace("why:", "wyh:").replace("any:", "ayn:"))
    write(tmp_path, "b.yaml", GOOD.replace("no-hype", "two").replace("check: phrase", "check: phrases"))
    write(tmp_path, "c.yaml", GOOD.replace("no-hype", "three").replace("{match}", "{macth}"))
    assert errors(tmp_path) == [
        "a.yaml:1:1: the rule lacks the key 'why'. Say in one sentence why this harms a reader.",
        "a.yaml:4:3: unknown key 'ayn' in options. Did you mean 'any'?",
        "a.yaml:4:3: options lacks the key 'any'.",
        "a.yaml:6:1: unknown key 'wyh' in the rule. Did you mean 'why'?",
        "b.yaml:1:1: there is no kind of check called 'phrases'. Did you mean 'phrase'?",
        "c.yaml:1:1: the message uses {macth}. It may use {match}, {reason}, {content}.",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("why:", "why: a\nwhy:"), "a.yaml:7:1: duplicate key 'why'; it stands first on line 6."),
        (
            ("id: house/no-hype", "id: NoHype"),
            "a.yaml:1:5: id: 'NoHype' is not of the form family/kebab-case.",
        ),
        (("wonder (?:cure|drug)s?", "wonder (?=cure)"), "a.yaml:4:9: options.any[0]:"),
        (("[[wonder drug]]", "[[wonder drug"), "a.yaml:8:9: examples.bad[0]: [[ and ]] must come in pairs"),
        (("check: phrase", "check: phrase\nseverity: fatal"), "must be one of error, warning, note, not 'fatal'."),
        (("check: phrase", "check: &a phrase\ntags: [*a]"), "anchors and aliases are not supported."),
        (("why: Readers", "why: [Readers"), "invalid YAML"),
    ],
)
def test_a_mistake_is_told_at_its_line_and_column(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    write(tmp_path, "a.yaml", GOOD.replace(*change))
    assert message in "\n".join(errors(tmp_path))


def test_no_and_on_are_words_and_not_booleans(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD.replace("check: phrase", "check: phrase\ntags: [no, on, yes]"))
    assert load_ruleset([tmp_path], builtin=False, examples=True).known["house/no-hype"].tags == ("no", "on", "yes")


def test_a_rule_that_is_not_utf8_is_named_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"id: caf\xe9")
    assert errors(tmp_path) == ["a.yaml:1:1: not UTF-8: byte 7 cannot be read. Save the file as UTF-8."]


def test_two_files_cannot_claim_one_id(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD)
    write(tmp_path, "b.yaml", GOOD)
    assert "the id 'house/no-hype' is taken by" in errors(tmp_path)[0]


def test_a_rule_inherits_what_it_does_not_say_and_changes_lists(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD)
    child = "id: house/z\nextends: house/no-hype\nseverity: note\noptions:\n  any+: [superfoods?]\n"
    write(tmp_path, "b.yaml", child)
    ruleset = load_ruleset([tmp_path], builtin=False, examples=True)
    rule = ruleset.known["house/z"]
    assert (rule.severity.value, rule.message) == ("note", "“{match}” promises too much.")
    assert ruleset.available["house/z"].check.any == ("wonder (?:cure|drug)s?", "superfoods?")


def test_extending_a_rule_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD)
    write(tmp_path, "b.yaml", "id: house/z\nextends: house/no-hyp\n")
    assert any(
        "extends 'house/no-hyp', which is no rule. Did you mean 'house/no-hype'?" in line for line in errors(tmp_path)
    )


def test_a_pattern_that_backtracks_elsewhere_is_harmless(tmp_path: Path) -> None:
    from claimlint.lint import lint
    from claimlint.source import Source

    write(tmp_path, "a.yaml", GOOD.replace("wonder (?:cure|drug)s?", "(?:a+)+b"))
    report = lint(Source("a.md", "a" * 200_000), load_ruleset([tmp_path], builtin=False, examples=True))
    assert (report.findings, report.notifications) == ((), ())


def test_an_unknown_lexicon_in_a_phrase_is_an_error() -> None:
    with pytest.raises(ValueError, match="no-such-list"):
        expand_phrase("cures {no-such-list}")


def test_every_built_in_rule_fits_the_published_schema() -> None:
    validator = jsonschema.Draft7Validator(load_schema("rule"))
    for path, shown in rule_paths(rules_root()):
        problems = [error.message for error in validator.iter_errors(read_yaml(path.read_text("utf-8"), shown).plain())]
        assert problems == [], shown


def test_the_schema_refuses_what_the_loader_refuses() -> None:
    validator = jsonschema.Draft7Validator(load_schema("rule"))
    rule = yaml.safe_load(GOOD)
    assert validator.is_valid(rule)
    assert not validator.is_valid({**rule, "wyh": "x"})
    assert not validator.is_valid({**rule, "options": {"ayn": []}})


def test_compiled_rules_are_the_rules_without_their_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))
    full = load_ruleset(examples=True)
    first, second = load_ruleset(), load_ruleset()
    assert len(list((tmp_path / "cache").glob("rules-*.bin"))) == 1
    for ruleset in (first, second):
        assert [entry.check for entry in ruleset.entries] == [entry.check for entry in full.entries]
    bare = {rule_id: replace(rule, bad=(), good=(), miss=()) for rule_id, rule in full.known.items()}
    assert second.known == bare


def test_a_compiled_rule_looks_for_the_patterns_of_the_rule_it_was_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path))
    read = {rule_id: entry.check for rule_id, entry in load_ruleset(examples=True).available.items()}
    load_ruleset()
    kept = {rule_id: entry.check for rule_id, entry in load_ruleset().available.items()}
    assert kept == read
    assert [list(check.patterns()) for check in kept.values()] == [list(check.patterns()) for check in read.values()]


def test_what_a_compiled_rule_looks_for_is_known_before_its_check_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path))
    ruleset = load_ruleset()
    known = {rule_id: (entry.patterns, entry.needs) for rule_id, entry in ruleset.available.items()}
    assert not [rule_id for rule_id, entry in ruleset.available.items() if "check" in vars(entry)]
    for rule_id, (patterns, needs) in known.items():
        check = ruleset.available[rule_id].check
        wanted = needs_of(check)
        assert list(patterns) == list(check.patterns()), rule_id
        assert needs == (None if wanted is None else tuple(wanted)), rule_id


def test_the_clues_that_were_kept_are_used_for_the_rules_they_were_made_of_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path))
    ruleset = load_ruleset()
    text = Haystack("Our gummies banish colds. It is a panacea, and dragons agree.")
    assert ruleset.known_patterns is not None
    assert ruleset.known_patterns.made_for(ruleset.patterns.patterns)
    made_anew = PatternSet(ruleset.patterns.patterns)
    assert ruleset.patterns.possible(text) == made_anew.possible(text) != frozenset()
    changed = change(ruleset, {"claims/hype": RuleChange(options={"any": ["dragons agree"]})}, "x.yaml")
    assert not ruleset.known_patterns.made_for(changed.patterns.patterns)
    asked = changed.worth_asking(changed.patterns.possible(text))
    assert "claims/hype" in {changed.entries[place].rule.id for place in asked}


def test_a_compiled_rule_of_a_kind_that_is_gone_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "rules.bin"
    entry = load_ruleset(examples=True).available["claims/hype"]
    place.write_bytes(compiled.dump([(replace(entry.rule, check="gone"), entry.check)]))
    assert compiled.load(place) is None


def test_a_damaged_cache_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))
    rules = load_ruleset().known.keys()
    next((tmp_path / "cache").glob("rules-*.bin")).write_text("{")
    assert load_ruleset().known.keys() == rules


def test_a_changed_rule_is_never_read_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "cache"))
    path = write(tmp_path / "rules", "a.yaml", GOOD)
    assert load_ruleset([path.parent], builtin=False).known["house/no-hype"].message.startswith("“{match}”")
    path.write_text(GOOD.replace("promises too much", "is hype"))
    assert "is hype" in load_ruleset([path.parent], builtin=False).known["house/no-hype"].message


def test_every_built_in_rule_is_read_alike_without_the_c_library() -> None:
    for path, shown in rule_paths(rules_root()):
        text = path.read_text("utf-8")
        assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader), shown
