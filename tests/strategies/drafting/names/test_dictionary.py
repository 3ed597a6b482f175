"""Which spelling stands for whom."""

from __future__ import annotations

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import NAMES


def test_the_longest_name_is_found() -> None:
    names = dictionary([Company("600901.SH", "蓝鲸"), Company("600902.SH", "蓝鲸重工")])
    found = names.at("看好蓝鲸重工的订单", 2)
    assert found
    assert found.company.symbol == "600902.SH"


def test_a_name_that_two_companies_bear_stands_for_neither() -> None:
    names = dictionary([Company("600901.SH", "ST蓝鲸"), Company("600902.SH", "*ST蓝鲸")])
    assert names.at("蓝鲸", 0) is None


def test_a_short_form_belongs_to_one_company_alone() -> None:
    assert NAMES.short_at("雪松", 0).company.symbol == "002901.SZ"  # type: ignore[union-attr]
    both = dictionary([Company("002901.SZ", "雪松材料"), Company("600907.SH", "雪松集团")])
    assert both.short_at("雪松", 0) is None


def test_a_given_name_stands_for_the_symbol_and_a_new_symbol_is_a_company() -> None:
    names = dictionary([Company("002901.SZ", "雪松材料")], [("002901.SZ", "老松木业"), ("600999.SH", "夜莺传媒")])
    assert names.names["老松木业"].company.name == "雪松材料"
    assert names.names["夜莺传媒"].company.symbol == "600999.SH"


def test_old_and_english_names_come_from_the_list() -> None:
    names = dictionary([Company("601012.SH", "隆基绿能")])
    assert names.names["隆基股份"].kind == "old"
    assert names.names["LONGi"].kind == "english"
    # The other companies of the list are not of this store.
    assert "中环股份" not in names.names
