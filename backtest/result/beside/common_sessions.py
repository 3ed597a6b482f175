"""Curves cut to the sessions that all of them have: what overlays, correlations and common numbers are drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from backtest.metrics.curve import Curve
from backtest.metrics.drawdown import drawdown_path
from data_sources.errors import InputError
from data_sources.language.text import both
from data_sources.tables.facts import Dates, Floats


@dataclass(frozen=True)
class LeftOut:
    """Sessions of one curve that the others do not have: before the first common one, after the last, between them."""

    before: int
    after: int
    between: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.before + self.after + self.between


@dataclass(frozen=True)
class CommonSessions:
    """m curves on the n sessions that all have, the base first, arrays of shape (m, n).

    ``growth`` and ``benchmark`` are 1.0 at the base. ``left_out`` has one entry a curve.
    """

    dates: Dates
    growth: Floats
    benchmark: Floats
    left_out: tuple[LeftOut, ...]

    @property
    def excess(self) -> Floats:
        """Difference of the growth of a curve and of its own index, (m, n): points, arithmetic, 0.0 at the base."""
        return self.growth - self.benchmark

    @property
    def drawdown(self) -> Floats:
        """How far each curve lies below its maximum on the common sessions, (m, n), in [-1, 0]."""
        return np.stack([drawdown_path(row) for row in self.growth])

    @property
    def returns(self) -> Floats:
        """Returns from each common session to the next, (m, n - 1); a day's where no session is left out between."""
        return self.growth[:, 1:] / np.where(self.growth[:, :-1] > 0, self.growth[:, :-1], np.inf) - 1.0

    @property
    def excess_returns(self) -> Floats:
        """The same less those of the curve's own index, (m, n - 1)."""
        return self.returns - (self.benchmark[:, 1:] / self.benchmark[:, :-1] - 1.0)

    def curve(self, row: int) -> Curve:
        """Return one of the curves on the common sessions, in units of its base."""
        return Curve(self.dates, self.growth[row], self.benchmark[row])


def common_sessions(curves: Mapping[str, Curve]) -> CommonSessions:
    """Cut curves, by their labels, to the sessions that all of them have.

    Nothing is filled in: a session that one of them lacks is left out of all, and the return over it goes to the next
    common one. Raises InputError that names the spans when fewer than two sessions are left, and when a curve had lost
    everything by the first of them.
    """
    dates: Dates = reduce(np.intersect1d, [curve.dates for curve in curves.values()])
    if len(dates) < 2:  # noqa: PLR2004 - a return needs a base and a session
        spans = "; ".join(f"{label}: {curve.dates[0]} to {curve.dates[-1]}" for label, curve in curves.items())
        zh = "；".join(f"{label}：{curve.dates[0]} 至 {curve.dates[-1]}" for label, curve in curves.items())
        raise InputError(
            both(
                f"the runs have no two sessions in common, so nothing can be compared: {spans}",
                f"各回测没有两个共同的交易日，无法比较：{zh}",
            )
        )
    rows = [np.searchsorted(curve.dates, dates) for curve in curves.values()]
    for label, curve, own in zip(curves, curves.values(), rows, strict=True):
        if curve.equity[own[0]] <= 0:
            raise InputError(f"{label} had lost everything by {dates[0]}, the first session that all runs have")
    return CommonSessions(
        dates,
        _scaled([curve.equity[own] for curve, own in zip(curves.values(), rows, strict=True)]),
        _scaled([curve.benchmark[own] for curve, own in zip(curves.values(), rows, strict=True)]),
        tuple(_left_out(curve.dates, dates) for curve in curves.values()),
    )


def _scaled(paths: Sequence[Floats]) -> Floats:
    return np.stack([path / path[0] for path in paths])


def _left_out(own: Dates, common: Dates) -> LeftOut:
    before, after = int((own < common[0]).sum()), int((own > common[-1]).sum())
    return LeftOut(before, after, len(own) - len(common) - before - after)
