"""Slips of recognition: one letter that resembles, one letter lost; only in lists, only for one company."""

from __future__ import annotations

from strategies.drafting.names.company import Company
from strategies.drafting.names.dictionary import dictionary
from tests.strategies.drafting.names.invented import COMPANIES, judged, taken

# 荆 and 刑 resemble each other.
NAMES = dictionary([*COMPANIES, Company("688903.SH", "紫荆花科")])


def test_a_letter_that_resembles_is_read_as_the_name_and_marked_low() -> None:
    found = [
        each for each in judged("建议关注:蓝鲸重工、紫刑花科、云杉药业。", NAMES) if each.company.symbol == "688903.SH"
    ]
    assert [(each.printed, each.verdict.rule, each.verdict.sure) for each in found] == [("紫刑花科", "slip", "low")]


def test_a_letter_that_does_not_resemble_is_another_company() -> None:
    assert "688903.SH" not in taken("建议关注:蓝鲸重工、紫金花科、云杉药业。", NAMES)


def test_a_lost_letter() -> None:
    assert taken("建议关注:蓝鲸重工、紫花科、云杉药业。", NAMES)["688903.SH"] == "slip"


def test_no_slip_is_read_in_prose_or_where_two_could_be_meant() -> None:
    assert taken("紫刑花科在蓝鲸重工与云杉药业之间选址。", NAMES).get("688903.SH") is None
    two = dictionary([*COMPANIES, Company("688903.SH", "紫荆花科"), Company("688904.SH", "紫荊花科")])
    assert taken("建议关注:蓝鲸重工、紫刑花科、云杉药业。", two).keys() & {"688903.SH", "688904.SH"} == set()
