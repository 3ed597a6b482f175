"""The one index a run is judged against: with dividends reinvested where the store has it throughout."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np

from backtest.market.panel import Panel
from data_sources.calendar.sessions import base_row
from data_sources.errors import InputError
from data_sources.language.text import Text, both, same
from data_sources.tables.facts import Dates, Floats
from data_sources.tables.schema import CALENDAR_INDEX

INDEX_NAMES = {
    "000300.SH": both("CSI 300", "沪深300"),
    "H00300.CSI": both("CSI 300 total return", "沪深300全收益"),
    "000905.SH": both("CSI 500", "中证500"),
    "H00905.CSI": both("CSI 500 total return", "中证500全收益"),
    "000852.SH": both("CSI 1000", "中证1000"),
    "H00852.CSI": both("CSI 1000 total return", "中证1000全收益"),
    "H30184.CSI": both("CSI semiconductors", "中证全指半导体"),
    "931071.CSI": both("CSI artificial intelligence", "中证人工智能产业"),
    "931160.CSI": both("CSI communication equipment", "中证全指通信设备"),
    "801080.SI": both("SW electronics", "申万电子"),
    "801081.SI": both("SW semiconductors", "申万半导体"),
}


def index_name(symbol: str) -> Text:
    """Return the common name of an index, or its symbol when it has none here."""
    return INDEX_NAMES.get(symbol, same(symbol))


def index_label(symbol: str) -> Text:
    """Return the common name of an index with its symbol, the symbol alone when it has none."""
    if symbol not in INDEX_NAMES:
        return same(symbol)
    name = INDEX_NAMES[symbol]
    return both(f"{name} ({symbol})", f"{name.zh}（{symbol}）")


class Benchmark(NamedTuple):
    """The index that a run is judged against: its symbol, and its close on each session of the run (T)."""

    symbol: str
    closes: Floats


def benchmark_of(panel: Panel, symbol: str | None, base: int, last: int) -> Benchmark:
    """The closes of an index from session ``base`` to ``last``; of the default one for None.

    Raises InputError that names a session without a value.
    """
    chosen = symbol or default_benchmark(panel, [(base, last)])
    if chosen not in panel.benchmarks:
        there = sorted(panel.benchmarks)
        raise InputError(
            both(
                f"benchmark {chosen} is not in the store; there are {', '.join(there)}",
                f"库中没有基准 {chosen}；现有 {'、'.join(there)}",
            )
        )
    missing = missing_days(panel, chosen, base, last)
    if len(missing):
        raise InputError(
            f"benchmark {chosen} has no value on {missing[0]}; import its level or choose another --benchmark"
        )
    return Benchmark(chosen, panel.benchmarks[chosen][base : last + 1])


def default_benchmark(panel: Panel, spans: Iterable[tuple[int, int]]) -> str:
    """The total return of the CSI 300 when it has a value on every session of all spans, otherwise the price index.

    Baskets earn dividends, so an index without them would flatter every basket (execution rules, section 6).

    Parameters
    ----------
    panel : Panel
        The market.
    spans : iterable of (int, int)
        Base and last session of each run that is to share the choice.
    """
    total_return = total_return_of(CALENDAR_INDEX)
    stored = total_return in panel.benchmarks
    if stored and not any(len(missing_days(panel, total_return, base, last)) for base, last in spans):
        return total_return
    return CALENDAR_INDEX


def missing_days(panel: Panel, symbol: str, base: int, last: int) -> Dates:
    """The sessions from ``base`` to ``last`` on which a stored index has no value."""
    days: Dates = panel.sessions[base : last + 1][~np.isfinite(panel.benchmarks[symbol][base : last + 1])]
    return days


def whole_indices(panel: Panel, start: date, end: date) -> frozenset[str]:
    """The stored indices with a value on every session from the close of ``start`` to ``end``."""
    base, last = (base_row(panel.sessions, max(day, panel.sessions[0].item())) for day in (start, end))
    return frozenset(symbol for symbol in panel.benchmarks if not len(missing_days(panel, symbol, base, last)))


def total_return_of(symbol: str) -> str:
    """The symbol of an index's total-return version, empty when none is known here."""
    return _total_return_by_index().get(symbol, "")


def is_total_return(symbol: str) -> bool:
    """Whether an index is known to reinvest dividends (before tax)."""
    return symbol in _total_return_by_index().values()


@cache
def _total_return_by_index() -> dict[str, str]:
    with (resources.files(__package__) / "total_return_indices.csv").open(encoding="utf-8") as file:
        return {row["index"]: row["total_return"] for row in csv.DictReader(file)}
