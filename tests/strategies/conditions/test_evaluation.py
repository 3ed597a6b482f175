"""A condition day by day.

- A value counts from its published_on; before, the condition is unknown and says why.
- A year adds up twelve months; of a family of series the median counts.
- Growth needs the period 12 or 3 months before, a change the one before; a base that is not above 0 gives no growth.
- Periods in a row must all compare so; one that does not decides, a gap leaves it unknown.
- ``in`` and ``since`` say which periods count; the base of a growth may lie before them.
- What is unknown stays so unless another part decides.
- A forecast counts only when it is named.
- A later vintage counts from its day; of two origins the longer one speaks, never a mix.
- An excess is due on a day and unknown before.
- What is published later changes nothing on a day.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.language.text import same
from data_sources.tables.signals import SignalValue
from strategies.conditions.evaluation import Measured, days_of_change, evaluate
from strategies.conditions.parsing import read_condition
from strategies.contract.history import merge_signals
from tests.strategies.rules.market import NONE, days

ENDS = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}


def quarter(period: str, published_on: str, value: float, series: str = "orders") -> SignalValue:
    """A value of a quarter."""
    ended = date.fromisoformat(f"{period[:4]}-{ENDS[period[4:]]}")
    return SignalValue(series, period, ended, date.fromisoformat(published_on), value, "units", "made up")


def truth(text: str, signals: Iterable[SignalValue], *on: str) -> list[float]:
    """What a condition says on some days."""
    found: list[float] = evaluate(read_condition(text, excess=True), signals, days(*on)).truth.tolist()
    return found


def test_a_value_counts_from_its_publication_and_before_nothing_is_known() -> None:
    found = evaluate(
        read_condition("orders < 5"), [quarter("2025Q1", "2025-05-05", 4.0)], days("2025-05-04", "2025-05-05")
    )
    np.testing.assert_array_equal(found.truth, [NONE, 1.0])
    np.testing.assert_array_equal(found.values, [[NONE, 4.0]])
    ((before, after),) = found.readings
    assert before.why == "no value of orders is known"
    assert (after.period, after.published_on) == ("2025Q1", date(2025, 5, 5))


def test_growth_over_a_year_and_a_quarter_and_a_change() -> None:
    signals = [
        quarter("2024Q2", "2024-08-01", 80.0),
        quarter("2025Q1", "2025-05-01", 120.0),
        quarter("2025Q2", "2025-08-01", 96.0),
    ]
    on = days("2025-08-01")
    # 96 over 80 is 20% in a year, 96 over 120 is -20% in a quarter, and 24 less.
    for text, value in (("yoy(orders) >= 20", 20.0), ("qoq(orders) <= -20", -20.0), ("change(orders) <= -24", -24.0)):
        found = evaluate(read_condition(text), signals, on)
        assert (found.truth.tolist(), found.values.tolist()) == ([1.0], [[value]])
    # 2025Q1 has no 2024Q1 before it, and no 2024Q4.
    found = evaluate(read_condition("yoy(orders) > 0"), signals, days("2025-05-01"))
    assert found.readings[0][0].why == "yoy(orders) of 2025Q1 needs an earlier period that is not known"


def test_a_year_is_the_sum_of_the_twelve_months_that_end_with_the_period() -> None:
    signals = [
        quarter(f"{year}Q{number}", f"{year + (number == 4)}-{(3 * number) % 12 + 2:02d}-01", value)
        for year, values in ((2024, (10.0, 10.0, 15.0, 15.0)), (2025, (14.0, 16.0, 18.0, 12.0)))
        for number, value in enumerate(values, 1)
    ]
    on = days("2024-11-01", "2025-02-01", "2026-02-01")
    # 10 + 10 + 15 + 15 = 50 in 2024 and 14 + 16 + 18 + 12 = 60 in 2025, 20% more.
    np.testing.assert_array_equal(evaluate(read_condition("year(orders) > 55"), signals, on).values, [[NONE, 50, 60]])
    np.testing.assert_array_equal(
        evaluate(read_condition("year_yoy(orders) >= 20 in 2025Q4"), signals, on).values, [[NONE, NONE, 20]]
    )
    # The year so far holds the quarters before: 3 quarters and 2 of them are no 5.
    so_far = [replace(each, period="2025Q1-Q3") for each in signals]
    assert np.isnan(truth("year(orders) > 0", so_far, "2026-02-01"))[0]


def test_of_a_family_the_median_counts_of_those_that_have_the_latest_period() -> None:
    signals = [
        *(quarter("2025Q1", "2025-05-01", 10.0, f"chips/{name}") for name in "abcd"),
        *(
            quarter("2025Q2", "2025-08-01", value, f"chips/{name}")
            for name, value in zip("abc", (9.0, 11.0, 12.0), strict=True)
        ),
        quarter("2025Q2", "2025-08-01", 1.0, "chips/a/forecast"),
    ]
    # -10, 10 and 20 percent: 10 is the median. The fourth says nothing of the second quarter.
    assert evaluate(read_condition("qoq(chips/) > 0"), signals, days("2025-08-01")).values.tolist() == [[10.0]]


def test_no_growth_can_be_told_from_a_base_that_is_not_above_zero() -> None:
    signals = [quarter("2024Q2", "2024-08-01", -3.0), quarter("2025Q2", "2025-08-01", 6.0)]
    found = evaluate(read_condition("yoy(orders) > 0"), signals, days("2025-08-01"))
    assert np.isnan(found.truth[0])
    assert found.readings[0][0].why == "yoy(orders) of 2025Q2 has a base of -3, from which no growth can be told"


def test_periods_in_a_row_must_all_compare_so() -> None:
    signals = [
        quarter("2025Q1", "2025-05-01", -1.0),
        quarter("2025Q2", "2025-08-01", 2.0),
        quarter("2025Q3", "2025-11-01", -1.0),
        quarter("2025Q4", "2026-02-01", -4.0),
    ]
    on = ("2025-05-01", "2025-08-01", "2025-11-01", "2026-02-01")
    # One period alone is too few; then 2 and -1 are not both below 0; -1 and -4 are.
    assert truth("orders < 0 for 2 periods", signals, *on) == pytest.approx([NONE, 0.0, 0.0, 1.0], nan_ok=True)


def test_a_gap_leaves_periods_in_a_row_unknown() -> None:
    signals = [quarter("2025Q1", "2025-05-01", -1.0), quarter("2025Q3", "2025-11-01", -1.0)]
    assert np.isnan(truth("orders < 0 for 2 periods", signals, "2025-11-01"))[0]
    # The days of a daily series follow each other as they come.
    spot = [
        SignalValue("spot", f"2025-05-0{day}", date(2025, 5, day), date(2025, 5, day), value, "USD", "made up")
        for day, value in ((2, 9.0), (6, 8.0), (7, 7.5))
    ]
    assert truth("change(spot) < 0 for 2 periods", spot, "2025-05-07") == [1.0]


def test_in_and_since_say_which_periods_count() -> None:
    signals = [
        quarter("2024Q4", "2025-02-01", 10.0),
        quarter("2025Q4", "2026-02-01", 9.0),
        quarter("2026Q1", "2026-05-01", 12.0),
    ]
    on = ("2025-02-01", "2026-02-01", "2026-05-01")
    assert truth("orders < 10 in 2025", signals, *on) == pytest.approx([NONE, 1.0, 1.0], nan_ok=True)
    assert truth("orders < 10 since 2026Q1", signals, *on) == pytest.approx([NONE, NONE, 0.0], nan_ok=True)
    # The base, 2024Q4, lies before the periods that count: 9 over 10.
    assert truth("yoy(orders) <= -10 in 2025", signals, *on) == pytest.approx([NONE, 1.0, 1.0], nan_ok=True)


def test_what_is_unknown_stays_so_unless_another_part_decides() -> None:
    signals = [quarter("2025Q1", "2025-05-01", 1.0)]
    on = "2025-05-01"
    assert truth("orders > 0 or nothing > 0", signals, on) == [1.0]
    assert truth("orders < 0 and nothing > 0", signals, on) == [0.0]
    assert np.isnan(truth("orders > 0 and nothing > 0", signals, on))[0]
    assert np.isnan(truth("orders < 0 or nothing > 0", signals, on))[0]


def test_a_forecast_counts_only_when_it_is_named() -> None:
    signals = [quarter("2025Q4", "2025-05-01", 7.0, "orders/forecast")]
    assert np.isnan(truth("orders > 5", signals, "2025-05-01"))[0]
    assert truth("orders/forecast > 5", signals, "2025-05-01") == [1.0]


def test_a_later_vintage_counts_from_its_day() -> None:
    signals = [quarter("2025Q1", "2025-05-01", 4.0), quarter("2025Q1", "2025-06-01", 6.0)]
    assert truth("orders < 5", signals, "2025-05-31", "2025-06-01") == [1.0, 0.0]


def test_of_two_origins_the_longer_one_speaks() -> None:
    shipped = [quarter("2025Q1", "2025-05-01", 4.0)]
    stored = [quarter("2024Q4", "2025-06-01", 10.0), quarter("2025Q1", "2025-06-01", 8.0)]
    both = merge_signals(shipped, stored)
    assert truth("orders < 5", both, "2025-05-31", "2025-06-01") == [1.0, 0.0]
    # Growth is of the stored 10 and 8, never of the stored 10 and the shipped 4.
    assert evaluate(read_condition("qoq(orders) < 0"), both, days("2025-06-01")).values.tolist() == [[-20.0]]


def test_an_excess_is_unknown_until_it_is_due() -> None:
    condition = read_condition("excess(12 months) < 5", excess=True)
    on = days("2026-01-04", "2026-01-05")
    found = evaluate(condition, [], on, lambda months: Measured(date(2026, 1, 5), 3.5 if months == 12 else None))
    np.testing.assert_array_equal(found.truth, [NONE, 1.0])
    assert found.readings[0][0].why == "due 2026-01-05"
    assert found.readings[0][1].value == 3.5
    untold = evaluate(condition, [], on, lambda _: Measured(date(2026, 1, 5), None, same("no store")))
    assert np.isnan(untold.truth).all()
    assert untold.readings[0][1].why == "no store"


def test_the_days_of_change_are_those_of_publication() -> None:
    signals = [quarter("2025Q1", "2025-05-01", 1.0), quarter("2025Q1", "2025-05-02", 1.0, "other")]
    assert days_of_change(read_condition("orders > 0"), signals) == {date(2025, 5, 1)}


@given(
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 400), st.integers(-3, 3)), max_size=12),
    st.sampled_from(["orders < 0", "yoy(orders) < 0 for 2 periods", "change(orders) > 0 or orders >= 2 since 2024Q2"]),
    st.integers(0, 700),
)
def test_what_is_published_later_changes_nothing_on_a_day(
    values: list[tuple[int, int, int]], text: str, after: int
) -> None:
    signals = []
    for number, delay, value in values:
        period = f"{2023 + number // 4}Q{number % 4 + 1}"
        ended = quarter(period, "2030-01-01", 0.0).period_end
        signals.append(quarter(period, (ended + timedelta(days=delay)).isoformat(), float(value)))
    day = date(2024, 1, 1) + timedelta(days=after)
    known = [each for each in signals if each.published_on <= day]
    on = day.isoformat()
    assert truth(text, signals, on) == pytest.approx(truth(text, known, on), nan_ok=True)
