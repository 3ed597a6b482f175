"""The group of the commands, whichever of them it has: how it reads a line, how it fails, how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from backtest.app.command_line import command_line
from backtest.cli.errors import USAGE, exit_code, time_errors
from backtest.cli.language import choose_language, without_language
from backtest.cli.language_option import SpokenCommand, SpokenGroup
from backtest.cli.shared_options import DEBUG_FLAG

# The variable in which the script of a shell says that it wants words completed.
COMPLETE = "_BACKTEST_COMPLETE"
EPILOG = f"With {DEBUG_FLAG} an error shows its traceback. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done."


class Commands(SpokenGroup):
    """The group of all commands; it alone turns what goes wrong into one line and an exit code."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: object, **extra: object) -> Any:  # noqa: ANN401 - as typer has it
        """Run a command line to its exit code; ends only by SystemExit."""
        given = list(sys.argv[1:] if args is None else args)
        debug = DEBUG_FLAG in given
        words = [word for word in given if word != DEBUG_FLAG]
        extra |= {"standalone_mode": False, "obj": command_line(without_language(words))}
        for stream in (sys.stdout, sys.stderr):
            # Names are Chinese; a terminal that cannot write them shows a mark instead of failing.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        name = "backtest" if prog_name in (None, "root") else prog_name
        if COMPLETE in os.environ:
            # What a shell asks is no command line: words that are not finished are no fault. Its answer is plain text,
            # and the library would import a second's worth of markup for it where it finds that one.
            sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
            return TyperGroup.main(self, words, name)

        def carry_out() -> Any:  # noqa: ANN401 - as typer has it
            time_errors(on=False)
            choose_language(words)
            return TyperGroup.main(self, words or ["--help"], name, **extra)  # type: ignore[arg-type]

        code = exit_code(carry_out, debug=debug)
        sys.exit(code if words else USAGE)


def _show_version(asked: bool) -> None:
    if asked:
        from backtest.version import __version__  # noqa: PLC0415 - nothing else needs it

        typer.echo(f"backtest {__version__}")
        raise typer.Exit


def overview(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn sell-side calls on A-shares into dated rules, trade them and judge them against the CSI 300.

    First run: backtest demo
    """


def without_commands() -> typer.Typer:
    """Return the group before a command is added to it."""
    group = typer.Typer(
        name="backtest",
        cls=Commands,
        # Plain help: an example in a frame or broken at its edge cannot be pasted.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    group.callback(epilog=EPILOG)(overview)
    return group


def add_command(group: typer.Typer, word: str, function: Callable[..., None], examples: Sequence[str]) -> None:
    """Add a command and the lines that its help offers for pasting."""
    lines = "\n".join(f"  {example}" for example in examples)
    # The control character tells the help to keep these lines as they are.
    group.command(word, cls=SpokenCommand, epilog=f"\b\nExamples:\n{lines}\n\n{EPILOG}")(function)
