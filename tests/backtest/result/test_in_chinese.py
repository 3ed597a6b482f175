"""Sentences as a Chinese quant reads them: their numbers, units and punctuation, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from backtest.metrics.definitions import DEFINITIONS
from backtest.metrics.publication import Publication
from backtest.result import wording
from backtest.result.few_held import Stretch
from backtest.result.gates import ALL_GATES, GateAct, GateEffect, gate_sentence, gates_sentence
from backtest.result.other_names import OtherNames, other_names_sentence
from backtest.result.paper_diary import DiaryBeside, diary_sentence
from backtest.result.plain_list import PlainBeside, plain_sentence
from backtest.result.sentences.traded import traded_sentences
from backtest.result.several import Several, several_sentences
from backtest.result.traded import Traded
from backtest.validity.audit_outcome import AuditOutcome, Leak
from backtest.validity.interval import Interval
from backtest.validity.superiority import Superiority
from data_sources.language.text import both, same
from data_sources.tables.brief import first_of

DEFINED = {row.key: row for row in DEFINITIONS}
WIDE = Interval(-0.1, 1.3, 0.95, 250, 16)
DAYS = (date(2025, 2, 6), date(2025, 3, 6), date(2025, 4, 7), date(2025, 5, 6))


@pytest.mark.parametrize(
    ("written", "chinese"),
    [
        (wording.points(-0.192), "19.2 个百分点"),
        (wording.signed_points(-0.192), "−19.2 个百分点"),
        (wording.sessions(1_059), "1,059 个交易日"),
        (wording.cny(1_234_567.0), "123.46 万元"),
        (wording.cny(1_000_000.0), "100 万元"),
        (wording.cny(-25_000.0, signed=True), "−2.5 万元"),
        (wording.cny(9_999.4), "9,999 元"),
        (wording.cny(10_000.0), "1 万元"),
        (wording.cny(123_456_789.0), "1.23 亿元"),
        # 9,999.996 万元 would be written as 10,000 万元.
        (wording.cny(99_999_960.0), "1 亿元"),
        (wording.cny(99_999_940.0), "9,999.99 万元"),
        (wording.span_words(-0.206, 1.236), "−20.6% 至 +123.6%"),
        (wording.percent(0.3124), "31.2%"),
        (wording.segment("liquid_cooling"), "liquid cooling"),
        (wording.segment(both("liquid_cooling", "液冷")), "液冷"),
        (wording.metric(DEFINED["commission"], 12_345.6), "1.23 万元"),
        (wording.metric(DEFINED["max_drawdown_sessions"], 26), "26 个交易日"),
        (wording.part_label("test", ()), "检验期（发布以来）"),
        (wording.part_word("names_004"), "自 004 起的个股"),
        (first_of(["600000.SH", "600001.SH", "600002.SH", "600003.SH"]), "600000.SH、600001.SH、600002.SH 等 4 个"),
    ],
)
def test_numbers_are_written_as_a_chinese_reader_expects(written: object, chinese: str) -> None:
    assert getattr(written, "zh", None) == chinese


def test_the_names_of_reports_before_the_thesis_are_a_part() -> None:
    lent = [Publication(name, "", day, states_thesis=False) for name, day in zip(("004", "002"), DAYS, strict=False)]
    stated = Publication("003", "", DAYS[2], states_thesis=True)
    label = wording.part_label("names_002", (*lent, stated))
    assert (label, label.zh) == (
        "Names of 004 and 002, before the thesis was stated",
        "004 和 002 的个股（投资逻辑提出之前）",
    )


def test_gates_say_when_they_acted_and_why_they_did_not() -> None:
    acted = GateEffect("capex", DAYS, (GateAct(DAYS[0], 0.5, 1.0, 0.5), GateAct(DAYS[1], 1.0, 1.0, 0.2)), (0.1,) * 4)
    assert gate_sentence(acted).zh == (
        "择时开关“capex”在发布以来的 4 次决策中改变了 2 次：2025-02-06（仓位 50%，否则为 100%）；"
        "2025-03-06（20% 在个股之间调换）"
    )
    idle = GateEffect("dram_price", DAYS, (), (None, 0.05, 0.1, 0.1))
    together = GateEffect(ALL_GATES, DAYS, ())
    since = both("from 2025-02-06 to 2025-05-06", "2025-02-06 至 2025-05-06")
    assert gates_sentence([idle, together], since).zh == (
        "择时开关“dram price”（数据发布前的 1 次为中性，其后读数为 5% 至 10%，本身不改变仓位）和全部择时开关合计在 "
        "2025-02-06 至 2025-05-06 的 4 次决策中一次也未改变。"
    )


def test_what_was_traded_is_said_with_its_money_and_its_names() -> None:
    stretch = Stretch(DAYS[0], date(2026, 1, 28), True, False, ("德明利 001309.SZ",), 870_000.0, 0.87)  # noqa: FBT003
    seen = Traded(
        money=1_000_000.0, wanted=39, never_held=12, mean_invested=0.634, effective_median=1.0, largest_weight=0.99,
        largest_name="", best_name="德明利 001309.SZ", best_share=0.87, total_return=1.0,
        without_best=0.13, without_best_three=-0.02, stretch=stretch,
    )  # fmt: skip
    assert [each.zh for each in traded_sentences(seen)] == [
        "账户资金 100 万元，39 只目标个股中有 12 只始终买不起：买一手所需金额超过其权重",
        "2026-01-28 前仅持有一只股票（德明利 001309.SZ），其贡献了 87% 的收益",
        "剔除德明利 001309.SZ（贡献了 87% 的收益）后，收益率由 +100.0% 变为 +13.0%；剔除贡献最大的三只后为 −2.0%",
        "平均仓位 63%",
    ]


def test_a_rule_beside_its_list_and_a_run_beside_the_other_names() -> None:
    assert plain_sentence(PlainBeside(rule=0.8, plain=0.25, interval=WIDE)).zh == (
        "同一批个股等权买入持有（研报新增个股时重新等权）的收益为 +25.0%；规则本身贡献 +55.0 个百分点，"
        "但其 95% 置信区间包含零：规则与名单无法区分。"
    )
    assert other_names_sentence(OtherNames("003", 7, 0.1, 0.3)).zh == (
        "研报 003 的其余 7 只个股，发布时等权买入并持有、不计费用，收益 +30.0%：本次回测少赚 20.0 个百分点，"
        "时间太短，无法与之区分。"
    )


def test_a_diary_says_what_was_written_late() -> None:
    index = both("CSI 300 total return", "沪深300全收益")
    beside = DiaryBeside(DAYS[0], DAYS[1], 18, 0.05, 0.02, index, late=1, unknown=2)
    assert diary_sentence(beside).zh == (
        "模拟盘日志自 2025-02-06 起：收益 +5.0%，同期基准 +2.0%（沪深300全收益），截至 2025-03-06 共 18 个交易日；"
        "权重均在当日写下；其中 2 天未记录写入时间；另有 1 天在下一交易日开盘后才补记，不足为证，因此未予交易。"
    )


def test_the_best_of_several_is_weighed_by_how_often_chance_looks_as_good() -> None:
    found = Superiority(0.26, (1,), 2, 250, 0.05, 5, 1000, best=1)
    index = both("CSI 300 total return", "沪深300全收益")
    (said,) = several_sentences(Several(3, index, ("a", "b"), (), ("c",), DAYS[0], DAYS[1], found, None))
    assert said.zh == (
        "本次共运行 3 个策略，多中取优总会显得出色。即使可比较的 2 个没有一个真正优于沪深300全收益，其中最好的一个"
        "仍有 26% 的概率表现得同样出色（Hansen 优越预测能力检验 SPA，各自从自身基准日起算，2025-02-06 至 2025-03-06）。"
        "Romano–Wolf 逐步检验（误选概率不超过 5%）选出：b。c 无法比较：没有检验期、检验期过短，或未通过前视偏差检查。"
    )
    (few,) = several_sentences(Several(2, same("CSI 300"), (), (), ("a", "b"), None, None, None, None))
    assert few.zh.startswith("本次共运行 2 个策略，其中检验期达到 60 个交易日的不足两个：")


def test_an_audit_names_what_moved_and_what_stood() -> None:
    leak = Leak("cut", DAYS[0], DAYS[0], "600001.SH", 0.5, None)
    assert AuditOutcome((DAYS[0],), 1, (leak,)).sentence.zh == (
        "存在前视偏差：截去 2025-02-06 之后的未来数据时，2025-02-06 的权重（600001.SH）由 0.5 变为无"
    )
    stood = AuditOutcome(DAYS, 4, (), held=4, dates=5, scrambled=3, quiet=2, quiet_sessions=9)
    assert stood.sentence.zh == (
        "未发现前视偏差：5 个决策日中有 4 个在其后的未来数据被截去（其中 3 个还被打乱）后决策不变；"
        "其余 9 个交易日中有 2 个经检查仍无决策"
    )
