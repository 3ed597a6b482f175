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


def test_a_square_has_its_number_under_its_name_and_is_deepest_from_a_hundred_points_on() -> None:
    drawn = excess_strip([same("一号"), same("二号"), same("三号")], [StripRow(same("m"), (1.5, -0.5, None))])
    # 90 units a square from 70 on; 0.1 + 6 x 0.08 at the deepest, half of a hundred points are three of six steps.
    assert '<path d="M71 12h88" class="up" stroke-opacity="0.58"/>' in drawn
    assert '<path d="M161 12h88" class="down" stroke-opacity="0.34"/>' in drawn
    assert '<path d="M251 12h88"/>' in drawn
    assert [name in drawn for name in (">一号</text>", ">二号</text>", ">三号</text>")] == [True] * 3
    assert ">+150</text>" in drawn
    assert ">−50</text>" in drawn


def test_squares_of_one_colour_are_one_path_and_many_have_no_room_for_words() -> None:
    # 930 units for a hundred names are 9.3 each.
    many = excess_strip([same("某")] * 100, [StripRow(same("m"), (0.1,) * 100)])
    assert many.count("<path") == 1
    assert many.count("h7") == 100
    assert ">+10</text>" not in many
    assert "某" not in many
