"""A standard that says the condition first and the word behind it."""

from __future__ import annotations

import pytest

from strategies.drafting.facts import StandardFacts, read_facts
from strategies.drafting.lines import Line

ONE_SENTENCE = (
    "评级说明",
    (
        "报告发布后6个月内，公司股价相对沪深300指数涨幅在20%以上的为“推荐”，介于10%至20%之间的为“谨慎推荐”，"
        "介于-10%至10%之间的为“中性”，跌幅在10%以上的为“回避”。"
    ),
)
BY_LINES = (
    "股票投资评级说明",
    "未来12个月内，股价相对沪深300指数涨幅超过20%，评为买入；",
    "涨幅介于10%~20%之间，评为增持；",
    "变动幅度介于-10%~10%之间，评为中性；",
    "跌幅超过10%，评为卖出。",
    "行业投资评级说明",
    "行业指数涨幅超过沪深300指数10%，评为看好；",
    "变动幅度介于-10%~10%之间，评为中性；",
    "跌幅超过沪深300指数10%，评为看淡。",
)


def standard(*texts: str) -> StandardFacts:
    found = read_facts([Line(number, text) for number, text in enumerate(("云杉与橡果", *texts), 1)]).standard
    assert found is not None
    return found


def test_one_sentence_holds_all_classes_of_stocks() -> None:
    found = standard(*ONE_SENTENCE)
    assert [(each.value.rating, each.value.lower) for each in found.stock] == [
        ("推荐", 20),
        ("谨慎推荐", 10),
        ("中性", -10),
        ("回避", None),
    ]
    assert found.industry == ()
    assert found.horizon_months is not None
    assert found.horizon_months.value == 6


def test_lines_under_the_heading_of_their_scale() -> None:
    found = standard(*BY_LINES)
    assert [(each.value.rating, each.value.lower) for each in found.stock] == [
        ("买入", 20),
        ("增持", 10),
        ("中性", -10),
        ("卖出", None),
    ]
    assert [(each.value.rating, each.value.lower) for each in found.industry] == [
        ("看好", 10),
        ("中性", -10),
        ("看淡", None),
    ]


@pytest.mark.parametrize("sentence", ["我们认为该公司为推荐。", "在20%以上的为少数。"])
def test_a_sentence_without_ends_or_without_a_word_is_no_class(sentence: str) -> None:
    assert read_facts([Line(1, "云杉与橡果"), Line(2, sentence)]).standard is None
