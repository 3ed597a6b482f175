"""Who was listed when the document appeared."""

from __future__ import annotations

from datetime import date

from strategies.drafting.names.listing import last_day_printed
from strategies.drafting.names.passages import passages
from tests.strategies.drafting.names.invented import lines, refusals, taken


def test_a_company_that_listed_later_could_not_be_bought() -> None:
    text = "建议关注:星鲨智能、蓝鲸重工。"
    assert refusals(text, day=date(2025, 5, 31)) == [("星鲨智能", "not_listed")]
    # On the day of its listing it is listed.
    assert set(taken(text, day=date(2025, 6, 1))) == {"688901.SH", "600901.SH"}


def test_what_is_printed_as_unlisted_is_so() -> None:
    assert refusals("星鲨智能(未上市)、蓝鲸重工", day=date(2026, 1, 1)) == [("星鲨智能", "printed_unlisted")]


def test_without_a_day_the_last_printed_one_counts() -> None:
    assert last_day_printed(passages(lines("2025年3月1日\n股价为2025-03-04收盘价\n2025/13/40"))) == date(2025, 3, 4)
    assert refusals("2025年3月1日\n建议关注:星鲨智能、蓝鲸重工。") == [("星鲨智能", "not_listed")]
