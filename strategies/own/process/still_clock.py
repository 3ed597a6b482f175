"""The clock of a process stopped, and its chance made the same each time.

``datetime`` and ``date`` are changed in place, so that a name imported before or by pandas shows the stopped clock too.
Durations (``time.monotonic``, ``time.perf_counter``) go on: they tell no date. numpy's own "today"
(``np.datetime64("today")``) cannot be stopped.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import gc
import os
import random
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.random import bit_generator


def stop_clock(moment: dt.datetime) -> None:
    """Let every clock of this process show a moment (with a zone) from now on."""
    seconds = moment.timestamp()
    _stop_time(seconds)
    _stop_dates(seconds)


def fix_chance() -> None:
    """Let unseeded random numbers begin at the same place in every process."""
    drawn = iter(range(1 << 62))

    def stream(count: int) -> bytes:
        blocks = (sha256(next(drawn).to_bytes(8, "little")).digest() for _ in range(-(-count // 32)))
        return b"".join(blocks)[:count]

    vars(os)["urandom"] = stream
    vars(random)["_urandom"] = stream
    vars(bit_generator)["randbits"] = lambda bits: int.from_bytes(stream(-(-bits // 8)), "little") % (1 << bits)
    random.seed(0)
    np.random.seed(0)  # noqa: NPY002 - the generator that a rule without one of its own uses


def _stop_time(seconds: float) -> None:
    real = {name: getattr(time, name) for name in ("localtime", "gmtime", "strftime", "asctime", "ctime")}

    def moment_or(given: Callable[..., Any]) -> Callable[..., Any]:
        return lambda when=None: given(seconds if when is None else when)

    def strftime(pattern: str, when: Any = None) -> str:  # noqa: ANN401 - a struct_time or nine numbers
        return str(real["strftime"](pattern, real["localtime"](seconds) if when is None else when))

    stopped = {
        "time": lambda: seconds,
        "time_ns": lambda: int(seconds) * 10**9,
        "clock_gettime": lambda _clock: seconds,
        "clock_gettime_ns": lambda _clock: int(seconds) * 10**9,
        "strftime": strftime,
        "asctime": lambda when=None: real["asctime"](real["localtime"](seconds) if when is None else when),
        **{name: moment_or(real[name]) for name in ("localtime", "gmtime", "ctime")},
    }
    vars(time).update(stopped)


def _stop_dates(seconds: float) -> None:
    def now(cls: Any, tz: dt.tzinfo | None = None) -> Any:  # noqa: ANN401 - of the class that is asked
        return cls.fromtimestamp(seconds, tz)

    def now_in_utc(cls: Any) -> Any:  # noqa: ANN401 - of the class that is asked
        return cls.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None)

    def today(cls: Any) -> Any:  # noqa: ANN401 - of the class that is asked
        return cls.fromtimestamp(seconds)

    for name, method in (("now", now), ("today", today), ("utcnow", now_in_utc)):
        _replace(dt.datetime, name, method)
    _replace(dt.date, "today", today)


def _replace(kind: type, name: str, method: Callable[..., Any]) -> None:
    # A type written in C refuses assignment; its dictionary does not, once one holds it.
    methods: dict[str, Any] = gc.get_referents(kind.__dict__)[0]
    methods[name] = classmethod(method)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))
