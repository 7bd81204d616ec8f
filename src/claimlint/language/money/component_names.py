"""Names of shortcodes, partials and components, compared as people write them: case, ``-``, ``_`` and endings aside."""

from __future__ import annotations

import re
from functools import cache

from claimlint.language.money.program_table import table
from claimlint.settings import AffiliateSettings


def hides_link(name: str, settings: AffiliateSettings | None = None) -> bool:
    """Whether a shortcode or component of this name stands for an affiliate link.

    >>> hides_link("AffiliateLink"), hides_link("affiliate-disclosure")
    (True, False)
    """
    patterns = (*table().components, *(settings.components if settings else ()))
    return name_matches(name, patterns)


def name_matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a component's name fits a pattern, where case, ``-``, ``_`` and the file's ending do not count.

    >>> name_matches("partials/FTC_Disclosure.html", ("ftc-disclosure*",))
    True
    """
    folded = fold_name(name)
    return any(_name_pattern(pattern).fullmatch(folded) for pattern in patterns)


def fold_name(name: str) -> str:
    """Return a component's name without folder, ending, case and separators."""
    last = name.strip().strip("\"'").replace("\\", "/").rsplit("/", 1)[-1]
    stem = re.sub(r"\.(?:html?|md|mdx|njk|liquid|jsx|tsx|astro|vue|hbs|php)$", "", last, flags=re.I)
    return re.sub(r"[-_\s.]", "", stem).lower()


@cache
def _name_pattern(pattern: str) -> re.Pattern[str]:
    folded = re.sub(r"[-_\s.]", "", pattern).lower()
    return re.compile(".*".join(re.escape(part) for part in re.split(r"\*+", folded)))
