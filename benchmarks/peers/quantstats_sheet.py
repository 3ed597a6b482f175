"""The sheet that quantstats writes of a run of ours: ``python benchmarks/peers/quantstats_sheet.py EQUITY.csv OUT``.

Run by the interpreter of its own environment. Both curves are returns of the run's own file, so no network is needed.
"""

from __future__ import annotations

import sys

import pandas as pd
import quantstats


def main() -> int:
    """Write the sheet."""
    source, out = sys.argv[1:]
    curves = pd.read_csv(source, index_col="date", parse_dates=True)
    returns = curves[["equity", "benchmark"]].pct_change().dropna()
    quantstats.reports.html(returns["equity"], benchmark=returns["benchmark"], output=out, title="A run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
