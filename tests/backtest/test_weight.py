"""What a weight may be, in every form in which one can be given: an error names the date, and the symbol."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from backtest.given_targets import given_targets
from backtest.target_file import read_targets
from backtest.targets import Targets, checked_targets, targets_from_rows, targets_from_weights
from data_sources.errors import InputError

A, B, DAY = "600000.SH", "600010.SH", date(2025, 2, 5)
DAYS = np.array(["2025-02-05", "2025-03-05"], "datetime64[D]")
NAN = float("nan")


def as_matrix(value: Any) -> Targets:  # noqa: ANN401 - whatever a user writes
    return targets_from_weights(
        DAYS[:1], (A, B), np.array([[0.1, value]], None if isinstance(value, float) else object)
    )


def as_rows(value: Any) -> Targets:  # noqa: ANN401
    return targets_from_rows([(DAY, A, 0.1), (DAY, B, value)])


def as_targets(value: Any) -> Targets:  # noqa: ANN401
    column = np.array([0.1, value], None if isinstance(value, float) else object)
    return checked_targets(Targets(DAYS[:1], np.array([0, 2]), (A, B), np.array([0, 1]), column))


WRONG = [float("inf"), -float("inf"), -0.1, 1.5, "0.5", True, 0.5 + 0.1j, None, b"1", [0.5], np.True_]


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize("form", [as_matrix, as_rows])
def test_what_is_no_weight_is_named_with_date_and_symbol(form: Callable[[Any], Targets], value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InputError, match=rf"targets of {DAY}: the weight of {B} is"):
        form(value)


@pytest.mark.parametrize("value", [NAN, float("inf"), -0.1, 1.5])
def test_targets_made_by_hand_are_held_to_the_same(value: float) -> None:
    with pytest.raises(InputError, match=rf"targets of {DAY}: the weight of {B} is"):
        as_targets(value)


@pytest.mark.parametrize("value", ["0.5", True, 1j])
def test_targets_made_by_hand_hold_numbers(value: object) -> None:
    with pytest.raises(InputError, match="weights are numbers"):
        as_targets(value)


@pytest.mark.parametrize("value", [0.5, np.float32(0.5), Decimal("0.5"), np.array(0.5)])
def test_every_kind_of_real_number_is_a_weight(value: object) -> None:
    assert as_rows(value).weights.tolist() == [0.1, 0.5]


def test_a_zero_below_zero_is_a_zero() -> None:
    assert as_rows(-0.0).rows() == as_matrix(-0.0).rows() == [(DAY, A, 0.1)]


def test_a_row_of_nan_is_an_error_that_names_the_day_and_says_how_cash_is_asked_for() -> None:
    matrix = np.array([[0.5, 0.5], [NAN, NAN]])
    with pytest.raises(InputError, match=r"targets of 2025-03-05: all 2 weights are NaN; .* cash is a row of 0"):
        targets_from_weights(DAYS, (A, B), matrix)


def test_the_days_of_further_rows_of_nan_are_counted() -> None:
    with pytest.raises(InputError, match=r"targets of 2025-02-05: all 2 weights are NaN, and those of 1 more days"):
        targets_from_weights(DAYS, (A, B), np.full((2, 2), NAN))


def test_a_nan_beside_numbers_is_a_symbol_without_a_weight() -> None:
    targets = targets_from_weights(DAYS, (A, B), np.array([[NAN, 0.4], [0.0, NAN]]))
    # The second row has a number, 0, and asks for cash.
    assert targets.rows() == [(DAY, B, 0.4), (date(2025, 3, 5), "", 0.0)]


def test_nan_in_rows_is_an_error() -> None:
    with pytest.raises(InputError, match=rf"targets of {DAY}: the weight of {B} is nan"):
        as_rows(NAN)


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        (["2025-02-05", "NaT"], "date 2 of 2 is NaT"),
        (["2025-02-05", "2025-02-05"], "2025-02-05 stands behind 2025-02-05"),
        (["2025-02-05", "2025-02-04"], "2025-02-04 stands behind 2025-02-05"),
    ],
)
def test_dates_are_days_that_ascend(dates: list[str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        targets_from_weights(np.array(dates, "datetime64[D]"), (A, B), np.full((2, 2), 0.1))


@pytest.mark.parametrize("day", [None, pd.NaT, np.datetime64("NaT", "D"), 20250205, "soon"])
def test_a_row_needs_a_day(day: Any) -> None:  # noqa: ANN401
    with pytest.raises(InputError, match=f"is no day of a decision .of {A}"):
        targets_from_rows([(day, A, 0.5)])


def test_two_columns_of_one_symbol_are_an_error() -> None:
    with pytest.raises(InputError, match=f"two columns are {A}"):
        targets_from_weights(DAYS, (A, A), np.full((2, 2), 0.1))


@pytest.mark.parametrize("cell", ["", "nan", "NaN", "inf", "-0.1", "1.5", "half", "True", "1e400"])
def test_a_file_with_a_wrong_weight_is_an_error(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "targets.csv"
    path.write_text(f"date,symbol,weight\n2025-02-05,{A},0.1\n2025-02-05,{B},{cell}\n")
    with pytest.raises(InputError, match=r"targets\.csv:3|2025-02-05"):
        read_targets(path)


@pytest.mark.parametrize("value", [NAN, None, float("inf"), -0.1, 1.5, "half", True])
def test_a_frame_with_a_wrong_weight_is_an_error(value: object) -> None:
    table = pd.DataFrame({"date": ["2025-02-05"] * 2, "symbol": [A, B], "weight": [0.1, value]})
    with pytest.raises(InputError, match=r"targets:2|2025-02-05"):
        given_targets(table)
