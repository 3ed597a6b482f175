"""How long work tells its progress to a caller that wants to hear of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Hears (what, done, of how many) as often as something is done."""


def unheard(_what: str, _done: int, _total: int) -> None:
    """Hear nothing."""
