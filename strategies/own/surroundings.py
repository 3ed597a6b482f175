"""What surrounds a user's code while it runs: what it did to the process is undone, and it cannot end it.

A file that treats a division by zero in its own way, moves to another folder, seeds numpy's random numbers or sets a
variable of the environment would change the program around it, and the next rule of the same command. ``contained``
stands around each call, ``undisturbed`` around all calls of one run, between which random numbers and variables are the
rule's own. Modules that code changes from inside stay changed: no process can undo that for itself.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

_ran = threading.Event()
# Taken before a fence is put up, which lets a rule into few folders: the one that it left may be none of them.
_back_to = os.chdir


@dataclass(frozen=True)
class Ground:
    """What the program itself stands on: how numpy treats errors, the filters of warnings, the folder, the stack."""

    errors: Any
    error_call: Any
    filters: tuple[Any, ...]
    folder: str
    depth: int

    def put_back(self) -> None:
        """Let it be as it was."""
        np.seterr(**self.errors)
        np.seterrcall(self.error_call)
        if tuple(warnings.filters) != self.filters:
            warnings.filters[:] = self.filters  # type: ignore[index]  # a list, whatever the type stubs promise
            warnings._filters_mutated()  # type: ignore[attr-defined]  # noqa: SLF001 - or the old ones stay in the caches
        if sys.getrecursionlimit() != self.depth:
            sys.setrecursionlimit(self.depth)
        if self.folder and self.folder != _folder():
            _back_to(self.folder)


@dataclass(frozen=True)
class Shared:
    """What all rules of a command share: random numbers, how numpy prints and buffers, the environment."""

    python_random: Any
    numpy_random: Any
    printing: Any
    buffer: int
    environment: dict[str, str]

    def put_back(self) -> None:
        """Let it be as it was."""
        random.setstate(self.python_random)
        np.random.set_state(self.numpy_random)  # noqa: NPY002 - the generator that a user's code may seed
        np.set_printoptions(**self.printing)
        if np.getbufsize() != self.buffer:
            np.setbufsize(self.buffer)
        if os.environ != self.environment:
            os.environ.clear()
            os.environ.update(self.environment)


def user_code_ran() -> bool:
    """Whether this process has run code of a user's, which may have left threads and hooks behind."""
    return _ran.is_set()


@contextmanager
def contained() -> Iterator[None]:
    """Run a user's code in the body, and leave the ground that the program stands on as it was.

    ``os._exit``, which would end the command at once and with a code of its own, raises SystemExit in the body. A
    process that the body forked off ends here instead of doing all that follows a second time.
    """
    _ran.set()
    process, end_process = os.getpid(), os._exit
    ground = Ground(np.geterr(), np.geterrcall(), tuple(warnings.filters), _folder(), sys.getrecursionlimit())
    vars(os)["_exit"] = _refusal(process, end_process)
    try:
        yield
    finally:
        vars(os)["_exit"] = end_process
        if os.getpid() != process:
            end_process(1)
        ground.put_back()
        _keep_low_numbers()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Run a whole rule of a user's in the body; what it changed around itself is as before when it ends."""
    numpy_random = np.random.get_state()  # noqa: NPY002 - the generator that a user's code may seed
    shared = Shared(random.getstate(), numpy_random, np.get_printoptions(), np.getbufsize(), dict(os.environ))
    try:
        with contained():
            yield
    finally:
        shared.put_back()


def _refusal(process: int, end_process: Callable[[int], NoReturn]) -> Callable[[int], NoReturn]:
    def refuse(status: int) -> NoReturn:
        if os.getpid() != process:
            # A process that was forked off, such as a worker of a pool, ends as it likes.
            end_process(status)
        raise SystemExit(f"os._exit({status})")

    return refuse


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - as text, which is compared and put back
    except OSError:
        return ""


def _keep_low_numbers() -> None:
    """Open what the code closed of the process's streams: a file opened later would get its number, and messages."""
    for number in (1, 2):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, os.O_WRONLY)
