"""What follows a name may make another company of it, or be a letter that a mark cut off."""

from __future__ import annotations

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import refusals, taken

NAMES = dictionary((Company("601905.SH", "XD橡果钼"), Company("601906.SH", "松针矿")))


def test_a_day_without_a_right_cut_the_last_letter_off() -> None:
    assert taken("铜价上涨，橡果钼业受益。", NAMES) == {"601905.SH": "full_name"}


def test_with_all_its_letters_a_name_that_goes_on_is_a_trade() -> None:
    assert refusals("全国松针矿业受益。", NAMES) == [("松针矿", "inside_word")]


def test_an_english_name_that_goes_on_is_another_company_of_the_group() -> None:
    known = dictionary((Company("002594.SZ", "比亚迪"),))
    assert taken("BYD and peers", known) == {"002594.SZ": "english_name"}
    assert ("BYD", "longer_name") in refusals("BYD Electronic (285 HK) and peers", known)
