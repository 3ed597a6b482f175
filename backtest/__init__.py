"""The A-share thesis backtester: target weights in, fills, refusals, events and an honest verdict out.

import backtest
result = backtest.run("rate_power", db="var/market.db")
result.metrics, result.equity, result.fills
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backtest.app.run import load_market, run, run_handler, run_targets

__version__ = "0.1.0"
__all__ = ["__version__", "load_market", "run", "run_handler", "run_targets"]


def __dir__() -> list[str]:
    """Offer the interface to completion."""
    return sorted(__all__)


def __getattr__(name: str) -> object:
    """Load the interface when first used, so that the command line's help costs nothing."""
    if name in __all__:
        from backtest.app import run as api  # noqa: PLC0415 - as said

        return getattr(api, name)
    raise AttributeError(f"module 'backtest' has no attribute {name!r}")
