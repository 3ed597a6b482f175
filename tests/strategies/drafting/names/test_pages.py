"""Pages that are not about companies."""

from __future__ import annotations

from strategies.drafting.names.sections import sections
from tests.strategies.drafting.names.invented import lines, refusals, taken


def test_nothing_is_called_in_a_disclaimer() -> None:
    text = "看好云杉药业。\n免责声明\n本报告由蓝鲸重工的关联方制作。"
    assert taken(text) == {"600902.SH": "full_name"}
    assert refusals(text) == [("蓝鲸重工", "disclaimer")]


def test_a_line_that_only_refers_to_the_disclaimer_opens_none() -> None:
    assert sections(lines("请务必阅读正文之后的免责声明\n看好蓝鲸重工。")) == ("body", "body")


def test_the_life_of_an_analyst_and_titles_of_other_research_call_nobody() -> None:
    text = "张三,曾就职于蓝鲸重工。\n相关研究\n1.《云杉药业深度》2025-01-02\n\n行业景气回升。\n雪松材料提价。"
    assert refusals(text) == [("蓝鲸重工", "analyst_page"), ("云杉药业", "related_research")]
    assert taken(text) == {"002901.SZ": "full_name"}


def test_the_sections_of_a_page() -> None:
    text = "1 船舶.......... 5\n船价上涨\n资料来源:Wind\n团队介绍\n李四"
    assert sections(lines(text)) == ("contents", "body", "source", "analysts", "analysts")
