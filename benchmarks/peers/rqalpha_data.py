"""rqalpha's data interface served from arrays, in place of its downloaded bundle."""

# ruff: noqa: ANN401 - the library has no types

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from rqalpha.const import INSTRUMENT_TYPE, TRADING_CALENDAR_TYPE
from rqalpha.interface import AbstractDataSource, AbstractMod, ExchangeRate
from rqalpha.model.instrument import Instrument

from benchmarks.workloads import VOLUME, Workload

LIMIT = 0.10
FIELDS = (
    "datetime",
    "open",
    "close",
    "high",
    "low",
    "prev_close",
    "volume",
    "total_turnover",
    "limit_up",
    "limit_down",
)


class ArraySource(AbstractDataSource):  # type: ignore[misc]
    """The bars of a workload as rqalpha reads them: one structured array a symbol, with the day's price limits."""

    def __init__(self, workload: Workload) -> None:
        """Lay the bars out symbol by symbol."""
        self.dates = pd.DatetimeIndex(workload.sessions.astype("datetime64[ns]"))
        self.numbers = np.array([int(f"{day:%Y%m%d}000000") for day in self.dates], dtype=np.uint64)
        self.row = {int(number) // 1_000_000: t for t, number in enumerate(self.numbers)}
        codes = [order_book_id(symbol) for symbol in workload.symbols]
        self.bars = {code: _bars(self.numbers, workload, j) for j, code in enumerate(codes)}
        self.instruments = [_instrument(code) for code in codes]

    def get_instruments(
        self, id_or_syms: Iterable[str] | None = None, types: Iterable[INSTRUMENT_TYPE] | None = None
    ) -> Iterable[Instrument]:
        """All of them, or the named ones."""
        if id_or_syms is not None:
            wanted = set(id_or_syms)
            return [one for one in self.instruments if one.order_book_id in wanted]
        return self.instruments if types is None or INSTRUMENT_TYPE.CS in set(types) else []

    def get_trading_calendars(self) -> dict[TRADING_CALENDAR_TYPE, pd.DatetimeIndex]:
        """The sessions."""
        return {TRADING_CALENDAR_TYPE.CN_STOCK: self.dates}

    def get_bar(self, instrument: Instrument, day: Any, frequency: str) -> Any:
        """One row."""
        del frequency
        row = self.row.get(day.year * 10_000 + day.month * 100 + day.day)
        return None if row is None else self.bars[instrument.order_book_id][row]

    def get_open_auction_bar(self, instrument: Instrument, day: Any) -> dict[str, float]:
        """The opening price as the auction's last one."""
        bar = self.get_bar(instrument, day, "1d")
        found = {name: bar[name] for name in ("datetime", "open", "limit_up", "limit_down", "volume", "total_turnover")}
        return found | {"last": bar["open"]}

    def get_open_auction_volume(self, instrument: Instrument, day: Any) -> float:
        """All of the day's volume: no cap binds."""
        return float(self.get_bar(instrument, day, "1d")["volume"])

    def history_bars(
        self, instrument: Instrument, bar_count: int | None, _: str, fields: Any, day: Any, **__: Any
    ) -> Any:
        """The last rows up to a day."""
        number = np.uint64(int(f"{pd.Timestamp(day):%Y%m%d}000000"))
        stop = int(self.numbers.searchsorted(number, side="right"))
        rows = self.bars[instrument.order_book_id][max(0, stop - bar_count) if bar_count else 0 : stop]
        return rows if fields is None else rows[fields]

    def is_suspended(self, _order_book_id: str, dates: list[Any]) -> list[bool]:
        """Nothing is ever suspended."""
        return [False] * len(dates)

    is_st_stock = is_suspended

    def get_dividend(self, _instrument: Instrument) -> None:
        """No corporate actions."""

    get_split = get_dividend
    get_ex_cum_factor = get_dividend
    get_share_transformation = get_dividend

    def get_yield_curve(self, *_: Any) -> None:
        """No interest rates."""

    def get_exchange_rate(self, *_: Any) -> ExchangeRate:
        """All in one currency."""
        return ExchangeRate(*(1.0 for _ in ExchangeRate.__dataclass_fields__))

    def available_data_range(self, frequency: str) -> tuple[dt.date, dt.date]:
        """First and last session."""
        del frequency
        return self.dates[0].date(), self.dates[-1].date()


class ArrayMod(AbstractMod):  # type: ignore[misc]
    """Puts the source in place of the bundle."""

    source: ArraySource

    def start_up(self, env: Any, mod_config: Any) -> None:
        """Called once by rqalpha."""
        del mod_config
        env.set_data_source(self.source)

    def tear_down(self, code: Any, exception: Any = None) -> None:
        """Nothing to clean up."""


def load_mod() -> ArrayMod:
    """The name that rqalpha looks for."""
    return ArrayMod()


def order_book_id(symbol: str) -> str:
    """600000.SH as rqalpha writes it."""
    return symbol.replace(".SH", ".XSHG")


def _bars(numbers: Any, workload: Workload, j: int) -> Any:
    bars = np.zeros(len(numbers), dtype=[(name, np.uint64 if name == "datetime" else np.float64) for name in FIELDS])
    opens, closes = workload.open[:, j], workload.close[:, j]
    before = np.concatenate(([opens[0]], closes[:-1]))
    bars["datetime"], bars["open"], bars["close"], bars["prev_close"] = numbers, opens, closes, before
    bars["high"], bars["low"] = np.maximum(opens, closes), np.minimum(opens, closes)
    bars["volume"], bars["total_turnover"] = VOLUME, VOLUME * closes
    bars["limit_up"], bars["limit_down"] = np.round(before * (1 + LIMIT), 2), np.round(before * (1 - LIMIT), 2)
    return bars


def _instrument(code: str) -> Instrument:
    return Instrument({
        "order_book_id": code, "symbol": code, "abbrev_symbol": code, "type": "CS", "exchange": "XSHG",
        "board_type": "MainBoard", "round_lot": 100, "listed_date": "1999-01-04", "de_listed_date": "0000-00-00",
        "status": "Active", "special_type": "Normal", "market_tplus": 1,
    })  # fmt: skip
