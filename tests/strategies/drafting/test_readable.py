"""A draft's file says by a mark what the check of documents would refuse, and writes nothing else that it refuses."""

from __future__ import annotations

from strategies.drafting.facts import read_facts
from strategies.drafting.head import head
from strategies.drafting.lines import Line

STANDARD = (
    "推荐：未来6个月内行业指数涨幅超过沪深300指数5%以上；",
    "中性：未来6个月内行业指数相对沪深300指数变动幅度在-5%~5%之间；",
    "回避：未来6个月内行业指数相对沪深300指数跌幅在5%~20%之间。",
)


def head_of(rating: str) -> str:
    texts = ("灯塔与航标", f"行业评级：{rating}（维持）", *["正文一行。"] * 20, "行业评级说明", *STANDARD)
    return "\n".join(head("a", read_facts([Line(number, text) for number, text in enumerate(texts, 1)])))


def test_a_rating_that_its_scale_does_not_have_is_marked() -> None:
    assert 'rating = "推荐"\n' in head_of("推荐")
    assert 'rating = "强于大市"  # CHECK: the industry scale below has no such word' in head_of("强于大市")


def test_the_last_class_is_open_below_whatever_end_is_printed() -> None:
    written = head_of("推荐")
    assert '{ class = "neutral", rating = "中性", lower = -5 }' in written
    assert '{ class = "avoid", rating = "回避" }' in written
