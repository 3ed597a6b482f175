"""The tables of docs/validity.md about sweeps, as Markdown."""

from __future__ import annotations

import numpy as np

from benchmarks.calibration.settings import NOISE_MARKETS, SETTINGS, NoiseMarket
from benchmarks.calibration.sweep_misses import best_passed, default_alarms, overfitting_probabilities, walked
from benchmarks.calibration.table import table
from data_sources.tables.facts import Floats

SHORT, LONG, WALKED = 250, 750, 500
GRIDS = tuple(market for market in NOISE_MARKETS if market.name != "independent settings, rising index")


def sweep_tables(seeds: int) -> dict[str, str]:
    """Return the tables by the name of their marker."""
    return {
        "best": _best(seeds),
        "overfitting": _overfitting(seeds),
        "default": _default(max(seeds * 2 // 3, 1)),
        "walked": _walked(seeds),
    }


def _best(seeds: int) -> str:
    rows = []
    for market in NOISE_MARKETS:
        for sessions in (SHORT, LONG):
            found = best_passed(market, sessions, seeds)
            shares = [f"{each:.1%}" for each in (found.excess, found.fewer, found.textbook, found.absolute)]
            rows.append([f"{market.name}, {sessions} sessions", *shares, f"{found.effective:.0f}"])
    header = [f"{seeds:,} seeds a row, {SETTINGS} settings", "excess", "excess, effective number", "textbook, excess"]
    return table([*header, "textbook, absolute", "effective"], rows)


def _overfitting(seeds: int) -> str:
    rows = []
    for market in NOISE_MARKETS:
        found = [
            overfitting_probabilities(market, sessions, seeds, metric)
            for sessions in (SHORT, LONG)
            for metric in ("sharpe", "information_ratio")
        ]
        rows.append([market.name, *(_spread(each) for each in found)])
    return table(
        [
            f"{seeds:,} seeds a cell", *(f"{sessions} sessions, {by}" for sessions in (SHORT, LONG)
                                         for by in ("sharpe", "information ratio")),
        ],
        rows,
    )  # fmt: skip


def _spread(probabilities: Floats) -> str:
    low, high = np.quantile(probabilities, [0.05, 0.95])
    return f"{probabilities.mean():.2f} ({low:.2f} to {high:.2f})"


def _default(seeds: int) -> str:
    rows = [[market.name, *(_alarm(market, sessions, seeds) for sessions in (SHORT // 2, SHORT))] for market in GRIDS]
    return table([f"{seeds:,} seeds a cell, {SETTINGS - 1} settings", *(f"{n} sessions" for n in (125, 250))], rows)


def _alarm(market: NoiseMarket, sessions: int, seeds: int) -> str:
    rejected, named = default_alarms(market, sessions, seeds)
    return f"{rejected:.1%}, {named:.1%}"


def _walked(seeds: int) -> str:
    rows = []
    for market in GRIDS:
        found = walked(market, WALKED, seeds)
        shares = [f"{each:.1%}" for each in (found.ahead, found.behind, found.annual, found.paths)]
        rows.append([market.name, *shares])
    header = [f"{seeds:,} seeds a row, {WALKED} sessions", "ahead of the default", "behind it", "median excess a year"]
    return table([*header, "paths above the default"], rows)
