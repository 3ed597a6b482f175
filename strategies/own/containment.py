"""What surrounds a user's code while it runs: what it did to the process is undone, and it cannot end it."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import numpy as np

_ran = threading.Event()


def user_code_ran() -> bool:
    """Whether this process has run code of a user's, which may have left threads and hooks behind."""
    return _ran.is_set()


@contextmanager
def contained() -> Iterator[None]:
    """Run a user's code in the body, and leave the process behind it as it was.

    The working directory, the warning filters, NumPy's error state and the recursion limit are put back. ``os._exit``,
    which would end the command at once and with a code of its own, raises SystemExit in the body. A process that the
    body forked off ends here instead of doing all that follows a second time.
    """
    _ran.set()
    process, end_process = os.getpid(), os._exit
    folder, filters, depth = _folder(), warnings.filters[:], sys.getrecursionlimit()
    os._exit = _refusal(process, end_process)
    try:
        with np.errstate():
            yield
    finally:
        os._exit = end_process
        if os.getpid() != process:
            end_process(1)
        if warnings.filters != filters:
            warnings.filters[:] = filters  # type: ignore[index]  # a list, whatever the type stubs promise
        if sys.getrecursionlimit() != depth:
            sys.setrecursionlimit(depth)
        if folder and folder != _folder():
            os.chdir(folder)
        _keep_low_numbers()


def _refusal(process: int, end_process: Callable[[int], NoReturn]) -> Callable[[int], NoReturn]:
    def refuse(status: int) -> NoReturn:
        if os.getpid() != process:
            # A process that was forked off, such as a worker of a pool, ends as it likes.
            end_process(status)
        raise SystemExit(f"os._exit({status})")

    return refuse


def _folder() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - only compared
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
