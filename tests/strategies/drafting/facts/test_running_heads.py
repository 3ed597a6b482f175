"""Covers as printed by houses whose title stands below kinds, industries and page numbers."""

from __future__ import annotations

from datetime import date

import pytest

from strategies.drafting.facts import read_facts
from strategies.drafting.lines import Line


def lines_of(*texts: str) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    "head",
    [
        "行业研究丨点评报告丨家用电器",
        "股票研究",
        "行业研究 Page 1",
        "医药生物",
        "行 业 研 究 ／ 行 业 点 评",
        "【松针证券】计算机行业点评",
        "沪深300",
    ],
)
def test_kinds_industries_and_page_numbers_are_no_title(head: str) -> None:
    found = read_facts(lines_of(head, "灯塔与航标：近海的灯")).title
    assert found is not None
    assert found.value == "灯塔与航标：近海的灯"


def test_a_line_that_ends_with_a_colon_leads_on_to_its_title() -> None:
    found = read_facts(lines_of("证券研究报告", "航标产业链深度：", "近海的灯，远海的塔")).title
    assert found is not None
    assert (found.value, found.line, found.sure) == ("航标产业链深度：近海的灯，远海的塔", 2, "medium")


def test_the_day_in_a_caption_is_none_of_publication() -> None:
    facts = read_facts(lines_of("灯塔与航标", "表1：核心公司估值表（2026年3月2日）"))
    assert facts.published is None
    assert [hint.value for hint in facts.date_hints] == [date(2026, 3, 2)]


def test_the_span_of_a_weekly_is_a_hint_and_no_day_of_publication() -> None:
    facts = read_facts(lines_of("灯塔周报（20260223-20260227）", "灯塔与航标"))
    assert facts.published is None
    assert [hint.value for hint in facts.date_hints] == [date(2026, 2, 27)]


def test_a_rating_beside_its_industry() -> None:
    facts = read_facts(lines_of("灯塔与航标", "传媒 | 领先大市-A（维持）"))
    assert facts.rating is not None
    assert facts.rating_action is not None
    assert (facts.rating.value, facts.rating_action.value) == ("领先大市", "维持")


def test_an_english_document_names_its_house_by_letters_or_in_the_disclaimer() -> None:
    for text in ("CICC Research", "Produced by China International Capital Corporation Limited."):
        (house,) = read_facts(lines_of("Lamps and towers", text)).brokers
        assert house.value.name == "中国国际金融"


STANDARD = (
    "买入：未来6个月的投资收益率领先市场基准指数15%以上；",
    "增持：未来6个月的投资收益率领先市场基准指数5%至15%；",
    "中性：未来6个月的投资收益率与市场基准指数的变动幅度相差-5%至5%；",
    "减持：未来6个月的投资收益率落后市场基准指数5%以上；",
    "卖出：未来6个月的投资收益率落后市场基准指数15%以上。",
)


def test_the_rating_on_the_cover_heads_no_scale_on_the_last_page() -> None:
    text = lines_of("灯塔与航标", "行业评级：买入（维持）", *["正文一行。"] * 20, *STANDARD)
    found = read_facts(text).standard
    assert found is not None
    assert found.industry == ()
    # Who lags by 5 points and more is to be reduced, down to where the worse class begins.
    assert [each.value.lower for each in found.stock] == [15, 5, -5, -15, None]


def test_a_rating_in_the_last_row_of_a_table_is_no_class() -> None:
    text = lines_of(
        "灯塔与航标", *["正文一行。"] * 20, "600901 灯塔 谨慎推荐", "资料来源：松针证券，股价强于沪深300指数", *STANDARD
    )
    found = read_facts(text).standard
    assert found is not None
    assert "谨慎推荐" not in [each.value.rating for each in found.stock]
