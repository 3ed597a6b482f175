"""A command as a child process whose clock is set, and which dies or fails at a chosen call of the operating system.

``python -m tests.attacks.child SPOILING -- WORDS`` is what is started; the code that runs is the tool's own.
"""

from __future__ import annotations

import errno
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data_sources.calendar import clock
from tests.cli.command import Ran, surroundings, untimed

# Renames, removals and flushes: between two of them lie the states in which a kill finds a folder.
DISK_CALLS = ("os.rename", "os.replace", "os.unlink", "os.remove", "os.symlink", "os.fsync", "os.rmdir", "os.mkdir")
KILLED = -signal.SIGKILL


@dataclass(frozen=True)
class Spoiling:
    """What is wrong with the child's world; by default nothing.

    ``at`` is what its clock says (UTC, ISO). Calls of ``functions`` are counted together; the call number ``nth``
    (from 1) is not made: the process is killed, or with ``fault`` (a name of errno, ``ENOSPC``) this and, when
    ``lasting``, every later call fails so. ``within`` narrows the calls to those with that text in a first argument.
    ``count_to`` is a file that gets the number of calls when the process ends. ``strategies`` are those of a night, by
    default all: how a night ends does not depend on how many there are.
    """

    at: str = ""
    functions: tuple[str, ...] = DISK_CALLS
    nth: int = 0
    fault: str = ""
    lasting: bool = False
    within: str = ""
    count_to: str = ""
    strategies: tuple[str, ...] = ()


def run(
    *words: str | Path,
    cwd: Path,
    spoiling: Spoiling | None = None,
    store: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ran:
    """Run a command of ``backtest`` in a child; the code is ``KILLED`` when it was killed."""
    return python("-m", "tests.attacks.child", *spoilt(spoiling), *words, cwd=cwd, store=store, environment=environment)


def python(
    *words: str | Path, cwd: Path, store: Path | None = None, environment: Mapping[str, str] | None = None
) -> Ran:
    """Run this Python with words in a child, to its end."""
    named = {"BACKTEST_DATABASE_URL": f"sqlite:///{store}"} if store else {}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *map(str, words)],
        cwd=cwd,
        env=surroundings(**named, **(environment or {})),
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def spoilt(spoiling: Spoiling | None) -> tuple[str, str]:
    """Return the words that tell a child what is wrong with its world."""
    return json.dumps(asdict(spoiling or Spoiling())), "--"


def calls(*words: str | Path, cwd: Path, spoiling: Spoiling, store: Path | None = None) -> tuple[Ran, int]:
    """Run a command unharmed and count its calls of the functions: the kills to try are 1 to that number."""
    count = cwd / ".calls"
    ran = run(*words, cwd=cwd, spoiling=replace(spoiling, nth=0, count_to=str(count)), store=store)
    return ran, int(count.read_text(encoding="utf-8"))


def one_line(ran: Ran) -> bool:
    """Whether a failed command said one line beside progress, and no traceback."""
    lines = [untimed(line) for line in ran.err.splitlines() if not line.endswith(" ...")]
    return len(lines) == 1 and lines[0].startswith("error: ") and "Traceback" not in ran.out


def spoil(spoiling: Spoiling) -> list[int]:
    """Spoil this process as told; the returned list holds how many of the counted calls it has made."""
    made = [0]
    if spoiling.at:
        moment = datetime.fromisoformat(spoiling.at).replace(tzinfo=UTC)
        clock.SYSTEM = replace(clock.SYSTEM, now=lambda: moment)
    if spoiling.strategies:
        runs = vars(importlib.import_module("backtest.app.night.runs"))  # heavy, and only a night needs it
        runs["STRATEGIES"] = {name: runs["STRATEGIES"][name] for name in spoiling.strategies}
    for name in spoiling.functions:
        module, _, function = name.rpartition(".")
        home = importlib.import_module(module)
        setattr(home, function, _counted(getattr(home, function), spoiling, made))
    return made


def _counted(function: Callable[..., Any], spoiling: Spoiling, made: list[int]) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - stands in for any function
        if spoiling.within and not (args and spoiling.within in str(args[0])):
            return function(*args, **named)
        made[0] += 1
        if made[0] == spoiling.nth or (spoiling.lasting and made[0] > spoiling.nth > 0):
            if not spoiling.fault:
                os.kill(os.getpid(), signal.SIGKILL)
            number = getattr(errno, spoiling.fault)
            raise OSError(number, os.strerror(number), str(args[0]) if args else None)
        return function(*args, **named)

    return call


def main(words: Sequence[str]) -> None:
    """Spoil this process as told, then run the command as a user's shell would."""
    spoiling = Spoiling(**json.loads(words[0]))
    made = spoil(replace(spoiling, functions=tuple(spoiling.functions)))
    sys.argv = ["backtest", *words[2:]]
    from backtest.cli.start import main as command  # noqa: PLC0415 - the command is imported into the spoilt world

    try:
        command()
    finally:
        if spoiling.count_to:
            Path(spoiling.count_to).write_text(str(made[0]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
