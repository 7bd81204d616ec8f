"""The part of a SARIF log that describes the tool: its rules, their help and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from claimlint.finding import Severity
from claimlint.reporters.display import one_line
from claimlint.reporters.summary import ended, first_sentence, rule_title
from claimlint.rule import Citation, Rule

HOME = "https://example.org/claimlint"
"""Where a viewer's link on the tool leads, which strict validation asks for: the address the README uses for this
repository, in one place for whoever publishes it."""

Json = dict[str, object]

_LONGEST = 1_024
_MOST_TAGS = 20
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


class Rules:
    """Descriptors of every enabled rule, and of any other rule a finding names."""

    def __init__(self, rules: Mapping[str, Rule], fired: Iterable[str]) -> None:
        extra = [Rule(id=name, check="", message=f"{name}.") for name in fired if name not in rules]
        self.rules = sorted([*rules.values(), *extra], key=lambda rule: rule.id)
        self.index = {rule.id: index for index, rule in enumerate(self.rules)}

    @cached_property
    def _places(self) -> dict[str, tuple[int, dict[str, Citation]]]:
        """By title of a source: its index among the taxonomies, and its sections by id."""
        titles: dict[str, dict[str, Citation]] = {}
        for rule in self.rules:
            for citation in rule.sources:
                titles.setdefault(citation.title, {}).setdefault(_taxon_id(citation), citation)
        return {title: (index, titles[title]) for index, title in enumerate(sorted(titles))}

    @cached_property
    def taxonomies(self) -> list[Json]:
        """The sources as taxonomies: one a publication, its sections as taxa."""
        return [
            {
                "name": title,
                "shortDescription": {"text": ended(title)},
                "taxa": [_taxon(taxa[key]) for key in sorted(taxa)],
            }
            for title, (_, taxa) in self._places.items()
        ]

    def driver(self, version: str) -> Json:
        """Return the tool component of claimlint itself."""
        driver: Json = {
            "name": "claimlint",
            "fullName": f"claimlint {version}",
            "version": version,
            "semanticVersion": version,
            "informationUri": HOME,
            "shortDescription": {"text": "A linter for health articles."},
            "rules": [self._descriptor(rule) for rule in self.rules],
        }
        if self._places:
            driver["supportedTaxonomies"] = [
                {"name": title, "index": index} for title, (index, _) in self._places.items()
            ]
        return driver

    def _descriptor(self, rule: Rule) -> Json:
        descriptor: Json = {
            "id": rule.id,
            "name": "".join(word.capitalize() for word in rule.id.replace("/", "-").split("-")),
            "shortDescription": {"text": _short(rule_title(rule))},
            "fullDescription": {"text": _short(ended(one_line(rule.why)) if rule.why else rule_title(rule))},
            "help": {"text": _help(rule, markdown=False), "markdown": _help(rule, markdown=True)},
            "defaultConfiguration": {"level": rule.severity.value},
            "properties": {
                "tags": _tags(rule),
                "precision": rule.confidence.value,
                "problem.severity": _PROBLEM[rule.severity],
            },
        }
        if rule.aliases:
            descriptor["deprecatedIds"] = list(rule.aliases)
        if rule.sources:
            descriptor["relationships"] = [self._relationship(citation) for citation in _unique(rule.sources)]
        return descriptor

    def _relationship(self, citation: Citation) -> Json:
        component = {"name": citation.title, "index": self._places[citation.title][0]}
        return {"target": {"id": _taxon_id(citation), "toolComponent": component}, "kinds": ["relevant"]}


def _taxon_id(citation: Citation) -> str:
    return citation.section or citation.title


def _unique(sources: Iterable[Citation]) -> list[Citation]:
    return list({(citation.title, _taxon_id(citation)): citation for citation in sources}.values())


def _taxon(citation: Citation) -> Json:
    name = f"{citation.title}, {citation.section}" if citation.section else citation.title
    taxon: Json = {"id": _taxon_id(citation), "shortDescription": {"text": ended(name)}}
    return {**taxon, "helpUri": citation.url} if citation.url else taxon


def _tags(rule: Rule) -> list[str]:
    return list(dict.fromkeys(["health", rule.family, *rule.tags, *rule.jurisdictions]))[:_MOST_TAGS]


def _help(rule: Rule, *, markdown: bool) -> str:
    paragraphs = [rule.why.strip(), rule.fix.strip()]
    if rule.sources:
        paragraphs.append("\n".join(["Sources:", *(_source(citation, markdown) for citation in rule.sources)]))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) or rule_title(rule)


def _source(citation: Citation, markdown: bool) -> str:
    name = f"{citation.title}, {citation.section}" if citation.section else citation.title
    if not citation.url:
        return f"- {name}"
    return f"- [{name}]({citation.url})" if markdown else f"- {name}: {citation.url}"


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    sentence = first_sentence(text)
    return sentence if len(sentence) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
