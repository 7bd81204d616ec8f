"""The pipeline: one source in, one report on it out.

``lint`` is a pure function. Files, terminals and editors are wrappers around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from claimlint.baseline import fingerprints
from claimlint.document import Block, Document
from claimlint.entry import Entry
from claimlint.errors import ClaimlintError
from claimlint.finding import Edit, FileReport, Finding, Notification, Related, Severity, Suppression
from claimlint.language.analysis import Analysis
from claimlint.late import regex
from claimlint.parsers import parse
from claimlint.rule import Match, Rule
from claimlint.ruleset import Ruleset
from claimlint.settings import Settings
from claimlint.source import Source, Span
from claimlint.suppress import Problem, suppress

_VALUES = ("title", "description", "alt")
"""Kinds of blocks that may stand in quotation marks: values of front matter and of attributes."""
_PLACEHOLDER = regex(r"\{([a-z_]+)\}")


def lint(source: Source, ruleset: Ruleset, settings: Settings | None = None) -> FileReport:
    """Return everything a ruleset finds in a source; never raises for what an article holds."""
    return examine(source, ruleset, settings)[0]


def lint_all(sources: Iterable[Source], ruleset: Ruleset, settings: Settings | None = None) -> list[FileReport]:
    """Return what ``lint`` returns for each of a few sources, which are all held in memory, in less time.

    Each rule reads all of them before the next one does, so that what it looks up is still in the processor's
    caches: eight articles take a sixth less than one after the other.
    """
    return [case.report() for case in _asked([_Case(source, ruleset, settings) for source in sources], ruleset)]


def examine(source: Source, ruleset: Ruleset, settings: Settings | None = None) -> tuple[FileReport, Analysis | None]:
    """Return the report of ``lint`` with the analysis it rests on, for who wants to know more of the article.

    There is no analysis of a source that could not be parsed.
    """
    (case,) = _asked([_Case(source, ruleset, settings)], ruleset)
    return case.report(), case.analysis


class _Case:
    """One source, and what rules have found in it so far."""

    def __init__(self, source: Source, ruleset: Ruleset, settings: Settings | None) -> None:
        self.analysis: Analysis | None = None
        """None for a source that cannot be parsed."""
        self._source, self._ruleset, self._settings = source, ruleset, settings
        self._notifications: list[Notification] = []
        self._found: list[Finding] = []
        self._answers: dict[int, bool] = {}
        try:
            document = parse(source)
        except ClaimlintError as error:
            self._notifications.append(Notification(Severity.ERROR, str(error), source.path))
        except Exception:
            self._notifications.append(_crash(source.path, "the parser", ""))
        else:
            self.analysis = Analysis(document, settings, ruleset.patterns)
            self._notifications += [_trouble(document, item.message, item.span) for item in document.troubles]
            self._notifications += _unread(document, ruleset)

    def ask(self, entry: Entry, question: int) -> None:
        """Take down what a rule finds, if the article is one that it looks at, which rules of one question share."""
        analysis, rule = self.analysis, entry.rule
        if analysis is None:
            return
        try:
            answer = self._answers.get(question)
            if answer is None:
                answer = self._answers[question] = applies(rule, analysis)
            if answer:
                self._found += _findings(entry, analysis)
        except ClaimlintError as error:
            problem = Notification(Severity.ERROR, str(error), self._source.path, rule=rule.id)
            self._notifications.append(problem)
        except Exception:
            self._notifications.append(_crash(self._source.path, f"the rule {rule.id}", rule.id))

    def report(self) -> FileReport:
        """Return the report on what was found."""
        source, analysis, notifications = self._source, self.analysis, tuple(self._notifications)
        if analysis is None:
            return FileReport(source.path, source, notifications=notifications)
        document, content = analysis.document, analysis.content
        kept, suppressed = _suppress(self._found, document, self._ruleset, self._settings or Settings())
        return FileReport(
            path=source.path,
            source=source,
            findings=tuple(kept),
            suppressed=tuple(suppressed),
            notifications=notifications,
            words=analysis.word_count,
            content=content.kind,
            content_reason=content.reason,
            includes=tuple(dict.fromkeys((item.syntax, item.name) for item in document.includes)),
        )


def _asked(cases: list[_Case], ruleset: Ruleset) -> list[_Case]:
    """Ask every rule about every source in which it may find something, rule by rule; returns the cases."""
    waiting: dict[int, list[_Case]] = {}
    for case in cases:
        for place in ruleset.worth_asking(case.analysis.possible) if case.analysis else ():
            waiting.setdefault(place, []).append(case)
    for place in sorted(waiting):
        for case in waiting[place]:
            case.ask(ruleset.entries[place], ruleset.questions[place])
    return cases


def _unread(document: Document, ruleset: Ruleset) -> Iterator[Notification]:
    """Say that most rules do not read the language of an article, so that no report on it passes for a clean one."""
    readers = sum(number for languages, number in ruleset.languages.items() if _reads(languages, document))
    if 2 * readers < len(ruleset.entries):
        declared = document.language_declared
        how = "declares the language" if declared else "declares no language, and its commonest words are those of"
        remedy = "correct its `lang`" if declared else "say so with `lang: en`"
        message = (
            f"the article {how} {document.language!r}, which {readers} of {len(ruleset.entries)} rules read."
            f" That they find little says little. If it is in English, {remedy}."
        )
        yield Notification(Severity.WARNING, message, document.source.path)


def _reads(languages: tuple[str, ...], document: Document) -> bool:
    return "*" in languages or document.language.partition("-")[0] in languages


def applies(rule: Rule, analysis: Analysis) -> bool:
    """Return whether an article is one that a rule looks at."""
    when, document = rule.when, analysis.document
    if not _reads(when.language, document):
        return False
    if when.formats and document.source.format not in when.formats:
        return False
    if rule.jurisdictions and not set(rule.jurisdictions) & jurisdictions(analysis):
        return False
    if when.content and analysis.content.kind not in when.content:
        return False
    if when.min_words and analysis.word_count < when.min_words:
        return False
    if not when.draft and analysis.draft:
        return False
    return not when.health or analysis.health


def jurisdictions(analysis: Analysis) -> set[str]:
    """Return the jurisdictions an article is written for, by configuration or front matter."""
    field = analysis.document.field("jurisdictions", "jurisdiction")
    value = field.value if field else ()
    own = value if isinstance(value, list | tuple) else [value]
    return {*analysis.settings.jurisdictions, *(str(item).strip().lower() for item in own)}


def _findings(entry: Entry, analysis: Analysis) -> Iterator[Finding]:
    rule, document = entry.rule, analysis.document
    seen: set[Span] = set()
    for match in entry.check.check(analysis):
        block = None if match.in_source else document.block_at(match.span.start)
        if rule.scope and (block is None or block.kind not in rule.scope):
            continue
        finding = _finding(rule, match, block, analysis)
        if finding.span not in seen:
            seen.add(finding.span)
            yield finding


def _finding(rule: Rule, match: Match, block: Block | None, analysis: Analysis) -> Finding:
    """Translate a match into the words and places of its source: the only place that does."""
    document = analysis.document

    def place(span: Span) -> Span:
        return span if match.in_source else document.map.to_source(span)

    words = document.source.slice(match.span) if match.in_source else document.prose(match.span)
    span = place(match.span)
    values = {**match.values, "match": _shorten(words)}
    return Finding(
        path=document.source.path,
        rule=rule.id,
        severity=severity_of(rule, analysis.content.kind, block.kind if block else ""),
        confidence=rule.confidence,
        message=fill(rule.message, values),
        span=span,
        text=document.source.slice(span),
        fix=fill(rule.fix, values),
        because=match.because,
        related=tuple(Related(place(item.span), item.message, item.path) for item in match.related),
        edits=match.edits if match.in_source else _edits(document, match),
    )


def _edits(document: Document, match: Match) -> tuple[Edit, ...]:
    """Translate the edits of a match; none where markup stands inside one, half of which it could leave."""
    inside = (gap for item in match.edits for gap in document.map.gaps(item.span))
    if any(document.source.slice(gap).isprintable() for gap in inside):
        return ()
    return tuple(Edit(document.map.to_source(item.span), _unquoting(document, item), item.safe) for item in match.edits)


def _unquoting(document: Document, edit: Edit) -> str:
    """Return what an edit writes, its apostrophes curly where a straight one would end a quoted value."""
    block = document.block_at(edit.span.start) if "'" in edit.replacement else None
    if block is None or block.kind not in _VALUES:
        return edit.replacement
    start = document.map.to_source(block.span).start
    return (
        edit.replacement.replace("'", "\u2019") if document.source.text[start - 1 : start] == "'" else edit.replacement
    )


def severity_of(rule: Rule, content: str, block: str) -> Severity:
    """Return the gravest severity that a rule gives to this content or block, else its own."""
    special = [rule.severity_in[key] for key in (content, block) if key in rule.severity_in]
    return max(special, key=lambda severity: severity.rank, default=rule.severity)


def fill(message: str, values: Mapping[str, str]) -> str:
    """Put values into a message; braces in the values, and unknown names, stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values.get(found.group(1), found.group()), message)


def _suppress(
    found: list[Finding], document: Document, ruleset: Ruleset, settings: Settings
) -> tuple[list[Finding], list[Suppression]]:
    """Take out what the article suppresses, add what is wrong with that, sort and fingerprint."""
    found = sorted(without_overridden(found, ruleset.rules), key=_order)
    marked = fingerprints(found, document.source)
    kept, suppressed, problems = suppress(marked, document, ruleset.known, ruleset.enabled, settings.metadata.day)
    own = fingerprints(_suppression_findings(problems, document, ruleset), document.source)
    return sorted([*kept, *own], key=_order), suppressed


def without_overridden(found: list[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """Leave out findings of rules that another rule overrides, or that they yield to, on the same words."""
    yielding: dict[str, int] = {}
    for finding in found:
        if rules[finding.rule].yields_to:
            yielding[finding.rule] = max(finding.severity.rank, yielding.get(finding.rule, 0))
    covered: dict[str, list[Span]] = {}
    for finding in found:
        better = rules[finding.rule]
        general = {name for name, rank in yielding.items() if _yields(rules[name], rank, better, finding.severity.rank)}
        for rule_id in general.union(better.overrides):
            covered.setdefault(rule_id, []).append(finding.span)
    starts = {}
    for rule_id, spans in covered.items():
        spans.sort()
        starts[rule_id] = [span.start for span in spans]
    return [item for item in found if not _covered(item.span, covered.get(item.rule), starts.get(item.rule))]


def _yields(rule: Rule, rank: int, better: Rule, better_rank: int) -> bool:
    """Tell whether a rule with findings as grave as ``rank`` yields to a finding of another."""
    if better.id in rule.yields_to:
        return True
    return better.family in rule.yields_to and not better.yields_to and better_rank >= rank


def _covered(span: Span, spans: list[Span] | None, starts: list[int] | None) -> bool:
    if not spans or starts is None:
        return False
    before = bisect_left(starts, span.end)
    # Findings of one rule seldom overlap each other, so the few before the end decide.
    return any(other.overlaps(span) for other in spans[max(before - 4, 0) : before])


def _suppression_findings(problems: list[Problem], document: Document, ruleset: Ruleset) -> list[Finding]:
    if not problems:
        return []
    by_problem = {
        getattr(entry.check, "problem", ""): entry.rule
        for entry in ruleset.entries
        if entry.rule.check == "suppression"
    }
    return [
        Finding(
            path=document.source.path,
            rule=rule.id,
            severity=rule.severity,
            confidence=rule.confidence,
            message=fill(rule.message, {**item.values, "match": document.source.slice(item.span)}),
            span=item.span,
            text=document.source.slice(item.span),
            fix=rule.fix,
        )
        for item in problems
        if (rule := by_problem.get(item.problem))
    ]


def _order(finding: Finding) -> tuple[int, int, str]:
    return finding.span.start, finding.span.end, finding.rule


def _shorten(text: str, limit: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _trouble(document: Document, message: str, span: Span) -> Notification:
    line = document.source.lines.position(span.start).line
    return Notification(Severity.ERROR, message, document.source.path, line=line)


def _crash(path: str, what: str, rule: str) -> Notification:
    import traceback

    message = f"{what} failed on this article, which is a fault of claimlint: please report it with the article."
    return Notification(Severity.ERROR, message, path, rule=rule, detail=traceback.format_exc())
