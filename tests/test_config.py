"""Configuration: found, validated, laid over packs and under paths."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from claimlint.config import Config, build_config, find_config, load_config
from claimlint.errors import ConfigError
from claimlint.schemas import load_schema
from claimlint.typed_yaml import from_plain


def write(folder: Path, text: str, name: str = ".claimlint.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def errors(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        config = load_config(path)
        config.for_path(path.parent / "a.md")
    return [str(problem).replace(f"{path.parent.as_posix()}/", "") for problem in caught.value.problems]


def test_the_nearest_configuration_counts_and_a_git_root_ends_the_search(tmp_path: Path) -> None:
    outer = write(tmp_path, "fail_on: error\n")
    inner = write(tmp_path / "site" / "blog", "fail_on: note\n")
    (tmp_path / "other" / ".git").mkdir(parents=True)
    assert find_config(inner.parent) == inner
    assert find_config(tmp_path / "site") == outer
    assert find_config(tmp_path / "other") is None


def test_a_pyproject_counts_only_with_a_table_of_ours(tmp_path: Path) -> None:
    plain = write(tmp_path, "[project]\nname = 'x'\n", "pyproject.toml")
    assert find_config(tmp_path) != plain
    write(tmp_path, "[tool.claimlint]\nfail-on = 'error'\n", "pyproject.toml")
    assert load_config(find_config(tmp_path) or plain).file.fail_on == "error"


def test_unknown_keys_are_errors_with_a_suggestion_at_their_place(tmp_path: Path) -> None:
    path = write(tmp_path, "fail_om: error\naffiliate:\n  extra_host: [a.example]\n")
    assert errors(path)[0] == ".claimlint.yaml:1:1: unknown key 'fail_om'. Did you mean 'fail_on'?"
    path = write(tmp_path, "affiliate:\n  extra_host: [a.example]\n")
    assert "2:3: unknown key 'extra_host'" in errors(path)[0]


def test_keys_may_be_written_with_a_hyphen(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "fail-on: never\nmetadata: {stale-months: 12}\n"))
    assert (config.file.fail_on, config.settings.metadata.stale_months) == ("never", 12)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rules: {claims/no-such-rule: off}", "there is no rule 'claims/no-such-rule'."),
        ("select: [claimz]", "there is no rule or family 'claimz'. Did you mean 'claims'?"),
        ("extends: [uz]", "there is no pack 'uz'."),
        ("rules: {claims/hype: eror}", "must be one of off, on, error, warning, note, not 'eror'."),
        ("fail_on: sometimes", "must be one of error, warning, note, never, not 'sometimes'."),
        (
            "content: {shop/**: prodct}",
            "one of editorial, news, patient, product, not 'prodct'.",
        ),
        ("spelling: {dialect: uk}", "spelling.dialect must be one of any, us, gb, not 'uk'."),
        ("rules: {spelling: off}", "A whole family is left out with `ignore: [spelling]`"),
        ("rules:\n  claims/hype: off\n  claims/hipe: off", "yaml:3:3: there is no rule 'claims/hipe'."),
        ("ignore:\n  - claims\n  - clams", "yaml:3:5: there is no rule or family 'clams'."),
        ("per_path:\n  - paths: [a.md]\n    ignore: clams\n", "yaml:3:13: there is no rule or family 'clams'."),
        ("fail_on: [", "invalid YAML"),
        ("- a\n- b", "must be a mapping of keys to values."),
    ],
)
def test_a_wrong_value_is_an_error_that_says_what_is_right(tmp_path: Path, text: str, message: str) -> None:
    assert message in "\n".join(errors(write(tmp_path, text)))


def test_an_empty_configuration_is_the_default(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "# nothing\n"))
    assert config.ruleset.enabled == Config().ruleset.enabled


def test_rules_are_switched_off_and_change_their_severity(tmp_path: Path) -> None:
    text = "rules:\n  affiliate/undisclosed-link: off\n  affiliate/disclosure-late: note\n"
    ruleset = load_config(write(tmp_path, text)).ruleset
    assert "affiliate/undisclosed-link" not in ruleset.enabled
    assert ruleset.known["affiliate/disclosure-late"].severity.value == "note"


def test_select_takes_families_and_ignore_takes_rules_out_again(tmp_path: Path) -> None:
    text = "select: [affiliate]\nignore: [affiliate/undisclosed-link]\n"
    enabled = load_config(write(tmp_path, text)).ruleset.enabled
    assert {rule_id.partition("/")[0] for rule_id in enabled} == {"affiliate"}
    assert "affiliate/undisclosed-link" not in enabled


def test_settings_and_rules_differ_by_path(tmp_path: Path) -> None:
    text = """\
spelling: {dialect: us, words: [Foo]}
content: {"shop/**": product}
encoding: {"old/*": cp1252}
per_path:
  - paths: ["uk/**"]
    ignore: [readability]
    settings: {spelling: {dialect: gb}}
"""
    config = load_config(write(tmp_path, text))
    here, uk = config.for_path(tmp_path / "a.md"), config.for_path(tmp_path / "uk" / "a.md")
    assert (here.settings.spelling.dialect, uk.settings.spelling.dialect) == ("us", "gb")
    assert uk.settings.spelling.words == ("Foo",)
    assert not any(rule_id.startswith("readability/") for rule_id in uk.ruleset.enabled)
    assert config.for_path(tmp_path / "shop" / "x" / "a.md").settings.content == "product"
    assert config.for_path(tmp_path / "old" / "a.md").encoding == "cp1252"
    assert config.for_path(tmp_path / "uk" / "b.md") is uk


def test_packs_add_up_their_jurisdictions_under_the_project_own_keys(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "extends: [us, uk, patient]\njurisdictions: [eu]\n"))
    assert set(config.settings.jurisdictions) == {"us", "uk", "eu"}
    assert config.settings.readability.audience == "patient"


def test_a_folder_can_be_a_pack_with_rules(tmp_path: Path) -> None:
    rule = "id: house/tea\ncheck: phrase\noptions: {any: [magic tea]}\nmessage: No.\nwhy: House style.\n"
    write(tmp_path / "style", "name: style\nconfig: {fail_on: error}\n", "pack.yaml")
    write(tmp_path / "style", rule, "tea.yaml")
    config = load_config(write(tmp_path, "extends: [style]\n"))
    assert "house/tea" in config.ruleset.enabled
    assert config.file.fail_on == "error"


def test_profiles_go_from_few_and_sure_to_everything() -> None:
    sizes = [len(build_config(from_plain({"profile": name})).ruleset.enabled) for name in ("writer", "editor", "legal")]
    assert 0 < sizes[0] < sizes[1] < sizes[2]


def test_the_schema_for_editors_agrees_with_the_loader() -> None:
    validator = jsonschema.Draft7Validator(load_schema("config"))
    assert validator.is_valid(
        {"fail-on": "error", "affiliate": {"extra_hosts": ["a.example"]}, "rules": {"a/b": "off"}}
    )
    assert not validator.is_valid({"fail_om": "error"})
    assert not validator.is_valid({"affiliate": {"extra_host": []}})
