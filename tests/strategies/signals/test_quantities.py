"""What a gate knew.

- A value counts from published_on, not from the end of its period.
- Growth compares with the same month a year before; a revised base counts from its own day on.
- Printed growth in percent becomes a fraction; forecasts are never read.
- Of two sources the one with the longer known history speaks, decision by decision.
- A family of series counts by its median, and by the mean of two families.
- Without a value a gate is neutral and says so.
- Of a series that ships and is stored too, the origin with more periods known at the decision speaks, never a mix.
"""

from datetime import date

import numpy as np
import pytest

from strategies.contract.history import merge_signals
from strategies.rules.gate import at_least, exposure, gate_notes, mean_known
from strategies.signals.origin import speaking
from strategies.signals.quantities import Quantity, SeriesSource, read_quantity
from strategies.signals.values import latest_known
from tests.strategies.rules.market import NONE, days, signal

LEVELS = Quantity("capex", (SeriesSource("capex/sum", "level"), SeriesSource("capex_yoy/sum", "change")))


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
    family = Quantity("price", (SeriesSource("dram/", "level"),), months=3)
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


# One series twice: -10% with the product on 2025-05-07; three levels in the store, +50% since 2026-03-01.
SHIPPED = [
    signal("capex/sum", "2024-03-31", "2025-05-07", 100.0),
    signal("capex/sum", "2025-03-31", "2025-05-07", 90.0),
]
STORED = [
    signal("capex/sum", "2023-03-31", "2026-02-01", 10.0),
    signal("capex/sum", "2024-03-31", "2026-02-01", 20.0),
    signal("capex/sum", "2025-03-31", "2026-03-01", 30.0),
]


def test_both_origins_of_a_series_stay_and_what_ships_is_marked() -> None:
    merged = merge_signals(SHIPPED, STORED)
    assert [(v.value, v.shipped) for v in merged] == [
        (10.0, False), (20.0, False), (30.0, False), (100.0, True), (90.0, True)
    ]  # fmt: skip


def test_what_the_store_learns_in_2026_does_not_change_a_decision_of_2025() -> None:
    asked = days("2025-05-06", "2025-06-30", "2026-01-30")
    alone = read_quantity(LEVELS, merge_signals(SHIPPED, ()), asked).values
    np.testing.assert_allclose(alone, [NONE, -0.1, -0.1])
    np.testing.assert_array_equal(read_quantity(LEVELS, merge_signals(SHIPPED, STORED), asked).values, alone)


def test_the_origin_with_more_known_periods_speaks_and_in_a_tie_the_stored_one() -> None:
    # 2026-02-27: two periods each, so the store's 20 / 10 - 1 = +100%; 2026-03-02: three to two, 30 / 20 - 1 = +50%.
    reading = read_quantity(LEVELS, merge_signals(SHIPPED, STORED), days("2026-01-30", "2026-02-27", "2026-03-02"))
    np.testing.assert_allclose(reading.values, [-0.1, 1.0, 0.5])


@pytest.mark.parametrize(
    ("day", "value"), [("2025-05-07", 90.0), ("2026-01-31", 90.0), ("2026-02-01", 20.0), ("2026-03-01", 30.0)]
)
def test_the_latest_value_known_is_of_the_origin_that_speaks(day: str, value: float) -> None:
    merged = merge_signals(SHIPPED, STORED)
    assert latest_known(merged, date.fromisoformat(day))["capex/sum"].value == value
    assert len({v.shipped for v in speaking(merged, date.fromisoformat(day))}) == 1


def test_a_growth_rate_never_compares_two_origins() -> None:
    # The store's 2024 alone is one period to the product's none: no growth; with the product's two, 90 / 100 - 1.
    stored = [signal("capex/sum", "2024-03-31", "2024-05-05", 20.0)]
    reading = read_quantity(LEVELS, merge_signals(SHIPPED, stored), days("2025-05-06", "2025-05-07"))
    np.testing.assert_allclose(reading.values, [NONE, -0.1])
