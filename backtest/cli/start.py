"""The start of a process: with the command that it names, or with all of them where it names none plainly."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from backtest.cli.commands_group import COMPLETE, add_command, without_commands
from backtest.cli.errors import USAGE
from backtest.cli.process import begin, end_process

ALONE = ("audit", "compare", "explain", "orders", "rerun", "run", "scorecard", "signals", "status", "sweep", "trials")
"""Commands that need none of the others: the module and the function of each have its name.

To import all of them and to read what each one takes is a twentieth of a run.
"""


def main() -> None:
    """Run the command line of this process."""
    begin()
    try:
        commands_for(sys.argv[1:])()
    except SystemExit as end:
        end_process(end.code if isinstance(end.code, int) else USAGE)


def commands_for(words: Sequence[str]) -> typer.Typer:
    """Return the command that a line begins with, alone, or all commands for any other line."""
    word = words[0] if words else ""
    if word not in ALONE or COMPLETE in os.environ:
        from backtest.cli.app import app  # noqa: PLC0415 - imports every command

        return app
    found = import_module(f"backtest.cli.commands.{word}")
    group = without_commands()
    add_command(group, word, getattr(found, word), found.EXAMPLES)
    return group
