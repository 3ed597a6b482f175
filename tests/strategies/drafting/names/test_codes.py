"""Printed codes, and numbers of six digits that are none."""

from __future__ import annotations

import pytest

from strategies.drafting.names.codes import codes
from strategies.drafting.names.hits import hits
from strategies.drafting.names.passages import passages
from tests.strategies.drafting.names.invented import NAMES, judged, lines, taken


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (code.symbol, code.name, code.rule)
        for passage in passages(lines(text))
        for code in codes(passage, hits(passage, NAMES))
    ]


@pytest.mark.parametrize(
    ("text", "symbol", "name", "rule"),
    [
        ("蓝鲸重工(600901.SH)", "600901.SH", "蓝鲸重工", "code_with_exchange"),
        ("关注 SH600901 的订单", "600901.SH", "", "code_with_exchange"),
        ("蓝鲸重工(600901)", "600901.SH", "蓝鲸重工", "code_beside_name"),
        ("600901\t蓝鲸重工\t12.5", "600901.SH", "蓝鲸重工", "code_beside_name"),
        ("夜莺传媒\t600999\t12.5", "600999.SH", "夜莺传媒", "code_in_cell"),
        ("夜莺传媒(600999)", "600999.SH", "夜莺传媒", "code_in_brackets"),
        ("Blue Whale (600901 CH)", "600901.SH", "Blue Whale", "code_with_exchange"),
        ("股票代码:600999", "600999.SH", "", "code_beside_name"),
        ("夜莺国际(09911.HK)", "09911.HK", "夜莺国际", "code_abroad"),
        ("Nightingale (NGTL.O)", "NGTL.US", "Nightingale", "code_abroad"),
        ("Nightingale (NGTL US)", "NGTL.US", "Nightingale", "code_abroad"),
    ],
)
def test_a_printed_code(text: str, symbol: str, name: str, rule: str) -> None:
    assert found(text) == [(symbol, name, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "邮编:100031",
        "邮政编码 300901",
        "电话 021-60901234",
        "执业证书:S0600515110002",
        "装机 600901 台",
        "金额 300901 万元",
        "表(202503)",
        "发文 300901 号",
        "收入\t600901\t300902",
        "沪深300(000300)",
        "船舶指数(000999)",
        "000300.SH",
        "1600901.55",
    ],
)
def test_a_number_that_is_no_code(text: str) -> None:
    assert found(text) == []


def test_a_code_whose_company_the_store_does_not_have_is_taken_with_the_printed_name() -> None:
    (decision,) = judged("夜莺传媒(600999.SH)发布新片。")
    assert (decision.company.symbol, decision.printed, decision.code_printed) == ("600999.SH", "夜莺传媒", True)


def test_a_code_makes_a_word_the_company() -> None:
    assert set(taken("300903\t机器人\t15.2")) == {"300903.SZ"}


def test_a_second_listing_is_no_other_company() -> None:
    assert [symbol for symbol, _, _ in found("蓝鲸重工(600901.SH/9911.HK)")] == ["600901.SH"]
    assert [symbol for symbol, _, _ in found("Nightingale (NGTL US / 9911.HK)")] == ["NGTL.US"]
