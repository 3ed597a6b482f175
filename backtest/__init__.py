"""The A-share thesis backtester: target weights in, fills, refusals, events and an honest verdict out.

import backtest
result = backtest.run("rate_power", db="var/market.db")
result.metrics, result.equity, result.fills
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from backtest.name_clash import insist_on_our_packages
from backtest.version import __version__

if TYPE_CHECKING:
    from backtest.app.audit import audit
    from backtest.app.catalogue import catalogue
    from backtest.app.compare import compare
    from backtest.app.count_sweep import count_sweep
    from backtest.app.demo import demo
    from backtest.app.diary.restore import diary_restore
    from backtest.app.diary.show import diary_show
    from backtest.app.diary.verify import diary_verify
    from backtest.app.doctor import doctor
    from backtest.app.draft_report import draft_report
    from backtest.app.explain import explain
    from backtest.app.findings import findings
    from backtest.app.forecasts import forecasts
    from backtest.app.import_data import import_data
    from backtest.app.import_folder import import_folder
    from backtest.app.library import library
    from backtest.app.method import method
    from backtest.app.night.nightly import nightly
    from backtest.app.orders import orders
    from backtest.app.refresh import refresh
    from backtest.app.report.check import report_check
    from backtest.app.report.new import report_new
    from backtest.app.report.show import report_show
    from backtest.app.rerun import rerun
    from backtest.app.run import load_market, run, run_handler, run_targets
    from backtest.app.run_many import run_many
    from backtest.app.run_result import Run
    from backtest.app.saved.load import load
    from backtest.app.saved.run import SavedRun
    from backtest.app.scorecard import scorecard
    from backtest.app.serve import serve
    from backtest.app.sheet import Sheet, sheet
    from backtest.app.show_page import show_page
    from backtest.app.signals import signals
    from backtest.app.site.site import site
    from backtest.app.status import status
    from backtest.app.sweep.sweep import sweep
    from backtest.app.trials import trials
    from backtest.app.verify import verify

__all__ = [
    "Run",
    "SavedRun",
    "Sheet",
    "__version__",
    "audit",
    "catalogue",
    "compare",
    "count_sweep",
    "demo",
    "diary_restore",
    "diary_show",
    "diary_verify",
    "doctor",
    "draft_report",
    "explain",
    "findings",
    "forecasts",
    "import_data",
    "import_folder",
    "library",
    "load",
    "load_market",
    "method",
    "nightly",
    "orders",
    "refresh",
    "report_check",
    "report_new",
    "report_show",
    "rerun",
    "run",
    "run_handler",
    "run_many",
    "run_targets",
    "scorecard",
    "serve",
    "sheet",
    "show_page",
    "signals",
    "site",
    "status",
    "sweep",
    "trials",
    "verify",
]

# Where each name is defined: in the module of its own name but for these. A module is imported when a name of it is
# first used, so that the command line's help costs nothing.
HOMES = {name: f"backtest.app.{name}" for name in __all__ if name != "__version__"} | {
    "Run": "backtest.app.run_result",
    "diary_restore": "backtest.app.diary.restore",
    "diary_show": "backtest.app.diary.show",
    "diary_verify": "backtest.app.diary.verify",
    "SavedRun": "backtest.app.saved.run",
    "Sheet": "backtest.app.sheet",
    "load": "backtest.app.saved.load",
    "load_market": "backtest.app.run",
    "nightly": "backtest.app.night.nightly",
    "report_check": "backtest.app.report.check",
    "report_new": "backtest.app.report.new",
    "report_show": "backtest.app.report.show",
    "run_handler": "backtest.app.run",
    "run_targets": "backtest.app.run",
    "site": "backtest.app.site.site",
    "sweep": "backtest.app.sweep.sweep",
}


def __dir__() -> list[str]:
    """Offer the interface to completion."""
    return sorted(__all__)


def __getattr__(name: str) -> object:
    """Return a name of the interface from its module."""
    if name in HOMES:
        insist_on_our_packages()
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'backtest' has no attribute {name!r}")
