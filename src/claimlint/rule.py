"""A rule as data: what its YAML file says, validated, and what its check yields.

The algorithm lives in ``claimlint.checks``; a ``Rule`` only names its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from claimlint.late import dataclass
from claimlint.severity import Confidence, Severity
from claimlint.source import Span

FAMILIES = (
    "claims",
    "disclaimers",
    "affiliate",
    "spelling",
    "readability",
    "reporting",
    "metadata",
    "language",
    "suppression",
)
"""The first half of every built-in rule id; packs may add their own."""

CONTENT_KINDS = ("editorial", "news", "patient", "product")
"""What an article can declare itself to be, or is inferred to be."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule comes from: a regulator, a standard, a measured study."""

    title: str
    section: str = ""
    url: str = ""
    checked: str = "R"
    """V read at the issuer, V2 read in a copy, R from recall: a message quotes only V and V2."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that shows what a rule does; a test, a document and the text of ``explain``."""

    text: str
    """Without the ``[[ ]]`` marks."""
    spans: tuple[Span, ...] = ()
    """What must be reported, in code points of ``text``; empty for good and missed examples."""
    format: str = "markdown"
    path: str = "example.md"
    settings: Mapping[str, object] = field(default_factory=dict)
    """Configuration the example needs, in the words of ``.claimlint.yaml``."""


@dataclass(frozen=True, slots=True)
class When:
    """What an article must be for a rule to look at it at all."""

    content: tuple[str, ...] = ()
    """Kinds of content; empty: any."""
    min_words: int = 0
    """Fewest words of prose."""
    health: bool = False
    """Only where the article gives health information."""
    language: tuple[str, ...] = ("en",)
    """Languages (first subtag) the rule is written for; ``*`` for any."""
    formats: tuple[str, ...] = ()
    """Formats of the source; empty: any."""
    draft: bool = True
    """Whether a draft is looked at as well."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; the options of its check are validated by the ruleset."""

    id: str
    check: str
    """The kind: a key of ``claimlint.checks.CHECKS`` or of a plug-in."""
    message: str
    """With ``{match}`` and the values its check names in braces."""
    severity: Severity = Severity.WARNING
    severity_in: Mapping[str, Severity] = field(default_factory=dict)
    """Another severity by kind of content (``product``) or of block (``title``); the gravest that applies wins."""
    confidence: Confidence = Confidence.MEDIUM
    options: Mapping[str, object] = field(default_factory=dict)
    """As written in the file."""
    why: str = ""
    fix: str = ""
    """What to write instead."""
    sources: tuple[Citation, ...] = ()
    tags: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    """Packs (us, uk, eu, au, ca) that switch the rule on; empty: always on."""
    aliases: tuple[str, ...] = ()
    """Former ids, still understood in suppressions and configuration."""
    overrides: tuple[str, ...] = ()
    """Rules that say less about the same words, and are not reported where this one is."""
    yields_to: tuple[str, ...] = ()
    """Rules, or families of them, that say the same words better: this one is not reported where they are.

    A family stands for those of its rules that yield to none themselves and are at least as grave.
    """
    scope: tuple[str, ...] = ()
    """Kinds of block in which a match counts; empty: any."""
    when: When = When()
    default: bool = True
    """Whether it is on with no configuration."""
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    miss: tuple[Example, ...] = ()
    """Known misses: must stay quiet until someone improves the rule."""
    path: str = ""
    """The file it was read from."""

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, with what it has to do with it."""

    span: Span
    message: str
    path: str = ""
    """Empty: the finding's own file."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of source text; ``safe`` when it cannot change what a claim says."""

    span: Span
    replacement: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """What a check yields: a place and the words for the message, not yet a judgement.

    ``span``, and the spans in ``related`` and ``edits``, are spans of the prose
    unless ``in_source`` says that all of them are spans of the source.
    """

    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    """For the placeholders of the rule's message, besides ``{match}``."""
    because: str = ""
    """The cue that decided, as a half sentence."""
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    in_source: bool = False
