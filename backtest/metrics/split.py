"""A run cut at the publication of its report: hindsight before, test after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.market.base_row import base_row
from backtest.metrics.curve import Curve
from backtest.metrics.summary import performance
from backtest.metrics.trading import TradingRecord, trading_totals
from data_sources.tables.facts import Dates


@dataclass(frozen=True)
class Part:
    """One side of the cut: its base date, its last session, its sessions after the base, its own metrics."""

    base_date: date
    last_date: date
    sessions: int
    metrics: dict[str, object]


@dataclass(frozen=True)
class SplitPerformance:
    """Both sides of the cut, never added into one headline.

    `test` is what the report's authors could not know, None when the run ends on or before the publication or
    had lost everything by then. `hindsight` is what they could, None when the run starts at the publication or was
    in cash before it; it is only ever filled for a run that asked for it.
    """

    hindsight: Part | None
    test: Part | None

    def metrics_by_part(self) -> dict[str, dict[str, object]]:
        """Return the metrics under `hindsight` and `test`; a part that is absent has no entry."""
        parts = {"hindsight": self.hindsight, "test": self.test}
        return {name: part.metrics for name, part in parts.items() if part is not None}


def cut_row(dates: Dates, known_from: date) -> int:
    """Return the row (of dates (n,), base first) at which a run is cut: where hindsight ends and the test has its base.

    It is the last session on or before the publication, by the rule for any base date: a decision of the publication
    day trades on the next session. 0 for a run that starts later.
    """
    return max(base_row(dates, known_from), 0)


def split_performance(
    curve: Curve, record: TradingRecord, *, known_from: date, hindsight: bool, risk_free: float = 0.0
) -> SplitPerformance:
    """Judge the sessions before and after a publication apart, each with its own base, metrics and costs.

    The test part has its base at `cut_row`, and the hindsight part ends on that same session, so no return and no
    fill is counted twice or lost. A curve that starts later has its own base date there.

    Without `hindsight` the strategy held cash until then, and idle cash is not judged. A fill on or before the base
    of the test part then contradicts the label and is a `ValueError`.
    """
    last = curve.dates.size - 1
    cut = cut_row(curve.dates, known_from)
    if not hindsight:
        _refuse_early_fills(curve, record, cut, known_from)
    return SplitPerformance(
        hindsight=_part(curve, record, 0, cut, risk_free) if hindsight else None,
        test=_part(curve, record, cut, last, risk_free),
    )


def _refuse_early_fills(curve: Curve, record: TradingRecord, cut: int, known_from: date) -> None:
    base = curve.dates[cut]
    early = int((record.fill_dates <= base).sum())
    if early:
        raise ValueError(
            f"{early} fills on or before {base} in a run that is not marked as hindsight, known from {known_from}"
        )


def _part(curve: Curve, record: TradingRecord, first: int, last: int, risk_free: float) -> Part | None:
    if first == last or curve.equity[first] == 0:
        return None
    piece = curve.part(first, last)
    base_date, last_date = piece.dates[0].item(), piece.dates[-1].item()
    trading = trading_totals(record, after=base_date, until=last_date)
    return Part(base_date, last_date, last - first, performance(piece, trading, risk_free))
