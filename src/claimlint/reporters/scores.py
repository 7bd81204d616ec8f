"""The score of a run with its arithmetic, as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from claimlint.finding import Report
from claimlint.reporters.display import harmless
from claimlint.score import Score, score_report

_LOWEST = 5


def score_lines(report: Report) -> Iterator[str]:
    """Yield the score in lines of text: the whole, each family, each folder, the lowest articles."""
    scores = score_report(report)
    yield f"Score: {scores.whole.arithmetic}"
    yield f"{'score':>7}  {'errors':>6}  {'warnings':>8}  {'notes':>6}  family"
    for name, (errors, warnings, notes) in scores.whole.families.items():
        yield f"{scores.whole.of_family(name):>7.1f}  {errors:>6,}  {warnings:>8,}  {notes:>6,}  {name}"
    if len(scores.folders) > 1:
        yield from _list("folder", scores.folders)
    if len(scores.articles) > 1:
        yield from _list("article, lowest first", lowest(scores.articles))


def score_markdown(report: Report) -> str:
    """Return the score as a line and a folded table of families and the lowest articles."""
    scores = score_report(report)
    rows = ["| score | errors | warnings | notes | |", "| ---: | ---: | ---: | ---: | --- |"]
    for name, levels in scores.whole.families.items():
        rows.append(_row(scores.whole.of_family(name), levels, name))
    rows += [_row(one.value, one.levels, f"`{_name(one)}`") for one in lowest(scores.articles)]
    table = "\n".join(rows)
    return (
        f"**Score {scores.whole.value:.1f}** ({scores.whole.arithmetic})\n\n"
        f"<details><summary>By family, and the lowest articles</summary>\n\n{table}\n\n</details>"
    )


def lowest(scores: tuple[Score, ...]) -> list[Score]:
    """Return the articles with the lowest scores, lowest first."""
    return sorted(scores, key=lambda one: (one.value, one.name))[:_LOWEST]


def _list(heading: str, scores: tuple[Score, ...] | list[Score]) -> Iterator[str]:
    yield f"{'score':>7}  {'words':>6}  {heading}"
    for one in scores:
        yield f"{one.value:>7.1f}  {one.words:>6,}  {_name(one)}"


def _row(value: float, levels: tuple[int, int, int], name: str) -> str:
    cells = " | ".join(f"{count:,}" for count in levels)
    return f"| {value:.1f} | {cells} | {name} |"


def _name(score: Score) -> str:
    return harmless(score.name).replace("|", "\\|").replace("`", "'")
