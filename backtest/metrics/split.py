"""A run cut at its publications: hindsight, the names of each report before the thesis, the test of the thesis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from backtest.metrics.curve import Curve
from backtest.metrics.publication import Publication, before_thesis, in_order, stating
from backtest.metrics.summary import performance
from backtest.metrics.trading import TradingRecord, trading_totals
from data_sources.calendar.sessions import base_row
from data_sources.tables.facts import Dates

HINDSIGHT, TEST, WHOLE = "hindsight", "test", "whole"
NAMES = "names_"

PartName: TypeAlias = str
"""``hindsight``, ``names_ID`` (from report ID on, before the thesis was stated), ``test`` or ``whole``."""


def cut_row(dates: Dates, known_from: date) -> int:
    """Return the row (of dates (n,), base first) at which a run is cut: where one part ends and the next has its base.

    It is the last session on or before the publication, by the rule for any base date: a decision of the publication
    day trades on the next session. 0 for a run that starts later.
    """
    return max(base_row(dates, known_from), 0)


def part_rows(
    dates: Dates, publications: tuple[Publication, ...], *, hindsight: bool
) -> dict[PartName, tuple[int, int]]:
    """Return the first row (its base) and the last row of each part of a run, in time order.

    `test` begins with the report that states the thesis and is what its authors could not know. A report that was
    published before it and lent names alone begins a part `names_ID`: nobody had stated the thesis then, so that part
    judges names, never the thesis. Where no publication states the thesis, there are such parts alone. `hindsight` is
    what the first authors could know, and a part only of a run that asked for it: otherwise the strategy held cash
    then, and idle cash is not judged. Neighbours share the session of the cut, so no return and no fill is counted
    twice or lost. `whole` is a run that nothing dates. A part without a session after its base has no entry.
    """
    last = dates.size - 1
    if not publications:
        rows: dict[PartName, tuple[int, int]] = {WHOLE: (0, last)}
    else:
        begun = [(name, cut_row(dates, day)) for name, day in _begun(publications)]
        ends = [*(first for _, first in begun[1:]), last]
        rows = {HINDSIGHT: (0, begun[0][1])} if hindsight else {}
        rows |= {name: (first, end) for (name, first), end in zip(begun, ends, strict=True)}
    return {name: (first, end) for name, (first, end) in rows.items() if first < end}


def _begun(publications: tuple[Publication, ...]) -> Iterator[tuple[PartName, date]]:
    """The parts that publications begin, with their days."""
    for each in before_thesis(publications):
        yield NAMES + each.report, each.known_from
    if stated := stating(publications):
        yield TEST, stated.known_from


def split_performance(
    curve: Curve,
    record: TradingRecord,
    *,
    publications: tuple[Publication, ...],
    hindsight: bool,
    risk_free: float = 0.0,
) -> dict[str, dict[str, object]]:
    """Judge the parts of a dated run apart, each with its own base, metrics and costs.

    The parts are those of `part_rows`, less one that begins after everything was lost. They are never added into one
    headline. Without `hindsight` a fill on or before the first publication contradicts the label and is a
    `ValueError`.
    """
    if not hindsight:
        _refuse_early_fills(curve, record, in_order(publications)[0].known_from)
    parts = part_rows(curve.dates, publications, hindsight=hindsight)
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
