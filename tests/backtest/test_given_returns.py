"""Daily returns in the forms in which people have them, and what is refused by name."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backtest.given_returns import given_returns, returns_of_prices
from data_sources.errors import InputError

DAYS = pd.DatetimeIndex(["2025-01-02", "2025-01-03", "2025-01-06"])
VALUES = [0.01, -0.02, 0.03]
SERIES = pd.Series(VALUES, index=DAYS, name="mine")

FORMS: dict[str, Any] = {
    "a series": SERIES,
    "not in order": SERIES.iloc[::-1],
    "a frame of one column": SERIES.to_frame(),
    "a frame with a date": SERIES.rename_axis("date").reset_index(),
    "periods": SERIES.set_axis(DAYS.to_period("D")),
    "closes of Shanghai": SERIES.set_axis((DAYS + pd.Timedelta(hours=15)).tz_localize("Asia/Shanghai")),
    "dates": SERIES.set_axis([day.date() for day in DAYS]),
    "text": SERIES.set_axis(["2025-01-02", "2025-01-03", "2025-01-06"]),
    "numbers": SERIES.set_axis([20250102, 20250103, 20250106]),
    "a first value missing": pd.concat([pd.Series([np.nan], index=[pd.Timestamp("2025-01-01")]), SERIES]),
    "a dictionary": SERIES.to_dict(),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same_returns(form: str) -> None:
    found = given_returns(FORMS[form], "returns")
    assert found.dates.astype(str).tolist() == ["2025-01-02", "2025-01-03", "2025-01-06"]
    assert found.daily.tolist() == VALUES


@pytest.mark.parametrize("numbers", [VALUES, tuple(VALUES), np.array(VALUES)])
def test_numbers_have_their_dates_beside_them(numbers: object) -> None:
    found = given_returns(numbers, "returns", DAYS)
    assert (found.name, found.daily.tolist()) == ("", VALUES)
    assert given_returns(SERIES, "returns").name == "mine"


def test_prices_are_taken_only_where_they_are_called_so() -> None:
    # 10 to 11 is 10%, 11 to 9.9 is -10%; the first day is the base.
    found = returns_of_prices(pd.Series([10.0, 11.0, 9.9], index=DAYS))
    assert found.daily.tolist() == pytest.approx([0.1, -0.1])
    assert found.dates.astype(str).tolist() == ["2025-01-03", "2025-01-06"]
    with pytest.raises(
        InputError, match=r"^returns: values of 9.9 to 11, all above 0, look like prices; give them as "
    ):
        given_returns(pd.Series([10.0, 11.0, 9.9], index=DAYS), "returns")
    with pytest.raises(InputError, match=r"^benchmark: values of .* look like prices; give them as returns: .pct_chan"):
        given_returns(pd.Series([10.0, 11.0, 9.9], index=DAYS), "benchmark")


def test_a_day_that_more_than_doubles_is_a_return_like_any_other() -> None:
    # Values from 0 up with one above 1 are what some tearsheets take for prices.
    found = given_returns(pd.Series([0.0, 1.5, 0.01], index=DAYS), "returns")
    assert found.daily.tolist() == [0.0, 1.5, 0.01]


@given(st.lists(st.floats(-0.1, 0.1), min_size=2, max_size=30))
def test_returns_that_can_be_had_are_never_changed(values: list[float]) -> None:
    days = pd.bdate_range("2025-01-02", periods=len(values))
    assert given_returns(pd.Series(values, index=days), "returns").daily.tolist() == values


WRONG: dict[str, tuple[Any, str]] = {
    "percent": (SERIES * 100, "3 is no daily return as a fraction"),
    "a missing day": (SERIES.where(SERIES > 0), "the value of 2025-01-03 .1 in all. is missing"),
    "an infinite one": (SERIES.replace(0.01, np.inf), "the value of 2025-01-02 .1 in all. is missing"),
    "a day twice": (pd.concat([SERIES, SERIES]), "2025-01-02 stands twice"),
    "months": (
        SERIES.set_axis(pd.DatetimeIndex(["2025-01-31", "2025-02-28", "2025-03-31"])),
        "there are 29 days between two",
    ),
    "row numbers": (SERIES.reset_index(drop=True), "its index holds no dates"),
    "names for days": (SERIES.set_axis(["a", "b", "c"]), "its index holds no dates"),
    "no day": (SERIES.set_axis([DAYS[0], pd.NaT, DAYS[2]]), "a date is missing"),
    "two columns": (pd.DataFrame({"a": SERIES, "b": SERIES}), "the frame has 2 columns .a, b.; give one"),
    "one value": (SERIES.iloc[:1], "there are 1 days with a value"),
    "words": (SERIES.astype(str).replace("0.01", "much"), "its values are "),
    "a file": ("returns.csv", "str is no series of returns"),
    "no dates": (np.array(VALUES), "ndarray has no dates; give them as dates="),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_series_of_daily_returns_is_one_line(case: str) -> None:
    wrong, words = WRONG[case]
    with pytest.raises(InputError, match=f"^returns: {words}"):
        given_returns(wrong, "returns")


def test_a_date_for_each_value_and_prices_above_zero() -> None:
    with pytest.raises(InputError, match=r"^returns: there are 3 values and 2 dates"):
        given_returns(VALUES, "returns", DAYS[:2])
    with pytest.raises(InputError, match=r"^prices: 0 on 2025-01-03 is no price"):
        returns_of_prices(pd.Series([10.0, 0.0, 9.9], index=DAYS))
