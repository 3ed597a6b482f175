"""The strip of a report: the best name first by the latest known month, numbers while there is room."""

from __future__ import annotations

from data_sources.language.text import same
from reports.drawing.excess_strip import StripRow, excess_strip
from reports.scorecard.months import months_part
from strategies.scorecard.by_month import NameByMonth


def test_names_stand_in_the_order_of_the_latest_month_that_is_known() -> None:
    part = months_part(
        [
            NameByMonth("600001.SH", "一号", (0.5, -0.2, None, None)),
            NameByMonth("600002.SH", "二号", (-0.1, None, None, None)),
            NameByMonth("600003.SH", "三号", (-0.3, 0.4, None, None)),
        ]
    )
    assert part is not None
    assert [name.symbol for name in part.names] == ["600003.SH", "600001.SH", "600002.SH"]
    assert part.rows[0].excess == (-0.3, 0.5, -0.1)
    assert part.said == "Ahead of the index: after 1 month 1 of 3, after 3 months 1 of 2."
    assert part.said.zh == "跑赢指数：1 个月后 3 只中 1 只，3 个月后 2 只中 1 只。"


def test_without_a_month_that_is_over_there_is_no_strip() -> None:
    assert months_part([NameByMonth("600001.SH", "一号", (None,) * 4)]) is None
    assert months_part([]) is None


def test_a_square_says_its_name_and_number_and_is_deepest_from_a_hundred_points_on() -> None:
    drawn = excess_strip([same("一号"), same("二号"), same("三号")], [StripRow(same("m"), (1.5, -0.5, None))])
    # 0.12 + 0.43 at the deepest.
    assert 'class="up" fill-opacity="0.55"><title>一号 +150</title>' in drawn
    assert "><title>二号 −50</title>" in drawn
    assert "<title>三号 –</title>" in drawn
    assert ">+150</text>" in drawn
    # 100 names of 9 units each have no room for a number; the pointer is told.
    many = excess_strip([same("某")] * 100, [StripRow(same("m"), (0.1,) * 100)])
    assert ">+10</text>" not in many
    assert many.count("某 +10") == 100
