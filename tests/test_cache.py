"""The findings cache: it changes how long a run takes, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimlint.lint
from claimlint.batch import Configs, lint_targets, make_report
from claimlint.cache import Cache, context, findings_folder, stamps, store
from claimlint.cli import main
from claimlint.config import Config, load_config
from claimlint.discover import discover
from claimlint.errors import SourceError
from claimlint.finding import Notification, Report, Severity
from claimlint.lint import lint_all
from claimlint.reporters import REPORTERS, ReportOptions, find_reporter

GARLIC = "# Garlic\n\nGarlic cures cancer. Nobody recieves it twice, and that is a fact.\n"
MANGO = "# Mango\n\nWe ate a mango by the sea and went home.\n"
SHOP = "# A grinder\n\nWe like [this grinder](https://www.amazon.com/dp/B000?tag=us-20).\n\n{{< notice-of-ours >}}\n"
DATED = "# Sleep\n\nSleep cures cancer. <!-- claimlint-disable-line -->\n"
EXPIRING = "# Salt\n\n<!-- claimlint-disable-next-line claims until=2026-06-30 -- a quotation -->\nSalt cures cancer.\n"
RULE = (
    "id: house/tea\ncheck: phrase\noptions: {any: [mango]}\nmessage: House style.\nwhy: House style.\n"
    "examples:\n  bad: ['A [[mango]].', 'One [[mango]] more.']\n  good: ['A pear.', 'Two figs.']\n"
)


@dataclass
class Project:
    """A folder with articles and a configuration, linted with its cache or without."""

    folder: Path
    linted: list[str] = field(default_factory=list)
    """Paths of the articles that were really linted."""

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def run(self, *, cached: bool = True, paths: tuple[str, ...] = (".",)) -> Report:
        configs = Configs()
        files = discover(list(paths)).files
        return make_report(lint_targets(files, configs, 1, Cache() if cached else None), configs)

    def output(self, *, cached: bool = True) -> dict[str, str]:
        """What every format says of a run."""
        return rendered(self.run(cached=cached))

    def again(self) -> list[str]:
        """The articles that the next run lints."""
        self.linted.clear()
        self.run()
        return list(self.linted)


def rendered(report: Report) -> dict[str, str]:
    options = ReportOptions(verbose=1, show_suppressed=True, score=True)
    return {name: find_reporter(name)(report, options) for name in REPORTERS}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.delenv("CLAIMLINT_CACHE_DIR", raising=False)
    made = Project(tmp_path / "site")
    made.write(".claimlint.yaml", "jurisdictions: [us]\nrule_paths: [house]\nspelling: {dictionaries: [words.dic]}\n")
    made.write("house/tea.yaml", RULE)
    made.write("words.dic", "fenugreekish\n")
    for name, text in (("garlic", GARLIC), ("mango", MANGO), ("shop", SHOP), ("salt", EXPIRING)):
        made.write(f"{name}.md", text)
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")

    def counted(sources, *others):  # type: ignore[no-untyped-def]
        made.linted += [source.path for source in sources]
        return lint_all(sources, *others)

    monkeypatch.setattr(claimlint.lint, "lint_all", counted)
    return made


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as old enough for their times to tell a change."""
    monkeypatch.setattr(stamps, "_UNSETTLED", -(10**18))


def test_what_has_not_changed_is_not_linted_again(project: Project) -> None:
    project.run()
    assert project.again() == []


@pytest.mark.usefixtures("settled")
def test_an_unchanged_file_is_not_even_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.run()
    read: list[str] = []
    read_bytes = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.suffix)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    project.run()
    assert ".md" not in read


def test_what_is_counted_alone_is_not_unpacked(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = project.run()
    monkeypatch.setattr("claimlint.cache.stored._unpacked", lambda *_: pytest.fail("nobody asked for it"))
    again = project.run()
    assert (again.tally, again.total) == (first.tally, first.total)
    assert [file.words for file in again.files] == [file.words for file in first.files]


def test_a_run_that_finds_all_in_the_cache_imports_nothing_for_linting(project: Project) -> None:
    program = (
        "import sys\nfrom claimlint.cli import main\nmain(['check', '--quiet', '.'])\n"
        "print(sorted({'claimlint.lint', 'claimlint.matcher'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    runs = [subprocess.run(command, capture_output=True, text=True, env=environment, check=True) for _ in range(2)]
    assert [run.stdout.splitlines()[-1] for run in runs] == ["['claimlint.lint', 'claimlint.matcher']", "[]"]


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_says_the_same_from_a_cache(project: Project, name: str) -> None:
    first = project.output(cached=False)[name]
    project.run()
    assert project.output()[name] == first


def test_a_report_from_a_cache_can_be_changed_like_any_other(project: Project) -> None:
    project.run()
    file = project.run().files[0]
    assert replace(file, findings=()).total == 0


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda it: it.write("garlic.md", GARLIC.replace("cancer", "asthma")), id="article"),
        pytest.param(lambda it: it.write("house/tea.yaml", RULE.replace("House style.", "Ours.")), id="rule"),
        pytest.param(lambda it: it.write("house/fig.yaml", RULE.replace("tea", "fig")), id="another rule"),
        pytest.param(
            lambda it: it.write(".claimlint.yaml", "ignore: [spelling]\nrule_paths: [house]\n"), id="configuration"
        ),
        pytest.param(lambda it: it.write("words.dic", "recieves\n"), id="dictionary"),
        pytest.param(lambda it: it.write(".claimlint-words.txt", "recieves\n"), id="words of the project"),
        pytest.param(
            lambda it: it.write("layouts/shortcodes/notice-of-ours.html", "We earn a commission from links here."),
            id="partial",
        ),
        pytest.param(lambda it: os.environ.update(SOURCE_DATE_EPOCH="1800000000"), id="day"),
    ],
)
def test_a_change_of_what_a_report_depends_on_is_seen(project: Project, change: Callable[[Project], object]) -> None:
    project.run()
    before = project.output()
    change(project)
    after = project.output()
    assert after != before
    assert after == project.output(cached=False)


def test_a_partial_that_changes_or_goes_is_seen(project: Project) -> None:
    partial = project.write("layouts/shortcodes/notice-of-ours.html", "We earn a commission from links here.")
    project.run()
    partial.write_text("Read on.", "utf-8")
    assert project.output() == project.output(cached=False)
    partial.unlink()
    assert project.output() == project.output(cached=False)


@pytest.mark.usefixtures("settled")
def test_a_file_that_was_touched_but_is_equal_is_not_linted(project: Project) -> None:
    project.run()
    os.utime("garlic.md", (1, 1))
    assert project.again() == []


@pytest.mark.usefixtures("settled")
def test_the_same_size_and_time_do_not_hide_a_change(project: Project) -> None:
    path = project.folder / "garlic.md"
    os.utime(path, (10**9, 10**9))
    project.run()
    path.write_bytes(GARLIC.replace("cancer", "asthma").encode())
    os.utime(path, (10**9, 10**9))
    assert project.again() == ["garlic.md"]


def test_a_cache_moves_with_its_project(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.run()
    moved = project.folder.rename(project.folder.with_name("moved"))
    monkeypatch.chdir(moved)
    assert project.again() == []


def test_a_file_that_cannot_be_read_is_tried_again(project: Project) -> None:
    project.write("bad.md", b"\xff\xfe\xff")
    project.run()
    assert project.run().failed


@pytest.mark.skipif(not (Path(claimlint.__file__).parents[2] / "rules").is_dir(), reason="not a checkout")
def test_nobody_takes_what_a_process_found_whose_code_changed_under_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "LOADED", time.time_ns())
    assert context.code_key.__wrapped__() == context.code_key.__wrapped__()
    monkeypatch.setattr(context, "LOADED", 0)
    assert context.code_key.__wrapped__() != context.code_key.__wrapped__()


def test_a_failure_of_a_rule_is_not_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Notification(Severity.ERROR, "no answer")

    def failing(*given):  # type: ignore[no-untyped-def]
        return [replace(report, notifications=(problem,)) for report in lint_all(*given)]

    monkeypatch.setattr(claimlint.lint, "lint_all", failing)
    assert project.run().failed
    monkeypatch.setattr(claimlint.lint, "lint_all", lint_all)
    assert not project.run().failed


def test_an_engine_that_is_asked_is_asked_again(project: Project) -> None:
    local = load_config(project.folder / ".claimlint.yaml").for_path(Path("a.md"))
    asking = replace(local.settings, spelling=replace(local.settings.spelling, engine="languagetool"))
    from claimlint.cache.context import path_key

    assert path_key("", local, stamps.Stamps()) is not None
    assert path_key("", replace(local, settings=asking), stamps.Stamps()) is None


def test_an_article_that_changes_while_it_is_reported_stops_the_run(project: Project) -> None:
    project.run()
    file = next(item for item in project.run().files if item.path == "garlic.md")
    project.write("garlic.md", GARLIC + "More.\n")
    with pytest.raises(SourceError, match="changed while"):
        _ = file.source


def large(project: Project) -> Path:
    return next((project.folder / ".claimlint_cache").glob("findings-*.bin"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_cache_is_no_cache(project: Project, data: st.DataObject) -> None:
    project.run()
    path = large(project)
    whole = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, 10**6), "place") % len(whole)
    if data.draw(st.booleans(), "cut"):
        path.write_bytes(whole[:place])
    else:
        whole[place] ^= data.draw(st.integers(1, 255), "bits")
        path.write_bytes(whole)
    assert project.output() == project.output(cached=False)
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("content", [b"", b"[]\n{}", b'["other tool", "", 2, 0, 0]\n{}', b"\x80\x05K\x01."])
def test_a_foreign_file_is_no_cache(project: Project, content: bytes) -> None:
    project.run()
    large(project).write_bytes(content)
    assert len(project.again()) == 4


ARTICLES = (GARLIC, MANGO, SHOP, DATED, EXPIRING, "", b"\xff")
CONFIGURATIONS = ("", "profile: legal\n", "ignore: [spelling]\n", "per_path: [{paths: [a.md], ignore: [claims]}]\n")
STEP = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(("a.md", "b.md", "drafts/a.md")), st.sampled_from(ARTICLES)),
    st.tuples(st.just("delete"), st.sampled_from(("a.md", "b.md")), st.just("")),
    st.tuples(st.just("write"), st.just(".claimlint.yaml"), st.sampled_from(CONFIGURATIONS)),
    st.tuples(st.just("write"), st.just(".claimlint-words.txt"), st.sampled_from(("", "recieves\n"))),
    st.tuples(
        st.just("write"),
        st.just("layouts/shortcodes/notice-of-ours.html"),
        st.sampled_from(("We earn a commission from links here.", "Read on.")),
    ),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=2, max_size=6), trusting=st.booleans())
def test_after_any_changes_a_cached_run_equals_one_without(
    steps: list[tuple[str, str, str]], trusting: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = Project(tmp_path_factory.mktemp("site"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CLAIMLINT_CACHE_DIR", raising=False)
        patch.chdir(place.folder)
        if trusting:
            patch.setattr(stamps, "_UNSETTLED", -(10**18))
        place.write(".claimlint.yaml", "")
        for kind, name, text in steps:
            if kind == "write":
                place.write(name, text)
            else:
                (place.folder / name).unlink(missing_ok=True)
            assert place.output() == place.output(cached=False)


def test_runs_at_the_same_time_do_not_hurt_each_other(project: Project) -> None:
    configs = Configs()
    one, two = Cache(), Cache()
    first = lint_targets(discover(["garlic.md", "mango.md"]).files, configs, 1, one)
    second = lint_targets(discover(["mango.md", "shop.md"]).files, configs, 1, two)
    steps: list[Iterator[object]] = [first, second]
    while steps:
        steps = [step for step in steps if next(step, None) is not None]
    assert project.output() == project.output(cached=False)
    assert not list((project.folder / ".claimlint_cache").glob("*.tmp"))


def test_one_changed_article_does_not_rewrite_the_large_file(project: Project) -> None:
    project.run()
    before = large(project).read_bytes()
    project.write("garlic.md", MANGO)
    project.run()
    assert large(project).read_bytes() == before
    assert project.again() == []


def test_what_is_gone_is_forgotten(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_CHANGES", 0)
    project.run()
    assert b"mango.md" in large(project).read_bytes()
    (project.folder / "mango.md").unlink()
    for number in range(3):
        project.write(f"new{number}.md", MANGO)
    project.run()
    assert b"mango.md" not in large(project).read_bytes()


def test_a_cache_does_not_grow_without_end(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_RUNS", 2)
    for number in range(5):
        project.write("house/tea.yaml", RULE.replace("House style.", f"Style {number}."))
        project.run()
    assert len(list((project.folder / ".claimlint_cache").glob("findings-*"))) == 2


def test_articles_of_other_runs_make_room(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_CHANGES", 0)
    project.run()
    monkeypatch.setattr(store, "MOST_BYTES", 0)
    project.write("garlic.md", GARLIC + "More.\n")
    project.run(paths=("garlic.md", "shop.md"))
    assert b"garlic.md" in large(project).read_bytes()
    assert b"mango.md" not in large(project).read_bytes()


def test_a_folder_that_cannot_be_written_is_left_alone(project: Project) -> None:
    project.write(".claimlint_cache", "a file where the folder should be")
    assert project.output() == project.output(cached=False)


def test_a_cache_keeps_itself_out_of_version_control_and_backups(project: Project) -> None:
    project.run()
    folder = project.folder / ".claimlint_cache"
    assert (folder / ".gitignore").read_text("utf-8").endswith("*\n")
    assert (folder / "CACHEDIR.TAG").read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_the_folder_is_as_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMLINT_CACHE_DIR", raising=False)
    place = tmp_path / ".claimlint.yaml"
    place.write_text("", "utf-8")
    assert findings_folder(load_config(place)) == tmp_path / ".claimlint_cache"
    place.write_text("cache_dir: build/kept\n", "utf-8")
    assert findings_folder(load_config(place)) == tmp_path / "build/kept"
    monkeypatch.setenv("CLAIMLINT_CACHE_DIR", str(tmp_path / "mine"))
    assert findings_folder(load_config(place)) == findings_folder(Config()) == tmp_path / "mine" / "findings"


def test_no_cache_switches_it_off(project: Project) -> None:
    assert main(["check", "--no-cache", "."]) == 1
    assert not (project.folder / ".claimlint_cache").exists()


def test_the_command_takes_another_folder(project: Project) -> None:
    assert main(["check", "--cache-dir", "kept", "."]) == 1
    assert list((project.folder / "kept").glob("findings-*.bin"))
    assert not (project.folder / ".claimlint_cache").exists()


def test_clean_deletes_what_was_kept_and_nothing_else(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.folder / "user"))
    project.run()
    mine = project.write(".claimlint_cache/mine.txt", "Mine.")
    assert main(["clean"]) == 0
    assert "Deleted 1 file" in capsys.readouterr().out
    assert [path.name for path in mine.parent.iterdir()] == ["mine.txt"]
    assert main(["clean"]) == 0
    assert "nothing to delete" in capsys.readouterr().out
