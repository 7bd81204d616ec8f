"""What a report comes to: counts, as numbers and as sentences."""

from __future__ import annotations

from collections import Counter

from claimlint.finding import FileReport, Finding, Notification, Report, Severity
from claimlint.late import dataclass, regex
from claimlint.reporters.display import harmless, one_line
from claimlint.rule import Rule

_SENTENCE_END = regex(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?][\"')\u201d]*(?= [\"(\u201c]?[A-Z0-9])")
_MORE = regex(r"(?<=[.!?”])(?:\{[a-z_]+\})+")
_PLACEHOLDER = regex(r"\{([a-z_]+)\}")
DISCLAIMER = "A clean report is neither legal nor medical advice."


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule fired, with its gravest and first finding."""

    rule: str
    count: int
    severity: Severity
    first: Finding


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> plural(1, "error"), plural(2140, "word"), plural(0, "entry", "entries")
    ('1 error', '2,140 words', '0 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def files_read(report: Report) -> int:
    """Return how many files could be read at all."""
    return sum(was_read(file) for file in report.files)


def was_read(file: FileReport) -> bool:
    """Whether an article was looked at; a clean one may have given its text back."""
    return not any(item.level is Severity.ERROR for item in file.notifications) or file.source is not None


def found(report: Report) -> str:
    """Return the sentence with the counts, which scripts may read."""
    errors, warnings, notes = (report.count(severity) for severity in Severity)
    return (
        f"Found {plural(errors, 'error')}, {plural(warnings, 'warning')} and {plural(notes, 'note')}"
        f" in {plural(files_read(report), 'file')}."
    )


def checked(report: Report) -> str:
    """Return the sentence for a run that found nothing: what was checked, and what that does not mean."""
    read = files_read(report)
    if not read:
        return "No article was checked."
    words = sum(file.words for file in report.files)
    return (
        f"Checked {plural(read, 'file')} ({plural(words, 'word')}) against {plural(len(report.rules), 'rule')}:"
        f" nothing to report. {DISCLAIMER}"
    )


def accepted(report: Report) -> str:
    """Return the sentence about accepted findings; empty when there are none."""
    kinds = Counter(item.kind for item in report.suppressed)
    if not kinds:
        return ""
    ways = {"inSource": "in the article", "external": "by the baseline"}
    parts = [f"{kinds[kind]:,} {way}" for kind, way in ways.items() if kinds[kind]]
    return f"{plural(kinds.total(), 'accepted finding')} not counted: {', '.join(parts)}."


def count_rules(report: Report) -> list[RuleCount]:
    """Return the rules that fired, gravest first, then the most frequent."""
    counts: Counter[str] = Counter()
    gravest: dict[str, Severity] = {}
    for (rule, severity), count in report.tally.items():
        counts[rule] += count
        gravest[rule] = max(gravest.get(rule, severity), severity, key=lambda item: item.rank)
    first: dict[str, FileReport] = {}
    for file in report.files:
        if len(first) == len(counts):
            break
        for rule, _ in file.tally:
            first.setdefault(rule, file)
    found = [
        RuleCount(rule, count, gravest[rule], next(item for item in first[rule].findings if item.rule == rule))
        for rule, count in counts.items()
    ]
    return sorted(found, key=lambda item: (-item.severity.rank, -item.count, item.rule))


def notification_line(item: Notification) -> str:
    """Return a problem of the run on one line."""
    message = one_line(item.message)
    if not item.path:
        return f"{item.level}: {message}"
    path = harmless(item.path)
    place = f"{path}:{item.line}" if item.line else path
    return f"{place}: {item.level}: {message.removeprefix(f'{item.path}: ')}"


def first_sentence(text: str) -> str:
    """Return the first sentence of a text on one line, with its period.

    >>> first_sentence("No herb cures cancer (e.g. of the skin). See the FDA.")
    'No herb cures cancer (e.g. of the skin).'
    """
    line = one_line(text)
    end = _SENTENCE_END.search(line)
    return line[: end.end()] if end else line


def rule_title(rule: Rule) -> str:
    """Return what a rule says wherever it fires: its message's first sentence, without the words of an article.

    >>> rule_title(Rule(id="claims/x", check="phrase", message="“{match}” promises a cure. Say less."))
    '“…” promises a cure.'
    """
    return first_sentence(without_placeholders(rule.message))


def without_placeholders(text: str, named: bool = False) -> str:
    """Return a message or remedy of a rule with an ellipsis, or a name in brackets, for what an article puts in.

    A placeholder right behind a sentence stands for another sentence and is left out.

    >>> without_placeholders("“{match}” is misspelt: {suggestion}.{more}", named=True)
    '“…” is misspelt: [suggestion].'
    """
    return _PLACEHOLDER.sub(
        lambda found: f"[{found.group(1).replace('_', ' ')}]" if named and found.group(1) != "match" else "…",
        _MORE.sub("", text),
    )


def ended(text: str) -> str:
    """Return a sentence with a mark at its end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
