"""The alpha beside the sector: exact sums of indices, so that alpha and betas can be read off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from backtest.metrics.curve import Curve
from backtest.result.pool import EqualWeightPool
from backtest.result.sector import SectorIndices, sector_alpha, sector_indices, sector_words
from backtest.result.sentences.sector import sector_returns_sentence
from data_sources.tables.facts import Floats
from tests.strategies.rules.market import NONE, make_panel, weekdays

CHIPS, OPTICS = "H30184.CSI", "931160.CSI"
DAYS = np.array(weekdays("2025-01-06", 61), dtype="datetime64[D]")
RANDOM = np.random.default_rng(3)
MARKET, SECTOR, OTHER = RANDOM.normal(0.0, 0.01, (3, 60))
# 60 sessions over 12 weeks: 60 / (84 / 365.25) a year.
A_YEAR = 60 / 84 * 365.25


def levels(returns: Floats, first: float = 1000.0) -> Floats:
    return first * np.concatenate(([1.0], np.cumprod(1.0 + returns)))


def curve(returns: Floats) -> Curve:
    return Curve(DAYS, levels(returns, 10_000_000.0), levels(MARKET, 4000.0))


def indices(**columns: Floats) -> SectorIndices:
    named = {CHIPS: columns["chips"]} | ({OPTICS: columns["optics"]} if "optics" in columns else {})
    return SectorIndices(tuple(named), np.column_stack([levels(each) for each in named.values()]), ())


NO_INDEX = SectorIndices((), np.zeros((61, 0)), ())


def test_what_market_and_sector_explain_leaves_the_alpha() -> None:
    # 0.1% a day beyond half the market and four tenths of the sector.
    seen = sector_alpha(curve(0.001 + 0.5 * MARKET + 0.4 * SECTOR), indices(chips=SECTOR), None)
    assert seen is not None
    assert seen.alpha.betas == pytest.approx((0.5, 0.4))
    assert seen.alpha.annual == pytest.approx(0.001 * A_YEAR)
    assert seen.alpha.excludes_zero
    assert (seen.by_pool, seen.indices) == (False, ("CSI semiconductors (H30184.CSI)",))
    assert sector_words(seen) == "its sector, CSI semiconductors (H30184.CSI)"


def test_what_each_index_made_stands_in_a_sentence() -> None:
    # From 1000 to 1100 and to 950.
    ends = SectorIndices((CHIPS, OPTICS), np.array([[1000.0, 1000.0], [1200.0, 1000.0], [1100.0, 950.0]]), ())
    assert dict(ends.returns) == pytest.approx({CHIPS: 0.1, OPTICS: -0.05})
    assert sector_returns_sentence(ends.returns) == (
        "Over the same sessions, without dividends: CSI semiconductors (H30184.CSI) +10.0% and CSI communication "
        "equipment (931160.CSI) −5.0%."
    )
    assert sector_returns_sentence(NO_INDEX.returns) == ""


def test_several_sector_indices_stand_side_by_side() -> None:
    seen = sector_alpha(curve(0.3 * SECTOR + 0.6 * OTHER), indices(chips=SECTOR, optics=OTHER), None)
    assert seen is not None
    assert seen.alpha.betas == pytest.approx((0.0, 0.3, 0.6), abs=1e-9)
    assert seen.alpha.annual == pytest.approx(0.0, abs=1e-9)


def test_without_an_index_the_pool_stands_in_for_the_sector() -> None:
    pool = EqualWeightPool(levels(SECTOR, 1.0), 12, (), 0)
    seen = sector_alpha(curve(0.002 + 0.9 * SECTOR), NO_INDEX, pool)
    assert seen is not None
    assert (seen.by_pool, seen.indices) == (True, ())
    assert seen.alpha.betas == pytest.approx((0.0, 0.9), abs=1e-9)
    assert seen.alpha.annual == pytest.approx(0.002 * A_YEAR)
    assert "names to choose from" in sector_words(seen)


def test_an_index_goes_before_the_pool() -> None:
    pool = EqualWeightPool(levels(OTHER, 1.0), 12, (), 0)
    seen = sector_alpha(curve(0.9 * SECTOR), indices(chips=SECTOR), pool)
    assert seen is not None
    assert not seen.by_pool
    assert seen.alpha.betas == pytest.approx((0.0, 0.9), abs=1e-9)


def test_a_sector_that_is_the_benchmark_leaves_nothing_to_tell_apart() -> None:
    assert sector_alpha(curve(0.001 + MARKET), indices(chips=MARKET), None) is None
    # Beside a second index that is not, the alpha stands, and the first has no beta of its own.
    seen = sector_alpha(curve(0.001 + MARKET + SECTOR), indices(chips=MARKET, optics=SECTOR), None)
    assert seen is not None
    assert seen.alpha.betas[1] is None
    assert seen.alpha.annual == pytest.approx(0.001 * A_YEAR)


def test_there_is_no_alpha_without_sector_or_sessions_and_after_a_total_loss() -> None:
    whole, sector = curve(0.001 + SECTOR), indices(chips=SECTOR)
    assert sector_alpha(whole, NO_INDEX, None) is None
    short = replace(sector, levels=sector.levels[:60])  # 59 returns
    assert sector_alpha(whole.part(0, 59), short, None) is None
    lost = Curve(DAYS, np.concatenate((whole.equity[:-1], [0.0])), whole.benchmark)
    assert sector_alpha(lost, sector, None) is None
    assert sector_alpha(whole, indices(chips=np.zeros(60)), None) is None


def test_indices_in_equal_weights_are_set_equal_again_each_session() -> None:
    # +10% and 0%, then 0% and -10%: a mean of +5% and of -5%, 1.05 * 0.95 = 0.9975.
    both = SectorIndices((CHIPS, OPTICS), np.array([[100.0, 200.0], [110.0, 200.0], [110.0, 180.0]]), ())
    assert both.curve.tolist() == pytest.approx([1.0, 1.05, 0.9975])


def test_an_index_that_lacks_a_session_of_the_part_is_named_and_not_used() -> None:
    panel = make_panel(weekdays("2025-01-06", 4), {"600000.SH": [10.0, 10.0, 10.0, 10.0]})
    stored = {CHIPS: np.array([1.0, 2.0, 3.0, 4.0]), OPTICS: np.array([NONE, 5.0, 6.0, NONE])}
    panel = replace(panel, benchmarks={**panel.benchmarks, **stored})
    asked = (OPTICS, CHIPS, "801080.SI")  # the last one is not in the store at all
    seen = sector_indices(panel, asked, 0, 3)
    assert (seen.symbols, seen.incomplete) == ((CHIPS,), (OPTICS,))
    assert seen.levels.tolist() == [[1.0], [2.0], [3.0], [4.0]]
    # On the two sessions that it covers it is complete, in the order in which it was asked for.
    assert sector_indices(panel, asked, 1, 2).symbols == (OPTICS, CHIPS)
    assert sector_indices(panel, [OPTICS], 0, 3).levels.shape == (4, 0)
