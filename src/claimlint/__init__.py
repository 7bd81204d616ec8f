"""claimlint: a linter for health articles.

The interface for programs is in ``claimlint.api`` and is re-exported here; it is
imported when a name of it is first asked for, so that the command starts fast.
"""

from time import time_ns as _time_ns

__version__ = "0.1.0"
LOADED = _time_ns()
"""When this process began to load our code, in nanoseconds since 1970."""

_FROM_API = frozenset(
    "BaselineError ClaimlintError Confidence Config ConfigError Edit EngineError FileReport Finding Notification"
    " Position Problem ProblemsError Related Report ReportOptions RuleError Severity Source SourceError Span"
    " Suppression collect lint_file lint_paths lint_text load_config render".split()
)


def __getattr__(name: str) -> object:
    if name not in _FROM_API:
        raise AttributeError(f"module 'claimlint' has no attribute {name!r}")
    # By its name, so that a module that wants the version does not depend on everything.
    from importlib import import_module

    return getattr(import_module("claimlint.api"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_FROM_API])
