"""One thing looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class HealthCheck:
    """``warn`` can wait or has a way around, ``fail`` keeps a refresh or a run from ending well."""

    name: str
    state: State
    diagnosis: str
    next_step: str = ""
