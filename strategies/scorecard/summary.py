"""A report's or a broker's calls taken together: hit rates, average excess with its interval, luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from backtest.validity.interval import Interval, mean_interval
from backtest.validity.run_up import RunUp, run_up
from data_sources.tables.facts import Floats
from strategies.documents.document import Report
from strategies.scorecard.calls import traded_names
from strategies.scorecard.luck import Lists, Luck, Named, Pool, luck_of
from strategies.scorecard.price_change import Prices
from strategies.scorecard.row import BENCHMARK, Row
from strategies.scorecard.window import Window

Part: TypeAlias = tuple[Report, Window | None, tuple[Row, ...]]

LISTED = ("rated", "formal")


@dataclass(frozen=True)
class Hits:
    """Verdicts counted; ``rate`` is met over met and missed, None while nothing is settled."""

    met: int
    missed: int
    pending: int
    no_verdict: int

    @property
    def rate(self) -> float | None:
        """The share of settled calls that were met."""
        settled = self.met + self.missed
        return self.met / settled if settled else None


@dataclass(frozen=True)
class Summary:
    """Calls of one or several reports. ``names`` are the rated and formally recommended ones, ``theses`` the baskets.

    ``average`` is the mean excess in price change, over the ``listed`` names with a base price: the formal list, or
    every mention where a report has no such list (``list_kind``); None without any. ``interval`` is in the same unit,
    ``luck`` compares the list with random ones, ``run_up`` is what it had made in the year before, None where the store
    cannot say. ``settled`` False: some window is still open.
    """

    names: Hits
    attention: Hits
    theses: Hits
    list_kind: str
    listed: int
    average: float | None
    interval: Interval | None
    luck: Luck
    run_up: RunUp | None
    settled: bool


def summarise(prices: Prices, parts: Sequence[Part], pool: Pool, named: Named) -> Summary:
    """Take the calls of several reports together.

    While any window is closed, only closed ones count in the average, so that settled and open calls never mix.
    ``pool`` says from which names random lists are drawn, of which ``named`` knows since when, see ``luck``.
    """
    rows = [row for _, _, own in parts for row in own]
    reached = [(report, window) for report, window, _ in parts if window]
    closed = [(report, window) for report, window in reached if window.closed]
    counted = closed or reached
    lists = [(_listed(prices, report, window), window) for report, window in counted]
    path = _average_path(prices, lists)
    kinds = {"formal" if _formal(report) else "mentioned" for report, _ in counted}
    return Summary(
        names=_hits([row for row in rows if row.kind in LISTED]),
        attention=_hits([row for row in rows if row.kind == "attention"]),
        theses=_hits([row for row in rows if row.kind == "thesis"]),
        list_kind=" and ".join(sorted(kinds)),
        listed=sum(len(columns) for columns, _ in lists),
        average=float(path[-1]) if len(path) else None,
        interval=_interval(path, lists),
        luck=luck_of(prices, lists, pool, named),
        run_up=run_up(prices.panel, [(columns, window.base) for columns, window in lists]),
        settled=bool(closed),
    )


def _hits(rows: Sequence[Row]) -> Hits:
    verdicts = [row.verdict for row in rows]
    return Hits(*(verdicts.count(word) for word in ("met", "missed", "pending", "no verdict")))


def _formal(report: Report) -> tuple[str, ...]:
    rated = [each.symbol for each in report.ratings]
    listed = [each.symbol for each in report.memberships if each.listing == "formal" and each.tradable]
    return tuple(dict.fromkeys((*rated, *listed)))


def _listed(prices: Prices, report: Report, window: Window) -> tuple[int, ...]:
    """The columns of a report's list that had a price at the base."""
    position = prices.panel.position
    columns = (position[symbol] for symbol in _formal(report) or traded_names(report) if symbol in position)
    return tuple(column for column in columns if np.isfinite(prices.price[window.base, column]))


def _average_path(prices: Prices, lists: Lists) -> Floats:
    """The mean excess of all names (sessions + 1), from 0 on, session by session over the union of their windows.

    A name counts 0 before its base and stands still after its end; empty without names or an index level.
    """
    levels = prices.panel.benchmarks.get(BENCHMARK)
    count = sum(len(columns) for columns, _ in lists)
    if levels is None or not count:
        return np.zeros(0)
    first, last = min(window.base for _, window in lists), max(window.last for _, window in lists)
    path = np.zeros(last - first + 1)
    for columns, window in lists:
        rows = slice(window.base, window.last + 1)
        names = prices.price[rows][:, list(columns)] / prices.price[window.base, list(columns)]
        excess = (names - (levels[rows] / levels[window.base])[:, None]).sum(axis=1)
        path[window.base - first : window.last - first + 1] += excess
        path[window.last - first + 1 :] += excess[-1]
    known: Floats = path / count
    return known if np.isfinite(known).all() else np.zeros(0)


def _interval(path: Floats, lists: Lists) -> Interval | None:
    """The interval of the last value of a path: that of the mean of its steps, times their number.

    A step is what all names did on one day together, so names that move as one make it no narrower. Sessions on which
    no window was open know nothing and do not count.
    """
    if not len(path):
        return None
    first = min(window.base for _, window in lists)
    inside = np.zeros(len(path) - 1, dtype=np.bool_)
    for _, window in lists:
        inside[window.base - first : window.last - first] = True
    mean = mean_interval(np.diff(path)[inside])
    return mean.scaled(float(mean.sessions)) if mean else None
