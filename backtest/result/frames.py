"""The tables of a run as pandas frames, alike for one that was just made and for one that was read from its folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backtest.result import orders
from backtest.result.orders import OrderRow
from backtest.result.round_trips.trip import RoundTrip

if TYPE_CHECKING:
    import pandas as pd

TRIP_COLUMNS = (
    "symbol", "opened", "closed", "days", "sessions", "shares", "cost", "proceeds", "dividends", "profit", "return",
    "ended",
)  # fmt: skip


def dated_frame(
    columns: Sequence[str], rows: Sequence[tuple[object, ...]], dates: Sequence[str] = ("date",)
) -> pd.DataFrame:
    """Return rows as a frame whose ``dates`` are timestamps."""
    import pandas as pd  # noqa: PLC0415 - only for those who ask for a frame

    frame = pd.DataFrame(rows, columns=list(columns))
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in dates})


def returns_of(equity: pd.DataFrame, column: str, name: str) -> pd.Series[float]:
    """Return the change of a column from session to session, from the first one after the base date on."""
    changes: pd.Series[float] = equity.set_index("date")[column].pct_change(fill_method=None).iloc[1:].rename(name)
    return changes


def weights_of(positions: pd.DataFrame, equity: pd.DataFrame) -> pd.DataFrame:
    """Return each holding's share of equity after each session: a row a session, a column a symbol ever held."""
    total = equity.set_index("date")["equity"]
    value = positions.pivot_table(index="date", columns="symbol", values="value", aggfunc="sum")
    weights: pd.DataFrame = value.reindex(total.index).fillna(0.0).div(total.where(total > 0), axis="index")
    return weights.fillna(0.0)


def trips_frame(trips: Sequence[RoundTrip]) -> pd.DataFrame:
    """Return round trips, a row each; ``closed`` is NaT while one is open."""
    return dated_frame(TRIP_COLUMNS, [tuple(vars(trip).values()) for trip in trips], ("opened", "closed"))


def orders_frame(rows: Sequence[OrderRow]) -> pd.DataFrame:
    """Return orders, a row per session, symbol and side."""
    return dated_frame(orders.COLUMNS, rows, ("date", "decided"))
