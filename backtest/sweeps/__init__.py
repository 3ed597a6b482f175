"""Many parameter sets on one panel: only the equity curves, at the full rules, on all cores."""

from backtest.sweeps.curves import EquityCurve, equity_curves

__all__ = ["EquityCurve", "equity_curves"]
