"""The command ``claimlint``: options in, exit code out, no logic in between.

Exit codes: 0 clean, 1 findings at or above ``--fail-on``, 2 the job could not be
done, 130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module

import click

from claimlint import __version__
from claimlint.errors import ClaimlintError

COMMANDS = {
    "check": ("claimlint.cli.check", "Check articles and report what is wrong, at the exact words."),
    "claims": ("claimlint.cli.claims", "List every health claim of an article, for a medical reviewer."),
    "explain": ("claimlint.cli.rules", "Explain a rule: what it finds, why, its sources, what to write instead."),
    "rules": ("claimlint.cli.rules", "List the rules, or test the examples of your own."),
    "init": ("claimlint.cli.init", "Write a configuration file to start from."),
    "baseline": ("claimlint.cli.baseline", "Accept today's findings of an old repository, and see only new ones."),
    "suppressions": ("claimlint.cli.suppressions", "List every suppressed finding with its reason."),
    "words": ("claimlint.cli.words", "Add words to the project's dictionary."),
    "bulk": ("claimlint.cli.bulk", "Check tables and dumps of any size: Parquet, JSON Lines, CSV, WARC, WordPress."),
    "clean": ("claimlint.cli.clean", "Delete the findings that earlier runs have kept."),
    "schema": ("claimlint.cli.schema", "Print the JSON Schema of a file format."),
}
"""Commands with the module that holds each and its line in the help."""


class _LazyGroup(click.Group):
    """Imports a command when it is run, so that ``--help`` and ``--version`` are quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1)
            hint = f"Did you mean {close[0]!r}?" if close else f"To check an article: claimlint check {args[0]}"
            ctx.fail(f"there is no command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="claimlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check health articles for unsupported claims, missing disclaimers, undisclosed
    affiliate links, typos and hard reading.

    Start with: claimlint check article.md
    """


def run() -> int:
    """Run the command in a process that ends with it, and return its exit code."""
    ended: list[int] = []
    # What is registered first is called last. Who was before us (a measurer of coverage) would not be called, and
    # only CPython tells whether there is somebody.
    registered = getattr(atexit, "_ncallbacks", None)
    if registered is not None and not registered():
        atexit.register(_leave, ended)
    ended.append(main())
    return ended[0]


def _leave(ended: list[int]) -> None:
    """End the process without taking apart what it holds, which takes as long as linting ten articles."""
    if ended:
        try:
            for stream in (sys.stdout, sys.stderr):
                # A program without a console has neither.
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            # Python finds the same in a moment, and says so.
            return
        os._exit(ended[0])


def main(args: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    # The tables of words are many objects and live as long as the process: looking through them
    # again and again for garbage would be a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or a pipe that is not UTF-8 must not stop a report.
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace")
    try:
        result = cli.main(args=args, prog_name="claimlint", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone (``| head``), which click turns into an exit with 1, the
        # code for findings. Python would complain again when it flushes at exit.
        _forget_output()
        return 2
    except OSError as error:
        click.echo(f"claimlint: the output cannot be written: {error.strerror or error}.", err=True)
        _forget_output()
        return 2
    except ClaimlintError as error:
        click.echo(f"claimlint: {error}", err=True)
        return 2
    except Exception as error:
        import traceback

        if os.environ.get("CLAIMLINT_DEBUG"):
            traceback.print_exc()
        click.echo(f"claimlint: internal error: {error!r}. Set CLAIMLINT_DEBUG=1 for the traceback.", err=True)
        return 2


def _forget_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
