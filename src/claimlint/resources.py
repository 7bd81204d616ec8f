"""Where the files shipped with claimlint are (rules, lexicons, data tables), and those it makes for itself.

In a wheel they lie in the package as ``_rules``; in a checkout or an editable
install, where ``importlib.resources`` finds no copy, in ``rules`` at its root.
"""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from claimlint.errors import EngineError


@cache
def rules_root() -> Path:
    """Return the folder with the built-in rules; raises EngineError when the installation lacks it."""
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "rules").is_dir() and package.parent.name == "src":
        return checkout / "rules"
    if (package / "_rules").is_dir():
        return package / "_rules"
    raise EngineError(f"the built-in rules are missing from {package}. Install claimlint-health again.")


def data_path(name: str) -> Path:
    """Return the path of a file under the rules folder, such as ``lexicons/drugs.txt``."""
    return rules_root() / name


def derived(name: str) -> Any:
    """Return what was worked out from the shipped data when the wheel was built, read anew; None in a checkout.

    Tables of word forms take a tenth of a second to work out and a twentieth of that to read.
    """
    try:
        return marshal.loads(data_path(f"derived/{name}.bin").read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return None


def cache_folder() -> Path:
    """Return the folder for what can be made again: ``CLAIMLINT_CACHE_DIR``, else the user's cache folder."""
    if chosen := os.environ.get("CLAIMLINT_CACHE_DIR"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "claimlint" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "claimlint"


def last_change(path: Path) -> int:
    """Return when a file was last changed, in nanoseconds, 0 where there is none: for what remembers its content."""
    try:
        stat = path.stat()
    except OSError:
        return 0
    return max(stat.st_mtime_ns, stat.st_ctime_ns)
