"""Runs side by side, whole: the numbers of the common sessions, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest

from backtest.result.beside.beside import set_beside
from backtest.result.beside.document import beside_document
from backtest.result.beside.of_result import side_of_result
from backtest.result.beside.sentences import (
    alone_sentence,
    data_sentence,
    differing_sentences,
    held_sentences,
    sessions_sentence,
    verdict_sentences,
    warnings,
)
from backtest.result.beside.side import OwnVerdict, Side
from data_sources.errors import InputError
from tests.backtest.result.beside.made_sides import side
from tests.reports.made_results import long_result

INDEX = [100.0, 102.0, 101.0]


def numbers(sides: list[Side]) -> dict[str, tuple[object, ...]]:
    return {row.definition.key: row.values for row in set_beside(sides).numbers.common}


def test_numbers_are_those_of_the_common_sessions_alone() -> None:
    # What a gained before b was there is in no number: over the common sessions it made 110 / 100.
    a = side("a", "2025-03-01", [50.0, 100.0, 105.0, 110.0], [10.0, 100.0, 102.0, 101.0])
    b = side("b", "2025-03-02", [100.0, 90.0, 99.0], INDEX)
    seen = numbers([a, b])
    assert seen["total_return"] == pytest.approx((0.10, -0.01))
    assert seen["benchmark_return"] == pytest.approx((0.01, 0.01))
    assert seen["excess_arithmetic"] == pytest.approx((0.09, -0.02))
    assert seen["max_drawdown"] == pytest.approx((0.0, -0.10))
    # Two days are no year.
    assert "annual_return" not in seen


def test_sentences_say_what_was_left_out_and_in_both_languages() -> None:
    seen = set_beside([
        side("a", "2025-03-01", [50.0, 100.0, 105.0, 110.0]), side("b", "2025-03-02", [100.0, 90.0, 99.0])
    ])  # fmt: skip
    words = sessions_sentence(seen)
    assert words == (
        "Aligned to the 2 sessions that all have, 2025-03-03 to 2025-03-04 (base: close of 2025-03-02). "
        "Left out: a 1 before, 0 after."
    )
    assert words.zh == (
        "按全部回测共有的 2 个交易日对齐：2025-03-03 至 2025-03-04（以 2025-03-02 收盘为基点）。"
        "剔除：a 之前 1 日，之后 0 日。"
    )
    alike = set_beside([side("a", "2025-03-01", INDEX), side("b", "2025-03-01", INDEX)])
    assert sessions_sentence(alike).endswith("No session was left out.")


def test_holdings_in_common_are_told_pair_by_pair() -> None:
    seen = set_beside([
        side("a", "2025-03-01", INDEX, held={"A": [0, 0.6, 0.5], "B": [0, 0.4, 0.3]}),
        side("b", "2025-03-01", INDEX, held={"B": [0, 0.5, 0.2]}),
    ])  # fmt: skip
    # In common: min(0.4, 0.5) and min(0.3, 0.2), 0.3 on average.
    (words,) = held_sentences(seen)
    assert words == (
        "a and b had 30.0% of weight in the same names on average, 20.0% on 2025-03-03: 1 of 2 and 1 names."
    )
    assert words.zh == ("a 与 b 的持仓重合度平均 30.0%，2025-03-03 为 20.0%：分别持有 2 只和 1 只，其中 1 只相同。")


def manifest(snapshot: str, slippage: float) -> dict[str, object]:
    return {"name": "a", "snapshot": snapshot, "options": {"slippage": slippage}, "parameters": {}}


def test_same_data_is_said_and_other_data_is_a_warning() -> None:
    one, other = manifest("s1-aa", 0.0), manifest("s2-bb", 0.002)
    alike = set_beside([side(label, "2025-03-01", INDEX, manifest=one) for label in ("a", "b")])
    assert data_sentence(alike) == "Same data: all on snapshot s1-aa."
    assert differing_sentences(alike) == ()
    apart = set_beside([
        side("a", "2025-03-01", INDEX, manifest=one), side("b", "2025-03-01", INDEX, manifest=other)
    ])  # fmt: skip
    assert data_sentence(apart) == (
        "Warning: not the same data, a on s1-aa and b on s2-bb: what differs may be the data and not the rule."
    )
    assert data_sentence(apart).zh.startswith("警告：数据不同（a 用 s1-aa，b 用 s2-bb）")
    assert [str(each) for each in differing_sentences(apart)] == [
        "Data, snapshot: a s1-aa, b s2-bb.",
        "Conditions, slippage: a 0%, b 0.2%.",
    ]
    assert alone_sentence(apart) == ""


def test_own_verdicts_stand_with_their_span_and_interval() -> None:
    told = OwnVerdict("HELD", date(2025, 3, 1), date(2026, 3, 6), 0.1234, 0.02, 0.3, a_year=True)
    seen = set_beside([
        side("a", "2025-03-01", INDEX, verdict=told),
        side("b", "2025-03-01", INDEX),
        side("c", "2025-03-01", INDEX, verdict=OwnVerdict("TOO EARLY", date(2025, 3, 1), date(2025, 3, 3))),
    ])  # fmt: skip
    words = verdict_sentences(seen)
    assert [str(each) for each in words] == [
        "a: HELD, 2025-03-01 to 2026-03-06: excess +12.3% a year, 95% interval +2.0% to +30.0%.",
        "b: its verdict is not recorded; run it again to have it.",
        "c: TOO EARLY, 2025-03-01 to 2025-03-03, too short for an interval.",
    ]
    assert words[0].zh == "a：成立，2025-03-01 至 2026-03-06：年化超额 +12.3%，95% 区间 +2.0% 至 +30.0%。"


def test_what_forbids_a_comparison_stands_first() -> None:
    real, made = side("a", "2025-03-01", INDEX), side("b", "2025-03-01", INDEX, simulated=True)
    assert warnings(set_beside([real, real.__class__(**{**vars(real), "label": "c"})])) == ()
    assert warnings(set_beside([real, made]))[0].startswith("SIMULATED: the prices of b are not real")
    early = side("d", "2025-03-01", INDEX, hindsight=True)
    assert warnings(set_beside([real, early]))[0].startswith("HINDSIGHT: d traded names before")


def test_other_indices_are_said() -> None:
    real = side("a", "2025-03-01", INDEX)
    other = Side(**{**vars(real), "label": "b", "benchmark": "000905.SH"})
    assert warnings(set_beside([real, other])) == (
        "The excess of each is over its own index: a 000300.SH, b 000905.SH",
    )


def test_one_run_is_not_compared_nor_are_eleven() -> None:
    one = side("a", "2025-03-01", INDEX)
    for count in (1, 11):
        with pytest.raises(InputError, match=f"{count} runs were given; two to 10 can be compared"):
            set_beside([one] * count)


def test_a_result_beside_itself_is_itself() -> None:
    result = long_result()
    seen = set_beside([side_of_result(result, "a"), side_of_result(result, "b")])
    assert seen.excess[0][1] == pytest.approx(1.0)
    assert all(row.values[0] == row.values[1] for row in seen.numbers.common)
    assert seen.held is not None
    # All that it holds is in common: on each day its weight in names, which is holdings over equity.
    part_equity = seen.sides[0].curve.equity
    assert len(part_equity) == len(seen.held.overlaps[0].shares)
    assert seen.held.counts[0] == seen.held.overlaps[0].names
    document = beside_document(seen)
    assert document["schema"] == 1
    assert document["runs"][0]["verdict"]["badge"] == document["runs"][1]["verdict"]["badge"]
    assert document["differs"]["same_data"] == bool(result.manifest.get("snapshot"))
