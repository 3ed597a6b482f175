"""Full names in sentences: full and half width, white space, wrapped lines, longer names, longer words."""

from __future__ import annotations

import pytest

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import judged, refusals, taken


def test_a_full_name_is_taken_with_its_line() -> None:
    found = judged("今年以来需求回升。\n\n蓝鲸重工订单饱满,云杉药业亦然。")
    assert [(each.line, each.printed, each.verdict.rule, each.verdict.sure) for each in found] == [
        (3, "蓝鲸重工", "full_name", "high"),
        (3, "云杉药业", "full_name", "high"),
    ]


def test_white_space_within_a_name_makes_it_less_sure() -> None:
    (found,) = judged("其中 蓝 鲸 重 工 的订单饱满。")
    assert (found.company.symbol, found.verdict.sure) == ("600901.SH", "medium")


def test_a_name_that_a_page_wrapped_is_one_name() -> None:
    (found,) = judged("我们看好船舶行业的景气度持续上行并继续看好蓝鲸\n重工在大型船舶上的份额。")
    assert (found.line, found.company.symbol) == (1, "600901.SH")


def test_letters_of_two_cells_make_no_name() -> None:
    assert taken("蓝鲸\t重工\t12.5") == {}


@pytest.mark.parametrize("longer", ["蓝鲸重工国际", "蓝鲸重工电子", "蓝鲸重工香港", "蓝鲸重工大学"])
def test_a_longer_name_is_another_company(longer: str) -> None:
    assert refusals(f"客户有{longer}等。") == [("蓝鲸重工", "longer_name")]


@pytest.mark.parametrize(
    "same", ["蓝鲸重工国际化", "蓝鲸重工电子产品", "蓝鲸重工集团股份有限公司", "蓝鲸重工股份有限公司", "飞鱼微电子"]
)
def test_what_goes_on_as_another_word_or_as_the_full_name_is_the_same_company(same: str) -> None:
    assert len(taken(f"其中{same}进展较快。")) == 1


def test_a_foreign_company_is_found_before_the_shorter_one() -> None:
    names = dictionary([Company("002594.SZ", "比亚迪")])
    found = taken("供应链有比亚迪电子和立敏达。", names)
    assert found == {"00285.HK": "full_name"}


def test_of_two_that_overlap_the_one_behind_a_place_is_meant() -> None:
    assert taken("招聘计划显示中国橡果银行扩张。") == {"601902.SH": "full_name"}
    assert taken("中国橡果的收入上升。") == {"601901.SH": "full_name"}


def test_a_bank_followed_by_a_trade_is_no_company() -> None:
    assert refusals("橡果银行业的息差收窄。") == [("橡果银行", "inside_word")]
    assert taken("橡果银行业绩增长。") == {"601902.SH": "full_name"}


def test_a_word_that_crosses_the_end_of_a_name_is_not_cut() -> None:
    names = dictionary([Company("600910.SH", "东山国信"), Company("600911.SH", "东山联通")])
    assert refusals("东山国信用体系完善。", names) == [("东山国信", "inside_word")]
    assert refusals("东山联通过整合提效。", names) == [("东山联通", "inside_word")]
    assert taken("东山联通过去三年增长。", names) == {"600911.SH": "full_name"}


def test_three_letters_within_a_run_of_letters_are_less_sure() -> None:
    names = dictionary([Company("300906.SZ", "东鹿通")])
    assert refusals("东鹿通过增资入股。", names) == [("东鹿通", "inside_word")]
    (found,) = judged("山东鹿通道口建成。", names)
    assert (found.verdict.rule, found.verdict.sure) == ("no_word_break", "medium")


def test_a_latin_name_is_a_whole_word() -> None:
    names = dictionary([Company("601012.SH", "隆基绿能")])
    assert taken("The module maker LONGi leads.", names) == {"601012.SH": "english_name"}
    assert taken("LONGines watches", names) == {}
