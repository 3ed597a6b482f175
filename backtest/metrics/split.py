"""A run cut at the publication of its report: hindsight before, test after."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from backtest.metrics.curve import Curve
from backtest.metrics.summary import performance
from backtest.metrics.trading import TradingRecord, trading_totals
from data_sources.calendar.sessions import base_row
from data_sources.tables.facts import Dates

PartName: TypeAlias = Literal["hindsight", "test", "whole"]


def cut_row(dates: Dates, known_from: date) -> int:
    """Return the row (of dates (n,), base first) at which a run is cut: where hindsight ends and the test has its base.

    It is the last session on or before the publication, by the rule for any base date: a decision of the publication
    day trades on the next session. 0 for a run that starts later.
    """
    return max(base_row(dates, known_from), 0)


def part_rows(dates: Dates, known_from: date | None, *, hindsight: bool) -> dict[PartName, tuple[int, int]]:
    """Return the first row (its base) and the last row of each part of a run, in time order.

    `test` is what the report's authors could not know; `hindsight` is what they could, and a part only of a run that
    asked for it: otherwise the strategy held cash then, and idle cash is not judged. Both share the session of the cut,
    so no return and no fill is counted twice or lost. `whole` is a run that nothing dates, which can be neither. A part
    without a session after its base has no entry.
    """
    last = dates.size - 1
    if known_from is None:
        rows: dict[PartName, tuple[int, int]] = {"whole": (0, last)}
    else:
        cut = cut_row(dates, known_from)
        rows = {"hindsight": (0, cut)} if hindsight else {}
        rows["test"] = (cut, last)
    return {name: (first, end) for name, (first, end) in rows.items() if first < end}


def split_performance(
    curve: Curve, record: TradingRecord, *, known_from: date, hindsight: bool, risk_free: float = 0.0
) -> dict[str, dict[str, object]]:
    """Judge the sessions before and after a publication apart, each part with its own base, metrics and costs.

    The parts are those of `part_rows`, less one that begins after everything was lost. They are never added into one
    headline. Without `hindsight` a fill on or before the base of the test part contradicts the label and is a
    `ValueError`.
    """
    if not hindsight:
        _refuse_early_fills(curve, record, known_from)
    parts = part_rows(curve.dates, known_from, hindsight=hindsight)
    return {
        name: _performance(curve.part(first, last), record, risk_free)
        for name, (first, last) in parts.items()
        if curve.equity[first] > 0
    }


def _refuse_early_fills(curve: Curve, record: TradingRecord, known_from: date) -> None:
    base = curve.dates[cut_row(curve.dates, known_from)]
    early = int((record.fill_dates <= base).sum())
    if early:
        raise ValueError(
            f"{early} fills on or before {base} in a run that is not marked as hindsight, known from {known_from}"
        )


def _performance(piece: Curve, record: TradingRecord, risk_free: float) -> dict[str, object]:
    trading = trading_totals(record, after=piece.dates[0].item(), until=piece.dates[-1].item())
    return performance(piece, trading, risk_free)
