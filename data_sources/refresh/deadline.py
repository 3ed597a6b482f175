"""An end to one answer: a server that sends a byte a second never runs into a read timeout."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from data_sources.vendors.errors import Unavailable
from data_sources.vendors.source import Request


@contextmanager
def whole_answer_within(seconds: float, request: Request) -> Iterator[None]:
    """Raise Unavailable in the body when it takes longer.

    By an alarm of the operating system, so that everything stays in one thread: libraries are called under
    ``warnings.catch_warnings``, which threads share. Without alarms (Windows, another thread than the first) the body
    may take as long as it likes, each read of it within its own timeout. A library may swallow the alarm or take it for
    an error of its own; after it nothing that the body brings is believed.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    late = Unavailable(request, f"no whole answer within {seconds:g} s")
    rang = False

    def ring(_number: int, _frame: FrameType | None) -> None:
        nonlocal rang
        rang = True
        raise late

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield
    except Exception as error:
        if rang and error is not late:
            raise late from error
        raise
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if rang:
        raise late
