"""A short name that several companies begin with is told by the label of its list and by the other items."""

from __future__ import annotations

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import COMPANIES, taken

NAMES = dictionary(
    (
        *COMPANIES,
        Company("601911.SH", "鹭洲银行"),
        Company("601912.SH", "鹤江银行"),
        Company("601913.SH", "鹰岭银行"),
        Company("600911.SH", "鹭洲证券"),
        Company("600912.SH", "鹤江证券"),
        Company("600913.SH", "鹤江股份"),
        Company("600914.SH", "鹰岭轮胎"),
        Company("600915.SH", "砾石轮胎"),
        Company("600916.SH", "砾石生物"),
        Company("600917.SH", "砂岩股份"),
        Company("600918.SH", "砂岩生物"),
        Company("600919.SH", "中国岩芯"),
        Company("600920.SH", "岩芯影院"),
    )
)


def test_a_last_word_that_completes_all_items_tells_whose_the_list_is() -> None:
    assert set(taken("城商行：鹭洲、鹤江、鹰岭。", NAMES)) == {"601911.SH", "601912.SH", "601913.SH"}


def test_without_a_label_the_same_letters_name_nobody() -> None:
    assert taken("沿途经过鹭洲、鹤江、鹰岭。", NAMES) == {}


def test_the_label_tells_the_trade_beside_sure_names() -> None:
    # 券 of 证券 stands in 券商, 胎 of 轮胎 in the second label.
    assert set(taken("券商：鹤江、橡树、雪松。", NAMES)) == {"600912.SH", "002902.SZ", "002901.SZ"}
    assert "600915.SH" in taken("胎企：砾石、橡树、雪松。", NAMES)


def test_a_trade_before_the_first_item_is_a_label_too() -> None:
    assert "600912.SH" in taken("券商板块鹤江、橡树、雪松走强。", NAMES)


def test_a_label_holds_to_the_end_of_its_sentence() -> None:
    both = "600912.SH", "600915.SH"
    assert set(both) <= set(taken("证券和轮胎：鹤江、橡树、雪松走强，砾石、云杉、蓝鲸重工走弱。", NAMES))
    assert "600915.SH" not in taken("轮胎：橡树、雪松、云杉走强。砾石、云杉、蓝鲸重工走弱。", NAMES)


def test_the_trade_of_the_sure_names_tells_where_no_label_does() -> None:
    assert "600915.SH" in taken("我们看到：鹰岭轮胎、砾石、橡树、雪松扩产。", NAMES)


def test_of_those_that_nothing_tells_the_one_without_a_trade_bears_the_name() -> None:
    # 砂岩股份 is 砂岩 itself, 砂岩生物 a company of its trade; of 砾石轮胎 and 砾石生物 neither is.
    found = taken("我们看到：砂岩、砾石、橡树、雪松扩产。", NAMES)
    assert found["600917.SH"] == "short_list"
    assert not {"600915.SH", "600916.SH"} & set(found)


def test_china_before_a_name_counts_as_its_beginning() -> None:
    assert "600920.SH" in taken("影院：岩芯、橡树、雪松。", NAMES)
    assert "600919.SH" not in taken("影院：岩芯、橡树、雪松。", NAMES)


def test_a_vague_label_tells_nothing() -> None:
    # 商 of 设备商 is no 商业.
    known = dictionary((*COMPANIES, Company("600921.SH", "椋鸟商业"), Company("600922.SH", "椋鸟钢管")))
    assert not {"600921.SH", "600922.SH"} & set(taken("设备商：椋鸟、橡树、雪松。", known))


def test_a_name_that_a_mark_left_two_letters_of_is_a_name_in_a_list() -> None:
    # *ST青梅 has two letters left and no other company begins with them.
    assert taken("果业：青梅、橡树、雪松。", NAMES)["600904.SH"] == "short_list"
    assert "600904.SH" not in taken("山上有青梅。", NAMES)
