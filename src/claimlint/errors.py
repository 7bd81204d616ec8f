"""The exceptions of claimlint, and the form in which a user's mistake is told.

ClaimlintError
├── SourceError      an article cannot be read or decoded
├── RuleError        rule or lexicon files are wrong (all problems at once)
├── ConfigError      a configuration file or value is wrong (all problems at once)
├── BaselineError    a baseline file is missing or corrupt
└── EngineError      an optional engine (LanguageTool) is missing or failed
    └── UnknownLanguageError   it works, and has no such language

Each says what is wrong, where, and what to do next. They are raised only for
mistakes of the user or of the environment, always with ``raise ... from``.
"""

from __future__ import annotations

from claimlint.late import dataclass


class ClaimlintError(Exception):
    """Base of every error that claimlint raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in what the user wrote, with its place and the next step."""

    path: str
    """A file, or the option of the command line that was wrong."""
    message: str
    line: int = 1
    """1-based."""
    column: int = 1
    """1-based, in code points."""
    hint: str = ""
    """What to do next; empty when the message says it."""

    def __str__(self) -> str:
        place = self.path if self.path.startswith("--") else f"{self.path}:{self.line}:{self.column}"
        text = f"{place}: {self.message}"
        return f"{text} {self.hint}" if self.hint else text


class ProblemsError(ClaimlintError):
    """An error that carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class RuleError(ProblemsError):
    """Rule or lexicon files that cannot be used."""


class ConfigError(ProblemsError):
    """A configuration that cannot be used."""


class BaselineError(ClaimlintError):
    """A baseline file that is missing or cannot be understood."""


class EngineError(ClaimlintError):
    """An optional engine that is missing, did not start or went away."""


class UnknownLanguageError(EngineError):
    """A language that an engine does not have: no fault of the engine, which may have the next one."""


class SourceError(ClaimlintError):
    """An article that cannot be read; ``offset`` is the 0-based byte where decoding failed."""

    def __init__(self, path: str, message: str, offset: int | None = None) -> None:
        self.path = path
        self.message = message
        self.offset = offset
        super().__init__(f"{path}: {message}")
