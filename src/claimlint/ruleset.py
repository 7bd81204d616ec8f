"""The ruleset: rules read, validated, inherited and joined to their checks.

``load_ruleset`` is the only way from rule files to something that can lint. All
mistakes of all files are reported at once.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint import compiled
from claimlint.checks import check_class, patterns_of
from claimlint.entry import Entry, StoredEntry
from claimlint.errors import Problem, RuleError
from claimlint.late import dataclass, regex
from claimlint.resources import cache_folder, data_path, rules_root
from claimlint.rule import CONTENT_KINDS, FAMILIES, Rule, When
from claimlint.typed_yaml import Node, Reader, nearest

if TYPE_CHECKING:
    # Compiled rules need none of it to be read.
    from claimlint.matcher import PatternSet
    from claimlint.rule_file import Draft

_LEXICON = regex(r"\{([a-z][a-z0-9-]*)\}")
_PLACEHOLDER = regex(r"\{([^{}]*)\}")
_NOT_RULES = ("lexicons", "data", "pack.yaml")
_BLOCK_KINDS = ("title", "description", "heading", "paragraph", "item", "cell", "caption", "alt")


@dataclass(frozen=True)
class Ruleset:
    """The rules of a run: an immutable value."""

    available: Mapping[str, Entry]
    """Every rule that was read, enabled or not, by id."""
    enabled: frozenset[str]
    known_patterns: compiled.Known | None = field(default=None, repr=False)
    """What compiling the rules has worked out of their patterns."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Enabled rules with their checks, sorted by id."""
        return tuple(self.available[rule_id] for rule_id in sorted(self.enabled))

    @cached_property
    def questions(self) -> tuple[int, ...]:
        """A number for each entry, the same for rules that ask the same of an article: most ask what others do."""
        numbers: dict[tuple[When, tuple[str, ...]], int] = {}
        asked = [(entry.rule.when, entry.rule.jurisdictions) for entry in self.entries]
        return tuple(numbers.setdefault(each, len(numbers)) for each in asked)

    @cached_property
    def needy(self) -> tuple[frozenset[int], Mapping[int, list[int]]]:
        """The places in `entries` of those that need no pattern to stand in a text, and by pattern of those that do.

        Patterns go by their numbers in `patterns`; an entry needs one of those under which it is listed.
        """
        free: set[int] = set()
        by_pattern: dict[int, list[int]] = {}
        for place, entry in enumerate(self.entries):
            needed = entry.needs
            if needed is None:
                free.add(place)
            for pattern in set(needed or ()):
                by_pattern.setdefault(self.patterns.indices[pattern], []).append(place)
        return frozenset(free), by_pattern

    def worth_asking(self, possible: Iterable[int]) -> frozenset[int]:
        """Return the places in `entries` of those that may find something where only these patterns may stand."""
        free, by_pattern = self.needy
        return free.union(*[by_pattern[number] for number in possible if number in by_pattern])

    @cached_property
    def languages(self) -> Mapping[tuple[str, ...], int]:
        """The languages that enabled rules are written for, with the number of those rules."""
        return Counter(entry.rule.when.language for entry in self.entries)

    @cached_property
    def known(self) -> dict[str, Rule]:
        """Every rule that was read, by id."""
        return {rule_id: entry.rule for rule_id, entry in self.available.items()}

    @cached_property
    def patterns(self) -> PatternSet:
        """All patterns of all rules, so that one look at each word tells which can occur.

        Those of rules that are off are among them: what was worked out of all fits any choice of rules.
        """
        from claimlint.matcher import PatternSet

        patterns, known = patterns_of(entry.patterns for entry in self.available.values()), self.known_patterns
        if known is None:
            return PatternSet(patterns)
        return PatternSet(patterns, known.patterns, known.index if known.made_for(patterns) else None)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Enabled rules by id."""
        return {entry.rule.id: entry.rule for entry in self.entries}

    @cached_property
    def names(self) -> dict[str, str]:
        """Every id and alias that may be written for a rule, with the id it stands for."""
        names = {alias: rule.id for rule in self.known.values() for alias in rule.aliases}
        return {**names, **{rule_id: rule_id for rule_id in self.known}}

    def with_rules(self, enabled: Iterable[str]) -> Ruleset:
        """Return the same ruleset with only some of its rules enabled."""
        return Ruleset(self.available, frozenset(enabled), self.known_patterns)


def load_ruleset(folders: Iterable[Path] = (), *, builtin: bool = True, examples: bool = False) -> Ruleset:
    """Return the built-in rules and those of other folders or files; a later rule replaces an earlier one.

    Rules come compiled where they have been read before, which leaves out their
    examples; ``examples`` asks for them. Raises RuleError with every problem of
    every file.
    """
    roots = [rules_root()] if builtin else []
    roots += folders
    if examples:
        return _ruleset(read_rules(roots))
    place = roots[0] / compiled.NAME if builtin and len(roots) == 1 else None
    if place is None or not place.is_file():
        for root in roots:
            if not root.exists():
                raise RuleError([Problem(str(root), "there is no such rule file or folder.")])
        key = compiled.content_key([*roots, data_path("lexicons")])
        place = cache_folder() / f"rules-{key}.bin"
    found = compiled.load(place)
    if found is None:
        content = compiled.dump((entry.rule, entry.check) for entry in read_rules(roots))
        compiled.store(place, content)
        # The first run gets what every later one gets, so that nothing depends on a cache being there.
        found = compiled.read(content)
        assert found is not None, "what has just been written can be read"
    return _ruleset((StoredEntry.of(rule, stored) for rule, stored in found.entries), found.known)


def _ruleset(entries: Iterable[Entry], known: compiled.Known | None = None) -> Ruleset:
    available = {entry.rule.id: entry for entry in entries}
    return Ruleset(available, frozenset(available), known)


def read_rules(roots: Iterable[Path]) -> list[Entry]:
    """Read, validate and join the rules of folders or files, sorted by id; raises RuleError."""
    drafts: dict[str, Draft] = {}
    problems: list[Problem] = []
    for root in roots:
        seen: dict[str, str] = {}
        for path, shown in rule_paths(root):
            read = _read_file(path, shown)
            if isinstance(read, list):
                problems += read
            elif read.rule.id in seen:
                message = f"the id {read.rule.id!r} is taken by {seen[read.rule.id]}."
                problems.append(Problem(shown, message))
            else:
                seen[read.rule.id] = shown
                drafts[read.rule.id] = _inherit(read, drafts, problems)
    entries = [entry for draft in drafts.values() if (entry := build_entry(draft, problems))]
    for draft in drafts.values():
        for name in draft.rule.overrides:
            if name not in drafts:
                problems.append(Problem(draft.rule.path, f"overrides {name!r}, which is no rule."))
        for name in draft.rule.yields_to:
            if name not in drafts and name not in FAMILIES:
                problems.append(Problem(draft.rule.path, f"yields to {name!r}, which is no rule and no family."))
    if problems:
        raise RuleError(sorted(problems, key=lambda item: (item.path, item.line, item.column)))
    return sorted(entries, key=lambda entry: entry.rule.id)


def rule_paths(root: Path) -> list[tuple[Path, str]]:
    """Return the rule files of a folder (or the one file) with the paths to show, sorted."""
    if root.is_file():
        return [(root, root.name)]
    if not root.is_dir():
        raise RuleError([Problem(str(root), "there is no such rule file or folder.")])
    files = [path for path in root.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file()]
    builtin = root == rules_root()
    shown = [(path, path.relative_to(root)) for path in files]
    return [
        (path, f"rules/{name.as_posix()}" if builtin else (root / name).as_posix())
        for path, name in sorted(shown, key=lambda pair: pair[1].as_posix())
        if name.parts[0] not in _NOT_RULES
    ]


def _read_file(path: Path, shown: str) -> Draft | list[Problem]:
    from claimlint.rule_file import read_rule

    try:
        return read_rule(path.read_text("utf-8-sig"), shown)
    except UnicodeDecodeError as error:
        return [Problem(shown, f"not UTF-8: byte {error.start} cannot be read.", hint="Save the file as UTF-8.")]
    except OSError as error:
        return [Problem(shown, f"cannot be read: {error.strerror}.")]


def _inherit(draft: Draft, drafts: Mapping[str, Draft], problems: list[Problem]) -> Draft:
    """Return the draft with what its file leaves out taken from the rule it extends."""
    if not draft.extends:
        return draft
    parent = drafts.get(draft.extends)
    if parent is None:
        hint = nearest(draft.extends, list(drafts))
        problems.append(Problem(draft.rule.path, f"extends {draft.extends!r}, which is no rule.", hint=hint))
        return draft
    own = {"bad": "examples", "good": "examples", "miss": "examples"}
    kept = {
        item.name: getattr(parent.rule, item.name)
        for item in dataclasses.fields(Rule)
        if item.name not in ("id", "path", "aliases") and own.get(item.name, item.name) not in draft.given
    }
    options = merge_options(parent.options, draft.options)
    return dataclasses.replace(draft, rule=dataclasses.replace(draft.rule, **kept), options=options)


def merge_options(parent: Node, child: Node) -> Node:
    """Return a child's options over its parent's; ``key+`` adds to a list and ``key-`` takes from it."""
    merged = dict(parent.value) if isinstance(parent.value, dict) else {}
    keys = dict(parent.keys)
    for key, node in (child.value if isinstance(child.value, dict) else {}).items():
        name = key.rstrip("+-")
        before = merged.get(name, Node([])).value
        if key.endswith("+") and isinstance(before, list) and isinstance(node.value, list):
            merged[name] = dataclasses.replace(node, value=[*before, *node.value])
        elif key.endswith("-") and isinstance(before, list) and isinstance(node.value, list):
            gone = [item.plain() for item in node.value]
            merged[name] = dataclasses.replace(node, value=[item for item in before if item.plain() not in gone])
        else:
            merged[name] = node
        keys[name] = child.keys.get(key, (node.line, node.column))
    return Node(merged, child.line, child.column, keys=keys)


def build_entry(draft: Draft, problems: list[Problem]) -> Entry | None:
    """Return a rule with its check, or None after adding to the problems."""
    rule, path = draft.rule, draft.rule.path
    problems += draft.problems
    cls = check_class(rule.check)
    if cls is None:
        if rule.check:
            from claimlint.checks import check_kinds

            hint = nearest(rule.check, check_kinds())
            problems.append(Problem(path, f"there is no kind of check called {rule.check!r}.", hint=hint))
        return None
    reader = Reader(path, {"Phrase": expand_phrase})
    check = reader.read_dataclass(draft.options, cls, "options")
    problems += reader.problems
    words = {"message": rule.message, "fix": rule.fix}
    wrong = [(key, name) for key in words for name in _PLACEHOLDER.findall(words[key]) if name not in _values(cls)]
    if wrong:
        valid = ", ".join(f"{{{name}}}" for name in _values(cls))
        key, name = wrong[0]
        problems.append(Problem(path, f"the {key} uses {{{name}}}.", hint=f"It may use {valid}."))
    odd = [key for key in rule.severity_in if key not in (*CONTENT_KINDS, *_BLOCK_KINDS)]
    if odd:
        hint = nearest(odd[0], [*CONTENT_KINDS, *_BLOCK_KINDS])
        problems.append(Problem(path, f"severity_in knows no {odd[0]!r}.", hint=hint))
    # A kind whose options have a language of their own says what is wrong in them.
    mistakes = list(check.mistakes()) if hasattr(check, "mistakes") else []
    problems += [Problem(path, message) for message in mistakes]
    if check is None or reader.problems or draft.problems or wrong or odd or mistakes:
        return None
    return Entry(dataclasses.replace(rule, options=plain_options(draft.options)), check)


def _values(cls: Any) -> tuple[str, ...]:
    return ("match", *cls.VALUES)


def plain_options(options: Node) -> dict[str, Any]:
    plain = options.plain()
    return plain if isinstance(plain, dict) else {}


def expand_phrase(text: str) -> str:
    """Return a pattern with its lexicons written out; raises ValueError with what is wrong with it."""
    from claimlint.matcher import PatternError, check_pattern

    expanded = _LEXICON.sub(_alternation, text)
    try:
        check_pattern(expanded)
    except PatternError as error:
        raise ValueError(f"{error.message.rstrip('.')} in {text!r}.") from error
    return expanded


def _alternation(match: re.Match[str]) -> str:
    from claimlint.language.text.lexicon import load_terms

    try:
        found = load_terms(match.group(1))
    except OSError as error:
        raise ValueError(f"there is no lexicon {match.group(1)!r}.") from error
    terms = sorted(found, key=lambda term: (-len(term), term))
    return "(?:" + "|".join(re.escape(term).replace(r"\ ", " ").replace(r"\-", "-") for term in terms) + ")"


def rebuild(rule: Rule, options: Mapping[str, Any], problems: list[Problem]) -> Entry | None:
    """Return a rule with other options, as a configuration may ask for."""
    from claimlint.rule_file import Draft, plain_node

    node = merge_options(plain_node(rule.options), plain_node(options))
    return build_entry(Draft(rule, node), problems)
