"""Short names beside each other are companies, a word of the language among them too; in a sentence they are words."""

from __future__ import annotations

import pytest

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import COMPANIES, refusals, taken

NAMES = dictionary((*COMPANIES, Company("300906.SZ", "星空智能"), Company("300907.SZ", "龙头股份")))


def test_three_short_names_are_a_list_without_any_full_one() -> None:
    assert set(taken("家电：雪松、橡树、云杉增速平稳。", NAMES)) == {"002901.SZ", "002902.SZ", "600902.SH"}


def test_two_short_names_may_be_a_thing_and_another() -> None:
    assert taken("山上有雪松、橡树。", NAMES) == {}


def test_a_word_of_the_language_is_a_short_name_in_such_a_list_alone() -> None:
    assert taken("厨电：雪松、龙头、云杉承压。", NAMES)["300907.SZ"] == "short_list"
    assert refusals("蓝鲸重工（原蓝鲸股份），龙头，份额第一。", NAMES)[-1] == ("龙头", "short_form")


@pytest.mark.parametrize("item", ["雪松木业、", "雪松航天（拟上市）、", "大雪松、"])
def test_a_part_of_a_longer_item_is_none_of_its_own(item: str) -> None:
    assert "002901.SZ" not in taken(f"板材：橡树、云杉、{item}蓝鲸等。", NAMES)


def test_a_list_in_a_comparison_begins_behind_its_word() -> None:
    assert "002901.SZ" in taken("批价优于雪松、橡树、云杉。", NAMES)


def test_ports_alone_stay_places() -> None:
    assert taken("青岛港、海量数据、机器人合计增长。", NAMES) == {}


def test_the_first_letters_of_a_longer_name_count_beside_surer_ones_alone() -> None:
    known = dictionary((*COMPANIES, Company("603902.SH", "岩羚味业"), Company("603903.SH", "沙蜥酿造")))
    assert "603902.SH" in taken("调味品：雪松、岩羚、橡树承压。", known)
    assert taken("山中有岩羚、沙蜥、岩羚出没。", known) == {}


def test_a_name_with_one_letter_more_makes_a_short_form_unsure() -> None:
    known = dictionary((*COMPANIES, Company("603904.SH", "雪松酒")))
    assert "002901.SZ" not in taken("酒企：雪松、橡树、云杉承压。", known)


def test_one_letter_more_at_the_end_of_a_sentence_is_a_longer_name() -> None:
    assert "600902.SH" not in taken("船企：雪松、橡树、蓝鲸、云杉江。", NAMES)
    assert "600902.SH" in taken("船企：雪松、橡树、蓝鲸、云杉承压。", NAMES)
