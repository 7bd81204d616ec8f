"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claimlint.batch import Configs
from claimlint.config import Config, find_config, load_config, matches
from claimlint.discover import Targets, discover
from claimlint.finding import Confidence

if TYPE_CHECKING:
    from claimlint.cache import Cache

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def config_options(command: Decorated) -> Decorated:
    """Add the options that say which rules run."""
    for option in (
        click.option("--profile", type=click.Choice(["writer", "editor", "legal"]), help="Few and sure, useful, all."),
        click.option(
            "--min-confidence", type=click.Choice(["high", "medium", "low"]), help="Leave out less certain rules."
        ),
        click.option("--extend-select", multiple=True, metavar="RULES", help="Rules to switch on as well."),
        click.option("--ignore", multiple=True, metavar="RULES", help="Rules or families to leave out."),
        click.option("--select", multiple=True, metavar="RULES", help="Only these rules or families."),
        click.option("--isolated", is_flag=True, help="Ignore all configuration files."),
        click.option("--config", type=click.Path(dir_okay=False), help="This configuration file for everything."),
    ):
        command = option(command)
    return command


def file_options(command: Decorated) -> Decorated:
    """Add the options that say which files are read and how."""
    for option in (
        click.option("--no-cache", is_flag=True, help="Lint every file again, and keep nothing for the next run."),
        click.option(
            "--cache-dir",
            type=click.Path(file_okay=False),
            metavar="FOLDER",
            help="Where findings are kept between runs (default: .claimlint_cache beside the configuration).",
        ),
        click.option("--jobs", "-j", type=click.IntRange(1), help="Processes (default: one a processor)."),
        click.option("--force-exclude", is_flag=True, help="Leave out excluded files even when they are named."),
        click.option("--exclude", multiple=True, metavar="PATTERN", help="Files to leave out, as in .gitignore."),
    ):
        command = option(command)
    return command


def apply_overrides(given: dict[str, Any]) -> tuple[Callable[[Config], Config], dict[str, Any]]:
    """Part the options about rules from the others; return what lays them over a configuration."""
    select, ignore, extend = (_names(given.pop(name)) for name in ("select", "ignore", "extend_select"))
    confidence, profile = given.pop("min_confidence"), given.pop("profile")

    def override(config: Config) -> Config:
        file = config.file
        changed = replace(
            file,
            select=select or file.select,
            ignore=(*file.ignore, *ignore),
            extend_select=(*file.extend_select, *extend),
            min_confidence=Confidence(confidence) if confidence else file.min_confidence,
            profile=profile or file.profile,
        )
        return config if changed == file else replace(config, file=changed)

    return override, given


def _names(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def make_configs(path: str | None, isolated: bool, override: Callable[[Config], Config]) -> Configs:
    """Return the configurations of a run: none, one for all, or the nearest to each file."""
    if isolated:
        return Configs(Config(), override)
    return Configs(load_config(Path(path)) if path else None, override)


def targets_for(paths: tuple[str, ...], configs: Configs, given: dict[str, Any]) -> Targets:
    """Return the files to read, as ``--exclude`` and the configurations say."""
    patterns = tuple(given.get("exclude", ()))

    def is_excluded(place: str) -> bool:
        if patterns and matches(patterns, Path(place).as_posix()):
            return True
        config = configs.of(place)
        return bool(config.file.exclude) and matches(config.file.exclude, config.relative(place))

    return discover(list(paths), is_excluded, force_exclude=given.get("force_exclude", False))


def cache_for(given: dict[str, Any]) -> Cache | None:
    """Return the findings of earlier runs, unless ``--no-cache`` says not to."""
    if given["no_cache"]:
        return None
    from claimlint.cache import Cache

    return Cache(Path(given["cache_dir"]) if given["cache_dir"] else None)


def nearest_config(isolated: bool = False) -> Config:
    """Return the configuration that holds for the working folder, with the examples of its rules."""
    place = None if isolated else find_config(Path.cwd())
    return replace(load_config(place) if place else Config(), examples=True)
