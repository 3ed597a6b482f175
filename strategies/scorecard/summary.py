"""A report's or a broker's calls taken together: hit rates beside base rates, the average excess, luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from backtest.validity.interval import Interval
from backtest.validity.run_up import RunUp, run_up
from strategies.documents.document import Report
from strategies.scorecard.base_rate import base_rate
from strategies.scorecard.benchmark import of_a_shares
from strategies.scorecard.calls import RATED, UNRATED, listed_names
from strategies.scorecard.excess_path import ahead_of, at_the_end, interval_of, moves_like
from strategies.scorecard.luck import Luck, Named, Pool, luck_of
from strategies.scorecard.price_change import Prices
from strategies.scorecard.row import Row
from strategies.scorecard.tally import Baskets, Beats, Hits, baskets_of, beats_of, hits_of
from strategies.scorecard.window import Window

Part: TypeAlias = tuple[Report, Window | None, tuple[Row, ...]]


@dataclass(frozen=True)
class Summary:
    """Calls of one or several reports.

    ``rated`` are the stocks with a printed rating, ``unrated`` those listed without one, ``theses`` the baskets.
    ``average`` is the mean excess in price change over the ``listed`` names that had a base price and an index: the
    formal list, or the next best where a report has none (``list_kind``); None without any. ``median`` and
    ``without_best``, the average without the name that did best, are of the same names. ``interval`` is in the same
    unit; ``moves_like`` says how many independent names would be as volatile together, None over several reports.
    ``distinct`` counts the listed names once each. ``luck`` compares the list with random ones, ``run_up`` is what it
    had made in the year before, None where the store cannot say. ``settled`` False: some window is still open.
    """

    rated: Hits
    unrated: Beats
    sub_industries: Beats
    theses: Baskets
    list_kind: str
    listed: int
    distinct: int
    average: float | None
    median: float | None
    without_best: float | None
    interval: Interval | None
    moves_like: float | None
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
    lists = [ahead_of(prices, report.standard, listed_names(report)[1], window) for report, window in counted]
    excess = at_the_end(lists)
    placed = [(each.columns, each.window) for each in lists]
    settled = [(report, window, row) for report, window, own in parts if window for row in own]
    return Summary(
        rated=hits_of(rows, base_rate(prices, [each for each in settled if _counts(each[2], ("met", "missed"))])),
        unrated=beats_of(
            [row for row in rows if row.kind in UNRATED],
            base_rate(prices, [each for each in settled if _counts(each[2], ("beat", "did not beat"))]),
        ),
        sub_industries=beats_of([row for row in rows if row.kind == "sub_industry"], None),
        theses=baskets_of([row for row in rows if row.kind == "thesis"], _moves_like_theses(prices, parts)),
        list_kind=" and ".join(sorted({listed_names(report)[0] for report, _ in counted})),
        listed=len(excess),
        distinct=len({column for each in lists for column in each.columns}),
        average=float(excess.mean()) if len(excess) else None,
        median=float(np.median(excess)) if len(excess) else None,
        without_best=float(np.sort(excess)[:-1].mean()) if len(excess) > 1 else None,
        interval=interval_of(lists),
        moves_like=moves_like(lists[0].excess) if len(lists) == 1 else None,
        luck=luck_of(prices, placed, pool, named),
        run_up=run_up(prices.panel, [(columns, window.base) for columns, window in placed]),
        settled=bool(closed),
    )


def _counts(row: Row, words: tuple[str, ...]) -> bool:
    """Whether a row is a settled call on a stock of this kind."""
    return row.kind in (*RATED, *UNRATED) and row.verdict in words


def _moves_like_theses(prices: Prices, parts: Sequence[Part]) -> float | None:
    """How many independent baskets the theses of one report amount to; None over several reports."""
    reached = [(report, window, rows) for report, window, rows in parts if window]
    if len(reached) != 1:
        return None
    report, window, rows = reached[0]
    against = of_a_shares(report.standard)
    baskets = [ahead_of(prices, against, row.symbols, window) for row in rows if row.kind == "thesis" and row.symbols]
    paths = [each.excess.mean(axis=1) for each in baskets if each.columns]
    return moves_like(np.array(paths).T) if paths else None
