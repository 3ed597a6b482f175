"""How many independent columns a few that move together amount to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.tables.facts import Floats
from strategies.scorecard.excess_path import moves_like


def paths(steps: Floats) -> Floats:
    """Paths from 0 on with these daily steps (sessions x columns)."""
    return np.vstack([np.zeros(steps.shape[1]), np.cumsum(steps, axis=0)])


def test_copies_of_one_column_are_one() -> None:
    one = np.random.default_rng(1).normal(0, 0.02, (120, 1))
    assert moves_like(paths(np.repeat(one, 5, axis=1))) == pytest.approx(1.0)


def test_two_columns_by_hand() -> None:
    # Steps +1, -1, ... and +1, +1, -1, -1, ...: both have variance 1, and nothing in common over each four sessions.
    # Their mean is +1, 0, 0, -1 with variance 1/2: two columns that move like two.
    first, second = np.tile([1.0, -1.0, 1.0, -1.0], 16), np.tile([1.0, 1.0, -1.0, -1.0], 16)
    assert moves_like(paths(np.stack([first, second], axis=1))) == pytest.approx(2.0)
    # The third copies the first: the mean (2a + b) / 3 has variance (4 + 1) / 9, and 1 / (5/9) = 1.8.
    assert moves_like(paths(np.stack([first, second, first], axis=1))) == pytest.approx(1.8)


def test_a_common_half_leaves_about_two_of_many() -> None:
    # Correlation 1/2: n / (1 + (n - 1) / 2) = 20 / 10.5 = 1.905. The mean of 50 worlds of 250 sessions.
    seen = []
    for seed in range(50):
        draw = np.random.default_rng(seed)
        steps = draw.normal(0, 1, (250, 20)) + draw.normal(0, 1, (250, 1))
        found = moves_like(paths(steps))
        assert found is not None
        seen.append(found)
    assert np.mean(seen) == pytest.approx(1.905, abs=0.05)


def test_independent_columns_are_about_their_number() -> None:
    # The variance of a mean of 5 over 250 sessions errs by sqrt(2 / 250) = 9% in one world, 1.3% in 50 of them.
    seen = [moves_like(paths(np.random.default_rng(seed).normal(0, 1, (250, 5)))) or 0.0 for seed in range(50)]
    assert np.mean(seen) == pytest.approx(5.0, abs=0.35)  # capped at 5, so a little under it


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 8))
def test_it_is_never_under_one_or_over_the_number_of_columns(seed: int, count: int) -> None:
    draw = np.random.default_rng(seed)
    steps = draw.normal(0, 1, (80, count)) * draw.uniform(0.5, 2.0, count) + draw.normal(0, 1, (80, 1))
    found = moves_like(paths(steps))
    assert found is not None
    assert 1.0 - 1e-9 <= found <= count


def test_few_sessions_one_column_and_columns_that_do_not_move_say_nothing() -> None:
    draw = np.random.default_rng(3)
    assert moves_like(paths(draw.normal(0, 1, (59, 4)))) is None
    assert moves_like(paths(draw.normal(0, 1, (200, 1)))) is None
    assert moves_like(paths(np.zeros((200, 3)))) is None
