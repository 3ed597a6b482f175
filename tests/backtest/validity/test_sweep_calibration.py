"""What docs/validity.md says of sweeps without skill, and the functions that it was measured with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibration.settings import NOISE_MARKETS, NoiseMarket
from benchmarks.calibration.sweep_misses import best_passed, default_alarms, overfitting_probabilities, walked
from benchmarks.calibration.sweep_tables import sweep_tables

PAGE = Path(__file__).parents[3] / "docs" / "validity.md"


def cells(name: str) -> dict[str, list[str]]:
    """The rows of a table of the page, by their first cell."""
    text = PAGE.read_text(encoding="utf-8")
    written = text.split(f"<!-- table {name} -->")[1].split("<!-- end -->")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in written.splitlines() if line.startswith("|")]
    return {row[0]: row[1:] for row in rows[2:]}


def percents(cell: str) -> list[float]:
    return [float(each.rstrip("%")) for each in cell.split(", ")]


def test_the_page_says_that_the_best_of_two_hundred_passes_in_at_most_seven_of_a_hundred_sweeps() -> None:
    rows = cells("best")
    assert len(rows) == 2 * len(NOISE_MARKETS)
    assert max(percents(cell)[0] for row in rows.values() for cell in row[:2]) <= 7.0
    # The textbook's bar under whole returns is what fails, and the reason for the one that is used.
    assert max(percents(row[3])[0] for row in rows.values()) > 7.0


def test_the_page_says_that_noise_is_overfitting_in_about_half_of_the_splits() -> None:
    rows = cells("overfitting")
    assert set(rows) == {market.name for market in NOISE_MARKETS}
    means = [float(cell.split(" ")[0]) for row in rows.values() for cell in row]
    assert min(means) >= 0.4
    assert max(means) <= 0.6


def test_the_page_says_that_the_default_is_seldom_beaten_by_luck() -> None:
    shares = [share for row in cells("default").values() for cell in row for share in percents(cell)]
    assert 0.0 < max(shares) <= 8.0  # 5% and two errors of 1.3 points
    for row in cells("walked").values():
        assert percents(row[0])[0] <= 5.0


@pytest.mark.parametrize("market", NOISE_MARKETS, ids=lambda market: market.name)
def test_made_sweeps_have_no_skill_and_no_dead_setting(market: NoiseMarket) -> None:
    gains = []
    for seed in range(20):
        returns, benchmark = market.draw(np.random.default_rng(seed), 120)
        assert returns.shape == (120, 200)
        assert (np.ptp(returns, axis=0) > 0.01).all()
        gains.append((returns - benchmark[:, None]).mean())
    # All settings of all days: 0 but for the 0.012 of six sectors over 2,400 days and the betas of the shares held.
    assert abs(float(np.mean(gains))) < 0.0006


def test_settings_beside_one_another_on_the_momentum_grid_are_nearly_the_same() -> None:
    returns, benchmark = NOISE_MARKETS[2].draw(np.random.default_rng(1), 500)
    apart = returns - benchmark[:, None]
    # Columns go by top, then by lookback: the last two hold the best 20 by 203 and by 250 sessions.
    assert np.corrcoef(apart[:, -1], apart[:, -2])[0, 1] > 0.8
    assert abs(np.corrcoef(apart[:, 0], apart[:, -1])[0, 1]) < 0.6


def test_the_measures_count_shares_of_the_seeds() -> None:
    market = NOISE_MARKETS[3]
    best = best_passed(market, 120, 12)
    assert best.excess <= best.fewer <= 0.25
    assert 10 < best.effective < 120
    assert 0.2 < float(overfitting_probabilities(market, 120, 12, "information_ratio").mean()) < 0.8
    found = walked(market, 400, 6)
    assert found.ahead <= 0.5
    assert 0.0 <= found.paths <= 1.0
    rejected, named = default_alarms(market, 125, 3)
    assert 0.0 <= rejected <= 1.0
    assert 0.0 <= named <= 1.0


@pytest.mark.slow
def test_the_tables_have_a_row_for_each_market() -> None:
    found = sweep_tables(2)
    assert set(found) == {"best", "overfitting", "default", "walked"}
    assert [len(each.splitlines()) - 2 for each in found.values()] == [10, 5, 4, 4]
