"""Two ways to run the same source: as plain Python at once, or as machine code that numba makes and keeps on disk.

The decorators only take note of a function; nothing is compiled, and numba is not imported, until a job is large enough
to repay it. ``BACKTEST_COMPILE=never`` keeps everything plain, so that every line can be stepped through; ``always``
compiles from the first call on, and ``auto`` is the same as nothing.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from data_sources.errors import InputError
from data_sources.plain_text import one_line

VARIABLE, CHOICES = "BACKTEST_COMPILE", ("auto", "never", "always")

Function = TypeVar("Function", bound=Callable[..., Any])

_CALLED_BY_COMPILED: list[Callable[..., Any]] = []

# Estimated seconds of plain Python that repay loading kept machine code, and making it.
LOADING_REPAYS, COMPILING_REPAYS = 0.4, 4.0
_plain_seconds = 0.0

# Division by zero gives no exception; and no array's users are counted, which would cost a locked instruction each
# time a function is handed a table: compiled functions get all their arrays from outside and allocate none.
MODE: dict[str, Any] = {"error_model": "numpy", "_nrt": False}


def compiled(function: Function) -> Function:
    """Note a function that compiled functions call; by itself it stays plain Python."""
    _CALLED_BY_COMPILED.append(function)
    return function


def best_version(function: Function, plain_seconds: float) -> Function:
    """The machine code of a function, or the plain function while that is the faster way.

    ``plain_seconds`` is what the call would take as plain Python; small jobs add up, so a process that goes on working
    ends up compiled.
    """
    global _plain_seconds  # noqa: PLW0603 - the process remembers how much plain work it has done
    choice = wanted_version()
    _plain_seconds += plain_seconds
    if choice == "never" or (choice == "auto" and not _repays(function)):
        return function
    return cast("Function", machine_code(function))


def wanted_version() -> str:
    """Return what BACKTEST_COMPILE asks for, ``auto`` where it is not set or empty; InputError for another word."""
    choice = os.environ.get(VARIABLE) or "auto"
    if choice not in CHOICES:
        raise InputError(
            f"{VARIABLE} is {one_line(repr(choice), 60)}; there are {', '.join(CHOICES)}: set one, or unset it"
        )
    return choice


def _repays(function: Function) -> bool:
    if _plain_seconds < LOADING_REPAYS:
        return False
    return _plain_seconds >= COMPILING_REPAYS or is_kept(function)


def without_dispatch(function: Function) -> Function:
    """The one compiled version of a function, without the search for it that each call costs; plain ones as they are.

    Call it only with arguments of the types it was first called with.
    """
    dispatcher = cast("Any", function)
    signatures = list(getattr(function, "signatures", []))
    return cast("Function", dispatcher.get_overload(signatures[0])) if len(signatures) == 1 else function


@cache
def machine_code(function: Function) -> Function:
    """Compile a function, or load the machine code kept by an earlier process."""
    _make_callable()
    import numba  # noqa: PLC0415 - only large jobs pay for it

    config: Any = numba.config
    kept, config.CACHE_DIR = config.CACHE_DIR, str(cache_folder())
    try:
        return cast("Function", numba.njit(nogil=True, cache=True, **MODE)(function))
    finally:
        config.CACHE_DIR = kept


@cache
def _make_callable() -> None:
    """Tell numba that compiled code may call the noted functions."""
    from numba.extending import register_jitable  # noqa: PLC0415 - as above

    for function in _CALLED_BY_COMPILED:
        register_jitable(forceinline=True, **MODE)(function)


def is_kept(function: Callable[..., Any]) -> bool:
    """Whether machine code of this state of the engine is on disk already."""
    return any(cache_folder().rglob(f"*.{function.__name__}-*.nbi"))


@cache
def cache_folder() -> Path:
    """One folder for each state of the engine's source, Python and numba.

    Numba looks only at the file of the function it loads, so an edit to a function that it calls would go unseen.
    """
    sources = sorted(Path(__file__).parent.glob("*.py"))
    state = hashlib.sha256(b"".join(source.read_bytes() for source in sources))
    from importlib import metadata  # noqa: PLC0415 - brings the library of mail along, and most runs stay plain Python

    state.update(f"{sys.version} {metadata.version('numba')}".encode())
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "a-share-thesis-backtester" / f"engine-{state.hexdigest()[:16]}"
