"""Many files: read, lint and collect, on all cores where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimlint.config import Config, PathConfig, find_config, load_config
from claimlint.discover import Target
from claimlint.errors import SourceError
from claimlint.finding import FileReport, Notification, Report, Severity
from claimlint.late import dataclass
from claimlint.parsers import format_for
from claimlint.settings import Settings
from claimlint.source import Source, decode

if TYPE_CHECKING:
    from claimlint.cache import Cache
    from claimlint.cache.stamps import Reading

_WORTH_PROCESSES = 16
"""Fewer files are done sooner than a second process has started."""
_TOGETHER, _MOST_TOGETHER = 8, 1 << 16
"""Files, and code points of them, that are linted rule by rule: more would hardly be faster and take more memory."""


@dataclass(frozen=True)
class Configs:
    """The configuration for each file: one for all, or the nearest above each."""

    single: Config | None = None
    overrides: Callable[[Config], Config] | None = None
    """Lays the command line over what a file says."""
    _by_folder: dict[Path, Config] = field(default_factory=dict)
    _by_parent: dict[str, Config] = field(default_factory=dict)
    """As written: resolving a folder asks the system about each of its parents."""
    _by_file: dict[Path | None, Config] = field(default_factory=dict)

    def of(self, path: Path | str) -> Config:
        """Return the configuration for a file; raises ConfigError or RuleError."""
        # Not Path.parent, which takes as long to make and to hash as all else here.
        shown = str(path)
        parent = shown[: shown.rfind(os.sep) + 1]
        if parent not in self._by_parent:
            folder = Path(path).parent.resolve()
            if folder not in self._by_folder:
                self._by_folder[folder] = self._load(folder)
            self._by_parent[parent] = self._by_folder[folder]
        return self._by_parent[parent]

    def _load(self, folder: Path) -> Config:
        place = None if self.single else find_config(folder)
        if place not in self._by_file:
            config = self.single or (load_config(place) if place else Config())
            self._by_file[place] = self.overrides(config) if self.overrides else config
        return self._by_file[place]

    def loaded(self) -> list[Config]:
        """Return every configuration that was needed so far."""
        return list(self._by_file.values())


def read_source(path: Path, shown: str, encoding: str | None = None) -> Source:
    """Read and decode a file; raises SourceError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(shown, f"cannot be read: {error.strerror or error}.") from error
    return _decoded(shown, encoding)(data)


def source_from(data: bytes, shown: str, format_name: str, encoding: str | None = None) -> Source:
    """Decode bytes into a source; raises SourceError."""
    text, codec, bom = decode(data, shown, encoding)
    return Source(shown, text, format_name, codec, bom)


@dataclass(frozen=True, slots=True)
class Linted:
    """A report with what a cache must know of the file it is on."""

    report: FileReport
    read: Reading | None = None
    """None for what could not be read."""


def _lint_together(files: Iterable[Target], configs: Configs) -> Iterator[Linted]:
    """Lint files a few at a time, which is faster; what cannot be read becomes a notification of level error."""
    waiting: list[_Opened | Linted] = []
    size = 0
    for file in files:
        opened = _opened(file, configs.of(file.place).for_path(file.place))
        waiting.append(opened)
        size += len(opened.source.text) if isinstance(opened, _Opened) else 0
        if size >= _MOST_TOGETHER or len(waiting) >= _TOGETHER:
            yield from _lint_opened(waiting)
            waiting, size = [], 0
    yield from _lint_opened(waiting)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that was read and waits for others to be linted with."""

    source: Source
    read: Reading
    local: PathConfig


def _opened(target: Target, local: PathConfig) -> _Opened | Linted:
    # A run that finds every report in the cache lints nothing, and is done before this is imported.
    from claimlint.cache.stamps import Reading

    try:
        read = Reading.of(target.path)
        return _Opened(_decoded(target.shown, local.encoding)(read.data), read.without_data(), local)
    except OSError as error:
        return _unread(SourceError(target.shown, f"cannot be read: {error.strerror or error}."))
    except SourceError as error:
        return _unread(error)


def _lint_opened(files: list[_Opened | Linted]) -> Iterator[Linted]:
    from claimlint.lint import lint_all

    # Files for which the same holds have one configuration between them.
    alike: dict[int, list[_Opened]] = {}
    for file in files:
        if isinstance(file, _Opened):
            alike.setdefault(id(file.local), []).append(file)
    reports = {
        key: iter(lint_all([file.source for file in same], same[0].local.ruleset, same[0].local.settings))
        for key, same in alike.items()
    }
    for file in files:
        if isinstance(file, Linted):
            yield file
            continue
        report = next(reports[id(file.local)])
        # Only findings need the text again, and a thousand clean articles need no memory.
        kept = report if report.findings or report.suppressed else replace(report, source=None)
        yield Linted(kept, file.read)


def _unread(error: SourceError) -> Linted:
    problem = Notification(Severity.ERROR, error.message, error.path, offset=error.offset)
    return Linted(FileReport(error.path, notifications=(problem,)))


def _decoded(shown: str, encoding: str | None) -> Callable[[bytes], Source]:
    return lambda data: source_from(data, shown, format_for(shown) or "text", encoding)


def lint_targets(
    targets: Iterable[Target], configs: Configs, jobs: int = 1, cache: Cache | None = None
) -> Iterator[FileReport]:
    """Yield the report on every file, in the order given; what the cache has is not linted again."""
    files = list(targets)
    if cache is None:
        yield from (done.report for done in _lint_all(files, configs, jobs))
        return
    reports = [_cached(file, configs, cache) for file in files]
    done = _lint_all([file for file, report in zip(files, reports, strict=True) if report is None], configs, jobs)
    for file, report in zip(files, reports, strict=True):
        if report is not None:
            yield report
            continue
        linted = next(done)
        if linted.read is not None:
            cache.keep(file.path, configs.of(file.place), linted.report, linted.read)
        yield linted.report
    cache.save()


def _cached(file: Target, configs: Configs, cache: Cache) -> FileReport | None:
    config = configs.of(file.place)
    local = config.for_path(file.place)
    return cache.find(file.place, file.shown, config, local, _decoded(file.shown, local.encoding))


def _lint_all(files: list[Target], configs: Configs, jobs: int) -> Iterator[Linted]:
    for file in files:
        _ = configs.of(file.place).ruleset
    if jobs <= 1 or len(files) < _WORTH_PROCESSES:
        yield from _lint_together(files, configs)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_all_start_methods, get_context

    method = "fork" if "fork" in get_all_start_methods() else "spawn"
    chunk = max(1, min(4 * _TOGETHER, len(files) // (jobs * 4)))
    settings = {id(local): local.settings for file in files for local in [configs.of(file.place).for_path(file.place)]}
    servers = start_servers(settings.values())
    if method == "fork" and all(_asks_nobody(local) for local in settings.values()):
        # What an article needs is loaded here, once, and is there in every worker.
        yield from _lint_together(files[:1], configs)
        files = files[1:]
    chunks = [files[first : first + chunk] for first in range(0, len(files), chunk)]
    with ProcessPoolExecutor(jobs, get_context(method), _start_worker, (configs, servers)) as pool:
        for done in pool.map(_work, chunks):
            yield from done


def _asks_nobody(settings: Settings) -> bool:
    """Whether no engine is asked, with which two processes could not share what one has begun to say."""
    return settings.spelling.engine == settings.grammar.engine == "built-in"


_worker_configs: Configs | None = None


def start_servers(used: Iterable[Settings]) -> Any:
    """Start the servers that settings need, once for all workers, and return what ``use_servers`` must be given."""
    asking = [settings for settings in used if settings.spelling.engine == "languagetool"]
    if not asking:
        return {}
    from claimlint.engines import languagetool_way

    for settings in asking:
        languagetool_way.prepare(settings.spelling.languagetool, settings.root)
    return languagetool_way.reached()


def use_servers(servers: Any) -> None:
    """Let this process use the servers that the one which started it has started."""
    if servers:
        from claimlint.engines import languagetool_way

        languagetool_way.adopt(servers)


def _start_worker(configs: Configs, servers: Any) -> None:
    # A worker keeps the compiled rules for all its files; it has no other way to hold them.
    global _worker_configs
    _worker_configs = configs
    use_servers(servers)


def _work(files: list[Target]) -> list[Linted]:
    if _worker_configs is None:
        raise RuntimeError("the worker was not started")
    return list(_lint_together(files, _worker_configs))


def make_report(files: Iterable[FileReport], configs: Configs, notifications: Iterable[Notification] = ()) -> Report:
    """Collect the reports on files into the report of a run."""
    rules = {}
    for config in configs.loaded():
        rules.update(config.ruleset.rules)
    ordered = tuple(sorted(files, key=lambda file: file.path))
    return Report(ordered, dict(sorted(rules.items())), tuple(notifications))


def default_jobs() -> int:
    """Return the number of processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
