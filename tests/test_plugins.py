"""Entry points are found wherever packages are, and looking for none costs little."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from claimlint import plugins

POINTS = "[console_scripts]\nhome = home:main\n\n[claimlint.parsers]\nrst = home:parse\n"


def folder(place: Path) -> Path:
    info = place / "home-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: home\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    return place


def egg(place: Path) -> Path:
    info = place / "home-1.0-py3.11.egg" / "EGG-INFO"
    info.mkdir(parents=True)
    (info / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: home\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(POINTS)
    return info.parent


def archive(place: Path) -> Path:
    with zipfile.ZipFile(place / "home.zip", "w") as file:
        file.writestr("home-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: home\nVersion: 1.0\n")
        file.writestr("home-1.0.dist-info/entry_points.txt", POINTS)
    return place / "home.zip"


@pytest.mark.parametrize("installed", [folder, egg, archive], ids=lambda made: made.__name__)
def test_entry_points_are_found_however_a_package_is_installed(
    installed: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(installed(tmp_path))])
    assert "rst" in [point.name for point in plugins.entry_points("claimlint.parsers")]


def test_metadata_are_read_only_where_a_package_names_a_group_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "other-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[console_scripts]\nother = claimlint.cli:run\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "gone")])
    monkeypatch.setattr("importlib.metadata.entry_points", lambda **_: pytest.fail("it was read"))
    assert plugins.entry_points("claimlint.parsers") == []


def test_what_else_finds_packages_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        find_spec = staticmethod(lambda *_: None)
        find_distributions = staticmethod(lambda *_: ())

    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    asked: list[str] = []
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: asked.append(group) or [])
    assert plugins.entry_points("claimlint.packs") == []
    assert asked == ["claimlint.packs"]
