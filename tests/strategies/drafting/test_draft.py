"""A document's names joined to a draft, and the file that it becomes."""

from __future__ import annotations

import tomllib
from typing import Any

from strategies.drafting.draft import draft
from strategies.drafting.facts import read_facts
from strategies.drafting.head import head
from strategies.drafting.proposal import Draft
from strategies.drafting.written import marks_of, written
from tests.strategies.drafting.names.invented import NAMES, lines

NOTE = """# 船舶与木材周报
2025年7月1日
投资建议:景气回升。建议关注:1)船舶:蓝鲸重工、橡树股份;2)药材:云杉药业、夜莺国际(09911.HK)。
重点公司盈利预测
代码\t简称\t股价(元)\tEPS(元)\t\tPE(倍)\t\t评级
\t\t\t2024A\t2025E\t2024A\t2025E\t
600901\t蓝鲸重工\t12.50\t0.50\t0.80\t25\t16\t买入
002901.SZ\t雪松材料\t8.00\t0.20\t-0.10\t40\t/\t/
资料来源:Wind,海狸证券研究所
1 船舶:订单回升
蓝鲸重工新签大单,客户包括云杉药业等。
资料来源:石榴石科技公告
2 木材
雪松材料提价。
"""


def drafted(text: str) -> Draft:
    return draft(lines(text), NAMES, read_facts(lines(text)))


def text_of(text: str) -> str:
    return written(drafted(text), head("note", read_facts(lines(text))))


def read() -> dict[str, Any]:
    return tomllib.loads(text_of(NOTE))


def test_a_member_has_its_thesis_segment_line_and_standing() -> None:
    theses = {each["id"]: each["members"] for each in read()["thesis"]}
    assert list(theses) == ["attention", "key_companies", "chapter_1", "chapter_2"]
    # Without a mark of a heading 船舶 has no English word in our list, so the segment is called after its line.
    assert theses["attention"]["600901.SH"] == {"name": "蓝鲸重工", "segment": "part_3", "line": 3, "as": "attention"}
    assert set(theses["attention"]) == {"600901.SH", "002902.SZ", "600902.SH"}
    assert theses["key_companies"]["002901.SZ"] == {
        "name": "雪松材料", "segment": "main", "line": 8, "as": "formal", "code": "printed",
    }  # fmt: skip
    assert theses["chapter_1"]["600902.SH"]["as"] == "incidental"
    assert theses["chapter_1"]["600903.SH"] == {"name": "石榴石科技", "segment": "part_1", "line": 12, "as": "source"}
    assert set(theses["chapter_2"]) == {"002901.SZ"}


def test_figures_come_from_the_row_that_names_the_company() -> None:
    file = read()
    # 雪松材料 bears a stroke for a rating: nobody rated it.
    assert file["ratings"] == {"600901.SH": {"name": "蓝鲸重工", "rating": "买入", "close": 12.5, "line": 7}}
    assert file["forecasts"] == {
        "600901.SH": {"name": "蓝鲸重工", "line": 7, "eps": {"2025": 0.8}},
        "002901.SZ": {"name": "雪松材料", "line": 8, "eps": {"2025": -0.1}},
    }


def test_a_company_abroad_is_excluded_with_its_reason() -> None:
    assert read()["excluded"] == [{"name": "夜莺国际", "code": "09911.HK", "reason": "hong_kong", "line": 3}]


def test_what_needs_a_person_is_marked_and_counted() -> None:
    text = text_of(NOTE)
    # Sector, rating and standard; four theses without a claim; the customer of chapter 1.
    assert marks_of(text) == 3 + 4 + 1
    assert text.endswith("# 8 places need a person: search for CHECK.\n")


def test_a_document_that_names_nobody_says_so() -> None:
    text = text_of("今天天气很好。")
    assert "no company was found" in text
    assert "thesis" not in tomllib.loads(text)


def test_a_company_unknown_to_the_store_has_to_be_checked() -> None:
    (proposal,) = drafted("夜莺传媒(600999.SH)发布新片。").proposals
    assert proposal.checks == ("the store knows no 600999.SH",)


def test_a_code_beside_the_name_of_another_has_to_be_checked() -> None:
    found = {each.symbol: each.checks for each in drafted("云杉药业(600901.SH)提价。").proposals}
    assert found["600901.SH"] == ("the code 600901.SH is 蓝鲸重工's, the name printed beside it is 云杉药业",)
