"""A method says what is wrong with an input, how far each input moves it, and whether it gives the printed number."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import UserError
from data_sources.language.text import same
from strategies.methods.check_results import check_method
from strategies.methods.method import KINDS, Check, Input, Method, Numbers, run_method
from strategies.methods.registry import METHODS, computations, find_method, reports
from strategies.methods.sensitivity import sensitivity
from tests.strategies.methods.systems import systems_of


def _margin(price: float, cost: float) -> Numbers:
    return {"margin": 100 * (1 - cost / price), "profit": price - cost}


MARGIN = Method(
    name="margin",
    report="900",
    title=same("A margin"),
    formula=same("1 - cost / price"),
    source=same("an example"),
    inputs=(
        Input("price", 10, "CNY a piece", "price", high=11),
        Input("cost", 4, "CNY a piece", "cost"),
    ),
    compute=_margin,
    outputs={"margin": "%", "profit": "CNY a piece"},
)


def test_defaults_stand_where_nothing_is_said() -> None:
    # 1 - 4 / 10 and 1 - 5 / 10
    assert run_method(MARGIN)["margin"] == pytest.approx(60)
    assert run_method(MARGIN, {"cost": 5})["margin"] == pytest.approx(50)


@pytest.mark.parametrize(
    ("overrides", "line"),
    [
        ({"prise": 3.0}, "900/margin has no input 'prise'. Did you mean price? It has price (CNY a piece), "),
        ({"cost": -1.0}, "900/margin: cost was -1.0 CNY a piece; it is 0 or more"),
        ({"price": 12.0}, "900/margin: price was 12.0 CNY a piece; it is between 0 and 11"),
        ({"cost": float("nan")}, "900/margin: cost was nan; it is a finite number in CNY a piece"),
        ({"price": 0.0}, "900/margin has no result: float division by zero; look at price = 0 CNY a piece"),
    ],
)
def test_a_wrong_input_is_one_line_with_its_name_and_unit(overrides: dict[str, float], line: str) -> None:
    with pytest.raises(UserError) as fault:
        run_method(MARGIN, overrides)
    assert str(fault.value).startswith(line)
    assert "\n" not in str(fault.value)


def test_sensitivity_moves_one_input_at_a_time_and_puts_the_widest_first() -> None:
    # profit = price - cost: price 9 to 11 gives 5 to 7, cost 3.6 to 4.4 gives 6.4 to 5.6
    price, cost = sensitivity(MARGIN, "profit")
    assert (price.input, price.output_at_low, price.output, price.output_at_high) == ("price", 5, 6, 7)
    assert (cost.input, cost.unit) == ("cost", "CNY a piece")
    assert cost.output_at_low == pytest.approx(6.4)
    assert cost.output_at_high == pytest.approx(5.6)


def test_an_end_beyond_the_range_stops_at_its_edge() -> None:
    # 10 + 50% would be 15; the price ends at 11: 11 - 4
    price = next(row for row in sensitivity(MARGIN, "profit", step=0.5) if row.input == "price")
    assert (price.low, price.high, price.output_at_high) == (5, 11, 7)


def test_an_end_without_a_result_is_not_a_number_and_stands_last() -> None:
    rows = sensitivity(MARGIN, "margin", step=1)
    assert [row.input for row in rows] == ["cost", "price"]
    assert isnan(rows[-1].output_at_low)


@pytest.mark.parametrize(("output", "step"), [("margins", 0.1), ("margin", 0.0), ("margin", -0.1)])
def test_a_wrong_output_or_step_is_refused(output: str, step: float) -> None:
    with pytest.raises(UserError, match="900/margin"):
        sensitivity(MARGIN, output, step)


def _holds(check: Check) -> bool:
    (result,) = check_method(replace(MARGIN, checks=(check,)))
    return result.holds


def test_each_kind_of_check_can_hold_and_can_fail() -> None:
    # Ours is 60. With a price of 9.5 to 10.5 it is 57.9 to 61.9.
    rounding = {"price": 0.5}
    assert _holds(Check("margin", 60.4, 0.5))
    assert not _holds(Check("margin", 61, 0.5))
    assert _holds(Check("margin", 61, 0.5, "consistent_with_rounding", rounding=rounding))
    assert not _holds(Check("margin", 64, 0.5, "consistent_with_rounding", rounding=rounding))
    assert not _holds(Check("margin", 60, 0.5, "consistent_with_rounding", rounding=rounding)), "it is reproduced"
    assert _holds(Check("margin", 70, 0.5, "not_reproduced"))
    assert not _holds(Check("margin", 60.4, 0.5, "not_reproduced"))
    assert not _holds(Check("margin", 61, 0.5, "not_reproduced", rounding=rounding)), "rounding explains it"


@given(st.floats(0.01, 11), st.floats(0, 100), st.floats(0.01, 0.99))
def test_the_row_of_an_input_holds_the_output_of_the_moved_input(price: float, cost: float, step: float) -> None:
    for row in sensitivity(MARGIN, "profit", step, {"price": price, "cost": cost}):
        assert row.low <= row.value <= row.high
        moved = {"price": price, "cost": cost} | {row.input: row.high}
        assert row.output_at_high == moved["price"] - moved["cost"]


def test_every_method_has_a_key_units_and_outputs_that_it_returns() -> None:
    for key, method in METHODS.items():
        assert key == f"{method.report}/{method.name}"
        assert set(run_method(method)) == set(method.outputs), key
        assert all(each.unit and each.meaning for each in method.inputs), key
        assert method.title, key
        assert method.source, key
        assert len({each.name for each in method.inputs}) == len(method.inputs), key
        assert all(check.kind in KINDS for check in method.checks), key


def test_methods_are_found_by_key_by_a_bare_name_and_by_a_near_one() -> None:
    assert find_method("002/training_cost").report == "002"
    assert find_method("kv_cache_size").key == "002/kv_cache_size"
    with pytest.raises(UserError, match=r"no method 'kv_cache_sise'\. Did you mean .*kv_cache_size"):
        find_method("kv_cache_sise")
    with pytest.raises(UserError, match="several reports compute 'supernode_scaling'; write 002/supernode_scaling or"):
        find_method("supernode_scaling")


def test_every_system_of_a_report_is_computed_or_says_why_not() -> None:
    for number in reports():
        computed = {name for method in METHODS.values() if method.report == number for name in systems_of(method)}
        listed = computations(number).not_computed
        assert computed | set(listed) == set(computations(number).systems), number
        assert not computed & set(listed), number
        assert all(len(reason) > 20 for reason in listed.values()), number
