"""Words that are names: companies among companies, words elsewhere."""

from __future__ import annotations

import pytest

from strategies.drafting.names.common import is_common
from tests.strategies.drafting.names.invented import judged, refusals, taken


def test_a_word_in_prose_is_no_company() -> None:
    assert refusals("人形机器人进入量产,训练需要海量数据。") == [("机器人", "common_word"), ("海量数据", "common_word")]


def test_a_phrase_of_ordinary_words_is_a_word_though_no_list_has_it() -> None:
    assert is_common("环保材料")
    assert not is_common("雪松材料")
    assert refusals("新的环保材料已用于包装。") == [("环保材料", "common_word")]


@pytest.mark.parametrize(
    "text",
    [
        "建议关注:蓝鲸重工、机器人、云杉药业。",
        "包括蓝鲸重工(船舶)、机器人(本体)等",
        "蓝鲸重工 机器人 云杉药业",
        "机器人和蓝鲸重工均有布局",
    ],
)
def test_the_same_word_among_companies_is_one(text: str) -> None:
    found = {each.company.symbol: each.verdict for each in judged(text)}
    assert (found["300903.SZ"].rule, found["300903.SZ"].sure) == ("common_word_in_list", "medium")


def test_a_label_before_a_list_is_no_item_of_it() -> None:
    assert set(taken("机器人:蓝鲸重工、云杉药业")) == {"600901.SH", "600902.SH"}
    assert set(taken("机器人\t蓝鲸重工、云杉药业")) == {"600901.SH", "600902.SH"}


def test_trades_in_a_list_of_trades_are_no_companies() -> None:
    assert taken("下游为新能源、机器人、消费电子等行业。") == {}


def test_a_word_with_its_code_is_the_company() -> None:
    assert taken("机器人(300903)公告中标。")["300903.SZ"] == "common_word_in_list"


def test_a_word_in_a_column_of_companies_is_one() -> None:
    table = "公司\t主营\n蓝鲸重工\t船舶\n机器人\t本体"
    assert set(taken(table)) == {"600901.SH", "300903.SZ"}


def test_two_letters_of_a_company_under_special_treatment_need_the_mark() -> None:
    assert refusals("青梅价格上涨。") == [("青梅", "two_letters")]
    assert set(taken("其中*ST青梅已扭亏。")) == {"600904.SH"}


def test_the_name_that_a_company_bore_before_the_mark_is_its_own() -> None:
    assert taken("青梅药业扩产。") == {"600904.SH": "name_before_mark"}


def test_a_trade_of_a_place_is_no_company() -> None:
    assert refusals("山东高速公路网很密。") == [("山东高速", "common_word")]
    assert taken("山东高速上调分红比例。") == {"601903.SH": "full_name"}


@pytest.mark.parametrize(
    "text", ["青岛港今天公告了分红方案。", "港口里我们看好青岛港。", "青岛港(601904)与蓝鲸重工签约"]
)
def test_a_place_that_the_sentence_treats_as_a_company_is_one(text: str) -> None:
    assert "601904.SH" in taken(text)


def test_a_place_as_a_place() -> None:
    assert refusals("青岛港库存下降。") == [("青岛港", "common_word")]
