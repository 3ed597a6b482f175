"""The A-share thesis backtester: target weights in, fills, refusals, events and an honest verdict out.

import backtest
result = backtest.run("rate_power", db="var/market.db")
result.metrics, result.equity, result.fills
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from backtest.version import __version__

if TYPE_CHECKING:
    from backtest.app.demo import demo
    from backtest.app.night.nightly import nightly
    from backtest.app.rerun import rerun
    from backtest.app.run import load_market, run, run_handler, run_targets
    from backtest.app.run_many import run_many
    from backtest.app.run_result import Run

__all__ = [
    "Run",
    "__version__",
    "demo",
    "load_market",
    "nightly",
    "rerun",
    "run",
    "run_handler",
    "run_many",
    "run_targets",
]

# Where each name is defined. Its module is imported when the name is first used, so that the command line's help
# costs nothing.
HOMES = {
    "Run": "backtest.app.run_result",
    "demo": "backtest.app.demo",
    "load_market": "backtest.app.run",
    "nightly": "backtest.app.night.nightly",
    "rerun": "backtest.app.rerun",
    "run": "backtest.app.run",
    "run_handler": "backtest.app.run",
    "run_many": "backtest.app.run_many",
    "run_targets": "backtest.app.run",
}


def __dir__() -> list[str]:
    """Offer the interface to completion."""
    return sorted(__all__)


def __getattr__(name: str) -> object:
    """Return a name of the interface from its module."""
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'backtest' has no attribute {name!r}")
