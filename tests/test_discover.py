"""Which files a run reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.config import load_config, matches
from claimlint.discover import Targets, discover


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = (
        "a.md", "b.html", "c.txt", "d.mdx", "e.py", "README.md", "LICENSE.txt", "CHANGELOG.md", "requirements-dev.txt",
        "robots.txt", ".hidden/x.md", "node_modules/x.md", "vendor/x.md", "blog/one.md", "blog/drafts/two.md",
    )  # fmt: skip
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(targets: Targets) -> list[str]:
    return [target.shown for target in targets.files]


def test_a_folder_gives_its_articles_and_nothing_else(site: Path) -> None:
    assert shown(discover(["."])) == ["a.md", "b.html", "blog/drafts/two.md", "blog/one.md", "c.txt", "d.mdx"]


def test_named_files_are_always_read_and_only_once(site: Path) -> None:
    assert shown(discover(["README.md", "e.py", "./README.md"])) == ["README.md", "e.py"]


def test_git_and_our_own_ignore_files_are_respected_at_every_level(site: Path) -> None:
    (site / ".git").mkdir()
    (site / ".gitignore").write_text("/a.md\nblog/*\n!blog/one.md\n")
    (site / "blog" / ".claimlintignore").write_text("one.md\n")
    assert shown(discover(["."])) == ["b.html", "c.txt", "d.mdx"]
    assert shown(discover(["blog"])) == []


def test_excluded_files_stay_out_of_folders_and_with_force_out_of_names(site: Path) -> None:
    def is_excluded(place: str) -> bool:
        return place.endswith(".txt")

    assert "c.txt" not in shown(discover(["."], is_excluded))
    assert shown(discover(["c.txt"], is_excluded)) == ["c.txt"]
    assert shown(discover(["c.txt"], is_excluded, force_exclude=True)) == []


def test_a_missing_path_is_an_error(site: Path) -> None:
    note = discover(["no.md"]).notifications[0]
    assert (note.level.value, note.path, note.message) == ("error", "no.md", "there is no such file or folder.")


def test_a_folder_without_articles_is_a_warning(site: Path) -> None:
    (site / "empty").mkdir()
    note = discover(["empty"]).notifications[0]
    assert (note.level.value, "no article" in note.message) == ("warning", True)


def test_links_in_a_circle_end_the_walk_and_are_told_when_named(site: Path) -> None:
    (site / "blog" / "again").symlink_to(site)
    (site / "loop.md").symlink_to("loop.md")
    assert len(shown(discover(["."]))) == 6
    assert "in a circle" in discover(["loop.md"]).notifications[0].message


def test_a_pattern_that_the_shell_left_is_expanded(site: Path) -> None:
    assert shown(discover(["blog/**/*.md"])) == ["blog/drafts/two.md", "blog/one.md"]


def test_a_file_over_ten_megabytes_is_left_out_of_a_folder_and_named(site: Path) -> None:
    with (site / "big.md").open("wb") as file:
        file.truncate(11 * 1024 * 1024)
    targets = discover(["."])
    assert "big.md" not in shown(targets)
    assert [note.path for note in targets.notifications] == ["big.md"]
    assert shown(discover(["big.md"])) == ["big.md"]


def test_paths_are_shown_relative_to_the_working_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site / "blog")
    assert shown(discover([str(site / "a.md"), str(site / "blog" / "one.md")])) == ["../a.md", "one.md"]


def test_a_folder_by_another_name_is_shown_as_it_was_given(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / ".git").mkdir()
    (site / ".gitignore").write_text("/blog/one.md\n")
    for given in ("blog", "./blog", "blog/", "../" + site.name + "/blog", str(site / "blog")):
        assert shown(discover([given])) == ["blog/drafts/two.md"], given
    monkeypatch.chdir(site / "blog")
    assert shown(discover([".."])) == ["../a.md", "../b.html", "../c.txt", "../d.mdx", "drafts/two.md"]
    assert [target.path for target in discover(["."]).files] == [Path("drafts/two.md")]


def test_excluded_is_told_by_the_place_in_the_folder_of_the_configuration(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / ".claimlint.yaml").write_text("exclude: [blog/drafts/, /linked.md, a.md]\n")
    (site / "blog" / "linked.md").symlink_to(site / "a.md")
    (site / "linked.md").symlink_to(site / "blog" / "one.md")
    config = load_config(site / ".claimlint.yaml")
    monkeypatch.chdir(site / "blog")
    places = ["one.md", "drafts/two.md", "linked.md", "../linked.md", str(site / "b.html"), str(site.parent / "x.md")]
    inside = ["blog/one.md", "blog/drafts/two.md", "a.md", "blog/one.md", "b.html", (site.parent / "x.md").as_posix()]
    assert [config.relative(place) for place in places] == inside
    assert [matches(config.file.exclude, name) for name in inside] == [False, True, True, False, False, False]
