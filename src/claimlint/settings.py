"""Settings that checks read: what a configuration may say besides which rules run.

``config.py`` fills them from YAML; the names of the fields are the names of the keys.
"""

from __future__ import annotations

import os
from dataclasses import field
from datetime import UTC, date, datetime
from typing import Literal

from claimlint.errors import ConfigError, Problem
from claimlint.late import dataclass


@dataclass(frozen=True)
class AffiliateSettings:
    """How affiliate links are recognised beyond the built-in table."""

    extra_hosts: tuple[str, ...] = ()
    extra_keys: tuple[str, ...] = ()
    """``key`` on any host or ``host:key``."""
    cloak_prefixes: tuple[str, ...] = ()
    """Paths of the own site that redirect to a shop, such as ``/go/``."""
    own_domains: tuple[str, ...] = ()
    ignore_hosts: tuple[str, ...] = ()
    opaque_shorteners: str = "note"
    """``ignore`` or ``note``."""
    components: tuple[str, ...] = ()
    """Patterns of component names that stand for affiliate links."""


@dataclass(frozen=True)
class DisclosureSettings:
    """What counts as a disclosure, and how far it may stand from the link."""

    max_words_to_link: int = 250
    long_page_words: int = 1500
    partials: tuple[str, ...] = (
        "affiliate-disclosure*",
        "affiliate-disclaimer*",
        "affiliate-notice*",
        "affiliate-note*",
        "aff-disclosure*",
        "ftc-disclosure*",
        "ftc-notice*",
        "amazon-disclosure*",
    )
    """Names of shortcodes, includes and components trusted to disclose where their file cannot be read."""
    front_matter_keys: tuple[str, ...] = ("affiliate_disclosure", "ftc_disclosure", "disclosure")
    trust_front_matter: bool = False
    site_wide_text: str = ""
    """File with the text every page shows; counts for Amazon's statement, not for proximity."""
    extra_patterns: tuple[str, ...] = ()
    accept_weak: bool = False
    text: str = "We earn a commission if you buy through links in this article."
    """What the fix inserts. Left as it is, it says I on a page that says I more often than we."""


@dataclass(frozen=True)
class DisclaimerSettings:
    """What counts as a medical disclaimer."""

    partials: tuple[str, ...] = ("medical-disclaimer*", "health-disclaimer*", "disclaimer*")
    accept_consult_only: bool = False
    provided_by_template: tuple[str, ...] = ()
    """Names of disclaimers every page gets from its template, such as ``not-medical-advice``."""


@dataclass(frozen=True)
class EvidenceSettings:
    """What is known about the papers an article cites."""

    retractions: str = ""
    """CSV file of retracted papers with the columns of Retraction Watch's table; empty: none is known."""


@dataclass(frozen=True)
class LanguageToolSettings:
    """How LanguageTool is reached (by one of ``url``, ``path`` and ``download``) and what it reads."""

    url: str = ""
    """URL of a running LanguageTool server."""
    path: str = ""
    """Folder of LanguageTool's jars; claimlint starts a server from it and ends it."""
    download: bool = False
    """Let language-tool-python fetch LanguageTool once, some 250 MB; claimlint starts it from there."""
    language: str = "en-US"
    """Variant it checks, such as ``en-GB`` or ``de-DE``."""
    cache: bool = True
    """Whether its answers are kept in the cache folder, by paragraph."""


@dataclass(frozen=True)
class SpellingSettings:
    """Which words are known."""

    dialect: Literal["any", "us", "gb"] = "any"
    """Which spellings are right; `any`: the one that an article uses more."""
    words: tuple[str, ...] = ()
    dictionaries: tuple[str, ...] = ()
    """Files: one word a line, or Hunspell .dic."""
    engine: Literal["built-in", "languagetool"] = "built-in"
    """``languagetool`` has LanguageTool read the article as well; it needs the extra of that name."""
    languagetool: LanguageToolSettings = field(default_factory=LanguageToolSettings)


@dataclass(frozen=True)
class GrammarSettings:
    """Who reads the grammar."""

    engine: Literal["built-in", "harper"] = "built-in"
    """``harper`` has Harper read the article as well; it needs the extra of that name."""


@dataclass(frozen=True)
class ReadabilitySettings:
    """For whom the text is written."""

    audience: Literal["general", "patient", "professional"] = "general"
    """``general`` (grade 8), ``patient`` (grade 6) or ``professional`` (no grade)."""
    grade: float | None = None
    """A grade of your own, instead of the audience's."""


@dataclass(frozen=True)
class MetadataSettings:
    """What a page must say about itself."""

    stale_months: int = 36
    today: str = ""
    """ISO date; empty: the day of the run (``SOURCE_DATE_EPOCH`` if set)."""
    provided_by_template: tuple[str, ...] = ()
    """Fields every page gets from its template, such as ``author``."""

    @property
    def day(self) -> date:
        """The day of the run: as set, else of ``SOURCE_DATE_EPOCH`` (ConfigError if impossible), else of the clock."""
        if self.today:
            return date.fromisoformat(self.today)
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if not epoch:
            return date.today()
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            message = f"{epoch!r} is no number of seconds since 1970 that a calendar has."
            raise ConfigError([Problem("SOURCE_DATE_EPOCH", message)]) from error


@dataclass(frozen=True)
class Settings:
    """Everything checks may read besides the article."""

    content: str = ""
    """Declared kind of content for the path; empty: from front matter, else inferred."""
    jurisdictions: tuple[str, ...] = ()
    root: str = ""
    """Folder against which includes and dictionaries are resolved; empty: none."""
    affiliate: AffiliateSettings = field(default_factory=AffiliateSettings)
    disclosure: DisclosureSettings = field(default_factory=DisclosureSettings)
    disclaimer: DisclaimerSettings = field(default_factory=DisclaimerSettings)
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    spelling: SpellingSettings = field(default_factory=SpellingSettings)
    grammar: GrammarSettings = field(default_factory=GrammarSettings)
    readability: ReadabilitySettings = field(default_factory=ReadabilitySettings)
    metadata: MetadataSettings = field(default_factory=MetadataSettings)
