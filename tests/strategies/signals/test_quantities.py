"""What a gate knew.

- A value counts from published_on, not from the end of its period.
- Growth compares with the same month a year before; a revised base counts from its own day on.
- Printed growth in percent becomes a fraction; forecasts are never read.
- Of two sources the one with the longer known history speaks, decision by decision.
- A family of series counts by its median, and by the mean of two families.
- Without a value a gate is neutral and says so.
- Of a series that ships and is stored too, the origin with more periods known at the decision speaks, never a mix.
- A rise is the latest value less the one some months before; against a path, growth less what was printed for it.
"""

from datetime import date

import numpy as np
import pytest

from data_sources.tables.signals import SignalValue
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


RISE = Quantity("roic_rise", (SeriesSource("roic/", "rise"),), months=3)
AGAINST = Quantity(
    "price_against_path",
    (SeriesSource("price/", "level"), SeriesSource("price_qoq/low", "change")),
    months=3,
    path="price_qoq/low/forecast",
)


def test_a_rise_is_in_points_and_needs_the_period_before() -> None:
    # X falls from 25 to 24 percent, Y rises from 10 to 13; of Z the quarter before is not known. The median is 1 point.
    signals = [
        signal("roic/X", "2025-06-30", "2025-07-30", 25.0, "percent"),
        signal("roic/X", "2025-09-30", "2025-10-30", 24.0, "percent"),
        signal("roic/Y", "2025-06-30", "2025-07-30", 10.0, "percent"),
        signal("roic/Y", "2025-09-30", "2025-11-02", 13.0, "percent"),
        signal("roic/Z", "2025-09-30", "2025-10-30", 90.0, "percent"),
    ]
    reading = read_quantity(RISE, signals, days("2025-07-31", "2025-10-31", "2025-11-30"))
    np.testing.assert_allclose(reading.values, [NONE, -0.01, 0.01])
    assert reading.source == ("", "roic/", "roic/")


def path(*lows: float, known: str = "2026-01-28") -> list[SignalValue]:
    ends = ("2026-03-31", "2026-06-30")
    return [signal(AGAINST.path, end, known, low, "percent") for end, low in zip(ends, lows, strict=True)]


def test_against_a_path_the_latest_period_that_has_both_counts() -> None:
    # March +20% against 15 asked for; June +2% against 5. May has no path and says nothing.
    levels = {"2025-12-31": 100, "2026-03-31": 120, "2026-05-31": 60, "2026-06-30": 122.4}
    signals = [signal("price/X", end, end, level) for end, level in levels.items()] + path(15.0, 5.0)
    reading = read_quantity(AGAINST, signals, days("2026-02-27", "2026-03-31", "2026-05-31", "2026-06-30"))
    np.testing.assert_allclose(reading.values, [NONE, 0.05, 0.05, -0.03])
    assert reading.source == ("", *3 * ("price/",))


def test_a_path_counts_from_its_day_and_a_later_one_replaces_it() -> None:
    printed = [signal("price_qoq/low", "2026-03-31", "2026-04-10", 12.0, "percent")]
    asked = days("2026-04-30", "2026-05-31")
    late = [*path(15.0, 5.0, known="2026-05-01"), *printed]
    np.testing.assert_allclose(read_quantity(AGAINST, late, asked).values, [NONE, -0.03])
    revised = [*path(15.0, 5.0), *path(10.0, 5.0, known="2026-05-01"), *printed]
    np.testing.assert_allclose(read_quantity(AGAINST, revised, asked).values, [-0.03, 0.02])


def test_against_a_path_one_origin_speaks_and_is_never_mixed_with_the_other() -> None:
    # Shipped: March alone, which no growth can be had of. Stored: December and March, +10% against 15.
    stored = [
        signal("price/X", "2025-12-31", "2025-12-31", 100.0),
        signal("price/X", "2026-03-31", "2026-04-02", 110.0),
    ]
    shipped = [signal("price/X", "2026-03-31", "2026-03-31", 300.0), *path(15.0, 5.0)]
    reading = read_quantity(AGAINST, merge_signals(shipped, stored), days("2026-04-01", "2026-04-30"))
    np.testing.assert_allclose(reading.values, [NONE, -0.05])
