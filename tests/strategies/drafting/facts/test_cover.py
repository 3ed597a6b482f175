"""The cover: its title, date and rating, and what stands beside them and is none of them."""

from datetime import date

import pytest

from strategies.drafting.facts import read_facts
from strategies.drafting.lines import Line


def lines_of(*texts: str, page: int = 0) -> tuple[Line, ...]:
    return tuple(Line(number, text, (), page) for number, text in enumerate(texts, 1))


def test_dates_of_prices_sentences_and_earlier_reports_are_no_publication_date() -> None:
    told = (
        "灯塔与航标",
        "数据截至2026年3月2日",
        "2026年2月1日，港口开工，我们认为需求向上。",
        "相关研究",
        "《港口的灯：系列之二》",
        "2025-12-01",
        "目录",
        "2026年4月1日",  # behind the contents
    )
    facts = read_facts(lines_of(*told))
    assert facts.published is None
    assert [(hint.value, hint.line) for hint in facts.date_hints] == [(date(2026, 4, 1), 8)]


@pytest.mark.parametrize(
    ("written", "sure"),
    [
        ("发布日期：2026年3月2日", "high"),
        ("2026年3月2日", "high"),
        ("2026年03月02日 星期一", "high"),
        ("证券研究报告 | 2026年3月2日", "medium"),
        ("行业深度 / 2026.03.02 / 松针证券", "medium"),
        ("Date of issue: 2 March 2026", "high"),
        ("2026年3月2日 / 2 March 2026", "high"),
    ],
)
def test_a_date_with_its_label_or_alone_is_sure_and_one_beside_a_heading_less(written: str, sure: str) -> None:
    found = read_facts(lines_of("灯塔与航标", written)).published
    assert found is not None
    assert (found.value, found.sure, found.line) == (date(2026, 3, 2), sure, 2)


def test_two_dates_on_the_cover_are_to_be_looked_at() -> None:
    found = read_facts(lines_of("灯塔与航标", "2026年3月2日", "2026年3月4日")).published
    assert found is not None
    assert (found.value, found.sure) == (date(2026, 3, 2), "medium")


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("注：股价为2026年3月5日收盘价", date(2026, 3, 5)),
        ("资料来源：Wind（一致预期，截至 2026 年 3 月 5 日）", date(2026, 3, 5)),
        ("注：现价对应2026-03-05收盘", date(2026, 3, 5)),
        ("公司于2026年3月5日上市，价格上涨", None),
    ],
)
def test_the_day_of_prices_stands_in_a_note(note: str, day: date | None) -> None:
    found = read_facts(lines_of("灯塔与航标", note)).priced_on
    assert (found.value if found else None) == day


def test_the_title_is_no_running_header_no_kind_of_report_and_no_subtitle() -> None:
    told = (
        "松针证券行业研究",
        "证券研究报告",
        "半导体行业深度报告",
        "2026年3月2日",
        "灯塔与航标，",
        "近海的灯",
        "——系列之三",
    )
    found = read_facts(lines_of(*told, *["松针证券行业研究", "正文。"] * 4)).title
    assert found is not None
    assert (found.value, found.line) == ("灯塔与航标，近海的灯", 5)


@pytest.mark.parametrize(
    ("told", "title", "sure"),
    [
        (("请仔细阅读末页声明", "端侧的第三次机会"), "端侧的第三次机会", "high"),
        (("[Table_Title]", "机器人行业系列深度之五", "灵巧手的路"), "灵巧手的路", "high"),
        (("【行业研究】", "储能行业2026年中期策略报告", "寻找第二曲线"), "寻找第二曲线", "high"),
        (("储能行业2026年中期策略报告", "2026年6月1日"), "储能行业2026年中期策略报告", "low"),
        (("相关报告", "1、《灯光》 2025-12-31", "电子行业深度：第三次机会"), "电子行业深度：第三次机会", "high"),
        (("相关报告", "灯光看周期", "2025.07.09", "第三次机会"), "第三次机会", "high"),
        (("机构：松针证券", "标题：风电：叶片的碳纤维"), "风电：叶片的碳纤维", "high"),
    ],
)
def test_the_title_among_kinds_of_reports_and_fields_of_templates(told: tuple[str, ...], title: str, sure: str) -> None:
    found = read_facts(lines_of(*told)).title
    assert found is not None
    assert (found.value, found.sure) == (title, sure)


def test_spaces_of_recognition_are_taken_out_of_a_title_and_those_around_latin_words_stay() -> None:
    found = read_facts(lines_of("# 关注 AI 推动的 需求，利好 设备")).title
    assert found is not None
    assert found.value == "关注 AI 推动的需求，利好设备"


@pytest.mark.parametrize(
    ("told", "word", "action", "sure"),
    [
        (("行业评级：强于大市（维持）",), "强于大市", "维持", "high"),
        (("投资评级：看好数字（维持）",), "看好", "维持", "medium"),  # letters of recognition behind the word
        (("推荐", "维持评级"), "推荐", "维持", "high"),
        (("增持(首次)",), "增持", "首次", "high"),
        (("维持 强于大市",), "强于大市", "维持", "high"),
        (("[Table_Invest] 强于大市 (维持评级)",), "强于大市", "维持", "high"),
        (("领先大市-A（上调）",), "领先大市", "上调", "high"),
        (("投资评级 看好", "上次评级 看好"), "看好", "unchanged", "high"),
        (("投资评级 看好", "上次评级 中性"), "看好", None, "high"),
        (("我们维持电子行业“推荐”评级。",), "推荐", "维持", "medium"),
        (("维持溪石股份“买入”评级。",), None, None, None),  # a company's
        (("买入", "中性"), "买入", None, "medium"),
    ],
)
def test_the_rating_of_the_industry(
    told: tuple[str, ...], word: str | None, action: str | None, sure: str | None
) -> None:
    facts = read_facts(lines_of("灯塔与航标", *told))
    assert (facts.rating.value if facts.rating else None) == word
    assert (facts.rating_action.value if facts.rating_action else None) == action
    assert (facts.rating.sure if facts.rating else None) == sure


def test_a_rating_in_a_row_of_companies_is_theirs() -> None:
    row = Line(2, "", ("600987", "溪石股份", "12.30", "0.51", "推荐"))
    facts = read_facts((Line(1, "灯塔与航标"), row))
    assert facts.rating is None


def test_with_pages_the_cover_is_two_of_them_at_most() -> None:
    first = lines_of("灯塔与航标", "一", "二", "三", "四", "五", page=1)
    on_the_second = read_facts((*first, Line(7, "2026年3月2日", (), 2))).published
    assert on_the_second is not None
    assert read_facts((*first, Line(7, "2026年3月2日", (), 3))).published is None


@pytest.mark.parametrize(
    "house", ["松针证券研究所 Songzhen Securities Research", "松针证券(Songzhen Securities Co., Ltd)"]
)
def test_a_house_in_two_languages_is_no_title(house: str) -> None:
    found = read_facts(lines_of(house, "灯塔与航标:Lighthouses are lit 更亮", "2026年3月2日")).title
    assert found is not None
    assert (found.value, found.line) == ("灯塔与航标:Lighthouses are lit 更亮", 2)
