"""The probability of backtest overfitting: a case by hand, a published one, noise and skill."""

from __future__ import annotations

import math
from itertools import combinations
from statistics import NormalDist

import numpy as np
import pytest

from backtest.validity import overfitting as module
from backtest.validity.overfitting import overfitting
from backtest.validity.setting_metric import SettingMetric, setting_metrics
from data_sources.tables.facts import Floats


def noise(sessions: int, settings: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.01, (sessions, settings))


def flat(sessions: int) -> Floats:
    return np.zeros(sessions)


def test_four_blocks_and_three_settings_by_hand() -> None:
    # Thirty sessions a block; growth a session in sixty-fourths, so that sums and ties are exact:
    #            block 1  2  3  4
    # A                4  0  0  0
    # B                0  3  0  2
    # C                1  1  1  1
    # A half is judged by the sum of its two blocks. The best inside, and the three outside:
    # 1,2: A 4, B 3, C 2 -> A; outside A 0, B 2, C 2: A is the worst, rank 1
    # 1,3: A 4, B 0, C 2 -> A; outside A 0, B 5, C 2: rank 1
    # 1,4: A 4, B 2, C 2 -> A; outside A 0, B 3, C 2: rank 1
    # 2,3: A 0, B 3, C 2 -> B; outside A 4, B 2, C 2: B shares the last place with C, rank 1.5, below the median of 2
    # 2,4: A 0, B 5, C 2 -> B; outside A 4, B 0, C 2: rank 1
    # 3,4: A 0, B 2, C 2 -> B, the first of two alike; outside A 4, B 3, C 2: rank 2, the median, one half
    # So 5.5 of 6. Logits are log(rank / (4 - rank)). No choice is below zero outside.
    blocks = np.array([[4, 0, 1], [0, 3, 1], [0, 0, 1], [0, 2, 1]])
    swing = np.where(np.arange(120) % 2 == 0, 1.0, -1.0)[:, None] / 1024.0  # adds up to 0; none of them is dead
    found = overfitting_of_growth(np.repeat(blocks, 30, axis=0) / 64.0 + swing, 4)
    assert (found.splits, found.blocks, found.settings, found.sessions) == (6, 4, 3, 120)
    assert found.chosen.tolist() == [0, 0, 0, 1, 1, 1]
    assert (64 * found.inside).tolist() == [2.0, 2.0, 2.0, 1.5, 2.5, 1.0]
    assert (64 * found.outside).tolist() == [0.0, 0.0, 0.0, 1.0, 0.0, 1.5]
    worst = math.log(1 / 3)
    assert found.logits == pytest.approx([worst, worst, worst, math.log(1.5 / 2.5), worst, 0.0])
    assert found.probability == pytest.approx(5.5 / 6)
    assert found.loss == 0.0
    # Inside 4, 4, 4, 3, 5, 2 (mean 11/3), outside 0, 0, 0, 2, 0, 3 (mean 5/6), in halves of sixty-fourths:
    # sum of products 6 + 6 - 6 * 11/3 * 5/6 = -38/6; of squares 86 - 6 * 121/9 = 16/3; slope -19/16.
    assert found.slope == pytest.approx(-19 / 16)
    # Of outside 13 - 6 * 25/36 = 53/6; the share explained is (38/6)^2 / (16/3 * 53/6) = 1444/36 * 18/848 = 0.8514.
    assert found.r_squared == pytest.approx(0.8514, abs=5e-5)


def test_the_median_counts_half_and_ties_are_shared() -> None:
    # Sums of a half are exact here: growth of 1/8 and 1/4 a session, so that a tie is one in floats too.
    #            block 1    2
    # A              1/4  1/8
    # B              1/8  1/8 (+ 1/4 and - 1/4 on one session each)
    # C                0  1/4
    # Block 1 chooses A, which ties with B outside, under C: rank 1.5, below the median. Block 2 chooses C, worst: 1.
    growth = np.zeros((128, 3))
    growth[:64], growth[64:] = [0.25, 0.125, 0.0], [0.125, 0.125, 0.25]
    growth[[0, 64], 1], growth[[1, 65], 1] = 0.375, -0.125
    found = overfitting_of_growth(growth, 2)
    assert found.logits == pytest.approx([math.log(1.5 / 2.5), math.log(1 / 3)])
    assert found.probability == 1.0
    # With C the same as A in block 2, A is best outside too, but for the tie: rank 2.5 of 3; block 2 chooses A again.
    growth[64:, 2], growth[64:, 0] = 0.1875, 0.1875
    found = overfitting_of_growth(growth, 2)
    assert found.chosen.tolist() == [0, 0]
    assert found.logits == pytest.approx([math.log(2.5 / 1.5), math.log(3 / 1)])
    assert found.probability == 0.0
    # The middle of three outside, once: block 1 chooses A (1/4, 1/8, 0), which is second in block 2 (3/16, 0, 1/4).
    growth[64:] = [0.1875, 0.0, 0.25]
    growth[64, 1] = 0.25
    found = overfitting_of_growth(growth, 2)
    # Block 2 chooses C, the worst in block 1: a half and one, over two.
    assert found.probability == pytest.approx(0.75)
    assert found.logits == pytest.approx([0.0, math.log(1 / 3)])


def overfitting_of_growth(growth: Floats, blocks: int) -> module.Overfitting:
    """The same with growth as the daily values, without the rounding of a logarithm of an exponential."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "daily_series", lambda returns, *_: returns)
        found = overfitting(growth, flat(len(growth)), metric="annual_return", blocks=blocks)
    assert found is not None
    return found


def published_trials() -> Floats:
    """The 100 trials of 2,400 days of the vignette of the R package ``pbo`` 1.3.5 (Barry, CRAN), drawn as R draws.

    ``set.seed(765); matrix(rnorm(100 * 2400), 2400)``, each column scaled to a deviation of 1 / sqrt(252) and a mean of
    0. R seeds the Mersenne Twister by a linear congruence and inverts the normal distribution at 27 + 32 bits.
    """
    state = 765
    words = []
    for step in range(50 + 625):
        state = (69069 * state + 1) % 2**32
        if step >= 50 + 1:
            words.append(state)
    twister = np.random.MT19937()
    twister.state = {"bit_generator": "MT19937", "state": {"key": np.array(words, dtype=np.uint32), "pos": 624}}
    uniform = twister.random_raw(2 * 240_000) * 2.3283064365386963e-10
    fine = (np.floor(2**27 * uniform[0::2]) + uniform[1::2]) / 2**27
    drawn = np.array([NormalDist().inv_cdf(each) for each in fine.tolist()]).reshape(100, 2400).T
    scaled = drawn * 252**-0.5 / drawn.std(axis=0, ddof=1)
    trials: Floats = scaled - scaled.mean(axis=0)
    return trials


def test_the_published_example_of_trials_that_are_all_alike() -> None:
    # It prints p_bo 1.0000000, p_loss 1.0000000, ar^2 0.97 and, under the name slope, -0.0030456. Its formula is
    # lm(rn_pairs), whose first column, inside, is taken for the response and whose first coefficient is the intercept:
    # so that number is the intercept of inside on outside.
    found = overfitting(published_trials() - 0.03 / 252, flat(2400), metric="sharpe", blocks=8)
    assert found is not None
    assert (found.probability, found.loss, found.splits) == (1.0, 1.0, 70)
    assert found.r_squared is not None
    assert round(1 - (1 - found.r_squared) * 69 / 68, 2) == 0.97
    _, intercept = np.polyfit(found.outside, found.inside, 1)
    assert intercept == pytest.approx(-0.0030456, abs=5e-8)
    # The slope that the vignette means: what one half has more, the other has less.
    assert found.slope == pytest.approx(-1.0, abs=0.01)


@pytest.mark.parametrize("metric", ["sharpe", "information_ratio", "excess_geometric", "annual_return"])
def test_every_split_is_what_its_sessions_are_when_they_are_cut_out(metric: SettingMetric) -> None:
    # 123 sessions in six blocks of 20 and 21: each of the 20 halves joined and measured for itself.
    returns, benchmark = noise(123, 7), noise(123, 1, 2)[:, 0]
    found = overfitting(returns, benchmark, metric=metric, blocks=6)
    assert found is not None
    block = np.repeat(np.arange(6), [20, 21, 21, 20, 20, 21])  # edges 0, 20.5 -> 20, 41, 61.5 -> 62, 82, 102.5, 123
    for split, half in enumerate(combinations(range(6), 3)):
        within = np.isin(block, half)
        own = setting_metrics(returns[within], benchmark[within], metric)
        other = setting_metrics(returns[~within], benchmark[~within], metric)
        best = int(own.argmax())
        assert found.chosen[split] == best
        assert (found.inside[split], found.outside[split]) == pytest.approx((own[best], other[best]))
        rank = 1 + int((other < other[best]).sum())
        assert found.logits[split] == pytest.approx(math.log(rank / (8 - rank)))


def test_noise_gives_about_one_half() -> None:
    probabilities = []
    for seed in range(100):
        found = overfitting(noise(320, 200, seed), flat(320), blocks=10)
        assert found is not None
        probabilities.append(found.probability)
    # One draw wanders from 0.1 to 0.9; of their mean the error is 0.15 / 10.
    assert 0.45 < float(np.mean(probabilities)) < 0.55
    assert np.ptp(probabilities) > 0.3


def test_a_truly_better_setting_gives_nearly_none() -> None:
    returns = noise(500, 60)
    returns[:, 17] += 0.003
    found = overfitting(returns, flat(500))
    assert found is not None
    assert found.splits == 12_870
    assert found.probability < 0.01
    assert found.loss < 0.01
    assert set(found.chosen.tolist()) == {17}


def test_copies_of_a_setting_change_nothing() -> None:
    returns = noise(200, 5)
    found, copied = overfitting(returns, flat(200)), overfitting(returns[:, [0, 1, 0, 2, 3, 3, 4]], flat(200))
    assert found is not None
    assert copied is not None
    assert copied.logits.tolist() == found.logits.tolist()
    assert copied.settings == 5
    assert overfitting(returns[:, [2, 2, 2]], flat(200)) is None


def test_few_sessions_have_fewer_blocks_and_too_few_have_none() -> None:
    # 120 / 20 = 6 blocks; 250 / 20 = 12.5, so 12; 320 / 20 = 16.
    for sessions, blocks in ((120, 6), (250, 12), (319, 14), (320, 16)):
        found = overfitting(noise(sessions, 3), flat(sessions))
        assert found is not None
        assert found.blocks == blocks
        assert found.splits == math.comb(blocks, blocks // 2)
    assert overfitting(noise(119, 3), flat(119)) is None
    assert overfitting(noise(200, 1), flat(200)) is None


def test_a_dead_setting_and_an_odd_number_of_blocks_are_refused() -> None:
    dead = noise(200, 3)
    dead[:, 1] = 0.0
    with pytest.raises(ValueError, match="setting 1 of 3 never moves"):
        overfitting(dead, flat(200))
    with pytest.raises(ValueError, match="even number"):
        overfitting(noise(200, 3), flat(200), blocks=7)


def test_a_benchmark_that_rises_with_all_settings_is_taken_off() -> None:
    market = noise(320, 1, 9)[:, 0] + 0.002
    returns = market[:, None] + noise(320, 20) / 2
    alone, apart = overfitting(returns, market), overfitting(returns, market, metric="information_ratio")
    assert alone is not None
    assert apart is not None
    # In a rising market hardly a choice loses money; beside the market about half of them lose.
    assert alone.loss < 0.05
    assert apart.loss > 0.2
