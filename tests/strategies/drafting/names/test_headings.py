"""Under which heading a line stands, and what words segments are called by."""

from __future__ import annotations

import pytest

from strategies.drafting.names.headings import heading_of, places
from strategies.drafting.names.segments import label_of, slug
from tests.strategies.drafting.names.invented import lines


@pytest.mark.parametrize(
    ("text", "number", "title", "level"),
    [
        ("# 船舶", "", "船舶", 1),
        ("## 2.1 订单回升", "2.1", "订单回升", 2),
        ("3 木材:提价", "3", "木材:提价", 1),
        ("二、行情回顾", "二", "行情回顾", 1),
        ("(三)公司动态", "三", "公司动态", 2),
        ("**1.2 船价**", "1.2", "船价", 2),
    ],
)
def test_a_heading(text: str, number: str, title: str, level: int) -> None:
    heading = heading_of(lines(text)[0])
    assert heading
    assert (heading.number, heading.text, heading.level) == (number, title, level)


@pytest.mark.parametrize(
    "text",
    [
        "船价上涨。",
        "1、船价上涨,订单回升,木材提价",
        "图3 船价",
        "#船舶 #木材",
        "1.5 2.0 3.0",
        "1 船舶\t12",
        "1 船舶......... 5",
    ],
)
def test_no_heading(text: str) -> None:
    assert heading_of(lines(text)[0]) is None


def test_the_title_is_no_chapter_and_the_nearest_heading_is_the_segment() -> None:
    text = lines("# 周报\n导言\n1 船舶\n1.1 订单\n船价上涨。\n2 木材\n提价。")
    where = places(text)
    assert (where[2].chapter, where[2].nearest) == (None, None)
    assert [(where[line].chapter.text, where[line].nearest.text) for line in (5, 7)] == [  # type: ignore[union-attr]
        ("船舶", "订单"),
        ("木材", "木材"),
    ]


def test_the_label_of_a_list_is_what_stands_before_its_colon() -> None:
    assert label_of("投资建议:景气回升。建议关注:1)芯片:甲、乙;2)服务器:") == "服务器"
    assert label_of("【端侧】甲/乙/") == "端侧"
    assert label_of("建议关注:甲、") == ""
    assert label_of("我们看好甲、") == ""
    assert label_of("表14:甲、") == ""


def test_known_terms_make_an_english_word() -> None:
    assert slug("2.1 服务器与液冷 CDU") == "servers_liquid_cooling_cdu"
    assert slug("船舶") == ""
