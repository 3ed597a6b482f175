"""``backtest method``: the reports' computations, with other inputs, and what moves them."""

from __future__ import annotations

import pytest

from strategies.methods.registry import METHODS
from tests.cli.command import backtest

WAFERS = "000/inference_wafer_demand"


def test_without_a_name_every_method_has_a_line() -> None:
    lines = [line.split("\t") for line in backtest("method").out.splitlines()]
    assert lines[0] == ["key", "title", "report", "outputs"]
    assert [WAFERS, "Wafers for inference cards", "000", "cards good_dies wafers"] in lines
    assert len(lines) == 1 + len(METHODS)


def test_a_method_shows_its_numbers_beside_the_printed_ones() -> None:
    lines = [line.split() for line in backtest("method", WAFERS).out.splitlines()]
    # 20 billion yuan / 20,000 yuan = 1,000,000 cards; 215 x 70% = 150.5, whole dies 150; 1e6 / 150 = 6,666.67.
    assert ["wafers", "6,666.67", "12-inch", "wafers", "a", "year"] in lines
    checked = next(line for line in lines if line[:3] == ["wafers", "6,600", "6,666.67"])
    assert checked[3:5] == ["reproduced", "yes"]


def test_an_input_of_ones_own_moves_the_outputs_and_not_the_checks() -> None:
    ran = backtest("method", "inference_wafer_demand", "--set", "yield_percent=50", "--json")
    # 215 x 50% = 107.5, whole dies 107; 1e6 / 107 = 9,345.79.
    assert ran.document["outputs"]["good_dies"]["value"] == 107
    assert ran.document["outputs"]["wafers"]["value"] == pytest.approx(9_345.794, abs=0.001)
    assert {check["name"]: check["computed"] for check in ran.document["checks"]}["good_dies"] == 150
    changed = {each["name"]: each["origin"] for each in ran.document["inputs"]}
    assert changed["yield_percent"] == "--set (default 70)"
    assert changed["market"] == "line 28"


def test_sensitivity_moves_one_input_at_a_time() -> None:
    ran = backtest("method", WAFERS, "--sensitivity", "cards", "--step", "0.25", "--json")
    rows = {row["input"]: row for row in ran.document["sensitivity"]}
    # Cards are money / price: 15 to 25 billion give 750,000 to 1,250,000; 15,000 to 25,000 yuan 1,333,333 to 800,000.
    assert (rows["market"]["output_at_low"], rows["market"]["output_at_high"]) == (750_000, 1_250_000)
    assert rows["card_price"]["span"] == pytest.approx(533_333.3, abs=0.1)
    assert rows["gross_dies"]["span"] == 0
    assert [row["input"] for row in ran.document["sensitivity"]][:2] == ["card_price", "market"]
    shown = backtest("method", WAFERS, "--sensitivity", "cards").out
    assert "cards when one input moves by 10%" in shown


def test_a_contradiction_of_the_report_is_said() -> None:
    assert "the report contradicts itself: " in backtest("method", "wafer_materiality").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["inference_wafer"], 1, "Did you mean inference_wafer_demand"),
        ([WAFERS, "--set", "yield_percent=101"], 1, "between 0 and 100"),
        ([WAFERS, "--set", "yield_percnt=50"], 1, "Did you mean yield_percent?"),
        ([WAFERS, "--set", "market=much"], 2, "is no INPUT=NUMBER"),
        ([WAFERS, "--sensitivity", "wafer"], 1, "Did you mean wafers?"),
        (["--set", "market=1"], 2, "need the NAME of a method"),
    ],
)
def test_wrong_questions_are_answered_in_one_line(words: list[str], code: int, said: str) -> None:
    ran = backtest("method", *words)
    assert ran.code == code
    assert said in ran.error
