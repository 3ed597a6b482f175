"""The section on trading: the newest fills in the page, all of them packed, the other conditions where asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from backtest.result.parts import run_parts
from backtest.result.sensitivity import Sensitivity, Variant, sensitivity_sentence
from backtest.result.trades import Trade, share_of_volume, trades
from data_sources.language.text import both
from reports.sections.trading import trading_section
from reports.sections.trading.trades import NEWEST, packed_trades, trades_section
from tests.backtest.result.test_deep import DEEP
from tests.reports.charts.test_steps import read_steps
from tests.reports.made_results import long_result, tiny_result

EPOCH = date(1970, 1, 1)


def _variants(*excess: float | None) -> tuple[Variant, ...]:
    return tuple(Variant("slippage", both("a", "甲"), each) for each in excess)


def test_turnover_has_a_bar_a_month_and_part() -> None:
    bars = trading_section(tiny_result(), run_parts(tiny_result())).turnover
    # January and February of the hindsight, February of the test: 30,000 bought, nothing, 12,000 sold.
    assert [(bar.month, bar.early) for bar in bars] == [("2025-01", True), ("2025-02", True), ("2025-02", False)]
    # 15,000 over 99,990, and 6,000 over the mean of 105,069 and 106,069.
    assert [bar.value for bar in bars] == pytest.approx([0.150015, 0.0, 0.056834], abs=1e-6)
    assert bars[0].said == "2025-01: 15.0%, 2 fills"
    assert bars[2].said.zh == "2025-02：5.7%，1 笔成交"


def test_few_fills_are_all_rows_and_nothing_is_packed() -> None:
    shown = trading_section(tiny_result(), run_parts(tiny_result())).trades
    assert (len(shown.newest), shown.more) == (3, 0)
    assert [str(each.day) for each in shown.newest] == ["2025-02-07", "2025-01-27", "2025-01-27"]
    assert packed_trades(shown) is None


def test_packed_fills_unpack_to_what_was_traded() -> None:
    found = trades(run_parts(long_result(200, 12)))
    shown = trades_section(found)
    assert len(found) > NEWEST
    assert (len(shown.newest), shown.more) == (NEWEST, len(found) - NEWEST)
    packed = packed_trades(shown)
    assert packed is not None
    read = json.loads(json.dumps(packed))
    days, places, buys, quantities = (read_steps(read[key]) for key in ("day", "symbol", "buy", "quantity"))
    unpacked = [
        (EPOCH + timedelta(day or 0), read["symbols"][place], read["names"][place], "buy" if buy else "sell", quantity)
        for day, place, buy, quantity in zip(days, places, buys, quantities, strict=True)
    ]
    assert unpacked == [(each.day, each.symbol, each.name, each.side, each.quantity) for each in found]
    assert read_steps(read["price"]) == [round(each.price * 10_000) for each in found]
    assert read_steps(read["early"]) == [0] * len(found)


def test_a_fill_of_unknown_volume_stays_unknown_and_hindsight_is_marked() -> None:
    one = Trade("hindsight", date(2025, 1, 2), "600001.SH", "甲", "buy", 100, 10.0, 1000.0, 5.0, None)
    packed = packed_trades(trades_section([one] * 40 + [replace(one, part="test", share=0.0123)] * 20))
    assert packed is not None
    # 12,300 is 24,600 = 24 * 1,024 + 0 * 32 + 24: 24 + 32 = 56, "4"; 0 + 32, "g"; 24, "Y". The others do not differ.
    assert packed["share"] == "." * 40 + "4gY" + "A" * 19
    assert packed["early"] == "C" + "A" * 39 + "D" + "A" * 19
    assert packed["names"] == ["甲"]


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.24, "24%"),
        (0.053, "5.3%"),
        (0.0024, "0.24%"),
        (0.0000213, "0.0021%"),
        (0.0, "0%"),
        (None, "–"),
        (1.5, "150%"),
    ],
)
def test_a_share_of_the_volume_has_the_digits_that_count(share: float | None, said: str) -> None:
    assert share_of_volume(share) == said


def test_the_sentence_leaves_out_the_run_itself_hindsight_and_what_could_not_be_tried() -> None:
    varied = (
        *_variants(0.10, 0.30, None),
        Variant("slippage", both("b", "乙"), 0.9, own=True),
        Variant("start", both("c", "丙"), -0.9, hindsight=True),
    )
    said = sensitivity_sentence(Sensitivity(0.2, varied))
    assert said == (
        "The excess of +20.0 points lies between +10.0 and +30.0 points under 2 other conditions of the same "
        "decisions; in none of them it changes its sign. None was chosen, so none counts as a trial."
    )
    assert "超额介于 +10.0 与 +30.0 个百分点之间（本次为 +20.0），符号均未改变" in said.zh
    turned = sensitivity_sentence(Sensitivity(0.2, _variants(-0.1, 0.3)))
    assert "in 1 of them it changes its sign" in turned
    assert sensitivity_sentence(Sensitivity(0.2, ())).startswith("The excess is +20.0 points; no other condition")


def test_the_section_has_other_conditions_only_where_the_run_was_asked_for_them() -> None:
    result = long_result(120, 4)
    assert trading_section(result, run_parts(result)).sensitivity is None
    seen = Sensitivity(0.2, _variants(0.1, None, 0.4))
    deep = replace(result, deep=replace(DEEP, sensitivity=seen))
    section = trading_section(deep, run_parts(deep))
    assert section.sensitivity == seen
    assert section.axis == (0.1, 0.4)
