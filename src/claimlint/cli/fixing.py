"""``--fix``, ``--diff`` and ``--add-suppressions``: from a report to changed articles, or to what would change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from claimlint.annotate import annotate
from claimlint.batch import Configs
from claimlint.errors import SourceError
from claimlint.finding import FileReport, Finding, Notification, Report, Severity
from claimlint.fix import Fixed, diff, fix, write_fixed
from claimlint.lint import lint
from claimlint.source import Source


def change_files(report: Report, configs: Configs, options: Any) -> Report:
    """Write corrections or suppressions into the articles, or show them; return the report on what is left."""
    changed = [_change(file, configs, options) for file in report.files]
    return replace(report, files=tuple(changed))


def _change(file: FileReport, configs: Configs, options: Any) -> FileReport:
    if file.source is None or not file.findings:
        return file
    path = Path(file.path)
    local = configs.of(path).for_path(path)
    asked = {finding.fingerprint for finding in file.findings}
    before: set[str] = {item.finding.fingerprint for item in file.suppressed} - asked

    def again(source: Source) -> list[Finding]:
        # What a baseline or an unchanged line keeps out of the report is not ours to touch.
        return [item for item in lint(source, local.ruleset, local.settings).findings if item.fingerprint not in before]

    if options.add_suppressions:
        fixed = Fixed(annotate(file.source, file.findings, options.add_suppressions, again), file.findings)
    else:
        fixed = fix(file.source, file.findings, again, unsafe=options.unsafe_fixes)
    if fixed.source == file.source:
        if options.add_suppressions:
            click.echo(f"{file.path}: no comment can be written into it. Accept its findings by a baseline.", err=True)
        return file
    if options.diff:
        click.echo(diff(file.source, fixed.source), nl=False)
        return file
    try:
        write_fixed(path, file.source, fixed.source)
    except SourceError as error:
        problem = Notification(Severity.ERROR, error.message, file.path)
        return replace(file, notifications=(*file.notifications, problem))
    after = lint(fixed.source, local.ruleset, local.settings)
    left = tuple(item for item in after.findings if item.fingerprint not in before)
    done = "accepted" if options.add_suppressions else "mended"
    click.echo(f"{file.path}: {len(fixed.findings)} {done}.", err=True)
    return replace(after, findings=left)
