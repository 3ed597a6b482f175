"""What all code of a process shares, put back after code of a user's has run.

A file that seeds numpy's random numbers, changes how numpy prints or treats a division by zero, moves to another
folder or sets a variable of the environment would change the next rule of the same command. Modules that it changes
from inside stay changed: no process can undo that for itself.
"""

from __future__ import annotations

import os
import random
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Surroundings:
    """Random numbers, numpy's settings, the environment and the folder, as they were at one moment."""

    python_random: Any
    numpy_random: Any
    errors: Any
    error_call: Any
    printing: Any
    buffer: int
    filters: tuple[Any, ...]
    environment: dict[str, str]
    folder: str | None


def surroundings() -> Surroundings:
    """Return what is now."""
    return Surroundings(
        random.getstate(),
        np.random.get_state(),  # noqa: NPY002 - what a user's code may seed
        np.geterr(),
        np.geterrcall(),
        np.get_printoptions(),
        np.getbufsize(),
        tuple(warnings.filters),
        dict(os.environ),
        _folder(),
    )


def restore(known: Surroundings) -> None:
    """Put back what was."""
    random.setstate(known.python_random)
    np.random.set_state(known.numpy_random)  # noqa: NPY002
    np.seterr(**known.errors)
    np.seterrcall(known.error_call)
    np.set_printoptions(**known.printing)
    if np.getbufsize() != known.buffer:
        np.setbufsize(known.buffer)
    if tuple(warnings.filters) != known.filters:
        warnings.filters[:] = known.filters  # type: ignore[index]
        warnings._filters_mutated()  # type: ignore[attr-defined]  # noqa: SLF001 - or the old ones stay in the caches
    if os.environ != known.environment:
        os.environ.clear()
        os.environ.update(known.environment)
    if known.folder is not None and _folder() != known.folder:
        os.chdir(known.folder)


@contextmanager
def undisturbed(own: Surroundings | None = None) -> Iterator[None]:
    """Run code of a user's; what it changed around itself is as before when it ends.

    ``own`` are the surroundings in which it begins, such as those that its file left when it was loaded: a seed at the
    top of a file still counts in its rule. None: those of now.
    """
    before = surroundings()
    try:
        if own is not None:
            restore(own)
        yield
    finally:
        restore(before)


def _folder() -> str | None:
    try:
        return os.getcwd()  # noqa: PTH109 - as text, which is put back
    except OSError:
        return None
