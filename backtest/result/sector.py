"""The excess beside the sector: what a list earned that neither the market nor its sector explains.

Any list of technology shares beats the CSI 300 in a technology year. The alpha of a regression on the benchmark and on
the sector indices of the reports is what remains of a list when its sector has had its due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backtest.market.indices import index_label, missing_days
from backtest.market.panel import Panel
from backtest.metrics.curve import Curve
from backtest.metrics.returns import daily_returns, periods_per_year
from backtest.result.pool import EqualWeightPool
from backtest.validity.alpha import Alpha, regression_alpha
from data_sources.errors import InputError
from data_sources.language.text import Text, both, listed
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class SectorIndices:
    """The sector indices that a store has on every session of a part: symbols (k), and levels of shape (n, k).

    ``incomplete`` are those that the reports name and the store has, but not on every session.
    """

    symbols: tuple[str, ...]
    levels: Floats
    incomplete: tuple[str, ...]

    @property
    def returns(self) -> tuple[tuple[str, float], ...]:
        """What each of them made from the base to the last session, a fraction, by its symbol."""
        made = self.levels[-1] / self.levels[0] - 1.0
        return tuple(zip(self.symbols, made.tolist(), strict=True))

    @property
    def curve(self) -> Floats:
        """The indices in equal weights, set equal again each session, as levels (n,) from 1.0 at the base."""
        returns = self.levels[1:] / self.levels[:-1] - 1.0
        grown: Floats = np.concatenate(([1.0], np.cumprod(1.0 + returns.mean(axis=1))))
        return grown


@dataclass(frozen=True)
class SectorAlpha:
    """The alpha beside ``indices``, as `index_label` writes them; the benchmark comes first in its betas.

    ``by_pool`` says that no sector index could stand there, so that the equal weight of the pool did.
    """

    indices: tuple[Text, ...]
    by_pool: bool
    alpha: Alpha


def sector_indices(panel: Panel, symbols: Sequence[str], base: int, last: int) -> SectorIndices:
    """Return what the store has of some sector indices from row ``base`` to row ``last`` of a panel."""
    stored = [symbol for symbol in symbols if symbol in panel.benchmarks]
    levels = {symbol: panel.benchmarks[symbol][base : last + 1] for symbol in stored}
    whole = [symbol for symbol in stored if not len(missing_days(panel, symbol, base, last))]
    columns = np.column_stack([levels[symbol] for symbol in whole]) if whole else np.zeros((last + 1 - base, 0))
    return SectorIndices(tuple(whole), columns, tuple(symbol for symbol in stored if symbol not in whole))


def sector_alpha(curve: Curve, sector: SectorIndices, pool: EqualWeightPool | None) -> SectorAlpha | None:
    """Return the alpha of a curve beside its benchmark and its sector, or None when it cannot be had.

    Simple daily returns of run and indices, risk-free rate 0, as ``regression_alpha`` argues. The sector indices have
    no dividends in them, which flatters alpha by their yield, some one point a year. Without any, the equal weight of
    the pool stands in for the sector: the other names that one could have chosen. None without either, under 60
    sessions, after a total loss, and where the sector is the benchmark or the pool is the run itself.

    Parameters
    ----------
    curve : Curve
        The judged part, n sessions with the base first.
    sector : SectorIndices
        Over the same sessions.
    pool : EqualWeightPool or None
        Over the same sessions.
    """
    beside = sector.levels if sector.symbols else pool.growth[:, None] if pool else None
    if beside is None or curve.equity.min() <= 0:
        return None
    factors = np.column_stack((curve.benchmark, beside))
    try:
        alpha = regression_alpha(
            daily_returns(curve.equity), factors[1:] / factors[:-1] - 1.0, periods_per_year(curve.dates)
        )
    except InputError:  # an index that never moves
        return None
    if alpha is None or all(each is None for each in alpha.betas[1:]):
        return None
    return SectorAlpha(tuple(map(index_label, sector.symbols)), not sector.symbols, alpha)


def sector_words(seen: SectorAlpha) -> Text:
    """Name what stood beside the benchmark."""
    if seen.by_pool:
        return both("the equal weight of the names to choose from", "可选个股的等权组合")
    names = listed(seen.indices)
    return both(f"its sector, {names}", f"行业指数{names.zh}")
