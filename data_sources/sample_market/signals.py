"""Simulated industry series under the names that the strategies read: capex, contract prices, sales."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from data_sources.sample_market.draws import Stream, shocks
from data_sources.sample_market.sessions import LAST_DAY
from data_sources.tables.facts import Floats
from data_sources.tables.signals import SignalValue

FIRST_YEAR = 2021  # two years before the prices, so that growth over a year is known from the start
SOURCE = "SIMULATED"
CAPEX = (
    (Stream.CAPEX_ABROAD, ("AMZN", "GOOGL", "META", "MSFT"), "big4_sum", "billion USD, single quarter"),
    (Stream.CAPEX_AT_HOME, ("Alibaba", "Baidu", "Tencent"), "bat_sum", "billion CNY"),
)
CAPEX_DELAY = timedelta(days=35)
PRICE_UNIT = "USD per piece"
PRICE_NAMES = (
    "dram_contract/DDR3_4Gb_256Mx16", "dram_contract/DDR4_16GB_SO-DIMM", "dram_contract/DDR4_16GB_U-DIMM",
    "dram_contract/DDR4_16Gb_2Gx8", "dram_contract/DDR4_4Gb_256Mx16", "dram_contract/DDR4_8GB_SO-DIMM",
    "dram_contract/DDR4_8Gb_1Gx8", "dram_contract/DDR5_16GB_U-DIMM", "dram_contract/DDR5_8GB_SO-DIMM",
    "nand_contract/NAND_128Gb_16Gx8_MLC", "nand_contract/NAND_32Gb_4Gx8_MLC", "nand_contract/NAND_64Gb_8Gx8_MLC",
)  # fmt: skip
START_VALUE = 10.0  # of every series, which no real one had


def draw_signals(seed: int) -> tuple[SignalValue, ...]:
    """Return every value of ``FIRST_YEAR`` to the end of the simulation, sorted by series and period."""
    values = [*_capex(seed), *_contract_prices(seed)]
    return tuple(sorted(values, key=lambda value: (value.series, value.period_end)))


def _capex(seed: int) -> list[SignalValue]:
    """Quarterly capital spending of clouds abroad and at home, each with its sum, known 35 days after the quarter."""
    ends = [end for end in _month_ends() if end.month % 3 == 0]
    found = []
    for stream, names, total, unit in CAPEX:
        z = shocks(seed, stream, (len(ends), len(names) + 1))
        levels = _cycle(z[:, 0], z[:, 1:], drift=0.03, persistence=0.6, size=0.05)
        for row, end in enumerate(ends):
            period = f"{end.year}Q{end.month // 3}"
            numbers = [_rounded(value) for value in levels[row].tolist()]
            for name, value in zip((*names, total), (*numbers, _rounded(sum(numbers))), strict=True):
                found.append(SignalValue(f"capex/{name}", period, end, end + CAPEX_DELAY, value, unit, SOURCE))
    return found


def _contract_prices(seed: int) -> list[SignalValue]:
    """Monthly contract prices of memory in one cycle, known at the end of the month."""
    ends = _month_ends()
    z = shocks(seed, Stream.PRICES, (len(ends), len(PRICE_NAMES) + 1))
    levels = _cycle(z[:, 0], z[:, 1:], drift=0.0, persistence=0.85, size=0.025)
    return [
        SignalValue(name, f"{end.year}-{end.month:02d}", end, end, _rounded(levels[row, column]), PRICE_UNIT, SOURCE)
        for column, name in enumerate(PRICE_NAMES)
        for row, end in enumerate(ends)
    ]


def _cycle(common: Floats, own: Floats, drift: float, persistence: float, size: float) -> Floats:
    """Levels (periods x series) whose growth is persistent, shared, and a little their own."""
    levels = own * 0.0 + START_VALUE
    growth = 0.0
    for t in range(1, len(levels)):
        growth = persistence * growth + size * float(common[t])
        # The way back to the start keeps a long cycle within a range that a reader would believe.
        pull = 0.03 * (levels[t - 1] / START_VALUE - START_VALUE / levels[t - 1]) if drift == 0 else 0.0
        levels[t] = levels[t - 1] * (1 + drift + growth + 0.3 * size * own[t] - pull)
    return levels


def _month_ends() -> list[date]:
    return [
        date(year, month, calendar.monthrange(year, month)[1])
        for year in range(FIRST_YEAR, LAST_DAY.year + 1)
        for month in range(1, 13)
    ]


def _rounded(value: float) -> float:
    return int(value * 100 + 0.5) / 100
