"""What a gate knew.

1. A value counts from published_on, not from the end of its period.
2. Growth compares with the same month a year before; a revised base counts from its own day on.
3. Printed growth in percent becomes a fraction; forecasts are never read.
4. Of two sources the one with the longer known history speaks, decision by decision.
5. A family of series counts by its median, and by the mean of two families.
6. Without a value a gate is neutral and says so.
"""

import numpy as np
import pytest

from strategies.history import merge_signals
from strategies.rules.gate import at_least, exposure, gate_notes, mean_known
from strategies.rules.signal_reading import Quantity, Source, read_quantity
from tests.strategies.rules.market import NONE, days, signal

LEVELS = Quantity("capex", (Source("capex/sum", "level"), Source("capex_yoy/sum", "change")))


def test_growth_counts_from_the_day_of_publication() -> None:
    # 2024Q1 100, 2025Q1 90, published 2025-05-05: growth -10% from that day on, unknown the day before.
    signals = [
        signal("capex/sum", "2024-03-31", "2024-05-05", 100.0),
        signal("capex/sum", "2025-03-31", "2025-05-05", 90.0),
    ]
    reading = read_quantity(LEVELS, signals, days("2025-04-30", "2025-05-04", "2025-05-05", "2025-05-30"))
    np.testing.assert_allclose(reading.values, [NONE, NONE, -0.1, -0.1])


def test_a_revised_base_counts_from_its_own_publication() -> None:
    signals = [
        signal("capex/sum", "2024-03-31", "2024-05-05", 100.0),
        signal("capex/sum", "2025-03-31", "2025-05-05", 90.0),
        signal("capex/sum", "2024-03-31", "2025-06-01", 80.0),
    ]
    reading = read_quantity(LEVELS, signals, days("2025-05-30", "2025-06-02"))
    np.testing.assert_allclose(reading.values, [-0.1, 0.125])


def test_printed_growth_in_percent_speaks_until_levels_have_the_longer_history() -> None:
    signals = [
        signal("capex_yoy/sum", "2024-12-31", "2025-03-20", 68.2, "percent"),
        signal("capex/sum", "2024-03-31", "2025-04-10", 100.0),
        signal("capex/sum", "2025-03-31", "2025-05-05", 90.0),
        signal("capex_yoy/sum/forecast", "2025-12-31", "2025-03-21", -99.0, "percent"),
    ]
    reading = read_quantity(LEVELS, signals, days("2025-03-19", "2025-03-31", "2025-04-30", "2025-05-30"))
    np.testing.assert_allclose(reading.values, [NONE, 0.682, 0.682, -0.1])
    assert reading.source == ("", "capex_yoy/sum", "capex_yoy/sum", "capex/sum")
    assert gate_notes(reading) == (
        "gate capex had no known value until 2025-03-31: neutral until then",
        "gate capex reads capex_yoy/sum from 2025-03-31",
        "gate capex reads capex/sum from 2025-05-30",
    )


def test_a_family_of_series_counts_by_its_median() -> None:
    # Three months: A 100 to 110 = +10%, B 10 to 9 = -10%, C 4 to 5 = +25%, D has no base. Median of three: +10%.
    family = Quantity("price", (Source("dram/", "level"),), months=3)
    signals = [
        signal(f"dram/{name}", f"2025-{month:02d}-28", f"2025-{month:02d}-28", value)
        for name, month, value in [
            ("A", 1, 100.0), ("B", 1, 10.0), ("C", 1, 4.0), ("A", 4, 110.0), ("B", 4, 9.0), ("C", 4, 5.0), ("D", 4, 1.0)
        ]
    ]  # fmt: skip
    reading = read_quantity(family, signals, days("2025-03-31", "2025-04-28"))
    np.testing.assert_allclose(reading.values, [NONE, 0.1])
    without_c = [each for each in signals if not each.series.endswith("C")]
    assert read_quantity(family, without_c, days("2025-04-28")).values == pytest.approx([0.0])


def test_two_families_count_by_the_mean_of_what_is_known() -> None:
    found = mean_known(np.array([0.2, NONE, NONE]), np.array([-0.1, 0.4, NONE]))
    np.testing.assert_allclose(found, [0.05, 0.4, NONE])


def test_an_unknown_value_is_neutral_for_exposure_and_reaches_no_threshold() -> None:
    values = np.array([-0.01, 0.0, NONE])
    assert exposure(values, 0.0, 0.5).tolist() == [0.5, 1.0, 1.0]
    assert at_least(values, 0.0).tolist() == [False, True, False]


def test_a_gate_that_never_knew_anything_says_so() -> None:
    reading = read_quantity(LEVELS, [], days("2025-03-31"))
    assert gate_notes(reading) == ("gate capex had no known value: neutral throughout",)


def test_a_store_with_a_longer_series_wins_over_the_shipped_one_and_others_stay() -> None:
    shipped = [signal("a", "2024-12-31", "2025-03-20", 1.0), signal("b", "2024-12-31", "2025-03-20", 2.0)]
    stored = [signal("a", "2024-09-30", "2024-11-05", 8.0), signal("a", "2024-12-31", "2025-02-05", 9.0)]
    assert [(v.series, v.value) for v in merge_signals(shipped, stored)] == [("a", 8.0), ("a", 9.0), ("b", 2.0)]
    assert [(v.series, v.value) for v in merge_signals(stored, shipped)] == [("a", 8.0), ("a", 9.0), ("b", 2.0)]
    tie = merge_signals([signal("a", "2024-12-31", "2025-03-20", 1.0)], [signal("a", "2024-12-31", "2025-02-05", 9.0)])
    assert [v.value for v in tie] == [9.0]
