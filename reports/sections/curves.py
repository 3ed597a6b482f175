"""The daily paths a page draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np

from backtest.metrics.drawdown import drawdown_path
from backtest.metrics.relative import excess_points_path
from backtest.metrics.split import HINDSIGHT
from backtest.result.benchmark import headline_benchmark
from backtest.result.paper_diary import DiaryBeside
from backtest.result.parts import RunPart, judged_part, part_curve
from backtest.result.plain_list import PlainBeside
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

    Everything is 100 (excess 0) at the base of the judged part, without one at the first session drawn. Each part goes
    on from where the one before ends, so that hindsight, which is another execution, ends where the run as published
    starts and no value spans both. ``cut`` is the position among the dates at which hindsight ends, 0 without it;
    ``test`` that of the judged part's base, None without one; ``begun`` those of the other parts after the first.
    ``diary`` goes on from the strategy's level at the first day of the paper diary, None where it has no value; empty
    without a diary. ``plain`` is the plain list from the base of the judged part on, None before it; empty without it.
    ``excess`` is in points of that base.
    """

    dates: tuple[str, ...]
    cut: int
    test: int | None
    begun: tuple[int, ...]
    published: str | None
    strategy: tuple[float, ...]
    benchmark: Line
    excess: tuple[float, ...]
    drawdown: tuple[float, ...]
    benchmark_drawdown: tuple[float, ...]
    diary: tuple[float | None, ...] = ()
    plain: tuple[float | None, ...] = ()


def curves(result: Result, parts: tuple[RunPart, ...], diary: DiaryBeside | None = None) -> Curves | None:
    """Return the paths from the first part's base on, or None without a part."""
    if not parts:
        return None
    judged, headline = judged_part(parts), headline_benchmark(result)
    dates = np.concatenate(drawn_by_part(parts, [part.ledger.sessions[part.rows] for part in parts]))
    starts = {part.name: int(np.searchsorted(dates, part.ledger.sessions[part.first])) for part in parts}
    base = starts[judged.name] if judged else 0
    rows = np.searchsorted(result.ledger.sessions, dates)
    own, market = _normalised(_chained(parts), base), _normalised(headline.values[rows], base)
    hindsight = next((part for part in parts if part.name == HINDSIGHT), None)
    return Curves(
        dates=tuple(str(label) for label in dates),
        cut=hindsight.sessions if hindsight else 0,
        test=starts[judged.name] if judged else None,
        begun=tuple(starts[part.name] for part in parts[1:] if part is not judged),
        published=_published(result),
        strategy=rounded(own, 3),
        benchmark=Line(headline.name, rounded(market, 3)),
        excess=rounded(excess_points_path(own, market, base), 5),
        drawdown=_falls_by_part(parts, [part.ledger.equity[part.rows] for part in parts]),
        benchmark_drawdown=_falls_by_part(parts, [part_curve(result, part, headline).benchmark for part in parts]),
        diary=_diary_path(dates, own, diary) if diary else (),
        plain=_plain_path(dates, base, result.plain) if judged and result.plain else (),
    )


def _plain_path(dates: Dates, base: int, plain: PlainBeside) -> tuple[float | None, ...]:
    """The plain list from 100 at the base of the judged part; empty where its curve is not known from there on."""
    growth = dict(zip(plain.dates, plain.growth, strict=True))
    if dates[base].item() not in growth:
        return ()
    since = (round(growth[day] * 100.0, 3) if day in growth else None for day in dates[base:].tolist())
    return (*[None] * base, *since)


def _diary_path(dates: Dates, own: Floats, diary: DiaryBeside) -> tuple[float | None, ...]:
    """The diary from the strategy's own level on its first day on; empty where the page does not reach that day."""
    written = np.array(diary.dates, "datetime64[D]")
    both, at_page, at_diary = np.intersect1d(dates, written, return_indices=True)
    if not len(both) or at_diary[0] != 0:
        return ()
    path: list[float | None] = [None] * len(dates)
    level = float(own[at_page[0]])
    for row, step in zip(at_page.tolist(), at_diary.tolist(), strict=True):
        path[row] = round(level * diary.growth[step], 3)
    return tuple(path)


Values = TypeVar("Values", Floats, Dates)


def drawn_by_part(parts: tuple[RunPart, ...], values: Sequence[Values]) -> list[Values]:
    """Return the values of each part (its base and sessions), without a base that the part before has drawn."""
    drawn = [False, *(late.base_date == early.last_date for early, late in pairwise(parts))]
    return [piece[1:] if already else piece for piece, already in zip(values, drawn, strict=True)]


def _chained(parts: tuple[RunPart, ...]) -> Floats:
    """The path of equity through all parts, 1 at the first base; each goes on from the level at which it begins."""
    level, pieces = 1.0, []
    for part in parts:
        equity = part.ledger.equity[part.rows]
        pieces.append(level * equity / equity[0])
        level = float(pieces[-1][-1])
    path: Floats = np.concatenate(drawn_by_part(parts, pieces))
    return path


def _published(result: Result) -> str | None:
    dated = result.stated or (result.publications[0] if result.publications else None)
    return dated.known_from.isoformat() if dated else None


def _normalised(values: Floats, row: int) -> Floats:
    """Return a path as 100 at one row."""
    scaled: Floats = values / values[row] * 100.0
    return scaled


def _falls_by_part(parts: tuple[RunPart, ...], values: Sequence[Floats]) -> tuple[float, ...]:
    """Return the drawdown with a running maximum that starts afresh with each part."""
    return rounded(np.concatenate(drawn_by_part(parts, [drawdown_path(piece) for piece in values])), 5)


def rounded(values: Floats, digits: int) -> tuple[float, ...]:
    """Return values as a page holds them."""
    return tuple(np.round(values, digits).tolist())
