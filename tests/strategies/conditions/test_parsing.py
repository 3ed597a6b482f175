"""A condition as it is read.

- A comparison has a series or a form of it, a sign and a number; periods in a row and the periods that count follow.
- ``and`` binds before ``or``; brackets come first.
- A name with spaces or brackets stands in quotes.
- A fault names its column and what may stand there; of a series that there is not, the ones that are near.
"""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.conditions.condition import Comparison, Excess, Joined, SeriesQuantity, comparisons, series_quantities
from strategies.conditions.parsing import read_condition
from strategies.conditions.words import ConditionError
from strategies.signals.period import read_period

BELOW = Comparison(SeriesQuantity("orders/total"), "<", 0.0)
SERIES = ("orders/total", "orders/north", "price_qoq/low/forecast")


def test_a_comparison_has_a_series_a_sign_and_a_number() -> None:
    assert read_condition("orders/total < 0") == BELOW
    assert read_condition("revenue_yoy/688001.SH >= -2.5") == Comparison(
        SeriesQuantity("revenue_yoy/688001.SH"), ">=", -2.5
    )


def test_a_form_of_a_series_periods_in_a_row_and_the_periods_that_count() -> None:
    read = read_condition("yoy(orders/total) <= 5 for 2 periods since 2025Q4")
    assert read == Comparison(SeriesQuantity("orders/total", "yoy"), "<=", 5.0, 2, since=read_period("2025Q4"))
    assert read_condition("orders/total < 0 in 2026") == Comparison(
        SeriesQuantity("orders/total"), "<", 0.0, during=read_period("2026")
    )
    assert read_condition("orders/total < 0 for 1 period") == BELOW


def test_and_binds_before_or_and_brackets_before_both() -> None:
    a, b, c = (Comparison(SeriesQuantity(name), ">", 1.0) for name in "abc")
    assert read_condition("a > 1 or b > 1 and c > 1") == Joined("or", (a, Joined("and", (b, c))))
    assert read_condition("(a > 1 or b > 1) and c > 1") == Joined("and", (Joined("or", (a, b)), c))


def test_a_name_with_spaces_and_brackets_stands_in_quotes() -> None:
    read = read_condition("change('spot/DDR4 8Gb (1Gx8) 3200') < 0")
    assert [each.series for each in series_quantities(read)] == ["spot/DDR4 8Gb (1Gx8) 3200"]


def test_what_is_read_is_named_once_each_in_its_order() -> None:
    read = series_quantities(read_condition("b > 1 or a > 1 and yoy(b) < 0 or b > 2"))
    assert [(each.form, each.series) for each in read] == [("value", "b"), ("value", "a"), ("yoy", "b")]


def test_a_name_that_ends_in_a_stroke_takes_in_all_that_begin_so() -> None:
    assert [each.series for each in series_quantities(read_condition("qoq(orders/) < 0", SERIES))] == ["orders/"]
    with pytest.raises(ConditionError, match="no series is called price_qoq/"):
        read_condition("price_qoq/ < 0", SERIES)  # there is only a forecast, which must be named


def test_an_excess_is_of_a_thesis_alone() -> None:
    assert read_condition("excess(12 months) < 5", excess=True) == Comparison(Excess(12), "<", 5.0)
    with pytest.raises(ConditionError, match="column 1: excess is of the names of a thesis"):
        read_condition("excess(12 months) < 5")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "column 1: nothing stands where a series is wanted"),
        ("orders/total", "column 13: nothing stands where <, <=, > or >= is wanted"),
        ("orders/total = 0", "column 14: '=' has no place in a condition; compare with < <= > >="),
        ("orders/total < much", "column 16: 'much' stands where a number is wanted"),
        ("orders/total < 0 while", "column 18: 'while' stands where the end of the condition, and, or"),
        ("orders/total < 0 for two periods", "column 22: 'two' stands where a whole number is wanted"),
        ("orders/total < 0 for 0 periods", "column 22: 0 is not between 1 and 40"),
        ("orders/total < 0 for 2 quarters", "column 24: 'quarters' stands where periods is wanted"),
        ("orders/total < 0 in spring", "column 21: 'spring' stands where a period such as 2025, FY2025"),
        ("mom(orders/total) < 0", "column 1: there is no form mom; there are yoy, qoq, change, year, year_yoy, excess"),
        ("(orders/total < 0", "column 18: nothing stands where ) is wanted"),
        ("orders/total < 0 and", "column 21: nothing stands where a series is wanted"),
        ("order/total < 0", "column 1: no series is called order/total; did you mean orders/total or orders/north?"),
        ("zzz < 0", "column 1: no series is called zzz; there are orders/north, orders/total, price_qoq/low/forecast"),
        ("(" * 30 + "orders/total < 0" + ")" * 30, "column 22: is nested deeper than 20"),
        ("orders/total < 0 or " * 30, "column 401: is longer than 400 characters"),
    ],
)
def test_a_fault_names_its_column_and_what_may_stand_there(text: str, said: str) -> None:
    with pytest.raises(ConditionError) as fault:
        read_condition(text, SERIES)
    assert str(fault.value).startswith(said)


@given(st.text(alphabet="ab/()<>=. 0123456789'-andorfix", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(ConditionError):  # anything else escapes
        assert str(next(comparisons(read_condition(text))).quantity)
