"""What one class says, in the words of many disclaimers, as ends of an excess return."""

import pytest

from strategies.drafting.facts.folded import dense
from strategies.drafting.facts.standard.bounds import Bounds, bounds_of, worded_bounds


@pytest.mark.parametrize(
    ("condition", "lower", "upper"),
    [
        ("未来6个月内，相对沪深300指数涨幅在15%以上", 15, None),
        ("相对沪深 300 指数涨幅 5%～15%之间", 5, 15),
        ("涨跌幅相对基准介于 -15% 与 -5% 之间", -15, -5),
        ("相对基准指数跌幅 5%以上", None, -5),
        ("相对基准跌幅在5%-15%之间", -15, -5),
        ("落后基准5%至15%", -15, -5),
        ("股价相对弱于基准5%以下", None, -5),
        ("相对基准在-15%以下", None, -15),
        ("涨幅低于-10%", None, -10),
        ("行业整体回报低于基准指数-10%以下", None, -10),
        ("相对基准波动在±5%之间", -5, 5),
        ("变动幅度在5%以内", -5, 5),
        ("落后市场基准指数大于5%", None, -5),
        ("跌幅超过大盘（沪深300指数）10%以上", None, -10),
        ("股价有10%以上的跌幅", None, -10),
        ("股价有10%以上的涨幅", 10, None),
        ("分析师预计会跑输大盘10%以上", None, -10),
        ("领先市场基准指数20%以上", 20, None),
        ("超越基准指数5-20%之间", 5, 20),
        ("相对强于市场5％～20％", 5, 20),
        ("－10％～＋10％之间波动", -10, 10),
        ("相对涨幅-10%—10%", -10, 10),
        ("大于5%且小于15%", 5, 15),
        ("跑赢沪深300指数15个百分点以上", 15, None),
        ("涨幅超过15%", 15, None),
        ("涨幅5%以下", None, 5),
        ("outperform the CSI 300 by more than 15% over the next 12 months", 15, None),
        ("underperform the benchmark by 5%", None, -5),
        ("within -5% to 5% of the index", -5, 5),
    ],
)
def test_ends_in_per_cent(condition: str, lower: float | None, upper: float | None) -> None:
    ends = bounds_of(dense(condition))
    assert ends is not None
    assert (ends.lower, ends.upper) == (lower, upper)
    assert not ends.worded


@pytest.mark.parametrize(
    ("condition", "ends"),
    [
        ("≥15%", Bounds(15, None, lower_closed=True)),
        (">15%", Bounds(15, None, lower_closed=False)),
        ("5%≤收益<15%", Bounds(5, 15, lower_closed=True, upper_closed=False)),
        ("5%<收益≤15%", Bounds(5, 15, lower_closed=False, upper_closed=True)),
        ("介于5%（含）至15%（不含）之间", Bounds(5, 15, lower_closed=True, upper_closed=False)),
        ("涨幅15%及以上", Bounds(15, None, lower_closed=True)),
        ("涨幅15%以上", Bounds(15, None)),
        ("不低于10%", Bounds(10, None, lower_closed=True)),
        ("<-5%", Bounds(None, -5, upper_closed=False)),
    ],
)
def test_sides_of_edges_only_where_they_are_printed(condition: str, ends: Bounds) -> None:
    assert bounds_of(dense(condition)) == ends


@pytest.mark.parametrize("condition", ["未来6至12个月内相对沪深300指数", "2026年3月2日", "涨幅15%", "基本面向好"])
def test_no_ends_where_none_are_printed(condition: str) -> None:
    assert bounds_of(dense(condition)) is None


@pytest.mark.parametrize(
    ("condition", "lower", "upper"),
    [
        ("行业基本面向好，预期行业指数超越基准指数", 0, None),
        ("行业与整体市场表现基本持平", 0, 0),
        ("行业指数跟随基准指数", 0, 0),
        ("明显弱于沪深300指数", None, 0),
        ("表现不及同期行业指数", None, 0),
    ],
)
def test_a_class_in_words_ends_at_zero(condition: str, lower: float | None, upper: float | None) -> None:
    ends = worded_bounds(dense(condition))
    assert ends is not None
    assert (ends.lower, ends.upper, ends.worded) == (lower, upper, True)
