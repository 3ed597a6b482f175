"""The worst days of a part with the names that made them, from the tiny result of `made_results` by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backtest.result.benchmark import headline_benchmark
from backtest.result.parts import part_curve, run_parts
from backtest.result.worst_days import worst_days
from tests.reports.made_results import long_result, tiny_result

LONG = long_result(120, 6)


def test_a_day_names_what_lost_and_the_names_add_up() -> None:
    result = tiny_result()
    hindsight, test = run_parts(result)
    # 99,990 of 100,000 on 2025-01-27: two fees of 5.00 and closes at the prices paid; the index rose from 4000 to 4040.
    (worst,) = worst_days(hindsight, part_curve(result, hindsight, headline_benchmark(result)))
    assert str(worst.day) == "2025-01-27"
    assert [worst.strategy, worst.benchmark] == pytest.approx([-0.0001, 0.01])
    assert [(each.name, each.share) for each in worst.losses] == [("甲公司", -0.00005), ("乙公司", -0.00005)]
    assert worst.others == pytest.approx(0.0, abs=1e-12)
    # The test rose on both of its days.
    assert worst_days(test, part_curve(result, test, headline_benchmark(result))) == ()


@settings(max_examples=10)
@given(st.integers(1, 30))
def test_the_worst_come_first_and_losses_are_losses(count: int) -> None:
    (part,) = run_parts(LONG)
    found = worst_days(part, part_curve(LONG, part, headline_benchmark(LONG)), count)
    assert len(found) <= count
    assert [each.strategy for each in found] == sorted(each.strategy for each in found)
    for day in found:
        assert all(loss.share < 0 for loss in day.losses)
        assert sum(loss.share for loss in day.losses) + day.others == pytest.approx(day.strategy)
