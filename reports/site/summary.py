"""A run as the front page of a site needs it: its line among others, and its path for an overlay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.metrics.curve import Curve
from backtest.result.paper_diary import DiaryBeside
from backtest.result.parts import part_curve
from backtest.result.result import Result
from backtest.result.summary import RunSummary, run_summary
from backtest.result.verdict import Verdict, verdict

WEEK = 7


@dataclass(frozen=True)
class WeeklyPath:
    """Growth of 1 of a judged part and of its benchmark, by the last session of each week; its base is first (n)."""

    days: tuple[date, ...]
    own: tuple[float, ...]
    market: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class IndexRow(RunSummary):
    """One run on the front page; ``href`` leads to its page, ``path`` is None without a judged part."""

    href: str
    path: WeeklyPath | None


def summarise(result: Result, href: str, diary: DiaryBeside | None = None, seen: Verdict | None = None) -> IndexRow:
    """Return the line of a result; ``href`` leads to its page, ``diary`` is what its paper diary made.

    ``seen`` is its verdict, where it is known already.
    """
    seen = seen or verdict(result)
    path = weekly_path(part_curve(result, seen.part, seen.benchmark)) if seen.part else None
    return IndexRow(**vars(run_summary(result, seen, diary)), href=href, path=path)


def weekly_path(curve: Curve) -> WeeklyPath:
    """Return a curve by week: its base, the last session of each week, and its last session."""
    # 1970-01-05 was a Monday.
    weeks = (curve.dates.astype("datetime64[D]").astype(np.int64) - 4) // WEEK
    last_of_week = np.flatnonzero(np.append(weeks[1:] != weeks[:-1], True))
    rows = np.unique(np.concatenate(([0], last_of_week)))
    return WeeklyPath(
        tuple(curve.dates[rows].tolist()),
        tuple((curve.equity[rows] / curve.equity[0]).tolist()),
        tuple((curve.benchmark[rows] / curve.benchmark[0]).tolist()),
    )
