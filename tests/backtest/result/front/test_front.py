"""The front of a verdict: its sentence word for word in both languages, its one "But", and its numbers by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backtest.metrics.publication import Publication
from backtest.result.caveats import ACCEPTED, FROZEN, NO_DIVIDENDS, NO_FILL, Caveat
from backtest.result.comparison import Comparison
from backtest.result.evidence import Evidence
from backtest.result.few_held import Stretch
from backtest.result.front.but import but_sentence, few_names_front
from backtest.result.front.claim import claim
from backtest.result.front.front import front
from backtest.result.front.standing import NamesMet, standing_line
from backtest.result.front.tiles import points_interval, tiles_of
from backtest.result.front.tried import tried_line
from backtest.result.plain_list import PlainBeside
from backtest.result.result import Result
from backtest.result.several import Several
from backtest.result.standard import Standard, StandardOutcome
from backtest.result.traded import HeavyName, Traded
from backtest.result.verdict import Verdict, verdict
from backtest.validity.interval import Interval
from backtest.validity.superiority import Superiority
from data_sources.language.text import both, same
from tests.backtest.result.made_markets import Truth, made_run
from tests.backtest.result.test_seven_badges import looks_ahead, undated
from tests.reports.made_results import dated, tiny_result

MINUS = "\N{MINUS SIGN}"
PUBLISHED, LAST = date(2025, 2, 4), date(2026, 5, 7)
YEARLY = Interval(-0.206, 1.236, 0.95, 300, 16)
NUMBERS = Comparison(
    own=0.898, market=0.321, annual_excess=0.335, interval=YEARLY, relative=0.437,
    span_interval=Interval(-0.25, 1.75, 0.95, 300, 16), under_a_year=False, years=1.25,
)  # fmt: skip
STRETCH = Stretch(PUBLISHED, date(2026, 1, 28), True, False, ("德明利 001309.SZ",), 870_000.0, 0.87)  # noqa: FBT003
TRADED = Traded(
    money=1_000_000.0, wanted=39, never_held=0, mean_invested=0.95, effective_median=12.0, largest_weight=0.12,
    largest_name="德明利 001309.SZ", best_name="德明利 001309.SZ", best_share=0.3,
    total_return=0.898, without_best=0.6, without_best_three=0.4, held_median=14.0,
)  # fmt: skip


def evidence(
    numbers: Comparison = NUMBERS, traded: Traded = TRADED, standard: StandardOutcome | None = None
) -> Evidence:
    return Evidence(
        numbers, "H00300.CSI", numbers, traded, None, None, (), (), standard, None, None, None, None,
    )  # fmt: skip


def judged(seen: Evidence, result: Result) -> Verdict:
    """The verdict of the tiny run with other numbers, dated as the specification's example is."""
    made = verdict(result)
    assert made.part is not None
    index = replace(made.benchmark, name=both("CSI 300 total return", "沪深300全收益"), total_return=True)
    part = replace(made.part, base_date=PUBLISHED, last_date=LAST)
    return replace(made, badge="CANNOT BE TOLD FROM CHANCE", benchmark=index, part=part, evidence=seen)


@pytest.fixture
def result() -> Result:
    return replace(tiny_result(), publications=dated(PUBLISHED), plain=PlainBeside(0.898, 1.061, names=39))


def test_the_sentence_is_that_of_the_specification(result: Result) -> None:
    # 2025-02-04 to 2026-05-07 are 457 days, 15.0 months; 89.8 - 32.1 = 57.7; 89.8 - 106.1 = -16.3.
    said = claim(result, judged(evidence(), result))
    assert said == (
        "The list beat the CSI 300 (with dividends) by 57.7 points in 15 months: +89.8% against +32.1%. The 95% "
        f"interval of the yearly excess, {MINUS}20.6% to +123.6%, includes zero. Holding the same 39 names without the "
        f"rule made +106.1%; the rule itself cost 16.3 points."
    )
    assert said.zh == (
        "自 2025-02-04 发布至 2026-05-07，组合上涨 89.8%，同期沪深300全收益上涨 32.1%，超额 57.7 个百分点；"
        f"年化超额的 95% 区间为 {MINUS}20.6% 至 +123.6%，包含零，尚不能与运气区分。"
        f"同一批 39 只股票等权买入持有为 +106.1%，规则本身贡献 {MINUS}16.3 个百分点。"
    )


def test_under_a_year_nothing_is_written_a_year(result: Result) -> None:
    numbers = replace(NUMBERS, own=-0.05, market=0.0, under_a_year=True)
    said = claim(replace(result, plain=None), judged(evidence(numbers), result))
    assert said.startswith(f"The list fell behind the CSI 300 (with dividends) by 5.0 points in 15 months: {MINUS}5.0%")
    assert f"relative to the index over these 2 sessions, {MINUS}25.0% to +175.0%, includes zero." in said
    assert "year" not in said
    assert "组合下跌 5.0%，同期沪深300全收益持平（0.0%），超额 " + f"{MINUS}5.0 个百分点" in said.zh
    assert "年化" not in said.zh


def test_an_interval_above_zero_leaves_it_out_and_equal_returns_are_level(result: Result) -> None:
    numbers = replace(NUMBERS, interval=Interval(0.1, 0.4, 0.95, 300, 16))
    said = claim(result, judged(evidence(numbers), result))
    assert "+10.0% to +40.0%, leaves zero out." in said
    assert "为 +10.0% 至 +40.0%，不含零。" in said.zh
    level = claim(result, judged(evidence(replace(NUMBERS, own=0.3212)), result))
    assert level.startswith(
        "The list was level with the CSI 300 (with dividends) over 15 months: +32.1% against +32.1%."
    )


def test_a_short_run_says_that_it_is_one_and_counts_its_sessions() -> None:
    # Published on 2025-02-06, two sessions later 2025-02-10: +1.9992% against +2.0%, which are written alike.
    said = claim(tiny_result(), verdict(tiny_result()))
    assert said == (
        "The list was level with the CSI 300 price index over 2 sessions: +2.0% against +2.0%. 2 sessions are too few "
        "for an interval."
    )
    assert said.zh == (
        "自 2025-02-06 发布至 2025-02-10，组合上涨 2.0%，同期沪深300价格指数上涨 2.0%，超额 0.0 个百分点；"
        "仅 2 个交易日，不足以计算区间。"
    )


def test_what_nothing_dates_has_no_interval_and_says_why_it_is_not_judged() -> None:
    result = undated()
    said = claim(result, verdict(result))
    assert said.startswith("The strategy beat the CSI 300 price index by ")
    assert said.endswith(". Nothing dates this run, so none of it is out of sample.")
    assert said.zh.endswith("。本次回测没有可作界限的发布日，因此全部不算样本外。")


def test_a_run_before_its_publication_is_pending_and_has_no_tiles() -> None:
    result = replace(tiny_result(hindsight=False, known_from=None), publications=dated(date(2025, 3, 1)))
    seen = front(result, verdict(result))
    assert seen.claim == "Published on 2025-03-01; the sessions end on 2025-02-10: there is nothing to judge yet."
    assert seen.claim.zh == "发布于 2025-03-01，行情截至 2025-02-10，尚无可评判的内容。"
    assert (seen.tiles, seen.standing, seen.tried, seen.but) == (None, "", "", "")


def test_a_paper_diary_and_a_report_that_follows_others_are_called_so(result: Result) -> None:
    diary = replace(result, publications=(Publication("diary", "", PUBLISHED, True, "diary"),))  # noqa: FBT003
    said = claim(diary, judged(evidence(), diary))
    assert said.startswith("The paper diary beat the CSI 300")
    assert said.zh.startswith("自 2025-02-04 写下首条记录至 2026-05-07，模拟盘日志的组合上涨 89.8%")
    lent = Publication("002", "A Broker", date(2025, 1, 24), states_thesis=False)
    both_reports = replace(result, publications=(lent, Publication("003", "A Broker", PUBLISHED, states_thesis=True)))
    assert claim(both_reports, judged(evidence(), result)).zh.startswith("自 2025-02-04 研报 003 发布至 2026-05-07")


def test_who_held_nothing_beat_nothing(result: Result) -> None:
    traded = replace(TRADED, effective_median=None, total_return=0.0)
    said = claim(result, judged(evidence(traded=traded), result))
    assert said == "Nothing was held in 15 months, in which the CSI 300 (with dividends) made +32.1%."
    assert said.zh == "自 2025-02-04 发布至 2026-05-07，组合从未持仓，同期沪深300全收益上涨 32.1%。"


def test_one_stock_is_named_with_its_day_and_its_share_of_the_profit() -> None:
    said = few_names_front(replace(TRADED, stretch=STRETCH))
    assert said == "Until 2026-01-28 this was one stock (德明利 001309.SZ), which earned 87% of the profit."
    assert said.zh == "2026-01-28 前仅持有一只股票（德明利），其贡献了 87% 的收益。"


@pytest.mark.parametrize(
    ("stretch", "english", "chinese"),
    [
        (
            replace(STRETCH, from_start=False, to_end=True, names=("甲 1", "乙 2"), share=-0.2, profit=-5_000.4),
            "Since 2025-02-04 this was two stocks (甲 1 and 乙 2), which lost 5,000 CNY.",
            "2025-02-04 起仅持有两只股票（甲和乙），合计亏损 5,000 元。",
        ),
        (
            replace(STRETCH, to_end=True, names=("600001.SH",)),
            "Throughout this was one stock (600001.SH).",
            "全程仅持有一只股票（600001.SH）。",
        ),
        (
            replace(STRETCH, from_start=False, share=1.5, profit=15_000.0),
            (
                "From 2025-02-04 to 2026-01-28 this was one stock (德明利 001309.SZ), which earned 15,000 CNY of a "
                "profit of 10,000 CNY in all."
            ),
            "2025-02-04 至 2026-01-28 仅持有一只股票（德明利），其盈利 1.5 万元，而全部个股合计盈利 1 万元。",
        ),
    ],
)
def test_every_span_of_a_few_names_is_told(stretch: Stretch, english: str, chinese: str) -> None:
    said = few_names_front(replace(TRADED, stretch=stretch))
    assert (said, said.zh) == (english, chinese)


def test_under_ten_effective_names_the_heaviest_are_named_and_from_ten_on_nobody() -> None:
    heavy = (HeavyName("甲 1", 0.34), HeavyName("乙 2", 0.2))
    said = few_names_front(replace(TRADED, effective_median=9.9, heaviest=heavy))
    assert said.startswith(
        "On the median session this was 9.9 effective names; the heaviest, by mean weight in what was"
    )
    assert said.zh == "有效持股数中位数为 9.9；按占持仓市值的平均权重，最重的是甲 1（34%）和乙 2（20%）。"
    # 9.96 would be written as 10.0, which is not under ten.
    assert few_names_front(replace(TRADED, effective_median=9.96, heaviest=heavy)) == ""


def caveat(label: str) -> Caveat:
    return Caveat(same(label), same(""), same(f"{label} it is"))


def test_the_but_is_what_can_overturn_the_verdict_first(result: Result) -> None:
    few = judged(evidence(traded=replace(TRADED, stretch=STRETCH)), result)
    light = replace(result, caveats=(caveat(NO_DIVIDENDS),))
    assert but_sentence(light, few).startswith("Until 2026-01-28 this was one stock")
    grave = replace(result, caveats=(caveat(NO_DIVIDENDS), caveat(FROZEN), caveat(ACCEPTED)))
    assert but_sentence(grave, few) == "Accepted data it is."
    never = replace(result, caveats=(*grave.caveats, caveat(NO_FILL)))
    assert but_sentence(never, few) == "No fill it is."
    assert but_sentence(light, judged(evidence(), result)) == "No dividends in index it is."
    assert but_sentence(result, judged(evidence(), result)) == ""


def test_what_looks_ahead_says_so_first() -> None:
    result = looks_ahead()
    assert result.look_ahead is not None
    found = replace(result, caveats=(caveat(FROZEN), caveat("LOOKS AHEAD")))
    assert but_sentence(found, verdict(found)) == "LOOKS AHEAD it is."
    assert front(result, verdict(result)).standing == ""


def test_the_line_of_the_standards_shows_both(result: Result) -> None:
    standard = Standard("003", "overweight", PUBLISHED, date(2026, 2, 4), 0.05, None)
    met = judged(evidence(standard=StandardOutcome(standard, 0.12, due=True)), result)
    line = standing_line(met, NamesMet(6, 14))
    assert line == "own standard: met 6 of 14 names, this run met it; interval: includes zero"
    assert line.zh == "自身评级标准：14 只个股中 6 只达标，本次回测达标；区间：包含零"
    missed = judged(evidence(standard=StandardOutcome(standard, 0.01, due=True)), result)
    assert standing_line(missed) == "own standard: this run missed it; interval: includes zero"
    open_still = judged(evidence(standard=StandardOutcome(standard, 0.12, due=False)), result)
    assert "this run stands at +12.0 points, due on 2026-02-04;" in standing_line(open_still)
    above = replace(NUMBERS, interval=Interval(0.1, 0.4, 0.95, 300, 16))
    assert standing_line(judged(evidence(above), result)).endswith("none for this run; interval: lies above zero")


@pytest.mark.parametrize(
    ("share", "english", "chinese"),
    [
        (0.26, "by chance alone one in four such sets has such a winner.", "即便纯属运气，约四分之一的情况下也会"),
        (0.5, "by chance alone one in two such sets has such a winner.", "即便纯属运气，约一半的情况下也会"),
        (0.75, "by chance alone three in four such sets have such a winner.", "即便纯属运气，约四分之三的情况下也会"),
        (0.05, "by chance alone one in 20 such sets has such a winner.", "即便纯属运气，约二十分之一的情况下也会"),
        (0.082, "by chance alone one in 12 such sets has such a winner.", "即便纯属运气，约十二分之一的情况下也会"),
        (0.021, "by chance alone one in 48 such sets has such a winner.", "即便纯属运气，约四十八分之一的情况下也会"),
        (0.01, "by chance alone one in 100 such sets has such a winner.", "即便纯属运气，约一百分之一的情况下也会"),
        (0.1, "by chance alone one in ten such sets has such a winner.", "即便纯属运气，约十分之一的情况下也会"),
        (0.004, "fewer than one in a hundred such sets has such a winner.", "即便纯属运气，不足百分之一的情况下也会"),
        (0.97, "by chance alone nearly every such set has such a winner.", "即便纯属运气，几乎总会"),
    ],
)
def test_the_best_of_several_says_how_often_chance_has_one(
    result: Result, share: float, english: str, chinese: str
) -> None:
    found = Superiority(share, (), 2, 250, 0.05, 5, 1000, best=1)
    names = ("other", result.name)
    seen = Several(11, same("CSI 300"), names, (), (), PUBLISHED, LAST, found, None)
    line = tried_line(replace(result, several=seen))
    assert line.startswith("Best of 11 strategies tried; ")
    assert line.endswith(english)
    assert line.zh.startswith("共试了 11 个策略，这是其中最好的一个；" + chinese)


def test_another_of_several_is_one_of_them(result: Result) -> None:
    found = Superiority(0.26, (), 2, 250, 0.05, 5, 1000, best=0)
    seen = Several(11, same("CSI 300"), ("other", result.name), (), (), PUBLISHED, LAST, found, None)
    assert seen.best == "other"
    assert tried_line(replace(result, several=seen)) == (
        "One of 11 strategies tried; by chance alone one in four such sets has a winner as good as the best of them."
    )
    short = Several(2, same("CSI 300"), (), (), ("a", "b"), None, None, None, None)
    assert tried_line(replace(result, several=short)).startswith("One of 2 strategies tried; too few of them")
    assert tried_line(result) == ""


def test_the_interval_of_the_points_is_that_of_the_relative_wealth_on_the_index() -> None:
    # An index of +32.1%: relative wealth of -25% to +175% is 1.321 x -0.25 = -33.025 to 1.321 x 1.75 = +231.175 points.
    found = points_interval(NUMBERS)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((-0.33025, 2.31175))
    assert points_interval(replace(NUMBERS, span_interval=None)) is None


def test_four_tiles_in_words(result: Result) -> None:
    found = tiles_of(judged(evidence(), result))
    assert found is not None
    excess, returns, drawdown, names = found.written
    assert (excess.value, excess.note) == ("+57.7 points", f"95% interval, whole test: {MINUS}33.0 to +231.2")
    assert (excess.value.zh, excess.note.zh) == ("+57.7 个百分点", f"全期 95% 区间 {MINUS}33.0 至 +231.2")
    assert (returns.value, returns.note) == ("+89.8% / +32.1%", "benchmark: CSI 300 (with dividends)")
    # Since 2025-01-27, the session before publication, the tiny run is 99,990; 101,990; 103,990; 105,069; 106,069.
    assert (drawdown.value, drawdown.note.zh) == ("0.0%", "从未回撤")
    assert (names.value, names.note) == ("14", "median; 12.0 effective, largest weight 12%")


def test_the_excess_lies_inside_its_interval_and_the_numbers_are_those_of_the_verdict() -> None:
    result = made_run(1, Truth(), asked=0.05)
    seen = verdict(result)
    found = front(result, seen).tiles
    assert found is not None
    assert seen.numbers is not None
    assert found.interval is not None
    assert found.interval.low < found.excess < found.interval.high
    assert found.excess == seen.numbers.own - seen.numbers.market
    assert found.names == 10  # ten names, drawn anew every 40 sessions, bought at once
