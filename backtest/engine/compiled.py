"""Compile the engine's functions with numba, or leave them as plain Python for debugging.

``BACKTEST_UNCOMPILED=1`` runs the same source uncompiled: slow, but every line can be stepped through.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])

UNCOMPILED = bool(os.environ.get("BACKTEST_UNCOMPILED"))


def compiled(function: Function) -> Function:
    """Compile a function that other compiled functions call."""
    if UNCOMPILED:
        return function
    import numba  # noqa: PLC0415 - only a command that executes pays for it

    return cast("Function", numba.njit(error_model="numpy", nogil=True)(function))


def entry(function: Function) -> Function:
    """Compile a function that Python calls, and keep the machine code on disk for the next process."""
    if UNCOMPILED:
        return function
    import numba  # noqa: PLC0415 - as above

    config: Any = numba.config
    kept, config.CACHE_DIR = config.CACHE_DIR, str(_cache_folder())
    try:
        return cast("Function", numba.njit(error_model="numpy", nogil=True, cache=True)(function))
    finally:
        config.CACHE_DIR = kept


@cache
def _cache_folder() -> Path:
    """One folder for each state of the engine's source.

    Numba looks only at the file of the function it loads, so an edit to a function that it calls would go unseen.
    """
    sources = sorted(Path(__file__).parent.glob("*.py"))
    state = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "a-share-thesis-backtester" / f"engine-{state}"
