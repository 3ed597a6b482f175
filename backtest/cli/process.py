"""The process around a command: what others' code says in it is one line each, and it ends when the command does."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
import time
import warnings
from contextlib import suppress
from functools import lru_cache
from typing import NoReturn, TextIO

from backtest.cli.errors import FAILED
from backtest.cli.output import remark
from backtest.cli.streams import ERR, OUT, fill_closed_streams, let_go
from data_sources.plain_text import one_line, words_of
from data_sources.refused import ran_out_of_memory

NEW_OBJECTS = 500_000
"""How many objects more there are before the collector of cycles looks at the new ones: more than one run makes."""
GRACE = 5.0
"""Seconds that threads and hooks of a user's file have to end after the command."""


def begin() -> None:
    """Ready the streams, and let warnings and faults of threads and hooks be one line instead of a traceback."""
    # A command makes hundreds of thousands of objects that stay to its end: to look at them again after every few
    # hundred, as Python does by itself, takes a tenth of a run.
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    fill_closed_streams()
    vars(warnings)["showwarning"] = _warn
    threading.excepthook = lambda args: _say("a thread failed", args.exc_value)
    sys.unraisablehook = lambda args: _say("ignored", args.exc_value)


def end_process(code: int) -> None:
    """End with ``code``, whatever a user's file left running: threads and hooks have a few seconds, then it ends.

    Without code of a user's only our own hooks are left. Nothing is waited for where there was no memory: the
    interpreter may not get through its own end then, and its code would be that of a crash.
    """
    if ran_out_of_memory():
        os._exit(_flushed(code))
    # Read only here: a command without strategies has not imported them.
    own = sys.modules.get("strategies.own.surroundings")
    if own is None or not own.user_code_ran():
        _end_at_once(_flushed(code))
    code, left = _flushed(code), True
    try:
        left = _wait_for_rest()
    finally:
        if left:
            os._exit(_flushed(code))
    sys.exit(_flushed(code))


def _end_at_once(code: int) -> NoReturn:
    """Run the hooks and end, without the interpreter's taking apart of every object: a tenth of a run.

    It ends by itself where somebody waits for that: a thread, a profiler, a debugger.
    """
    if len(threading.enumerate()) > 1 or sys.getprofile() or sys.gettrace():
        sys.exit(code)
    try:
        atexit._run_exitfuncs()  # noqa: SLF001 - there is no public way to run them without the rest of an end
    finally:
        os._exit(_flushed(code))


def _wait_for_rest() -> bool:
    """Run the hooks and wait for threads, for a few seconds; return whether one would still hold up the end."""
    # What a hook prints is no part of the result.
    with suppress(OSError):
        os.dup2(ERR, OUT)
    # A user's file may have put anything in their place, and no thread starts without the first.
    sys.excepthook = sys.__excepthook__
    last = threading.Thread(target=_run_hooks, daemon=True)
    last.start()
    left = _wait_for([last, *_others(last)], GRACE)
    if left:
        remark(f"ended with the command, after {GRACE:.0f} s: {one_line(', '.join(left), 300)}")
    return bool(left)


def _flushed(code: int) -> int:
    """Write what is still held back; return ``code``, or that of a failure when the result cannot be written."""
    _write_out(sys.stderr, ERR)
    return code if _write_out(sys.stdout, OUT) else code or FAILED


def _write_out(stream: TextIO | None, number: int) -> bool:
    """Write what a stream holds back; where it cannot be, let go of it, or it would fail once more at the end."""
    try:
        if stream is not None:
            stream.flush()
    except (AttributeError, ValueError, OSError):
        let_go(number)
        return False
    return stream is not None


def _run_hooks() -> None:
    # A hook may not choose the exit code of the command either.
    end, vars(os)["_exit"] = os._exit, _not_now
    try:
        atexit._run_exitfuncs()  # noqa: SLF001 - there is no public way to run them while something can be done
    except BaseException as fault:  # noqa: BLE001 - a hook of the user's may raise anything
        _say("a hook at the exit failed", fault)
    finally:
        vars(os)["_exit"] = end


def _not_now(status: int) -> None:
    raise SystemExit(f"os._exit({status})")


def _others(last: threading.Thread) -> list[threading.Thread]:
    mine = (threading.current_thread(), last)
    return [each for each in threading.enumerate() if not each.daemon and each not in mine]


def _wait_for(threads: list[threading.Thread], seconds: float) -> list[str]:
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return [f"thread {thread.name}" for thread in threads if thread.is_alive()]


def _warn(message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object) -> None:
    _once(one_line(f"warning: {filename}:{lineno}: {category.__name__}: {message}"))


def _say(what: str, fault: BaseException | None) -> None:
    if fault is not None:
        _once(one_line(f"{what}: {type(fault).__name__}: {words_of(fault)}"))


@lru_cache(maxsize=100)
def _once(line: str) -> None:
    """Print a line the first time: an audit runs a file many times over."""
    remark(line)
