"""Maps, plots of a dial and spreads: which shade a value has, where marks lie, and what has no room."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from data_sources.language.text import same
from reports.drawing.dial_plot import DialData, DialPoint, dial_plot
from reports.drawing.heat_map import MapCell, MapData, heat_map, shade_of
from reports.drawing.spread_plot import spread_plot


def cell(value: float) -> MapCell:
    return MapCell("value", value, f"{value:.2f}", f"here: {value:.2f}")


TWO = MapData(
    "top", "lookback", ("3", "5"), ("20", "60", "120"),
    ((cell(0.0), cell(0.6), cell(1.2)), (MapCell("dead", said="top=5 lookback=20"), MapCell("unseen"), cell(0.55))),
    0.0, 1.2, best=(0, 2), own=(1, 2),
)  # fmt: skip


@pytest.mark.parametrize(
    # Six shades of 0.2 each from 0 to 1.2; the highest value belongs to the last one.
    ("value", "shade"), [(0.0, 1), (0.19, 1), (0.21, 2), (0.6, 4), (1.19, 6), (1.2, 6)],
)  # fmt: skip
def test_the_higher_the_darker(value: float, shade: int) -> None:
    assert shade_of(value, 0.0, 1.2) == shade


def test_values_that_are_alike_have_the_middle_shade() -> None:
    assert shade_of(0.7, 0.7, 0.7) == 3


def test_cells_of_one_shade_are_one_path_and_a_dead_one_is_hatched() -> None:
    drawn = heat_map(TWO)
    # 0.6 and 0.55 are shades 4 and 3; 0 is the first and 1.2 the last one.
    assert re.findall(r'class="shade-(\d)"', drawn) == ["1", "3", "4", "6"]
    (hatched,) = re.findall(r'd="([^"]+)" class="dead"', drawn)
    assert hatched.count("M") == 3
    assert re.findall(r">(\d\.\d\d)<", drawn) == ["0.00", "0.60", "1.20", "0.55"]


def test_best_and_own_are_framed_in_their_cells() -> None:
    drawn = heat_map(TWO)
    # "top" is the longest word beside the rows: 3 letters of 6.8 and 12 pixels, so the cells begin at 32.4; each is 64
    # by 30, below a head of 38. The best is in row 0 and column 2, inset by 1; the own one a row below, inset by 3.
    assert '<rect x="161.4" y="39" width="62" height="28" class="best"/>' in drawn.replace('.0"', '"')
    assert '<rect x="163.4" y="71" width="58" height="24" class="own"/>' in drawn.replace('.0"', '"')


def test_numbers_stand_only_where_they_have_room() -> None:
    many = replace(TWO, columns=tuple(map(str, range(60))), cells=(tuple(cell(0.5) for _ in range(60)),) * 2)
    # (1000 - 32) / 60 is 16 pixels; a number of four letters has 27.
    assert "cell-number" not in heat_map(many)
    assert "cell-number" in heat_map(TWO)


def test_a_dial_without_order_has_dots_and_no_line() -> None:
    points = (
        DialPoint("open", 1.0, "1.00", same("fill=open: 1.00"), is_own=True),
        DialPoint("close", None, "–", same("")),
    )
    words = dial_plot(DialData("fill", points, ordered=False))
    assert 'class="dial-line"' not in words
    assert words.count('class="dial-dot"') == 1
    assert 'class="dead"' in words
    numbers = (replace(points[0], label="3"), replace(points[0], label="5", value=2.0, is_best=True, is_own=False))
    assert 'class="dial-line"' in dial_plot(DialData("top", numbers, ordered=True))


def test_a_spread_has_a_square_a_setting_and_bars_where_those_would_be_too_flat() -> None:
    drawn = spread_plot([0.10, 0.101, -0.10], (), 0.101, -0.10)
    up, down = (re.search(rf'd="([^"]+)" class="{kind}"', drawn) for kind in ("up", "down"))
    assert up is not None
    assert down is not None
    assert (up[1].count("M"), down[1].count("M")) == (2, 1)
    assert ">best</tspan>" in drawn
    # 100 in one place would be a pixel each: one bar of 100 pixels.
    (bar,) = re.findall(r'd="([^"]+)" class="up"', spread_plot([0.1] * 100, (0.0, 0.1), 0.1, None))
    assert bar.count("M") == 1
    assert "v100h" in bar
