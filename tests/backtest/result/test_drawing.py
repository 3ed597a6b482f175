"""Two curves as a small picture: their points, their scale, and a line of blocks for a terminal."""

from __future__ import annotations

import re

import numpy as np

from backtest.result.drawing import POINTS, Line, curves_svg, sparklines


def line(*values: float) -> Line:
    return Line("strategy +10%", np.array(values), "#c00")


def heights(svg: str) -> list[float]:
    """The y of each point of the first curve, 0 at the top."""
    points = re.search(r'points="([^"]*)"', svg)
    assert points
    return [float(point.split(",")[1]) for point in points[1].split()]


def test_a_curve_begins_at_the_line_of_100_and_rises() -> None:
    svg = curves_svg([line(50.0, 52.5, 55.0)], "Growth")
    # 100, 105, 110 between the edges of 6 and 104: bottom, middle, top.
    assert heights(svg) == [104.0, 55.0, 6.0]
    assert 'y1="104.0"' in svg
    assert "<title>Growth</title>" in svg
    assert "strategy +10%" in svg
    assert "<script" not in svg


def test_equal_growth_is_equal_steps_where_the_highest_is_over_three_times_the_lowest() -> None:
    # 100, 200, 400: two doublings.
    assert heights(curves_svg([line(1.0, 2.0, 4.0)], "")) == [104.0, 55.0, 6.0]
    # 100, 150, 200 is less: equal steps are equal points.
    assert heights(curves_svg([line(2.0, 3.0, 4.0)], "")) == [104.0, 55.0, 6.0]


def test_a_total_loss_is_drawn_at_the_bottom() -> None:
    assert heights(curves_svg([line(1.0, 4.0, 0.0)], ""))[-1] == 104.0


def test_a_long_curve_is_thinned_and_keeps_its_ends() -> None:
    drawn = heights(curves_svg([line(*np.linspace(1.0, 2.0, 1_000))], ""))
    assert len(drawn) == POINTS
    assert (drawn[0], drawn[-1]) == (104.0, 6.0)


def test_there_is_no_picture_of_one_session() -> None:
    assert curves_svg([line(1.0)], "") == ""
    assert curves_svg([], "") == ""


def test_what_a_label_holds_is_no_markup() -> None:
    svg = curves_svg([Line("<b>a & b</b>", np.array([1.0, 2.0]), "#c00")], "<i>")
    assert "<b>" not in svg
    assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in svg
    assert "<i>" not in svg


def test_lines_of_blocks_share_a_scale_from_the_base_of_each() -> None:
    # 4.5 is half way from 1 to 8: block 3.5 of 7, which rounds to the even 4.
    assert sparklines([np.array([1.0, 8.0, 4.5])]) == ["▁█▅"]
    # The second doubles from 50, which on the scale from 1 to 8 is 1 of 7.
    assert sparklines([np.array([1.0, 8.0]), np.array([50.0, 100.0])]) == ["▁█", "▁▂"]
    assert sparklines([np.array([2.0, 2.0])]) == ["▁▁"]
    assert sparklines([]) == []
    assert [len(line) for line in sparklines([np.linspace(1.0, 2.0, 500)], width=40)] == [40]
