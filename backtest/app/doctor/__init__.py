"""The examination behind ``backtest doctor``: each check is a function that returns what it saw and what to do."""

from __future__ import annotations

from collections.abc import Callable

from backtest.app.doctor.check import Check
from backtest.app.doctor.machine import check_akshare, check_compiled_code, check_proxy
from backtest.app.doctor.store import check_store
from backtest.app.doctor.vendors import check_vendors

__all__ = ["Check", "examine"]


def examine(db: str | None, timeout: float | None, hear: Callable[[str, int, int], None]) -> tuple[Check, ...]:
    """Make every check, the cheap ones first; ``timeout`` None asks no vendor. Never raises for what it finds."""
    return (
        check_proxy(),
        check_akshare(),
        check_compiled_code(),
        *check_store(db),
        *(check_vendors(timeout, hear) if timeout is not None else ()),
    )
