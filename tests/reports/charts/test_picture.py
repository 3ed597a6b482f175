"""The picture of a chart: what print and a reader without JavaScript see. Places are worked out from the canvas."""

from __future__ import annotations

import re

import pytest

from data_sources.language.text import both, same
from reports.charts.axes import LEFT, RIGHT, WIDTH, axis_of, layers_of, x_of
from reports.charts.flags import label_rows
from reports.charts.legend import legend_rows
from reports.charts.lines import MOST_POINTS, path, thinned
from reports.charts.model import Band, Chart, Mark, Panel, Series
from reports.charts.picture import picture
from reports.drawing.text_width import text_width

DAYS = tuple(f"2025-03-{day:02d}" for day in range(3, 8))


def line(*values: float | None, **more: object) -> Series:
    return Series(same("Own"), values, "strategy", **more)  # type: ignore[arg-type]  # flags of a series


def made(*panels: Panel, bands: tuple[Band, ...] = (), marks: tuple[Mark, ...] = ()) -> Chart:
    return Chart("chart-x", same("A chart"), DAYS, panels, bands, marks)


def test_a_linear_axis_is_halfway_at_the_middle_and_a_logarithmic_one_at_the_root() -> None:
    linear = axis_of(Panel(same("p"), (line(100, 400),), "level", 100), [(100.0, 400.0)], 0.0, 100.0)
    logarithmic = axis_of(Panel(same("p"), (line(100, 400),), "level", 100, log=True), [(100.0, 400.0)], 0.0, 100.0)
    assert linear.y(250.0) == pytest.approx(50.0)
    # The root of 100 * 400 is 200.
    assert logarithmic.y(200.0) == pytest.approx(50.0)
    assert all(axis.y(400.0) > axis.top for axis in (linear, logarithmic))  # a little room above the line


def test_a_panel_with_zero_keeps_zero_in_sight_and_a_flat_line_has_an_axis() -> None:
    above = axis_of(Panel(same("p"), (line(2, 5),), "level", 100, zero=True), [(2.0, 5.0)], 0.0, 100.0)
    assert above.low == 0.0
    flat = axis_of(Panel(same("p"), (line(7, 7),), "level", 100), [(7.0, 7.0)], 0.0, 100.0)
    assert flat.low < 7.0 < flat.high


def test_stacked_series_stand_upon_one_another_and_the_highest_is_drawn_at_the_back() -> None:
    panel = Panel(same("p"), (line(0.2, 0.3), Series(same("Cash"), (0.8, 0.7), "cash")), "share", 100, stacked=True)
    assert layers_of(panel) == [(0.2, 0.3), pytest.approx((1.0, 1.0))]
    drawn = picture(made(panel))
    assert drawn.index('fill="var(--cash)"') < drawn.index('fill="var(--strategy)"')


def test_sessions_are_equally_far_apart_from_edge_to_edge() -> None:
    assert x_of(0, 5) == LEFT
    assert x_of(4, 5) == WIDTH - RIGHT
    assert x_of(2, 5) == pytest.approx((LEFT + WIDTH - RIGHT) / 2)


def test_a_long_line_keeps_its_ends_its_peak_and_its_fall() -> None:
    values: list[float | None] = [100.0] * 5000
    values[1234], values[3210], values[0], values[-1] = 900.0, 1.0, 50.0, 60.0
    kept = dict(thinned(values))
    assert len(kept) <= MOST_POINTS + 2
    assert (kept[1234], kept[3210], kept[0], kept[4999]) == (900.0, 1.0, 50.0, 60.0)
    assert thinned([None, 2.0, None]) == [(1, 2.0)]


def test_a_path_is_written_in_steps_of_tenths_that_add_up() -> None:
    assert path([(1.0, 2.0), (2.04, 1.0), (3.06, 5.5)]) == "M1 2l1-1 1.1 4.5"
    assert path([(0.0, 0.0), (10.0, 5.0)], stepped=True) == "M0 0h10v5"
    assert path([]) == ""


def test_labels_that_would_collide_go_a_row_down_and_without_room_away() -> None:
    assert label_rows([(0, 100), (50, 150), (60, 160), (70, 170), (110, 200)]) == [0, 1, 2, None, 0]
    assert text_width("民生证券") == 4 * 12


def test_names_of_many_lines_stand_in_rows_below_the_title() -> None:
    few = Panel(same("Growth"), (line(1, 2), line(2, 1)), "level", 100)
    many = Panel(same("Growth"), tuple(line(1, 2) for _ in range(40)), "level", 100)
    assert legend_rows(few) == []
    assert sum(len(row) for row in legend_rows(many)) == 40
    # "Own" takes 3 letters of 6.8 and 18 for its line, 12 between two: 20 of them in 750.
    assert len(legend_rows(many)[0]) <= 750 // (3 * 6.8 + 18 + 12) + 1


def test_bands_and_flags_say_what_they_are_in_both_languages() -> None:
    gate = Band(1, 4, both("exposure 50%: capex", "仓位 50%：资本开支"), "gate")
    flag = Mark(2, same("002 民生证券"), "publication")
    drawn = picture(made(Panel(same("p"), (line(1, 2, 3, 4, 5),), "level", 100), bands=(gate,), marks=(flag,)))
    assert "<tspan lang=en>exposure 50%: capex</tspan><tspan lang=zh>仓位 50%：资本开支</tspan>" in drawn
    assert "<title>002 民生证券</title>" in drawn
    assert 'class="flag"' in drawn


def test_the_end_of_the_data_is_named_only_where_it_covers_no_curve() -> None:
    panel = Panel(same("p"), (line(1, 2, 3, 4, 5),), "level", 100)
    end = Mark(4, same("data until 2025-03-07"), "end")
    assert ">data until 2025-03-07</text>" in picture(made(panel, marks=(end,)))
    # A flag of a wide name just before it takes the first row.
    crowded = picture(made(panel, marks=(Mark(2, same("a broker of a very long name indeed"), "publication"), end)))
    assert ">data until 2025-03-07</text>" not in crowded
    assert "<title>data until 2025-03-07</title>" in crowded


def test_a_buy_and_a_refusal_stand_at_their_prices() -> None:
    panel = Panel(same("p"), (line(10, 11, 12, 13, 14),), "level", 100)
    drawn = picture(
        made(panel, marks=(Mark(2, same("buy 100"), "buy", 12.0), Mark(3, same("limit up"), "refusal", 13.0)))
    )
    signs = re.findall(r'transform="translate\(([\d.]+) ([\d.]+)\)" class="sign (\w+)"', drawn)
    assert [kind for _, _, kind in signs] == ["buy", "refusal"]
    assert [float(x) for x, _, _ in signs] == pytest.approx([x_of(2, 5), x_of(3, 5)], abs=0.06)
    # 12 is halfway between 10 and 14, and 13 above it.
    assert float(signs[0][1]) > float(signs[1][1])


def test_a_name_cannot_become_markup() -> None:
    evil = Series(same("</svg><script>alert(1)</script>"), (1.0, 2.0, 3.0, 4.0, 5.0), "strategy")
    drawn = picture(made(Panel(same("p"), (evil, line(1, 2, 3, 4, 5)), "level", 100)))
    assert "<script" not in drawn
