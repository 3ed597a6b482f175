"""Whether a rule is asked about a changed history, for which it may not take much longer than for the whole one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_bounded: ContextVar[bool] = ContextVar("bounded questions", default=False)


@contextmanager
def bounded() -> Iterator[None]:
    """Let the process of a user's file be ended that takes too long in the body (``strategies.own.process.client``).

    Holds for the thread that it is entered in. A function that decides in this process is never ended.
    """
    token = _bounded.set(True)
    try:
        yield
    finally:
        _bounded.reset(token)


def is_bounded() -> bool:
    """Say whether the caller is inside of ``bounded``."""
    return _bounded.get()
