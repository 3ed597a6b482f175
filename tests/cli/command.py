"""A command as a user meets it: exit code, what is on stdout and what is on stderr."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from backtest.cli.app import GROUPS, app

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON document that is the whole of stdout."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def error(self) -> str:
        """The only line on stderr beside progress; fails when there is another, or a traceback."""
        lines = [untimed(line) for line in self.err.splitlines() if not line.endswith(" ...")]
        assert len(lines) == 1, self.err
        assert lines[0].startswith("error: "), self.err
        return lines[0].removeprefix("error: ")


def untimed(line: str) -> str:
    """A line of a log without its time, as a terminal would show it."""
    return re.sub(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00 ", "", line)


def backtest(*words: str | Path, store: Path | None = None) -> Ran:
    """Run a command in this process; ``store`` is what BACKTEST_DATABASE_URL names."""
    environment = {"BACKTEST_DATABASE_URL": f"sqlite:///{store}" if store else ""}
    result = CliRunner(env=environment).invoke(app, [str(word) for word in words], catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def process(*words: str | Path, cwd: Path, **environment: str) -> Ran:
    """Run a command as a process of its own, stdout and stderr being pipes."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "backtest", *map(str, words)],
        cwd=cwd,
        env=surroundings(**environment),
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def surroundings(**more: str) -> Mapping[str, str]:
    """The environment of a process: this one's, the package found wherever it runs, no store of the user's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BACKTEST_")}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def understood(example: str) -> str:
    """Parse every option and argument of a line that runs the program, run nothing, and return the command's name."""
    program, name, *words = shlex.split(example, comments=True)
    assert program == "backtest"
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    if name in GROUPS:
        group, (name, *words) = name, words
        command, name = command.commands[name], f"{group} {name}"
    # Raises for an option that does not exist.
    assert command.make_context(name, words).command is command
    return name
