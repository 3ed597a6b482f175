"""Everything that is measured about the judged part of a run: what its badge and its sentences rest on."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.metrics.curve import Curve
from backtest.metrics.returns import daily_returns, periods_per_year
from backtest.result.badge import Grounds
from backtest.result.benchmark import HeadlineIndex
from backtest.result.comparison import Comparison, compare_curve
from backtest.result.parts import RunPart, part_curve
from backtest.result.pool import EqualWeightPool, equal_weight_pool
from backtest.result.result import Result
from backtest.result.sector import SectorAlpha, SectorIndices, sector_alpha, sector_indices
from backtest.result.standard import StandardOutcome
from backtest.result.traded import Traded, few_names, traded
from backtest.result.trials import TrialCount, luck_variance
from backtest.result.unjudged import why_not_judged
from backtest.result.yardstick import badge_curve, badge_index, own_outcome
from backtest.validity.drawdown_interval import DrawdownInterval, drawdown_interval
from backtest.validity.interval import Interval
from backtest.validity.sharpe import Deflated, Sharpe, deflated_sharpe, sharpe_interval
from data_sources.calendar.sessions import base_row
from data_sources.tables.facts import Floats


@dataclass(frozen=True)
class PoolExcess:
    """The part beside the equal weight of ``names`` names that one could have chosen from by its base."""

    names: int
    numbers: Comparison


@dataclass(frozen=True)
class Evidence:
    """What was measured over one part; None for what cannot be measured there.

    Parameters
    ----------
    numbers : Comparison
        Against the index that is shown.
    index : str
        The index of the badge, whatever is shown: the default one of the run's own span.
    judged : Comparison or None
        Against that index; None where the store lacks sessions of it.
    traded : Traded
        The names behind the curve.
    pool : PoolExcess or None
        Against the equal weight of the stored names that some report had named by the base.
    sector : SectorAlpha or None
        The alpha beside the index of the badge and the sector.
    sector_returns : tuple of (str, float)
        What each of those indices made over the part, by its symbol, a fraction.
    sector_incomplete : tuple of str
        Sector indices that the store has, but not on every session of the part.
    standard : StandardOutcome or None
        The report's own rating standard, against the index that it names.
    sharpe : Sharpe or None
        The Sharpe ratio a year with its interval.
    deflated : Deflated or None
        The same against the best that as many trials without skill show; None also for several without a variance.
    deflated_benchmark : Deflated or None
        The Sharpe ratio of the benchmark over the same days against the same bar: what the market alone shows.
    drawdown : DrawdownInterval or None
        How deep a stretch of such days falls.
    """

    numbers: Comparison
    index: str
    judged: Comparison | None
    traded: Traded
    pool: PoolExcess | None
    sector: SectorAlpha | None
    sector_returns: tuple[tuple[str, float], ...]
    sector_incomplete: tuple[str, ...]
    standard: StandardOutcome | None
    sharpe: Sharpe | None
    deflated: Deflated | None
    deflated_benchmark: Deflated | None
    drawdown: DrawdownInterval | None

    @property
    def judged_interval(self) -> Interval | None:
        """The interval of the excess a year on which the badge rests."""
        return self.judged.interval if self.judged else None


def evidence(result: Result, part: RunPart, benchmark: HeadlineIndex) -> Evidence:
    """Measure the judged part of a run; some ten milliseconds for a year."""
    curve = part_curve(result, part, benchmark)
    index, beside_index = badge_index(part), badge_curve(part)
    pool, sector = _around(part)
    numbers = compare_curve(curve)
    a_year, risk_free = periods_per_year(curve.dates), result.options.risk_free
    sharpe, market = (_sharpe(levels, a_year, risk_free) for levels in (curve.equity, curve.benchmark))
    deflated, deflated_benchmark = _deflated(result.trials, sharpe, market, a_year)
    return Evidence(
        numbers=numbers,
        index=index,
        judged=numbers if index == benchmark.symbol else compare_curve(beside_index) if beside_index else None,
        traded=traded(part),
        pool=PoolExcess(pool.names, compare_curve(Curve(curve.dates, curve.equity, pool.growth))) if pool else None,
        sector=sector_alpha(beside_index, sector, pool) if beside_index else None,
        sector_returns=sector.returns,
        sector_incomplete=sector.incomplete,
        standard=own_outcome(result, part),
        sharpe=sharpe,
        deflated=deflated,
        deflated_benchmark=deflated_benchmark,
        drawdown=drawdown_interval(curve.equity),
    )


def grounds_of(result: Result, part: RunPart, seen: Evidence) -> Grounds:
    """Return what the badge rests on."""
    return Grounds(
        judged=not why_not_judged(result, part, seen.traded),
        few_names=few_names(seen.traded),
        due=seen.standard is None or seen.standard.due,
        excess=seen.judged_interval,
        alpha=seen.sector.alpha if seen.sector else None,
        met=seen.standard.met if seen.standard else None,
    )


def sector_curve(part: RunPart, curve: Curve) -> Curve | None:
    """Return a part beside its sector in place of the benchmark: its indices in equal weights, or else the pool."""
    pool, sector = _around(part)
    if sector.symbols:
        return Curve(curve.dates, curve.equity, sector.curve)
    return Curve(curve.dates, curve.equity, pool.growth) if pool else None


def _around(part: RunPart) -> tuple[EqualWeightPool | None, SectorIndices]:
    panel, execution = part.ledger.panel, part.execution
    base = base_row(panel.sessions, part.base_date)
    last = base + part.sessions
    recovery = execution.options.delist_recovery
    pool = equal_weight_pool(panel, base, last, execution.chosen_from, delist_recovery=recovery)
    return pool, sector_indices(panel, execution.sector, base, last)


def _deflated(
    trials: TrialCount | None, sharpe: Sharpe | None, market: Sharpe | None, a_year: float
) -> tuple[Deflated | None, Deflated | None]:
    """The Sharpe ratio of the run and that of the benchmark, both against the best of the counted trials.

    The bar is zero while there is only one trial. There is none for several whose ratios have no variance.
    """
    if sharpe is None or trials is None:
        return None, None
    variance, count = luck_variance(trials, sharpe.annual / a_year**0.5, sharpe.sessions), trials.count
    if variance is None:
        return None, None

    def against(each: Sharpe) -> Deflated:
        return deflated_sharpe(
            each.annual / a_year**0.5,
            each.sessions,
            skew=each.skew,
            kurtosis=each.kurtosis,
            variance=variance,
            trials=count,
        )

    return against(sharpe), against(market) if market else None


def _sharpe(levels: Floats, a_year: float, risk_free: float) -> Sharpe | None:
    """None after a total loss."""
    return sharpe_interval(daily_returns(levels), a_year, risk_free=risk_free) if levels.min() > 0 else None
