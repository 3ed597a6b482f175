"""The daily paths a page draws, and the falls it lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from backtest.metrics.drawdown import Drawdown, drawdown_path, top_drawdowns
from backtest.metrics.relative import excess_path
from backtest.result.benchmark import headline_benchmark
from backtest.result.parts import RunPart, judged_part, part_curve
from backtest.result.result import Result
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class Line:
    """The index beside the strategy; 100 at the base of the judged part."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Curves:
    """Paths by session over the parts of a run.

    Everything is 100 (excess and drawdown 0) at the base of the judged part, so the hindsight part ends where the test
    starts and no value spans both. ``cut`` is the position of that base among the dates, 0 without hindsight.
    """

    dates: tuple[str, ...]
    cut: int
    published: str | None
    strategy: tuple[float, ...]
    benchmark: Line
    excess: tuple[float, ...]
    drawdown: tuple[float, ...]
    benchmark_drawdown: tuple[float, ...]


@dataclass(frozen=True)
class Fall:
    """One drawdown of the judged part; ``recovered`` None while it is open."""

    depth: float
    start: date
    trough: date
    recovered: date | None
    sessions: int


def curves(result: Result, parts: tuple[RunPart, ...]) -> Curves | None:
    """Return the paths from the first part's base on, or None without a part."""
    if not parts:
        return None
    judged = judged_part(parts)
    first, base = parts[0].first, (judged or parts[0]).first
    rows = slice(first, parts[-1].last + 1)
    equity, headline = result.ledger.equity, headline_benchmark(result)
    relative = _normalised(equity, base) / _normalised(headline.values, base) - 1.0
    hindsight_only = judged is None
    return Curves(
        dates=tuple(str(label) for label in result.ledger.sessions[rows]),
        cut=(parts[0].last - first) if hindsight_only else base - first,
        published=result.known_from.isoformat() if result.known_from else None,
        strategy=rounded(_normalised(equity, base)[rows], 3),
        benchmark=Line(headline.name, rounded(_normalised(headline.values, base)[rows], 3)),
        excess=rounded(relative[rows], 5),
        drawdown=_by_part(equity, parts),
        benchmark_drawdown=_by_part(headline.values, parts),
    )


def falls(result: Result, parts: tuple[RunPart, ...], *, excess: bool, count: int = 5) -> tuple[Fall, ...]:
    """Return the deepest falls of the judged part, of equity or of wealth relative to the headline index."""
    part = judged_part(parts)
    if part is None:
        return ()
    curve = part_curve(result, part, headline_benchmark(result))
    path = excess_path(curve.equity, curve.benchmark) if excess else curve.equity
    return tuple(_fall(found, curve.dates) for found in top_drawdowns(path, count))


def _fall(found: Drawdown, dates: Dates) -> Fall:
    recovered = None if found.recovery is None else dates[found.recovery].item()
    return Fall(found.depth, dates[found.start].item(), dates[found.trough].item(), recovered, found.sessions)


def _normalised(values: Floats, row: int) -> Floats:
    """Return a path as 100 at one row."""
    scaled: Floats = values / values[row] * 100.0
    return scaled


def _by_part(values: Floats, parts: tuple[RunPart, ...]) -> tuple[float, ...]:
    """Return the drawdown with a running maximum that starts afresh with each part."""
    pieces: list[Floats] = [drawdown_path(values[part.rows]) for part in parts]
    joined = [pieces[0], *(piece[1:] for piece in pieces[1:])]
    return rounded(np.concatenate(joined), 5)


def rounded(values: Floats, digits: int) -> tuple[float, ...]:
    """Return values as a page holds them."""
    return tuple(np.round(values, digits).tolist())
