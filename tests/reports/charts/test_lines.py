"""Which points of a line a picture keeps, and how it writes them, read off by hand."""

from __future__ import annotations

from data_sources.language.text import same
from reports.charts.lines import evenly, path, points_of
from reports.charts.model import Panel

POINTS = [(0.0, 10.0), (5.04, 10.0), (10.0, 7.5)]


def test_a_path_goes_on_in_tenths_or_in_whole_pixels() -> None:
    assert path(POINTS) == "M0 10l5 0 5-2.5"
    assert path([(0.4, 9.6), (5.04, 10.0), (10.0, 7.4)], whole=True) == "M0 10l5 0 5-3"


def test_a_stepped_path_leaves_out_points_at_the_same_height() -> None:
    assert path(POINTS, stepped=True) == "M0 10h10v-2.5"
    assert path([(0.0, 1.0), (1.0, 1.0), (2.0, 1.0)], stepped=True) == "M0 1h2v0"


def test_the_layers_of_a_stack_keep_the_same_rows() -> None:
    # A quarter of eight steps is two; what has no value adds nothing to a stack.
    assert evenly([0.0, 1.0, 2.0, 3.0, None, 5.0, 6.0, 7.0, 8.0], most=4) == [
        (0, 0.0), (2, 2.0), (4, 0.0), (6, 6.0), (8, 8.0),
    ]  # fmt: skip
    assert evenly([1.0]) == [(0, 1.0)]


def test_a_small_panel_has_fewer_points() -> None:
    assert points_of(Panel(same("x"), (), "level", 340)) == 130
    assert points_of(Panel(same("x"), (), "level", 110)) == 64
