"""What an include puts on the page: the literal text of its file in the repository.

Only the words are taken: tags, template expressions and code are dropped, and
nothing is rendered. A file that is not there is not an error; the caller then
has the name alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path, PurePosixPath

from claimlint.document import Include
from claimlint.late import regex

_FOLDERS = {
    "hugo": ("layouts/shortcodes", "layouts/_shortcodes", "layouts/partials", "layouts/_partials"),
    "liquid": ("_includes", "src/_includes", "includes", "snippets", "src/includes"),
    "mdx": ("src/components", "components", "app/components", "src", "docs/components", "src/content/partials"),
    "handlebars": ("partials", "src/partials", "views/partials", "templates/partials", "layouts/partials"),
    "ssi": ("",),
    "wordpress": ("shortcodes", "partials", "template-parts"),
}
_ENDINGS = {
    "hugo": ("", ".html", ".md"),
    "liquid": ("", ".html", ".md", ".njk", ".liquid"),
    "mdx": (".mdx", ".jsx", ".tsx", ".astro", ".vue", ".js", ".md", ".svelte", "/index.jsx", "/index.tsx"),
    "handlebars": (".hbs", ".handlebars", ".html", ""),
    "ssi": ("",),
    "wordpress": (".php", ".html"),
}
_MAX_BYTES = 200_000
_FRONT = regex(r"\A---\n.*?\n---\n", re.S)
_DROPPED = regex(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|/\*.*?\*/|\{\{.*?\}\}|\{%.*?%\}|<\?.*?\?>"
    r"|^\s*(?:import|export|const|let|return|function)\b[^\n<]*$|^\s*//[^\n]*$",
    re.S | re.M | re.I,
)
_HIDDEN = regex(r"<(\w+)[^>]*(?:\shidden\b|display\s*:\s*none)[^>]*>.*?</\1>", re.S | re.I)
_BREAK = regex(r"</?(?:p|div|li|ul|ol|h[1-6]|section|aside|footer|br|small|blockquote)\b[^>]*>", re.I)
_TAG = regex(r"<[^<>]*>")
_CODE = regex(r"^[\s(){}\[\];,=>&|]*$|=>|[{};]\s*$", re.M)


def partial_text(include: Include, root: str, article: str) -> str | None:
    """Return the words of an include's file, or None when no such file lies under ``root``.

    ``root`` is the folder of the project, ``article`` the path of the article
    that includes it. Paragraphs are separated by line feeds.
    """
    path = find_partial(include.syntax, include.name, root, article)
    if path is None:
        return None
    stat = path.stat()
    return _words(str(path), stat.st_mtime_ns) if stat.st_size <= _MAX_BYTES else None


def find_partial(syntax: str, name: str, root: str, article: str) -> Path | None:
    """Return the file that an include of this syntax and name stands for, or None when none lies under ``root``."""
    if not root:
        return None
    folder = Path(root).resolve()
    for candidate in _candidates(syntax, name, article):
        path = (folder / candidate).resolve()
        if path.is_relative_to(folder) and path.is_file():
            return path
    return None


def file_text(name: str, root: str) -> str:
    """Return the words of a file that the configuration names, or an empty string."""
    path = Path(root or ".").resolve() / name if name else None
    if path is None or not path.is_file() or path.stat().st_size > _MAX_BYTES:
        return ""
    return _words(str(path), path.stat().st_mtime_ns)


def _candidates(syntax: str, written: str, article: str) -> list[str]:
    name = written.strip().strip("\"'").lstrip("/").removeprefix("partials/")
    if not name or "\0" in name or len(name) > 200:
        return []
    folders = _FOLDERS.get(syntax, ())
    endings = _ENDINGS.get(syntax, ("",))
    beside = PurePosixPath(article).parent.as_posix()
    places = [f"{folder}/{name}" if folder else name for folder in folders]
    if syntax in ("liquid", "ssi", "mdx"):
        places.append(f"{beside}/{name}")
    return [f"{place}{ending}" for place in places for ending in endings]


@lru_cache(maxsize=256)
def _words(path: str, _changed: int) -> str:
    """Return the literal text of a template; the time of its last change keeps the cache honest."""
    try:
        raw = Path(path).read_text("utf-8", errors="replace").replace("\r\n", "\n")
    except OSError:
        return ""
    text = _DROPPED.sub(" ", _HIDDEN.sub(" ", _FRONT.sub("", raw)))
    from html import unescape

    text = unescape(_TAG.sub(" ", _BREAK.sub("\n\n", text)))
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "\n".join(part for part in paragraphs if part and not _CODE.search(part))
