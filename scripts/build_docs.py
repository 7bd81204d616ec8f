"""Builds the documentation: ``python scripts/build_docs.py OUT [--pages-only]``.

Writes Markdown to OUT/pages and, with zensical, the site to OUT/site. A link inside the
documentation that leads nowhere ends it with 1. Generated pages are never committed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from docs_pages import Pages, pages

SETTINGS = """\
[project]
site_name = "claimlint"
site_description = "A linter for health articles"
docs_dir = "pages"
site_dir = "site"
use_directory_urls = false

[project.theme]
font = false
"""
_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
_FENCE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")


def write_pages(found: Pages, folder: Path) -> None:
    """Write pages into a folder that holds nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in found.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")


def broken_links(found: Pages) -> list[str]:
    """Return the links between pages that lead nowhere, as ``page: target``."""
    return [
        f"{name}: {target}"
        for name, text in found.items()
        if name.endswith(".md")
        for target in _LINK.findall(_CODE.sub("", _FENCE.sub("", text)))
        if normpath(f"{dirname(name)}/{target}".lstrip("/")) not in found
    ]


def build_site(folder: Path) -> None:
    """Build the site from the pages; raises CalledProcessError."""
    (folder / "zensical.toml").write_text(SETTINGS, "utf-8")
    zensical = shutil.which("zensical", path=str(Path(sys.executable).parent)) or "zensical"
    subprocess.run([zensical, "build", "--clean"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


class _Page(HTMLParser):
    """Collects the anchors and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = {""}
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.anchors |= {value for key in ("id", "name") if (value := found.get(key))}
        self.links |= {value for key in ("href", "src") if (value := found.get(key))}


def broken_site_links(site: Path) -> list[str]:
    """Return the links of built pages that lead to no file or to no anchor, as ``page: link``."""
    read: dict[Path, _Page] = {}
    for path in site.rglob("*.html"):
        read[path.resolve()] = page = _Page()
        page.feed(path.read_text("utf-8"))
    broken = []
    for path, page in read.items():
        # The page for what is missing is shown at any address, so its links are absolute.
        for link in () if path.name == "404.html" else sorted(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                broken.append(f"{path.relative_to(site.resolve())}: {link}")
            elif target in read and unquote(parts.fragment) not in read[target].anchors:
                broken.append(f"{path.relative_to(site.resolve())}: {link} (no such heading)")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the documentation.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages-only", action="store_true", help="write Markdown, build no site")
    given = parser.parse_args()
    found = pages()
    write_pages(found, given.out / "pages")
    broken = broken_links(found)
    if not given.pages_only:
        build_site(given.out)
        broken += broken_site_links(given.out / "site")
    for line in broken:
        print(f"broken link: {line}", file=sys.stderr)
    print(f"{len(found)} pages, {len(broken)} broken links")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
