"""How work that goes on tells its caller of what failed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Tell: TypeAlias = Callable[[str], None]
"""Hears one sentence per failure, which the outcome holds as well."""


def untold(_sentence: str) -> None:
    """Leave failures to the outcome: the default."""
